"""Notes that parts of a translation were made from the present English texts (`stamps`)."""

from collections.abc import Sequence
from pathlib import Path

from glutatui.content.folders import STAMPS
from glutatui.content.loading import load
from glutatui.content.stamps import parts_of, stamp_of, stamped
from glutatui.content.translating import is_own


class UnknownPartsError(Exception):
    """Some names are those of no translated part."""

    def __init__(self, names: Sequence[str]) -> None:
        """Keep the names."""
        super().__init__(*names)
        self.names = names


def stamp(root: Path, language: str, names: Sequence[str]) -> int | None:
    """Note parts as translated from the present English texts; return how many, or None without such a language.

    Args:
        root: The folder that holds ``lessons/`` and ``quizzes/``.
        language: The further language.
        names: Files by their paths or the ends of these, ``FILE#ID`` without folder and ending, or ids.

    Raises:
        UnknownPartsError: A name is that of no part that is translated; nothing is noted.
        OSError: The stamps cannot be written.
    """
    drafts = load(root).drafts
    draft = next((one for one in drafts[1:] if one.language == language), None)
    if draft is None:
        return None
    there = [part for part in parts_of(draft.course, language) if is_own(draft.of(part.at), language)]
    wanted = {name: [part for part in there if part.answers(name)] for name in names}
    if unknown := [name for name, parts in wanted.items() if not parts]:
        raise UnknownPartsError(unknown)
    chosen = {part.key for parts in wanted.values() for part in parts}
    english = {part.key: part for part in parts_of(drafts[0].course, language)}
    new = {key: stamp_of(english[key], drafts[0].language) for key in chosen if key in english}
    stamped(root / "lessons" / language / STAMPS, new, english.keys())
    return len(new)
