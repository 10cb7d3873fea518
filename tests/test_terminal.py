"""The emulator that tests look through shows what pyte shows, of which it is a quicker form."""

import random

import pyte

from terminal import Display

PARTS = [
    *("a", "b", " ", "─", "é", "漢", "\u0301", "😀", "\u200d", "qqq", "x" * 30, "Hello there, "),
    *("\x1b[31m", "\x1b[0m", "\x1b[7m", "\x1b[5;70H", "\x1b[H", "\r\n", "\x1b[K", "\x1b(0", "\x1b(B"),
    *("\x1b[4h", "\x1b[4l", "\x1b[?7l", "\x1b[?7h"),
]


def test_random_output_looks_as_in_pyte() -> None:
    chance = random.Random(1)  # noqa: S311  (noise, no secret)
    for _ in range(300):
        output = "".join(chance.choices(PARTS, k=80))
        theirs, ours = pyte.Screen(40, 6), Display(40, 6)
        pyte.Stream(theirs).feed(output)
        pyte.Stream(ours).feed(output)
        cells = [[screen.buffer[row][column] for row in range(6) for column in range(40)] for screen in (theirs, ours)]
        assert cells[0] == cells[1], repr(output)
        assert (theirs.cursor.x, theirs.cursor.y) == (ours.cursor.x, ours.cursor.y)
