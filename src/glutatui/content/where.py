"""Where the course lies, and where its compiled form is kept."""

import os
import sys
from hashlib import sha256
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent

INSTALLED = _PACKAGE / "_content"
"""The course within an installed program (the build puts it there)."""

SHIPPED = INSTALLED / "course.json"
"""The compiled course that the build puts beside the installed one; never written afterwards."""

CHECKOUT = _PACKAGE.parent.parent
"""The project's own folder, when the program runs from it."""


def root_for(given: Path | None = None) -> Path:
    """Return the folder that holds ``lessons/`` and ``quizzes/``: the given one, else the shipped course."""
    if given is not None:
        return given
    return INSTALLED if (INSTALLED / "lessons").is_dir() else CHECKOUT


def compiled_for(root: Path) -> Path | None:
    """Return where the compiled course of a root is kept, which need not exist; None where there is no such place.

    It lies in the user's cache folder, in a file named by the hash of the root's path.
    """
    cache = _cache_folder()
    name = sha256(os.path.realpath(root).encode(errors="surrogateescape")).hexdigest()[:32]
    return cache / f"course-{name}.json" if cache else None


def _cache_folder() -> Path | None:
    if sys.platform == "linux":  # what platformdirs does here, without the 10 ms of its import
        home = Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser())
        return home / "glutatui" if home.is_absolute() else None
    from platformdirs import user_cache_path  # noqa: PLC0415  (not needed on Linux)

    return user_cache_path("glutatui", appauthor=False)
