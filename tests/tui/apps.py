"""The app of the face in a test, and patience for what it does."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from glutatui.tui.app import TutorApp
from glutatui.tui.face import Face
from glutatui.tui.profile import Charset, Colours, TerminalProfile
from glutatui.visit import Event

SORRY = "Sorry."


def app_of(face: Face, colours: Colours = "true", charset: Charset = "utf-8") -> TutorApp:
    """Return an app that draws a face; what it would log fails the test."""
    return TutorApp(face, TerminalProfile(None, colours, charset), sorry=SORRY, log=pytest.fail)


async def until(pilot: Pilot[Any], holds: Callable[[], bool]) -> None:
    """Let the app work until the condition holds."""
    for _ in range(400):
        if holds():
            return
        await pilot.pause(0.005)
    pytest.fail("the condition never held")


def kinds(events: tuple[Event, ...]) -> list[str]:
    """Return what sorts of events are kept."""
    return [event.kind for event in events]
