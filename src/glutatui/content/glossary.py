"""Reads ``lessons/LANGUAGE/glossary.yaml``: the words of the topic, their plain explanations, and names."""

from dataclasses import dataclass
from functools import cached_property

from glutatui.content import forms
from glutatui.content.fields import Fields
from glutatui.content.problems import Notes
from glutatui.content.stems import plain_words
from glutatui.content.yaml_nodes import Node, Text
from glutatui.course import Texts


@dataclass(frozen=True)
class Term:
    """A word that a lesson explains where it first uses it."""

    term: str
    plain: Texts
    """The explanation in the lessons' own words."""
    signs: tuple[str, ...] = ()
    """Words that show on the same page that it is explained, in lower case."""


@dataclass(frozen=True)
class Name:
    """A name for which there is no other word: whoever has the illness or takes the medicine knows it."""

    name: str
    brand: str | None = None
    """The name of a product; it stands only beside the medicine's name (rule L35)."""


@dataclass(frozen=True)
class Glossary:
    """The words of the topic in one language."""

    terms: tuple[Term, ...] = ()
    names: tuple[Name, ...] = ()
    familiar: frozenset[str] = frozenset()
    """Long words that are plain all the same, in lower case."""
    people: frozenset[str] = frozenset()
    """The first names that questions may use."""
    capitals: frozenset[str] = frozenset()
    """Words of capitals that are names."""

    @cached_property
    def topic(self) -> frozenset[str]:
        """The single words, in lower case, that count as two syllables: of terms, names and brands."""
        every = [term.term for term in self.terms]
        every += [text for name in self.names for text in (name.name, name.brand or "")]
        return frozenset(word for text in every for word in plain_words(text) if len(word) > 2)  # noqa: PLR2004


NO_GLOSSARY = Glossary()
"""What a course without the file has."""


def read_glossary(node: Node, language: str, notes: Notes) -> Glossary:
    """Return the glossary of a language; what is wrong in it is noted."""
    fields = Fields(node, notes, language, forms.GLOSSARY)
    return Glossary(
        terms=tuple(_term(one, language, notes) for one in fields.nodes("terms", needed=False)),
        names=tuple(_name(one, language, notes) for one in fields.nodes("names", needed=False)),
        familiar=frozenset(word.lower() for word in _words(fields, "familiar")),
        people=frozenset(_words(fields, "people")),
        capitals=frozenset(_words(fields, "capitals")),
    )


def _term(node: Node, language: str, notes: Notes) -> Term:
    fields = Fields(node, notes, language, forms.TERM)
    signs = tuple(sign.lower() for sign in _words(fields, "signs"))
    return notes.put(Term(fields.word("term"), fields.texts("plain"), signs), fields.place)


def _name(node: Node, language: str, notes: Notes) -> Name:
    fields = Fields(node, notes, language, forms.NAME)
    return notes.put(Name(fields.word("name"), fields.word("brand", "") or None), fields.place)


def _words(fields: Fields, key: str) -> list[str]:
    found = []
    for node in fields.nodes(key, needed=False):
        if isinstance(node, Text):
            found.append(" ".join(node.value.split()))
        else:
            fields.notes.add(node.place, "not-a-text", key=key)
    return found
