"""The line face says what the program is and who has checked it, wherever the patient is."""

from io import StringIO

import pytest

from glutatui.plain import run_plain
from glutatui.visit import About, SignOff
from glutatui.words import say
from shelves import SHELVED
from visits import CODE, SeededDesk

SIGNED = About("1.2.3", "0123456789abcdef" * 4, {"en": SignOff(40, 40, ("Dr. Ada Example, pharmacist, 2026-05-31",))})


def talk(typed: str, about: About, *, mode: str = "learn") -> tuple[str, SeededDesk]:
    """Let somebody type; return all that was printed, and the desk."""
    desk = SeededDesk(SHELVED)
    visit, _ = desk.start(mode, "en")
    out = StringIO()
    run_plain(visit, code=CODE, language="en", lines_in=StringIO(typed), out=out, about=about)
    return " ".join(out.getvalue().split()), desk


@pytest.mark.parametrize(("typed", "mode"), [("a\nq\n", "learn"), ("\na\nq\n", "quiz"), ("l\na\nb\nq\n", "learn")])
def test_a_tells_it_and_is_no_event(typed: str, mode: str) -> None:
    said, desk = talk(typed, About("1.2.3", "0123456789abcdef" * 4), mode=mode)

    heard = said[said.index("About this program.") :]
    for source in SHELVED.sources:
        assert source.title["en"] in heard
    assert say("en", "unreviewed-all") in heard
    assert "Version 1.2.3, course 0123456789ab." in heard
    assert len([event for event in desk.events if event.kind == "answered"]) == 0


def test_who_has_signed_is_named() -> None:
    said, _ = talk("a\nq\n", SIGNED)

    heard = said[said.index("About this program.") :]
    assert f"{say('en', 'signed-all')} Checked by: Dr. Ada Example, pharmacist, 2026-05-31" in heard


def test_the_help_tells_of_it() -> None:
    said, _ = talk("h\nq\n", SIGNED)
    assert say("en", "plain-help-about") in said
