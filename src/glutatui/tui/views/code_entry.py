"""Where a patient gives the code of an earlier visit, by typing it or with the arrows alone."""

from glutatui.tui.look import Look
from glutatui.tui.rows import BLANK, Hint, Row, Scene, Span, paragraph
from glutatui.tui.views.view import Act, Back, Resume, View
from glutatui.visit import CODE_LENGTH, CODE_SIGNS


class CodeView(View):
    """Six signs in two groups; up and down change the sign at hand, Enter takes it."""

    def __init__(self) -> None:
        """Begin with nothing typed."""
        self._signs = ""
        self._at_hand = ""
        """The sign chosen with the arrows and not yet taken."""

    def press(self, key: str, look: Look) -> Act | None:
        """Take a sign, change it, or try the code."""
        del look
        if key in {"up", "down"} and len(self._signs) < CODE_LENGTH:
            step = 1 if key == "up" else -1
            at = CODE_SIGNS.find(self._at_hand) if self._at_hand else (-1 if step > 0 else 0)
            self._at_hand = CODE_SIGNS[(at + step) % len(CODE_SIGNS)]
        elif len(key) == 1 and key.upper() in CODE_SIGNS and len(self._signs) < CODE_LENGTH:
            self._signs, self._at_hand = self._signs + key.upper(), ""
        elif key == "enter" and self._at_hand:
            self._signs, self._at_hand = self._signs + self._at_hand, ""
        elif key == "enter" and len(self._signs) == CODE_LENGTH:
            return Resume(self.code)
        elif key in {"backspace", "escape", "left"}:
            return self._step_back(key)
        return None

    def _step_back(self, key: str) -> Act | None:
        if self._at_hand:
            self._at_hand = ""
        elif self._signs:
            self._signs = self._signs[:-1]
        elif key != "backspace":
            return Back()
        return None

    @property
    def code(self) -> str:
        """The code as it is written: two groups with a hyphen."""
        half = CODE_LENGTH // 2
        return f"{self._signs[:half]}-{self._signs[half:]}"

    def scene(self, look: Look) -> Scene:
        """Lay out the six places."""
        half, spans = CODE_LENGTH // 2, [Span("  ")]
        for place in range(CODE_LENGTH):
            if place == half:
                spans.append(Span(" - "))
            if place < len(self._signs):
                spans.append(Span(f" {self._signs[place]} ", "strong"))
            elif place == len(self._signs):
                spans.append(Span(f"[{self._at_hand or '_'}]", "focus"))
            else:
                spans.append(Span(" _ ", "quiet"))
        full = len(self._signs) == CODE_LENGTH
        rows = [*paragraph(look.say("resume-ask"), look.column), BLANK, Row(tuple(spans)), BLANK]
        rows += paragraph(look.say("resume-arrows", up=look.signs["up"], down=look.signs["down"]), look.column, "quiet")
        return Scene(
            title=look.say("resume-title"),
            rows=tuple(rows),
            hints=(
                Hint("up", look.signs["back-and-forth"], look.say("hint-change")),
                Hint("enter", "Enter", look.say("hint-go-on" if full else "hint-take")),
                Hint("left", look.signs["left"], look.say("hint-back")),
                Hint("?", "?", look.say("hint-help")),
            ),
            note=self.note,
        )
