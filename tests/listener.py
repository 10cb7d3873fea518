"""Somebody who hears the line face at a real terminal, prompt by prompt, and types; knows nothing of how it works."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from glutatui.course import Course, Item, Option
from terminal import Terminal

_CHOICE = re.compile(r"[0-9]+\. (.*)")


@dataclass
class Listener:
    """What somebody has heard so far."""

    terminal: Terminal
    course: Course
    heard: list[str] = field(default_factory=list)
    """The lines up to each prompt, what was typed left in."""
    asked: list[str] = field(default_factory=list)
    """The questions that were answered, by id."""
    _read: int = 0

    def hears(self) -> list[str]:
        """Wait for the next prompt; return the lines up to it."""
        self.terminal.until(lambda: self._prompt() >= 0, "a prompt")
        end = self._prompt()
        said = bytes(self.terminal.raw[self._read : end]).decode().replace("\r", "").splitlines()
        self._read = end
        self.heard += said
        return said

    def _prompt(self) -> int:
        """Return where the next whole prompt line ends; negative where there is none yet."""
        found = re.search(rb"(?:^|\n)> [^\n]*\n", bytes(self.terminal.raw[self._read :]))
        return self._read + found.end() if found else -1

    def says(self, typed: str) -> None:
        """Type a line."""
        self.terminal.send(typed + "\r")

    def goes_on_to(self, last: str, right: Callable[[Item, Option], bool]) -> None:
        """Answer all that is asked, and go on until a prompt is heard that starts as the last one does.

        Args:
            last: How the prompt starts before which to stop.
            right: Whether an option of a question is chosen.
        """
        while not (said := self.hears())[-1].startswith(f"> {last}"):
            self.says(self._reply(said, right))

    def _reply(self, said: Sequence[str], right: Callable[[Item, Option], bool]) -> str:
        """Return what is typed after some lines: an answer, "none" to a list that is no question, or nothing."""
        choices = [found[1] for line in said if (found := _CHOICE.match(line))]
        if not choices:
            return ""
        words = " ".join(" ".join(said).split())
        asked = [
            item
            for item in self.course.items()
            if sorted(option.text["en"] for option in item.options) == sorted(choices)
            and " ".join(item.ask["en"].split()) in words
        ]
        if not asked:
            return "-"
        item = next((item for item in asked if item.id not in self.asked), asked[0])
        self.asked.append(item.id)
        chosen = {option.text["en"] for option in item.options if right(item, option)}
        return " ".join(str(n) for n, text in enumerate(choices, 1) if text in chosen) or "-"
