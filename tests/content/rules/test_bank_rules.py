"""The rules about the bank and the path as a whole, which need the shipped course: each finds its seeded fault."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from glutatui.content import check, requiring_review
from glutatui.content.draft import Draft
from glutatui.content.loading import load
from glutatui.content.rules import RULES
from glutatui.content.where import CHECKOUT
from glutatui.course import Item, Option, Sentence, Texts
from rule_faults import BANK_FAULTS, BankFault
from small_course import REVIEWS, write_course


@pytest.fixture(scope="module")
def shipped() -> Draft:
    return load(CHECKOUT).drafts[0]


def spoilt(draft: Draft, fault: BankFault) -> Draft:
    """Return the course with a fault in every item or page."""
    put = draft.notes.put

    def worded(texts: Texts, number: int, others: str) -> Texts:
        text = fault.text[1:] if fault.text.startswith("=") else fault.text + draft.text(texts)
        return put({draft.language: text.format(number=number, others=others)}, draft.of(texts))

    def option(old: Option, number: int, others: str) -> Option:
        if fault.part == "feedback":
            return put(replace(old, because=worded(old.because, number, others)), draft.of(old))
        if fault.part == "lines":
            return put(replace(old, right=number == 0), draft.of(old))
        if old.right and fault.part in {"key", "quick"}:
            return put(replace(old, text=worded(old.text, number, others)), draft.of(old))
        return old

    def item(old: Item) -> Item:
        others = " ".join(draft.text(one.text) for one in old.options if not one.right)
        options = tuple(option(one, number, others) for number, one in enumerate(old.options))
        if fault.part == "order":
            options = tuple(sorted(options, key=lambda one: not one.right))
        return put(replace(old, options=options), draft.of(old))

    return changed(draft, item, fault)


def changed(draft: Draft, item: Callable[[Item], Item], fault: BankFault) -> Draft:
    """Return the course with each item, or the first page of each lesson, changed."""
    warnings = tuple(
        draft.notes.put(replace(one, items=tuple(map(item, one.items))), draft.of(one)) for one in draft.course.warnings
    )
    lessons = draft.course.lessons
    if fault.part == "pairs":
        first, *others = warnings
        two = tuple(part for part in first.items if part.use != "pair-4")
        warnings = (draft.notes.put(replace(first, items=two), draft.of(first)), *others)
    if fault.part == "quick":
        lessons = tuple(replace(one, checks=tuple(map(item, one.checks))) for one in lessons)
    if fault.part == "pages":
        sentence = Sentence({draft.language: fault.text})
        lessons = tuple(
            replace(
                one,
                pages=tuple(
                    replace(page, blocks=tuple(replace(block, items=((sentence,),)) for block in page.blocks))
                    for page in one.pages
                ),
            )
            for one in lessons
        )
    wordings = "" if fault.part == "wordings" else draft.wordings
    return replace(draft, course=replace(draft.course, warnings=warnings, lessons=lessons), wordings=wordings)


@pytest.mark.parametrize(
    "fault", [fault for fault in BANK_FAULTS if fault.part != "reviews"], ids=lambda fault: fault.code
)
def test_a_fault_of_the_whole_bank_is_found(shipped: Draft, fault: BankFault) -> None:
    rule = RULES[fault.code]

    assert list(rule.finds(shipped)) == []
    found = list(rule.finds(spoilt(shipped, fault)))
    assert found
    if fault.part not in {"pairs", "quick"}:
        assert {place.path for place, _ in found} <= {"quizzes/en", "lessons/en"}


def test_a_small_bank_is_not_counted(tmp_path: Path) -> None:
    """Shares of two scenarios say nothing: the small course breaks every share and is fine."""
    assert load(write_course(tmp_path)).problems == ()


def signed(draft: Draft, **other: str) -> list[str]:
    """Return a sign-off of every page and item as YAML entries, some of another hash."""
    hashes = {**draft.hashes, **other}
    return [f"- {{of: {of}, hash: {it}, reviewer: A nurse, date: 2026-05-31}}" for of, it in hashes.items()]


def test_a_sign_off_holds_for_the_text_that_was_read(tmp_path: Path) -> None:
    draft = load(write_course(tmp_path / "a")).drafts[0]
    whole = check(write_course(tmp_path / "b", {REVIEWS: "\n".join(signed(draft)) + "\n"}))

    reviews = {"status": "reviewed", "total": 15, "signed": 15, "stale": [], "reviewers": ["A nurse, 2026-05-31"]}
    assert whole.coverage["reviews"] == reviews
    assert (whole.problems, requiring_review(whole)) == ((), whole)


def test_a_stale_and_an_unknown_sign_off_are_named_at_their_place(tmp_path: Path) -> None:
    draft = load(write_course(tmp_path / "a")).drafts[0]
    lines = signed(draft, **{"liver-one": "0" * 16, "no-such": "0" * 16})
    report = check(write_course(tmp_path / "b", {REVIEWS: "\n".join(lines) + "\n"}))

    place = 1 + next(number for number, line in enumerate(lines) if "of: liver-one," in line)
    codes = [(problem.code, problem.path, problem.line) for problem in report.problems]
    assert codes == [("review-stale", REVIEWS, place), ("review-unknown", REVIEWS, len(lines))]
    assert draft.hashes["liver-one"] in report.problems[0].message
    assert report.coverage["reviews"]["stale"] == ["liver-one", "no-such"]


def test_without_sign_offs_a_course_is_unreviewed_and_that_is_an_error_only_where_required(tmp_path: Path) -> None:
    report = check(write_course(tmp_path))

    assert (report.ok, report.coverage["reviews"]["status"]) == (True, "unreviewed")
    required = requiring_review(report)
    assert (required.ok, [problem.code for problem in required.problems]) == (False, ["not-reviewed"])


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("2026-05-31", "31 May", "not-a-date"),
        ("2026-05-31", "2026-02-30", "not-a-date"),
        ("reviewer: A nurse, ", "", "key-missing"),
        ("of: liver-one", "of: ../liver", "not-an-id"),
    ],
)
def test_a_sign_off_that_is_none_is_told(tmp_path: Path, old: str, new: str, code: str) -> None:
    entry = "- {of: liver-one, hash: 0000000000000000, reviewer: A nurse, date: 2026-05-31}\n"
    found = load(write_course(tmp_path, {REVIEWS: entry.replace(old, new)})).problems

    assert code in {problem.code for problem in found}


def test_a_hash_changes_with_the_text_the_key_and_a_card(shipped: Draft) -> None:
    course = shipped.course
    item = course.warnings[0].items[0]
    other = replace(item, options=(replace(item.options[0], right=not item.options[0].right), *item.options[1:]))
    shown = {block.conflict for _, page in shipped.core_pages() for block in page.blocks if block.conflict}
    conflicts = tuple(replace(one, short={"en": "Otherwise."}) if one.id in shown else one for one in course.conflicts)
    warning = replace(course.warnings[0], items=(other, *course.warnings[0].items[1:]))
    again = replace(shipped, course=replace(course, conflicts=conflicts, warnings=(warning, *course.warnings[1:])))
    differ = {name for name, found in shipped.hashes.items() if again.hashes[name] != found}

    assert item.id in differ
    assert {name.split("#")[0] for name in differ - {item.id}} >= {"05-how-much", "06-who-should-not"}
