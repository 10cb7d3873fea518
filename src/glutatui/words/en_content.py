"""What `check` tells authors in English: each sentence names the thing and says how to mend it.

The key of a sentence is ``problem-`` and the code of the problem.
"""

from collections.abc import Mapping

PROBLEMS: Mapping[str, str] = {
    # Files
    "problem-more-problems": "This file has more than {number} problems. Mend these first, then check again.",
    "problem-folder-missing": "There is no folder {folder} here. Create it, or name the folder that holds lessons and "
    "quizzes.",
    "problem-folder-large": "This folder holds more than {most} files. Is it the right one?",
    "problem-language-missing": "There is no folder for the language {language}. Every course needs one.",
    "problem-file-unknown": "Nothing reads {name} here. Rename it as docs/authoring.md says, or remove it.",
    "problem-file-name": "This file says it is about {id}. Give the file that name, or mend the id.",
    "problem-file-name-signs": "The name {name} holds other signs than plain letters, digits and hyphens. Rename it.",
    "problem-unreadable": "This cannot be read ({why}). Check its permissions.",
    "problem-link-outside": "This is a link to a place outside the course. Put the file itself here.",
    "problem-not-a-file-folder": "This is a folder where a file is expected. Remove or rename it.",
    "problem-not-a-folder": "This must be a folder. Remove or rename the file.",
    "problem-not-a-file-special": "This is no ordinary file. Remove it, and put a text file here.",
    "problem-file-too-large": "This file is larger than {kilobytes} kilobytes. Split or shorten it.",
    "problem-file-empty": "This file is empty. Fill or remove it.",
    "problem-not-utf-8": "This is not UTF-8 text from here on. Save the file as UTF-8.",
    "problem-checks-missing": "The lesson {lesson} has no quick checks. Write them in this file.",
    # Characters
    "problem-byte-order-mark": "The file begins with a byte order mark. Save it as UTF-8 without one.",
    "problem-line-ends": "The lines end as on Windows (CRLF). Save the file with Unix line ends (LF).",
    "problem-character-tab": "A tab stands here. Use blanks.",
    "problem-character-control": "The control character {character} stands here. Remove it.",
    "problem-character-hidden": "The invisible character {character} stands here. Remove it.",
    "problem-character-private": "The character {character} has no agreed meaning. Replace it.",
    "problem-character-picture": "The picture {character} stands here. Screens draw it differently: use words.",
    "problem-character-marks": "Too many marks stand on one letter ({character}). Remove them.",
    "problem-character-form": "An accent is written apart from its letter here. Save the file in Unicode form NFC.",
    # YAML
    "problem-yaml-syntax": "This is not YAML from here on. Look for a missing quote or bracket, a colon and a blank "
    "inside "
    "an unquoted text, or a wrong indent just above.",
    "problem-yaml-special": "Anchors (&), aliases (*), tags (!) and merges (<<) are not used here. Write the text out, "
    "in quotes.",
    "problem-yaml-documents": "A second document begins here. Remove the line of three hyphens.",
    "problem-yaml-deep": "This is nested too deeply. Write it flat, as docs/authoring.md shows.",
    "problem-yaml-large": "This file has too many entries. Split or shorten it.",
    "problem-yaml-key": "A key must be a plain word. Put texts with brackets in quotes.",
    "problem-key-twice": "The key {key} stands in line {line} already. Keep one of the two.",
    "problem-key-unknown": "The key {key} is not known here. Known are: {keys}.",
    "problem-key-missing": "The key {key} is missing. Add it.",
    "problem-not-a-mapping": "Here keys are expected, such as {keys}.",
    "problem-not-a-list": "{key} must be a list: lines that begin with a hyphen and a blank, or [ ].",
    "problem-file-not-a-list": "This file must be a list; each entry begins with a hyphen and holds: {keys}.",
    "problem-not-a-text": "{key} must be a text. Put it in quotes.",
    "problem-text-empty": "{key} is empty. Write its text.",
    "problem-not-an-id": '"{id}" is no identifier. Use lower-case letters, digits and hyphens, at most 64.',
    "problem-not-a-number": "{key} must be a number in digits, such as 14 or 2.5.",
    "problem-value-unknown": "{key} must be one of: {values}.",
    # Markdown
    "problem-front-matter-missing": "The file must begin with a line of three hyphens, then: {keys}, then three "
    "hyphens.",
    "problem-pages-missing": "This lesson has no page. Begin each page with a ## heading.",
    "problem-text-before-page": "This stands before the first page. Begin with a ## heading.",
    "problem-heading-empty": "This heading has no text. Write one.",
    "problem-markdown-unknown": "A page may not hold this ({what}). Use paragraphs, lists, cards and figures of plain "
    "text.",
    "problem-markdown-foreign": 'No HTML and no links here: remove "{text}".',
    "problem-list-item": "A list item is one paragraph. Take the inner list or second paragraph out.",
    "problem-card-form": "A card begins with [!STOP], [!ASK] or [!WATCH] and a warning id, its text on the lines below "
    "in one "
    "paragraph; or it is [!DISAGREE] and a conflict id alone, or with several ids and one text for all of them.",
    "problem-mark-place": "A claim's mark stands directly behind the end mark of its sentence. Move it there.",
    "problem-mark-alone": "This mark has no sentence. Put it directly behind a sentence, without a blank.",
    "problem-figure-rows": "A figure has at least one row and at most {most}.",
    "problem-figure-row": "A row has either from and to (a bar) or at (a limit).",
    "problem-figure-range": "This row does not fit the axis: from is at most to, and to is at most max.",
    "problem-figure-top": "max must be a number from 1 to {most}.",
    "problem-label-long": "This label is longer than {most} characters. Shorten it.",
    # References
    "problem-claim-unknown": "There is no claim {id} in lessons/claims.yaml. Mend the id.",
    "problem-claims-none": "No claim is cited here. Add the claims that it rests on.",
    "problem-related-unknown": "There is no {id} in the ledger. Mend the id.",
    "problem-source-unknown": "There is no document {id} in lessons/sources.yaml. Mend the id.",
    "problem-warning-unknown": "There is no warning {id} under quizzes. Mend the id, or write its file.",
    "problem-conflict-unknown": "There is no conflict {id} in lessons/conflicts.yaml. Mend the id.",
    "problem-trap-unknown": "The mistaken belief {id} is neither in this file's traps nor in traps.yaml. Mend the id, "
    "or add it.",
    "problem-page-unknown": "There is no page {id}. Mend it: LESSON#PAGE, as in 06-who-should-not#liver.",
    "problem-part-unknown": "This warning has no part {id}. Mend the id, or add the part.",
    "problem-id-twice": "The id {id} stands in {first} already. Give this one another.",
    # The quiz
    "problem-pairs-few": "The warning {id} has {number} whole pairs and needs {needed}. Add a choose-one and a "
    "choose-all with "
    "the same use: pair-N.",
    "problem-pair-form": "{use} must be one choose-one and one choose-all.",
    "problem-options-number": "The item {id} has {number} options and needs {needed}.",
    "problem-options-right": "The item {id} has {number} right options. A choose-one has one; a choose-all has some "
    "that are "
    "right and some that are not.",
    "problem-trap-missing": "A wrong option of {id} names no mistaken belief. Add trap.",
    "problem-trap-on-right": "A right option of {id} names the mistaken belief {trap}. Remove trap, or mend right.",
    "problem-parts-uncovered": "No line of {id} covers: {parts}. Give each part a line.",
    "problem-line-without-part": "A line of {id} says no part. Add part, one of: {parts}.",
    "problem-before-number": "There are {number} questions with use: before, and {needed} are needed.",
    "problem-quick-kind": "The item {id} must be a choose-one: it is a quick question.",
    "problem-says-long": "This line has {number} words. Say it in {most} at most.",
    "problem-ask-back-open": "A teach-back question is open: let it end in a question that asks with what, how or who, "
    "and that yes or no does not answer, in {most} words at most.",
    "problem-again-long": "This explanation has {number} words. Say it in {most} at most.",
    "problem-card-level": "This card says {level}, but the warning {id} has: {levels}.",
    # Pages
    "problem-page-rows": "This page needs {number} rows of {columns} columns, and a screen has {most}. Shorten or "
    "split it.",
    "problem-page-words": "This page has {number} words. A screen holds {most} at most: shorten or split it.",
    "problem-page-empty": "The page {id} has nothing below its heading. Write it, or remove it.",
    "problem-path-words": "The lessons have {number} words in all, and {most} is the most. Shorten them.",
    "problem-lessons-number": "There are {number} lessons. A course has at least 1 and at most {most}.",
    "problem-short-long": "The short card of {id} has {number} words. Say it in {most} at most.",
    "problem-number-unfounded": "No claim cited here holds the number {number}. Cite the claim, or remove the number.",
    "problem-figure-unfounded": "No claim of this row holds the number {number}. Mend the row or its claims.",
    "problem-wording-borrowed": "This shares {number} words in a row with a source. Say it in your own words.",
    "problem-wording-banned": "This holds a phrase of {number} words that must be left out. Say it differently.",
    # Coverage
    "problem-claim-not-taught": "No page teaches the safety claim {id}. Cite it on a page of a lesson.",
    "problem-claim-not-asked": "No question of a pair rests on the safety claim {id}. Add it to the claims of one.",
    "problem-taught-silent": "The page {page} neither shows the card of {id} nor cites one of its claims. Mend taught, "
    "or the page.",
    "problem-clinician-only": "The claim {id} is for clinicians only. Tell it in a reading that says clinician_only.",
    "problem-claim-unplaced": "The claim {id} is told nowhere. Cite it on a page of a lesson or a reading, or name the "
    "reason in lessons/exclusions.yaml.",
    "problem-exclusion-unknown": "There is no claim {id} in lessons/claims.yaml. Mend the id, or remove the entry.",
    "problem-exclusion-cited": "The claim {id} is left out here, and a page cites it. Remove the one or the other.",
    "problem-short-missing": "The conflict {id} needs a short card. Add short.",
    "problem-conflict-hidden": "This page cites a side of the conflict {id} ({claims}) and does not show its card.",
    # What check says at the end
    "check-claims": "Claims accounted for: {accounted} of {total} ({excluded} left out, each for a reason).",
    "check-safety": "Safety claims taught and asked: {accounted} of {total}.",
    "check-warnings": "Warnings complete: {complete} of {total}.",
    "check-conflicts": "Disagreements shown: {shown} of {total}.",
    "check-notes-one": "1 note that does not keep the course from being taught.",
    "check-notes-many": "{number} notes that do not keep the course from being taught.",
    "check-ok": "The course may be taught.",
    "check-errors-one": "1 problem keeps the course from being taught.",
    "check-errors-many": "{number} problems keep the course from being taught.",
}
