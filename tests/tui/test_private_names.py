"""The contract with Textual: every private name that is used, and only in one place."""

import ast
from pathlib import Path
from typing import Any

import pytest
import textual.keys
from textual import _ansi_sequences
from textual.app import App
from textual.driver import Driver
from textual.screen import Screen
from textual.widget import Widget

TUI = Path(__file__).parents[2] / "src" / "glutatui" / "tui"

USED = {
    "App": {
        "_build_driver",
        "_close_messages_no_wait",
        "_disable_notifications",
        "_disable_tooltips",
        "_dispatch_action",
        "_driver",
        "_exit_renderables",
        "_fatal_error",
        "_handle_exception",
        "_print_error_renderables",
        "_return_code",
    },
    "Driver": {"_app", "_loop", "_mouse", "_size"},
}
OVERRIDDEN = ("_build_driver", "_dispatch_action", "_fatal_error", "_handle_exception", "_print_error_renderables")


class Still(Driver):
    """A driver that does nothing."""

    def write(self, data: str) -> None: ...
    def start_application_mode(self) -> None: ...
    def disable_input(self) -> None: ...
    def stop_application_mode(self) -> None: ...


def names_in(path: Path) -> set[str]:
    """Return all private attributes and methods that a file names."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "name", "") or ""
        if name.startswith("_") and not name.startswith("__"):
            found.add(name)
    return found


async def test_textual_has_every_private_name_that_we_use() -> None:
    app: App[Any] = App()
    missing = {f"App.{name}" for name in USED["App"] if not hasattr(app, name)}
    missing |= {f"Driver.{name}" for name in USED["Driver"] if not hasattr(Still(app), name)}
    assert not missing, f"this version of Textual lacks {sorted(missing)}: adapt glutatui.tui.driver"
    assert callable(textual.keys._character_to_key)  # noqa: SLF001
    assert _ansi_sequences.ANSI_SEQUENCES_KEYS["\x1b[A"]


async def test_the_list_is_complete_and_only_the_driver_uses_it() -> None:
    app: App[Any] = App()
    private = set(dir(app)) | set(dir(Still(app))) | set(dir(Screen())) | set(dir(Widget()))
    for path in TUI.rglob("*.py"):
        used = {name for name in names_in(path) & private if not name.startswith("_on_")}
        allowed = USED["App"] | USED["Driver"] if "driver" in path.parts else set()
        assert used <= allowed, f"{path.name} uses Textual's {sorted(used - allowed)}"


@pytest.mark.parametrize("name", OVERRIDDEN)
def test_what_we_override_is_called_by_textual(name: str) -> None:
    """A method that Textual renames would leave our defence standing unused."""
    folder = Path(textual.keys.__file__).parent
    assert any(f".{name}(" in path.read_text() for path in folder.glob("*.py"))
