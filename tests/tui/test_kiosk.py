"""The app base: no way out, no way in, and a crash that tells nobody anything."""

import os
import termios
from pathlib import Path
from typing import Any, ClassVar

import pytest
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.dom import DOMNode
from textual.pilot import Pilot
from textual.widgets import Input

from glutatui.tui.driver.guard import told
from glutatui.tui.driver.reader import Reader
from glutatui.tui.kiosk import KioskApp, KioskScreen
from tui.kiosk_child import CANARY, SORRY
from tui.ptys import Child

DANGEROUS = (
    "quit",
    "help_quit",
    "command_palette",
    "change_theme",
    "suspend_process",
    "screenshot",
    "bell",
    "toggle_dark",
    "show_help_panel",
    "notify('x')",
    "push_screen('x')",
    "pop_screen",
    "simulate_key('q')",
    "add_class('.x', 'y')",
    "focus('x')",
    "back",
)


class Box(KioskApp):
    """A kiosk with an input and keys that ask for everything."""

    BINDINGS: ClassVar[list[BindingType]] = [(f"f{n}", name) for n, name in enumerate(DANGEROUS, 1)]

    def __init__(self) -> None:
        super().__init__(sorry=SORRY, log=self._keep)
        self.ran: list[str] = []
        self.logged = ""

    def _keep(self, text: str) -> None:
        self.logged = text

    def compose(self) -> ComposeResult:
        yield Input()
        yield Input()

    async def _dispatch_action(self, namespace: DOMNode, action_name: str, params: Any) -> bool:  # noqa: ANN401
        done = await super()._dispatch_action(namespace, action_name, params)
        if done:
            self.ran.append(action_name)
        return done


class Stock(App[None]):
    """The same without any defence."""

    def compose(self) -> ComposeResult:
        yield Input()


async def press_everything(pilot: Pilot[Any]) -> None:
    """Press each key that a terminal can send, once."""
    tokens = [*ANSI_SEQUENCES_KEYS, *map(chr, range(32, 127)), *(f"\x1b{chr(n)}" for n in range(32, 127))]
    now = 0.0
    reader = Reader(lambda: now)
    for token in tokens:
        now += 10
        for event in [*reader.feed(token.encode()), *reader.lapse()]:
            pilot.app.post_message(event)
    await pilot.pause()


async def test_every_key_leads_only_to_allowed_actions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    box = Box()
    async with box.run_test() as pilot:
        await press_everything(pilot)
        assert set(box.ran) == {"focus_next", "focus_previous"}
        assert box.is_running
        assert [type(screen) for screen in box.screen_stack] == [KioskScreen]
        assert os.listdir(tmp_path) == []  # noqa: PTH208


async def test_every_key_stock() -> None:
    stock = Stock()
    async with stock.run_test() as pilot:
        await pilot.press("ctrl+p")
        assert len(stock.screen_stack) == 2
        await pilot.press("escape", "ctrl+q")
    assert stock.return_code == 0


async def test_actions_asked_for_by_code_or_markup_are_refused() -> None:
    box = Box()
    async with box.run_test():
        for action in DANGEROUS:
            assert not await box.run_action(action)
        assert box.ran == []


async def test_the_clipboard_and_the_outside_stay_untouched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    box = Box()
    async with box.run_test():
        box.copy_to_clipboard("secret")
        box.open_url("http://example.org")
        box.save_screenshot()
        box.notify("[/x]")
        assert box.clipboard == ""
        assert os.listdir(tmp_path) == []  # noqa: PTH208


def test_a_crash_says_one_sentence_and_nothing_else(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with Child("kiosk", "--log", str(log)) as child:
        child.started().send(b"x")
        assert child.ends() == 70
        last = child.raw.rpartition(b"\x1b[?25h")[2].decode()
        assert last.split("\n") == [f"{SORRY}\r\r", ""]
        assert CANARY not in child.raw.decode()
        assert CANARY not in log.read_text()
        assert log.read_text().startswith("builtins.ValueError\n")
        assert "Counter.on_key" in log.read_text()


@pytest.mark.parametrize("broken", ["--no-terminal", "--broken-css"])
def test_a_crash_at_the_start_says_the_same(broken: str) -> None:
    with Child("kiosk", broken) as child:
        assert child.ends() == 70
        assert child.raw.decode().count(SORRY) == 1
        assert "Error" not in child.raw.decode()
        assert termios.tcgetattr(child.slave) == child.modes


def test_a_crash_stock() -> None:
    with Child("stock") as child:
        child.started().send(b"x")
        child.ends()
        assert CANARY in child.raw.decode()


def test_errors_are_told_without_their_words() -> None:
    def inner() -> None:
        raise ValueError("patient")

    def outer() -> None:
        try:
            inner()
        except ValueError as error:
            raise RuntimeError("patient") from error

    with pytest.raises(RuntimeError) as caught:
        outer()
    text = told(caught.value)
    assert "patient" not in text
    assert "RuntimeError" in text
    assert "ValueError" in text
    assert "inner" in text


async def test_status_of_a_crash_is_70_and_stays_so() -> None:
    box = Box()

    async def crash() -> None:
        async with box.run_test() as pilot:
            box.call_later(lambda: 1 / 0)
            await pilot.pause()

    with pytest.raises(ZeroDivisionError):
        await crash()
    box.exit()
    assert box.status == 70
    assert "ZeroDivisionError" in box.logged


async def test_status_is_what_exit_was_given() -> None:
    box = Box()
    async with box.run_test():
        assert box.status == 0
        box.exit(return_code=1)
    assert box.status == 1
