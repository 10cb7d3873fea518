"""Reads content files from a folder that nobody vouches for: quickly, never hanging, never leaving the folder."""

import os
import stat
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from glutatui.content.clean import check_characters
from glutatui.content.problems import Notes, Place

LARGEST = 256 * 1024
"""Bytes of one file: more costs seconds to parse (kiosk hazards, section 5)."""

LARGEST_LESSON = 32 * 1024
"""Bytes of a Markdown file, which parses more slowly; the longest lesson has 6 KB."""

LARGEST_LEDGER = 1024 * 1024
"""Bytes of a ledger file: ``claims.yaml`` alone holds over 400 claims, about 170 KB, and grows with each source."""

MOST_FILES = 1000
"""Entries of one folder."""


def names_in(root: Path, folder: str, notes: Notes) -> tuple[str, ...]:
    """Return the names in a folder below ``root``, sorted; hidden and editors' backup files are left out."""
    try:
        with os.scandir(root / folder) as entries:
            found = [entry.name for entry in islice(entries, MOST_FILES + 1)]
    except FileNotFoundError:
        notes.lose(Place(folder), "folder-missing", folder=folder)
        return ()
    except OSError as error:
        notes.lose(Place(folder), "unreadable", why=error.strerror or "")
        return ()
    if len(found) > MOST_FILES:
        notes.lose(Place(folder), "folder-large", most=MOST_FILES)
        return ()
    ours = [name for name in found if not name.startswith((".", "#")) and not name.endswith("~")]
    for name in ours:
        if not name.isascii() or not name.isprintable():
            notes.add(Place(folder), "file-name-signs", name=ascii(name))
    return tuple(sorted(name for name in ours if name.isascii() and name.isprintable()))


def read_text(root: Path, path: str, notes: Notes, *, largest: int = LARGEST) -> str | None:
    """Return the text of a file below ``root``; None, with one problem noted, where it cannot be read.

    Args:
        root: The folder that holds ``lessons/`` and ``quizzes/``.
        path: The file's path below it, with ``/`` between its parts.
        notes: Where problems go.
        largest: The file's size limit in bytes.
    """
    try:
        data = _read_bytes(root, path, largest)
    except _RefusedError as refused:
        notes.lose(Place(path), refused.code, kilobytes=largest // 1024)
        return None
    except OSError as error:
        notes.lose(Place(path), "unreadable", why=error.strerror or "")
        return None
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode(errors="replace")) + 1
        notes.lose(Place(path, before.count(b"\n") + 1, column), "not-utf-8")
        return None
    if not text.strip():
        notes.lose(Place(path), "file-empty")
        return None
    notes.texts[path] = text
    return check_characters(text, path, notes)


class _RefusedError(Exception):
    """A file that is not read at all."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def _read_bytes(root: Path, path: str, largest: int) -> bytes:
    """Read a regular file that lies in the folder; open first and ask afterwards, so that nothing changes between."""
    if not Path(os.path.realpath(root / path)).is_relative_to(os.path.realpath(root)):
        raise _RefusedError("link-outside")
    # O_NONBLOCK: opening a FIFO that nobody writes to would wait for ever.
    descriptor = os.open(root / path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise _RefusedError("not-a-file-folder" if stat.S_ISDIR(status.st_mode) else "not-a-file-special")
        if status.st_size > largest:
            raise _RefusedError("file-too-large")
        return b"".join(_chunks(descriptor, largest))
    finally:
        os.close(descriptor)


def _chunks(descriptor: int, largest: int) -> Iterator[bytes]:
    left = largest + 1
    while left > 0 and (chunk := os.read(descriptor, left)):
        left -= len(chunk)
        yield chunk
    if left <= 0:
        raise _RefusedError("file-too-large")
