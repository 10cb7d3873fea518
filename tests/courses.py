"""Small courses made in Python, for tests that need no files."""

from glutatui.course import (
    Applies,
    Block,
    Citation,
    Claim,
    Conflict,
    Course,
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
from glutatui.visit import POLICY

LEVELS: tuple[Level, ...] = ("stop", "ask", "watch")


def text(words: str) -> Texts:
    """Return a text in English only."""
    return {"en": words}


def choose_one(name: str, *, use: str | None = None, options: int = 3, warning: str | None = None) -> Item:
    """Return a scenario; which option is right depends on its name."""
    right = sum(name.encode()) % options
    return Item(
        id=name,
        kind="choose-one",
        ask=text(f"What is safest in {name}?"),
        unsure=text(f"In {name} the safe way is to ask."),
        options=tuple(
            Option(text(f"{name} option {index}"), text(f"{name} because {index}."), right=index == right)
            for index in range(options)
        ),
        use=use,
        warning=warning,
    )


def choose_all(name: str, *, use: str | None = None, lines: int = 5, warning: str | None = None) -> Item:
    """Return lines to be marked; at least one is yes and one is no."""
    yes = sum(name.encode()) % (2**lines - 2) + 1
    return Item(
        id=name,
        kind="choose-all",
        ask=text(f"Which are safe in {name}?"),
        unsure=text(f"In {name} look at each line."),
        options=tuple(
            Option(text(f"{name} line {index}"), text(f"{name} because {index}."), right=bool(yes >> index & 1))
            for index in range(lines)
        ),
        use=use,
        warning=warning,
    )


def warning(number: int, *, pairs: int = POLICY.rounds + 1, options: int = 3, lines: int = 5) -> Warning:
    """Return a warning with its pairs."""
    name = f"w{number}"
    items = [
        item
        for pair in range(1, pairs + 1)
        for item in (
            choose_one(f"{name}-one-{pair}", use=f"pair-{pair}", options=options, warning=name),
            choose_all(f"{name}-all-{pair}", use=f"pair-{pair}", lines=lines, warning=name),
        )
    ]
    level = LEVELS[number % 3]
    return Warning(
        id=name,
        level=level,
        says=text(f"Warning {number} says this."),
        again=text(f"Warning {number} in other words."),
        claims=("claim-1",),
        taught=("01-first#page-1",),
        items=tuple(items),
        parts=(Part("part", level, text(f"you have {number}"), ("claim-1",)),),
        applies=(Applies("here", text(f"I have {number}")), Applies("there", text(f"I take {number}"))),
    )


def page(number: int, of_warning: str | None = None) -> Page:
    """Return a page with a paragraph, steps and, for a warning, its card."""
    blocks = [
        Block("text", ((Sentence(text(f"Sentence {number} of facts."), ("claim-1",)), Sentence(text("It guides."))),)),
        Block("steps", ((Sentence(text("Do this.")),), (Sentence(text("Then that.")),))),
        Block("disagree", conflict="conflict-1"),
    ]
    if of_warning:
        card = ((Sentence(text("Take care."), ("claim-1",)),),)
        blocks.append(Block("card", card, level="ask", warning=of_warning))
    return Page(f"page-{number}", text(f"Page {number}"), tuple(blocks))


def small_course(
    *,
    warnings: int = 4,
    pairs: int = POLICY.rounds + 1,
    options: int = 3,
    lines: int = 5,
    lessons: int = 2,
    pages: int = 2,
) -> Course:
    """Return a course of the shape of the shipped one.

    Args:
        warnings: How many.
        pairs: Pairs of each warning.
        options: Options of each scenario.
        lines: Lines of each choose-all.
        lessons: Lessons, each with one quick check.
        pages: Pages of each lesson; the first of all shows the card of the first warning.
    """
    return Course(
        languages=("en",),
        lessons=tuple(
            Lesson(
                id=f"0{lesson}-{'first' if lesson == 1 else 'later'}",
                title=text(f"Lesson {lesson}"),
                main_message=text("One message."),
                action=text("One action."),
                pages=tuple(page(n, "w0" if lesson == n == 1 and warnings else None) for n in range(1, pages + 1)),
                checks=(choose_one(f"check-{lesson}"),),
            )
            for lesson in range(1, lessons + 1)
        ),
        warnings=tuple(warning(n, pairs=pairs, options=options, lines=lines) for n in range(warnings)),
        before=tuple(choose_one(f"before-{n}", use="before") for n in range(3)),
        claims=(Claim("claim-1", "safety", text("A claim."), (Citation("doc", 7),), "fact", "stated", safety=True),),
        conflicts=(
            Conflict(
                "conflict-1",
                "high",
                "amount",
                text("How much?"),
                (Side(("claim-1",), ("doc",), text("Less.")),),
                text("Ask first."),
                text("They differ."),
                text("The sources do not agree about how much. Ask first."),
            ),
        ),
        sources=(Source("doc", text("A document"), text("a page"), "somebody", "web", "2026", "low", text("A note.")),),
    )
