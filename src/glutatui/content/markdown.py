"""Reads a lesson page's Markdown into blocks; whatever the author's contract does not name is noted with its line."""

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

from glutatui.content.figures import read_evidence, read_figure
from glutatui.content.problems import Notes, Place
from glutatui.content.sentences import MARK, Piece, pieces_of
from glutatui.course import Block, BlockKind, Detail, Level, Sentence

CARD = re.compile(r"\[!([A-Z]+)\]\s+([a-z0-9-]+)")

_LEVELS: dict[str, Level] = {"STOP": "stop", "ASK": "ask", "WATCH": "watch"}
_LISTS: dict[str, BlockKind] = {"bullet_list_open": "bullets", "ordered_list_open": "steps"}
_PLAIN = {"text", "softbreak"}
_FOREIGN = re.compile(r"</?[a-zA-Z!?]|<!|://|\bwww\.|\]\(|\]\[(?!\^)")


def parser() -> MarkdownIt:
    """Return a parser that also knows tables and strikethrough, so that they are refused rather than shown raw."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    return markdown.use(front_matter_plugin)


class MarkdownFile:
    """One Markdown file while it is read."""

    def __init__(self, text: str, path: str, language: str, notes: Notes) -> None:
        """Parse the text; link definitions, which leave no token, are noted at once."""
        self.detail: Detail = "short"
        """How much the disagreement cards of this file tell."""
        self.path, self.language, self.notes = path, language, notes
        self.lines = text.split("\n")
        environment: dict[str, object] = {}
        self.tokens: Sequence[Token] = parser().parse(text, environment)
        if environment.get("references"):
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
        if first.type == "fence" and first.info.strip() in {"range", "evidence"}:
            return self._figure(first)
        self.refuse(first)
        return None

    def _figure(self, fence: Token) -> Block | None:
        start = self.place(fence)._replace(line=self.place(fence).line + 1)
        if fence.info.strip() == "range":
            figure = read_figure(fence.content, start, self)
            return self._put(Block("range", figure=figure), fence) if figure else None
        evidence = read_evidence(fence.content, start, self)
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
        kind, name = named.groups() if named else ("", "")
        if kind not in {*_LEVELS, "DISAGREE"} or bool(rest) is (kind == "DISAGREE"):
            self.notes.add(start, "card-form")
            return None
        if kind == "DISAGREE":
            return self._put(Block("disagree", conflict=name, detail=self.detail), part[0])
        items = (self.sentences(inner[1], skip=len(first) + 1),)
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

    def _only_plain(self, token: Token) -> None:
        children = token.children or []
        for child in children:
            if child.type not in _PLAIN and not child.type.endswith("_close"):
                what = re.sub(r"_(open|inline)$", "", child.type)
                self.notes.add(self.place(token), "markdown-unknown", what=what.replace("_", " "))
        if all(child.type in _PLAIN for child in children):
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
