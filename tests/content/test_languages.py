"""A second language: the same structure in other words, or a problem at its line."""

from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from glutatui.cli import main
from glutatui.content import check, check_language
from glutatui.content.draft import Draft
from glutatui.content.loading import load
from glutatui.content.rules import RULES
from glutatui.content.runs import normal_words, read_hashes, run_hash
from glutatui.content.stamping import UnknownPartsError, stamp
from glutatui.content.stamps import OWN, parts_of
from glutatui.content.translating import is_own
from glutatui.content.twins import twins
from glutatui.content.where import CHECKOUT
from glutatui.words import say
from language_faults import ES_LESSON, ES_LIVER, FAULTS
from small_course import FILES, LESSON, LIVER
from spanish_course import STAMPS, spanish, translated, write_bilingual


def spanish_draft(root: Path) -> Draft:
    """Return the Spanish draft of a course."""
    return load(root).drafts[1]


def test_two_languages_become_one_course(tmp_path: Path) -> None:
    loaded = load(write_bilingual(tmp_path))

    assert loaded.problems == ()
    course = loaded.course
    assert course is not None
    assert course.languages == ("en", "es")
    assert course.claim_of["limit-14-g"].statement == {
        "en": "One source gives 14 grams a day as the limit.",
        "es": "Una fuente da 14 gramos al día como tope.",
    }
    assert course.conflicts[0].sides[1].position == {"en": "More.", "es": "Más."}


def texts_in(thing: Any) -> int:  # noqa: ANN401  (any part of a course)
    """Return how many texts a part of a course holds."""
    if isinstance(thing, dict):
        return int("en" in thing)
    if isinstance(thing, tuple):
        return sum(map(texts_in, thing))
    return sum(texts_in(getattr(thing, field.name)) for field in fields(thing)) if is_dataclass(thing) else 0


def test_every_text_of_a_course_is_translated_and_stamped(tmp_path: Path) -> None:
    """A text that is added to the course and not to `translating` would stay English, and so would stand here."""
    first, other = load(write_bilingual(tmp_path)).drafts
    pairs = list(twins(first.course, other.course))

    assert len(pairs) == texts_in(first.course)
    assert [mine["en"] for mine, theirs in pairs if not is_own(other.of(theirs), "es")] == []
    stamped = sum(texts_in(part.holds) for part in parts_of(first.course, "es"))
    assert stamped == len(pairs)


FULL = {name.replace("/en/", "/es/"): translated(text) for name, text in FILES.items() if "/en/" in name}
BARE = """\
warning: liver
says: No tome glutamina si tiene cirrosis.
again: Un hígado con cicatrices no va bien con la glutamina. Déjela.
ask_back: ¿Qué le diría de la glutamina a un amigo?
parts: [{id: scarred, when: usted tiene cirrosis}, {id: confused, when: usted está mal del hígado}]
applies: [{id: cirrhosis, text: Tengo cirrosis}]
traps: [{id: mild-so-not-me, belief: Lo mío es leve.}]
items:
"""


def test_a_translation_may_leave_out_what_it_shares(tmp_path: Path) -> None:
    write_bilingual(tmp_path)
    node = load(tmp_path).drafts[0].course.warnings[0]
    before = load(tmp_path).drafts[0].course.before
    lines = []
    for item in (*node.items, *before):
        lines.append(f"  - {{id: {item.id}, ask: '¿Qué hace, {item.id}?', unsure: 'Está bien decirlo así.',")
        options = [
            f"{{text: 'Ella lo deja {n}.', because: 'Así no le pasa nada malo {n}.'{', right: true' * option.right}}}"
            for n, option in enumerate(item.options)
        ]
        lines.append(f"     options: [{', '.join(options)}]}}")
    (tmp_path / ES_LIVER).write_text(BARE + "\n".join(lines) + "\n", encoding="utf-8")
    loaded = load(tmp_path)

    assert [problem for problem in loaded.problems if problem.code.startswith(("translation", "parity", "key"))] == []
    full, bare = loaded.drafts[0].course.warnings[0], loaded.drafts[1].course.warnings[0]
    assert [(item.claims, item.use, item.cautious, item.right) for item in bare.items] == [
        (item.claims, item.use, item.cautious, item.right) for item in full.items
    ]
    assert [option.trap for item in bare.items for option in item.options] == [
        option.trap for item in full.items for option in item.options
    ]


@pytest.mark.parametrize("fault", FAULTS, ids=[f"{n}-{fault[3]}" for n, fault in enumerate(FAULTS)])
def test_a_difference_is_told_at_its_place(fault: tuple[str, str, str, str, str], tmp_path: Path) -> None:
    (path, old, new, code, needle), files = fault, spanish()
    assert old in files[path], "the fault no longer fits the Spanish course"
    text = files[path].replace(old, new, 1)
    loaded = load(write_bilingual(tmp_path, {path: text}))
    found = [problem for problem in loaded.problems if problem.code == code]

    assert loaded.course is None
    index = text.index(needle)
    assert {(problem.path, problem.line) for problem in found} == {(path, text.count("\n", 0, index) + 1)}, (
        loaded.problems
    )


def test_what_is_english_about_a_rule_does_not_fire_on_spanish(tmp_path: Path) -> None:
    write_bilingual(tmp_path)
    english = {code for code, rule in RULES.items() if rule.languages == ("en",)}

    assert len(english) > 15
    assert {problem.code for problem in load(tmp_path).problems} & english == set()


@pytest.mark.parametrize(
    "change",
    [
        (LESSON, "Ask first.", "Ask before that.", "01-start#liver", "## La cirrosis"),
        (LESSON, "title: How much, and who", "title: How much", f"01-start#{OWN}", "---"),
        (LIVER, "She takes half.", "She takes a half.", "liver-one", "id: liver-one"),
        (LIVER, "says: Do not take", "says: Never take", f"liver#{OWN}", "warning: liver"),
        ("lessons/claims.yaml", "A hospital amount.", "An amount.", "for-clinicians", "id: for-clinicians"),
        ("lessons/conflicts.yaml", "position: More.", "position: Much more.", "upper-limit", "id: upper-limit"),
    ],
)
def test_a_changed_english_text_makes_its_translation_stale_until_somebody_looked(
    change: tuple[str, str, str, str, str], tmp_path: Path
) -> None:
    path, old, new, part, needle = change
    write_bilingual(tmp_path, {path: FILES[path].replace(old, new, 1)})
    (stale,) = [problem for problem in load(tmp_path).problems if problem.code == "translation-stale"]
    text = (tmp_path / stale.path).read_text(encoding="utf-8")

    assert stale.line == text.count("\n", 0, text.index(needle)) + 1
    assert f"glutatui translated es {part}" in stale.message
    assert stamp(tmp_path, "es", [part]) == 1
    assert [problem for problem in load(tmp_path).problems if problem.code == "translation-stale"] == []


def test_a_changed_claim_or_key_makes_nothing_stale(tmp_path: Path) -> None:
    changed = FILES[LIVER].replace("    cautious: true\n", "    cautious: true\n    revision: 2\n", 1)

    assert load(write_bilingual(tmp_path, {LIVER: changed})).problems == ()


def test_another_right_answer_makes_the_item_stale(tmp_path: Path) -> None:
    yes, no = "She takes half.\n        trap: natural-so-safe", "She takes half.\n        right: true"
    changed = FILES[LIVER].replace(yes, no, 1)
    codes = {problem.code for problem in load(write_bilingual(tmp_path, {LIVER: changed})).problems}

    assert {"translation-stale", "translation-kept"} <= codes


def test_a_translation_without_a_stamp_is_told_once_a_file(tmp_path: Path) -> None:
    write_bilingual(tmp_path, {STAMPS: "offered: true\n"})
    found = [problem for problem in load(tmp_path).problems if problem.code == "translation-unstamped"]

    assert {problem.path for problem in found} == {name for name in spanish() if "glossary" not in name} - {STAMPS}
    assert len(found) == len({problem.path for problem in found})
    stamp(tmp_path, "es", [problem.path for problem in found if problem.path != ES_LIVER])
    stamp(tmp_path, "es", ["liver-one"])
    left = [problem for problem in load(tmp_path).problems if problem.code == "translation-unstamped"]
    assert {problem.path for problem in left} == {ES_LIVER}
    assert len(left) == 9


def test_a_language_that_is_not_offered_is_one_note_and_keeps_nobody_from_english(tmp_path: Path) -> None:
    write_bilingual(tmp_path, {ES_LESSON: None, ES_LIVER: "says: ]\n", STAMPS: None})
    loaded = load(tmp_path)
    report = check(tmp_path)

    assert [(problem.code, problem.severity) for problem in loaded.problems] == [("language-waiting", "warning")]
    assert loaded.course is not None
    assert loaded.course.languages == ("en",)
    assert report.ok
    told = report.coverage["languages"]["es"]
    assert (told["offered"], told["files"]) == (False, {"total": 9, "translated": 8})
    alone = check_language(tmp_path, "es")
    assert alone is not None
    assert not alone.ok
    assert {"file-untranslated", "yaml-syntax", "translation-unstamped"} <= {one.code for one in alone.problems}


def test_a_missing_file_is_told_and_english_stands_in_for_it(tmp_path: Path) -> None:
    loaded = load(write_bilingual(tmp_path, {"lessons/es/sources.yaml": None, ES_LIVER: None}))

    assert [(problem.path, problem.code) for problem in loaded.problems] == [
        ("lessons/es/sources.yaml", "file-untranslated"),
        (ES_LIVER, "file-untranslated"),
    ]


def test_a_file_that_english_lacks_is_told(tmp_path: Path) -> None:
    extra = {"lessons/es/02-mas.md": "# x\n", "quizzes/es/kidney.yaml": "warning: kidney\n"}
    problems = load(write_bilingual(tmp_path, extra)).problems

    assert {(problem.path, problem.code) for problem in problems} == {(name, "file-unknown") for name in extra}


def test_names_that_nobody_has_are_refused_and_nothing_is_stamped(tmp_path: Path) -> None:
    write_bilingual(tmp_path)
    before = (tmp_path / STAMPS).read_text()

    with pytest.raises(UnknownPartsError):
        stamp(tmp_path, "es", ["liver-one", "liver-two"])
    assert (tmp_path / STAMPS).read_text() == before
    assert stamp(tmp_path, "fr", ["liver-one"]) is None


def test_the_command_line_judges_one_file_and_stamps_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_bilingual(tmp_path, {STAMPS: "# Ours\noffered: false\n"})

    assert main(["check", str(tmp_path), "--lang", "es", "--only", "es/01-start.md"]) == 1
    assert capsys.readouterr().out.startswith(f"{ES_LESSON}:1:1: translation-unstamped: ")
    assert main(["translated", "es", ES_LESSON, "--content", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "3 parts are noted as translated from their present English texts.\n"
    assert main(["check", str(tmp_path), "--lang", "es", "--only", "es/01-start.md"]) == 0
    capsys.readouterr()
    assert main(["check", str(tmp_path), "--lang", "es", "--only", "es/01-strat.md"]) == 2
    assert say("en", "error-file-unknown", path="es/01-strat.md") in capsys.readouterr().err
    assert (tmp_path / STAMPS).read_text().startswith("# Ours\noffered: false\nstamps:\n  lessons/es/01-start.md:\n")
    assert main(["check", str(tmp_path), "--lang", "fr"]) == 2
    assert main(["translated", "es", "nothing", "--content", str(tmp_path)]) == 2
    assert "nothing" in capsys.readouterr().err


def test_english_is_needed(tmp_path: Path) -> None:
    files = {**FILES, **spanish()}
    problems = load(write_bilingual(tmp_path, {name: None for name in files if "/en/" in name})).problems

    assert "language-missing" in {problem.code for problem in problems}


def test_sign_offs_are_by_language(tmp_path: Path) -> None:
    write_bilingual(tmp_path)
    first, other = load(tmp_path).drafts
    assert first.hashes["liver-one"] != other.hashes["liver-one"]
    review = "- {{of: liver-one, hash: {}, language: es, reviewer: N., date: 2026-05-31}}\n"
    write_bilingual(tmp_path, {"lessons/reviews.yaml": review.format(other.hashes["liver-one"])})
    report = check(tmp_path)

    assert report.coverage["reviews"]["signed"] == 0
    assert report.coverage["languages"]["es"]["reviews"]["signed"] == 1
    write_bilingual(tmp_path, {"lessons/reviews.yaml": review.format(first.hashes["liver-one"])})
    assert [problem.code for problem in check(tmp_path).problems] == ["review-stale"]


def test_banned_phrases_are_known_in_spanish_too(tmp_path: Path) -> None:
    phrase = "no tiene efectos secundarios"
    words = normal_words(phrase)
    hashes = f"= {len(words)}\n{run_hash(tuple(words))}\n= start\n{run_hash(tuple(words[:2]))}\n"
    lesson = spanish()[ES_LESSON].replace("Pregunte antes.", f"Ella {phrase}.", 1)
    found = load(write_bilingual(tmp_path, {ES_LESSON: lesson, "lessons/forbidden.txt": hashes})).problems
    assert [(one.code, one.path) for one in found if one.code.startswith("wording-")] == [("wording-banned", ES_LESSON)]

    shipped = read_hashes((CHECKOUT / "lessons/forbidden.txt").read_text())
    assert run_hash(tuple(words)) in shipped[str(len(words))]
