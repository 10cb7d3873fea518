"""Clients that a good host survives; ``attackers.py PORT USER KEY``, with a JSON object of counts on stdin.

``floods`` press keys as fast as they are let, ``typists`` as many as a visit takes, ``stopped`` clients read nothing
while their screens change, and ``storm`` connections at a time ask for a key exchange and hang up, over and over.
A process of its own, as this is work too. Says ``there`` once all of them attack, and what each kind did at the end.
"""

import asyncio
import json
import secrets
import struct
import sys
from collections import Counter
from collections.abc import Callable, Coroutine
from contextlib import suppress
from functools import partial

import asyncssh

PLACES = {"floods": "127.0.0.2", "typists": "127.0.0.3", "stopped": "127.0.0.4", "storm": "127.0.0.5"}
"""Where each kind comes from: the limits of one address would stop them together."""
KEYS = b"*\x1b[B*\x1b[A" * 1000
"""Other colours, which paint all of a screen, and moves."""
_TYPED = 960
"""Bytes a second that a visit just takes (`reader.Reader`)."""
_OPENING = b"SSH-2.0-storm\r\n"


def packed(payload: bytes) -> bytes:
    """Return an SSH packet as it is before keys are agreed on (RFC 4253, section 6)."""
    padding = 16 - (len(payload) + 5) % 8
    return struct.pack(">IB", len(payload) + padding + 1, padding) + payload + bytes(padding)


def _string(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


def offer() -> bytes:
    """Return what makes a server compute and sign a key exchange, and costs its sender nothing."""
    ciphers, macs = b"aes128-gcm@openssh.com", b"hmac-sha2-256-etm@openssh.com"
    lists = [b"curve25519-sha256", b"ssh-ed25519", ciphers, ciphers, macs, macs, b"none", b"none", b"", b""]
    begin = b"\x14" + secrets.token_bytes(16) + b"".join(map(_string, lists)) + bytes(5)
    return _OPENING + packed(begin) + packed(b"\x1e" + _string(secrets.token_bytes(32)))


class Attacker(asyncssh.SSHClientSession[bytes]):
    """One visit that is begun for harm."""

    def __init__(self, done: Counter[str], kind: str) -> None:
        self._done, self._kind = done, kind
        self.may = asyncio.Event()
        self.may.set()

    def connection_made(self, chan: asyncssh.SSHClientChannel[bytes]) -> None:
        """Read nothing, where that is the attack."""
        chan.set_write_buffer_limits(high=1)
        if self._kind == "stopped":
            chan.pause_reading()

    def data_received(self, data: bytes, datatype: int | None) -> None:  # noqa: ARG002
        """Count what came."""
        self._done[f"{self._kind} read"] += len(data)

    def pause_writing(self) -> None:
        """The host takes no more."""
        self.may.clear()

    def resume_writing(self) -> None:
        """It does again."""
        self.may.set()


def _same(attacker: Attacker) -> Attacker:
    return attacker


async def visit(door: tuple[int, str, str], kind: str, done: Counter[str], there: Callable[[], None]) -> None:
    """Begin a visit, and press keys without end; whoever is thrown out comes back."""
    window = 1024 if kind == "stopped" else 2**21
    first = True
    while True:
        with suppress(OSError, asyncssh.Error):
            async with asyncssh.connect(
                *("127.0.0.1", door[0]),
                local_addr=(PLACES[kind], 0),
                username=door[1],
                known_hosts=None,
                client_keys=[door[2]] if door[2] else None,
                config=None,
            ) as conn:
                attacker = Attacker(done, kind)
                chan, _ = await conn.create_session(
                    partial(_same, attacker),
                    term_type="xterm",
                    encoding=None,
                    window=window,
                    max_pktsize=1024,
                )
                chan.write(b"\r")
                done[f"{kind} visits"] += 1
                if first:
                    there()
                    first = False
                while not chan.is_closing():
                    await attacker.may.wait()
                    keys = KEYS if kind == "floods" else KEYS[: _TYPED // 10 // 8 * 8]
                    chan.write(keys)
                    done[f"{kind} sent"] += len(keys)
                    await asyncio.sleep(0 if kind == "floods" else 0.1)
        await asyncio.sleep(0.5)


async def storm(door: tuple[int, str, str], kind: str, done: Counter[str], there: Callable[[], None]) -> None:
    """Ask for a key exchange, hang up once it was answered or refused, and again."""
    there()
    asked = offer()
    while True:
        with suppress(OSError):
            reader, writer = await asyncio.open_connection("127.0.0.1", door[0], local_addr=(PLACES[kind], 0))
            writer.write(asked)
            data = await reader.read(100)
            if data.startswith(b"SSH-"):
                data += await reader.read(4096)
                done[f"{kind} exchanges"] += 1
            else:
                done[f"{kind} refused"] += 1
            writer.close()
        await asyncio.sleep(0.01)


async def attack(door: tuple[int, str, str], counts: dict[str, int]) -> Counter[str]:
    """Attack until stdin ends; return what was done."""
    done, here, loop = Counter[str](), asyncio.Semaphore(0), asyncio.get_running_loop()
    waves: list[asyncio.Task[None]] = []
    for kind, number in counts.items():
        wave: Callable[..., Coroutine[None, None, None]] = storm if kind == "storm" else visit
        waves += [loop.create_task(wave(door, kind, done, here.release)) for _ in range(number)]
    for _ in waves:
        await here.acquire()
    print("there", flush=True)  # noqa: T201  (to the test that started it)
    await loop.run_in_executor(None, sys.stdin.read)
    for task in waves:
        task.cancel()
    await asyncio.gather(*waves, return_exceptions=True)
    return done


if __name__ == "__main__":
    place = int(sys.argv[1]), sys.argv[2], sys.argv[3]
    print(json.dumps(asyncio.run(attack(place, json.loads(sys.stdin.readline())))))  # noqa: T201
