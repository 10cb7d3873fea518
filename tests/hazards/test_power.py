"""The power fails at every sync, and the disk at every call: nothing that was acknowledged is lost."""

import itertools
import os
import resource
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, nullcontext, suppress
from hashlib import sha256
from pathlib import Path

import pytest

from glutatui.errors import RecordsError
from glutatui.records import SqliteJournal, opening, sqlite, verify
from glutatui.records.schema import MIGRATIONS
from glutatui.visit import Event
from hazards.faulty_disk import FAILURES, Cut, Disk, cuts
from records_samples import COURSE, COURSE_HASH, VISIT, event

Count = Callable[[str, object], None]


@pytest.fixture
def disk() -> Iterator[Disk]:
    """A disk that fails when told."""
    with Disk() as disk:
        yield disk


def a_day(disk: Disk, path: Path, answers: int, synchronous: str = "full") -> list[Cut]:
    """Keep so many answers, telling each; return what a cut at each sync leaves."""
    with closing(SqliteJournal.open(path)) as journal:
        journal._db.execute(f"pragma synchronous = {synchronous}")  # noqa: SLF001  (what the twin turns down)
        journal._db.execute("pragma wal_autocheckpoint = 50")  # noqa: SLF001  (so that a short day has many)
        journal.begin(VISIT, "ABC-DEF", COURSE, COURSE_HASH)
        for seq in range(answers):
            journal.append(event(seq))
            disk.tell()
    return list(cuts(disk.log, {}, answers))


def lost(cut: Cut, folder: Path) -> int:
    """Return how many of the acknowledged answers are gone after a cut."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    cut.into(folder)
    with closing(SqliteJournal.open(folder / "journal.sqlite")) as journal:
        kept = journal.replay(VISIT) if VISIT in journal.visits() else ()
        assert list(kept) == [event(seq) for seq in range(len(kept))]
    return max(0, cut.acknowledged - len(kept))


@pytest.mark.parametrize("answers", [120, pytest.param(500, marks=[pytest.mark.soak, pytest.mark.timeout(600)])])
def test_a_power_cut_at_every_sync_loses_nothing(
    disk: Disk, tmp_path: Path, answers: int, record_property: Count
) -> None:
    found = a_day(disk, tmp_path / "journal.sqlite", answers)
    gone = [lost(cut, tmp_path / "after") for cut in found]
    record_property("counts", f"power cuts: {len(gone)} tried, {answers} answers acknowledged, {sum(gone)} lost")
    assert len(gone) > 2 * answers
    assert max(cut.acknowledged for cut in found) == answers
    assert not any(gone)


def test_without_the_sync_of_each_answer_a_cut_loses_some(disk: Disk, tmp_path: Path) -> None:
    """The twin: under ``NORMAL``."""
    found = a_day(disk, tmp_path / "journal.sqlite", 30, "normal")
    assert any(lost(cut, tmp_path / "after") for cut in found)


def old_journal(path: Path, disk: Disk) -> dict[str, bytes]:
    """Make a journal of the first version with answers; return its files."""
    with closing(SqliteJournal.open(path, migrations=MIGRATIONS[:1])) as journal:
        journal.begin(VISIT, "ABC-DEF", COURSE, COURSE_HASH)
        for seq in range(5):
            journal.append(event(seq))
    disk.log.clear()
    return {str(path): path.read_bytes()}


def unusable(disk: Disk, path: Path) -> list[str]:
    """Bring a journal to the next version; return what no version can open after a cut on the way."""
    before = old_journal(path, disk)
    SqliteJournal.open(path).close()
    found, folder = [], path.parent / "after"
    for cut in cuts(disk.log, before, 1):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        cut.into(folder)
        try:
            with closing(SqliteJournal.open(folder / path.name)) as journal:
                assert len(journal.replay(VISIT)) == 5
        except Exception as error:  # noqa: BLE001  (the twin fails in its own way)
            found.append(repr(error))
    return found


def test_a_power_cut_within_a_migration_leaves_the_old_or_the_new(disk: Disk, tmp_path: Path) -> None:
    assert unusable(disk, tmp_path / "journal.sqlite") == []


def test_without_a_transaction_it_leaves_what_nobody_can_open(
    disk: Disk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin."""
    monkeypatch.setattr(opening, "transaction", lambda _: nullcontext())
    assert unusable(disk, tmp_path / "journal.sqlite")


def insistent(act: Callable[[], None], disk: Disk, codes: set[str]) -> None:
    """Do something; where the disk refuses, do it again once the disk is sound, as a patient does."""
    try:
        act()
    except RecordsError as error:
        codes.add(error.code)
        disk.heal()
        act()


def a_visit(disk: Disk, path: Path, append: Callable[[SqliteJournal, Event], None]) -> tuple[set[str], list[str]]:
    """Keep five answers on a disk that fails once on the way; return the errors that were told, and what was lost."""
    codes, opened = set[str](), list[SqliteJournal]()
    insistent(lambda: opened.append(SqliteJournal.open(path)), disk, codes)
    with closing(opened[0]) as journal:
        insistent(lambda: journal.begin(VISIT, "ABC-DEF", COURSE, COURSE_HASH), disk, codes)
        for seq in range(5):
            insistent(lambda seq=seq: append(journal, event(seq)), disk, codes)  # type: ignore[misc]
    disk.heal()
    with closing(SqliteJournal.open(path)) as journal:
        kept = journal.replay(VISIT)
    missing = [one.id for one in map(event, range(5)) if one not in kept]
    return codes, [*missing, *map(str, verify(path).problems)]


def each_call(
    disk: Disk, folder: Path, faults: Sequence[tuple[str, bool, bool]], append: Callable[[SqliteJournal, Event], None]
) -> tuple[int, set[str], list[str]]:
    """Let the N-th call of each kind fail, for N from 1 until a visit meets no failure; count, and collect."""
    runs, codes, gone = 0, set[str](), list[str]()
    for what, for_ever, full in faults:
        for number in itertools.count(1):
            place = folder / f"{what}-{for_ever}-{full}-{number}"
            place.mkdir()
            disk.fail(what, number, for_ever=for_ever, full=full)
            told, missing = a_visit(disk, place / "journal.sqlite", append)
            shutil.rmtree(place)
            if not disk.fired:
                break
            runs += 1
            codes |= told
            gone += [f"{what} {number}: {one}" for one in missing]
    return runs, codes, gone


@pytest.fixture
def cheap_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash codes quickly: that is slow on purpose, and touches no disk."""
    monkeypatch.setattr(sqlite, "hashed", lambda code, salt: sha256(code.encode() + salt).digest())


FAULTS = [*((what, for_ever, False) for what in FAILURES for for_ever in (False, True)), ("write", True, True)]
"""What fails, whether from then on, and whether as a full disk does."""


@pytest.mark.usefixtures("cheap_codes")
def test_every_call_to_the_disk_may_fail_once_or_from_then_on(
    disk: Disk, tmp_path: Path, record_property: Count
) -> None:
    """Whatever fails is told as an error of the records, and the same answer given again is kept."""
    runs, codes, gone = each_call(disk, tmp_path, FAULTS, SqliteJournal.append)
    record_property("counts", f"disk failures: {runs} tried, {len(gone)} answers lost")
    assert runs > 100
    assert codes <= {"journal-unreadable", "journal-full"}
    assert gone == []


@pytest.mark.usefixtures("cheap_codes")
def test_an_error_that_is_swallowed_would_be_seen(disk: Disk, tmp_path: Path) -> None:
    """The twin: a journal that says nothing when the disk refuses."""

    def careless(journal: SqliteJournal, one: Event) -> None:
        try:
            journal.append(one)
        except RecordsError as error:
            if error.code == "visit-out-of-step":
                return
            disk.heal()

    _, _, gone = each_call(disk, tmp_path, [("write", False, False)], careless)
    assert gone


def test_without_descriptors_an_open_journal_goes_on_and_another_is_told(tmp_path: Path) -> None:
    """The twin is the last line: with descriptors the same opening works."""
    path = tmp_path / "journal.sqlite"
    with closing(SqliteJournal.open(path)) as journal:
        journal.begin(VISIT, "ABC-DEF", COURSE, COURSE_HASH)
        journal.append(event(0))
        before = resource.getrlimit(resource.RLIMIT_NOFILE)
        taken = [os.dup(0)]
        try:
            highest = max(int(fd.name) for fd in Path("/proc/self/fd").iterdir())
            resource.setrlimit(resource.RLIMIT_NOFILE, (highest + 1, before[1]))
            with suppress(OSError):
                while True:
                    taken.append(os.dup(0))
            with pytest.raises(RecordsError) as told:
                SqliteJournal.open(path)
            journal.append(event(1))
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, before)
            for number in taken:
                os.close(number)
        assert told.value.code == "journal-unreadable"
        assert len(journal.replay(VISIT)) == 2
    SqliteJournal.open(path).close()
