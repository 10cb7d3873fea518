"""What `check` tells authors in English about questions, plain words and sign-offs: how to mend each.

The key of a sentence is ``problem-`` and the code of the rule.
"""

from collections.abc import Mapping

RULES: Mapping[str, str] = {
    # How a question is put
    "problem-stem-question": "This must end in its one question, with a question mark and a word such as what, which, "
    "who or how. Ask one thing.",
    "problem-stem-negative": 'The question holds "{word}". Ask for what is right, or what is safe.',
    "problem-option-of-these": 'An option says "{text}". Name the thing itself.',
    "problem-and-or": "This is an and/or, or a choice between yes and no. Offer choices that say something.",
    "problem-stem-long": "This question has {number} words. Ask it in {most} at most.",
    "problem-item-sentence-long": "A sentence here has {number} words. Cut it to {most} at most.",
    "problem-option-long": "This option has {number} words. Say it in {most} at most.",
    "problem-feedback-length": "This feedback has {number} words. Give the reason and the safe action in {least} to "
    "{most}.",
    "problem-negation-twice": "A sentence of this option holds two negations. Say it the other way round.",
    "problem-numbers-order": "The amounts of these options do not ascend, or they overlap. Sort them.",
    "problem-options-alike": "The options of {id} look different. Begin all with a capital or none, and end all with "
    "the same mark or none.",
    "problem-item-elsewhere": 'This speaks of another question ("{text}"). Their order changes: say it here in full.',
    # What gives a right option away
    "problem-key-length": "The right option has {number} words, the others have {lengths}. Make them about equally "
    "long.",
    "problem-key-echo": "Words of the question stand in the right option alone: {words}. Use them in a wrong option "
    "too, or in none.",
    "problem-key-absolute": "Words such as these stand in the right option or in the wrong ones alone: {words}. Use "
    "them in both or in neither.",
    "problem-options-same": 'This option nearly says the same as "{text}". Make them different.',
    "problem-options-negated": 'This option is "{text}" turned round. One of the two is then surely right: change it.',
    "problem-key-leaked": "The item {id} gives this right option away: it holds its words. Change one of the two.",
    "problem-items-alike": "The item {id} asks what {other} asks, or has the same right option. Ask about another "
    "case.",
    "problem-options-verbs": "Some options of {id} begin with what to do and some do not. Begin all alike.",
    # The bank as a whole
    "problem-bank-small": "The right option is the {kind} in {number} of {total} items. Change some lengths.",
    "problem-pairs-spare": "The warning {id} has {number} pairs. Write {needed}: one more than there are rounds.",
    "problem-applies-long": "This line has {number} words. Say it in {most} at most.",
    "problem-bank-lines": "{share} percent of the choose-alls have {number} right lines. It must be {least} to {most} "
    "percent: change some.",
    "problem-bank-longest": "The right option is the longest in {share} percent of the scenarios. It must be {least} "
    "to {most} percent: change some lengths.",
    "problem-bank-shortest": "The right option is the shortest in {share} percent of the scenarios. It must be "
    "{least} to {most} percent: change some lengths.",
    "problem-bank-convergence": "The right option is most like the others in {share} percent of the scenarios, and "
    "{most} is the most. Give wrong options words in common.",
    "problem-bank-places": "The right option is filed as number {number} in {share} percent of the scenarios. It must "
    "be {least} to {most} percent: move some.",
    "problem-bank-cue-words": "Words such as these are in {right} percent of the right options and in {wrong} percent "
    "of the others: {words}. Make that about equal.",
    "problem-bank-leave": "{share} percent of the right options begin with do not, stop or leave, and {most} is the "
    "most. Begin some with what to do.",
    "problem-bank-ask": "{share} percent of the right options ask or tell somebody ({most} is the most); {number} of "
    "these have a wrong option that does too (half of them must). Change some.",
    # Caution and feedback
    "problem-cautious-none": "No item of {id} is cautious: true. Add one in which giving up a medicine, food or care "
    "is the wrong answer.",
    "problem-cautious-distractor": "No wrong option of the cautious item {id} gives something up. Add stop, skip, half "
    "or wait to one.",
    "problem-cautious-key": 'The right option of a cautious item gives care up ("{text}"). Mend it.',
    "problem-trap-unused": "No option catches the mistaken belief {id}. Use it, or remove it.",
    "problem-feedback-twice": "This feedback stands in the same item already. Write one for this option.",
    "problem-feedback-action": "This feedback does not say what to do. End it with the safe action, such as ask, "
    "leave or keep.",
    "problem-feedback-echo": "This feedback repeats {number} words of the wrong option in a row. Say it in other "
    "words.",
    "problem-feedback-tone": 'This feedback scolds or cheers ("{text}"). Give the reason instead.',
    # Plain words
    "problem-lesson-grade": "This lesson reads at grade {grade}, and {most} is the most. Use shorter sentences and "
    "words.",
    "problem-path-grade": "The lessons read at grade {grade} by {name}, and {most} is the most. Use shorter sentences "
    "and words.",
    "problem-item-grade": "The item {id} reads at grade {grade}, and {most} is the most. Use shorter sentences and "
    "words.",
    "problem-bank-grade": "The items read at grade {grade} in the mean, and {most} is the most. Use shorter sentences "
    "and words.",
    "problem-sentence-long": "This sentence has {number} words. Cut it to {most} at most.",
    "problem-sentences-mean": "The sentences of this lesson have {number} words in the mean, and {most} is the most. "
    "Cut some.",
    "problem-paragraph-long": "This paragraph has {number} sentences. Begin a new one after {most} at most.",
    "problem-message-passive": 'This does not say who does it ("{text}"). Use the active voice.',
    "problem-word-hard": 'The word "{word}" is long. Use a plainer one, or enter it in the glossary (familiar, or '
    "terms with an explanation).",
    "problem-term-unexplained": 'This page first uses "{term}" in this lesson and does not explain it. Say: {plain}.',
    "problem-word-long": 'The word "{word}" has three syllables. Use a shorter one, or enter it in the glossary '
    "(familiar).",
    "problem-short-form-alone": '"{text}" is nowhere spelled out here. Write it out once: the words, then "({text})".',
    "problem-lesson-smog": "This lesson reads at grade {grade} by SMOG, and {most} is the most. Use fewer long words.",
    "problem-lesson-passive": "{number} of {total} sentences here do not say who does it. Use the active voice.",
    "problem-conflict-unshown": "No page shows the card of the conflict {id}. Add it to a lesson or a reading.",
    "problem-capitals": '"{text}" is written in capitals. Use small letters, or enter it in the glossary (capitals).',
    "problem-brand-alone": 'The brand name {brand} stands alone. Write "{name} ({brand})".',
    "problem-person-unknown": "{name} is not in the list of first names. Enter it in the glossary (people), or use "
    "one from there.",
    # Amounts
    "problem-unit-short": 'Write the unit out in words: "{text}" is misread.',
    "problem-number-form": 'Write "{text}" without a zero at the end of the decimal, and with one before the point.',
    "problem-number-ratio": 'Say "{text}" in words: readers misjudge shares.',
    "problem-sum-asked": 'This asks for a sum ("{text}"). Name no amount by weight: say to ask.',
    "problem-amount-alone": "This page shows an amount and does not say to ask first. Add it.",
    "problem-feedback-amount": "This feedback shows an amount and does not say to ask. Add it.",
    # Confirmed wordings
    "problem-wording-changed": 'This says "{now}" and was confirmed as "{was}". Mend it; or, if it is meant, run '
    "glutatui check --confirm-wordings.",
    "problem-wording-new": 'This says "{now}" and was never confirmed. Read it once more, then run glutatui check '
    "--confirm-wordings.",
    "problem-wording-lost": 'This no longer says "{was}" ({key}). Put it back; or, if it is meant, run glutatui check '
    "--confirm-wordings.",
    "problem-wordings-none": "Nothing here holds the texts to what they are meant to say: {file} is missing. Read "
    "them, then run glutatui check --confirm-wordings.",
    "usage-confirm-wordings": "take what every text says now (numbers, units, negations, right answers) as what is "
    "meant; prints what changed",
    "confirm-gone": "- {key}: {was}",
    "confirm-now": "+ {key}: {now}",
    "confirm-done": "Confirmed: {number} wordings, {changed} of them new or changed. Look at the diff of {path} "
    "before you commit it.",
    "confirm-refused": "Nothing was confirmed. Mend this first.",
    "error-wordings-unwritable": "The file {path} could not be written ({why}), and nothing was confirmed. Check the "
    "permissions of its folder.",
    "problem-revision-same": "The question, an option or the key of {id} changed since revision {revision}. Raise its "
    "revision; then run glutatui check --confirm-wordings.",
    # Sign-offs
    "problem-not-a-date": "{key} must be a day, such as 2026-05-31.",
    "problem-review-unknown": "There is no page or item {id}. Mend of: LESSON#PAGE, or the id of an item.",
    "problem-review-stale": "{id} was changed after this sign-off. Its hash is now {hash}: have it read again.",
    "problem-not-reviewed": "{number} of {total} pages and items have no valid sign-off in lessons/reviews.yaml. Have "
    "a clinician read them.",
    "check-reviews": "Read by a clinician: {signed} of {total} pages and items.",
}
