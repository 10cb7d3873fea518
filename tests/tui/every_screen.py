"""Every screen: those of a patient (the key screens, the library, what lies over them), and those of the staff."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from glutatui.course import Course
from glutatui.tui.face import Face
from glutatui.tui.look import Look
from glutatui.tui.staff import StaffDoor
from glutatui.tui.views.keeping import PhoneView
from glutatui.visit import Summary, Visit
from shelves import SHELVED
from tui.rooms import dashboard
from tui.screens import MINUTES, key_screens, press
from visits import START, SeededDesk, knowing, new_ids, take

BILINGUAL = replace(SHELVED, languages=("en", "es"))
"""Enough for the choice of a language; its texts are not read."""
_LIBRARY = (
    ("library", "4"),
    ("library-refused", "3"),
    ("library-search", "/"),
    ("library-search-found", "e"),
    ("library-search-none", "zzz"),
)


def every_screen(look: Look, course: Course = SHELVED) -> Iterator[tuple[str, Face]]:
    """Give every screen of the patients' face with its name; what is done to one is to be undone before the next."""
    for name, face in key_screens(course, look):
        yield name, face
        if name == "summary":
            yield from _to_take_home(look, face)
    yield "language", Face(SeededDesk(BILINGUAL), minutes_of=lambda _: MINUTES)
    yield from _library(look, course)
    yield "back", _back(course)
    face = Face(SeededDesk(course), staff=StaffDoor(lambda _: False))
    press(face, look, "a")
    yield "about", face
    for kind in ("idle", "hard", "drain"):
        face.warn(kind, 20)
        yield f"warning-{kind}", face
        face.over_all.clear()
    face.over_all.ask_staff()
    yield "staff", face
    press(face, look, "1", "2")
    yield "staff-typed", face


def staff_screens(look: Look) -> Iterator[tuple[str, Face]]:
    """Give the screens of the staff's face, which no patient meets."""
    face = dashboard()
    for name, keys in (("dashboard", ()), ("dashboard-find", ("c",)), ("dashboard-card", (*"abc234", "enter"))):
        press(face, look, *keys)
        yield name, face


def _back(course: Course) -> Face:
    """Return a face at a visit that was finished some days ago."""
    desk = SeededDesk(course)
    visit, code = desk.start("quiz", "en")
    while not isinstance(visit.step, Summary):
        take(visit, knowing(visit.step))
    days = START + timedelta(days=8)
    return Face(desk, visit=Visit(course, visit.state, desk.journal, clock=lambda: days, new_id=new_ids(99)), code=code)


def _to_take_home(look: Look, face: Face) -> Iterator[tuple[str, Face]]:
    press(face, look, "p")
    yield "take-home", face
    press(face, look, "c")
    if isinstance(face.view, PhoneView):  # elsewhere there is no room for it
        yield "phone", face
        press(face, look, "escape")
    press(face, look, "escape")


def _library(look: Look, course: Course) -> Iterator[tuple[str, Face]]:
    face = Face(SeededDesk(course), minutes_of=lambda _: MINUTES)
    for name, keys in _LIBRARY:
        press(face, look, *keys)
        yield name, face
    face = Face(SeededDesk(course))
    press(face, look, "4", "2")
    yield "library-evidence", face
    press(face, look, *["enter"] * 2)
    yield "library-sides", face
    face = Face(SeededDesk(course))
    press(face, look, "4", "f")
    yield "library-grades", face
    press(face, look, "1")
    yield "library-uses", face
