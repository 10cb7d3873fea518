"""The forms of the YAML files: which keys a mapping has, what each holds, and whether it must be given.

The readers take the keys that they allow from here, and `schema` makes from it what an editor knows of a file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, TypeAlias, get_args

from glutatui.course import LEVELS

Kind: TypeAlias = Literal[
    "text", "texts", "id", "ids", "document", "documents", "pages", "use", "flag", "number", "choice", "forms", "free"
]
"""What a key holds: plural names are lists, ``forms`` a list of mappings, ``free`` is read by experts alone."""

ItemKind: TypeAlias = Literal["choose-one", "choose-all"]
Basis: TypeAlias = Literal["ledger", "general"]
Severity: TypeAlias = Literal["high", "medium", "low"]

FIRST: Final = "en"
"""The language that every course has; others are translations of it."""


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a mapping."""

    says: str
    """What it is for, for an author who points at it."""
    kind: Kind = "text"
    needed: bool = True
    values: tuple[str, ...] = ()
    """What a ``choice`` may be."""
    form: "Form | None" = None
    """The mappings of a list of ``forms``."""

    @property
    def optional(self) -> "Field":
        """The same key where it may be left out."""
        return Field(self.says, self.kind, needed=False, values=self.values, form=self.form)


Form: TypeAlias = Mapping[str, Field]


def _form(**fields: Field) -> Form:
    return MappingProxyType(fields)


_CLAIMS = Field("The claims that it rests on, by their ids in lessons/claims.yaml.", "ids")
_LEVEL = Field("stop: do not take it; ask: get an answer first; watch: be careful.", "choice", values=LEVELS)

SOURCE: Final = _form(
    id=Field("S and a number: how claims name the document.", "document"),
    title=Field("What the document is, in our words."),
    short=Field("Its plain name on a screen, such as: a clinic page. At most 24 characters."),
    publisher=Field("Who published it, as printed there."),
    kind=Field("What sort of document it is."),
    date=Field("When it was published or read, or none."),
    trust=Field("How far to trust it, in a word."),
    trust_note=Field("Why no further, in a sentence."),
)

CITATION: Final = _form(
    doc=Field("The document, such as S2.", "document"),
    line=Field("The line of the document, counted from 1.", "number"),
    strength=Field("How firmly this document says it, where it differs from the claim.").optional,
)

CLAIM: Final = _form(
    id=Field("How pages and questions cite the claim.", "id"),
    topic=Field("What it is about, in a word."),
    statement=Field("What the documents say, in our words: one idea."),
    sources=Field("Where it stands.", "forms", form=CITATION),
    kind=Field("What sort of claim it is, such as warning, dose or mechanism."),
    strength=Field("How firmly it is said, such as stated or hedged."),
    safety=Field("true where a patient could be hurt by not knowing it.", "flag", needed=False),
    action=Field("What the reader is told to do, such as avoid.").optional,
    safety_group=Field("The warning that it belongs to.").optional,
    safety_tier=Field("core where the quiz must verify it.").optional,
    clinician_only=Field("true for an amount or use that is never for self-treatment.", "flag", needed=False),
    numbers=Field("Its numbers with their units: no page may hold another.", "free", needed=False),
    quantity=Field("What the numbers measure.", "free", needed=False),
    borderline=Field("Why it is hard to sort.").optional,
    related=Field("Claims or disagreements that belong with it.", "ids", needed=False),
)

SIDE: Final = _form(
    claims=Field("The claims of this side.", "ids"),
    docs=Field("The documents of this side.", "documents"),
    position=Field("What this side says, in our words."),
)

CONFLICT: Final = _form(
    id=Field("How a DISAGREE card names it.", "id"),
    severity=Field(
        "high: shown wherever a side is shown; medium: told in a lesson; low: a note is enough.",
        "choice",
        values=get_args(Severity),
    ),
    type=Field("What sort of disagreement it is."),
    question=Field("What the sources do not agree about, as a question."),
    sides=Field("Each side.", "forms", form=SIDE),
    safest_reading=Field("What is safe to do whoever is right."),
    why=Field("Why that is the safest reading."),
    short=Field(
        "The card of a lesson, 25 words at most: what the sources do not agree about, then the safest reading."
    ).optional,
)

EXCLUSION: Final = _form(
    claim=Field("The claim that is told nowhere.", "id"),
    reason=Field("Why it is left out."),
)

TERM: Final = _form(
    term=Field("A word that a lesson explains where it first uses it."),
    plain=Field("The explanation in the lessons' own words."),
    signs=Field("Words on the same page that show that it is explained.", "texts", needed=False),
)

NAME: Final = _form(
    name=Field("The name of an illness, a medicine or a trade."),
    brand=Field("The name of a product, which stands only beside the medicine's name.").optional,
)

GLOSSARY: Final = _form(
    terms=Field("Words that have to be explained.", "forms", needed=False, form=TERM),
    names=Field("Names that whoever they concern knows.", "forms", needed=False, form=NAME),
    familiar=Field("Long words that are plain all the same.", "texts", needed=False),
    people=Field("The first names that questions may use.", "texts", needed=False),
    capitals=Field("Words of capitals that are names.", "texts", needed=False),
)

TRAP: Final = _form(
    id=Field("How an option names the mistaken belief.", "id"),
    belief=Field("The mistaken belief, as somebody would say it."),
)

PART: Final = _form(
    id=Field("How a line names the part.", "id"),
    level=_LEVEL,
    when=Field("Whom it is for, such as: you have cirrhosis."),
    claims=_CLAIMS,
)

APPLIES: Final = _form(
    id=Field("The name of the line.", "id"),
    text=Field("A line of the list of what applies to the reader, such as: I have cirrhosis."),
)

OPTION: Final = _form(
    text=Field("What is to be chosen."),
    because=Field("Why it is right or wrong, and the safe action."),
    right=Field("true where it is to be chosen, or where yes is the right mark.", "flag", needed=False),
    trap=Field("The mistaken belief that a wrong option catches.", "id", needed=False),
    part=Field("The part of the warning that a line covers.", "id", needed=False),
)

_ITEM: Final = {
    "id": Field("The item's name, which no other item of the course has.", "id"),
    "kind": Field(
        "choose-one: a scenario with three options; choose-all: five lines, each yes or no.",
        "choice",
        values=get_args(ItemKind),
    ),
    "ask": Field("The question, which ends with a question mark."),
    "unsure": Field('What the reader sees after "I\'m not sure", with the safe action.'),
    "options": Field("The options or lines.", "forms", form=OPTION),
    "claims": _CLAIMS,
    "basis": Field(
        "ledger, or general where the right answer rests on general medicine safety.",
        "choice",
        needed=False,
        values=get_args(Basis),
    ),
    "cautious": Field("true where a careful-sounding option is a wrong one.", "flag", needed=False),
    "decoy": Field("true where an option holds a number that is wrong on purpose.", "flag", needed=False),
    "revision": Field("Raised when the question, an option or the key changes; 1 if left out.", "number", needed=False),
}

CHECK: Final = _form(**_ITEM)
"""A quick check of a lesson."""

ITEM: Final = _form(
    **_ITEM,
    use=Field("pair-1, pair-2, ... for a round, or before for a question asked before the lessons.", "use"),
    part=Field("The part of the warning that the whole item is about.", "id", needed=False),
)
"""A question of a warning."""

WARNING: Final = _form(
    warning=Field("The warning's name, which is also the name of the file.", "id"),
    level=_LEVEL,
    says=Field("What the reader is to know, in 14 words at most."),
    claims=_CLAIMS,
    taught=Field("The pages that teach it, as LESSON#PAGE.", "pages"),
    ask_back=Field("An open question that staff ask (teach-back): what the reader would do, or tell a friend."),
    again=Field("A second explanation in other words, 60 words at most, shown after a miss."),
    parts=Field("The parts, where it says different things to different readers.", "forms", needed=False, form=PART),
    applies=Field('Its lines of the "does any of this apply to you" list.', "forms", needed=False, form=APPLIES),
    traps=Field("Mistaken beliefs that its wrong options catch.", "forms", needed=False, form=TRAP),
    items=Field("The questions: each pair is a choose-one and a choose-all.", "forms", form=ITEM),
)

REVIEW: Final = _form(
    of=Field("What was read: a page as LESSON#PAGE, or the id of an item."),
    hash=Field("The hash of the wording that was read; glutatui check tells the present one."),
    reviewer=Field("Who has read it: name and profession."),
    date=Field("The day of the reading, such as 2026-05-31."),
    language=Field("The language that was read; en if left out.").optional,
)


@dataclass(frozen=True, slots=True)
class FileForm:
    """One sort of YAML file."""

    form: Form
    listed: bool = True
    """Whether the file is a list of such mappings, rather than one."""


FILES: Final[Mapping[str, FileForm]] = MappingProxyType(
    {
        "sources": FileForm(SOURCE),
        "claims": FileForm(CLAIM),
        "conflicts": FileForm(CONFLICT),
        "exclusions": FileForm(EXCLUSION),
        "reviews": FileForm(REVIEW),
        "glossary": FileForm(GLOSSARY, listed=False),
        "checks": FileForm(CHECK),
        "warning": FileForm(WARNING, listed=False),
        "traps": FileForm(TRAP),
    }
)
"""Every sort of YAML file by the name of its schema."""


def sort_of(path: str) -> str | None:
    """Return which sort a YAML file of a course is, by its path below the course's folder; None for any other file.

    A translation leaves out what it shares with the first language, so it is of none of these sorts.
    """
    folder, _, name = path.rpartition("/")
    stem = name.removesuffix(".yaml")
    if stem == name:
        return None
    if folder == "lessons":
        return stem if stem in {"sources", "claims", "conflicts", "exclusions", "reviews"} else None
    if folder == f"quizzes/{FIRST}":
        return "traps" if stem == "traps" else "warning"
    if folder == f"lessons/{FIRST}":
        return "checks" if stem.endswith(".checks") else "glossary" if stem == "glossary" else None
    return None
