"""Reads lesson files: front matter, then one ``##`` heading a page."""

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from glutatui.content.fields import Fields, is_id
from glutatui.content.markdown import MarkdownFile
from glutatui.content.problems import Notes, Place
from glutatui.content.yaml_nodes import read_yaml
from glutatui.course import Item, Lesson, Page

FRONT = ("title", "main_message", "action")

_HEADING = re.compile(r"(?P<title>.*?)\s*(?:\{#(?P<id>[^}]*)\})?")


def read_lesson(
    text: str,
    path: str,
    language: str,
    notes: Notes,
    *,
    checks: tuple[Item, ...] = (),
    library: bool = False,
    originals: Sequence[str] | None = None,
) -> Lesson:
    """Return a lesson or a reading of the library.

    Args:
        text: The Markdown.
        path: The file's path; its name without the ending is the lesson's id.
        language: The language of the texts.
        notes: Where problems and places go.
        checks: The lesson's quick checks, read from their own file.
        library: Whether ``clinician_only`` and ``short_cards`` may stand in the front matter.
        originals: What the figures of the English file hold, where this is a translation.
    """
    file = MarkdownFile(text, path, language, notes, originals)
    front, tokens = _front(file, (*FRONT, "clinician_only", "short_cards") if library else FRONT)
    clinician_only = front.flag("clinician_only")
    short = front.flag("short_cards")
    if library and not short:
        file.detail = "staff" if clinician_only else "sides"
    lesson = Lesson(
        id=path.rsplit("/", 1)[-1].removesuffix(".md"),
        title=front.texts("title"),
        main_message=front.texts("main_message"),
        action=front.texts("action"),
        pages=tuple(_page(file, part) for part in _by_heading(file, tokens)),
        checks=checks,
        clinician_only=clinician_only,
    )
    if not lesson.pages:
        notes.add(Place(path, 1, 1), "pages-missing")
    return notes.put(lesson, Place(path, 1, 1))


def _front(file: MarkdownFile, keys: Sequence[str]) -> tuple[Fields, Sequence[Token]]:
    """Return the front matter, of which ``keys`` may stand in it, and the tokens below it."""
    tokens, notes = file.tokens, file.notes
    if tokens and tokens[0].type == "front_matter":
        node = read_yaml(tokens[0].content, file.path, notes, first_line=2)
        return Fields(node, notes, file.language, keys), tokens[1:]
    notes.add(Place(file.path, 1, 1), "front-matter-missing", keys=", ".join(FRONT))
    return Fields(None, notes, file.language, keys), tokens


def _by_heading(file: MarkdownFile, tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Cut the tokens at each ``##`` heading; what stands before the first one is noted."""
    starts = [
        index
        for index, token in enumerate(tokens)
        if token.type == "heading_open" and token.markup == "##" and token.level == 0
    ]
    if tokens and (not starts or starts[0] > 0):
        file.notes.add(file.place(tokens[0]), "text-before-page")
    for start, end in zip(starts, [*starts[1:], len(tokens)], strict=False):
        yield tokens[start:end]


def _page(file: MarkdownFile, tokens: Sequence[Token]) -> Page:
    place = file.place(tokens[0])
    found = _HEADING.fullmatch(tokens[1].content.replace("\n", " "))
    title, given = (found["title"], found["id"]) if found else ("", None)
    name = slug(title) if given is None else given
    if not title:
        file.notes.add(place, "heading-empty")
    elif not is_id(name):
        file.notes.add(place, "not-an-id", id=name)
    file.plain_heading(tokens[1])
    texts = file.notes.put({file.language: title}, place)
    return file.notes.put(Page(name, texts, file.blocks(tokens[3:])), place)


def slug(title: str) -> str:
    """Return a heading's own id: lower case, everything but ASCII letters and digits as one hyphen."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
