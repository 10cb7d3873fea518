"""``python -m glutatui.content.facts [README.md]``: what can be measured about the course, as Markdown.

Without an argument it prints the tables; with a file it puts them between the marks ``<!-- facts -->`` and
``<!-- /facts -->`` there. They are never written by hand: a test compares the README with what this prints.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from glutatui.content.draft import Draft
from glutatui.content.loading import load
from glutatui.content.robots import MARGIN, SEEDS, Bank, Played, play
from glutatui.content.rules import RULES
from glutatui.content.rules.plain import readability_of
from glutatui.content.where import CHECKOUT
from glutatui.visit.policy import POLICY, guess_pass

BEGIN, END = "<!-- facts: written by make facts -->", "<!-- /facts -->"


def facts(draft: Draft, seeds: int = SEEDS) -> str:
    """Return the tables as Markdown, ending in a line break."""
    played = play(Bank(draft.course, draft.language), seeds)
    parts = ("\n".join(part) for part in (_bank(draft), _readability(draft), _robots(draft, played, seeds)))
    return "\n\n".join(parts) + "\n"


def placed(text: str, tables: str) -> str:
    """Return a text with the tables between its marks.

    Raises:
        ValueError: The marks are not there.
    """
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{BEGIN} and {END} are missing")
    return f"{before}{BEGIN}\n\n{tables}\n{END}{after}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)


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
    yield from _table(head, [[name, *_figures(figures)] for name, figures in names.items()])


def _figures(figures: Mapping[str, float]) -> list[str]:
    counts = [f"{figures[name]}" for name in ("words", "sentences")]
    return counts + [f"{figures[name]:.1f}" for name in ("fkgl", "fkgl_raw", "smog", "smog_raw")]


def _robots(draft: Draft, played: Played, seeds: int) -> Iterator[str]:
    guess = float(guess_pass(draft.course, POLICY))
    yield "**Test-wise robots.**"
    yield f"Each answers the whole quiz by one rule of thumb in {seeds:,} seeded visits."
    yield "None knows anything about glutamine."
    yield f"Chance is 33.3 % on a scenario, and {100 * (1 / 3 + MARGIN):.1f} % is the bar."
    yield ""
    scored = sorted(played.choices.items(), key=lambda pair: (-pair[1], pair[0]))
    rows = [[name, f"{100 * share:.1f} %"] for name, share in scored]
    yield from _table(("rule of thumb", "scenarios right"), rows)
    yield ""
    yield "Plain sense beats chance in any honest quiz about safety, so these are reported and not held to the bar:"
    yield "; ".join(f"{name} {100 * share:.1f} %" for name, share in played.sensible.items()) + "."
    yield "That is why a pass needs the five lines as well."
    yield ""
    lines, share = max(played.lines.items(), key=lambda pair: pair[1])
    (one, other), most = max(played.passed.items(), key=lambda pair: pair[1])
    mean = sum(played.passed.values()) / len(played.passed)
    number = len(draft.course.warnings)
    yield f"Of {len(played.lines)} rules of thumb for five lines the best ({lines})"
    yield f"gets {100 * share:.1f} % wholly right."
    yield f"All {len(played.passed)} pairs of rules together pass {100 * mean:.1f} % of the warnings in the mean"
    yield f"(a pure guesser: {100 * guess:.1f} %), the best of them ({one}; {other}) {number * most:.1f} of {number}."


def main(arguments: Sequence[str]) -> int:
    """Print the tables, or put them into the file that is named; return the exit code."""
    draft = load(CHECKOUT).drafts[0]
    tables = facts(draft)
    if not arguments:
        sys.stdout.write(tables)
        return 0
    path = Path(arguments[0])
    path.write_text(placed(path.read_text(encoding="utf-8"), tables), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
