"""Where a patient gives the code of an earlier visit: by typing, with the arrows alone, or by clicks."""

from typing import ClassVar

from glutatui.tui.look import Look
from glutatui.tui.rows import BLANK, Hint, Role, Row, Scene, Span, paragraph
from glutatui.tui.views.view import Act, Back, Resume, View
from glutatui.visit import CODE_LENGTH, CODE_SIGNS

_ACROSS = 11
"""Signs in a row of the keys that are drawn; with three cells each they fit the narrowest screen."""
_WIDE = 5
"""Cells of a key on a screen that is wide enough."""
_HALF = CODE_LENGTH // 2
_SIGNS = frozenset(CODE_SIGNS)
_BETWEEN = frozenset("- ")
"""What may be typed between the groups, and changes nothing."""


class CodeView(View):
    """Six signs in two groups; up and down change the sign at hand, Enter takes it."""

    takes_letters: ClassVar[bool] = True
    asks: ClassVar[str] = "resume-ask"
    """The key of what is asked."""

    def __init__(self) -> None:
        """Begin with nothing typed."""
        self._signs = ""
        self._at_hand = ""
        """The sign chosen with the arrows and not yet taken."""
        self._unknown = False
        """Whether the code on screen was tried and is unknown: who leans on Enter then uses up no tries."""

    def press(self, key: str, look: Look) -> Act | None:
        """Take a sign, change it, or try the code."""
        room = len(self._signs) < CODE_LENGTH
        if key in {"up", "down"} and room:
            step = 1 if key == "up" else -1
            at = CODE_SIGNS.find(self._at_hand) if self._at_hand else (-1 if step > 0 else 0)
            self._at_hand = CODE_SIGNS[(at + step) % len(CODE_SIGNS)]
        elif key.upper() in _SIGNS and room:
            self._signs, self._at_hand = self._signs + key.upper(), ""
        elif key == "enter" and self._at_hand:
            self._signs, self._at_hand = self._signs + self._at_hand, ""
        elif key == "enter" and self._unknown:
            self.note = look.say("error-visit-unknown")
        elif key == "enter" and not room:
            return Resume(self.code)
        elif key in {"backspace", "escape", "left"}:
            return self._step_back(key)
        elif len(key) == 1 and key.upper() not in _SIGNS | _BETWEEN:
            self.note = look.say("resume-no-sign")
        return None

    def _step_back(self, key: str) -> Act | None:
        """Take back the sign at hand or the last one; with none left, go back."""
        if self._at_hand:
            self._at_hand = ""
        elif self._signs:
            self._signs, self._unknown = self._signs[:-1], False
        elif key != "backspace":
            return Back()
        return None

    def refuse(self) -> None:
        """Know that there is no visit with this code."""
        self._unknown = True

    @property
    def code(self) -> str:
        """The code as it is written: two groups with a hyphen."""
        return f"{self._signs[:_HALF]}-{self._signs[_HALF:]}"

    def scene(self, look: Look) -> Scene:
        """Lay out the six places, and the signs as keys; what there is no room for is left out."""
        gap = [BLANK] if look.roomy else []
        above = [*paragraph(look.say(self.asks), look.column), *gap, self._places(look), BLANK]
        how = look.say("resume-arrows", up=look.signs["up"], down=look.signs["down"])
        below = [*gap, *paragraph(how, look.column, "quiet")] if look.roomy or not self.note else []
        rows = [*above, *_keys(self._at_hand, look, look.body - len(above) - len(below) - 1), *below]
        return Scene(title=look.say("resume-title"), rows=tuple(rows), hints=self._hints(look))

    def _hints(self, look: Look) -> tuple[Hint, ...]:
        """Return the keys; on a narrow screen the arrows, which the text names too, may give way to the way back."""
        full, typed = len(self._signs) == CODE_LENGTH, self._signs or self._at_hand
        change = Hint("up", look.signs["back-and-forth"], look.say("hint-change"))
        enter = Hint("enter", look.say("key-enter"), look.say("hint-go-on" if full else "hint-take"))
        back = Hint("left", look.signs["left"], look.say("hint-erase" if typed else "hint-back"))
        first = (back, enter, change) if look.narrow else (change, enter, back)
        return (*first, Hint("?", "?", look.say("hint-help")))

    def _places(self, look: Look) -> Row:
        spans = []
        for place in range(CODE_LENGTH):
            if place == _HALF:
                spans.append(Span(" - "))
            if place < len(self._signs):
                spans.append(Span(f" {self._signs[place]} ", "strong"))
            elif place == len(self._signs):
                spans.append(Span(f"[{self._at_hand or '_'}]", "focus"))
            else:
                spans.append(Span(" _ ", "quiet"))
        if len(self._signs) == CODE_LENGTH and not self._unknown:
            spans.append(Span(f"  {look.signs['right']}", "right"))
        return Row(tuple(spans))


def _keys(at_hand: str, look: Look, room: int) -> list[Row]:
    """Return the signs to click on, the one at hand marked; as wide and high as there is room for."""
    wide = _WIDE if look.column >= _ACROSS * _WIDE else 3
    lines = [CODE_SIGNS[start : start + _ACROSS] for start in range(0, len(CODE_SIGNS), _ACROSS)]
    high = min(max(room // len(lines), 1), 3)
    rows = []
    for signs in lines:
        spots = tuple((wide * number, wide * (number + 1), sign.lower()) for number, sign in enumerate(signs))
        air = Row((Span(" "),), None, spots)
        spans = tuple(_key(sign, wide, at_hand=sign == at_hand) for sign in signs)
        rows += [*[air] * (high > 2), Row(spans, None, spots), *[air] * (high > 1)]  # noqa: PLR2004  (above and below)
    return rows


def _key(sign: str, wide: int, *, at_hand: bool) -> Span:
    role: Role = "focus" if at_hand else "text"
    return Span((f"[{sign}]" if at_hand else sign).center(wide), role)
