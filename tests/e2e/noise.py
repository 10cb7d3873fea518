"""Random keys and bytes in sequences of 200, as a cat, a child or an attacker types them."""

import random
import signal
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from e2e.patient import DOWN, ENTER, english
from e2e.warm import Warm, WarmTerminal
from glutatui.content import course_from_json
from glutatui.errors import RecordsError
from glutatui.records import SqliteJournal, verify
from glutatui.visit import replay
from terminal import Terminal

LENGTH = 200
"""Bytes of a sequence."""
AT_ONCE = 1800
"""Bytes that a program gets at once; 2,048 is what its budget has room for, and a few keys are typed beside."""
A_SECOND = 900
"""Bytes that it gets in each further second, of the 1,024 that its budget has room for."""
A_VISIT = 5000
AT_A_TIME = 10
_A_MOMENT = 0.05
"""Seconds between pieces at most: what comes faster is taken for a flood, of which only the last keys are answered."""

ALTERNATE = 1049
"""The mode of the alternate screen."""

_KEYS = [
    b"\r",
    b"\t",
    b" ",
    b"\x7f",
    b"\x1b",
    *(b"%d" % digit for digit in range(10)),
    b"t",
    b"s",
    b"d",
    b"?",
    b"q",
    b"r",
]
_NAMED = [
    b"\x1b[A",
    b"\x1b[B",
    b"\x1b[C",
    b"\x1b[D",
    b"\x1bOA",
    b"\x1bOP",
    b"\x1b[5~",
    b"\x1b[6~",
    b"\x1b[H",
    b"\x1b[15~",
]
_TEXT = ["é", "ñ", "漢", "😀", "\u202e", "\u200d", "\ufeff", "e\u0301" * 3]
_FRAGMENTS = [
    b"\xc3",
    b"\xe2\x96",
    b"\xf0\x9f\x98",
    b"\xc0\xaf",
    b"\xed\xa0\x80",
    b"\xff\xfe",
    b"\x80",
    b"\xf8\x88\x80\x80\x80",
]
_KITTY = ["97;1:3", "1114112;1", "97:65;2", "99999999999999;1", "57358", "97;;55296", "27;5:2", "13;1:1", "0;0"]
_REPORTS = [b"\x1b[?62;22c", b"\x1b[24;80R", b"\x1b[I", b"\x1b[O", b"\x1b[?1u", b"\x1b[?2048;1$y", b"\x1b[8;24;80t"]
_STRINGS = [b"]0;x", b"]52;c;Q0FO", b"]8;;x", b"P1$r0m", b"_Gi=1", b"^x", b"Xx"]
_SIZES = ["48;24;80;0;0", "48;0;0;0;0", "48;9;99999999;1;1", "48;-1;5;5;5", "48;24;80;600;800"]

_Chance = random.Random


def _mouse(chance: _Chance) -> bytes:
    button, column, row = chance.choice([0, 1, 2, 3, 32, 35, 64, 65, 255]), chance.randint(0, 99), chance.randint(0, 40)
    kind = chance.randrange(4)
    if kind == 0:
        return b"\x1b[M" + bytes([32 + button % 96, 33 + column, 33 + row])
    if kind == 1:
        return b"\x1b[%d;%d;%dM" % (button + 32, column, row)
    end = chance.choice([b"M", b"m"])
    return b"\x1b[<%d;%d;%d%s" % (button, chance.choice([column, 99999]), row, end)


def _paste(chance: _Chance) -> bytes:
    text = chance.choice([b"1", b"\r\r", b"q2", chance.randbytes(20), b"x" * 60])
    return b"\x1b[200~" + text + chance.choice([b"\x1b[201~", b"\x1b[201~", b""])


FAMILIES: Sequence[Callable[[_Chance], bytes]] = (
    lambda chance: chance.choice(_KEYS),
    lambda chance: chance.choice(_KEYS),
    lambda chance: chance.choice(_NAMED),
    lambda chance: b"\x1b[1;%d%c" % (chance.randint(0, 99), chance.choice(b"ABCDHFPQ")),
    lambda chance: chance.choice(_TEXT).encode(),
    lambda chance: chance.choice(_FRAGMENTS),
    lambda chance: b"\x1b[%su" % chance.choice(_KITTY).encode(),
    _mouse,
    _paste,
    lambda chance: b"\x1b[%st" % chance.choice(_SIZES).encode(),
    lambda chance: chance.choice(_REPORTS),
    lambda chance: b"\x1b" + chance.choice(_STRINGS) + chance.choice([b"\x07", b"\x1b\\", b"\x9c", b""]),
    lambda chance: b"\x1b" + chance.randbytes(1),
    lambda chance: b"\x1b[" + chance.randbytes(3),
    lambda chance: b"\x1b[" + b"1" * chance.choice([3, 70]),
    lambda chance: bytes([chance.randrange(32)]),
    lambda chance: bytes([chance.randrange(0x80, 0xA0)]),
    lambda chance: chance.randbytes(chance.randint(1, 8)),
)
"""What a sequence is made of, each as likely as the others."""


def sequence(chance: _Chance) -> bytes:
    """Return one sequence."""
    found = b""
    while len(found) < LENGTH:
        found += chance.choice(FAMILIES)(chance)
    return found[:LENGTH]


@dataclass
class Noise:
    """What came of it."""

    passed: int = 0
    """Bytes for which the input budget of the program had room, as it counted them itself."""
    visits: int = 0
    ended: int = 0
    """Visits in which the noise happened to be somebody who stops or finishes."""
    memory: float = 0.0
    """The highest resident size of any process, in MB."""
    crashed: list[str] = field(default_factory=list)
    deaf: list[str] = field(default_factory=list)
    """Programs that did not draw or answer afterwards, with the noise."""
    corrupt: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """Return the counts as one line."""
        return (
            f"noise on terminals: {self.passed} bytes passed the budget, {self.visits} visits, {self.ended} ended "
            f"politely, {len(self.crashed)} crashed, {len(self.deaf)} deaf, {len(self.corrupt)} corrupt, "
            f"{self.memory:.0f} MB at most"
        )

    def add(self, other: "Noise") -> None:
        """Count what came of another one too."""
        self.passed, self.visits, self.ended = (
            self.passed + other.passed,
            self.visits + other.visits,
            self.ended + other.ended,
        )
        self.memory = max(self.memory, other.memory)
        self.crashed += other.crashed
        self.deaf += other.deaf
        self.corrupt += other.corrupt


def make_noise(warm: Warm, journal: Path, seed: int, amount: int) -> Noise:
    """Type so many bytes into visits at terminals, several at a time; look all the while whether they still draw."""
    noise = Noise()
    with ThreadPoolExecutor(AT_A_TIME) as crowd:
        for found in crowd.map(
            lambda number: _visits(warm, journal, random.Random(f"{seed}/{number}"), amount // AT_A_TIME),  # noqa: S311
            range(AT_A_TIME),
        ):
            noise.add(found)
    _judge(journal, noise)
    return noise


def _visits(warm: Warm, journal: Path, chance: _Chance, amount: int) -> Noise:
    """Make noise in one visit after another until so many bytes have passed, or something went wrong."""
    noise = Noise()
    while noise.passed < amount and not noise.crashed + noise.deaf:
        mode = chance.choice([["learn"], ["quiz"], ["quiz", "--kiosk"]])
        with WarmTerminal(warm, [*mode, "--records", journal]) as terminal:
            terminal.shows(english("welcome-privacy"))
            if chance.random() < 3 / 4:
                terminal.send("1")
                terminal.shows(english("hint-next"))
            if chance.random() < 1 / 2:
                terminal.send(ENTER + DOWN)
            noise.visits += 1
            _into(terminal, chance, noise, min(A_VISIT, amount - noise.passed))
    return noise


def _into(terminal: WarmTerminal, chance: _Chance, noise: Noise, amount: int) -> None:
    """Make noise in one visit, as fast as none of it is dropped, until it ends."""
    typed, begun, latest = 0, time.monotonic(), b""
    while typed < amount and _stays(terminal):
        terminal.quiet(max(0.0, (typed + LENGTH - AT_ONCE) / A_SECOND - (time.monotonic() - begun)))
        latest = sequence(chance)
        for start in range(0, LENGTH, pieces := chance.choice([20, 50, LENGTH])):
            terminal.send(latest[start : start + pieces])
            terminal.read(_A_MOMENT)
        typed += LENGTH
        before = len(terminal.raw)
        terminal.resize(81 + typed // LENGTH, 24)  # a size it never had, so that it has to draw
        terminal.holds(lambda: len(terminal.raw) > before)  # noqa: B023  (used within the round)
        if len(terminal.raw) == before and _stays(terminal):
            noise.deaf.append(repr(latest))
            return
    if _stays(terminal):
        noise.memory = max(noise.memory, terminal.memory())
        if not _answers(terminal):
            noise.deaf.append(repr(latest))
    if _stays(terminal):
        terminal.kill(signal.SIGTERM)
    else:
        noise.ended += 1
    if terminal.ends() != 0 or b"Traceback" in terminal.raw or english("sorry") in terminal.text():
        noise.crashed.append(f"{terminal.process.returncode}: {terminal.text()} after {latest!r}")
    noise.passed += terminal.passed


def _stays(terminal: Terminal) -> bool:
    """Tell whether the program goes on; one that has left the alternate screen is on its way out."""
    terminal.settle()
    return terminal.process.poll() is None and ALTERNATE in terminal.display.private_modes


def _answers(terminal: Terminal) -> bool:
    """Type as somebody who is not heard, until the screen changes or the program ends."""
    for key in ("d", "\x1b", "?", "d", DOWN) * 4:
        before = terminal.rows(), len(terminal.raw)
        terminal.send(key)
        if terminal.holds(lambda: len(terminal.raw) > before[1], 0.5) or not _stays(terminal):  # noqa: B023
            return True
    return False


def _judge(journal: Path, noise: Noise) -> None:
    """Look whether the journal is whole and every visit in it can be taken up."""
    noise.corrupt += [str(problem) for problem in verify(journal).problems]
    with closing(SqliteJournal.open(journal)) as records:
        for visit in records.visits():
            events = records.replay(visit)
            try:
                replay(course_from_json(records.course(str(events[0].data["course"]))), events)
            except (RecordsError, IndexError) as error:
                noise.corrupt.append(f"{visit}: {error}")
