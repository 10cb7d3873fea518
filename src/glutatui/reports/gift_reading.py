"""Reads GIFT, and lays what it says over the bank that it came from.

GIFT cannot carry claims, mistaken beliefs, parts or the cautious mark: an option keeps them from the bank while its
text is the same, a new one has none, and `check` then says what is missing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

from glutatui.course import Course, Item, Option
from glutatui.errors import ContentError
from glutatui.reports.gift import TAG

_COMMENT: Final = re.compile(r"^\s*//(.*)$")
_MARK: Final = re.compile(r"\[(id|tag):([^\]]*)\]")
_WEIGHT: Final = re.compile(r"%(-?\d+(?:\.\d+)?)%")
_FORMAT: Final = re.compile(r"^\[(?:html|markdown|plain|moodle)\]")
"""How Moodle says in which form a text is."""
_ESCAPE: Final = re.compile(r"\\([\\~=#{}:n])")


@dataclass(frozen=True, slots=True)
class _Answer:
    text: str
    right: bool
    because: str


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question as GIFT has it."""

    name: str
    ask: str
    answers: tuple[_Answer, ...]
    unsure: str
    several: bool
    tags: dict[str, str]


def read_gift(text: str, course: Course, language: str) -> tuple[Item, ...]:
    """Return the items of a GIFT file, in its order.

    Raises:
        ContentError: ``gift-wrong`` (``line``), where a question cannot be read.
    """
    return tuple(_item(asked, course.item_of.get(asked.name), language) for asked in _questions(text))


def _questions(text: str) -> Iterator[_Asked]:
    """Give the questions of a file; categories are passed over, for the tags say what belongs where."""
    notes: list[str] = []
    block: list[str] = []
    first = 0
    for number, line in enumerate([*text.lstrip("\ufeff").splitlines(), ""], 1):
        comment = _COMMENT.match(line)
        if comment and not block:
            notes.append(comment[1])
        elif line.strip() and not (line.startswith("$CATEGORY") and not block):
            first = first if block else number
            block.append(line)
        elif block:
            yield _asked("\n".join(block), " ".join(notes), first)
            notes, block = [], []


def _asked(text: str, notes: str, line: int) -> _Asked:
    title, body, inner = _parts(text, line)
    marks = _MARK.findall(notes)
    named = [value for kind, value in marks if kind == "id"]
    tags = dict(_tag(value) for kind, value in marks if kind == "tag" and value.startswith(TAG))
    inner, _, general = _split(inner, "####")
    answers = tuple(_answers(inner, line))
    if not answers:
        raise ContentError("gift-wrong", line=line)
    return _Asked(
        name=named[-1].strip() if named else _plain(title),
        ask=_plain(body),
        answers=answers,
        unsure=_plain(general),
        several=bool(_WEIGHT.search(inner)) and not any(sign == "=" for sign, _ in _signs(inner)),
        tags=tags,
    )


def _tag(value: str) -> tuple[str, str]:
    name, _, rest = value.removeprefix(TAG).partition("-")
    return name, rest


def _parts(text: str, line: int) -> tuple[str, str, str]:
    """Return title, question and what stands in the braces."""
    open_at, close_at = _find(text, "{"), _find(text, "}")
    if open_at < 0 or close_at < open_at:
        raise ContentError("gift-wrong", line=line)
    before = text[:open_at].strip()
    title = ""
    if before.startswith("::"):
        title, _, before = _split(before[2:], "::")
    return title, f"{before.strip()} {text[close_at + 1 :].strip()}", text[open_at + 1 : close_at]


def _find(text: str, sign: str) -> int:
    """Return where a sign stands that is not escaped; -1 where it does not."""
    at = 0
    while at < len(text):
        if text[at] == "\\":
            at += 2
        elif text.startswith(sign, at):
            return at
        else:
            at += 1
    return -1


def _split(text: str, sign: str) -> tuple[str, str, str]:
    """Partition a text at a sign that is not escaped."""
    at = _find(text, sign)
    return (text, "", "") if at < 0 else (text[:at], sign, text[at + len(sign) :])


def _signs(inner: str) -> Iterator[tuple[str, str]]:
    """Give each answer with the sign before it."""
    rest = inner
    while True:
        starts = [at for at in (_find(rest, "="), _find(rest, "~")) if at >= 0]
        if not starts:
            return
        sign, rest = rest[min(starts)], rest[min(starts) + 1 :]
        ends = [at for at in (_find(rest, "="), _find(rest, "~")) if at >= 0]
        end = min(ends, default=len(rest))
        yield sign, rest[:end]
        rest = rest[end:]


def _answers(inner: str, line: int) -> Iterator[_Answer]:
    for sign, said in _signs(inner):
        text, _, because = _split(said, "#")
        weight = _WEIGHT.match(text.lstrip())
        if weight:
            text = text.lstrip()[weight.end() :]
        right = float(weight[1]) > 0 if weight else sign == "="
        if not _plain(text):
            raise ContentError("gift-wrong", line=line)
        yield _Answer(_plain(text), right, _plain(because))


def _plain(text: str) -> str:
    """Return a text without its escapes and without the mark of its form."""
    said = _FORMAT.sub("", text.strip()).strip()
    return _ESCAPE.sub(lambda found: "\n" if found[1] == "n" else found[1], said)


def _item(asked: _Asked, known: Item | None, language: str) -> Item:
    """Return an item: what GIFT says of it, the rest from the bank."""
    kind: Literal["choose-one", "choose-all"] = "choose-all" if asked.several else "choose-one"
    options = tuple(_option(answer, known, language) for answer in asked.answers)
    base = known or Item(
        id=asked.name,
        kind=kind,
        ask={},
        unsure={},
        options=(),
        use=asked.tags.get("use"),
        warning=asked.tags.get("warning"),
    )
    changed = known is not None and _key_of(known, language) != (
        asked.ask,
        [(o.text[language], o.right) for o in options],
    )
    return replace(
        base,
        kind=kind,
        ask={**base.ask, language: asked.ask},
        unsure={**base.unsure, language: asked.unsure},
        options=options,
        revision=base.revision + changed,
    )


def _key_of(item: Item, language: str) -> tuple[str, list[tuple[str, bool]]]:
    """Return what makes another revision when it changes (education standard, rule L36)."""
    return item.ask[language], [(option.text[language], option.right) for option in item.options]


def _option(answer: _Answer, known: Item | None, language: str) -> Option:
    same = [option for option in known.options if option.text[language] == answer.text] if known else []
    base = same[0] if same else Option({}, {})
    trap = None if answer.right else base.trap
    return replace(
        base,
        text={**base.text, language: answer.text},
        because={**base.because, language: answer.because},
        right=answer.right,
        trap=trap,
    )
