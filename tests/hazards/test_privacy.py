"""What a patient ticks and answers is nowhere to be found once the visit is over, however it ended."""

import os
import signal
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from e2e.patient import ENTER, english
from serve.hosts import Host, until
from serve.test_life import WELCOME, begin
from small_course import FILES, LIVER, write_course
from terminal import Terminal

pytestmark = pytest.mark.needs("ssh")

CANARY = "canaritis"
"""An illness that no screen before the checklist names."""
IDLE = 6


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """A host whose course asks for the illness; its temporary files are its own."""
    folder = tmp_path_factory.mktemp("h")
    (folder / "tmp").mkdir()
    course = write_course(folder / "course", {LIVER: FILES[LIVER].replace("I have cirrhosis", f"I have {CANARY}")})
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(folder / "tmp"))
        patch.setattr(tempfile, "tempdir", None)
        with Host(folder, "--idle", str(IDLE), content=course) as host:
            yield host


def found(host: Host, word: str) -> set[str]:
    """Return the places outside of the course in which a word stands."""
    wanted = word.encode()
    places = {f"process {pid}" for pid in host.processes() if wanted in _of_process(pid)}
    for path in host.folder.rglob("*"):
        own = path.name.startswith("journal.sqlite") or (host.folder / "course") in path.parents
        if path.is_file() and not own and wanted in path.read_bytes():
            places.add(path.name)
    with closing(sqlite3.connect(host.data / "journal.sqlite")) as db:
        tables = [name for (name,) in db.execute("select name from sqlite_schema where type = 'table'")]
        for table in set(tables) - {"course"}:
            if any(word in str(value) for row in db.execute(f"select * from {table}") for value in row):  # noqa: S608
                places.add(table)
    return places


def _of_process(pid: int) -> bytes:
    """Return what the list of processes tells about one."""
    told = b""
    for name in ("cmdline", "environ", "comm"):
        try:
            told += Path(f"/proc/{pid}/{name}").read_bytes()
        except OSError:
            continue
    return told


def ill(terminal: Terminal) -> str:
    """Begin a visit, go to the checklist and tick the illness; return the code."""
    code = begin(terminal)
    while english("checklist-note") not in terminal.text():
        terminal.settle()
        before = terminal.text()
        terminal.send("0" if english("not-sure") in before else ENTER)
        terminal.until(lambda: terminal.text() != before, "the next screen")  # noqa: B023  (used within the round)
    terminal.settle()
    assert f"[ ] I have {CANARY}" in terminal.text().replace("  ", " ")
    terminal.send(ENTER)
    terminal.until(lambda: "[ ]" not in terminal.text(), "the tick")
    terminal.settle()
    return code


def stop(host: Host, terminal: Terminal) -> None:
    del host
    terminal.send("q")
    terminal.shows(english("stop-title"))
    terminal.send("2")
    terminal.shows(WELCOME)
    terminal.quiet(0.6)  # the next patient is there when this one types no more


def leave_alone(host: Host, terminal: Terminal) -> None:
    del host, terminal


def kill_the_visit(host: Host, _: Terminal) -> None:
    os.kill(host.child(), signal.SIGKILL)


def kill_the_client(_: Host, terminal: Terminal) -> None:
    terminal.kill()


Way = Callable[[Host, Terminal], None]


@pytest.mark.parametrize("way", [stop, leave_alone, kill_the_visit, kill_the_client], ids=lambda way: way.__name__)
def test_nothing_of_a_visit_is_found_after_it(host: Host, way: Way) -> None:
    """Neither on the wire to the next patient, at the same terminal or another, nor anywhere on the host."""
    with host.ssh() as terminal:
        code = ill(terminal)
        shown = len(terminal.raw)
        way(host, terminal)
        if way is not kill_the_client:
            terminal.until(lambda: WELCOME in terminal.text(), "the welcome")
            next_code = begin(terminal)
            assert next_code != code
            after = bytes(terminal.raw[shown:])
            wiped = after[after.rindex(b"\x1b[3J") :]
            assert CANARY.encode() not in after
            assert code.encode() not in wiped
            assert code not in terminal.everything()
            assert CANARY not in terminal.everything()
    until(lambda: host.inside() == 0, "an empty house")
    with host.ssh() as other:
        begin(other)
        assert CANARY.encode() not in other.raw
        assert code.encode() not in other.raw
        assert found(host, CANARY) == set()
        assert found(host, code) == set()
        assert found(host, code.replace("-", "")) == set()


def test_what_is_there_would_be_found(host: Host) -> None:
    """The twin: the same search finds what is kept, and the same screen what was ticked."""
    with host.ssh() as terminal:
        ill(terminal)
        assert CANARY.encode() in terminal.raw
        assert "event" in found(host, "before-a")
        assert "stderr" in found(host, "visit")
        (host.folder / "tmp" / "left").write_text(CANARY)
        assert found(host, CANARY) == {"left"}
        (host.folder / "tmp" / "left").unlink()
        assert any(place.startswith("process") for place in found(host, "GLUTATUI_TEST_MARK"))
