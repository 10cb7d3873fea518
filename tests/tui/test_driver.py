"""The driver on a real pty: what kills, floods or fools a stock Textual program does not ours.

A test ``..._stock`` is the twin in which the defence is off and the attack succeeds.
"""

import os
import random
import select
import signal
import subprocess
import termios
import time

import pytest
from textual import events
from textual._xterm_parser import XTermParser

from tui.ptys import Child

KILLERS = {
    "latin-1": b"caf\xe9 ",
    "codepoint": b"\x1b[1114112;1u",
    "kitty report": b"\x1b[97;1:3u",
    "kitty alternate": b"\x1b[97:65;2u",
    "huge key": b"\x1b[99999999999999;1u",
    "zero pixels": b"\x1b[48;24;80;0;0t\x1b[<0;5;5M",
    "zero size": b"\x1b[48;0;0;0;0t\x1b[<0;5;5M",
}


def test_survives_every_killer() -> None:
    with Child("kiosk", "--unscrubbed") as child:
        child.started()
        for killer in KILLERS.values():
            child.send(killer)
            child.answers()
        assert child.screen.columns == 80
        child.send(b"\x1b[<0;7;5M\x1b[<0;7;5m")
        child.shows("last=click@6,4;")  # a typed size does not bend the coordinates


@pytest.mark.parametrize("killer", ["latin-1", "codepoint", "kitty report", "zero pixels"])
def test_killers_stock(killer: str) -> None:
    with Child("stock") as child:
        child.started().send(KILLERS[killer])
        child.until(lambda: child.process.poll() is not None or "Traceback" in child.raw.decode("utf-8", "replace"))


@pytest.mark.parametrize("seed", range(3))
def test_survives_random_bytes(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    pieces = [b"\x1b", b"\x1b[", b"\x1b[200~", b"\x1b[<", b"\x1bP", b";", b"9", b"M", b"u", b"\xff", b"\x9b"]
    with Child("kiosk") as child:
        child.started()
        for _ in range(12):
            noise = b"".join(
                chance.choice(pieces) if chance.random() < 0.5 else chance.randbytes(1) for _ in range(400)
            )
            child.send(noise.replace(b"x", b"y"))  # x is the key that crashes the test program
            child.read(0.02)
        child.answers()


@pytest.mark.parametrize(
    ("flood", "times"),
    [
        pytest.param(b"k" * 1000, 400, id="keys"),
        pytest.param(b"\x1b[A" * 300, 400, id="arrows"),
        pytest.param(b"\x1b[<35;10;10M" * 100, 400, id="moves"),
        pytest.param(b"\x1b[<0;10;10M\x1b[<0;10;10m" * 50, 400, id="clicks"),
        pytest.param(b"\x1b[200~" + b"p" * 4000, 1000, id="pastes that never end"),
    ],
)
def test_a_flood_costs_neither_memory_nor_the_next_patient(flood: bytes, times: int) -> None:
    with Child("kiosk") as child:
        child.started()
        for _ in range(times):
            child.send(flood)
        child.answers()
        assert child.memory() < 80


def test_a_slow_stream_of_keys_is_not_hoarded() -> None:
    """Below the byte budget but above what the app can draw: events wait, then are dropped."""
    with Child("kiosk") as child:
        child.started()
        before = child.memory()
        for _ in range(300):
            child.send(b"kkkkkkkkkk")
            child.read(0.01)
        child.answers()
        assert child.memory() - before < 5


def test_keys_are_swallowed_for_ever_after_an_open_paste_stock() -> None:
    parser = XTermParser()
    assert [event for text in ("\x1b[200~", "typed", "more") for event in parser.feed(text)] == []


def test_a_typed_size_is_believed_stock() -> None:
    (resize,) = XTermParser().feed("\x1b[48;9;99999999;1;1t")
    assert isinstance(resize, events.Resize)
    assert resize.size.width == 99999999


def test_a_paste_is_cut_and_carries_no_control_characters() -> None:
    with Child("kiosk") as child:
        child.started().send(b"\x1b[200~" + b"ab\r\n\x07" * 300 + b"\x1b[201~")
        child.shows("last=paste256;")


def test_a_lone_escape_arrives() -> None:
    with Child("kiosk") as child:
        child.started().send(b"\x1b")
        child.shows("last=escape;")


def test_a_click_outside_the_screen_is_dropped() -> None:
    with Child("kiosk") as child:
        child.started().send(b"\x1b[<0;500;5M\x1b[<0;500;5m\x1b[<0;3;2M\x1b[<0;3;2m")
        child.shows("0 seen=1; last=click@2,1;")


def test_the_size_is_the_terminals_and_never_monstrous() -> None:
    with Child("kiosk") as child:
        child.started().size(60, 20)
        child.until(lambda: "\x1b[20;1H" in child.raw.decode())
        child.send(b"\x1b[48;9;99999999;1;1t")
        child.size(65535, 65535)
        child.answers()
        assert child.memory() < 80


def test_an_idle_screen_writes_nothing_and_never_wakes() -> None:
    with Child("kiosk") as child:
        child.started()
        while child.read(0.3):
            pass
        before = child.cpu()
        assert child.read(1.5) == b""
        assert child.cpu() - before <= 0.01


def test_a_stopped_reader_does_not_stop_the_program() -> None:
    with Child("kiosk", beats=True) as child:
        child.started()
        beats = 0
        while beats < 250:  # 5 s of work; the pty holds less than 1 s of frames
            assert select.select([child.beats], [], [], 5)[0], f"stopped after {beats}"
            beats += len(os.read(child.beats, 1000))
        assert child.memory() < 80
        child.until(lambda: int(child.text().partition("beats=")[2].partition(";")[0] or 0) >= 250)
        child.until(lambda: len({row.split("beats=")[-1].partition(";")[0] for row in child.screen.display}) == 1)


def test_a_stopped_reader_stock() -> None:
    with Child("stock", beats=True) as child:
        child.started()
        while select.select([child.beats], [], [], 2)[0]:
            os.read(child.beats, 1000)
        assert child.process.poll() is None  # no beat for two seconds: the loop is blocked


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT])
def test_a_signal_ends_it_cleanly(number: signal.Signals) -> None:
    with Child("kiosk") as child:
        child.started().process.send_signal(number)
        assert child.ends() == 0
        assert b"\x1b[?1049l" in child.raw
        assert termios.tcgetattr(child.slave) == child.modes
        assert os.get_blocking(child.slave)


def test_sigterm_stock() -> None:
    with Child("stock") as child:
        child.started().process.send_signal(signal.SIGTERM)
        assert child.ends() == -signal.SIGTERM
        assert termios.tcgetattr(child.slave) != child.modes


def test_it_cannot_be_stopped() -> None:
    with Child("kiosk") as child:
        child.started().process.send_signal(signal.SIGTSTP)
        child.answers()
        assert child.state() != "T"


def stops() -> bool:
    """Tell whether a stock program is stopped within some seconds."""
    with Child("stock") as child:
        child.started().process.send_signal(signal.SIGTSTP)
        end = time.monotonic() + 4
        while child.state() != "T" and time.monotonic() < end:
            child.read(0.02)
        return child.state() == "T"


def test_it_cannot_be_stopped_stock() -> None:
    """Now and then Textual hangs in the attempt, when it has only begun: another start shows it."""
    assert any(stops() for _ in range(5))


def test_a_kill_leaves_the_shells_descriptor_blocking() -> None:
    with Child("kiosk") as child:
        child.started().process.kill()
        child.ends()
        assert os.get_blocking(child.slave)


@pytest.mark.parametrize("flags", [[], ["--no-ctty"]])
def test_a_terminal_that_goes_away_ends_it(flags: list[str]) -> None:
    """With a controlling terminal SIGHUP comes; without, only the end of input."""
    with Child("kiosk", *flags) as child:
        child.started()
        os.close(child.master)
        child.master = -1
        assert child.process.wait(10) == 0


def test_input_that_is_no_terminal_ends_it() -> None:
    with Child("kiosk", "--no-ctty", stdin=subprocess.DEVNULL) as child:
        assert child.ends() == 0


def test_input_that_is_no_terminal_stock() -> None:
    with Child("stock", "--no-ctty", stdin=subprocess.DEVNULL) as child:
        child.started()
        before = child.cpu()
        child.until(lambda: child.cpu() - before > 0.5)  # it spins


def test_nothing_foreign_reaches_the_wire() -> None:
    with Child("kiosk") as child:
        child.started().send(b"c")
        child.shows("last=c;")
        for foreign in (b"CANARY", b"\x1b]", b"\x1b[6n", "\u202e".encode(), b"\x07"):
            assert foreign not in child.raw


def test_foreign_bytes_unfiltered() -> None:
    with Child("kiosk", "--unfiltered") as child:
        child.started().send(b"c")
        child.until(lambda: b"\x1b]52;c;Q0FO\x07" in child.raw and b"\x1b[6n" in child.raw)
        assert b"\x1b]0;CANARY" in child.raw


def test_no_query_is_sent_and_no_mouse_moves_are_asked_for() -> None:
    with Child("kiosk") as child:
        child.started()
        for asked in (b"$p", b"\x1b[c", b"?1003", b"?1004", b"?1015", b"?1016", b"?2048", b"\x1b[>"):
            assert asked not in child.raw


def test_wiping_leaves_nothing_for_the_next_person() -> None:
    with Child("kiosk", "--wipe") as child:
        child.started().process.terminate()
        child.ends()
        assert child.raw.endswith(b"\x1b[H\x1b[2J\x1b[3J")
        assert child.text().strip() == ""
