"""The one catalogue of the program's own words, by language.

Every sentence that a person reads on a screen, on paper or on stderr, and that is not part of the course, stands in
a table of this package: a test finds literals elsewhere.
`say` is the only way to them.

A table is a typed dictionary and no gettext catalogue. A visit's process imports it with the program and pays nothing
more, where gettext reads and parses a file at run time; its keys are names, so that a changed English sentence never
loses its translation in silence; a test holds all tables to the same keys and values to fill in, which ``msgfmt``
does not. Both languages count with two forms (1, and all else), as `counted` does; a language with more of them would
be the reason to take gettext and Babel after all.

What only authors, staff and hosts read is English in every language (`en.HOSTS`): nothing says it otherwise.
"""

from collections.abc import Mapping

from glutatui.errors import GlutatuiError
from glutatui.words import en, es

NAMES: Mapping[str, str] = {"en": "English", "es": "Espa\N{LATIN SMALL LETTER N WITH TILDE}ol"}
"""What each language is called by those who speak it."""

LANGUAGES: Mapping[str, Mapping[str, str]] = {"en": en.WORDS, "es": {**en.WORDS, **es.WORDS}}
"""The tables, by language code; what only hosts read is English in each."""


def say(language: str, key: str, /, **values: object) -> str:
    """Return one of the program's sentences with its values filled in.

    Raises:
        KeyError: The key or a value is missing: a fault of ours that the tests find.
    """
    return LANGUAGES.get(language, en.WORDS)[key].format(**values)


def counted(language: str, key: str, number: int, /, **values: object) -> str:
    """Return a sentence that counts something: the key with ``-one`` for 1, else with ``-many``."""
    return say(language, f"{key}-{'one' if number == 1 else 'many'}", number=number, **values)


def error_text(language: str, error: GlutatuiError) -> str:
    """Return the one sentence that tells somebody what to do about an error."""
    return LANGUAGES.get(language, en.WORDS)[f"error-{error.code}"].format(**error.values)
