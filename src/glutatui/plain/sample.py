"""An author's pages and questions as lines, printed once from the first to the last."""

from collections.abc import Iterable
from typing import TextIO

from glutatui.course import Course, Lesson
from glutatui.plain.paper import BLANK, Paper
from glutatui.plain.reader import Reader
from glutatui.plain.telling import page_told, told
from glutatui.visit import Step


def print_sample(course: Course, steps: Iterable[Step], reading: Lesson | None, language: str, out: TextIO) -> None:
    """Print steps, or the pages of a reading, as the line face tells them."""
    reader, paper = Reader(course, language), Paper(out)
    for step in steps:
        paper.say(told(reader, step))
    for page in reading.pages if reading else ():
        paper.say([BLANK])
        paper.say(page_told(reader, page))
