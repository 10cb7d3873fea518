"""The library line by line."""

from io import StringIO

import pytest

from glutatui.plain import run_plain
from glutatui.visit import GoOn
from glutatui.words import say
from shelves import SHELVED
from visits import CODE, SeededDesk, take


def talk(typed: str, *, mode: str = "learn", for_staff: bool = False) -> tuple[str, SeededDesk]:
    """Let somebody type; return all that was printed, and the desk."""
    desk = SeededDesk(SHELVED)
    visit, _ = desk.start(mode, "en")
    out = StringIO()
    lines_in = StringIO(typed)
    assert run_plain(visit, code=CODE, language="en", lines_in=lines_in, out=out, for_staff=for_staff) == 0
    return out.getvalue(), desk


def test_l_lists_the_readings_and_a_number_opens_one() -> None:
    said, desk = talk("l\n2\n\nb\n\n\n\nb\nq\n")

    assert "1. Foods in full\n2. What it is used for, and whether it works\n" in said
    assert "For your care team: Amounts in studies.\n" in said
    assert "Page 1 of 3." in said
    assert "Sports performance: possibly ineffective.\n" in said
    assert said.count("Page 2 of 3.") == 2
    assert "Ask your care team before you take any.\n" in said
    assert say("en", "plain-library-closed") in said
    assert [event.kind for event in desk.events] == ["started"]


def test_what_is_for_the_care_team_has_no_number() -> None:
    said, _ = talk("l\n4\n3\nq\n")

    assert say("en", "plain-repeat") in said
    assert "zebra" not in said
    assert "kilogram" not in said


def test_the_uses_are_sifted_by_a_numbered_choice() -> None:
    said, _ = talk("l\n3\n2\n4\ns\n9\nb\n\n\nq\n")

    assert "3. See uses by how much is known\n" in said
    listed = said.index("1. All uses: 3 uses\n")
    effective = said.index("Possibly effective.\n", listed)
    unknown = said.index("Not enough known.\n", effective)
    assert "Sore mouth from chemotherapy: possibly effective." in said[effective:unknown]
    assert "Sports performance" not in said[effective:]
    assert "sources" in said[unknown:]
    assert say("en", "plain-repeat") in said[unknown:]
    assert say("en", "plain-library-closed") in said[unknown:]


def test_staff_open_it() -> None:
    said, _ = talk("l\n3\nq\n", for_staff=True)

    assert "3. Amounts in studies\n" in said
    assert "A zebra amount.\n" in said
    assert "a wellness blog: It counts: 5 grams for each kilogram.\n" in said


def test_patients_hear_that_a_side_is_for_care_teams() -> None:
    said, _ = talk("l\n2\n\nq\n")

    assert "a wellness blog: It gives an amount that is for care teams only. Ask yours.\n" in said


def test_what_is_read_is_told_again_and_the_uses_too() -> None:
    said, _ = talk("l\nr\n1\nr\nl\n3\nr\nq\n")

    assert said.count("1. Foods in full") == 3
    assert said.count("Foods in full. Page 1 of 1.") == 2
    assert said.count("1. All uses: 3 uses") == 2


def test_a_search_lists_pages_by_number_and_opens_one() -> None:
    said, desk = talk("l\n/EGGS\n1\nb\n/it\nx\n9\nb\nq\n")

    assert "Search: eggs\n1. Foods in full: Meat and eggs\n" in said
    assert "Meat and eggs\nEggs hold some." in said
    assert say("en", "plain-prompt-found") in said
    assert said.count(say("en", "plain-repeat")) == 2
    assert said.count("For your care team: Amounts in studies.") == 3
    assert len(desk.events) == 1


def test_sources_and_help_of_a_reading() -> None:
    said, _ = talk("l\ns\n2\ns\nh\nl\nq\n")

    assert say("en", "plain-sources-here") in said
    assert "If you have cirrhosis, avoid glutamine supplements." in said
    assert say("en", "plain-help-title") in said
    assert said.count("1. Foods in full") == 2


@pytest.mark.parametrize("typed", ["0\n", "1 2\n", "9\n", "1?\n", "-\n", "x\n"])
def test_anything_else_repeats_the_prompt(typed: str) -> None:
    said, desk = talk(f"l\n{typed}q\n")

    assert said.count(say("en", "plain-prompt-library")) == 2
    assert say("en", "plain-repeat") in said
    assert len(desk.events) == 1


def test_a_question_is_answered_first() -> None:
    desk = SeededDesk(SHELVED)
    visit, _ = desk.start("quiz", "en")
    take(visit, GoOn())
    out = StringIO()
    run_plain(visit, code=CODE, language="en", lines_in=StringIO("l\nq\n"), out=out)

    assert say("en", "plain-library-later") in out.getvalue()
    assert "Foods in full" not in out.getvalue()


def test_the_step_is_told_again_after_the_library() -> None:
    said, _ = talk("l\nb\nq\n")

    assert said.count(say("en", "before-intro")[:40]) == 2
