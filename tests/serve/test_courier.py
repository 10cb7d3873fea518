"""Who sees to it that there is always one who delivers; with a database in ``test_two_hosts.py``."""

import json
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from glutatui.errors import RecordsError
from glutatui.serve import courier
from glutatui.serve.courier import CALM, Courier
from glutatui.serve.log import Log
from glutatui.serve.service import Service
from serve.hosts import until


@contextmanager
def sent(deliver: Callable[[Callable[[], None]], None], place: Path) -> Iterator[Callable[[str], list[dict[str, Any]]]]:
    """Send a stander; give what returns the lines of its log of one kind, and in the end nobody is left."""
    with place.open("ab") as file:
        sender = Courier(cast("Service", SimpleNamespace(deliver=deliver, log=Log(file.fileno()))))
        sender.send()

    def told(event: str) -> list[dict[str, Any]]:
        return [line for line in map(json.loads, place.read_text().splitlines()) if line["event"] == event]

    try:
        yield told
    finally:
        pid = sender._pid  # noqa: SLF001  (a test kills what nobody else may know of)
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def hangs_at_first(place: Path) -> Callable[[Callable[[], None]], None]:
    """Return a way to deliver by which the first one is stopped; those after it live."""

    def deliver(alive: Callable[[], None]) -> None:
        if not place.exists():
            place.touch()
            os.kill(os.getpid(), signal.SIGSTOP)
        while True:
            alive()
            signal.sigtimedwait([], 0.05)

    return deliver


def test_one_that_is_stopped_is_replaced_and_one_that_lives_is_not(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The twin, which nobody watches, stays as it is."""
    monkeypatch.setattr(courier, "CALM", 0.1)
    with ExitStack() as stack:
        told = []
        for name, seconds in (("twin", None), ("watched", 0.5)):
            monkeypatch.setattr(courier, "HUNG", seconds)
            told.append(stack.enter_context(sent(hangs_at_first(tmp_path / name), tmp_path / f"{name}.log")))
        twin, watched = told
        until(lambda: len(watched("courier")) >= 2, "another one")
        until(lambda: twin("courier"), "the twin")
        (stopped,) = twin("courier")

        assert Path(f"/proc/{stopped['courier_pid']}/stat").read_text().rpartition(")")[2].split()[0] == "T"
        assert watched("courier-lost")[0]["hung"]
        assert not Path(f"/proc/{watched('courier')[0]['courier_pid']}").exists()


def test_what_ends_one_is_told(tmp_path: Path) -> None:
    def fail(_: object) -> None:
        raise RecordsError("journal-newer", path="somewhere")

    with sent(fail, tmp_path / "log") as told:
        until(lambda: told("courier-lost"), "its end")
        assert [line["why"] for line in told("courier-fault")] == ["journal-newer"]
        assert [line["hung"] for line in told("courier-lost")] == [False]


def test_standers_are_sent_with_calm() -> None:
    """The next one at once, but never two within five seconds of each other; none where nothing is delivered."""
    now = [100.0]
    nothing, told = os.open(os.devnull, os.O_WRONLY), []
    log = Log(nothing)
    log.listener = lambda name, _: told.append(name)

    def deliver(_: object) -> None:
        signal.pause()

    service = cast("Service", SimpleNamespace(deliver=deliver, log=log))
    sender = Courier(service, clock=lambda: now[0])
    pids = []

    def killed() -> None:
        pid = sender._pid  # noqa: SLF001  (a test kills what nobody else may know of)
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        assert not sender.lost(pid + 1)
        assert sender.lost(pid)
        pids.append(pid)

    sender.send()
    assert sender.patience() is None
    now[0] += 60
    killed()
    assert sender.patience() == 0.0
    sender.send()
    now[0] += 1
    killed()
    assert sender.patience() == CALM - 1
    sender.send()
    assert (sender.patience(), len(pids), told) == (CALM - 1, 2, ["stander-lost"] * 2)
    os.close(nothing)
    assert Courier(cast("Service", SimpleNamespace(deliver=None, log=log))).patience() is None
