"""The confirmed wordings: what every text that a patient reads said when an author last confirmed it.

``lessons/LANGUAGE/wordings.txt`` holds one line a text, ``KEY: FORM``, made and renewed by
``glutatui check --confirm-wordings`` and read by people only in a diff: a number, a unit or a negation that changed
stands there on two lines, one above the other.
The forms are those of ``gist``; claims, cards, levels, right marks and figures stand in them as well.
To confirm is an author's act and no sign-off by a clinician (``reviews``).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256

from glutatui.content.draft import Draft
from glutatui.content.folders import WORDINGS
from glutatui.content.gist import canonical_form
from glutatui.content.problems import Place
from glutatui.course import Bar, Block, Claim, Conflict, Item, Lesson, Page, Texts, Warning  # noqa: A004  (the project's own term)

HEAD = """\
# What each text said when it was last confirmed: numbers, units, negations, right answers, claims.
# Made by `glutatui check --confirm-wordings`; look at the diff before you commit it. Nobody edits it by hand.
"""

NOTHING = "-"
"""The form of a text that holds nothing to guard."""

DIGITS = 12
"""Hex digits of the hash of a question with its options (rule L36)."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What one text says."""

    key: str
    """The text's name where it has one that lasts; sentences of a page share the page's."""
    form: str
    place: Place

    @property
    def line(self) -> str:
        """The line of the file."""
        return f"{self.key}: {self.form or NOTHING}"


@dataclass(frozen=True)
class Confirmed:
    """A file of confirmed wordings, as read."""

    text: str

    @cached_property
    def forms(self) -> Mapping[str, tuple[str, ...]]:
        """The forms by key, in the order of the file."""
        found: dict[str, list[str]] = {}
        for _, key, form in self._lines:
            found.setdefault(key, []).append("" if form == NOTHING else form)
        return {key: tuple(forms) for key, forms in found.items()}

    @cached_property
    def first_line(self) -> Mapping[str, int]:
        """The line of the file on which a key first stands."""
        found: dict[str, int] = {}
        for number, key, _ in self._lines:
            found.setdefault(key, number)
        return found

    @cached_property
    def _lines(self) -> tuple[tuple[int, str, str], ...]:
        lines = enumerate(self.text.splitlines(), start=1)
        cut = ((number, *line.partition(": ")[::2]) for number, line in lines if line and not line.startswith("#"))
        return tuple(cut)


@dataclass(frozen=True, slots=True)
class Change:
    """A text that says something else than was confirmed."""

    key: str
    was: str
    """Empty where the text is new."""
    now: str
    """Empty where the text is gone."""
    place: Place


def changes(draft: Draft) -> tuple[Change, ...]:
    """Return what the texts say now and did not say when they were confirmed, and what they no longer say.

    Nothing where no wording was ever confirmed.
    """
    return draft.once(_every_change)


def _every_change(draft: Draft) -> tuple[Change, ...]:
    return tuple(_changes(draft, Confirmed(draft.wordings))) if draft.wordings else ()


def _changes(draft: Draft, confirmed: Confirmed) -> Iterator[Change]:
    here: dict[str, list[Wording]] = {}
    for wording in wordings(draft):
        here.setdefault(wording.key, []).append(wording)
    for key, found in here.items():
        kept = confirmed.forms.get(key, ())
        if tuple(wording.form for wording in found) != kept:
            yield from _differences(key, found, kept)
    file = f"lessons/{draft.language}/{WORDINGS}"
    for key, forms in confirmed.forms.items():
        if key not in here:
            yield Change(key, "; ".join(forms) or NOTHING, "", Place(file, confirmed.first_line[key], 1))


def _differences(key: str, found: list[Wording], kept: tuple[str, ...]) -> Iterator[Change]:
    """Give the new forms of one key, each beside an old one that is gone; another order alone is no change."""
    now = Counter(wording.form for wording in found)
    gone = list((Counter(kept) - now).elements())
    fresh = Counter(kept)
    for wording in found:
        if fresh[wording.form] > 0:
            fresh[wording.form] -= 1
        else:
            yield Change(key, gone.pop(0) if gone else "", wording.form, wording.place)
    yield from (Change(key, form or NOTHING, "", found[0].place) for form in gone)


def confirmed_text(draft: Draft) -> str:
    """Return the file that confirms every wording of a draft."""
    return HEAD + "".join(f"{wording.line}\n" for wording in wordings(draft))


def wordings(draft: Draft) -> Iterator[Wording]:
    """Give what each text of the course says; a sentence that holds nothing to guard is left out."""
    course = draft.course
    for lesson in (*course.lessons, *course.library):
        yield from _placed(draft.of(lesson), _of_lesson(draft, lesson))
    for item in course.items():
        yield from _placed(draft.of(item), _of_item(draft, item))
    for warning in course.warnings:
        yield from _placed(draft.of(warning), _of_warning(draft, warning))
    for conflict in course.conflicts:
        yield from _placed(draft.of(conflict), _of_conflict(draft, conflict))
    for claim in course.claims:
        yield _of_claim(draft, claim)


def _placed(place: Place, found: Iterable[Wording]) -> Iterator[Wording]:
    """Give wordings a place where they have none, as a title that the file lacks."""
    return (wording if wording.place.path else replace(wording, place=place) for wording in found)


def _named(draft: Draft, key: str, texts: Texts, mark: str = "") -> Wording:
    return Wording(key, _joined(mark, canonical_form(draft.text(texts))), draft.of(texts))


def _joined(*parts: str) -> str:
    return " | ".join(part for part in parts if part)


def _of_lesson(draft: Draft, lesson: Lesson) -> Iterator[Wording]:
    if lesson.clinician_only:
        yield Wording(f"{lesson.id} for", "care team", draft.of(lesson))
    for name in ("title", "main_message", "action"):
        yield _named(draft, f"{lesson.id} {name}", getattr(lesson, name))
    for page in lesson.pages:
        yield from _of_page(draft, f"{lesson.id}#{page.id}", page)


def _of_page(draft: Draft, key: str, page: Page) -> Iterator[Wording]:
    yield _named(draft, f"{key} title", page.title)
    for block in page.blocks:
        mark = " ".join(part for part in (block.level, block.warning, *block.conflicts) if part)
        if block.conflicts:
            yield Wording(key, mark, draft.of(block))
        for sentence in (sentence for item in block.items for sentence in item):
            found = _joined(mark, canonical_form(draft.text(sentence.text)), " ".join(sentence.claims))
            if found:
                yield Wording(key, found, draft.of(sentence))
        yield from _of_figure(draft, f"{key} {block.kind}", block)


def _of_figure(draft: Draft, key: str, block: Block) -> Iterator[Wording]:
    yield from (_named(draft, key, caption) for caption in block.captions)
    for row in block.rows:
        said = f"{row.low:g} to {row.high:g}" if isinstance(row, Bar) else row.grade
        yield Wording(key, _joined(said, canonical_form(draft.text(row.label)), " ".join(row.claims)), draft.of(row))


def _of_item(draft: Draft, item: Item) -> Iterator[Wording]:
    yield Wording(item.id, f"revision {item.revision} {question_hash(draft, item)}", draft.of(item))
    yield _named(draft, f"{item.id} ask", item.ask)
    yield _named(draft, f"{item.id} unsure", item.unsure)
    for number, option in enumerate(item.options, start=1):
        yield _named(draft, f"{item.id} {number}", option.text, "yes" if option.right else "no")
        yield _named(draft, f"{item.id} {number} because", option.because)


def question_hash(draft: Draft, item: Item) -> str:
    """Return a hash of what is asked: the question, the options as filed, and which are right (rule L36)."""
    said = [draft.text(item.ask), *(f"{option.right} {draft.text(option.text)}" for option in item.options)]
    return sha256("\n".join(said).encode()).hexdigest()[:DIGITS]


def _of_warning(draft: Draft, warning: Warning) -> Iterator[Wording]:
    pages = " ".join(warning.taught)
    yield Wording(f"warning {warning.id}", _joined(warning.level, " ".join(warning.claims), pages), draft.of(warning))
    yield _named(draft, f"warning {warning.id} says", warning.says)
    yield _named(draft, f"warning {warning.id} again", warning.again)
    if warning.ask_back:
        yield _named(draft, f"warning {warning.id} ask_back", warning.ask_back)
    for part in warning.parts:
        yield _named(draft, f"warning {warning.id} part {part.id}", part.when, part.level)
    for line in warning.applies:
        yield _named(draft, f"warning {warning.id} applies {line.id}", line.text)
    for trap in warning.traps:
        yield _named(draft, f"warning {warning.id} trap {trap.id}", trap.belief)


def _of_conflict(draft: Draft, conflict: Conflict) -> Iterator[Wording]:
    key = f"conflict {conflict.id}"
    yield _named(draft, key, conflict.question, conflict.severity)
    yield _named(draft, f"{key} safest", conflict.safest_reading)
    if conflict.short:
        yield _named(draft, f"{key} short", conflict.short)
    for side in conflict.sides:
        yield _named(draft, f"{key} side", side.position, " ".join((*side.docs, *side.claims)))


def _of_claim(draft: Draft, claim: Claim) -> Wording:
    flags = [claim.strength, claim.action, claim.safety_tier, "safety" if claim.safety else ""]
    flags += ["for clinicians" if claim.clinician_only else ""]
    places = [f"{citation.doc}:{citation.line}" for citation in claim.sources]
    kinds = ", ".join(flag for flag in flags if flag)
    form = _joined(kinds, canonical_form(draft.text(claim.statement)), " ".join(places))
    return Wording(f"claim {claim.id}", form, draft.of(claim))
