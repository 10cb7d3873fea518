"""``python -m glutatui.content.facts [README.md]``: what can be measured about the course, as Markdown.

Without an argument it prints the tables; with a file it puts them between the marks of their sections there.
They are never written by hand: tests compare the README with what this prints. The cohort takes the longest, so its
section carries a stamp of what it was computed from, and is computed again only when that has changed.
"""

import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from hashlib import sha256
from pathlib import Path

from glutatui.content.cohort import Went, best_rounds, break_even, cohort, false_share, left_unknown, of_rounds
from glutatui.content.draft import Draft
from glutatui.content.export import course_hash
from glutatui.content.loading import load
from glutatui.content.mutants import GROUPS, SLIPS, Tried, tried_in
from glutatui.content.robots import Bank, Played, play, visits_of
from glutatui.content.robots.telling import told
from glutatui.content.rules import RULES
from glutatui.content.rules.plain import readability_of
from glutatui.content.rules.translation import ITEM_EASE, LESSON_EASE
from glutatui.content.tables import table
from glutatui.content.where import CHECKOUT
from glutatui.errors import GlutatuiError
from glutatui.visit.policy import POLICY
from glutatui.words import error_text

_MARKS = r"<!-- {name}: written by make facts(?:, (?P<stamp>[0-9a-f]+))? -->\n(?P<body>.*?)\n<!-- /{name} -->"

DIGITS = 16
"""Hex digits of a stamp."""

_PACKAGE = Path(__file__).resolve().parent.parent


def facts(drafts: Sequence[Draft], played: Mapping[str, Played]) -> str:
    """Return the tables as Markdown, ending in a line break.

    Args:
        drafts: The course in each language that is offered, English first.
        played: How the robots did in each of these languages.
    """
    draft, *further = drafts
    tables = (_bank(draft), _readability(draft), *map(_ease, further), told(draft.course, played))
    return "\n\n".join("\n".join(part) for part in tables) + "\n"


def offered(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Return the drafts that patients may choose, English first."""
    return (drafts[0], *(draft for draft in drafts if draft.stamps.offered))


def played_in(drafts: Sequence[Draft]) -> Mapping[str, Played]:
    """Let the robots play the course in several languages, in the very same visits.

    Raises:
        ContentError: The robots know no words of one of the languages.
    """
    visits = visits_of(drafts[0].course)
    return {draft.language: play(Bank(draft.course, draft.language), visits) for draft in drafts}


def placed(text: str, tables: str, name: str = "facts", stamp: str = "") -> str:
    """Return a text with the tables between the marks of a section.

    Raises:
        ValueError: The marks are not there.
    """
    found = section(text, name)
    begin = f"<!-- {name}: written by make facts{', ' if stamp else ''}{stamp} -->"
    return f"{text[: found.start()]}{begin}\n\n{tables}\n<!-- /{name} -->{text[found.end() :]}"


def section(text: str, name: str) -> re.Match[str]:
    """Return a section with its ``stamp`` and ``body``.

    Raises:
        ValueError: Its marks are not there.
    """
    found = re.search(_MARKS.format(name=name), text, re.DOTALL)
    if not found:
        raise ValueError(f"the marks of {name} are missing")
    return found


def _bank(draft: Draft) -> Iterator[str]:
    bank = Bank(draft.course, draft.language)
    checks = sum(len(lesson.checks) for lesson in draft.course.lessons)
    true = Counter(len(item.right) for item in bank.lines)
    yield "**The item bank.**"
    yield f"{len(draft.course.warnings)} warnings, each with {len(draft.course.warnings[0].pairs)} pairs for at most"
    yield f"{POLICY.rounds} rounds: {len(bank.choices)} scenarios with three options"
    shares = ", ".join(f"{true[number]} with {number} right" for number in sorted(true))
    yield f"and {len(bank.lines)} items of five lines ({shares});"
    yield f"{checks} quick checks in the lessons, {len(draft.course.before)} questions before them."
    yield f"`glutatui check` holds all of it to {len(RULES)} rules."


def _readability(draft: Draft) -> Iterator[str]:
    found = readability_of(draft)
    yield "**Reading level.**"
    yield "Words of the topic, which have no shorter name, count as two syllables (`lessons/en/glossary.yaml`)."
    yield "The columns in brackets count them as they are."
    yield "The bars: 6.0 for a lesson, 5.0 (Flesch-Kincaid) and 7.5 (SMOG) for the whole path."
    yield "Formulas see length, not truth."
    yield ""
    head = ("", "words", "sentences", "Flesch-Kincaid grade", "(as it is)", "SMOG grade", "(as it is)")
    names = {**found["lessons"], "the whole path": found["path"], "all questions with feedback": found["items"]}
    yield from table(head, [[name, *_figures(figures)] for name, figures in names.items()])


def _ease(draft: Draft) -> Iterator[str]:
    found = readability_of(draft)
    yield f"**Reading ease in Spanish (`{draft.language}`).**"
    yield "More is easier. Words of the topic count as two syllables; the columns in brackets count them as they are."
    yield f"The bars on the INFLESZ scale: {LESSON_EASE} for a lesson, {ITEM_EASE} for an item."
    yield ""
    head = ("", "words", "sentences", "INFLESZ", "(as it is)", "Fernández Huerta", "(as it is)")
    names = {**found["lessons"], "the whole path": found["path"], "all questions with feedback": found["items"]}
    keys = ("words", "sentences", "inflesz", "inflesz_raw", "fernandez_huerta", "fernandez_huerta_raw")
    yield from table(head, [[name, *(str(figures[key]) for key in keys)] for name, figures in names.items()])


def _figures(figures: Mapping[str, float]) -> list[str]:
    counts = [f"{figures[name]}" for name in ("words", "sentences")]
    return counts + [f"{figures[name]:.1f}" for name in ("fkgl", "fkgl_raw", "smog", "smog_raw")]


def all_tried(root: Path, workers: int) -> list[Tried]:
    """Judge every mutant of the course in a folder, in so many processes."""
    shares = [GROUPS[start::workers] for start in range(workers)]
    with ProcessPoolExecutor(workers) as pool:
        found = [one for part in pool.map(partial(tried_in, root), shares) for one in part]
    return sorted(found, key=lambda one: GROUPS.index(one.group))


def mutants_table(found: Sequence[Tried]) -> str:
    """Return what `check` catches of the course changed in a thousand ways, as Markdown."""
    number, caught = (sum(counts) for counts in zip(*((one.number, one.caught) for one in found), strict=True))
    lines = [
        "**Slips that `check` catches.**",
        f"The shipped course was changed in {number:,} ways, one at a time, and judged as `glutatui check` does:",
        f"{caught:,} were errors.",
        "The first five groups change texts that rest on safety claims.",
        "Numbers and negations are held by the confirmed wordings (`lessons/en/wordings.txt`);",
        "the last column counts what the other rules find as well, where they were asked first.",
        "",
        *table(("what was changed", "tried", "caught", "by other rules"), []),
        *map(mutant_row, found),
    ]
    return "\n".join(lines) + "\n"


def mutant_row(tried: Tried) -> str:
    """Return the row of the README about one group of mutants."""
    others = "" if tried.group in SLIPS else str(tried.by_rules)
    return f"| {tried.group} | {tried.number} | {tried.caught} | {others} |"


def cohort_table(found: Mapping[tuple[int, str], Went]) -> str:
    """Return how a simulated cohort goes through the safety quiz, as Markdown."""
    patients = sum(went.visits for (rounds, _), went in found.items() if rounds == POLICY.rounds)
    lines = [
        "**A simulated cohort.**",
        f"A simulation, not evidence: {patients:,} made-up patients go through the shipped questions,",
        f"with two rounds at most and again with three; the shipped policy has {POLICY.rounds}.",
        "What they know, guess, believe, forget and mistype is assumed;",
        "`src/glutatui/content/cohort/patient.py` names the source of each figure.",
        '"Let through" are warnings verified that the patient did not know, of those unknown at first.',
        "",
        *table(_COHORT, [_cohort_row(rounds, level, went) for (rounds, level), went in found.items()]),
        "",
        *_verdict(found),
    ]
    return "\n".join(lines) + "\n"


_COHORT = (
    *("rounds", "literacy", "all known at once", "all known in the end", "handed over, of 12", "of these known"),
    *("let through", "questions", "minutes"),
)


def _cohort_row(rounds: int, level: str, went: Went) -> list[str]:
    shares = [f"{100 * number / went.visits:.1f} %" for number in (went.all_at_once, went.all_known)]
    means = [f"{number / went.visits:.2f}" for number in (went.handed_over, went.needless)]
    length = [f"{went.items / went.visits:.1f}", f"{went.seconds / went.visits / 60:.0f}"]
    return [str(rounds), level, *shares, *means, f"{100 * false_share(went):.1f} %", *length]


def _verdict(found: Mapping[tuple[int, str], Went]) -> Iterator[str]:
    """Say which number of rounds the figures speak for."""
    two, three = of_rounds(found, 2), of_rounds(found, 3)
    spared, known = two.handed_over - three.handed_over, two.needless - three.needless
    left = [100 * left_unknown(went, 0) / went.visits for went in (two, three)]
    yield f"For 100 patients a third round spares {100 * spared / two.visits:.0f} talks with the care team"
    yield f"({100 * known / two.visits:.0f} of them about something that the patient knew),"
    yield f"lets {100 * (three.false_passes - two.false_passes) / two.visits:.1f} more unknown warnings through,"
    yield f"leaves {left[1]:.0f} rather than {left[0]:.0f} warnings unknown before any talk,"
    yield f"and asks {(three.items - two.items) / two.visits:.1f} more questions of each."
    yield "Two rounds would leave as little unknown in the end"
    yield f"only if talks mended {100 * break_even(two, three):.1f} % of what is handed over."
    yield f"That speaks for {best_rounds(found)} rounds; the shipped policy has {POLICY.rounds}."


def cohort_stamp(draft: Draft, body: str) -> str:
    """Return a stamp of what the cohort's section was computed from, and of the section itself."""
    hashed = sha256(course_hash(draft.course).encode())
    for path in (*_files("visit"), *_files("content/cohort"), _PACKAGE / "content/tables.py", Path(__file__)):
        hashed.update(path.read_bytes())
    hashed.update(body.strip().encode())
    return hashed.hexdigest()[:DIGITS]


def _files(folder: str) -> list[Path]:
    return sorted((_PACKAGE / folder).glob("*.py"))


def renewed(text: str, draft: Draft, measured: str, tried: Sequence[Tried], workers: int = 1) -> str:
    """Return a README with every section as it is now.

    Args:
        text: The README.
        draft: The English course.
        measured: What `facts` tells of it.
        tried: Its mutants.
        workers: The processes that a new cohort may have.
    """
    text = placed(placed(text, measured), mutants_table(tried), "mutants")
    kept = section(text, "cohort")
    if kept["stamp"] == cohort_stamp(draft, kept["body"]):
        return text
    went = cohort_table(cohort(draft.course, draft.language, workers=workers))
    return placed(text, went, "cohort", cohort_stamp(draft, went))


def main(arguments: Sequence[str]) -> int:
    """Print the tables, or put them into the file that is named; return the exit code."""
    drafts = load(CHECKOUT).drafts
    taught = offered(drafts)
    try:
        measured = facts(taught, played_in(taught))
    except GlutatuiError as error:
        sys.stderr.write(f"{error_text('en', error)}\n")
        return error.status
    workers = os.cpu_count() or 1
    tried = all_tried(CHECKOUT, workers)
    if not arguments:
        sys.stdout.write(f"{measured}\n{mutants_table(tried)}")
        return 0
    path = Path(arguments[0])
    text = renewed(path.read_text(encoding="utf-8"), drafts[0], measured, tried, workers)
    path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
