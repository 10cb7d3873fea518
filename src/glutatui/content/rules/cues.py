"""What gives a right option away to somebody who knows nothing (education standard, section 2, cues)."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from glutatui.content.draft import Draft
from glutatui.content.rules.pages import words
from glutatui.content.rules.registry import Finding, rule
from glutatui.content.stems import ABSOLUTES, HEDGES, content_words, is_negation, overlap, plain_words, stem
from glutatui.course import Item, Option

KEY_SHARE = (0.75, 1.25)
"""Words of the right option beside the mean of the others (rule L11)."""

SPREAD = 1.5
"""Words of the longest option beside the shortest, unless they differ by ``SPREAD_WORDS`` at most (rule L11)."""

SPREAD_WORDS = 3

ALIKE = 0.8
"""Overlap of two options from which on they are one (rule L16)."""

LEAK = 0.7
"""Share of a right option's words that another item may not hold (rule L18)."""

LEAST = 3
"""Words of a right option from which on a leak is looked for."""

STEMS_ALIKE = 0.6
"""Overlap of two questions of one warning from which on they are one reworded (rule L26)."""


def choices(draft: Draft) -> Iterator[Item]:
    """Give every choose-one that has one right option and wrong ones."""
    for item in draft.items():
        if item.kind == "choose-one" and len(item.right) == 1 and len(item.options) > 1:
            yield item


def key_and_others(item: Item) -> tuple[Option, tuple[Option, ...]]:
    """Return the right option of a choose-one and the wrong ones."""
    key = min(item.right)
    return item.options[key], tuple(option for index, option in enumerate(item.options) if index != key)


def exempt(draft: Draft) -> frozenset[str]:
    """Return the content words of the glossary's terms: topic words that give nothing away."""
    return frozenset(stem(word) for word in draft.glossary.topic) | {"glutamin"}


@rule("key-length")
def key_length(draft: Draft) -> Iterator[Finding]:
    """The right option is about as long as the others, and no option much longer than another (rule L11)."""
    least, most = KEY_SHARE
    for item in choices(draft):
        key, others = key_and_others(item)
        lengths = [words(draft.text(option.text)) for option in others]
        own = words(draft.text(key.text))
        every = sorted([own, *lengths])
        spread = every[-1] > max(SPREAD * every[0], every[0] + SPREAD_WORDS)
        if not least <= own * len(lengths) / max(sum(lengths), 1) <= most or spread:
            yield draft.of(key.text), {"number": own, "lengths": _numbers(lengths)}


def _numbers(lengths: Sequence[int]) -> str:
    return ", ".join(map(str, lengths))


@rule("key-echo", language="en")
def key_echo(draft: Draft) -> Iterator[Finding]:
    """No word stands in the question and the right option alone (rule L13); names of the topic aside."""
    topic = exempt(draft)
    for item in choices(draft):
        key, others = key_and_others(item)
        elsewhere = frozenset().union(*(content_words(draft.text(option.text)) for option in others))
        asked = content_words(draft.text(item.ask))
        echoed = (content_words(draft.text(key.text)) & asked) - elsewhere - topic
        if echoed:
            yield draft.of(key.text), {"words": ", ".join(sorted(echoed))}


@rule("key-absolute", language="en")
def key_absolute(draft: Draft) -> Iterator[Finding]:
    """Absolutes such as "never" and hedges such as "may" stand in right and wrong options alike (rule L14)."""
    for item in choices(draft):
        key, others = key_and_others(item)
        own = set(plain_words(draft.text(key.text)))
        other = {word for option in others for word in plain_words(draft.text(option.text))}
        for kind in (ABSOLUTES, HEDGES):
            if bool(own & kind) != bool(other & kind):
                yield draft.of(key.text), {"words": ", ".join(sorted((own | other) & kind))}


@rule("options-same")
def options_same(draft: Draft) -> Iterator[Finding]:
    """No option equals or contains another, or holds nearly the same words (rule L16)."""
    for item in draft.items():
        said = [" ".join(plain_words(draft.text(option.text))) for option in item.options]
        for (one, first), (other, second) in combinations(zip(item.options, said, strict=True), 2):
            texts = [first, second]
            within = f" {texts[0]} " in f" {texts[1]} " or f" {texts[1]} " in f" {texts[0]} "
            alike = within or overlap(*(content_words(draft.text(option.text)) for option in (one, other))) >= ALIKE
            if within or (alike and _without_negation(texts[0]) != _without_negation(texts[1])):
                yield draft.of(other.text), {"text": draft.text(one.text)}


def _without_negation(text: str) -> list[str]:
    return [word for word in text.split() if not is_negation(word)]


@rule("options-negated", language="en", severity="warning")
def options_negated(draft: Draft) -> Iterator[Finding]:
    """No two options differ by a negation alone: one of the two is then surely right (rule L16)."""
    for item in choices(draft):
        for one, other in combinations(item.options, 2):
            texts = [" ".join(plain_words(draft.text(option.text))) for option in (one, other)]
            if texts[0] != texts[1] and _without_negation(texts[0]) == _without_negation(texts[1]):
                yield draft.of(other.text), {"text": draft.text(one.text)}


@rule("key-leaked", language="en")
def key_leaked(draft: Draft) -> Iterator[Finding]:
    """No other item holds the words of a right option, unless it holds those of a wrong one as well (rule L18).

    Names of the topic aside; a key of one or two other words is common speech and not looked for.
    """
    topic = exempt(draft)
    held = {item.id: content_words(_shown(draft, item)) for item in draft.items()}
    for item in choices(draft):
        key, others = key_and_others(item)
        own = content_words(draft.text(key.text)) - topic
        wrong = [content_words(draft.text(option.text)) - topic for option in others]
        for name, found in held.items() if len(own) >= LEAST else ():
            share = _share(own, found)
            if name != item.id and share >= LEAK and share > max(_share(words_, found) for words_ in wrong):
                yield draft.of(key.text), {"id": name}
                break


def _share(words_: frozenset[str], found: frozenset[str]) -> float:
    return len(words_ & found) / len(words_) if words_ else 0.0


def _shown(draft: Draft, item: Item) -> str:
    return " ".join([draft.text(item.ask), *(draft.text(option.text) for option in item.options)])


@rule("items-alike", language="en")
def items_alike(draft: Draft) -> Iterator[Finding]:
    """Two questions of one warning are parallel, not reworded: other stems, other right options (rule L26)."""
    for warning in draft.course.warnings:
        for one, other in combinations(warning.items, 2):
            stems = [content_words(draft.text(item.ask)) for item in (one, other)]
            scenarios = one.kind == other.kind == "choose-one"
            if scenarios and (overlap(*stems) >= STEMS_ALIKE or _keys(draft, one) & _keys(draft, other)):
                yield draft.of(other), {"id": other.id, "other": one.id}


def _keys(draft: Draft, item: Item) -> set[str]:
    return {draft.text(item.options[index].text) for index in item.right}
