"""Reads a lesson page's Markdown into blocks; whatever the author's contract does not name is noted with its line."""

import re
from collections.abc import Iterator, MutableMapping, Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

from glutatui.content.figures import read_evidence, read_figure
from glutatui.content.problems import Notes, Place
from glutatui.content.sentences import MARK, Piece, pieces_of
from glutatui.content.translating import EVIDENCE, RANGE, laid_over
from glutatui.content.yaml_nodes import read_yaml
from glutatui.course import Block, BlockKind, Detail, Level, Sentence

CARD = re.compile(r"\[!([A-Z]+)\]\s+([a-z0-9-]+)((?:\s+[a-z0-9-]+)*)")

_LEVELS: dict[str, Level] = {"STOP": "stop", "ASK": "ask", "WATCH": "watch"}
_LISTS: dict[str, BlockKind] = {"bullet_list_open": "bullets", "ordered_list_open": "steps"}
_PLAIN = {"text", "softbreak"}
MARKUP = re.compile(r"[\\`*_~<&]|\]\(| {2}\n")
"""What a text holds that is read as more than itself, where the file defines no links; brackets alone are none."""
_FOREIGN = re.compile(r"</?[a-zA-Z!?]|<!|://|\bwww\.|\]\(|\]\[(?!\^)")


@cache
def parser() -> MarkdownIt:
    """Return a parser that also knows tables and strikethrough, so that they are refused rather than shown raw."""
    return _parser()


def _parser() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    return markdown.use(front_matter_plugin)


@cache
def _block_parser() -> MarkdownIt:
    """Return that parser without what looks into a line: most lines hold no markup, and looking takes the longest."""
    return _parser().disable("inline")


FIGURES = ("range", "evidence")
"""What a fence may hold."""


def fences_of(text: str) -> list[str]:
    """Return what the figures of a Markdown file hold, in order."""
    tokens = _block_parser().parse(text) if "```" in text else ()
    return [token.content for token in tokens if token.type == "fence" and token.info.strip() in FIGURES]


class MarkdownFile:
    """One Markdown file while it is read."""

    def __init__(
        self, text: str, path: str, language: str, notes: Notes, originals: Sequence[str] | None = None
    ) -> None:
        """Parse the text; link definitions, which leave no token, are noted at once.

        Args:
            text: The Markdown.
            path: The file's path.
            language: The language of the texts.
            notes: Where problems and places go.
            originals: What the figures of the English file hold, where this is a translation.
        """
        self._originals = iter(originals) if originals is not None else None
        self.detail: Detail = "short"
        """How much the disagreement cards of this file tell."""
        self.path, self.language, self.notes = path, language, notes
        self.lines = text.split("\n")
        self._environment: MutableMapping[str, Any] = {}
        self.tokens: Sequence[Token] = _block_parser().parse(text, self._environment)
        if self._environment.get("references"):
            for number, line in enumerate(self.lines, 1):
                if re.match(r" {0,3}\[[^\]]+\]:", line):
                    notes.add(Place(path, number, 1), "markdown-unknown", what="link definition")

    def place(self, token: Token, column: int = 1) -> Place:
        """Return where a token begins."""
        return Place(self.path, (token.map or [0])[0] + 1, column)

    def refuse(self, token: Token) -> None:
        """Note that the contract does not know this kind of block."""
        name = re.sub(r"_(open|close)$", "", token.type)
        self.notes.add(self.place(token), "markdown-unknown", what=name.replace("_", " "))

    def blocks(self, tokens: Sequence[Token]) -> tuple[Block, ...]:
        """Return the blocks of one page."""
        return tuple(block for part in _parts(tokens) if (block := self._block(part)))

    def _block(self, part: Sequence[Token]) -> Block | None:
        first = part[0]
        if first.type == "paragraph_open":
            return self._put(Block("text", (self.sentences(part[1]),)), first)
        if first.type in _LISTS:
            return self._list(part)
        if first.type == "blockquote_open":
            return self._card(part)
        if first.type == "fence" and first.info.strip() in FIGURES:
            return self._figure(first)
        self.refuse(first)
        return None

    def _figure(self, fence: Token) -> Block | None:
        start = self.place(fence)._replace(line=self.place(fence).line + 1)
        node = read_yaml(fence.content, start.path, self.notes, first_line=start.line)
        ranged = fence.info.strip() == "range"
        if self._originals is not None:
            original = read_yaml(next(self._originals, ""), self.path, Notes())
            node = laid_over(original, node, RANGE if ranged else EVIDENCE, self.notes) if original and node else node
        if ranged:
            figure = read_figure(node, self) if node else None
            return self._put(Block("range", figure=figure), fence) if figure else None
        evidence = read_evidence(node, self) if node else None
        return self._put(Block("evidence", evidence=evidence), fence) if evidence else None

    def _put(self, block: Block, token: Token) -> Block:
        return self.notes.put(block, self.place(token))

    def _list(self, part: Sequence[Token]) -> Block:
        items: list[tuple[Sentence, ...]] = []
        for item in _parts(part[1:-1]):
            inner = item[1:-1]
            if [token.type for token in inner[:1]] == ["paragraph_open"] and len(inner) == 3:  # noqa: PLR2004  (open, text, close)
                items.append(self.sentences(inner[1]))
            else:
                self.notes.add(self.place(item[0]), "list-item")
        return self._put(Block(_LISTS[part[0].type], tuple(items)), part[0])

    def _card(self, part: Sequence[Token]) -> Block | None:
        inner = part[1:-1]
        start = self.place(part[0])
        if len(inner) != 3 or inner[0].type != "paragraph_open":  # noqa: PLR2004  (open, text, close)
            self.notes.add(start, "card-form")
            return None
        first, _, rest = inner[1].content.partition("\n")
        named = CARD.fullmatch(first.strip())
        kind, name, more = named.groups() if named else ("", "", "")
        also = tuple(more.split())
        shared = kind == "DISAGREE" and bool(also)
        told = shared or kind in _LEVELS
        if kind not in {*_LEVELS, "DISAGREE"} or bool(rest) is not told or bool(also) is not shared:
            self.notes.add(start, "card-form")
            return None
        items = (self.sentences(inner[1], skip=len(first) + 1),) if told else ()
        if kind == "DISAGREE":
            detail = "short" if shared else self.detail
            return self._put(Block("disagree", items, conflict=name, also=also, detail=detail), part[0])
        return self._put(Block("card", items, level=_LEVELS[kind], warning=name), part[0])

    def sentences(self, token: Token, *, skip: int = 0) -> tuple[Sentence, ...]:
        """Return the sentences of an inline token, with everything that is no plain text noted."""
        self._only_plain(token)
        text = token.content
        return tuple(self._sentence(piece, token, skip) for piece in pieces_of(text[skip:]))

    def _sentence(self, piece: Piece, token: Token, skip: int) -> Sentence:
        places = tuple(self.spot(token, skip + index) for _, index in piece.marks)
        claims = self.notes.put_each(tuple(claim for claim, _ in piece.marks), places)
        start = self.spot(token, skip + piece.start)
        text = MARK.sub("", piece.text).strip()
        if not text:
            self.notes.add(start, "mark-alone")
        elif MARK.search(piece.text):
            self.notes.add(start, "mark-place")
        return self.notes.put(Sentence(self.notes.put({self.language: text}, start), claims), start)

    def spot(self, token: Token, index: int) -> Place:
        """Return the place of a character of an inline token: its text has lost each line's indent and ``>``."""
        before = token.content[:index]
        row = before.count("\n")
        line_text = token.content.split("\n")[row].strip()
        number = (token.map or [0])[0] + row
        source = self.lines[number] if number < len(self.lines) else ""
        indent = max(0, source.find(line_text))
        lead = len(token.content.split("\n")[row]) - len(token.content.split("\n")[row].lstrip())
        column = index - (before.rfind("\n") + 1) - lead
        return Place(self.path, number + 1, indent + max(0, column) + 1)

    def plain_heading(self, token: Token) -> None:
        """Note everything in a heading that is no plain text, marks among it."""
        self._only_plain(token)
        if MARK.search(token.content):
            self.notes.add(self.place(token), "mark-place")

    def _children(self, token: Token) -> Sequence[Token]:
        """Return what an inline token is made of; nothing where it is its own text."""
        if not MARKUP.search(token.content) and not self._environment.get("references"):
            return ()
        return parser().parseInline(token.content, self._environment)[0].children or ()

    def _only_plain(self, token: Token) -> None:
        children = self._children(token)
        for child in children:
            if child.type not in _PLAIN and not child.type.endswith("_close"):
                what = re.sub(r"_(open|inline)$", "", child.type)
                self.notes.add(self.place(token), "markdown-unknown", what=what.replace("_", " "))
        if children and all(child.type in _PLAIN for child in children):
            shown = " ".join("".join(child.content or " " for child in children).split())
            if shown != " ".join(token.content.split()):
                self.notes.add(self.place(token), "markdown-unknown", what="escape")
        if found := _FOREIGN.search(token.content):
            self.notes.add(self.spot(token, found.start()), "markdown-foreign", text=found.group())


def _parts(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Cut tokens into blocks of the outermost level: each from its opening to its closing token."""
    depth = start = 0
    for index, token in enumerate(tokens):
        if depth == 0:
            start = index
        depth += token.nesting
        if depth == 0:
            yield tokens[start : index + 1]
