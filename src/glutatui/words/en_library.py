"""Words of the library: its list, its search, evidence figures, and disagreements in full."""

from collections.abc import Mapping

LIBRARY: Mapping[str, str] = {
    # Evidence figures
    "evidence-row": "{use}: {grade}.",
    "grade-possibly-effective": "possibly effective",
    "grade-possibly-ineffective": "possibly ineffective",
    "grade-not-enough-known": "not enough known",
    # Disagreements
    "disagree": "The sources do not agree.",
    "side-staff": "It gives an amount that is for care teams only. Ask yours.",
    # The list and its readings
    "welcome-library": "Look something up",
    "library-title": "Look something up",
    "library-search": "Search for words",
    "library-for-staff": "For your care team",
    "library-staff-only": "This one is for your care team. Ask them about it.",
    "library-empty": "There is no further reading yet.",
    # The uses by what is known
    "library-grades": "See uses by how much is known",
    "grades-title": "Does it help?",
    "grades-ask": "The grade is what the sources say. It is no advice. Ask before you take any.",
    "grades-all": "all uses",
    "grades-uses-one": "1 use",
    "grades-uses-many": "{number} uses",
    "grades-none": "There is no use with this grade.",
    "hint-grades": "by grade",
    "plain-grade": "{grade}: {uses}",
    "plain-prompt-grades": "Type a number from 1 to {last}. Type b to go back to the list.",
    # The search
    "search-title": "Search",
    "search-ask": "Type a word, such as liver. Then choose a page.",
    "search-typed": "Search: {text}_",
    "search-none": "No page has these words. Try another word.",
    "search-more": "More pages have these words. Type more letters.",
    "search-place": "{reading}: {page}",
    "hint-library": "look up",
    "hint-search": "search",
    "help-library-key": "l",
    "help-library": "opens more to read. There / searches for words.",
    # The line face
    "plain-library-page": "{title} Page {page} of {pages}.",
    "plain-prompt-library": "Type the number of a text to read it. Type / and a word to search. Type b to go back.",
    "plain-prompt-reading": "Press Enter for the next page. Type s for the sources, b to go back. Type l for the list.",
    "plain-library-later": "Answer first. Then l opens more to read.",
    "plain-library-closed": "You are back where you were.",
    # The command line
    "usage-for-staff": "open the readings of the library that are for the care team",
}
"""Part of `en.WORDS`."""
