"""Words of the line face over SSH: coming back with a code, and warnings as lines."""

from collections.abc import Mapping

LINES: Mapping[str, str] = {
    "plain-code-enter": "Have a code from before? Type it and press Enter. Then you go on where you stopped.",
    "plain-code-odd": "No code has the sign {sign}. Look once more.",
    "plain-idle-stay": "Press Enter to stay.",
    "plain-language-again": "That is no answer here.",
    # Roles in words
    "plain-lesson-on": "Lesson {number} of {of}. Page {page} of {pages}.",
    "plain-card-stop": "Warning: stop. {text}",
    "plain-card-ask": "Warning: ask. {text}",
    "plain-card-watch": "Warning: watch. {text}",
    "plain-part-stop": "Stop, if {when}.",
    "plain-part-ask": "Ask first, if {when}.",
    "plain-part-watch": "Be careful, if {when}.",
    "plain-asked": "The question was: {text}",
    "plain-unsure": "Here is the answer.",
    "plain-right-one": "The right answer is choice {number}: {text}",
    "plain-sure": "You were sure, and it is the other way.",
    "plain-checklist-how": "Type the numbers of what fits you, with blanks between them, such as 1 3.",
    # The end
    "plain-mine": "Type m to mark what applies to you.",
    "plain-help-mine": "At the end, the letter m to mark what applies to you.",
    # The search
    "plain-found": "Search: {text}",
    "plain-found-more": "More pages have these words. Search with more of them.",
    "plain-prompt-found": "Type the number of a page to read it. Type / and a word to search again. "
    "Type b to go back to the list.",
    "plain-prompt-reading-last": "Press Enter for the list. Type s for the sources, b to go back.",
}
"""Part of `en.WORDS`."""
