"""Files as text: what a scaffold still wants to be told, and the line that an editor reads first."""

import re
from collections.abc import Iterator
from typing import Final

from glutatui.content.draft import Draft
from glutatui.content.problems import Place
from glutatui.content.rules.registry import Finding, rule
from glutatui.content.schema import modeline_of

UNFILLED: Final = "unfilled"
"""The code of the rule that names what is to be filled in; of such a file no other rule speaks."""

_GAP: Final = re.compile(r"\bfill-in\b(?P<id>(?:-[a-z]+)*)(?: \((?P<text>[^()\n]*)\))?")
"""What `scaffold` leaves for the author: ``fill-in (what to write)``, or ``fill-in-what`` where an id is wanted."""


@rule(UNFILLED)
def unfilled(draft: Draft) -> Iterator[Finding]:
    """A file that glutatui new has made is filled in before anything else is said about it.

    Replace every fill-in, with the words in brackets behind it.
    """
    for path, text in draft.notes.texts.items():
        if "fill-in" in text and path.endswith((".md", ".yaml")):
            for number, line in enumerate(text.split("\n"), 1):
                for gap in _GAP.finditer(line):
                    what = gap["text"] or gap["id"].replace("-", " ").strip() or "fill-in"
                    yield Place(path, number, gap.start() + 1), {"what": what}


@rule("modeline", severity="warning")
def modeline(draft: Draft) -> Iterator[Finding]:
    """The first line of a YAML file tells an editor which schema in lessons/schemas/ describes it.

    With a YAML language server the editor then marks a slip while it is typed, and says what each key is for.
    A course without that folder needs no such line.
    """
    if draft.schemas:
        for path, text in draft.notes.texts.items():
            line = modeline_of(path)
            if line is not None and text.partition("\n")[0] != line:
                yield Place(path, 1, 1), {"line": line}
