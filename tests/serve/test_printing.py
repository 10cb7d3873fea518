"""Over SSH a page is printed on the host's printer, where the operator has named one, and nowhere else."""

import secrets
import shlex
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from e2e.patient import english
from glutatui.cli.desk import TutorDesk
from glutatui.content import course_for
from glutatui.records import open_journal
from serve.conftest import Start
from serve.hosts import Host, until
from visits import knowing, walk

pytestmark = pytest.mark.needs("ssh")

KEEP = "import sys; open(sys.argv[1], 'ab').write(sys.stdin.buffer.read())"


def over(host: Host) -> str:
    """Put a visit that is over into a host's journal; return its code."""
    with closing(open_journal(host.data / "journal.sqlite")) as records:
        desk = TutorDesk(
            course_for(host.content),
            records,
            clock=lambda: datetime.now(UTC),
            new_id=lambda: uuid4().hex,
            random_bytes=secrets.token_bytes,
        )
        visit, code = desk.start("quiz", "en")
        for _ in walk(visit, knowing):
            pass
    return code


def to_paper(paper: Path) -> tuple[str, str]:
    return "--print-command", shlex.join([sys.executable, "-c", KEEP, str(paper)])


def test_a_patient_prints_on_the_hosts_printer(start: Start, tmp_path: Path) -> None:
    paper = tmp_path / "paper"
    host = start(*to_paper(paper))
    code = over(host)
    with host.ssh() as terminal:
        terminal.shows(english("welcome-resume"))
        terminal.settle()
        terminal.send("3")
        terminal.shows(english("resume-title"))
        terminal.settle()
        terminal.send(code.replace("-", "") + "\r")
        terminal.shows(english("summary-title"))
        terminal.settle()
        terminal.send("p")
        terminal.shows(english("take-home-title"))
        terminal.settle()
        terminal.send("p")
        terminal.shows(english("take-home-printed")[:40])
    assert english("take-home-code", code=code) in paper.read_text()


def test_line_by_line_too(start: Start, tmp_path: Path) -> None:
    paper = tmp_path / "paper"
    host = start(*to_paper(paper))
    code = over(host)
    with host.ssh(user="plain") as terminal:
        terminal.shows("> ")
        terminal.send(f"{code}\r")
        terminal.shows("> " + english("plain-prompt-end")[:30])
        terminal.send("p\r")
        terminal.shows(english("plain-print"))
        terminal.send("p\r")
        terminal.shows(english("take-home-printed"))
        terminal.send("\r")
        assert terminal.ends() == 0
    assert english("take-home-code", code=code) in paper.read_text()
    until(lambda: host.inside() == 0, "an empty house")


def test_without_the_operators_word_nothing_is_printed(start: Start) -> None:
    host = start()
    code = over(host)
    with host.ssh(user="plain", size=(80, 60)) as terminal:
        terminal.shows("> ")
        terminal.send(f"{code}\r")
        terminal.shows("> " + english("plain-prompt-end")[:30])
        terminal.send("p\r")
        terminal.shows(english("take-home-title"))
        assert english("plain-print") not in terminal.everything()
