"""Patients at a host of which one part after another is killed; they trust what they saw, and so does the count."""

import asyncio
import os
import random
import select
import signal
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field

import asyncssh

from e2e.patient import english
from glutatui.records import SqliteJournal, verify
from glutatui.records.postgres import PostgresJournal
from hazards.workers import connection
from records.servers import Server
from serve.crowd import Seat
from serve.hosts import Host, until
from serve.ways import Way

_ACKNOWLEDGED = english("unsure-title")
_UNSURE = f"[ {english('not-sure')}"
_LONGEST = 2.0
"""Seconds that a kill waits for an answer at most."""
_PAUSE = 0.03
"""Seconds after it within which the kill falls; a key takes 3 to 20 ms to be kept and painted."""


async def _answer(seat: Seat, say: Callable[[str, int], None]) -> None:
    """Go through visits; say the code and how many answers of it were acknowledged, as soon as that is seen."""
    while True:
        seat.raw.clear()
        await seat.begin()
        answers = 0
        while english("welcome-quiz") not in seat.glass.text():
            asked = _UNSURE in seat.glass.text()
            await seat.press("0" if asked else "\r")
            if asked and _ACKNOWLEDGED in seat.glass.text():
                answers += 1
                say(seat.code, answers)
            await seat.awake()


async def _patient(way: Way, say: Callable[[str, int], None]) -> None:
    """Answer for ever; come back whenever the line is cut."""
    while True:
        with suppress(OSError, asyncssh.Error, TimeoutError):
            async with asyncssh.connect(**connection(way)) as conn:
                seat = await Seat.at(conn)
                playing = asyncio.ensure_future(_answer(seat, say))
                cut = asyncio.ensure_future(conn.wait_closed())
                await asyncio.wait({playing, cut}, return_when=asyncio.FIRST_COMPLETED)
                playing.cancel()
        await asyncio.sleep(0.1)


class Patient:
    """One patient's client, a process of its own."""

    def __init__(self, way: Way) -> None:
        """Begin."""
        self._heard, said = os.pipe()
        os.set_blocking(self._heard, False)
        self.pid = os.fork()
        if self.pid == 0:
            try:
                asyncio.run(_patient(way, lambda code, number: _said(said, code, number)))
            except BaseException:  # noqa: BLE001  (a forked process must not go on with the tests)
                traceback.print_exc()
            finally:
                os._exit(1)
        os.close(said)
        self.told = b""

    def kill(self) -> dict[str, int]:
        """Kill it; return how many answers were acknowledged, by code."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        self.listen()
        os.close(self._heard)
        lines = [line.split() for line in self.told.decode().split("\n")[:-1]]
        return {code: int(number) for code, number in lines}

    def listen(self) -> None:
        """Take what was said."""
        with suppress(BlockingIOError):
            while data := os.read(self._heard, 65536):
                self.told += data


def _said(to: int, code: str, number: int) -> None:
    os.write(to, f"{code} {number}\n".encode())


@dataclass
class Tally:
    """What came of a hunt."""

    kills: Counter[str] = field(default_factory=Counter)
    answers: int = 0
    """Acknowledged."""
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    """Visits of which the shared journal has something else than the host's own."""

    def __str__(self) -> str:
        """Return the counts as one line, of one form whatever was killed."""
        kinds = ", ".join(f"{self.kills[kind]} of {kind}" for kind in ("child", "client", "sshd", "host", "database"))
        total = sum(self.kills.values())
        return (
            f"kills at a host with OpenSSH and a database: {total} tried, {kinds}, {self.kills['courier']} of courier, "
            f"{self.answers} answers acknowledged, {len(self.lost)} lost, {len(self.doubled)} doubled or missing"
        )


class Hunt:
    """Kills parts of a host while patients answer."""

    def __init__(
        self, start: Callable[..., Host], host: Host, ways: Sequence[Way], database: tuple[Server, str] | None
    ) -> None:
        """Let patients in.

        Args:
            start: Starts the host again, in its folder and at its port.
            host: The host.
            ways: Its doors; each patient has one.
            database: The server that it delivers to, and the URL.
        """
        self._start, self.host, self._database = start, host, database
        self._port = host.port
        self._ways = ways
        self._patients = [Patient(way) for way in ways]
        self._acknowledged: dict[str, int] = {}
        self.tally = Tally()

    def kill(self, victim: str, chance: random.Random) -> None:
        """Kill one at a random moment after somebody has answered, and have it replaced."""
        before, end = self._told(), time.monotonic() + _LONGEST
        while self._told() == before and time.monotonic() < end:
            select.select([], [], [], 0.005)
        select.select([], [], [], chance.random() * _PAUSE)
        kinds = {
            "child": self._child,
            "client": self._client,
            "sshd": self._sshd,
            "courier": self._courier,
            "database": self._server,
            "host": self._all,
        }
        self.tally.kills[victim] += kinds[victim](chance)

    def _told(self) -> int:
        for patient in self._patients:
            patient.listen()
        return sum(len(patient.told) for patient in self._patients)

    def _child(self, chance: random.Random) -> bool:
        until(
            lambda: (living := self._living()) and _killed(chance.choice(living)),
            f"a visit of {len(self._patients)} patients at {self.host.folder}",
        )
        return True

    def _living(self) -> list[int]:
        """Return the visits that are there; the number of one that died may be that of any other process by now."""
        over = {line["visit_pid"] for line in self.host.log("visit-over")}
        begun = {line["visit_pid"] for line in self.host.log("visit")}
        return sorted((begun - over) & self.host.processes())

    def _sshd(self, chance: random.Random) -> bool:
        servers = [pid for way in self._ways if way.sshd for pid in way.sshd.servers()]
        return bool(servers) and _killed(chance.choice(servers))

    def _courier(self, _: random.Random) -> bool:
        pid = int(self.host.logs("courier")[-1]["courier_pid"])
        return pid in self.host.processes() and _killed(pid)

    def _client(self, chance: random.Random) -> bool:
        number = chance.randrange(len(self._patients))
        self._take(self._patients[number])
        self._patients[number] = Patient(self._ways[number])
        return True

    def _take(self, patient: Patient) -> None:
        for code, number in patient.kill().items():
            self._acknowledged[code] = max(number, self._acknowledged.get(code, 0))

    def _all(self, chance: random.Random) -> bool:
        os.kill(chance.choice([self.host.zygote, self.host.front]), signal.SIGKILL)
        until(lambda: not self.host.processes(), "the end of all processes")
        self.host = self._start(self.host, self._port)
        assert self.host.ready, f"the host did not start again: {self.host.folder}"
        return True

    def _server(self, chance: random.Random) -> bool:
        assert self._database
        self._database[0].kill()
        select.select([], [], [], chance.random() * _PAUSE)
        self._database[0].start()
        return True

    def close(self) -> None:
        """Leave nothing."""
        for patient in self._patients:
            with suppress(ProcessLookupError, ChildProcessError):
                patient.kill()
        self.host.end()

    def end(self) -> Tally:
        """Let nobody in any more, wait until all is delivered, and count."""
        while self._patients:
            self._take(self._patients.pop())
        until(lambda: self.host.inside() == 0, "an empty house")
        path = self.host.data / "journal.sqlite"
        assert verify(path).whole
        with closing(SqliteJournal.open(path)) as own:
            for code, number in self._acknowledged.items():
                self._count(own, code, number)
            if self._database:
                self._compare(own, self._database[1])
        return self.tally

    def _count(self, own: SqliteJournal, code: str, number: int) -> None:
        kept = [event for event in own.replay(own.find(code)) if event.kind == "answered"]
        self.tally.answers += number
        if len(kept) < number:
            self.tally.lost.append(f"{code}: {number} acknowledged, {len(kept)} kept")

    def _compare(self, own: SqliteJournal, url: str) -> None:
        with closing(PostgresJournal.open(url)) as shared:
            until(lambda: shared.count() >= own.count(), "all of it in the database", 90)
            for visit in own.visits():
                if own.replay(visit) and own.replay(visit) != shared.replay(visit):
                    self.tally.doubled.append(visit)
            if shared.count() != own.count():
                self.tally.doubled.append(f"{shared.count()} events for {own.count()}")


def _killed(pid: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
        return True
    return False
