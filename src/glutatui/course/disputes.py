"""A disagreement told in full: every side with its documents, as patients or staff may see it."""

from collections.abc import Iterator

from glutatui.course import Block, Claim, Conflict, Course, Side
from glutatui.words import say


def short_card(course: Course, block: Block, language: str) -> str:
    """Return the short card of a block: its own text if several conflicts share it, else that of its conflict.

    A conflict that has no short card gives its safest reading.
    """
    if block.items:
        return " ".join(sentence.text[language] for item in block.items for sentence in item)
    conflict = course.conflict_of[block.conflict or ""]
    return (conflict.short or conflict.safest_reading)[language]


def sides_of(course: Course, conflict: Conflict, language: str, *, staff: bool) -> Iterator[str]:
    """Give each side as a line: its documents, then its position.

    An amount by body weight or from a study of ill people is for staff (lessons are never to be turned into a dose):
    to patients such a side says only that there is one.
    """
    for side in conflict.sides:
        documents = dict.fromkeys(course.source_of[doc].short[language] for doc in side.docs if doc in course.source_of)
        position = side.position[language] if staff or not _is_for_staff(course, side) else say(language, "side-staff")
        yield say(language, "sources-side", sources=", ".join(documents), position=position)


def full_card(course: Course, block: Block, language: str, heading: str = "") -> tuple[str, tuple[str, ...], str]:
    """Return the full card of a block: what is disputed, every side, and the safest reading.

    Args:
        course: The course.
        block: A block that shows a conflict.
        language: The language.
        heading: The page's heading; a question that it asks already is not asked again.
    """
    conflict = course.conflict_of[block.conflict or ""]
    question = conflict.question[language]
    asked = question.casefold() == heading.casefold()
    head = say(language, "disagree") if asked else say(language, "sources-conflict", question=question)
    sides = tuple(sides_of(course, conflict, language, staff=block.detail == "staff"))
    return head, sides, say(language, "sources-safest", text=conflict.safest_reading[language])


def _is_for_staff(course: Course, side: Side) -> bool:
    claims = (course.claim_of[name] for name in side.claims if name in course.claim_of)
    return any(_is_amount_for_staff(claim) for claim in claims)


def _is_amount_for_staff(claim: Claim) -> bool:
    by_weight = isinstance(claim.numbers, dict) and "/kg" in str(claim.numbers.get("unit"))
    return by_weight or (claim.clinician_only and claim.kind == "dose")
