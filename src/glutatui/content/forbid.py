"""Makes ``lessons/forbidden.txt``: ``python -m glutatui.content.forbid FOLDER > lessons/forbidden.txt``.

FOLDER holds the documents as ``sources/*.txt`` and, anywhere below it, an ``exclude.md`` whose tables say in their
second column what must be left out, the banned phrases in double quotes.
The words themselves stand nowhere in the project: only hashes of runs of eight words, and of each phrase with its
length.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from glutatui.content.runs import RUN, START, normal_words, run_hash, runs_of

LEFT_OUT = "ABDFG"
"""The sections of ``exclude.md`` whose quoted phrases are banned as they stand.

Section C lists misspellings, E what may be said with its source, H our own explanations.
"""

_ROW = re.compile(r"^\|[^|]*\|(?P<text>[^|]*)\|(?P<rest>.*)\|$")
_QUOTED = re.compile(r'"([^"]+)"')


def source_hashes(texts: Iterator[str]) -> set[str]:
    """Return the hashes of every run of eight words of the documents, line by line."""
    lines = (line for text in texts for line in text.splitlines())
    return {run_hash(run) for line in lines for run in runs_of(normal_words(line), RUN)}


def banned_phrases(exclude: str) -> Iterator[tuple[str, ...]]:
    """Give the banned phrases as words; those that the same row recommends in other letters are left out."""
    section = ""
    for line in exclude.splitlines():
        if line.startswith("## "):
            section = line[3:4]
        row = _ROW.match(line)
        if not row or section not in LEFT_OUT:
            continue
        instead = " ".join(normal_words(row["rest"]))
        for quoted in _QUOTED.findall(row["text"]):
            words = normal_words(quoted)
            if len(words) >= START and " ".join(words) not in instead:
                yield words


def forbidden_text(folder: Path) -> str:
    """Return the file's text: sorted hashes, by kind."""
    sources = (path.read_text("utf-8") for path in sorted(folder.glob("sources/*.txt")))
    kinds: dict[str, set[str]] = {"run": source_hashes(sources)}
    for path in sorted(folder.glob("**/exclude.md")):
        for words in banned_phrases(path.read_text("utf-8")):
            kinds.setdefault(str(len(words)), set()).add(run_hash(words))
            kinds.setdefault("start", set()).add(run_hash(words[:START]))
    head = "# Hashes of wording that no text may repeat; made by python -m glutatui.content.forbid. Do not edit.\n"
    parts = (f"= {kind}\n{_columns(sorted(hashes))}" for kind, hashes in kinds.items())
    return head + "".join(parts)


def _columns(hashes: list[str], wide: int = 7) -> str:
    rows = (hashes[start : start + wide] for start in range(0, len(hashes), wide))
    return "".join(" ".join(row) + "\n" for row in rows)


if __name__ == "__main__":
    sys.stdout.write(forbidden_text(Path(sys.argv[1])))
