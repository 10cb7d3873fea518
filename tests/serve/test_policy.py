"""The pure parts: limits, the log, what a terminal is, how a child ends."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glutatui.serve.endings import HOWS, STATUS, how_of
from glutatui.serve.limits import Bucket, Gate, Limits, Porch
from glutatui.serve.log import Log, Sources
from glutatui.serve.screens import told
from glutatui.serve.terms import account_for, profile_for


class Clock:
    """A clock that is turned by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_the_gate_keeps_to_its_numbers() -> None:
    gate = Gate(Limits(visits=3, per_source=2, burst=100), Clock())

    assert [gate.enter("a"), gate.enter("a"), gate.enter("a")] == [None, None, "source-full"]
    assert [gate.enter("b"), gate.enter("c")] == [None, "full"]
    gate.leave("a")
    assert gate.enter("c") is None
    gate.closed = True
    assert gate.enter("d") == "draining"
    assert gate.inside == 3


def test_starts_are_limited_in_the_long_run() -> None:
    clock = Clock()
    gate = Gate(Limits(visits=1000, per_source=1000, burst=2, starts=1), clock)

    assert [gate.enter("a") for _ in range(3)] == [None, None, "too-fast"]
    clock.now = 1
    assert [gate.enter("a") for _ in range(2)] == [None, "too-fast"]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), max_size=60))
def test_who_leaves_was_counted_in(steps: list[tuple[str, bool]]) -> None:
    gate, inside = Gate(Limits(visits=5, per_source=3, burst=1000), Clock()), list[str]()
    for address, comes in steps:
        if comes and gate.enter(address) is None:
            inside.append(address)
        elif not comes and address in inside:
            inside.remove(address)
            gate.leave(address)
        assert gate.inside == len(inside) <= 5
        assert all(inside.count(name) <= 3 for name in "abc")


def test_the_porch_has_room_for_few_from_one_address() -> None:
    porch = Porch(Limits(waiting=3, waiting_per_source=2), Clock())
    assert [porch.enter("a"), porch.enter("a"), porch.enter("a")] == [True, True, False]
    assert [porch.enter("b"), porch.enter("c")] == [True, False]
    porch.leave("a")
    assert porch.enter("c")


def test_connections_from_one_address_have_a_pace() -> None:
    """Each handshake costs processor time, whether or not it comes to an end."""
    clock = Clock()
    porch = Porch(Limits(burst=1, starts=1), clock)

    def knock(address: str) -> bool:
        if entered := porch.enter(address):
            porch.leave(address)
        return entered

    assert [knock("a"), knock("a"), knock("a"), knock("b")] == [True, True, False, True]
    clock.now = 1
    assert knock("a")


def test_a_debt_takes_time() -> None:
    clock = Clock()
    bucket = Bucket(10, 5, clock)
    assert bucket.owe(10) == 0
    assert bucket.owe(10) == 2
    clock.now = 2
    assert bucket.owe(0) == 0


@pytest.mark.parametrize(("sources", "shown"), [("full", "192.0.2.1"), ("none", "")])
def test_the_log_names_addresses_as_configured(sources: Sources, shown: str) -> None:
    assert Log(2, sources=sources).source("192.0.2.1") == shown


def test_a_hashed_address_is_the_same_for_one_start_only() -> None:
    first, second = Log(2), Log(2)
    assert first.source("192.0.2.1") == first.source("192.0.2.1") != second.source("192.0.2.1")
    assert "192" not in first.source("192.0.2.1") or len(first.source("192.0.2.1")) == 12


def test_a_line_of_the_log_is_one_line_whatever_it_holds(tmp_path: Path) -> None:
    place = tmp_path / "log"
    fd = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    log = Log(fd, clock=lambda: datetime(2026, 11, 22, tzinfo=UTC))
    log.tell("odd", user="a\nb\x1b[2J\u202e\x9b" + "x" * 9999, number=3)
    os.close(fd)
    log.tell("lost")  # nobody waits for it

    text = place.read_bytes()
    assert text.count(b"\n") == 1
    assert all(32 <= byte < 127 for byte in text[:-1])
    assert len(text) < 4096
    line = json.loads(text)
    assert line["event"] == "odd"
    assert line["at"] == "2026-11-22T00:00:00.000+00:00"


@pytest.mark.parametrize(
    ("term", "colours", "account"),
    [
        ("xterm-256color", "256", "learn"),
        ("dumb", "16", "plain"),
        ("", "16", "plain"),
        ("unheard-of", "16", "plain"),
        ("x\x1b]0;y\x07", "16", "learn"),
        ("x" * 100, "16", "learn"),
    ],
)
def test_a_terminal_is_what_it_may_be(term: str, colours: str, account: str) -> None:
    env = {"TERM": term}
    assert profile_for(env, (80, 24)).colours == colours
    assert account_for("learn", env) == account
    assert account_for("staff", env) == "staff"
    assert profile_for(env, (80, 0)).size is None


def test_how_a_child_ended_is_told_by_its_status() -> None:
    assert {how_of(STATUS[how] << 8) for how in STATUS} == set(STATUS)
    assert how_of(9) == "killed"
    assert how_of(24) == "cpu"
    assert how_of(1 << 8) == "crashed"
    assert set(STATUS) | {"cpu", "killed"} == set(HOWS)


@given(st.text(max_size=50))
def test_a_last_sentence_steers_nothing(sentence: str) -> None:
    assert all(32 <= byte < 127 for byte in told(sentence)[:-2])
