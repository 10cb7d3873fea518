"""What patients take home, and the check after some days, line by line."""

from io import StringIO

import pytest

from courses import small_course
from glutatui.errors import PrintError
from glutatui.plain import Around, run_plain
from glutatui.visit import TakeHome, Visit
from glutatui.words import say
from visits import CODE, SeededDesk, knowing, walk

COURSE = small_course()


def over(desk: SeededDesk) -> Visit:
    """Return a visit that is over."""
    visit, _ = desk.start("quiz", "en")
    for _ in walk(visit, knowing):
        pass
    return visit


def talk(visit: Visit, typed: str, around: Around | None = None) -> str:
    """Return what is said when these lines are typed."""
    out = StringIO()
    lines = StringIO(typed)
    run_plain(visit, code=CODE, language="en", lines_in=lines, out=out, around=around or Around())
    return out.getvalue()


def test_p_tells_the_page() -> None:
    said = talk(over(SeededDesk(COURSE)), "p\n\n")
    assert say("en", "take-home-title") in said
    assert say("en", "take-home-code", code=CODE) in said
    assert said.count(say("en", "summary-pass")) == 2
    assert say("en", "plain-print") not in said


def test_p_once_more_prints_it() -> None:
    printed: list[TakeHome] = []
    said = talk(over(SeededDesk(COURSE)), "p\np\n\n", Around(printer=printed.append))
    assert say("en", "take-home-printed") in said
    assert len(printed) == 1


def test_a_printer_that_fails_has_its_sentence() -> None:
    def fails(_: TakeHome) -> None:
        raise PrintError("print-failed")

    said = " ".join(talk(over(SeededDesk(COURSE)), "p\np\n\n", Around(printer=fails)).split())
    assert say("en", "error-print-failed") in said


def test_before_the_end_there_is_no_page() -> None:
    visit, _ = SeededDesk(COURSE).start("quiz", "en")
    assert say("en", "plain-repeat") in talk(visit, "p\n")


def test_who_comes_back_may_check(monkeypatch: pytest.MonkeyPatch) -> None:
    visit = over(desk := SeededDesk(COURSE))
    monkeypatch.setattr(Visit, "return_day", property(lambda visit: 3 if visit.state.returned == 0 else None))
    said = talk(visit, "1\n\n" + "0\n\n\n" * 4 + "\n")
    assert say("en", "plain-prompt-return") in said
    assert say("en", "plain-place-return", number=4, of=4) in said
    assert say("en", "return-not-known") in said
    assert desk.events[-1].kind == "finished"
    assert set(desk.events[-1].data["recalled"].values()) == {False}
