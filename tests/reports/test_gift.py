"""The item bank goes to GIFT and comes back; an independent reader understands it as we mean it."""

import io
from dataclasses import replace
from importlib import import_module
from typing import Literal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from courses import small_course
from glutatui.content import course_for, root_for
from glutatui.course import Course, Item, Option
from glutatui.errors import ContentError
from glutatui.reports.gift import files_of, gift, question
from glutatui.reports.gift_reading import read_gift
from glutatui.reports.quiz_yaml import quiz_files

BANK = small_course(warnings=3, pairs=2)


@pytest.fixture(scope="module")
def shipped() -> Course:
    return course_for(root_for(None))


def written(course: Course) -> str:
    return "".join(gift(course, "en"))


def test_the_shipped_bank_comes_back_as_it_went(shipped: Course) -> None:
    items = {item.id: item for item in read_gift(written(shipped), shipped, "en")}

    assert items == {item.id: item for item in shipped.items()}


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore:pkg_resources is deprecated:UserWarning")
def test_an_independent_reader_finds_the_same_questions(shipped: Course) -> None:
    parser = import_module("pygiftparser.parser")  # old in its ways, at import

    questions = parser.parseFile(io.StringIO(written(shipped)))

    assert [one.title for one in questions] == [item.id for items in files_of(shipped).values() for item in items]
    for one in questions:
        item = shipped.item_of[one.title]
        assert one.valid
        assert plain(one.text) == item.ask["en"]
        assert plain(one.generalFeedback) == item.unsure["en"].strip()
        found = [(plain(answer.answer), answer.fraction > 0, plain(answer.feedback)) for answer in one.answers.answers]
        assert found == [(o.text["en"], o.right, o.because["en"].strip()) for o in item.options]
        if item.kind == "choose-all":
            worth = [answer.fraction for answer in one.answers.answers]
            assert sum(part for part in worth if part > 0) == pytest.approx(100, abs=1e-4)
            assert sum(part for part in worth if part < 0) == pytest.approx(-100, abs=1e-4)


def plain(text: str) -> str:
    """Return a text without the escapes that the reader leaves in."""
    return text.replace("\\", "").strip()


_TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs"]) | st.just(" "), min_size=1
)
_TEXTS = _TEXT.map(str.strip).filter(lambda text: text and not text.startswith("[") and not text.startswith("//"))


@given(_TEXTS, _TEXTS, st.lists(_TEXTS, min_size=2, max_size=5, unique=True), st.integers(0, 30))
def test_any_signs_come_back(ask: str, because: str, texts: list[str], right: int) -> None:
    """Signs of GIFT inside a text are escaped: a question about { or # stays a question."""
    options = tuple(
        Option(
            {"en": text}, {"en": because}, right=bool(right >> at & 1) if len(texts) > 3 else at == right % len(texts)
        )
        for at, text in enumerate(texts)
    )
    kind: Literal["choose-one", "choose-all"] = "choose-all" if len(texts) > 3 else "choose-one"
    if kind == "choose-all" and len({option.right for option in options}) < 2:
        return
    item = replace(BANK.before[0], kind=kind, ask={"en": ask}, unsure={"en": because}, options=options)
    course = replace(BANK, before=(item, *BANK.before[1:]))

    assert read_gift(question(item, "en"), course, "en") == (item,)


def test_a_changed_question_is_another_revision_and_keeps_what_gift_cannot_carry(shipped: Course) -> None:
    item = next(item for warning in shipped.warnings for item in warning.items if item.kind == "choose-one")
    text = question(item, "en").replace(item.options[0].text["en"].split()[0], "Perhaps", 1)

    (found,) = read_gift(text, shipped, "en")

    assert found.revision == item.revision + 1
    assert (found.claims, found.warning, found.use) == (item.claims, item.warning, item.use)
    assert [option.trap for option in found.options[1:]] == [option.trap for option in item.options[1:]]


def test_a_question_of_somebody_else_is_read() -> None:
    """As Moodle writes it: with a format, feedback, no id of ours."""
    text = """\
// question: 7  name: Two plus two
::Two plus two::[html]<p>What is 2 + 2?</p>{
\t=4#Right \\: four.
\t~5#Too many.
\t####Count.
}
"""
    (found,) = read_gift(text, BANK, "en")

    assert (found.id, found.kind, found.revision) == ("Two plus two", "choose-one", 1)
    assert [(o.text["en"], o.right, o.because["en"]) for o in found.options] == [
        ("4", True, "Right : four."),
        ("5", False, "Too many."),
    ]


@pytest.mark.parametrize("text", ["What now?", "::a::b {", "::a::b }x{", "::a::b {}", "::a::b {=}", "a {TRUE}"])
def test_what_is_no_question_is_told_with_its_line(text: str) -> None:
    with pytest.raises(ContentError) as caught:
        read_gift(f"\n\n{text}\n", BANK, "en")

    assert (caught.value.code, dict(caught.value.values)) == ("gift-wrong", {"line": 3})


def test_what_comes_back_is_written_as_the_quiz_files_are(shipped: Course) -> None:
    pieces = list(quiz_files(shipped, read_gift(written(shipped), shipped, "en"), "en"))
    heads, bodies = pieces[::2], pieces[1::2]

    assert f"--- # quizzes/en/{shipped.warnings[0].id}.yaml\n" in heads
    for head, body in zip(heads, bodies, strict=True):
        path = root_for(None) / head.removeprefix("--- # ").strip()
        ours, filed = yaml.safe_load(body), yaml.safe_load(path.read_text(encoding="utf-8"))
        shown = ours["items"] if isinstance(ours, dict) else ours
        kept = filed["items"] if isinstance(filed, dict) else filed
        assert _by_id(shown) == _by_id(kept), path


def _by_id(items: list[dict[str, object]]) -> dict[object, dict[str, object]]:
    return {item["id"]: _essence(item) for item in items}


def _essence(item: dict[str, object]) -> dict[str, object]:
    """Return an item's fields but those that say what is so anyway."""
    usual = {"basis": "ledger", "cautious": False, "decoy": False, "revision": 1}
    return {name: _stripped(value) for name, value in item.items() if usual.get(name, object()) != value}


def _stripped(value: object) -> object:
    if isinstance(value, list):
        return [_stripped(one) for one in value]
    if isinstance(value, dict):
        return {name: _stripped(one) for name, one in value.items() if one is not False}
    return value.strip() if isinstance(value, str) else value


def test_every_item_has_a_file(shipped: Course) -> None:
    filed: list[Item] = [item for items in files_of(shipped).values() for item in items]

    assert sorted(item.id for item in filed) == sorted(shipped.item_of)
