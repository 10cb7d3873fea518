"""Many patients in one process: asyncssh clients on one event loop, each with a terminal that costs little."""

import asyncio
import re
import time
from typing import Final, Self

import asyncssh

from e2e.patient import CODE, english
from serve.ways import Way

_ROWS, _COLUMNS = 24, 80
_PIECE: Final = re.compile(r"\x1b\[([0-9;?]*)[ -/]*([@-~])|\x1b[^\[]|([\r\n])|([^\x1b\r\n]+)")
_BEGUN: Final = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*)?\Z")
_CLEARS: Final = {("2", "J"), ("?1049", "h"), ("?1049", "l")}
_UNSURE: Final = f"[ {english('not-sure')}"
"""The button that every question has."""
_AGAIN: Final = 10.0
"""Seconds after which a key that changed nothing is pressed again: it was meant for a screen that was not there yet."""


class Glass:
    """Just enough of a terminal for what the program draws: it moves, clears and writes."""

    def __init__(self) -> None:
        self._rest = ""
        self._row = self._column = 0
        self._clear()

    def _clear(self) -> None:
        self._cells = [[" "] * _COLUMNS for _ in range(_ROWS)]

    def feed(self, data: bytes) -> None:
        """Take what came, in any pieces."""
        text = self._rest + data.decode("utf-8", "surrogateescape")
        cut = _BEGUN.search(text)
        self._rest = text[cut.start() :] if cut else ""
        for numbers, kind, end, words in _PIECE.findall(text[: cut.start()] if cut else text):
            if words:
                self._write(words)
            elif end:
                self._row, self._column = (self._row + 1, self._column) if end == "\n" else (self._row, 0)
            elif kind == "H":
                row, _, column = numbers.partition(";")
                self._row, self._column = int(row or 1) - 1, int(column or 1) - 1
            elif kind == "C":
                self._column += int(numbers or 1)
            elif (numbers, kind) in _CLEARS:
                self._clear()

    def _write(self, words: str) -> None:
        if self._row < _ROWS:
            room = self._cells[self._row]
            room[self._column : self._column + len(words)] = words
            del room[_COLUMNS:]
            self._column += len(words)

    def rows(self) -> list[str]:
        """Return the screen."""
        return ["".join(cells) for cells in self._cells]

    def text(self) -> str:
        """Return the screen as running text."""
        return " ".join(" ".join(self.rows()).split())


class Seat(asyncssh.SSHClientSession[bytes]):
    """One patient who never knows an answer."""

    def __init__(self) -> None:
        self.glass = Glass()
        self.raw = bytearray()
        self.code = ""
        self.told: list[str] = []
        """Each screen that was seen when a key was pressed."""
        self.pressed = 0.0
        """When the last key was, in monotonic seconds."""
        self._came = asyncio.Event()
        self._chan: asyncssh.SSHClientChannel[bytes] | None = None

    @classmethod
    async def at(cls, conn: asyncssh.SSHClientConnection) -> Self:
        """Sit down at a terminal."""
        size = (_COLUMNS, _ROWS)
        _, seat = await conn.create_session(cls, term_type="xterm-256color", term_size=size, encoding=None)
        assert isinstance(seat, cls)
        return seat

    def connection_made(self, chan: asyncssh.SSHClientChannel[bytes]) -> None:
        """Keep the channel."""
        self._chan = chan

    def data_received(self, data: bytes, datatype: int | None) -> None:  # noqa: ARG002
        """Draw."""
        self.raw += data
        self.glass.feed(data)
        self._came.set()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        """Whoever waits sees that nothing comes any more."""
        self._came.set()

    async def shows(self, text: str) -> None:
        """Wait for words."""
        async with asyncio.timeout(60):
            while text not in self.glass.text():
                self._came.clear()
                await self._came.wait()

    async def press(self, key: str) -> None:
        """Press a key and wait for a screen that is another one."""
        before = self.glass.text()
        self.told.append(before)
        assert self._chan is not None
        self._chan.write(key.encode())
        self.pressed = time.monotonic()
        try:
            async with asyncio.timeout(_AGAIN):
                while self.glass.text() == before:
                    self._came.clear()
                    await self._came.wait()
        except TimeoutError:
            return

    async def tap(self, key: str) -> None:
        """Press a key, whatever comes of it; give it a moment."""
        assert self._chan is not None
        self._chan.write(key.encode())
        self.pressed = time.monotonic()
        await asyncio.sleep(0.05)

    async def more(self) -> None:
        """Wait until something else comes."""
        self._came.clear()
        await self._came.wait()

    async def awake(self) -> None:
        """Wait until something is on the screen: once it is wiped, the next welcome is on its way."""
        while not self.glass.text():
            await self.more()

    async def begin(self) -> None:
        """Begin a visit, up to its code."""
        welcome = english("welcome-quiz")
        await self.shows(welcome)
        async with asyncio.timeout(60):
            while welcome in self.glass.text():
                await self.press("\r")
            while not (found := CODE.search(self.raw.decode(errors="replace"))):
                self._came.clear()
                await self._came.wait()
        self.code = found[0]

    async def finish(self) -> None:
        """Go to the end, never sure, until the next patient's welcome stands there."""
        async with asyncio.timeout(60):
            while english("welcome-quiz") not in self.glass.text():
                if not self.glass.text():  # wiped: the next welcome is on its way
                    await self.shows(english("welcome-quiz"))
                    return
                await self.press("0" if _UNSURE in self.glass.text() else "\r")


async def crowd(way: Way, number: int) -> list[Seat]:
    """Lead so many patients through visits of which all have begun before any goes on; return what they saw."""
    all_here = asyncio.Barrier(number)

    async def one() -> Seat:
        keys = [str(way.key)] if way.key else None
        async with asyncssh.connect(
            "127.0.0.1",
            way.port,
            username=way.user,
            known_hosts=str(way.known),
            client_keys=keys,
            config=None,
            login_timeout=60,
        ) as conn:
            seat = await Seat.at(conn)
            await seat.begin()
            await all_here.wait()
            await seat.finish()
        return seat

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(one()) for _ in range(number)]
    return [task.result() for task in tasks]
