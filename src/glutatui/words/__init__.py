"""The one catalogue of the program's own words, by language.

Every sentence that a person reads on a screen, on paper or on stderr, and that is not part of the course, stands in
a table of this package: a test finds literals elsewhere.
`say` is the only way to them.
"""

from collections.abc import Mapping

from glutatui.errors import GlutatuiError
from glutatui.words import en

LANGUAGES: Mapping[str, Mapping[str, str]] = {"en": en.WORDS}
"""The tables, by language code."""


def say(language: str, key: str, /, **values: object) -> str:
    """Return one of the program's sentences with its values filled in.

    Raises:
        KeyError: The key or a value is missing: a fault of ours that the tests find.
    """
    table = LANGUAGES.get(language, en.WORDS)
    return table[key].format(**values)


def counted(language: str, key: str, number: int, /, **values: object) -> str:
    """Return a sentence that counts something: the key with ``-one`` for 1, else with ``-many``."""
    return say(language, f"{key}-{'one' if number == 1 else 'many'}", number=number, **values)


def error_text(language: str, error: GlutatuiError) -> str:
    """Return the one sentence that tells somebody what to do about an error."""
    table = LANGUAGES.get(language, en.WORDS)
    return table[f"error-{error.code}"].format(**error.values)
