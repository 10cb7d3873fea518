"""Words of the records and reports that staff read."""

from collections.abc import Mapping

REPORTS: Mapping[str, str] = {
    # What came of a warning
    "result-known-at-once": "known at once",
    "result-known-after-teaching": "known after teaching again",
    "result-to-talk-about": "to talk about",
    "result-not-reached": "not reached",
    # What holds for every record and report
    "record-no-consent": "This shows what a patient understood. It is not consent, "
    "and no permission to take glutamine.",
    "sign-off-reviewed": "A clinician has signed this course.",
    "sign-off-partly": "A clinician has signed only a part of this course.",
    "sign-off-unreviewed": "No clinician has signed this course.",
    "sign-off-unknown": "This was another version of the course: its sign-off is not known here.",
    # The staff card
    "card-head": "Staff card, {when}, {minutes} min, finished, {language}, visit {visit}",
    "card-head-unfinished": "Staff card, {when}, {minutes} min, NOT finished, {language}, visit {visit}",
    "card-talk-first": "Talk about these first (! was sure and wrong):",
    "card-talk-none": "No warning is left to talk about.",
    "card-more-one": "One more: {names}",
    "card-more-many": "{number} more: {names}",
    "card-ask-back": 'Ask, and listen: "I want to check that we explained it well."',
    "card-count-known-at-once": "Known at once: {number} of {of}.",
    "card-count-known-after-teaching": "After teaching again: {number}.",
    "card-count-to-talk-about": "To talk about: {number}.",
    "card-count-not-reached": "Not reached: {number}.",
    "card-gain": "Before: {before} of {of} right, after: {after} of {of} known.",
    # The report
    "report-head": "Who understood which warning. Made {made}.",
    "report-today": "Today: {visits} visits, {finished} finished.",
    "report-days": "Visits a day from {first} to {last}, {most} on the fullest day:",
    "report-days-none": "There was no visit in the last 30 days.",
    "report-recent": "The last 30 days: {visits} visits, {finished} finished.",
    "report-all": "All kept visits: {visits}, {finished} finished.",
    "report-since": "Since {since}: {visits} visits, {finished} finished.",
    "period-today": "today",
    "period-recent": "the last 30 days",
    "period-all": "all visits told here",
    "report-warnings": "Each warning, {period}: shares of the visits.",
    "report-gain": "Before the lessons {before} of the answers were right. In the end {after} of the same warnings "
    "were known: a gain of {gain} (1 is all that could be gained).",
    "report-reliability": "First round of {visits} visits: KR-20 {kr_20}, low by design where most are right. "
    "A second quiz as hard would give {agreement} the same verdict on all warnings at once (kappa {kappa}, Subkoviak).",
    "report-kappa-low": "A kappa below 0.60 is low: that verdict may well be another one the next time.",
    "report-reliability-hidden": "Reliability is hidden until {least} visits have been asked about every warning "
    "({visits} so far).",
    "report-waiting": "Not in these figures yet: {events} entries from {visits} visits wait on this host "
    "since {since}. Nothing is lost. They go to the shared records by themselves once those answer. "
    "If they still wait tomorrow, tell the person who runs this host.",
    "report-strays": "Not in these figures: {strays} entries of visits that went on at two hosts at once. "
    "They are kept apart, and what came first counts. Nothing needs to be done.",
    "report-refused": "Not in these figures: {events} entries of {visits} visits that the shared records refuse "
    "({why}). They are kept on this host. Tell the person who runs it.",
    "report-unreadable-one": "One visit cannot be read. Run glutatui records verify.",
    "report-unreadable-many": "{number} visits cannot be read. Run glutatui records verify.",
    "report-suspects": "Questions that may be faulty:",
    "report-suspects-none": "No question looks faulty so far.",
    "report-items": "Each question, first attempts, language {language}. Figures are hidden (-) below 30 answers.",
    "report-columns": "r and D: how well a question tells those who knew the rest from those who did not "
    "(1 is best, below 0.20 is little). sure/no: of sure answers, how many were wrong. "
    "traps: wrong options that do their work.",
    "flag-check-key": "Check the right answer before anybody is asked this again. "
    "Those who knew the rest chose something else:",
    "flag-too-hard": "Fewer than 20 % were right. Check these before anybody is asked again:",
    "flag-sure-and-wrong": "Of those who were sure, 10 % or more were wrong:",
    "flag-too-easy": "More than 90 % were right before the lessons, so they measure no gain:",
    "flag-options-unused": "No wrong option does its work:",
    "flag-does-not-tell": "They hardly tell those who knew the rest from those who did not (r or D below 0.20), "
    "as is usual where nearly all are right:",
    "flag-doubted-option": '{item} is answered as if option {number} were the right one: "{text}".',
    "flag-doubted-line": '{item} is answered as if line {number} were marked the other way: "{text}".',
    "column-warning": "Warning",
    "column-chart": "Chart",
    "column-known-at-once": "once",
    "column-known-after-teaching": "again",
    "column-to-talk-about": "talk",
    "column-not-reached": "not",
    "column-item": "Question",
    "column-answers": "answers",
    "column-right": "right",
    "column-tells": "r",
    "column-index": "D",
    "column-unsure": "unsure",
    "column-sure-wrong": "sure/no",
    "column-working": "traps",
    # What other systems are told
    "fhir-education": "Patient education",
    "fhir-about": "Education about the supplement L-glutamine and its safety warnings",
    "fhir-subject": "not recorded",
    "gift-head": "Questions of glutatui. Moodle cannot carry claims, mistaken beliefs, parts or pairs: "
    "glutatui import quiz finds them again by the id of a question.",
    # The command line
    "usage-report": "for staff: who understood which warning",
    "usage-import": "read data of other programs",
    "usage-as": "the format ({usual})",
    "usage-since": "only visits that began on this day or later, such as 2026-11-01",
    "usage-report-visit": "one visit, by its code or its id: the staff card",
    "usage-answers-in": "the language whose questions are told; the one of most visits if left out",
    "usage-gift-file": "a GIFT file, or - for what is typed in",
    "error-gift-wrong": "The question at line {line} is no GIFT question with answers. Correct it, then try again.",
    "error-gift-unreadable": "{path} cannot be read as text in UTF-8. Name a GIFT file, or - for what is typed in.",
    "error-visit-unreadable": "The visit {visit} cannot be read. Run glutatui records verify to see why.",
    "error-staff-visit-unknown": "No visit in these records has that code. Compare it, sign by sign, with what the "
    "patient wrote down; a visit at another clinic is in that clinic's records.",
    "error-staff-code-tried-too-often": "Too many wrong codes were typed. Wait {minutes} minutes, then try again.",
    "error-answers-in-unknown": "--answers-in cannot be {language}. Name one of these, or leave it out: {known}.",
    "error-since-wrong": "--since cannot be {value}. Write a day such as 2026-11-01.",
    # Reading the records
    "progress": "Reading the records: {percent} %",
}
"""Part of `en.WORDS`."""
