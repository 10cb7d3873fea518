"""Make the picture of the README from the real program: ``make picture``.

It walks to one page of the real course and saves what the patient would see as an SVG.
"""

import asyncio
import re
from datetime import UTC, datetime
from pathlib import Path

from glutatui.content import course_for, root_for
from glutatui.tui.app import TutorApp
from glutatui.tui.face import Face
from glutatui.tui.profile import TerminalProfile
from glutatui.visit import NO_ABOUT, POLICY, Event, Visit, begin, started

PAGE = "page:06-who-should-not#liver"
TARGET = Path(__file__).parent / "screen.svg"


class Unkept:
    """A journal that keeps nothing: a picture is no visit."""

    def append(self, event: Event) -> None:
        """Take an event."""

    def replay(self, visit: str) -> tuple[Event, ...]:
        """Give no events."""
        del visit
        return ()


class Desk:
    """Begins one visit with fixed seed and time, so that the picture is the same each time."""

    course = course_for(root_for(None))
    about = NO_ABOUT
    printer = None

    def start(self, mode: str, language: str) -> tuple[Visit, str]:
        """Begin."""
        data = started(
            self.course, seed="picture", mode=mode, language=language, course_hash="", policy=POLICY, program=""
        )
        now = datetime(2026, 1, 1, tzinfo=UTC)
        event = Event("0" * 32, "0" * 32, 0, now, "started", data)
        visit = Visit(self.course, begin(self.course, event), Unkept(), clock=lambda: now, new_id=lambda: "0" * 32)
        return visit, "K7Q-2MX"

    def resume(self, code: str) -> Visit:
        """Begin as well; a picture has no code."""
        del code
        return self.start("learn", "en")[0]


def without_addresses(svg: str) -> str:
    """Return the picture with the reader's own monospace font, so that looking at it fetches nothing."""
    return re.sub(r"\s*@font-face \{.*?\n    \}|<!--.*?-->", "", svg, flags=re.DOTALL)


async def main() -> None:
    """Walk to the page with Enter and digits, and save it."""
    face = Face(Desk(), chosen=True)
    app = TutorApp(face, TerminalProfile((80, 24), "true"), sorry="", log=print)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        while face.visit is None or face.visit.step.key != PAGE:
            if app.status:
                raise RuntimeError("the program stopped before the page came")
            key = face.visit.step.key if face.visit else ""
            if key.startswith("ask:"):
                await pilot.press("0")
            elif key == "checklist":
                await pilot.press("up", *["down"] * 60, "enter")
            else:
                await pilot.press("enter")
            await pilot.pause()
        TARGET.write_text(without_addresses(app.export_screenshot(title="glutatui")))


if __name__ == "__main__":
    asyncio.run(main())
