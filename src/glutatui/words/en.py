"""The program's words in English.

Patients read most of them: plain words, short sentences, the action first, no shame.
"""

from collections.abc import Mapping

from glutatui.words.en_about import ABOUT
from glutatui.words.en_attach import ATTACH
from glutatui.words.en_authoring import AUTHORING
from glutatui.words.en_command import COMMAND
from glutatui.words.en_content import PROBLEMS
from glutatui.words.en_kiosk import KIOSK
from glutatui.words.en_library import LIBRARY
from glutatui.words.en_lines import LINES
from glutatui.words.en_operations import OPERATIONS
from glutatui.words.en_records import RECORDS
from glutatui.words.en_reports import REPORTS
from glutatui.words.en_rules import RULES
from glutatui.words.en_serve import SERVING
from glutatui.words.en_staff import STAFF
from glutatui.words.en_takehome import TAKE_HOME
from glutatui.words.en_translations import TRANSLATIONS

HOSTS: Mapping[str, str] = {
    # Whoever starts the program
    **COMMAND,
    **OPERATIONS,
    **RECORDS,
    # Authors and translators
    **AUTHORING,
    **PROBLEMS,
    **RULES,
    **TRANSLATIONS,
    # Staff
    **REPORTS,
    **STAFF,
}
"""What no patient reads: it is said in English, whatever the language of a visit."""

WORDS: Mapping[str, str] = {
    # The course and its levels
    "title": "Glutamine: what to know before you take it",
    "level-stop": "STOP",
    "level-ask": "ASK",
    "level-watch": "WATCH",
    "unreviewed": "Not yet checked by a clinician",
    "unreviewed-all": "No clinician has checked and signed this course yet.",
    "signed-partly": "A clinician has checked {signed} of {total} pages and questions. The rest is not checked yet.",
    "signed-all": "A clinician has checked and signed this course.",
    # Figures read out
    "range-bar": "{label}: {low} to {high} {unit}.",
    "range-limit": "{label}: {high} {unit}.",
    # The language
    "language-ask": "Choose your language.",
    "plain-prompt-language": "Type the number of your language.",
    "plain-help-language": "The letter i to change the language.",
    "help-language": "changes the language.",
    # Welcome
    "welcome-question": "Thinking about taking glutamine?",
    "welcome-about": "You will find out what it does, what the sources say about how much, "
    "who should not take it, and what to ask your care team.",
    "welcome-learn": "Start the lessons",
    "welcome-quiz": "Only the safety check",
    "welcome-resume": "Continue with my code",
    "welcome-privacy": "Nothing you enter here is linked to your name.",
    "welcome-advice": "This is not medical advice. Your care team decides with you.",
    "about-minutes": "about {minutes} min",
    # Steps
    "before-title": "What do you think?",
    "before-intro": "First, three short questions. Nobody scores them. They show what these lessons should explain.",
    "before-number": "question {number} of {of}",
    "code-note": "Your code is {code}. Write it down. With it you can stop and go on later.",
    "quiz-title": "Safety check",
    "quiz-intro": "We want to check that we explained the warnings well. There are {warnings} warnings.",
    "quiz-intro-how": "Each has two questions. Take all the time you need. "
    '"I\'m not sure" is a good answer: we explain once more.',
    "quiz-intro-pass": "This check does not decide if you may take glutamine. Your care team decides with you.",
    "quiz-number": "warning {number} of {of}",
    "check-title": "Quick check",
    "check-number": "question {number} of {of}",
    "page-number": "page {number} of {of}",
    "lesson-number": "lesson {number} of {of}",
    "checklist-title": "Does any of this apply to you?",
    "checklist-note": "Mark what fits you. It stays on this screen only. It is never saved or sent.",
    "checklist-done": "Go on",
    "checklist-mark": "applies to you",
    "again-title": "Let's look at this once more, another way",
    "again-later": "We will ask about this again, with other questions.",
    "again-lessons-title": "Let's read how the lessons say it",
    "again-once-more": "We will ask once more, with other questions. "
    "If it is still not clear, your care team can help.",
    "talk-title": "Let's talk about this one with your care team",
    "talk-note": "A person can explain it better than a screen. Until then, stay on the safe side.",
    # Questions
    "mark-one": "Choose one.",
    "mark-all": "Mark each line yes or no.",
    "sure": "I'm sure",
    "think-so": "I think so",
    "not-sure": "I'm not sure",
    "yes": "yes",
    "no": "no",
    "unmarked": "-",
    "choose-first": 'Choose an answer first, or "I\'m not sure".',
    "mark-first": 'Mark every line yes or no first, or choose "I\'m not sure".',
    # Feedback
    "right": "Yes, that is right",
    "wrong": "Not this one",
    "right-all": "Yes, every line is right",
    "wrong-all-one": "One line is different",
    "wrong-all-many": "{number} lines are different",
    "unsure-title": "Here is the answer",
    "you-chose": "You chose: {text}",
    "answer-is": "The right answer: {text}",
    "answers-are": "The right answers:",
    "line-yours": "You marked {yours}.",
    # The end
    "summary-title": "What you know now",
    "summary-known": "You know {known} of {of} warnings",
    "summary-talk": "Talk about these with your care team",
    "summary-talk-none": "There is no warning left to talk about here. Still ask before you start.",
    "summary-sure": "you were sure, and it is the other way",
    "summary-applies": "This one applies to you",
    "summary-pass": "Knowing the warnings is not a permission to take glutamine. Your care team decides with you.",
    "summary-ask": "Questions to ask",
    "summary-bring": "Bring every medicine and supplement that you take, or a list of them.",
    "summary-ask-safe": "Is glutamine safe with what I have and take?",
    "summary-ask-need": "Do I need it at all?",
    "summary-ask-watch": "What should I watch for, and whom do I call?",
    "summary-all": "All warnings",
    # Sources
    "sources-title": "Where this comes from",
    "sources-here": "Pages and answers have sources. There s shows where they come from.",
    "sources-after": "Answer first. Then s shows where the answer comes from.",
    "sources-none": "This page only guides you. It states nothing from the sources.",
    "sources-line": "{source}, line {line}",
    "sources-trust": "The sources are web pages. They are not medical advice.",
    "sources-conflict": "The sources do not agree: {question}",
    "sources-side": "{sources}: {position}",
    "sources-safest": "Safest reading: {text}",
    "sources-strength-stated": "says it plainly",
    "sources-strength-hedged": "says it may be so",
    "sources-strength-possibly-effective": "rates it possibly effective",
    "sources-strength-possibly-ineffective": "rates it possibly ineffective",
    "sources-strength-insufficient-evidence": "says there is not enough evidence",
    "sources-strength-promotional": "says it to promote",
    "sources-strength-anecdotal": "tells it as one person's experience",
    # Stopping and coming back
    "stop-title": "Stop here?",
    "stop-kept": "Your answers are kept. Your code is {code}.",
    "stop-kept-plain": "Your answers are kept.",
    "stop-nothing": "Nothing has begun yet.",
    "stop-unsaved": "Your last answer is not saved yet. All answers before it are kept.",
    "stop-go-on": "Go on",
    "stop-stop": "Stop here",
    "bye": "Your answers are kept. Your code is {code}. To go on later, start with this code.",
    "bye-finished": "Thank you. Your answers are kept. Your code is {code}.",
    "resume-title": "Continue with my code",
    "resume-ask": "Type your code, then press Enter.",
    "not-saved": "That is not saved yet. Press Enter to try again, or ask the staff for help.",
    "working": "One moment, please ...",
    "sorry": "Sorry, this screen stopped. Your answers are kept. Please start again with your code or ask the staff.",
    # What keys do, on the last row of a screen
    "key-enter": "Enter",
    "hint-choose": "choose",
    "hint-move": "move",
    "hint-mark": "mark",
    "hint-answer": "answer",
    "hint-open": "open",
    "hint-next": "next",
    "hint-more": "more",
    "hint-back": "back",
    "hint-close": "close",
    "hint-sources": "sources",
    "hint-help": "help",
    "hint-finish": "finish and clear",
    "hint-again": "look again",
    "hint-mark-list": "mark my list",
    "hint-change": "change",
    "hint-take": "take",
    "hint-erase": "erase",
    "hint-go-on": "go on",
    "more-below": "more",
    "title-short": "Glutamine",
    "range-reach": "{low} to {high}",
    "part-when": "{level}: if {when}",
    "summary-code": "code {code}",
    "summary-remember": "Remember",
    "resume-no-sign": "No code has that sign. Look once more.",
    "resume-arrows": "Or choose each sign with {up} and {down}, and take it with Enter.",
    # Help
    "help-title": "What the keys do",
    "help-enter-key": "Enter",
    "help-enter": "goes on, or chooses what is marked with {here}.",
    "help-arrows-key": "{up} {down}",
    "help-arrows": "move up and down.",
    "help-digits-key": "1 to 9",
    "help-digits": "mark an answer. Marking never sends it.",
    "help-back-key": "Esc or {left}",
    "help-back": "goes back.",
    "help-unsure-key": "0",
    "help-unsure": "says that you are not sure. That is always fine.",
    "help-think-key": "t",
    "help-think": "says that you think so.",
    "help-sources-key": "s",
    "help-letters-on": "Letters and digits are keys. Turn them off for this visit.",
    "help-letters-off": "Letters and digits are off for this visit. Turn them on. Tab opens this help.",
    "letters-off": "letters off",
    "key-tab": "Tab",
    "help-sources": "shows where a page comes from.",
    "help-colours-key": "d or *",
    "help-colours": "changes between dark and light.",
    "help-stop": "stops here. Your answers are kept.",
    "help-person": "Nobody is in a hurry. You can also ask the staff for help.",
    # The line face
    "plain-code": "Code: {code}",
    "plain-code-note": "Write this code down. With it you can stop and go on later.",
    "plain-help-first": "Type h and press Enter at any time to hear what you can type.",
    "plain-lesson": "Lesson {number} of {of}: {title} Page {page} of {pages}.",
    "plain-step": "Step {number} of {of}: {text}",
    "plain-place-before": "What do you think? Question {number} of {of}.",
    "plain-place-check": "Quick check. Question {number} of {of}.",
    "plain-place-quiz": "Safety check. Warning {number} of {of}.",
    "plain-mark-all": "Which lines are yes? Put a blank between the numbers.",
    "plain-checklist-note": "What you type here is for this visit only. It is never saved or sent.",
    "plain-chosen": "Choice {number}, chosen: {text}",
    "plain-line": "Line {number}, the answer is {answer}: {text}",
    "plain-line-yours": "Line {number}, the answer is {answer}, you said {yours}: {text}",
    "plain-citation": "Source: {where}: {strength}.",
    "plain-prompt-one": "Type one number from 1 to {last}. Type 0 if you are not sure.",
    "plain-prompt-all": "Type the numbers that are yes, or - for none. Type 0 if you are not sure.",
    "plain-prompt-checklist": "Type the numbers that fit you. Type - for none.",
    "plain-prompt-page": "Press Enter to go on. Type s for the sources, b to go back. Type q to stop.",
    "plain-prompt-on": "Press Enter to go on.",
    "plain-prompt-feedback": "Press Enter to go on. Type s for the sources.",
    "plain-prompt-behind": "You are looking back. Press Enter to come forward. Type b for the page before.",
    "plain-prompt-retry": "Press Enter to try again. Type q to stop.",
    "plain-repeat": "That is no answer here. Nothing was noted. Type r to hear it again.",
    "plain-sources-here": "There are no sources to show here. Pages and answers have them.",
    "plain-back-none": "There is nothing to go back to from here.",
    "plain-help-title": "What you can type. Press Enter after each.",
    "plain-help-number": "The number of your answer, such as 2.",
    "plain-help-think": "A question mark after it when you only think so, such as 2?",
    "plain-help-unsure": "0 when you are not sure. That is always fine.",
    "plain-help-numbers": "Several numbers with blanks between them, such as 1 3, where more than one line can be yes. "
    "The hyphen - when none is.",
    "plain-help-enter": "Nothing, only Enter, to go on.",
    "plain-help-sources": "The letter s to hear where a page or an answer comes from.",
    "plain-help-again": "The letter r to hear again what was told last.",
    "plain-help-back": "The letter b to go back to the page before.",
    "plain-help-library": "The letter l for further reading.",
    "plain-help-help": "The letter h for this help.",
    "plain-help-quit": "The letter q to stop here. Your answers are kept.",
    # Records that fail, each with what to do
    "error-journal-unreadable": "{path} cannot be used for the records. "
    "Check that it is a file of this program on a local disk, or name another with --records.",
    "error-journal-locked": "The records in {path} are in use by another program. Wait for it to end, then try again.",
    "error-journal-full": "The disk has no room for the records in {path}. Free some room, then try again.",
    "error-journal-read-only": "The records in {path} cannot be written. Allow writing to the file and its folder.",
    "error-journal-newer": "The records in {path} were written by a newer version of this program. "
    "Install that version.",
    "error-journal-corrupt": "The records in {path} are damaged. Keep the file as it is and restore the last backup.",
    "error-journal-no-folder": "The folder of {path} is missing. Make it, or name another place with --records.",
    "error-journal-missing": "There are no records in {path}. Name the file with --records.",
    "error-visit-unknown": "That code is not known here. Look at it once more, or start new.",
    "error-database-no-answer": "We cannot look up visits of other places right now. "
    "Go on where you began, try again later, or start new.",
    "error-visit-elsewhere": "This visit is open on another screen. Go on there, or start again here with the code.",
    "error-visit-out-of-step": "This visit cannot go on from here. Start again with the code, or ask the staff.",
    "error-visit-gap": "The visit {visit} lacks event {seq}. Restore the last backup of the records.",
    "error-event-unreadable": "Event {seq} of the visit {visit} cannot be read. "
    "Restore the last backup of the records.",
    "error-course-unreadable": "The course of the visit {visit} cannot be read. Install the version that wrote it.",
    "error-code-taken": "No free code was found. Please try again.",
    "error-code-tried-too-often": "Too many wrong codes. Wait {minutes} minutes, or ask the staff.",
    # The program itself
    **ABOUT,
    **ATTACH,
    # A kiosk
    **KIOSK,
    # The library
    **LIBRARY,
    **LINES,
    **TAKE_HOME,
    # The session host
    **SERVING,
    **HOSTS,
}
