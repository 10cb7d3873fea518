"""``doctor``: what it says about a healthy place, and about each thing that is wrong with one."""

import json
import os
import socket
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

from glutatui.cli import main
from glutatui.cli.doctor.finding import Finding
from glutatui.cli.doctor.here import of_terminal
from glutatui.cli.doctor.machine import (
    file_system,
    free_disk,
    memory,
    of_clock,
    of_disk,
    of_file_system,
    of_files,
    of_memory,
    open_files,
)
from glutatui.cli.doctor.openssh import USERS, of_openssh
from glutatui.records import SqliteJournal
from small_course import LIVER, write_course
from terminal import Terminal

MOUNTS = """\
22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw
30 22 0:40 / /srv rw,relatime shared:1 - nfs4 server:/srv rw
31 30 8:2 / /srv/a\\040b rw - xfs /dev/sdb1 rw
broken line
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_course(tmp_path / "course")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder as a host makes it."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    return folder


def examined(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, dict[str, Any]]:
    """Return the exit status and the report of a run."""
    status = main(["doctor", "--format", "json", *map(str, words)])
    out, err = capsys.readouterr()
    assert err == ""
    report: dict[str, Any] = json.loads(out)
    assert report["ok"] is (status == 0)
    return status, report


def states(report: dict[str, Any]) -> dict[str, str]:
    """Return the worst state of each thing."""
    order = ["fine", "look", "wrong"]
    found: dict[str, str] = {}
    for one in report["findings"]:
        found[one["about"]] = max(one["state"], found.get(one["about"], "fine"), key=order.index)
    return found


def serving(root: Path, data: Path, *more: str | Path) -> list[str | Path]:
    return ["--server", "--content", root, "--data", data, "--port", "0", "--visits", "2", *more]


# this terminal, this installation


def test_a_healthy_installation(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, report = examined(capsys, "--content", root, "--records", tmp_path / "j.db")

    assert status == 0
    assert states(report) == {
        "terminal": "fine",
        "version": "fine",
        "ssh": "fine",
        "course": "fine",
        "signed": "look",
        "records": "fine",
    }
    assert not (tmp_path / "j.db").exists(), "nothing is made"


def test_each_setting_is_named_with_where_it_comes_from_and_no_secret_is_shown(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GLUTATUI_IDLE", "77")
    monkeypatch.setenv("GLUTATUI_STAFF_PIN_HASH", "scrypt:15:not-to-be-seen")
    file = Path(os.environ["XDG_CONFIG_HOME"]) / "glutatui" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text("plain = true\n[serve]\nvisits = 7\n")
    _, report = examined(capsys, "--content", root)
    found = {one["name"]: (one["value"], one["origin"]) for one in report["settings"]}

    assert found["content"] == (str(root), "flag")
    assert found["idle"] == (77, "environment")
    assert found["plain"] == (True, "file")
    assert found["hard"] == (5400, "default")
    assert "not-to-be-seen" not in json.dumps(report)
    _, report = examined(capsys, "--server", "--content", root)
    found = {one["name"]: (one["value"], one["origin"]) for one in report["settings"]}
    assert found["serve.visits"] == (7, "file")
    assert found["serve.idle"] == (77, "environment")
    assert found["serve.port"] == (2222, "default")
    assert "plain" not in found
    _, report = examined(capsys, "--content", root, "--records", "postgresql://nurse:secret@db.example/clinic")
    found = {one["name"]: (one["value"], one["origin"]) for one in report["settings"]}
    assert found["records"] == ("postgresql://db.example/clinic", "flag")
    assert "secret" not in json.dumps(report)


def test_what_is_wrong_is_told_in_a_sentence(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / LIVER).write_text("warning: liver\n")
    (tmp_path / "j.db").write_text("something else entirely, and long enough to look at\n" * 100)
    assert main(["doctor", "--content", str(root), "--records", str(tmp_path / "j.db")]) == 1
    out = capsys.readouterr().out

    assert out.count("  WRONG  ") == 2
    assert f"Run glutatui check {root}" in out
    assert out.endswith("2 things are wrong.\n")


def test_a_wrong_setting_is_wrong_usage(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("GLUTATUI_VISITS", "many")
    assert main(["doctor", "--server"]) == 2
    assert "visits" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("size", "term", "says"),
    [
        ((80, 24), "xterm-256color", "ok     This terminal can show everything: 80 columns, 24 rows, 256 colours."),
        ((39, 24), "xterm", "look   This terminal has 39"),
        ((80, 24), "dumb", "look   No screen can be drawn on a terminal with TERM=dumb"),
    ],
)
def test_a_real_terminal_is_judged(root: Path, size: tuple[int, int], term: str, says: str) -> None:
    words = [sys.executable, "-m", "glutatui", "doctor", "--content", str(root)]
    with Terminal(words, size=size, env={"TERM": term}) as terminal:
        assert terminal.ends() == 0
        rows = [*terminal.display.scrollback, *terminal.rows()]
    assert any(says in row for row in rows), rows
    assert all(len(row.rstrip()) <= size[0] for row in rows)


def test_letters_of_a_terminal_without_utf_8_are_few() -> None:
    assert [one.state for one in of_terminal({"TERM": "xterm", "LANG": "C"})] == ["fine"], "the output is no terminal"


# a host


def test_a_place_where_nothing_runs_yet(root: Path, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, report = examined(capsys, *serving(root, data))

    assert status == 0
    found = states(report)
    assert {"host", "data", "course", "signed", "records", "disk", "file-system", "clock", "host-key", "port",
            "attach", "files", "memory"} <= found.keys()  # fmt: skip
    assert list(data.iterdir()) == [], "nothing is made"


def test_a_folder_that_others_can_read_is_wrong(root: Path, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data.chmod(0o755)
    status, report = examined(capsys, *serving(root, data))

    assert status == 3
    assert states(report)["data"] == "wrong"


def test_a_host_key_that_others_can_read_or_that_is_gone_is_wrong(
    root: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = data / "ssh_host_ed25519_key"
    key.write_text("no key")
    key.chmod(0o644)
    assert states(examined(capsys, *serving(root, data))[1])["host-key"] == "wrong"
    key.chmod(0o600)
    assert states(examined(capsys, *serving(root, data))[1])["host-key"] == "wrong"
    key.rename(f"{key}.pub")
    assert states(examined(capsys, *serving(root, data))[1])["host-key"] == "wrong"
    assert stat.S_IMODE(data.stat().st_mode) == 0o700


def test_a_place_that_nobody_may_look_into_is_told(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A name that is too long fails as a folder of somebody else's does, for whoever runs this."""
    place = tmp_path / ("x" * 300)
    assert states(examined(capsys, "--content", root, "--records", place)[1])["records"] == "wrong"
    _, report = examined(capsys, "--server", "--content", root, "--data", place)
    assert {states(report)[about] for about in ("data", "records", "host-key")} == {"wrong"}


def test_a_port_that_somebody_else_has_is_wrong(root: Path, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        words = [*serving(root, data), "--port", str(taken.getsockname()[1])]
        status, report = examined(capsys, *words)
    assert status == 3
    assert states(report)["port"] == "wrong"


def test_a_course_that_must_be_signed_and_is_not_is_wrong(
    root: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert states(examined(capsys, *serving(root, data, "--require-review"))[1])["signed"] == "wrong"


def test_records_that_are_damaged_or_of_another_kind_are_wrong(
    root: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    SqliteJournal.open(data / "journal.sqlite").close()
    assert states(examined(capsys, *serving(root, data))[1])["records"] == "fine"
    with (data / "journal.sqlite").open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 4096)
    assert states(examined(capsys, *serving(root, data))[1])["records"] == "wrong"
    nowhere = examined(capsys, *serving(root, data, "--records", "ftp://somewhere/else"))[1]
    assert states(nowhere)["records"] == "wrong"


# the machine


def one_state(finding: Finding) -> str:
    assert finding.says
    return finding.state


def test_files_and_memory_are_held_against_the_visits() -> None:
    assert one_state(of_files(200, 256, 1120, by_attach=True)) == "fine"
    assert one_state(of_files(200, 256, 1119, by_attach=True)) == "wrong"
    assert one_state(of_files(200, 256, 920, by_attach=False)) == "fine"
    assert one_state(of_memory(200, 2900, by_attach=False)) == "fine"
    little = of_memory(200, 1600, by_attach=False)
    assert little.state == "look"
    assert "--visits to 100," in little.says
    assert open_files(os.getpid()) == open_files(None) > 0
    assert memory() > 100


def test_room_and_time() -> None:
    assert [one_state(of_disk(Path("/x"), free)) for free in (2000, 500, 49)] == ["fine", "look", "wrong"]
    assert free_disk(Path("/nowhere/at/all")) > 0
    now = 1_795_000_000.0
    assert [one_state(of_clock(at, now)) for at in (now, now - 500, 0.0)] == ["fine", "look", "wrong"]
    assert one_state(of_clock(now, None)) == "fine"


def test_records_on_a_network_are_wrong() -> None:
    assert file_system(Path("/srv/x"), MOUNTS) == "nfs4"
    assert file_system(Path("/srv/a b/x"), MOUNTS) == "xfs"
    assert file_system(Path("/srvx"), MOUNTS) == "ext4"
    assert file_system(Path("/srv/año/x"), MOUNTS.replace("a\\040b", "año")) == "xfs"
    assert one_state(of_file_system(Path("/usr"), MOUNTS.replace("/srv ", "/usr "))) == "wrong"
    assert one_state(of_file_system(Path("/usr"), MOUNTS)) == "fine"


# the OpenSSH door


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A machine on which docs/deploy.md was followed."""
    for place in ("etc/glutatui/keys/x", "etc/glutatui/sshd_config", "etc/glutatui/ssh_host_ed25519_key",
                  "etc/systemd/system/glutatui.service", "etc/systemd/system/glutatui-sshd.socket"):  # fmt: skip
        path = tmp_path / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return tmp_path


def test_what_the_openssh_door_lacks_is_named(machine: Path) -> None:
    shells = dict.fromkeys(USERS, "/bin/sh")
    assert [one.state for one in of_openssh(machine, shells.get)] == ["fine"]

    (machine / "etc/glutatui/sshd_config").unlink()
    (machine / "etc/systemd/system/glutatui-sshd.socket").unlink()
    del shells["quiz"]
    shells["staff"] = "/usr/sbin/nologin"
    told = [one.says for one in of_openssh(machine, shells.get)]
    assert len(told) == 4
    assert [word in line for word, line in zip(("sshd_config", ".socket", "quiz", "nologin"), told, strict=True)] == [
        True
    ] * 4
