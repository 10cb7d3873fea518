"""What whoever starts the program at a command line reads in English."""

from collections.abc import Mapping

COMMAND: Mapping[str, str] = {
    "usage-about": "A tutor about the supplement L-glutamine that checks that its safety warnings were understood. "
    "Without a command it starts the lessons.",
    "usage-command": "COMMAND",
    "usage-what": "WHAT",
    "usage-version": "print the version and stop",
    "usage-learn": "the lessons and the safety check, on this terminal",
    "usage-quiz": "the safety check alone, on this terminal",
    "usage-check": "read and judge a course",
    "usage-export": "print data for other programs",
    "usage-course": "print the whole course as JSON",
    "usage-records": "look after the kept answers",
    "usage-verify": "prove that the kept answers are whole",
    "usage-plain": "lines of text instead of a screen, as for a screen reader or a script",
    "usage-lang": "the language, such as en",
    "usage-content": "the folder of another course, with lessons/ and quizzes/ in it",
    "usage-records-url": "where answers are kept: a file, or sqlite:///FILE",
    "usage-visit": "go on with the visit that has this code",
    "usage-kiosk": "one patient after another on this terminal, which nobody can leave",
    "usage-explain": "say what a rule asks for and where it comes from, by the code of its problem",
    "usage-require-review": "a page or question that no clinician has signed is an error",
    "usage-format": "how problems are written: text, json, or github for annotations",
    "records-whole": "The records are whole: {visits} visits, {events} events.",
    "records-not-whole": "The records are not whole: {visits} visits, {events} events.",
    # A fault of the program: what it has changed, then where the details are
    "fault": "This command stopped because of a fault in the program.",
    "fault-nothing": "Your files and the records are as they were.",
    "fault-audit": "The records are as they were; the audit may say that you looked. "
    "What was printed may lack its end.",
    "fault-records": "No answer is lost: what this command does to records it does whole or not at all. "
    "Run glutatui records verify to see.",
    "fault-files": "It may have written some of the course's files and not others: look at what has changed, "
    "then run glutatui check.",
    "fault-answers": "Every answer that a patient saw acknowledged is kept. Start the service again.",
    "fault-details": "Send the details in {path} and what you typed to whoever looks after the program.",
    "fault-details-lost": "The details could not be kept in {path}: let this user write there, and try again.",
    # Errors, each with what to do
    "error-content-wrong": "The course in {path} is not taught while it has problems (found: {problems}). "
    "Run glutatui check {path} to see each of them.",
    "error-kiosk-needs-terminal": "--kiosk needs a terminal that can be drawn on. Start it on one, without --plain.",
    "error-language-unknown": "The course has no language {language}. It has: {known}.",
    "error-rule-unknown": "There is no rule {rule}. Take the code of a problem that glutatui check prints.",
    "error-setting-unknown": "{path} sets {name}, which is no setting. Remove it or correct its name.",
    "error-setting-wrong": "The setting {name} cannot be {value}. Correct it.",
    "error-settings-unreadable": "{path} cannot be read as a TOML file. Correct it or move it away.",
    "error-output-unwritten": "The output cannot be written ({why}). Make room, or send it to another place.",
    "error-records-url-unknown": "Records cannot be kept at {url}. Name a file, sqlite:///FILE or postgresql://HOST/NAME.",
    "usage-print-command": "hand the page that patients take home to this command, such as lp; no shell is used",
    "usage-print-form": "what the command is handed: text (the default) or html",
}
"""Part of `en.WORDS`."""
