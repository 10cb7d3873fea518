"""Words of what a patient takes home, and of the check after some days."""

from collections.abc import Mapping

TAKE_HOME: Mapping[str, str] = {
    # The page
    "take-home-title": "Glutamine: for you to keep",
    "take-home-talk": "Talk about with your care team",
    "take-home-code": "Your code: {code}",
    "take-home-back": "Come back with this code after 3, 14 and 30 days. A short check shows what you still know.",
    "hint-take-home": "take home",
    "hint-print": "print",
    "hint-phone": "to phone",
    "take-home-printed": "It is on its way to the printer. Take the page with you.",
    "error-print-failed": "The page could not be printed. Ask the staff, or copy it from this screen.",
    "error-print-soon": "The page is on its way already. Wait half a minute, then you can print it again.",
    "error-print-slow": "The printer does not answer. Ask the staff, or copy the page from this screen.",
    # The note for a phone
    "phone-title": "For your phone",
    "phone-how": "Point the camera of your phone at the square. The text goes to your phone only. "
    "It is not sent anywhere else.",
    "phone-says": "It says:",
    "phone-small": "This screen is too small for the square. Press Esc to go back, and copy the page.",
    "phone-talk": "Glutamine. Talk about these with your care team before you take it.",
    "phone-talk-one": "Glutamine: ask your care team about 1 warning.",
    "phone-talk-many": "Glutamine: ask your care team about {number} warnings.",
    "phone-talk-none": "Glutamine: ask your care team before you take it.",
    "phone-not": "Not a permission. No clinician checked this. {code}",
    # The check after some days
    "return-welcome-title": "Welcome back",
    "return-about": "There is a short check for you. It shows which warnings you still know. It takes a few minutes.",
    "return-begin": "Start the short check",
    "return-look": "Look at my page",
    "return-title": "Short check",
    "return-intro": "These are a few questions about what was hardest.",
    "return-intro-how": 'Take all the time you need. "I\'m not sure" is a good answer.',
    "return-number": "question {number} of {of}",
    "return-known": "You still know:",
    "return-not-known": "Talk about it with your care team again:",
    # The line face
    "plain-place-return": "Short check. Question {number} of {of}.",
    "plain-prompt-return": "Type 1 for a short check of what you still know. Press Enter to finish.",
    "plain-prompt-end": "Press Enter to finish. Type p for a page to take home.",
    "plain-print": "Type p once more to print this page.",
    "plain-help-page": "The letter p at the end for a page to take home.",
}
"""Part of `en.WORDS`."""
