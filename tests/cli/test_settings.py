"""Where a setting comes from."""

from argparse import Namespace
from pathlib import Path

import pytest

from glutatui.cli.settings import NAMES, Settings, settings_for
from glutatui.errors import UsageError


def settings(
    tmp_path: Path, file: str | None = None, environ: dict[str, str] | None = None, **flags: object
) -> Settings:
    """Return the settings that a file, an environment and flags amount to."""
    path = tmp_path / "config.toml"
    if file is not None:
        path.write_text(file)
    return settings_for(Namespace(**flags), environ or {}, path)


def test_nothing_set_is_the_default(tmp_path: Path) -> None:
    found = settings(tmp_path)
    assert (found.records, found.content, found.lang, found.plain) == (None, None, None, False)
    assert set(found.origins.items()) == {(name, "default") for name in NAMES}


def test_flags_come_before_the_environment_and_that_before_the_file(tmp_path: Path) -> None:
    file = 'records = "file"\ncontent = "file"\nlang = "fi"\nplain = true\n'
    environ = {"GLUTATUI_RECORDS": "env", "GLUTATUI_CONTENT": "env", "GLUTATUI_LANG": ""}
    found = settings(tmp_path, file, environ, records="flag", content=None)
    assert (found.records, found.content, found.lang, found.plain) == ("flag", Path("env"), "fi", True)
    wanted = {"records": "flag", "content": "environment", "lang": "file", "plain": "file"}
    assert {name: found.origins[name] for name in wanted} == wanted
    assert {found.origins[name] for name in set(NAMES) - set(wanted)} == {"default"}


@pytest.mark.parametrize(("value", "plain"), [("1", True), ("yes", True), ("TRUE", True), ("0", False), ("off", False)])
def test_the_environment_can_say_yes_and_no(tmp_path: Path, value: str, *, plain: bool) -> None:
    assert settings(tmp_path, environ={"GLUTATUI_PLAIN": value}).plain is plain


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("recrods = 1\n", "setting-unknown"),
        ("records = 1\n", "setting-wrong"),
        ("content = ''\n", "setting-wrong"),
        ("lang = ['en']\n", "setting-wrong"),
        ("plain = 'perhaps'\n", "setting-wrong"),
        ("plain = 1\n", "setting-wrong"),
        ("records = \n", "settings-unreadable"),
        ("records = '\\u0000'\nrecords = 'again'\n", "settings-unreadable"),
    ],
)
def test_a_wrong_file_is_told(tmp_path: Path, file: str, code: str) -> None:
    with pytest.raises(UsageError) as told:
        settings(tmp_path, file)
    assert told.value.code == code


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_bytes(b"\xff")
    with pytest.raises(UsageError, match="settings-unreadable"):
        settings(tmp_path)
    (tmp_path / "config.toml").unlink()
    (tmp_path / "config.toml").mkdir()
    with pytest.raises(UsageError, match="settings-unreadable"):
        settings(tmp_path)
