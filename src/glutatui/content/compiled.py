"""The compiled course: read in milliseconds where the files are the same as when the course was judged.

A file of two lines: what it was made from and the report of `check`, then the course as `course_json` writes it.
JSON, never pickle: reading it can build nothing but a course. Whatever is wrong with it, it is ignored and made anew.
"""

import json
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from glutatui import __version__
from glutatui.content.export import canonical, course_from_json, course_json, hash_of, keep_json
from glutatui.content.where import INSTALLED, SHIPPED, compiled_for
from glutatui.course import Course

FORMAT = 1
"""Raised when the form of the file changes."""

LARGEST = 32 * 1024 * 1024
"""Bytes of a compiled course at most: the shipped one has 0.5 MB."""

MOST_FILES = 2000
"""Files of a course; beyond that it is not compiled."""

_PROGRAM = ("content", "content/rules", "course", "words", "visit")
"""The packages whose code decides what is a fault and what a course is."""


def key_of(root: Path) -> str | None:
    """Return what a compiled course depends on, as one hash: the program's version and code, every content file.

    None where something lies among the files that is no ordinary file: such a course is judged each time.
    """
    hashed = sha256(f"{FORMAT} {__version__}\n".encode())
    package = Path(__file__).resolve().parent.parent
    try:
        code = [path for folder in _PROGRAM for path in sorted((package / folder).glob("*.py"))]
        files = [*((package, path) for path in code), *((root, path) for path in sorted(_files(root)))]
        if len(files) > MOST_FILES:
            return None
        for start, path in files:
            data = _bytes_of(path)
            hashed.update(f"{path.relative_to(start).as_posix()}\0{len(data)}\0".encode(errors="surrogateescape"))
            hashed.update(data)
    except (OSError, ValueError):
        return None
    return hashed.hexdigest()


def _files(root: Path) -> Iterator[Path]:
    for folder in ("lessons", "quizzes"):
        for parent, folders, names in os.walk(root / folder):
            folders[:] = [name for name in folders if not name.startswith(".")]
            if any(Path(parent, name).is_symlink() for name in folders):
                raise ValueError("a link to a folder")
            yield from (Path(parent, name) for name in names if not name.startswith("."))


def _bytes_of(path: Path) -> bytes:
    """Return a file's bytes.

    Raises:
        OSError: It cannot be read.
        ValueError: It is a link, no ordinary file, or huge.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST:
            raise ValueError("no ordinary file")
        return file.read(LARGEST)


def load_compiled(root: Path) -> Course | None:
    """Return the course compiled from these very files by this very program; None where there is none."""
    return next((course for course, _ in _courses(root)), None)


def load_both(root: Path) -> tuple[Course, dict[str, Any]] | None:
    """Return that course with the report of `check` on it; None where there is none."""
    return next(((course, head["report"]) for course, head in _courses(root) if _is_report(head["report"])), None)


def _courses(root: Path) -> Iterator[tuple[Course, dict[str, Any]]]:
    for head, body in _kept(root):
        with suppress(ValueError, RecursionError):
            if hash_of(body) == head["hash"]:
                yield keep_json(course_from_json(body), body), head


def load_report(root: Path) -> dict[str, Any] | None:
    """Return the report of `check` on these very files by this very program; None where there is none."""
    for head, _ in _kept(root):
        if _is_report(report := head["report"]):
            return dict(report)
    return None


def _is_report(report: object) -> bool:
    return isinstance(report, dict) and report.get("ok") is True and {"problems", "coverage"} <= report.keys()


def _kept(root: Path) -> Iterator[tuple[dict[str, Any], str]]:
    """Give the head and the body of each compiled course that belongs to the root's files."""
    places = (SHIPPED if root == INSTALLED else None, compiled_for(root))
    found = [kept for place in places if place and (kept := _read(place))]
    key = key_of(root) if found else None
    yield from (kept for kept in found if kept[0]["key"] == key)


def _read(place: Path) -> tuple[dict[str, Any], str] | None:
    try:
        if place != SHIPPED and not _is_ours(place):
            return None
        first, _, body = _bytes_of(place).decode().partition("\n")
        head = json.loads(first)
    except (OSError, ValueError, RecursionError):
        return None
    whole = isinstance(head, dict) and {"key", "hash", "report"} <= head.keys()
    return (head, body.rstrip("\n")) if whole else None


def _is_ours(place: Path) -> bool:
    """Tell whether nobody else could have written a cached file: it says what a patient is taught."""
    for path in (place, place.parent):
        status = path.stat(follow_symlinks=False)
        if status.st_uid != os.geteuid() or status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            return False
    return True


def write_compiled(place: Path, key: str, course: Course, report: dict[str, Any]) -> None:
    """Keep a course that was judged; where it cannot be kept, the next start only takes longer."""
    with suppress(OSError):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = place.with_name(f".{place.name}.{os.getpid()}")
        try:
            descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(compiled_text(key, course, report))
            new.replace(place)
        finally:
            new.unlink(missing_ok=True)


def compiled_text(key: str, course: Course, report: dict[str, Any]) -> str:
    """Return the two lines of a compiled course."""
    body = course_json(course)
    return f"{canonical({'key': key, 'hash': hash_of(body), 'report': report})}\n{body}\n"
