"""Short cards: one that several disagreements share, and readings that show short ones."""

from pathlib import Path

from glutatui.content import export_course
from glutatui.content.loading import Loaded, load
from glutatui.course.spoken import spoken_page
from small_course import CONFLICTS, FILES, LESSON, READING, write_course

CARD = "> [!DISAGREE] upper-limit\n"
SHARED = "> [!DISAGREE] upper-limit second-limit\n> The sources do not agree about limits. Ask first.\n"
SECOND = FILES[CONFLICTS] + FILES[CONFLICTS].replace("id: upper-limit", "id: second-limit")


def loaded(where: Path, lesson: str, conflicts: str = SECOND) -> Loaded:
    return load(write_course(where, {LESSON: FILES[LESSON].replace(CARD, lesson), CONFLICTS: conflicts}))


def test_a_shared_card_says_its_own_text_and_stands_for_each_conflict(tmp_path: Path) -> None:
    found = loaded(tmp_path, SHARED)

    assert "conflict-hidden" not in {problem.code for problem in found.problems}
    assert found.course is not None
    page = found.course.lessons[0].pages[1]
    assert "The sources do not agree about limits. Ask first." in spoken_page(found.course, page, "en")
    assert page.blocks[0].conflicts == ("upper-limit", "second-limit")
    card = export_course(found.course, "en")["lessons"][0]["pages"][1]["cards"][0]
    assert (card["conflict"], card["also"]) == ("upper-limit", ["second-limit"])


def test_without_the_second_id_the_second_conflict_is_hidden(tmp_path: Path) -> None:
    """The twin: the same page with a card for the first conflict alone."""
    hidden = [problem for problem in loaded(tmp_path, CARD).problems if problem.code == "conflict-hidden"]

    assert ["second-limit" in problem.message for problem in hidden] == [True]


def test_a_shared_card_has_a_text_of_at_most_25_words_and_known_ids(tmp_path: Path) -> None:
    bare = loaded(tmp_path / "bare", "> [!DISAGREE] upper-limit second-limit\n")
    alone = loaded(tmp_path / "alone", f"{CARD}> With a text.\n")
    long = loaded(tmp_path / "long", SHARED.replace("Ask first.", "Ask. " * 20))
    unknown = loaded(tmp_path / "unknown", SHARED, FILES[CONFLICTS])

    assert "card-form" in {problem.code for problem in bare.problems}
    assert "card-form" in {problem.code for problem in alone.problems}
    assert "short-long" in {problem.code for problem in long.problems}
    assert "conflict-unknown" in {problem.code for problem in unknown.problems}


def test_a_reading_with_short_cards_shows_the_short_one(tmp_path: Path) -> None:
    front = "action: Ask before you take any.\n"
    text = FILES[READING].replace(front, f"{front}short_cards: true\n")
    found = load(write_course(tmp_path, {READING: text})).course

    assert found is not None
    short = next(reading for reading in found.library if reading.id == "what-for")
    assert spoken_page(found, short.pages[1], "en")[1:] == (
        "The sources do not agree about the limit. Ask before you take any amount.",
    )
