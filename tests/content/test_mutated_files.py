"""Real files of the course, spoilt at random: each is told or harmless, at once, in little memory, without a traceback.

What an author slips is in ``test_mutants``; this is what a broken disk, a bad merge or somebody hostile leaves.
"""

import random
import resource
import shutil
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from glutatui.content.loading import load
from glutatui.content.mutants import Judge, Mutant, shelf_of
from glutatui.content.where import CHECKOUT
from hazards.amounts import portion

SOON = 1.0
"""Seconds of CPU in which a file is told; reading the whole course takes 0.7 beside."""
GROWTH = 100.0
"""MB that all of them together may add to the process."""

_Chance = random.Random
_SIGNS = ("\0", "\x1b[2J", "\x9b2J", "\u202e", "\u2066", "\u200b", "\ufeff", "\ud800", "\x07", "\x7f", "\ue000")
"""Signs that are never allowed: controls, text turned round, of no width, halves of a sign, private ones."""
_BROKEN = (
    "[",
    "{",
    "> ",
    "- ",
    "```",
    "&a ",
    "*a ",
    "!!x ",
    ": ",
    "\n\n",
    "{#",
    "[^",
    "|\n",
    "\t",
    "---\n",
    '"',
    "<b>",
)
_BOMBS = (
    "\n" + "".join(f"b{n}: &b{n} [*b{n},*b{n},*b{n}]\n" for n in range(9)),
    "\n" + "[" * 20_000,
    "\n" + "> " * 2_000 + "x",
    "\n" + "- " * 20_000,
)
"""Files that are too large are told before they are read: ``test_hostile_files``."""


def _place(text: str, chance: _Chance) -> int:
    return chance.randrange(len(text) + 1)


def hostile_sign(text: str, chance: _Chance) -> str:
    """Put a sign in that no text may hold."""
    place = _place(text, chance)
    return text[:place] + chance.choice(_SIGNS) + text[place:]


def bomb(text: str, chance: _Chance) -> str:
    """Put something in at the end of a line that grows when it is unfolded, or is deep, or long."""
    lines = text.splitlines()
    number = chance.choice([number for number, line in enumerate(lines) if not line.startswith("#")])
    return "\n".join([*lines[:number], lines[number] + chance.choice(_BOMBS), *lines[number + 1 :]]) + "\n"


def broken(text: str, chance: _Chance) -> str:
    """Put a piece of markup in."""
    place = _place(text, chance)
    return text[:place] + chance.choice(_BROKEN) + text[place:]


def cut(text: str, chance: _Chance) -> str:
    """Take a piece out."""
    start, end = sorted((_place(text, chance), _place(text, chance)))
    return text[:start] + text[end:]


def doubled(text: str, chance: _Chance) -> str:
    """Let a piece stand thirty times at most."""
    start = _place(text, chance)
    piece = text[start : start + chance.randint(1, 500)]
    return text[:start] + piece * chance.randint(2, 30) + text[start + len(piece) :]


def mixed(text: str, chance: _Chance) -> str:
    """Put lines in another order."""
    lines = text.splitlines(keepends=True)
    start = chance.randrange(len(lines))
    some = lines[start : start + 30]
    chance.shuffle(some)
    return "".join([*lines[:start], *some, *lines[start + len(some) :]])


KINDS: Sequence[Callable[[str, _Chance], str]] = (hostile_sign, bomb, broken, cut, doubled, mixed)


def memory() -> float:
    """Return the highest resident size so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge(shelf_of(CHECKOUT, load(CHECKOUT).drafts[0]))


@pytest.mark.parametrize("spoil", KINDS, ids=lambda spoil: spoil.__name__)
def test_a_spoilt_file_is_told_at_once(
    spoil: Callable[[str, _Chance], str], judge: Judge, record_property: Callable[[str, object], None]
) -> None:
    """Fifty of each kind; only the file is read anew."""
    chance, told, longest = random.Random(spoil.__name__), 0, 0.0  # noqa: S311  (noise, no secret)
    before = memory()
    for _ in range(50):
        path = chance.choice(list(judge.shelf.texts))
        text = spoil(judge.shelf.texts[path], chance)
        begun = time.process_time()
        code = judge.caught_by(Mutant(spoil.__name__, path, text))
        longest = max(longest, time.process_time() - begun)
        bad = spoil is hostile_sign or (spoil is bomb and path.endswith(".yaml"))  # in Markdown it may be a paragraph
        assert code is not None or not bad, path
        told += code is not None
    record_property("counts", f"spoilt files: 50 tried, {told} told, slowest {longest:.2f} s of CPU")
    assert longest < SOON
    assert memory() - before < GROWTH


def spoilt_course(root: Path, chance: _Chance) -> tuple[str, bytes]:
    """Return a file of the course, and what it holds after some of its bytes were changed too."""
    paths = [path for path in root.rglob("*") if path.suffix in {".md", ".yaml"} and path.is_file()]
    place = chance.choice(sorted(paths))
    text = chance.choice(KINDS)(place.read_text(encoding="utf-8"), chance)
    data = bytearray(text.encode("utf-8", "surrogatepass"))
    for _ in range(chance.choice([0, 0, 1, 5])):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return place.relative_to(root).as_posix(), bytes(data)


def told_in(root: Path, number: int, seed: int) -> str:
    """Read the whole course so often, each time with another file spoilt; return the counts."""
    chance, told, longest = random.Random(seed), 0, 0.0  # noqa: S311  (noise, no secret)
    for _ in range(number):
        path, data = spoilt_course(root, chance)
        kept = (root / path).read_bytes()
        (root / path).write_bytes(data)
        begun = time.process_time()
        loaded = load(root)
        longest = max(longest, time.process_time() - begun)
        (root / path).write_bytes(kept)
        wrong = any(problem.severity == "error" for problem in loaded.problems)
        assert (loaded.course is None) == wrong, path
        assert all(problem.path and problem.code for problem in loaded.problems)
        told += wrong
    return f"spoilt courses: {number} tried, {told} told, slowest {longest:.2f} s of CPU"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the course of this project."""
    for name in ("lessons", "quizzes"):
        shutil.copytree(CHECKOUT / name, tmp_path / name)
    return tmp_path


def test_a_course_with_a_spoilt_file_is_read_to_its_end(
    root: Path, record_property: Callable[[str, object], None]
) -> None:
    """In both languages, as ``check`` reads it."""
    before = memory()
    record_property("counts", told_in(root, 3, 1))
    assert memory() - before < GROWTH


@pytest.mark.soak
@pytest.mark.parametrize("share", range(10))
def test_2000_courses_with_a_spoilt_file_are_read_to_their_end(
    root: Path, share: int, record_property: Callable[[str, object], None]
) -> None:
    record_property("counts", told_in(root, portion(200), 100 + share))


def test_what_raises_would_be_seen(judge: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    """The twin: a rule that trips over what it reads brings the test down."""

    def trips(*_: object) -> None:
        raise IndexError

    monkeypatch.setattr("glutatui.content.mutants.reread", trips)
    with pytest.raises(IndexError):
        judge.caught_by(Mutant("cut", next(iter(judge.shelf.texts)), ""))
