"""Draw a face on a terminal: the only door to the Textual face."""

from collections.abc import Callable

from glutatui.tui.app import TutorApp
from glutatui.tui.driver import driver_for
from glutatui.tui.face import Face
from glutatui.tui.limits import Limits
from glutatui.tui.profile import TerminalProfile
from glutatui.words import say

__all__ = ["Face", "run"]


def run(
    face: Face,
    profile: TerminalProfile,
    *,
    log: Callable[[str], None],
    limits: Limits | None = None,
    farewell: Callable[[Face], str] = lambda _: "",
) -> int:
    """Draw a face on the terminal of this process until it is over; return the exit status.

    Args:
        face: What is seen; it is left as it was at the end.
        profile: What the terminal can show.
        log: Takes the details of a crash; nothing personal.
        limits: How long a visit may be left alone and may last; None for any time.
        farewell: Returns what is left on the terminal at the end.
    """
    driver = driver_for(0, 1, profile, wipe=True)
    app = TutorApp(face, profile, driver, sorry=say(face.language, "sorry"), log=log, limits=limits, farewell=farewell)
    app.run()
    return app.status
