"""A course with a small library: a reading of evidence and disagreement, and one for the care team."""

from dataclasses import replace

from glutatui.course import (
    Block,
    Citation,
    Claim,
    Conflict,
    Course,
    Evidence,
    Lesson,
    Page,
    Sentence,
    Side,
    Texts,
    Use,
)
from tui.golden_course import GOLDEN


def _t(words: str) -> Texts:
    return {"en": words}


def _text(*sentences: str) -> Block:
    return Block("text", (tuple(Sentence(_t(words), ("claim",)) for words in sentences),))


_EVIDENCE = Evidence(
    _t("What one source found"),
    _t('"Possibly effective" is a weak grade. Ask first.'),
    (
        Use(_t("sore mouth from chemotherapy"), "possibly-effective", ("claim",)),
        Use(_t("sports performance"), "possibly-ineffective", ("claim",)),
        Use(_t("a use with a name of forty cells, as this"), "not-enough-known", ("claim",)),
    ),
)
_DOSE = Claim(
    "dose", "dosing", _t("A dose."), (Citation("S0", 3),), "dose", "stated", safety=False, clinician_only=True
)
_WEIGHT = Conflict(
    "weight",
    "high",
    "amount",
    _t("Does the weight count?"),
    (
        Side(("claim",), ("S0",), _t("It does not count.")),
        Side(("dose",), ("S1",), _t("It counts: 5 grams for each kilogram.")),
    ),
    _t("Ask before you take any amount."),
    _t("They differ."),
)

LIBRARY = (
    Lesson(
        "amounts",
        _t("Amounts in studies"),
        _t("None is a dose to copy."),
        _t("Care teams decide."),
        (
            Page(
                "one",
                _t("In hospital"),
                (_text("A zebra amount."), Block("disagree", conflict="weight", detail="staff")),
            ),
        ),
        clinician_only=True,
    ),
    Lesson(
        "foods",
        _t("Foods in full"),
        _t("No list is complete."),
        _t("Keep your usual food."),
        (Page("meat", _t("Meat and eggs"), (_text("Eggs hold some. They differ."),)),),
    ),
    Lesson(
        "uses",
        _t("What it is used for, and whether it works"),
        _t("Used for is not proof."),
        _t("Ask your care team before you take any."),
        (
            Page("grades", _t("Grades"), (Block("evidence", evidence=_EVIDENCE),)),
            Page(
                "weight",
                _t("Weight"),
                (_text("It may be heavy."), Block("disagree", conflict="weight", detail="sides")),
            ),
            Page("last", _t("What to ask"), (_text("Ask what it should do for you."),)),
        ),
    ),
)

SHELVED: Course = replace(
    GOLDEN, library=LIBRARY, claims=(*GOLDEN.claims, _DOSE), conflicts=(*GOLDEN.conflicts, _WEIGHT)
)
