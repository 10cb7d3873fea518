"""What lies over everything else on a kiosk: warnings that the time is nearly up, and the question for the staff."""

from typing import ClassVar, Literal, TypeAlias

from glutatui.tui.look import Look
from glutatui.tui.rows import BLANK, Hint, Row, Scene, Span, paragraph
from glutatui.tui.staff import LONGEST
from glutatui.tui.views.view import Act, Close, Unlock, View

Kind: TypeAlias = Literal["idle", "hard", "drain"]
"""Why the time is nearly up: nobody is there, the visit was long, the service ends."""


class WarningView(View):
    """Drawn once; any key takes it away, and does nothing else."""

    takes_letters: ClassVar[bool] = True
    switches: ClassVar[bool] = False

    def __init__(self, kind: Kind, seconds: float, code: str) -> None:
        """Warn so many seconds before; ``code`` is what the patient needs in order to go on later, if there is one."""
        self.kind = kind
        self._seconds = max(round(seconds), 1)
        self._code = code

    def press(self, key: str, look: Look) -> Act | None:
        """Go away."""
        del key, look
        return Close()

    def scene(self, look: Look) -> Scene:
        """Lay out the warning: first what has to be written down."""
        gap = [BLANK] if look.roomy else []
        rows: list[Row] = []
        if self._code and self.kind != "idle":
            rows = [*paragraph(look.say("kiosk-code", code=self._code), look.column, "ask"), *gap]
        rows += paragraph(look.counted(f"kiosk-{self.kind}", self._seconds), look.column, "strong")
        rows += [*gap, *paragraph(look.say("kiosk-any-key"), look.column, "accent")]
        return Scene(
            title=look.say("kiosk-idle-title" if self.kind == "idle" else "kiosk-end-title"),
            rows=tuple(rows),
            hints=(Hint("enter", look.say("kiosk-any-key-key"), look.say("hint-go-on")),),
        )


class StaffView(View):
    """Asks for the PIN of the staff; shows that digits came, not which."""

    takes_letters: ClassVar[bool] = True
    switches: ClassVar[bool] = False

    def __init__(self) -> None:
        """Begin with nothing typed."""
        self._digits = ""

    def press(self, key: str, look: Look) -> Act | None:
        """Take a digit, take one back, try the PIN or go away."""
        del look
        self.note = ""
        if len(key) == 1 and key.isascii() and key.isdecimal():
            self._digits = (self._digits + key)[:LONGEST]
        elif key == "backspace":
            self._digits = self._digits[:-1]
        elif key == "enter" and self._digits:
            pin, self._digits = self._digits, ""
            return Unlock(pin)
        elif key == "escape":
            return Close()
        return None

    def scene(self, look: Look) -> Scene:
        """Lay out the question."""
        dots = Row((Span(f"[{look.signs['bullet'] * len(self._digits):<{LONGEST}}]", "focus"),))
        return Scene(
            title=look.say("staff-title"),
            rows=(*paragraph(look.say("staff-ask"), look.column), BLANK, dots),
            hints=(
                Hint("enter", look.say("key-enter"), look.say("hint-go-on")),
                Hint("escape", look.say("key-escape"), look.say("hint-back")),
            ),
        )
