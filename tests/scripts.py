"""Programs that take the course in the line face; they know the protocol and `export course`, nothing else."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, TypeAlias

from glutatui.words import say

CHOICE = re.compile(r"([0-9]+)\. (.*)")
CODE = re.compile(r"Code: ([0-9A-Z]{3}-[0-9A-Z]{3})")

Item: TypeAlias = Mapping[str, Any]
Patient: TypeAlias = Callable[[Item, Sequence[str]], str]
"""Answers an item, given its options as they are shown, in order."""


def without_patience(said: str) -> str:
    """Return what was said, without the line that a busy machine is told while it loads."""
    return "".join(line for line in said.splitlines(keepends=True) if line.strip() != say("en", "working"))


def glutatui(*words: str, typed: str | bytes = "", **environ: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program to its end; that it takes a moment is left out."""
    data = typed if isinstance(typed, bytes) else typed.encode()
    command = [sys.executable, "-m", "glutatui", *words]
    done = subprocess.run(command, input=data, capture_output=True, check=False, timeout=60, env=os.environ | environ)
    done.stderr = without_patience(done.stderr.decode(errors="surrogateescape")).encode(errors="surrogateescape")
    return done


def exported(*words: str) -> Mapping[str, Any]:
    """Return the course as `export course` gives it."""
    done = glutatui("export", "course", *words)
    assert done.returncode == 0, done.stderr.decode()
    course: Mapping[str, Any] = json.loads(done.stdout)
    return course


def items_of(course: Mapping[str, Any]) -> Mapping[frozenset[str], Item]:
    """Return all items by the texts of their options."""
    items = [*course["before"]]
    items += [item for lesson in course["lessons"] for item in lesson["checks"]]
    items += [item for warning in course["warnings"] for item in warning["items"]]
    return {frozenset(option["text"] for option in item["options"]): item for item in items}


def knows(item: Item, shown: Sequence[str]) -> str:
    """Answer right, surely."""
    right = {option["text"] for option in item["options"] if option["right"]}
    return " ".join(str(number) for number, text in enumerate(shown, 1) if text in right) or "-"


def errs(item: Item, shown: Sequence[str]) -> str:
    """Answer wrong: another option, or the one line that is not so."""
    right = {
        number for number, text in enumerate(shown, 1) for o in item["options"] if o["text"] == text and o["right"]
    }
    if item["kind"] == "choose-one":
        return str(next(number for number in range(1, len(shown) + 1) if number not in right))
    return " ".join(map(str, sorted(right ^ {1}))) or "-"


class Talk:
    """A visit with the program running."""

    def __init__(self, course: Mapping[str, Any], process: "subprocess.Popen[str]") -> None:
        self._items = items_of(course)
        self._process = process
        self.heard: list[str] = []

    @property
    def code(self) -> str:
        """The code of the visit."""
        return next(found[1] for line in self.heard if (found := CODE.fullmatch(line)))

    def hear(self) -> list[str] | None:
        """Hear until the next prompt; return the choices before it, or None at the end."""
        choices: list[str] = []
        for line in _of(self._process.stdout):
            self.heard.append(line.rstrip("\n"))
            if line.startswith("> "):
                return choices
            if found := CHOICE.fullmatch(line.rstrip("\n")):
                choices.append(found[2])
                assert int(found[1]) == len(choices)
        return None

    def say(self, line: str) -> None:
        """Type a line."""
        into = _of(self._process.stdin)
        into.write(line + "\n")
        into.flush()

    def answer(self, choices: Sequence[str], patient: Patient) -> None:
        """Answer what stands before a prompt."""
        item = self._items.get(frozenset(choices))
        self.say(patient(item, choices) if item else "-" if choices else "")

    def to_the_end(self, patient: Patient) -> int:
        """Answer until the program ends; return its exit status."""
        while (choices := self.hear()) is not None:
            self.answer(choices, patient)
        return self._process.wait(timeout=20)

    def kill(self) -> None:
        """Kill the program at once."""
        self._process.kill()
        self._process.wait(timeout=20)


def _of(stream: IO[str] | None) -> IO[str]:
    assert stream is not None
    return stream


@contextmanager
def talking(course: Mapping[str, Any], *words: str) -> Iterator[Talk]:
    """Start a visit; it is killed if it is still running at the end."""
    command = [sys.executable, "-m", "glutatui", *words]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        try:
            yield Talk(course, process)
        finally:
            process.kill()


def content_flags(root: Path | None) -> list[str]:
    """Return the flags that choose a course."""
    return ["--content", str(root)] if root else []
