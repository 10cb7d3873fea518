"""Every key and every click on every screen of a kiosk, with Python telling all that is opened or started.

Run as ``breakout_child.py honest|staff|careless``; prints one JSON object.

* ``honest``    every screen that a patient can meet; the journal is in memory: no file at all may be opened
* ``staff``     the dashboard and what lies over it, and the staff's door with a real PIN, on a real journal
* ``careless``  opens a file, starts a program and hands keys over faster than anybody types, which are dropped then:
  a test sees that each would be found
"""

import asyncio
import concurrent.futures.thread  # noqa: F401  (what the first work of a process would load)
import copy
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import is_dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any

from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS

from glutatui.cli.staff import admission, hash_of_pin
from glutatui.cli.staff_room import Room, sessions_at
from glutatui.content import course_json, hash_of
from glutatui.records import SqliteJournal
from glutatui.reports.record import SignOff
from glutatui.serve.service import HEALTH
from glutatui.tui import square
from glutatui.tui.app import TutorApp, _name_of
from glutatui.tui.driver.reader import Reader
from glutatui.tui.face import Face
from glutatui.tui.look import Look
from glutatui.tui.profile import TerminalProfile
from glutatui.tui.staff import CHORD, StaffDoor
from glutatui.tui.staff_face import StaffFace
from glutatui.tui.views.notices import StaffView
from reports.crowds import Crowd, visit_of
from tui.every_screen import every_screen
from tui.golden_course import GOLDEN
from tui.screens import key_screens, press, shown
from visits import CODE, SeededDesk, dice

LOOK = Look(80, 24)
_HAD = tuple(name.partition("-")[0] for name, _ in key_screens(GOLDEN, LOOK, kiosk=True))
_NO_DESK = SeededDesk(GOLDEN)
STARTING = ("subprocess", "os.exec", "os.fork", "os.posix_spawn", "os.system", "os.spawn", "pty.spawn", "os.startfile")
REACHING = (
    "socket.",
    "webbrowser",
    "urllib",
    "ftplib",
    "smtplib",
    "os.kill",
    "os.putenv",
    "os.unsetenv",
    "ctypes.dlopen",
)
WRITING = (
    "os.remove",
    "os.rename",
    "os.mkdir",
    "os.chmod",
    "os.link",
    "os.symlink",
    "os.truncate",
    "shutil",
    "tempfile",
)


class Watch:
    """Notes what Python opens, starts and reaches, while it is armed."""

    def __init__(self) -> None:
        self.armed = False
        self.found: Counter[str] = Counter()
        sys.addaudithook(self._hear)

    def _hear(self, event: str, args: tuple[Any, ...]) -> None:
        if not self.armed:
            return
        if event == "socket.connect":
            self.found[f"{event} {Path(str(args[1])).name}"] += 1
        elif event.startswith((*STARTING, *REACHING, *WRITING)):
            self.found[event] += 1
        elif event in {"open", "sqlite3.connect"}:
            self.found[f"{event} {Path(str(args[0])).name}"] += 1


def inputs() -> list[bytes]:
    """Return every byte alone and after Esc, what Textual knows, and each CSI and SS3 key with modifiers."""
    single = [bytes([byte]) for byte in range(256)]
    known = [sequence.encode() for sequence in ANSI_SEQUENCES_KEYS]
    csi = [b"\x1b[%d%s%c" % (n, m, f) for n in range(1, 35) for m in (b"", b";2", b";5", b";8") for f in b"~^$@"]
    letters = [b"\x1b[1;%d%c" % (m, f) for m in range(2, 9) for f in range(0x40, 0x7F)]
    final = [lead + bytes([f]) for lead in (b"\x1b[", b"\x1bO") for f in range(0x40, 0x7F)]
    kitty = [b"\x1b[%d;%du" % (key, m) for key in (9, 13, 27, 97, 99, 113, 120, 57441) for m in range(1, 9)]
    strings = [
        b"\x1b]52;c;Q0FO\x07",
        b"\x1b]0;x\x07",
        b"\x1bP+q544e\x1b\\",
        b"\x1b[48;24;80;0;0t",
        b"\x1b[200~rm -rf\r\x1b[201~",
    ]
    modes = [b"\x1b[?1049l", b"\x1bc", b"\x1b[6n", b"\x1b[8;1;1t", b"\x1b[I", b"\x1b[O"]
    return [
        *dict.fromkeys(
            [*single, *(b"\x1b" + byte for byte in single), *known, *csi, *letters, *final, *kitty, *strings, *modes]
        )
    ]


def told(data: bytes) -> Iterator[events.Event]:
    """Give what the driver's reader makes of bytes that stand alone."""
    reader = Reader(lambda: 0.0)
    yield from reader.feed(data)
    if reader.waits() is not None:
        yield from reader.lapse()


def copied(face: Face) -> Face:
    """Return a face with a visit and a journal of its own, so that what is done to it is done to nothing else."""
    return copy.deepcopy(face, {id(GOLDEN): GOLDEN})


def share_what_is_frozen() -> None:
    """Let copies share the frozen data of course and visit, which nobody can change: nine tenths of what they hold."""
    for name, module in list(sys.modules.items()):
        for kind in (
            vars(module).values()
            if name.startswith(("glutatui.visit", "glutatui.course", "glutatui.tui.rows", "glutatui.tui.frame"))
            else ()
        ):
            if isinstance(kind, type) and is_dataclass(kind) and kind.__dataclass_params__.frozen:  # type: ignore[attr-defined]
                kind.__deepcopy__ = lambda self, _: self  # type: ignore[attr-defined]


class Listening(TutorApp):
    """Counts the keys and clicks that were not dropped."""

    heard = 0

    def somebody_is_there(self) -> bool:
        """Count one that takes a warning away."""
        there = super().somebody_is_there()
        self.heard += there
        return there

    def _answer(self, event: events.Key | events.MouseUp) -> None:
        self.heard += 1
        super()._answer(event)


async def pressed(app: Listening, face: Face, what: events.Event, *, deaf: bool) -> str:
    """Hand an event to the app as the driver does, as if a while had passed since the last; return what came of it."""
    app.face, app._turn = face, face.turn  # noqa: SLF001
    if not deaf:
        app._typed_before, what.time = 0.0, monotonic()  # noqa: SLF001
    before = app.heard
    await app.on_event(what)
    if isinstance(what, events.Key | events.MouseUp) and app.heard != before + 1:
        return "dropped"
    while app._under_way:  # noqa: SLF001
        await asyncio.wait(app._under_way)  # noqa: SLF001
    if face.over:
        return f"ended: {face.ended}"
    return "staff" if isinstance(face.shown, StaffView) else "stays"


def turns() -> Iterator[events.Event]:
    """Give what a mouse does beside clicks, on the middle of the screen."""
    for kind in (events.MouseDown, events.MouseScrollUp, events.MouseScrollDown):
        yield kind(None, 40, 12, 0, 0, 1, False, False, False, 40, 12)  # noqa: FBT003


def clicks(face: Face) -> Iterator[events.Event]:
    """Give a click on every cell; of neighbours in a row that mean the same, on the first."""
    frame = face.frame(LOOK)
    for row in range(LOOK.height):
        before: object = ()
        for column in range(LOOK.width):
            means = frame.key_at(column, row), frame.target_at(row)
            if means != before:
                before = means
                yield events.MouseUp(None, column, row, 0, 0, 1, False, False, False, column, row)  # noqa: FBT003


def screens() -> Iterator[tuple[str, Face]]:
    """Give the key screens of a kiosk with a door for the staff, and what can lie over them."""
    for name, face in key_screens(GOLDEN, LOOK, kiosk=True):
        face.over_all.staff = StaffDoor(lambda _: False)
        yield name, face
        if name in {"welcome", "ask-choose-all"}:
            asked, warned = copied(face), copied(face)
            asked.over_all.ask_staff()
            yield f"{name}-staff", asked
            warned.warn("idle", 20)
            yield f"{name}-warned", warned
    met = set()
    for name, face in every_screen(LOOK):
        if name not in met and not name.startswith(_HAD):
            met.add(name)
            kiosk = copied(face)
            kiosk._kiosk = kiosk._stays = True  # noqa: SLF001  (those screens are made for any terminal)
            kiosk.over_all.staff = StaffDoor(lambda _: False)
            yield name, kiosk


def staff_screens(folder: Path) -> Iterator[tuple[str, Face]]:
    """Give the screens of the staff's face as a host gives it to them, and a kiosk whose staff are asked for a PIN."""
    place = folder / "journal.sqlite"
    text, bits = course_json(GOLDEN), dice(1)
    with closing(SqliteJournal.open(place)) as journal:
        for code in (CODE, "BCD-234"):
            visit = visit_of(Crowd(GOLDEN), bits, at=datetime.now(UTC))
            journal.begin(visit[0].visit, code, text, hash_of(text))
            for event in visit:
                journal.append(event)
    room = Room(
        place=str(place),
        who="staff",
        course=GOLDEN,
        sign_off=SignOff("", 0, 0),
        live=lambda: sessions_at(folder / HEALTH),
        spool=lambda: None,
    )
    face = StaffFace(room, _NO_DESK)
    opening = face.opening()
    assert opening
    opening.then(opening.run())
    typed = CODE.replace("-", "").lower()
    for name, keys in {"": "", "days": "t", "find": "c", "typed": typed[:5], "card": [typed[5], "enter"]}.items():
        press(face, LOOK, *keys)
        yield f"dashboard-{name}", face
    warned, helped = copied(face), copied(face)
    warned.warn("idle", 20)
    yield "dashboard-warned", warned
    press(helped, LOOK, "escape", "escape", "tab")
    yield "dashboard-help", helped
    door = Face(_NO_DESK, kiosk=True, staff=StaffDoor(admission(hash_of_pin("271828", bytes(16), 10))))
    door.over_all.ask_staff()
    yield "door", door
    press(door, LOOK, *"27182")
    yield "door-typed", door


def distinct() -> list[events.Event]:
    """Return one event of each sort that any input leads to."""
    found = {}
    for data in inputs():
        for event in told(data):
            found[type(event), getattr(event, "key", ""), getattr(event, "character", "")] = event
    return list(found.values())


async def main(manner: str) -> None:
    """Try everything everywhere; print what came of it."""
    square.ready()
    share_what_is_frozen()
    with tempfile.TemporaryDirectory() as folder:
        found = await everywhere(manner, staff_screens(Path(folder)) if manner == "staff" else screens())
    print(json.dumps(found))  # noqa: T201


async def everywhere(manner: str, screens: Iterator[tuple[str, Face]]) -> dict[str, object]:
    """Try everything on some screens; return what came of it."""
    watch = Watch()
    came: Counter[str] = Counter()
    faults: list[str] = []
    typed = distinct()
    names: list[str] = []
    app = Listening(Face(_NO_DESK, kiosk=True), TerminalProfile((80, 24)), sorry="", log=faults.append)
    app.exit = lambda *_, **__: None  # type: ignore[method-assign]
    async with app.run_test(size=(80, 24)):
        for name, face in screens:
            names.append(name)
            watch.armed = True
            if manner == "careless" and len(names) == 1:
                subprocess.run(["true"], check=True)  # noqa: ASYNC221
                Path(__file__).read_text()  # noqa: ASYNC240
            before, same = shown(face, LOOK), copied(face)
            for event in [*typed, *turns(), *clicks(face)]:
                means = not isinstance(event, events.Key) or event.key == CHORD or bool(_name_of(event))
                above = face.over_all.top is not None
                tried = copied(face) if means or above else same
                came[await pressed(app, tried, event, deaf=manner == "careless")] += 1
            assert shown(same, LOOK) == before
            watch.armed = False
            assert shown(face, LOOK) == before
            if manner == "careless":
                break
    return {"screens": names, "events": len(typed), "came": came, "found": watch.found, "faults": faults}


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
