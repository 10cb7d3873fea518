"""What a patient sets for this visit alone: light or dark, and whether letters are keys.

Speech input types whole words, and a shaking hand hits keys it did not mean (WCAG 2.2, criterion 2.1.4).
"""

from dataclasses import dataclass
from typing import Final

from glutatui.tui.look import COLOURS

LETTERS: Final = "letters"
"""What a line of the help presses that turns the letter keys off or on; no key of a keyboard is called so."""


@dataclass
class Comfort:
    """The settings; those of the next patient are new."""

    letters: bool = True
    """Whether letters, digits and signs are keys."""
    other_colours: bool = False
    """Whether the colours are not those that a visit begins with."""

    def hears(self, key: str, *, typing: bool) -> bool:
        """Tell whether a key that was pressed counts; ``typing`` says that letters are typed here as what they are."""
        return self.letters or typing or len(key) > 1

    def takes(self, key: str, *, typing: bool) -> bool:
        """Carry out a key that changes a setting; tell whether it was one."""
        if key == COLOURS or (key == "d" and not typing):
            self.other_colours = not self.other_colours
        elif key == LETTERS:
            self.letters = not self.letters
        else:
            return False
        return True
