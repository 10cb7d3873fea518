"""Draw a face on a terminal: the only door to the Textual face."""

from collections.abc import Callable, Mapping

from glutatui.tui.app import TutorApp
from glutatui.tui.driver import driver_for
from glutatui.tui.face import Face
from glutatui.tui.limits import Limits
from glutatui.tui.profile import TerminalProfile
from glutatui.tui.staff import StaffDoor
from glutatui.visit import Desk, Visit
from glutatui.words import say


def run(
    desk: Desk,
    profile: TerminalProfile,
    *,
    language: str,
    chosen: bool = False,
    minutes_of: Callable[[str], Mapping[str, int]],
    log: Callable[[str], None],
    mode: str | None = None,
    visit: Visit | None = None,
    code: str = "",
    kiosk: bool = False,
    once: bool = False,
    limits: Limits | None = None,
    staff: StaffDoor | None = None,
    for_staff: bool = False,
    fd_in: int = 0,
    fd_out: int = 1,
) -> tuple[int, Face]:
    """Draw a face until it is over; return the exit status and the face as it was left.

    Args:
        desk: Where visits come from.
        profile: What the terminal can show.
        language: The language to begin in.
        chosen: Whether somebody has said so; else a course of several languages asks first.
        minutes_of: Says about how long each mode takes in a language.
        log: Takes the details of a crash; nothing personal.
        mode: The one mode offered; None offers both.
        visit: A visit to go on with.
        code: Its code.
        kiosk: Whether the next patient follows on the same screen.
        once: Whether on a kiosk the next patient gets a process of their own; `Face.ended` says how this one ended.
        limits: How long a visit may be left alone and may last; None for any time.
        staff: How staff leave a kiosk; None where they cannot.
        for_staff: Whether the readings for the care team are opened.
        fd_in: Where keys come from.
        fd_out: Where frames go.
    """
    face = Face(
        desk,
        language=language,
        chosen=chosen,
        minutes_of=minutes_of,
        mode=mode,
        visit=visit,
        code=code,
        kiosk=kiosk,
        once=once,
        staff=staff,
        for_staff=for_staff,
    )
    driver = driver_for(fd_in, fd_out, profile, wipe=True)
    app = TutorApp(face, profile, driver, sorry=say(language, "sorry"), log=log, limits=limits)
    app.run()
    return app.status, face
