"""``glutatui check --confirm-wordings``: takes what every text says now as what is meant."""

from dataclasses import dataclass
from pathlib import Path

from glutatui.content.folders import WORDINGS
from glutatui.content.loading import load
from glutatui.content.problems import Problem
from glutatui.content.rules.confirmed import CODES
from glutatui.content.wordings import Change, changes, confirmed_text


@dataclass(frozen=True)
class Confirming:
    """What came of it."""

    problems: tuple[Problem, ...]
    """What has to be mended first; then nothing was written."""
    changes: tuple[Change, ...]
    """What is now confirmed and was not before."""
    number: int
    """How many wordings are confirmed in all."""
    fresh: int
    """How many of them were not confirmed like that before."""


def confirm(root: Path) -> Confirming:
    """Write the confirmed wordings of the course in a folder, unless something else is wrong with it.

    Raises:
        OSError: The file cannot be written.
    """
    loaded = load(root)
    errors = tuple(one for one in loaded.problems if one.severity == "error" and one.code not in CODES)
    if errors or not loaded.drafts:
        return Confirming(errors or loaded.problems, (), 0, 0)
    draft = loaded.drafts[0]
    text = confirmed_text(draft)
    place = root / "lessons" / draft.language / WORDINGS
    new = place.with_name(f".{WORDINGS}.new")
    new.write_text(text, encoding="utf-8")
    new.replace(place)
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    before = set(draft.wordings.splitlines())
    return Confirming((), changes(draft), len(lines), sum(line not in before for line in lines))
