"""One seeded fault for each rule of questions, plain words and sign-offs, in the small course or in the shipped one."""

from dataclasses import dataclass

from small_course import CHECKS, CONFLICTS, FILES, GLOSSARY, LESSON, LIVER

NIGHT = "text: She takes it at night."
HALF = "text: She takes half."
SHOWN = FILES[CONFLICTS].split("- id: upper-limit\n")[1]
OPTIONS = FILES[CHECKS].split("  options:\n")[1]
_ANEW = "    - text: {}.\n      right: true\n      because: One.\n" + "    - text: {}.\n      because: Two.\n" * 2
FALLING = _ANEW.format("14 grams", "2 grams", "1 gram")
LEAKING = _ANEW.format("Friends find scarred capsules", "Nobody has seen those", "Teachers hold red pens")
LITTLE = "A little of it counts too. Leave it in the box."
TIME = "The time of day changes nothing. Leave it, and ask."


@dataclass(frozen=True)
class RuleFault:
    """A change to one file of a course, and where its problem is found."""

    code: str
    path: str
    old: str
    new: str
    needle: str
    """The problem stands where this text first stands behind ``after`` in the changed file; "" is the whole file."""
    after: str = ""
    skip: int = 0


RULE_FAULTS = (
    # How a question is put
    RuleFault("stem-question", CHECKS, "limit of one source?", "limit of one source.", "What is"),
    RuleFault("stem-question", CHECKS, "What is the limit of", "Is it 14? Tell the limit of", "Is it 14"),
    RuleFault("stem-negative", CHECKS, "What is the limit of", "What is not the limit of", "What is not"),
    RuleFault("option-of-these", LIVER, NIGHT, "text: All of these.", "All of these"),
    RuleFault("and-or", LIVER, NIGHT, "text: At noon and/or at night.", "At noon"),
    RuleFault("stem-long", CHECKS, "What is the", f"What is {'so ' * 25}the", "What is"),
    RuleFault("stem-long", LIVER, "Rosa has cirrhosis. What", f"Rosa has {'so ' * 50}cirrhosis. What", "Rosa"),
    RuleFault("item-sentence-long", LIVER, TIME, f"The time {'so ' * 14}ask.", "The time"),
    RuleFault("option-long", LIVER, NIGHT, f"text: She takes {'so ' * 13}it.", "She takes so"),
    RuleFault("feedback-length", LIVER, TIME, "Leave it.", "Leave it.", after="at night"),
    RuleFault("feedback-length", LIVER, TIME, "Leave it. " * 21, "Leave it.", after="at night"),
    RuleFault("negation-twice", LIVER, NIGHT, "text: She never has no sip.", "She never"),
    RuleFault("numbers-order", CHECKS, OPTIONS, FALLING, "2 grams"),
    RuleFault("options-alike", LIVER, NIGHT, "text: She takes it at night", "id: liver-one"),
    RuleFault("item-elsewhere", LIVER, NIGHT, "text: As in question 3.", "As in"),
    RuleFault("options-verbs", LIVER, NIGHT, "text: Take it at night.", "id: liver-one"),
    RuleFault("applies-long", LIVER, "text: I have cirrhosis", f"text: I have {'so ' * 13}it", "I have so"),
    RuleFault("claims-none", LIVER, "cirrhosis\n    claims: [avoid-cirrhosis]", "cirrhosis\n    claims: []",
              "id: scarred"),
    # What gives a right option away
    RuleFault("key-length", LIVER, "She leaves it out.", "She leaves it out with all the rest.", "She leaves it out"),
    RuleFault("key-echo", LIVER, "She leaves it out.", "She leaves powder.", "She leaves powder"),
    RuleFault("key-absolute", LIVER, "She leaves it out.", "She never has it.", "She never"),
    RuleFault("key-absolute", LIVER, NIGHT, "text: She might take it.", "She leaves it out"),
    RuleFault("options-same", LIVER, NIGHT, "text: She takes half at night.", "She takes half at"),
    RuleFault("options-negated", LIVER, NIGHT, "text: She never takes half.", "She never takes"),
    RuleFault("key-leaked", CHECKS, OPTIONS, LEAKING, "Friends find"),
    RuleFault("items-alike", LIVER, "text: She gives it back.", "text: She leaves it out.", "id: liver-other"),
    # Caution and feedback
    RuleFault("cautious-none", LIVER, "    cautious: true\n", "", "warning: liver"),
    RuleFault("cautious-distractor", LIVER, HALF, "text: She takes two.", "id: liver-one"),
    RuleFault("cautious-key", LIVER, "She leaves it out.", "She stops her pills.", "She stops"),
    RuleFault("trap-unused", LIVER, "traps:\n", "traps:\n  - id: idle\n    belief: It is idle.\n", "id: idle"),
    RuleFault("feedback-twice", LIVER, TIME, LITTLE, "A little of", after=NIGHT),
    RuleFault("feedback-action", LIVER, TIME, "The time of day makes no difference to it.", "The time"),
    RuleFault(
        "feedback-echo", LIVER, f"{NIGHT}\n        trap: mild-so-not-me\n        because: {TIME}",
        "text: She has it at night or noon.\n        trap: mild-so-not-me\n"
        "        because: She has it at night or noon. Leave it.", "She has", after="because: She",
    ),
    RuleFault("feedback-tone", LIVER, TIME, "You should have known that. Leave it, and ask.", "You should"),
    RuleFault("feedback-tone", LIVER, TIME, "Wrong, the time changes nothing. Leave it, and ask.", "Wrong,"),
    # Plain words
    RuleFault("lesson-grade", LESSON, "Ask first.", "Professionals recommend hospitalization " * 3 + ".", "---"),
    RuleFault("item-grade", LIVER, TIME, "Professionals recommend hospitalization. " * 6 + "Ask.", "id: liver-one"),
    RuleFault("sentence-long", LESSON, "Ask first.", f"Ask {'so ' * 20}.", "Ask so"),
    RuleFault("sentences-mean", LESSON, "Ask first.", f"Ask {'so ' * 150}.", "---"),
    RuleFault("paragraph-long", LESSON, "Ask first.", "Ask. Ask. Ask. Ask.", "Ask. Ask"),
    RuleFault("message-passive", LESSON, "action: Tell your", "action: It must be told to your", "It must"),
    RuleFault("word-hard", LESSON, "Ask first.", "Ask about hyperactivity.", "Ask about"),
    RuleFault("word-long", LESSON, "Ask first.", "Ask about bananas.", "Ask about"),
    RuleFault("short-form-alone", LESSON, "Ask first.", "Ask about MSG.", "## Cirrhosis"),
    RuleFault("lesson-smog", LESSON, "Ask first.", "Recommendation. " * 40, "---"),
    RuleFault("lesson-passive", LESSON, "Ask first.", "It is taken. It was given.", "---"),
    RuleFault("conflict-unshown", CONFLICTS, "- id: upper-limit", f"- id: lower-limit\n{SHOWN}- id: upper-limit",
              "id: lower"),
    RuleFault("term-unexplained", LESSON, " (a scarred liver)", "", "## Cirrhosis"),
    RuleFault("capitals", LESSON, "Ask first.", "ASK first.", "ASK"),
    RuleFault("brand-alone", LESSON, "Ask first.", "Ask about Neurontin.", "Ask about"),
    RuleFault("person-unknown", LIVER, "Rosa has", "Rudi has", "Rudi"),
    # Amounts
    RuleFault("unit-short", LESSON, "14 grams as the", "14 g as the", "One source"),
    RuleFault("unit-short", LESSON, "Ask first.", "Ask about 2 grams prn.", "Ask about"),
    RuleFault("number-form", LESSON, "14 grams as the", "14.0 grams as the", "One source"),
    RuleFault("number-ratio", LESSON, "Ask first.", "One in ten asks.", "One in"),
    RuleFault("sum-asked", LESSON, "Ask first.", "Ask per kilogram.", "Ask per"),
    RuleFault("amount-alone", LESSON, " So ask.", "", "## How much"),
    RuleFault("feedback-amount", CHECKS, "One source gives it as the limit. Ask first all the same.",
              "One source gives 14 grams as the limit for all.", "One source"),
    # A scaffold
    RuleFault("unfilled", LESSON, "Ask first.", "fill-in (one idea).", "fill-in"),
    RuleFault("unfilled", LIVER, "claims: [avoid-cirrhosis]\ntaught", "claims: [fill-in-claim-id]\ntaught", "fill-in"),
    # The glossary itself
    RuleFault("key-unknown", GLOSSARY, "brand:", "trade:", "trade"),
    RuleFault("key-missing", GLOSSARY, "    plain: a scarred liver\n", "", "term: cirr"),
    RuleFault("not-a-text", GLOSSARY, "[anybody]", "[[a]]", "[a]"),
)  # fmt: skip

AMOUNT, ASK, CANCER = (f"quizzes/en/{name}.yaml" for name in ("amount", "ask-first", "cancer"))


@dataclass(frozen=True)
class BankFault:
    """A change to every scenario or five lines of the shipped course: how each option is worded anew."""

    code: str
    part: str
    """``key``, ``other``, ``lines``, ``order``, ``feedback``, ``pages``, ``pairs``, ``wordings`` or
    ``quick``: what is changed."""
    text: str
    """What is put in front of the text, or does for it where it begins with ``=``."""


BANK_FAULTS = (
    BankFault("bank-longest", "key", "as it is said here and there: "),
    BankFault("bank-shortest", "key", "={number}"),
    BankFault("bank-convergence", "key", "={others}"),
    BankFault("bank-places", "order", ""),
    BankFault("bank-lines", "lines", ""),
    BankFault("bank-cue-words", "key", "may "),
    BankFault("bank-leave", "key", "Leave "),
    BankFault("bank-ask", "key", "ask "),
    BankFault("bank-grade", "feedback", "Professionals recommend hospitalization. " * 5),
    BankFault("pairs-spare", "pairs", ""),
    BankFault("wordings-none", "wordings", ""),
    BankFault("bank-small", "quick", "as it is said here and there: "),
    BankFault("path-grade", "pages", "Professionals recommend hospitalization."),
    BankFault("review-unknown", "reviews", ""),
    BankFault("review-stale", "reviews", ""),
)
