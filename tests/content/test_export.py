"""The course as data: the shape that scripts rely on, and the way back."""

import json
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glutatui.content import canonical, course_from_json, course_hash, course_json, export_course, hash_of
from glutatui.content.codec import WrongDataError, from_plain, to_plain
from glutatui.content.loading import load
from glutatui.course import Applies, Claim, Course, Page, Trap
from spanish_course import write_bilingual


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """The small course in two languages."""
    loaded = load(write_bilingual(tmp_path_factory.mktemp("course")))
    assert loaded.course is not None
    return loaded.course


def test_the_export_has_the_shape_of_the_contract(course: Course) -> None:
    export = export_course(course, "en")

    assert {
        "title",
        "language",
        "hash",
        "lessons",
        "library",
        "before",
        "warnings",
        "claims",
        "conflicts",
    } <= export.keys()
    lesson = export["lessons"][0]
    assert {"id", "title", "main_message", "action", "pages", "checks"} <= lesson.keys()
    page = lesson["pages"][0]
    assert page["text"] == "STOP: If you have cirrhosis (a scarred liver), do not take glutamine.\nAsk first."
    assert page["claims"] == ["avoid-cirrhosis"]
    assert [(card["level"], card["warning"]) for card in page["cards"]] == [("stop", "liver")]
    assert "one clinic: 14 grams a day." in lesson["pages"][1]["text"]
    warning = export["warnings"][0]
    assert {"id", "level", "says", "again", "claims", "taught", "items"} <= warning.keys()
    for item in (*warning["items"], *export["before"], *lesson["checks"]):
        assert {"id", "kind", "ask", "options"} <= item.keys()
        assert all({"text", "right", "because", "trap"} <= option.keys() for option in item["options"])
    assert export["claims"][0]["sources"] == [{"doc": "S0", "line": 3, "strength": None}]
    assert {"id", "question", "safest_reading"} <= export["conflicts"][0].keys()
    assert export["hash"] == course_hash(course) == hash_of(course_json(course))


def test_every_field_is_exported_and_each_language_apart(course: Course) -> None:
    english, spanish = export_course(course, "en"), export_course(course, "es")

    assert {field.name for field in fields(Course)} <= english.keys()
    assert {field.name for field in fields(Page)} <= english["lessons"][0]["pages"][0].keys()
    assert (english["lessons"][0]["pages"][1]["title"], spanish["lessons"][0]["pages"][1]["title"]) == (
        "How much",
        "Cuánto es",
    )
    assert spanish["language"] == "es"
    with pytest.raises(KeyError):
        export_course(course, "fr")


def test_a_course_comes_back_as_it_was(course: Course) -> None:
    back = course_from_json(course_json(course))

    assert back == course
    assert course_hash(back) == course_hash(course)
    assert canonical(export_course(back, "es")) == canonical(export_course(course, "es"))


text = st.text(max_size=8)
texts = st.fixed_dictionaries({"en": text, "es": text})
claims = st.builds(
    Claim,
    id=text,
    topic=text,
    statement=texts,
    sources=st.just(()),
    kind=text,
    strength=text,
    safety=st.booleans(),
    action=st.none() | text,
    clinician_only=st.booleans(),
    numbers=st.none() | st.dictionaries(text, text | st.lists(text)),
    related=st.lists(text).map(tuple),
)


@settings(max_examples=40)
@given(
    st.lists(claims, max_size=3).map(tuple),
    st.lists(st.builds(Trap, text, texts), max_size=3).map(tuple),
    st.lists(st.builds(Applies, text, texts), max_size=3).map(tuple),
    st.floats(0, 1000),
)
def test_any_course_comes_back_as_it_was(
    course: Course, some: tuple[Claim, ...], traps: tuple[Trap, ...], lines: tuple[Applies, ...], top: float
) -> None:
    figure = course.lessons[0].pages[1].blocks[2].figure
    assert figure is not None
    block = replace(course.lessons[0].pages[1].blocks[2], figure=replace(figure, top=top))
    lesson = replace(course.lessons[0], pages=(replace(course.lessons[0].pages[1], blocks=(block,)),))
    warning = replace(course.warnings[0], applies=lines)
    changed = replace(course, claims=some, traps=traps, warnings=(warning,), library=(lesson,))

    plains = {language: json.loads(canonical(to_plain(changed, language))) for language in course.languages}
    assert from_plain(plains) == changed


def _spoilt(plain: Any, value: Any) -> list[Any]:  # noqa: ANN401  (any JSON)
    """Return the plain data once for each of its places, with that place replaced."""
    found: list[Any] = [value]
    if isinstance(plain, dict):
        found += [{**plain, key: spoilt} for key, inner in plain.items() for spoilt in _spoilt(inner, value)]
        found += [{name: inner for name, inner in plain.items() if name != key} for key in plain]
    elif isinstance(plain, list):
        found += [
            [*plain[:at], spoilt, *plain[at + 1 :]]
            for at, inner in enumerate(plain)
            for spoilt in _spoilt(inner, value)
        ]
    return found


@pytest.mark.parametrize("value", [5, "x", None, [], {}])
def test_data_of_another_kind_is_refused_or_harmless(course: Course, value: Any) -> None:  # noqa: ANN401
    plain = to_plain(course, "en")
    small = {**plain, "claims": plain["claims"][:1], "warnings": [], "before": [], "library": []}
    for spoilt in _spoilt(small, value):
        try:
            found = from_plain({"en": spoilt})
        except WrongDataError:
            continue
        assert isinstance(found, Course)
        assert course_json(replace(found, languages=("en",), lessons=()))


def test_a_course_kept_before_a_field_existed_still_comes_back(course: Course) -> None:
    """A visit goes on on its own course, also after the program has learnt more."""
    plains = json.loads(course_json(course))
    for plain in plains.values():
        for claim in plain["claims"]:
            del claim["related"]

    assert {claim.related for claim in course_from_json(json.dumps(plains)).claims} == {()}


def test_text_that_is_no_course_is_refused() -> None:
    for wrong in ("", "{}", "[]", "5", '{"en": {}}', '{"en": 5}', "[" * 5000, '{"en": {"languages": 1}}'):
        with pytest.raises((ValueError, RecursionError)):
            course_from_json(wrong)


def test_languages_of_different_structure_are_refused(course: Course) -> None:
    plains = {language: to_plain(course, language) for language in course.languages}
    plains["es"] = {**plains["es"], "traps": []}

    with pytest.raises(WrongDataError):
        from_plain(plains)


def test_what_follows_from_other_fields_is_not_believed(course: Course) -> None:
    plains = json.loads(course_json(course))
    plains["en"]["lessons"][0]["pages"][0]["text"] = "Take it."
    plains["en"]["title"] = "Another"

    assert from_plain(plains) == course


def test_the_hash_changes_with_every_word(course: Course, tmp_path: Path) -> None:
    changed = load(write_bilingual(tmp_path, {"quizzes/es/traps.yaml": "- {id: natural-so-safe, belief: Es así.}\n"}))

    assert changed.course is not None
    assert course_hash(changed.course) != course_hash(course)
