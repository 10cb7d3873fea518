"""How the robots did, as Markdown for the README."""

from collections.abc import Iterator, Mapping

from glutatui.content.robots import MARGIN, Played
from glutatui.content.tables import percent, table
from glutatui.course import Course
from glutatui.visit.policy import POLICY, guess_pass
from glutatui.words import NAMES


def told(course: Course, played: Mapping[str, Played]) -> Iterator[str]:
    """Give the lines that tell how the robots did.

    Args:
        course: The course that they played.
        played: How they did in each language; the first one gives the order of the rows.
    """
    every = tuple(played.values())
    languages = [NAMES.get(language, language) for language in played]
    yield "**Test-wise robots.**"
    yield f"Each answers the whole quiz by one rule of thumb in {every[0].visits:,} seeded visits."
    yield "None knows anything about glutamine; in each language they go by words of that language."
    yield f"Chance is 33.3 % on a scenario, and {percent(1 / 3 + MARGIN)} is the bar."
    yield ""
    scored = sorted(every[0].choices, key=lambda name: (-every[0].choices[name], name))
    rows = [[name, *(percent(found.choices[name]) for found in every)] for name in scored]
    yield from table(("rule of thumb: scenarios right", *languages), rows)
    yield ""
    yield "Plain sense beats chance in any honest quiz about safety, so these are reported and not held to the bar."
    yield "That is why a pass needs the five lines as well."
    yield ""
    rows = [[name, *(percent(found.sensible[name]) for found in every)] for name in every[0].sensible]
    yield from table(("plain sense: scenarios right", *languages), rows)
    yield ""
    yield f"A pure guesser passes {percent(float(guess_pass(course, POLICY)))} of the warnings."
    yield ""
    rows = [
        [f"five lines wholly right: the best of {len(every[0].lines)} rules", *map(_best_lines, every)],
        [f"warnings passed: the mean of {len(every[0].passed)} pairs of rules", *map(_mean, every)],
        ["warnings passed: the best pair", *(_best_pair(found, len(course.warnings)) for found in every)],
    ]
    yield from table(("the whole quiz", *languages), rows)


def _best_lines(found: Played) -> str:
    name, share = max(found.lines.items(), key=lambda pair: pair[1])
    return f"{percent(share)} ({name})"


def _mean(found: Played) -> str:
    return percent(sum(found.passed.values()) / len(found.passed))


def _best_pair(found: Played, warnings: int) -> str:
    names, share = max(found.passed.items(), key=lambda pair: pair[1])
    return f"{warnings * share:.1f} of {warnings} ({'; '.join(names)})"
