"""A small course that shows every kind of screen; it stays as it is, so that approved screens do."""

from typing import Literal

from glutatui.course import (
    Applies,
    Bar,
    Block,
    Citation,
    Claim,
    Conflict,
    Course,
    Figure,
    Item,
    Lesson,
    Level,
    Option,
    Page,
    Part,
    Sentence,
    Side,
    Source,
    Texts,
    Warning,  # noqa: A004  (the project's own term)
)

_ASK = "A man takes gabapentin for nerve pain. A gym friend offers him glutamine powder. What is the safest next step?"
_OPTIONS = (
    ("Take it: gabapentin is not for seizures in his case", "Gabapentin is on the list whatever it is taken for. Ask."),
    ("Stop gabapentin first, then take the powder", "Never stop a prescribed medicine on your own. Ask first."),
    ("Ask his pharmacist or doctor before taking any", "They know what goes together. Ask before taking any."),
)
_LINES = (
    ("A woman who is breastfeeding", "Nobody knows if it is safe for the baby. She leaves it."),
    ("A man who eats a lot of fish", "Food is food. He goes on eating it."),
    ("Someone with cirrhosis, that is a scarred liver", "It could make the liver worse. Leave it out."),
    ("A runner with no illness who asked her doctor", "She asked first. That is the safe way."),
    ("Someone who has seizures, or had them in the past", "It could bring on a seizure. Leave it out."),
)
_SAYS: tuple[tuple[str, Level, str], ...] = (
    ("liver", "stop", "Do not take glutamine if you have cirrhosis (a scarred liver)."),
    ("medicines", "ask", "Ask first if you take a medicine against seizures, whatever it is for."),
    ("msg", "watch", "Be careful if MSG (monosodium glutamate) in food bothers you."),
)


def _t(words: str) -> Texts:
    return {"en": words}


def _said(*sentences: str) -> tuple[Sentence, ...]:
    return tuple(Sentence(_t(words), ("claim",)) for words in sentences)


def one(name: str, use: str | None = None, warning: str | None = None) -> Item:
    """Return a scenario."""
    options = tuple(Option(_t(text), _t(why), right=index == 2) for index, (text, why) in enumerate(_OPTIONS))
    unsure = _t("Some medicines clash with glutamine. A pharmacist can look that up.")
    basis: Literal["ledger", "general"] = "general" if use == "pair-2" else "ledger"
    return Item(name, "choose-one", _t(_ASK), unsure, options, ("claim",), use=use, warning=warning, basis=basis)


def lines(name: str, use: str, warning: str) -> Item:
    """Return five lines to mark."""
    options = tuple(Option(_t(text), _t(why), right=index % 2 == 0) for index, (text, why) in enumerate(_LINES))
    unsure = _t("Three of the five should leave it out.")
    return Item(
        name,
        "choose-all",
        _t("Who should not take glutamine?"),
        unsure,
        options,
        ("claim",),
        use=use,
        warning=warning,
    )


def _warning(name: str, level: Level, says: str) -> Warning:
    pairs = [
        item
        for number in (1, 2)
        for item in (
            one(f"{name}-{number}", f"pair-{number}", name),
            lines(f"{name}-l{number}", f"pair-{number}", name),
        )
    ]
    again = "Think of two hands that push on one side of a scale. Both together could push too far. Ask before any."
    part = Part("part", level, _t(f"the {name} line speaks of you"), ("claim",))
    applies = (Applies("have", _t(f"The first line about {name} fits me")), Applies("had", _t(f"I had {name} trouble")))
    return Warning(
        name, level, _t(says), _t(again), ("claim",), ("who#cards",), tuple(pairs), parts=(part,), applies=applies
    )


_FIGURE = Figure(
    _t("The sources do not agree on how much is usual"),
    _t("Each bar is one source. An arrow is a limit that a source gives."),
    _t("grams a day"),
    50,
    (
        Bar(_t("a clinic page"), 5, 30, limit=False, claims=("claim",)),
        Bar(_t("a wellness blog"), 5, 15, limit=False, claims=("claim",)),
        Bar(_t("a label longer than the room for it"), 2, 8, limit=False, claims=("claim",)),
        Bar(_t("long-term limit"), 14, 14, limit=True, claims=("claim",)),
        Bar(_t('"possibly safe" up to'), 40, 40, limit=True, claims=("claim",)),
    ),
)
_PAGES = (
    Page(
        "cards",
        _t("Cirrhosis"),
        (
            Block("card", (_said("If you have cirrhosis (a scarred liver), do not take glutamine."),), "stop", "liver"),
            Block("text", (_said("Glutamine could make cirrhosis worse.", "Tell your care team before you take it."),)),
            Block("card", (_said("Ask first if you take a seizure medicine."),), "ask", "medicines"),
            Block("card", (_said("MSG is made of a close relative."),), "watch", "msg"),
        ),
    ),
    Page(
        "amount", _t("How much?"), (Block("text", (_said("Ask before any amount."),)), Block("range", figure=_FIGURE))
    ),
    Page(
        "before",
        _t("Before you start"),
        (
            Block("disagree", conflict="much"),
            Block("bullets", (_said("Meat and fish."), _said("Eggs, milk, and beans, as they stand on many a table."))),
            Block("steps", (_said("Ask your care team."), _said("Bring every bottle, so that nothing is left out."))),
        ),
    ),
)

GOLDEN = Course(
    languages=("en",),
    lessons=(Lesson("who", _t("Who should not take it"), _t("m"), _t("a"), _PAGES, (one("check"),)),),
    warnings=tuple(_warning(*said) for said in _SAYS),
    before=tuple(one(f"before-{number}", "before") for number in (1, 2, 3)),
    claims=(
        Claim(
            "claim",
            "risks",
            _t("If you have cirrhosis, avoid glutamine supplements."),
            (Citation("S0", 110), Citation("S1", 7, "hedged")),
            "warning",
            "stated",
            safety=True,
        ),
    ),
    conflicts=(
        Conflict(
            "much",
            "high",
            "amount",
            _t("How much is too much?"),
            (Side(("claim",), ("S0", "S1"), _t("For long-term use, the limit is 14 grams a day.")),),
            _t("Ask before you take any amount."),
            _t("They differ."),
            _t("The sources do not agree about how much is too much. Ask before you take any amount."),
        ),
    ),
    sources=(
        Source("S0", _t("A page"), _t("a clinic page"), "x", "page", "", "low", _t("n")),
        Source("S1", _t("A blog"), _t("a wellness blog"), "x", "blog", "", "low", _t("n")),
    ),
)
