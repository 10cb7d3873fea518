"""The files of a new lesson or warning, which `check` accepts once every fill-in is replaced."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from glutatui.content.fields import is_id
from glutatui.content.forms import FIRST
from glutatui.content.schema import modeline_of
from glutatui.errors import ContentError, UsageError
from glutatui.visit.policy import POLICY

PAIRS: Final = POLICY.rounds + 1
"""Pairs of a new warning: one more than the policy has rounds (rule L20)."""

LONGEST: Final = 32
"""Characters of a name: the ids that begin with it stay below `LONGEST_ID`."""

_NUMBERED: Final = re.compile(r"(\d\d)-(.+)")

_LESSON: Final = """\
---
title: fill-in (what the lesson is about, in a few words)
main_message: fill-in (the one thing to remember, in one sentence)
action: fill-in (what the reader is to do, such as whom to ask)
---
## fill-in (the heading of the first page)

fill-in (one idea, what to do first, in short sentences).[^fill-in-claim-id]

## fill-in (the heading of the second page)

> [!ASK] fill-in-warning-id
> fill-in (what the reader is to do, in one or two short sentences).[^fill-in-claim-id]

fill-in (why, and whom to ask).[^fill-in-claim-id]
"""

_RIGHT: Final = """\
{indent}  - text: fill-in (the right choice)
{indent}    right: true
{indent}    because: fill-in (why, and the safe action)
"""

_WRONG: Final = """\
{indent}  - text: fill-in (a wrong choice that tempts somebody, about as long as the right one)
{trap}{indent}    because: fill-in (why it looks good, what is so, and the safe action)
"""

_TRAP: Final = "{indent}    trap: {name}-belief\n"

_ONE: Final = """\
{indent}claims: [fill-in-claim-id]
{indent}ask: fill-in (a short scenario that ends in one question)
{indent}unsure: fill-in (what the reader sees who is not sure, with the safe action)
{indent}options:
"""

_LINE: Final = """\
      - text: fill-in ({what})
        part: {part}-part
        {mark}
        because: fill-in (why, and the safe action)
"""

_WARNING: Final = """\
{modeline}
warning: {name}
level: stop                      # stop, ask or watch
says: fill-in (what the reader is to do, in 14 words at most)
claims: [fill-in-claim-id]
taught: [fill-in-lesson#fill-in-page]
again: |
  fill-in (a second explanation in other words, shown after a miss).
  fill-in (what to do, 60 words at most in all).
ask_back: fill-in (an open question for staff to ask, such as what would you do)
# Without parts remove this block, and each line below that begins with part.
parts:
  - id: first-part
    level: stop
    when: fill-in (whom this part is for, such as you have a scarred liver)
    claims: [fill-in-claim-id]
  - id: second-part
    level: ask
    when: fill-in (whom the other part is for)
    claims: [fill-in-claim-id]
# Lines of the list of what applies to the reader.
applies:
  - id: {name}
    text: fill-in (a line such as I have a scarred liver)
# Mistaken beliefs that wrong options catch; those of quizzes/{language}/traps.yaml may be used too.
traps:
  - id: {name}-belief
    belief: fill-in (the mistaken belief, as somebody would say it)
# A pair is a scenario and five lines. One of the items at least is cautious.
items:
{items}"""

_YES: Final = "right: true"


def new_lesson(root: Path, name: str) -> tuple[str, ...]:
    """Write a lesson and its quick checks; return their paths below the course's folder.

    Args:
        root: The folder that holds ``lessons/`` and ``quizzes/``.
        name: The lesson's name, with its number in front or without: then it comes last.

    Raises:
        ContentError: ``new-taken`` (``name``, ``path``), ``new-no-course`` (``path``), ``new-unwritten`` (``path``).
        UsageError: ``new-name`` (``name``, ``most``).
    """
    folder = f"lessons/{FIRST}"
    taken = {found[1]: found[0] for found in _numbered(root, folder)}
    asked = _NUMBERED.fullmatch(name)
    number, slug = (asked[1], asked[2]) if asked else (f"{max(map(int, taken.values()), default=0) + 1:02d}", name)
    _fit(name, slug)
    for other, its in taken.items():
        if slug == other or number == its:
            raise ContentError("new-taken", name=name, path=f"{folder}/{its}-{other}.md")
    path = f"{folder}/{number}-{slug}"
    checks = f"{path}.checks.yaml"
    modeline = modeline_of(checks)
    words = ("first", "second")
    texts = "".join(
        f"- id: {slug}-{word}\n  kind: choose-one\n{_scenario('  ', place, '')}" for place, word in enumerate(words)
    )
    return _written(root, {f"{path}.md": _LESSON, checks: f"{modeline}\n{texts}"})


def _numbered(root: Path, folder: str) -> Iterator[tuple[str, str]]:
    """Give number and name of each lesson that there is, and of what else has a lesson's name.

    Raises:
        ContentError: ``new-no-course``.
    """
    try:
        names = sorted(path.name for path in (root / folder).iterdir())
    except OSError as error:
        raise ContentError("new-no-course", path=str(root)) from error
    for name in names:
        found = _NUMBERED.fullmatch(name.partition(".")[0])
        if found:
            yield found[1], found[2]


def new_warning(root: Path, name: str) -> tuple[str, ...]:
    """Write a warning with its pairs of questions; return its path below the course's folder.

    Raises:
        ContentError: ``new-taken`` (``name``, ``path``), ``new-no-course`` (``path``), ``new-unwritten`` (``path``).
        UsageError: ``new-name`` (``name``, ``most``).
    """
    _fit(name, name)
    path = f"quizzes/{FIRST}/{name}.yaml"
    if not (root / path).parent.is_dir():
        raise ContentError("new-no-course", path=str(root))
    items = "".join(_pair(name, number) for number in range(1, PAIRS + 1))
    return _written(root, {path: _WARNING.format(modeline=modeline_of(path), name=name, language=FIRST, items=items)})


def _fit(name: str, slug: str) -> None:
    """Refuse a name that is no identifier, or that means something else.

    Raises:
        UsageError: ``new-name`` (``name``, ``most``).
    """
    if not is_id(name) or not is_id(slug) or len(slug) > LONGEST or slug == "traps" or "fill-in" in slug:
        raise UsageError("new-name", name=name, most=LONGEST)


def _pair(name: str, number: int) -> str:
    """Return a scenario and five lines; how many lines are right differs from pair to pair."""
    head = "  - id: {name}-{word}-{number}\n    kind: {kind}\n    use: pair-{number}\n    basis: ledger\n"
    one = head.format(name=name, word="scenario", number=number, kind="choose-one")
    one += f"    cautious: {'true' if number == 1 else 'false'}\n" + _scenario("    ", (number - 1) % 3, name)
    every = head.format(name=name, word="lines", number=number, kind="choose-all")
    every += "    claims: [fill-in-claim-id]\n    ask: fill-in (a question that each line answers with yes or no)\n"
    every += "    unsure: fill-in (what the reader sees who is not sure, with the safe action)\n    options:\n"
    for line in range(5):
        right = line < number % 4 + 1
        part = "first" if line % 2 == 0 else "second"
        what = "a line whose right mark is yes" if right else "a line whose right mark is no"
        mark = _YES if right else f"trap: {name}-belief"
        every += _LINE.format(what=what, part=part, mark=mark)
    return one + every


def _scenario(indent: str, place: int, name: str) -> str:
    """Return the body of a choose-one: its right option is filed at a place; without a name no trap is named."""
    trap = _TRAP.format(indent=indent, name=name) if name else ""
    options = [_WRONG.format(indent=indent, trap=trap)] * 2
    options.insert(place, _RIGHT.format(indent=indent))
    return _ONE.format(indent=indent) + "".join(options)


def _written(root: Path, texts: Mapping[str, str]) -> tuple[str, ...]:
    """Write files that are not there yet, all or none; return their paths.

    Raises:
        ContentError: ``new-taken`` or ``new-unwritten``.
    """
    done: list[Path] = []
    for path, text in texts.items():
        try:
            with (root / path).open("x", encoding="utf-8", newline="\n") as file:
                done.append(root / path)
                file.write(text)
        except OSError as error:
            for mine in done:
                mine.unlink(missing_ok=True)
            code = "new-taken" if isinstance(error, FileExistsError) else "new-unwritten"
            raise ContentError(code, name=Path(path).stem, path=path) from error
    return tuple(texts)
