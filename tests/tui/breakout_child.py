"""Every key and every click on every screen of a kiosk, with Python telling all that is opened or started.

Run as ``breakout_child.py honest|careless``; prints one JSON object. ``careless`` opens a file and starts a program,
by which a test sees that both would be found. The journal of these visits is in memory: no file at all may be opened.
"""

import asyncio
import concurrent.futures.thread  # noqa: F401  (what the first work of a process would load)
import copy
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any

from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS

from glutatui.tui import square
from glutatui.tui.app import TutorApp, _name_of
from glutatui.tui.driver.reader import Reader
from glutatui.tui.face import Face
from glutatui.tui.look import Look
from glutatui.tui.profile import TerminalProfile
from glutatui.tui.staff import CHORD, StaffDoor
from glutatui.tui.views.notices import StaffView
from tui.every_screen import every_screen
from tui.golden_course import GOLDEN
from tui.screens import key_screens, shown
from visits import SeededDesk

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
        if event.startswith((*STARTING, *REACHING, *WRITING)):
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


async def pressed(app: TutorApp, face: Face, what: events.Event) -> str:
    """Hand an event to the app as the driver does; return what came of it."""
    app.face = face
    await app.on_event(what)
    await asyncio.gather(*(worker.wait() for worker in app.workers))
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
    watch = Watch()
    came: Counter[str] = Counter()
    faults: list[str] = []
    typed = distinct()
    names: list[str] = []
    app = TutorApp(Face(_NO_DESK, kiosk=True), TerminalProfile((80, 24)), sorry="", log=faults.append)
    app.exit = lambda *_, **__: None  # type: ignore[method-assign]
    async with app.run_test(size=(80, 24)):
        for name, face in screens():
            names.append(name)
            watch.armed = True
            if manner == "careless" and len(names) == 1:
                subprocess.run(["true"], check=True)  # noqa: ASYNC221
                Path(__file__).read_text()  # noqa: ASYNC240
            before, same = shown(face, LOOK), copied(face)
            for event in [*typed, *turns(), *clicks(face)]:
                means = not isinstance(event, events.Key) or event.key == CHORD or bool(_name_of(event))
                above = face.over_all.top is not None
                came[await pressed(app, copied(face) if means or above else same, event)] += 1
            assert shown(same, LOOK) == before
            watch.armed = False
            assert shown(face, LOOK) == before
            if manner == "careless":
                break
    print(json.dumps({"screens": names, "events": len(typed), "came": came, "found": watch.found, "faults": faults}))  # noqa: T201


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
