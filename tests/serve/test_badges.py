"""Which of the staff looked: a fingerprint as others know it, and the name that was enrolled with the key."""

import base64
from pathlib import Path

import asyncssh
import pytest

from glutatui.serve.badges import badge


@pytest.fixture(scope="module")
def key() -> asyncssh.SSHKey:
    return asyncssh.generate_private_key("ssh-ed25519")


def public(key: asyncssh.SSHKey) -> str:
    return base64.b64encode(key.public_data).decode()


@pytest.mark.parametrize(
    ("line", "comment"),
    [
        ("ssh-ed25519 {key} nurse at the front desk", " nurse at the front desk"),
        ('restrict,pty,command="say ssh-x AAAA" ssh-ed25519 {key}\tdesk', " desk"),
        ("ssh-ed25519 {key}", ""),
        ("# ssh-ed25519 AAAAother somebody", ""),
        ("ssh-ed25519 {key} a\x1b[2Jb" + "c" * 99, " a[2Jb" + "c" * 58),
    ],
)
def test_a_key_has_its_fingerprint_and_its_comment(
    key: asyncssh.SSHKey, tmp_path: Path, line: str, comment: str
) -> None:
    (tmp_path / "keys").write_text("\nnonsense\n" + line.replace("{key}", public(key)) + "\n")

    assert badge(public(key), tmp_path / "keys") == key.get_fingerprint() + comment


def test_without_the_file_the_fingerprint_is_left(key: asyncssh.SSHKey, tmp_path: Path) -> None:
    assert badge(public(key), None) == badge(public(key), tmp_path / "none") == key.get_fingerprint()


@pytest.mark.parametrize("told", ["", "no key", "AAA", "\x1b"])
def test_what_is_no_key_is_nobody(told: str) -> None:
    assert badge(told, None) == ""
