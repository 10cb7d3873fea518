"""Messages between processes: what is sent arrives, and nothing else is taken for one."""

import json
import os
import socket
import struct
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glutatui.serve import wire
from glutatui.serve.wire import Attach, Drain, Inbox, Message, Ping, Resize, Start, WireError

START = Start(1, "learn", 80, 24, "256", "utf-8", "en", 120, 5400, "somewhere", "serve-again")


def frame(body: object) -> bytes:
    text = body if isinstance(body, bytes) else json.dumps(body).encode()
    return struct.pack("!I", len(text)) + text


@pytest.mark.parametrize("message", [START, Resize(0, 65535), Ping(7), Drain(0), Attach("quiz", 1, 2, "", lang="de")])
def test_a_message_comes_back_as_it_was(message: Message) -> None:
    assert wire.decode(wire.encode(message)) == message


def test_descriptors_come_with_their_message() -> None:
    near, far = wire.pair()
    out, into = os.pipe()
    with near, far:
        assert wire.send(near, START, [out, into])
        assert wire.send(near, Ping(1))
        got = wire.receive(far)
        assert got is not None
        message, fds = got
        assert message == START
        os.write(fds[1], b"x")
        assert os.read(fds[0], 1) == b"x"
        assert wire.receive(far) == (Ping(1), [])
        wire.close([out, into, *fds])


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"nonsense",
        b"\xff\xfe",
        [],
        "start",
        {},
        {"is": "nothing"},
        {"is": ["start"]},
        {"is": "ping"},
        {"is": "ping", "number": -1},
        {"is": "ping", "number": True},
        {"is": "ping", "number": 1.5},
        {"is": "ping", "number": 2**40},
        {"is": "ping", "number": 1, "more": 2},
        {"is": "resize", "columns": "80", "rows": 24},
        {"is": "attach", "account": "root", "columns": 1, "rows": 1, "source": ""},
        {"is": "attach", "account": "learn", "columns": 1, "rows": 1, "source": "x" * 2000},
        b"[" * 4000,
    ],
)
def test_what_is_no_message_is_refused(body: object) -> None:
    with pytest.raises(WireError):
        wire.decode(frame(body))


@given(st.binary(max_size=200))
def test_any_bytes_are_a_message_or_an_error(data: bytes) -> None:
    try:
        wire.decode(data)
    except WireError:
        return


@given(st.lists(st.integers(0, 99), max_size=5), st.data())
def test_a_stream_may_break_anywhere(numbers: list[int], data: st.DataObject) -> None:
    stream = b"".join(wire.encode(Ping(number)) for number in numbers)
    inbox, found, at = Inbox(), list[Message](), 0
    while at < len(stream):
        size = data.draw(st.integers(1, len(stream) - at))
        found += inbox.feed(stream[at : at + size])
        at += size
    assert found == [Ping(number) for number in numbers]


def test_a_stream_that_promises_too_much_is_refused_at_once() -> None:
    with pytest.raises(WireError):
        Inbox().feed(struct.pack("!I", wire.LARGEST))


def test_too_many_descriptors_are_refused_and_none_stays_open() -> None:
    near, far = wire.pair()
    with near, far:
        ends = [fd for _ in range(4) for fd in os.pipe()]
        before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208  (no Path while counting)
        socket.send_fds(near, [wire.encode(Ping(1))], ends)
        with pytest.raises(WireError):
            wire.receive(far)
        assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208
        wire.close(ends)


def test_the_other_end_may_be_gone() -> None:
    near, far = wire.pair()
    with near:
        far.close()
        assert not wire.send(near, Ping(1))
        assert wire.receive(near) is None


def test_no_message_can_be_larger_than_what_is_read_at_once() -> None:
    texts = {field.name: "x" * 64 for field in fields(Attach) if field.type is str}
    assert len(wire.encode(Attach("learn", 2**31 - 1, 2**31 - 1, **texts))) < wire.LARGEST
