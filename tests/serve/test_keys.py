"""The host key and who is enrolled: on disk, and in front of a real client."""

import subprocess
from contextlib import closing
from pathlib import Path

import asyncssh
import pytest

from glutatui.errors import ServiceError
from glutatui.records import open_existing
from glutatui.serve.keys import enrolled, host_key
from glutatui.words import say
from serve.conftest import Start
from serve.hosts import Host, until
from serve.sshd import fingerprint
from serve.test_life import begin
from terminal import Terminal


def test_a_host_key_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    place = tmp_path / "key"
    key, made = host_key(place)
    again, made_again = host_key(place)

    assert (made, made_again) == (True, False)
    assert key.get_fingerprint() == again.get_fingerprint()
    assert place.stat().st_mode & 0o777 == 0o600


def test_a_lost_host_key_is_not_made_anew(tmp_path: Path) -> None:
    """The twin: without the public half, which says that there was one, it is."""
    place = tmp_path / "key"
    host_key(place)
    place.unlink()
    with pytest.raises(ServiceError, match="host-key-missing"):
        host_key(place)
    place.with_name("key.pub").unlink()
    assert host_key(place)[1]


@pytest.mark.parametrize("spoil", ["open", "nonsense", "folder"])
def test_a_host_key_that_others_could_have_is_refused(tmp_path: Path, spoil: str) -> None:
    place = tmp_path / "key"
    if spoil == "folder":
        place.mkdir(mode=0o700)
    else:
        host_key(place)
    if spoil == "open":
        place.chmod(0o640)
    if spoil == "nonsense":
        place.write_text("nonsense")
    with pytest.raises(ServiceError, match="host-key-wrong"):
        host_key(place)


@pytest.mark.parametrize("text", ["nonsense", "ssh-ed25519 AAAA", "\x00\xff"])
def test_a_file_of_keys_that_holds_something_else_is_refused(tmp_path: Path, text: str) -> None:
    place = tmp_path / "keys"
    place.write_text(text)
    with pytest.raises(ServiceError, match="keys-wrong"):
        enrolled(place)


class Terminals:
    """Two kiosks with keys of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.keys = {name: self._made(name) for name in ("kiosk", "staff", "stranger")}

    def _made(self, name: str) -> Path:
        place = self.folder / name
        key = asyncssh.generate_private_key("ssh-ed25519")
        key.write_private_key(str(place))
        place.chmod(0o600)
        key.write_public_key(f"{place}.pub")
        return place

    def public(self, name: str) -> str:
        return Path(f"{self.keys[name]}.pub").read_text()

    def login(self, host: Host, name: str, user: str, *options: str) -> list[str]:
        """Return the words that log in with a key."""
        words = host.command(*options, user=user)
        words[words.index("IdentityFile=none")] = f"IdentityFile={self.keys[name]}"
        return words


@pytest.mark.needs("ssh")
def test_only_enrolled_kiosks_get_in_and_only_staff_is_staff(start: Start, tmp_path: Path) -> None:
    terminals = Terminals(tmp_path)
    kiosks, staff = tmp_path / "kiosks", tmp_path / "staff_keys"
    kiosks.write_text(f"restrict,pty {terminals.public('kiosk')}")
    staff.write_text(terminals.public("staff"))
    host = start("--kiosk-keys", str(kiosks), "--staff-keys", str(staff))

    def let_in(name: str, user: str) -> bool:
        """Log in without a terminal, which somebody who is let in is told."""
        words = terminals.login(host, name, user, "-T")
        return host.run(words, stdin=subprocess.DEVNULL).returncode == 2

    assert let_in("kiosk", "learn")
    assert not let_in("kiosk", "staff")
    assert let_in("staff", "staff")
    assert not let_in("stranger", "learn")
    assert not let_in("stranger", "staff")
    assert not let_in("staff", "root")

    kiosks.write_text(terminals.public("kiosk") + terminals.public("stranger"))
    host.process.send_signal(1)
    host.logs("keys-taken")
    assert let_in("stranger", "learn"), "a reload reads the keys anew"
    kiosks.write_text("nonsense")
    host.process.send_signal(1)
    host.logs("keys-kept")
    assert let_in("kiosk", "learn"), "and keeps the old ones where they are wrong"


@pytest.mark.needs("ssh")
def test_staff_see_counts_and_the_card_of_a_code_and_both_are_noted(start: Start, tmp_path: Path) -> None:
    terminals = Terminals(tmp_path)
    staff = tmp_path / "staff_keys"
    staff.write_text(f"{terminals.public('kiosk')}restrict,pty {terminals.public('staff').strip()} front desk\n")
    host = start("--staff-keys", str(staff))
    with host.ssh() as patient:
        code = begin(patient)
        assert say("en", "dashboard-title") not in patient.everything()
        with Terminal(terminals.login(host, "staff", "staff")) as terminal:
            terminal.shows(say("en", "dashboard-title"))
            terminal.shows(say("en", "dashboard-live", number=2))
            terminal.shows(say("en", "report-today", visits=1, finished=0))
            assert code not in terminal.text()
            terminal.settle()
            terminal.send("c")
            terminal.shows(say("en", "dashboard-find-title"))
            terminal.settle()
            terminal.send(code.replace("-", "") + "\r")
            terminal.shows("NOT finished")
            terminal.settle()
            terminal.send("\x1b[D")
            terminal.shows(say("en", "dashboard-title"))
            terminal.settle()
            terminal.send("q")
            assert terminal.ends() == 0
    with closing(open_existing(host.data / "journal.sqlite")) as records:
        notes = records.notes()
        assert [(note.what, note.visit is not None) for note in notes] == [("reported", False), ("looked-up", True)]
        assert {note.who for note in notes} == {f"staff {fingerprint(terminals.keys['staff'])} front desk"}
    until(lambda: host.inside() == 0, "an empty house")


@pytest.mark.needs("ssh")
def test_a_dashboard_that_nobody_reads_ends(start: Start, tmp_path: Path) -> None:
    terminals = Terminals(tmp_path)
    staff = tmp_path / "staff_keys"
    staff.write_text(terminals.public("staff"))
    host = start("--staff-keys", str(staff), "--idle", "2")
    with Terminal(terminals.login(host, "staff", "staff")) as terminal:
        terminal.shows(say("en", "dashboard-title"))
        assert terminal.ends() == 0
        assert say("en", "dashboard-title") not in terminal.text()
    host.logs("visit-over", how="idle")
