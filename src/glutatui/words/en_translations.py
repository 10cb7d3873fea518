"""What translators are told in English: what is wrong in a further language, and what is noted about it."""

from collections.abc import Mapping

TRANSLATIONS: Mapping[str, str] = {
    # Problems in a further language
    "problem-language-waiting": "The language {language} is not offered yet: {files} of {total} files are translated, "
    "problems: {problems}. See them with: glutatui check --lang {language}",
    "problem-file-untranslated": "This file is missing. Translate {original}.",
    "problem-translation-form": "This has another form than the English file. Begin with a copy of that.",
    "problem-translation-missing": "{id} has no translation here. Add it.",
    "problem-translation-unknown": "{id} is not in the English file. Remove it, or mend the id.",
    "problem-translation-key": "The English file has no {key} here. Remove it.",
    "problem-translation-kept": "The English file says {key}: {value} here. Write it here too: it shows that the order "
    "is the same.",
    "problem-translation-unstamped": "Nobody has noted which English text {id} was translated from. Compare both, then "
    "run: glutatui translated {language} {id}",
    "problem-translation-stale": "The English text of {id} was changed after this was translated. Compare both, mend "
    "this, then run: glutatui translated {language} {id}",
    "problem-number-differs": "The English text holds {numbers}, this one {found}. Write the same numbers in the same "
    "form, with the same units.",
    "problem-negation-lost": "The English text says not, no or without, and this does not. Look whether the meaning is "
    "kept, and write no, nunca, sin or the like.",
    "problem-still-english": "This is the English text. Translate it.",
    "problem-lesson-ease": "This lesson has {ease} points on the INFLESZ scale, and {least} is the least. Use shorter "
    "sentences and words.",
    "problem-item-ease": "The item {id} has {ease} points on the INFLESZ scale, and {least} is the least. Use shorter "
    "sentences and words.",
    "problem-address-familiar": 'This says "{text}". Call the reader usted.',
    "problem-question-unopened": 'A mark at the beginning or the end is missing here: "{text}".',
    "problem-parity-count": "The English course has {number} here ({what}). Make both equal in structure.",
    "problem-parity-value": "The English course says {value} here ({what}). Make both equal.",
    "problem-parity-marks": "The English sentence has these marks: {marks}. Put the same ones here, or mend the order "
    "of the sentences.",
    # What check and translated say
    "check-clean": "There is nothing to mend here.",
    "check-found-one": "1 note.",
    "check-found-many": "{number} notes.",
    "stamped-one": "1 part is noted as translated from its present English text.",
    "stamped-many": "{number} parts are noted as translated from their present English texts.",
    # The command line
    "usage-check-lang": "judge a further language alone, such as es, also one that is not offered yet",
    "usage-only": "tell what is wrong in this file alone; may be given several times",
    "usage-translated": "note that parts of a translation were made from the present English texts",
    "usage-translated-language": "the further language, such as es",
    "usage-translated-names": "a file, LESSON#PAGE, or an id",
    # Errors, each with what to do
    "error-translation-none": "The course has no further language {language}. Name one that has a folder in lessons.",
    "error-file-unknown": "The course has no file {path}. Name one by its path, or by the end of it.",
    "error-part-unknown": "Nothing that is translated is called {names}. Name a file, LESSON#PAGE or an id.",
    "error-robots-wordless": "The blind robots know no words of the language {language}. Give them some in "
    "src/glutatui/content/robots/vocabulary.py.",
    "error-stamps-unwritable": "lessons/{language}/translated.yaml cannot be written ({why}). Allow writing to it.",
}
"""Part of `en.WORDS`."""
