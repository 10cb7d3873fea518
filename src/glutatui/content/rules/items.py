"""How a question is put: its stem, its options, their lengths (education standard, section 2, form)."""

import re
from collections.abc import Iterator
from itertools import pairwise

from glutatui.content.draft import Draft
from glutatui.content.rules.numbers import numbers_in
from glutatui.content.rules.pages import longest_sentence, words
from glutatui.content.rules.registry import Finding, rule
from glutatui.content.sentences import pieces_of
from glutatui.content.stems import is_negation, plain_words, words_in
from glutatui.course import Item, Texts

STEM_WORDS = 25
"""Words of a question of one sentence (rule L6)."""

SCENARIO_WORDS = 50
"""Words of a question that tells a case first (rule L6)."""

SENTENCE_WORDS = 15
"""Words of a sentence in a question or an option (rule L6)."""

OPTION_WORDS = 14
"""Words of an option (rule L6)."""

FEEDBACK_WORDS = (8, 40)
"""Words of a feedback, fewest and most (rule L6)."""

_QUESTION = words_in("what which who when how where why should can do does is are would could")
_NEGATIVE = frozenset(["not", "except", "least", "false", "incorrect", "untrue"])
_VERBS = words_in(
    "accept add agree allow apply arrange ask avoid bake begin believe blend book bring buy call cancel carry"
    " change check chew choose close collect compare consult cook copy count crush cut decide discuss dissolve do"
    " don't double drink drop eat empty end enjoy explain feed feel fill finish focus follow forget gather get give"
    " go guess halve hand have hear help hide hold ignore increase join judge keep learn leave let listen look lower"
    " make measure mention mix move need never note offer open order pack pass pay pick plan play pour prepare put"
    " raise read reduce refuse remember remind repeat replace report request rest return run save search see seek"
    " select sell send set share show sign sip sit skip sleep speak split spread stand start stay stick stir stop"
    " store stretch suggest swallow swap switch take talk tell test throw trade treat trust try turn use visit wait"
    " walk warn wash watch weigh work worry write"
)
"""Words that tell somebody what to do where they stand first."""

_OF_THESE = re.compile(r"\b(?:all|none|both|neither|any) of (?:the|these|them)\b|\b[A-C] and [A-C]\b", re.IGNORECASE)
_OTHER_ITEM = re.compile(r"\b(?:previous|above|earlier|last) (?:question|item|patient)\b|\bquestion \d", re.IGNORECASE)


def question_of(text: str) -> str:
    """Return the last sentence of a stem: what is asked."""
    pieces = pieces_of(text)
    return pieces[-1].text if pieces else text


def texts_of(item: Item) -> Iterator[Texts]:
    """Give what a patient reads before answering: the question and its options."""
    yield item.ask
    yield from (option.text for option in item.options)


def feedback_of(item: Item) -> Iterator[Texts]:
    """Give what a patient reads after answering."""
    yield item.unsure
    yield from (option.because for option in item.options)


@rule("stem-question", language="en")
def stem_question(draft: Draft) -> Iterator[Finding]:
    """A stem ends in its one question mark, and its last sentence asks with what, who, how and the like (rule L2)."""
    for item in draft.items():
        text = draft.text(item.ask)
        asks = _QUESTION & set(plain_words(question_of(text)))
        if text.count("?") != 1 or not text.endswith("?") or not asks:
            yield draft.of(item.ask), {}


@rule("stem-negative", language="en")
def stem_negative(draft: Draft) -> Iterator[Finding]:
    """What is asked holds no "not" or "except": a tired reader overlooks it (rule L3)."""
    for item in draft.items():
        found = plain_words(question_of(draft.text(item.ask)))
        wrong = [word for word in found if word in _NEGATIVE or word.endswith("n't")]
        if wrong:
            yield draft.of(item.ask), {"word": wrong[0]}


@rule("option-of-these", language="en")
def option_of_these(draft: Draft) -> Iterator[Finding]:
    """No option is "all of these" or "A and B" (rule L4): options are shuffled, and it rewards test-wiseness."""
    for item in draft.items():
        for option in item.options:
            if found := _OF_THESE.search(draft.text(option.text)):
                yield draft.of(option.text), {"text": found.group()}


@rule("and-or", language="en")
def and_or(draft: Draft) -> Iterator[Finding]:
    """No "and/or" in a question, and no choose-one between yes and no (rule L5)."""
    for item in draft.items():
        for text in texts_of(item):
            if "and/or" in draft.text(text).lower():
                yield draft.of(text), {}
        only = {draft.text(option.text).rstrip(".").lower() for option in item.options}
        if item.kind == "choose-one" and only and only <= {"yes", "no"}:
            yield draft.of(item), {}


@rule("stem-long")
def stem_long(draft: Draft) -> Iterator[Finding]:
    """A question has at most 25 words, with a case before it 50 (rule L6)."""
    for item in draft.items():
        text = draft.text(item.ask)
        most = draft.most(STEM_WORDS if len(pieces_of(text)) == 1 else SCENARIO_WORDS)
        if words(text) > most:
            yield draft.of(item.ask), {"number": words(text), "most": most}


@rule("item-sentence-long")
def item_sentence_long(draft: Draft) -> Iterator[Finding]:
    """A sentence of a question or of its feedback has at most 15 words (rule L6)."""
    for item in draft.items():
        for text in (*texts_of(item), *feedback_of(item)):
            most = draft.most(SENTENCE_WORDS)
            longest = longest_sentence(draft.text(text), most)
            if longest > most:
                yield draft.of(text), {"number": longest, "most": most}


@rule("option-long")
def option_long(draft: Draft) -> Iterator[Finding]:
    """An option has at most 14 words (rule L6)."""
    for item in draft.items():
        for option in item.options:
            number = words(draft.text(option.text))
            most = draft.most(OPTION_WORDS)
            if number > most:
                yield draft.of(option.text), {"number": number, "most": most}


@rule("feedback-length")
def feedback_length(draft: Draft) -> Iterator[Finding]:
    """A feedback has 8 to 40 words: why, and the safe action (rule L6; Van der Kleij 2015: explain each option)."""
    least, most = FEEDBACK_WORDS[0], draft.most(FEEDBACK_WORDS[1])
    for item in draft.items():
        for text in feedback_of(item):
            number = words(draft.text(text))
            if not least <= number <= most:
                yield draft.of(text), {"number": number, "least": least, "most": most}


@rule("negation-twice", language="en")
def negation_twice(draft: Draft) -> Iterator[Finding]:
    """No sentence of an option holds two negations (rule L7)."""
    for item in draft.items():
        for option in item.options:
            for piece in pieces_of(draft.text(option.text)):
                if sum(map(is_negation, plain_words(piece.text))) > 1:
                    yield draft.of(option.text), {}
                    break


@rule("numbers-order")
def numbers_order(draft: Draft) -> Iterator[Finding]:
    """Where every option is an amount, they ascend as filed and do not overlap (rule L8)."""
    for item in draft.items():
        found = [[float(number) for number in numbers_in(draft.text(option.text))] for option in item.options]
        if item.kind == "choose-one" and all(found) and found:
            for index, (low, high) in enumerate(pairwise(found), start=1):
                if max(low) >= min(high):
                    yield draft.of(item.options[index].text), {}
                    break


@rule("options-alike", language="en", severity="warning")
def options_alike(draft: Draft) -> Iterator[Finding]:
    """Options look alike: all begin with a capital or none, all end with the same mark or none (rule L9)."""
    for item in draft.items():
        texts = [draft.text(option.text) for option in item.options]
        starts = {text[:1].isupper() for text in texts if text[:1].isalpha()}
        ends = {text[-1:] if text[-1:] in ".?!" else "" for text in texts}
        if all(texts) and (len(starts) > 1 or len(ends) > 1):
            yield draft.of(item), {"id": item.id}


@rule("options-verbs", language="en", severity="warning")
def options_verbs(draft: Draft) -> Iterator[Finding]:
    """The options of a scenario all begin with what to do, or none does (rule L9): a mix makes one stand out."""
    for item in draft.items() if draft.glossary.terms else ():
        starts = [plain_words(draft.text(option.text))[:1] for option in item.options]
        acting = {bool(_VERBS & set(start)) for start in starts}
        if item.kind == "choose-one" and len(acting) > 1:
            yield draft.of(item), {"id": item.id}


@rule("item-elsewhere", language="en")
def item_elsewhere(draft: Draft) -> Iterator[Finding]:
    """No question speaks of another one: their order is drawn anew for each visit (rule L10)."""
    for item in draft.items():
        for text in (*texts_of(item), *feedback_of(item)):
            if found := _OTHER_ITEM.search(draft.text(text)):
                yield draft.of(text), {"text": found.group()}
