"""What a visit over SSH costs in counts that no machine changes: bytes, memory, and what a thin line makes of it."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from time import monotonic
from typing import Self

import asyncssh
import pyte
import pytest

from e2e.patient import english
from serve.conftest import Start
from serve.hosts import PATIENCE, Host
from serve.test_metrics import asked
from serve.test_twins import FAULTY

WELCOME = english("welcome-question")
FIRST = 6_000
"""Bytes of the first frame (serving.md, section 6)."""
A_PAGE = 5.0
"""Seconds in which a page arrives on a thin line."""
SPEED, DELAY = 9600 / 8, 0.15
"""Bytes a second, and seconds one way."""


class Client(asyncssh.SSHClientSession[bytes]):
    """A terminal on which everything is counted."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.raw = bytearray()
        self.screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self.screen)
        self.came = asyncio.Event()
        self.chan: asyncssh.SSHClientChannel[bytes] | None = None

    def data_received(self, data: bytes, datatype: int | None) -> None:  # noqa: ARG002
        self.raw += data
        self._stream.feed(data)
        self.came.set()

    def type(self, keys: bytes) -> None:
        assert self.chan is not None
        self.chan.write(keys)

    @property
    def text(self) -> str:
        """The screen as running text."""
        return " ".join(" ".join(self.screen.display).split())

    async def until(self, holds: Callable[[], bool], seconds: float = PATIENCE) -> bool:
        """Wait for what is to be seen; tell whether it was in time."""
        end = monotonic() + seconds
        while not holds():
            self.came.clear()
            try:
                await asyncio.wait_for(self.came.wait(), end - monotonic())
            except TimeoutError:
                return holds()
        return True

    async def shows(self, text: str) -> None:
        assert await self.until(lambda: text in self.text), f"{text!r} not in {self.text!r}"

    async def quiet(self, seconds: float) -> int:
        """Return how many bytes come within some seconds."""
        before = len(self.raw)
        await self.until(lambda: False, seconds)
        return len(self.raw) - before


@asynccontextmanager
async def client_of(port: int, size: tuple[int, int] = (80, 24), term: str = "xterm-256color") -> AsyncIterator[Client]:
    """Be connected."""
    client = Client(size)
    async with asyncssh.connect("127.0.0.1", port, username="learn", known_hosts=None, config=None) as conn:
        client.chan, _ = await conn.create_session(lambda: client, term_type=term, term_size=size, encoding=None)
        yield client


async def test_the_first_frame_is_sent_once(usual: Host) -> None:
    """The front door shows it; the visit's process, which draws the same, sends nothing."""
    for size in ((80, 24), (97, 31), (97, 31), (240, 100)):
        drawn = len(usual.log("drawn"))
        async with client_of(usual.port, size) as client:
            await client.shows(WELCOME)
            await asyncio.to_thread(usual.logs, "drawn", drawn + 1)
            assert await client.quiet(0.2) == 0, size
            assert client.raw.count(b"\x1b[?1049h") == 1
            assert len(client.raw) <= FIRST or size == (240, 100)
            client.type(b"?")
            await client.shows(english("help-title"))


async def test_the_first_frame_is_sent_once_where_colours_are_few(usual: Host) -> None:
    """Nothing is drawn before the process knows the size: it sends what the front door sends the next time."""
    lengths = set()
    for _ in range(2):
        drawn = len(usual.log("drawn"))
        async with client_of(usual.port, (97, 33), "xterm") as client:
            await asyncio.to_thread(usual.logs, "drawn", drawn + 1)
            await client.shows(WELCOME)
            while await client.quiet(0.2):
                pass
            assert client.raw.count(b"\x1b[?1049h") == 1
            lengths.add(len(client.raw))
    assert len(lengths) == 1


async def test_a_patient_need_not_wait_for_a_process_to_see_something(usual: Host) -> None:
    """With the zygote stopped no visit can begin: the twin, whose size nobody has drawn for, sees nothing."""
    os.kill(usual.zygote, signal.SIGSTOP)
    try:
        async with client_of(usual.port) as client, client_of(usual.port, (91, 27)) as twin:
            await client.shows(WELCOME)
            assert not await twin.until(lambda: WELCOME in twin.text, 0.3)
            client.type(b"?")
            os.kill(usual.zygote, signal.SIGCONT)
            await client.shows(english("help-title"))
            await twin.shows(WELCOME)
    finally:
        os.kill(usual.zygote, signal.SIGCONT)


_HASH = """
import sys
from glutatui.records.codes import hashed
from glutatui.serve.packing import pack
held = bytes(16_000_000)
del held  # glibc takes that for a sign that large pieces are usual
if sys.argv[1] == "packed":
    assert pack() > 0
def dirty():
    text = open("/proc/self/smaps_rollup").read()
    return int(text.partition("Private_Dirty:")[2].split()[0])
blocker = bytes(100_000)
before = dirty()
hashed("ABC-234", bytes(16))
print(dirty() - before)
"""


@pytest.mark.skipif(
    not hasattr(os, "confstr") or "glibc" not in (os.confstr("CS_GNU_LIBC_VERSION") or ""), reason="glibc"
)
def test_the_memory_of_a_codes_hash_is_given_back() -> None:
    """4 MB of each visit's 10 otherwise."""
    kept = {
        how: int(subprocess.check_output([sys.executable, "-c", _HASH, how], text=True)) for how in ("packed", "loose")
    }
    assert kept["packed"] < 1000
    assert kept["loose"] > 3000, "nothing to be gained: the packing can go"


def test_the_front_door_searches_little_for_garbage(start: Start) -> None:
    """The twin is what it spares: to search all of that stopped everybody's keys for 0.15 s and more."""
    host = start(program=(FAULTY, "counted"))
    with host.ssh() as terminal:
        terminal.shows(WELCOME)
        asked(host.data / "health.sock", b"GET /healthz HTTP/1.0\r\n\r\n")
        (line,) = host.logs("objects")
    assert line["searched"] < line["spared"] / 4
    assert line["spared"] > 30_000, "nothing to be gained: the sparing can go"


class ThinLine:
    """A proxy that lets so many bytes a second through, and each some time later."""

    def __init__(self, port: int) -> None:
        self._far = port
        self.thin = False
        self.down = 0
        """Bytes to the client so far."""
        self._tasks: set[asyncio.Task[None]] = set()
        self._writers: list[asyncio.StreamWriter] = []

    async def __aenter__(self) -> Self:
        """Listen."""
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port: int = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        """Cut all lines."""
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for writer in self._writers:
            writer.close()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._far)
        self._writers += [writer, far_writer]
        for ways in ((reader, far_writer, False), (far_reader, writer, True)):
            task = asyncio.create_task(self._carry(*ways))
            self._tasks.add(task)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, down: bool) -> None:  # noqa: FBT001
        waiting: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        out = asyncio.create_task(self._deliver(waiting, writer))
        self._tasks.add(out)
        free = 0.0
        while data := await reader.read(4096):
            self.down += len(data) if down else 0
            now = monotonic()
            free = max(free, now) + len(data) / SPEED if self.thin else now
            await waiting.put((free + DELAY if self.thin else now, data))
        writer.close()

    async def _deliver(self, waiting: "asyncio.Queue[tuple[float, bytes]]", writer: asyncio.StreamWriter) -> None:
        while True:
            when, data = await waiting.get()
            await asyncio.sleep(max(0.0, when - monotonic()))
            writer.write(data)


async def test_a_thin_line_is_enough(usual: Host) -> None:
    """9.6 kbit/s and 300 ms there and back; only the handshake is spared that, as it is asyncssh's."""
    async with ThinLine(usual.port) as line, client_of(line.port) as client:
        await client.shows(WELCOME)
        line.thin = True

        for key, shown in ((b"?", english("help-title")), (b"\x1b", WELCOME), (b"3", english("resume-title"))):
            client.type(key)
            assert await client.until(lambda shown=shown: shown in client.text, A_PAGE), client.text  # type: ignore[misc]
        before = len(client.raw)
        for sign in b"QWE456":
            client.type(bytes([sign]))
        assert await client.until(lambda: "Q W E - 4 5 6" in client.text, A_PAGE), client.text
        assert len(client.raw) - before < 6 * 260, "six keys draw six signs and two hints, not six screens"
        sent = line.down
        assert await client.quiet(0.5) == 0
        assert line.down == sent, "nothing is sent while nobody does anything"
