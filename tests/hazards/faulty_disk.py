"""A disk that fails when told and remembers what was synced: a layer around SQLite's own file functions.

SQLite is asked for its table of functions (`sqlite3_vfs`, https://sqlite.org/c3ref/vfs.html); a copy with four of them
replaced becomes the default while a `Disk` is in use. Nothing reaches a real disk sooner than it would otherwise, and
no sync is made at all: what a power cut would leave is worked out from the log.
"""

import _sqlite3
import ctypes
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Self

_LIBRARY = ctypes.CDLL(_sqlite3.__file__)
_POINTER, _INT, _INT64, _TEXT = ctypes.c_void_p, ctypes.c_int, ctypes.c_int64, ctypes.c_char_p
_OPEN = ctypes.CFUNCTYPE(_INT, _POINTER, _POINTER, _POINTER, _INT, _POINTER)
_DELETE = ctypes.CFUNCTYPE(_INT, _POINTER, _POINTER, _INT)
_WRITE = ctypes.CFUNCTYPE(_INT, _POINTER, _POINTER, _INT, _INT64)
_TRUNCATE = ctypes.CFUNCTYPE(_INT, _POINTER, _INT64)
_SYNC = ctypes.CFUNCTYPE(_INT, _POINTER, _INT)

FAILURES: Final = {
    "open": (14, 14),  # SQLITE_CANTOPEN
    "write": (778, 13),  # SQLITE_IOERR_WRITE, SQLITE_FULL
    "truncate": (1546, 1546),
    "sync": (1034, 1034),
    "delete": (2570, 2570),
}
"""What SQLite's own layer returns where the system refuses: once for a failing disk, once for a full one."""


class _Files(ctypes.Structure):
    """``sqlite3_vfs`` up to its third version."""

    _fields_ = (
        *((name, _INT) for name in ("version", "size_of_file", "longest_path")),
        *((name, _POINTER) for name in ("next", "name", "data", "open", "delete")),
        ("others", _POINTER * 13),
    )


class _Methods(ctypes.Structure):
    """``sqlite3_io_methods`` up to its third version."""

    _fields_ = (
        ("version", _INT),
        *((name, _POINTER) for name in ("close", "read", "write", "truncate", "sync")),
        ("others", _POINTER * 13),
    )


@dataclass(frozen=True)
class Done:
    """One thing that was done to a file; ``ack`` stands for what somebody was told meanwhile."""

    what: str
    path: str = ""
    at: int = 0
    data: bytes = b""


@dataclass
class _File:
    """A file as it would be found after a power cut, and what only the system's memory holds."""

    durable: bytearray | None = None
    pending: list[Done] = field(default_factory=list)

    def after(self, kept: list[Done]) -> bytearray | None:
        """Return its bytes when, of what is pending, only so much was written."""
        found = None if self.durable is None else bytearray(self.durable)
        for done in kept:
            found = bytearray() if found is None else found
            if done.what == "truncate":
                del found[done.at :]
            else:
                found.extend(bytes(max(0, done.at - len(found))))
                found[done.at : done.at + len(done.data)] = done.data
        return found


class Disk:
    """The layer; a context manager, one at a time."""

    def __init__(self) -> None:
        """Begin sound, with an empty log."""
        self.log: list[Done] = []
        self.calls: Counter[str] = Counter()
        self.fired = 0
        """How often a call was made to fail."""
        self._fault: tuple[str, int, bool, int] | None = None
        self._paths: dict[int, str] = {}
        self._kept: list[Any] = []
        self._tables: dict[int, tuple[_Methods, _Methods]] = {}

    def __enter__(self) -> Self:
        """Become the default."""
        find, register = _LIBRARY.sqlite3_vfs_find, _LIBRARY.sqlite3_vfs_register
        find.restype, find.argtypes, register.argtypes = _POINTER, (_TEXT,), (_POINTER, _INT)
        self._theirs = _Files.from_address(find(None))
        self._ours = _Files.from_buffer_copy(self._theirs)
        self._name = ctypes.create_string_buffer(b"faulty")
        self._ours.name, self._ours.next = ctypes.addressof(self._name), None
        self._ours.open, self._ours.delete = (
            self._as_pointer(_OPEN, self._open),
            self._as_pointer(_DELETE, self._delete),
        )
        register(ctypes.addressof(self._ours), 1)
        return self

    def __exit__(self, *_: object) -> None:
        """Give the default back."""
        _LIBRARY.sqlite3_vfs_unregister.argtypes = (_POINTER,)
        _LIBRARY.sqlite3_vfs_unregister(ctypes.addressof(self._ours))
        _LIBRARY.sqlite3_vfs_register(ctypes.addressof(self._theirs), 1)

    # what tests do with it

    def fail(self, what: str, number: int, *, for_ever: bool, full: bool) -> None:
        """From now on, let a call fail: the ``number``-th of its kind, counted from 1, or all from that on."""
        self.calls.clear()
        self.fired = 0
        self._fault = (what, number, for_ever, FAILURES[what][full])

    def heal(self) -> None:
        """Let nothing fail any more."""
        self._fault = None

    def tell(self) -> None:
        """Note that somebody was told that what was written is kept."""
        self.log.append(Done("ack"))

    # what SQLite calls

    def _as_pointer(self, kind: Any, function: Callable[..., int]) -> int | None:  # noqa: ANN401  (a ctypes type)
        made = kind(function)
        self._kept.append(made)
        return ctypes.cast(made, _POINTER).value

    def _fails(self, what: str) -> int:
        self.calls[what] += 1
        if self._fault is None or self._fault[0] != what:
            return 0
        _, number, for_ever, code = self._fault
        if self.calls[what] == number or (for_ever and self.calls[what] > number):
            self.fired += 1
            return code
        return 0

    def _open(self, _: int, name: int | None, file: int, flags: int, out: int | None) -> int:
        if code := self._fails("open"):
            ctypes.c_void_p.from_address(file).value = None  # as SQLite asks of a failed open
            return code
        found = _OPEN(self._theirs.open)(ctypes.addressof(self._theirs), name, file, flags, out)
        methods = ctypes.c_void_p.from_address(file)
        if found == 0 and methods.value and name:
            self._paths[file] = ctypes.string_at(name).decode()
            methods.value = ctypes.addressof(self._table(methods.value)[0])
        return int(found)

    def _table(self, theirs: int) -> tuple[_Methods, _Methods]:
        if theirs not in self._tables:
            original = _Methods.from_address(theirs)
            ours = _Methods.from_buffer_copy(original)
            self._tables[theirs] = (ours, original)
            write, cut = _WRITE(original.write), _TRUNCATE(original.truncate)
            ours.write = self._as_pointer(_WRITE, lambda file, data, size, at: self._write(write, file, data, size, at))
            ours.truncate = self._as_pointer(_TRUNCATE, lambda file, size: self._truncate(cut, file, size))
            ours.sync = self._as_pointer(_SYNC, self._sync)
        return self._tables[theirs]

    def _write(self, theirs: Callable[..., int], file: int, data: int, size: int, at: int) -> int:
        if code := self._fails("write"):
            return code
        self.log.append(Done("write", self._paths[file], at, ctypes.string_at(data, size)))
        return theirs(file, data, size, at)

    def _truncate(self, theirs: Callable[..., int], file: int, size: int) -> int:
        if code := self._fails("truncate"):
            return code
        self.log.append(Done("truncate", self._paths[file], size))
        return theirs(file, size)

    def _sync(self, file: int, _: int) -> int:
        if code := self._fails("sync"):
            return code
        self.log.append(Done("sync", self._paths[file]))
        return 0

    def _delete(self, _: int, name: int, folder_too: int) -> int:
        if code := self._fails("delete"):
            return code
        self.log.append(Done("delete" if folder_too else "forget", ctypes.string_at(name).decode()))
        return int(_DELETE(self._theirs.delete)(ctypes.addressof(self._theirs), name, folder_too))


@dataclass(frozen=True)
class Cut:
    """What a power cut leaves."""

    acknowledged: int
    files: dict[str, bytes]
    """By name, without folders."""

    def into(self, folder: Path) -> None:
        """Write the files down."""
        for name, data in self.files.items():
            (folder / name).write_bytes(data)


def cuts(log: list[Done], found: dict[str, bytes], seed: int) -> Iterator[Cut]:
    """Give what a cut leaves just before each sync: nothing that was not synced, and then a random part of it.

    Args:
        log: What was done.
        found: The files as they were before, by their full path.
        seed: Of the random parts.
    """
    chance = random.Random(seed)  # noqa: S311  (a plan, no secret)
    files = {path: _File(bytearray(data)) for path, data in found.items()}
    unlinked: dict[str, bytes] = {}
    acknowledged = 0
    for done in [*log, Done("sync")]:
        if done.what == "ack":
            acknowledged += 1
            continue
        if done.what in {"sync", "delete"}:
            yield Cut(acknowledged, {**unlinked, **_left(files, lambda _: False)})
            yield Cut(acknowledged, {**unlinked, **_left(files, lambda _: chance.random() < 1 / 2)})
        file = files.setdefault(done.path, _File())
        if done.what == "sync":
            if file.durable is None:  # with a new file SQLite syncs its folder, and every name in it
                unlinked.clear()
            file.durable, file.pending = file.after(file.pending), []
        elif done.what in {"delete", "forget"}:
            files.pop(done.path)
            unlinked |= {} if file.durable is None else {Path(done.path).name: bytes(file.durable)}
            if done.what == "delete":
                unlinked.clear()
        else:
            file.pending.append(done)


def _left(files: dict[str, _File], lucky: Callable[[Done], bool]) -> dict[str, bytes]:
    """Return the files that a cut leaves, of what is pending only what was lucky."""
    left = {Path(path).name: file.after([done for done in file.pending if lucky(done)]) for path, file in files.items()}
    return {name: bytes(data) for name, data in left.items() if name and data is not None}
