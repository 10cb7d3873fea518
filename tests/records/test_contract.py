"""What holds for every journal: the fake and the real one pass the same tests."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fakes import MemoryJournal
from glutatui.errors import RecordsError
from glutatui.records import Records, SqliteJournal, admit, draw, event_of
from glutatui.records.contract import DRAWS, TRIES, WINDOW
from glutatui.records.postgres import PostgresJournal
from glutatui.visit import Event
from records_samples import COURSE, COURSE_HASH, OTHER, START, VISIT, event


class Clock:
    """A clock that tests set."""

    now = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def opened_in(store: str, request: pytest.FixtureRequest, path: Path, clock: Clock) -> Records:
    if store == "postgres":
        return PostgresJournal.open(request.getfixturevalue("server").emptied(), clock=clock)
    return MemoryJournal(clock) if store == "memory" else SqliteJournal.open(path, clock=clock)


@pytest.fixture(params=["memory", "sqlite", pytest.param("postgres", marks=pytest.mark.needs("postgresql"))])
def records(request: pytest.FixtureRequest, path: Path, clock: Clock) -> Iterator[Records]:
    with closing(opened_in(request.param, request, path, clock)) as opened:
        opened.begin(VISIT, "ABC-DEF", COURSE, COURSE_HASH)
        yield opened


def refused(act: Callable[[], object]) -> RecordsError:
    with pytest.raises(RecordsError) as caught:
        act()
    return caught.value


def test_what_is_appended_is_replayed(records: Records) -> None:
    events = tuple(event(n) for n in range(5))
    for one in events:
        records.append(one)

    assert records.replay(VISIT) == events


def test_a_visit_that_has_only_begun_has_no_events(records: Records) -> None:
    assert records.replay(VISIT) == ()


def test_a_second_delivery_changes_nothing(records: Records) -> None:
    records.append(event(0))
    records.append(event(1))
    records.append(event(0))
    records.append(event(1))

    assert records.replay(VISIT) == (event(0), event(1))


def test_two_screens_cannot_write_the_same_step(records: Records) -> None:
    records.append(event(0))

    assert refused(lambda: records.append(event(0, name="ab" * 16))).code == "visit-elsewhere"
    assert records.replay(VISIT) == (event(0),)


def test_an_id_is_never_used_for_two_events(records: Records) -> None:
    records.append(event(0))

    assert refused(lambda: records.append(event(1, name=event(0).id))).code == "visit-elsewhere"
    assert records.replay(VISIT) == (event(0),)


def test_a_visit_never_gets_a_gap(records: Records) -> None:
    records.append(event(0))

    error = refused(lambda: records.append(event(2)))

    assert (error.code, dict(error.values)) == ("visit-out-of-step", {"visit": VISIT, "seq": 2})
    assert records.replay(VISIT) == (event(0),)


def test_an_event_of_a_visit_never_begun_is_refused(records: Records) -> None:
    assert refused(lambda: records.append(event(0, visit=OTHER))).code == "visit-unknown"
    assert refused(lambda: records.replay(OTHER)).code == "visit-unknown"


def test_visits_do_not_mix(records: Records) -> None:
    records.begin(OTHER, "XYZ-234", COURSE, COURSE_HASH)
    for n in range(3):
        records.append(event(n))
        records.append(event(n, visit=OTHER))

    assert records.visits() == (VISIT, OTHER)
    assert records.replay(OTHER) == tuple(event(n, visit=OTHER) for n in range(3))


def test_a_course_is_kept_once_under_its_hash(records: Records) -> None:
    records.begin(OTHER, "XYZ-234", '{"a later":"spelling"}', COURSE_HASH)

    assert records.course(COURSE_HASH) == COURSE
    assert refused(lambda: records.course("d0" * 32)).code == "journal-corrupt"


def test_beginning_twice_is_beginning_once(records: Records) -> None:
    records.begin(VISIT, "ABC-DEF", COURSE, COURSE_HASH)

    assert records.visits() == (VISIT,)


@pytest.mark.parametrize(("visit", "code"), [(OTHER, "ABC-DEF"), (VISIT, "XYZ-234")])
def test_a_code_and_an_id_belong_to_one_visit(records: Records, visit: str, code: str) -> None:
    assert refused(lambda: records.begin(visit, code, COURSE, COURSE_HASH)).code == "code-taken"
    assert records.visits() == (VISIT,)


def test_a_visit_is_found_however_its_code_is_typed(records: Records) -> None:
    assert {records.find(typed) for typed in ("ABC-DEF", " abcdef ", "abc def")} == {VISIT}


@pytest.mark.parametrize("typed", ["XYZ-234", "no code at all", ""])
def test_an_unknown_code_is_told(records: Records, typed: str) -> None:
    assert refused(lambda: records.find(typed)).code == "visit-unknown"


def test_wrong_codes_are_limited_for_their_source_only(records: Records, clock: Clock) -> None:
    """After ten wrong codes not even the right one opens, until the window is over; others do not notice."""
    for _ in range(TRIES):
        assert refused(lambda: records.find("XYZ-234", "10.0.0.7")).code == "visit-unknown"

    assert refused(lambda: records.find("ABC-DEF", "10.0.0.7")).code == "code-tried-too-often"
    assert records.find("ABC-DEF", "10.0.0.8") == VISIT
    clock.now += timedelta(seconds=WINDOW)
    assert records.find("ABC-DEF", "10.0.0.7") == VISIT


def test_right_codes_and_slips_of_the_finger_are_not_counted(records: Records) -> None:
    for _ in range(TRIES + 1):
        records.find("ABC-DEF")
        refused(lambda: records.find("ABC-DE"))

    assert records.find("ABC-DEF") == VISIT


def test_a_clock_that_was_set_back_locks_nobody_out(records: Records, clock: Clock) -> None:
    clock.now += timedelta(days=3_000)
    for _ in range(TRIES):
        refused(lambda: records.find("XYZ-234"))
    clock.now = START

    assert records.find("ABC-DEF") == VISIT


def test_admit_draws_again_where_a_code_is_taken(records: Records) -> None:
    draws = iter([b"\1" * 16, b"\2" * 16, b"\3" * 16, b"\2" * 16, b"\4" * 16, b"\5" * 16])
    first, code = admit(records, COURSE, COURSE_HASH, lambda _: next(draws))
    second, another = admit(records, COURSE, COURSE_HASH, lambda _: next(draws))

    assert (first, second) == ("01" * 16, "04" * 16)
    assert (records.find(code), records.find(another)) == (first, second)


def test_admit_gives_up_where_chance_is_broken(records: Records) -> None:
    drawn: list[int] = []

    def broken(size: int) -> bytes:
        drawn.append(size)
        return b"\2" * size

    admit(records, COURSE, COURSE_HASH, broken)
    records.append(event(0, visit="02" * 16))
    drawn.clear()
    flips = iter(range(100))

    def half_broken(size: int) -> bytes:
        n = next(flips)
        return bytes([n + 10]) * size if n % 2 == 0 else broken(size)

    assert refused(lambda: admit(records, COURSE, COURSE_HASH, half_broken)).code == "code-taken"
    assert len(drawn) == DRAWS


def test_a_visit_and_how_it_begins_are_kept_together(records: Records) -> None:
    records.begin(OTHER, "XYZ-234", COURSE, COURSE_HASH, event(0, visit=OTHER, name="cd" * 16))
    records.begin(OTHER, "XYZ-234", COURSE, COURSE_HASH, event(0, visit=OTHER, name="cd" * 16))

    assert records.replay(OTHER) == (event(0, visit=OTHER, name="cd" * 16),)
    assert records.find("XYZ-234") == OTHER


def test_a_visit_whose_first_event_is_refused_is_not_opened(records: Records) -> None:
    """So nobody is told a code that leads nowhere."""
    assert refused(lambda: records.begin(OTHER, "XYZ-234", COURSE, COURSE_HASH, event(1, visit=OTHER))).code == (
        "visit-out-of-step"
    )
    assert records.visits() == (VISIT,)
    assert refused(lambda: records.find("XYZ-234")).code == "visit-unknown"


def test_a_taken_code_is_refused_with_how_the_visit_begins(records: Records) -> None:
    first = event(0, visit=OTHER, name="cd" * 16)
    assert refused(lambda: records.begin(OTHER, "ABC-DEF", COURSE, COURSE_HASH, first)).code == "code-taken"
    assert records.visits() == (VISIT,)


def test_a_visit_that_was_foreseen_is_nowhere_until_it_begins(records: Records) -> None:
    visit, code = draw(lambda size: b"\7" * size)
    before = records.visits()
    records.foresee(code)
    assert records.visits() == before
    assert refused(lambda: records.find(code)).code == "visit-unknown"

    assert admit(records, COURSE, COURSE_HASH, lambda _: b"", drawn=(visit, code)) == (visit, code)
    assert records.find(code) == visit


def test_a_code_that_was_foreseen_and_is_taken_meanwhile_is_drawn_anew(records: Records) -> None:
    visit, code = draw(lambda size: b"\7" * size)
    records.foresee(code)
    records.begin(OTHER, code, COURSE, COURSE_HASH)

    assert refused(lambda: records.begin(visit, code, COURSE, COURSE_HASH)).code == "code-taken"
    records.foresee(code)
    another, its_code = admit(records, COURSE, COURSE_HASH, lambda size: b"\10" * size, drawn=(visit, code))
    assert another == "08" * 16
    assert (records.find(code), records.find(its_code)) == (OTHER, another)


def test_what_staff_looked_at_is_kept_in_order(records: Records, clock: Clock) -> None:
    records.note("nurse", "looked-up", VISIT)
    clock.now += timedelta(seconds=1)
    records.note("nurse", "exported")

    assert [(one.who, one.what, one.visit) for one in records.notes()] == [
        ("nurse", "looked-up", VISIT),
        ("nurse", "exported", None),
    ]
    assert records.notes()[0].at < records.notes()[1].at


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.text()
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.dictionaries(st.text(), json_values, max_size=4),
    at=st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.timezones()),  # noqa: DTZ001
)
def test_any_payload_and_time_come_back_as_they_went(records: Records, data: dict[str, object], at: datetime) -> None:
    """Odd signs, lone surrogates and any zone included."""
    seq = len(records.replay(VISIT))
    kept = Event(f"{seq:032x}", VISIT, seq, at, "answered", data)

    records.append(kept)

    found = records.replay(VISIT)[-1]
    assert replace(found, at=kept.at) == kept
    assert found.at.timestamp() == at.timestamp()  # an hour that comes twice in a zone never equals its UTC


def test_all_visits_are_read_one_after_the_other(records: Records) -> None:
    """Events of two visits that went on at the same time come apart, each visit in order, the older visit first."""
    records.begin(OTHER, "XYZ-234", COURSE, COURSE_HASH)
    for n in range(3):
        records.append(event(n, visit=OTHER))
        records.append(event(n))

    rows = list(records.read())

    assert [event_of(row) for row in rows] == [*records.replay(VISIT), *records.replay(OTHER)]
    assert records.count() == 6


def test_only_the_kinds_that_are_asked_for_are_read(records: Records) -> None:
    for n in range(5):
        records.append(event(n))
    kinds = {one.kind for one in records.replay(VISIT)}
    assert len(kinds) > 1

    for kind in kinds:
        assert {row[4] for row in records.read(kinds=[kind])} == {kind}
    assert list(records.read(kinds=[])) == []


def test_visits_are_read_whole_since_the_time_when_they_began(records: Records) -> None:
    records.begin(OTHER, "XYZ-234", COURSE, COURSE_HASH)
    for n in range(3):
        records.append(event(n))
        records.append(replace(event(n, visit=OTHER), at=START + timedelta(days=1, seconds=n)))

    def read(since: datetime) -> list[str]:
        return [row[1] for row in records.read(since)]

    assert read(START) == [VISIT] * 3 + [OTHER] * 3
    assert read(START + timedelta(microseconds=1)) == [OTHER] * 3
    assert read(START + timedelta(days=1)) == [OTHER] * 3
    assert read(START + timedelta(days=2)) == []


def test_what_is_read_is_one_moment(records: Records) -> None:
    """Patients go on while a report is read."""
    for n in range(3):
        records.append(event(n))
    rows = records.read()
    first = next(rows)
    records.append(event(3))

    assert first[2] == 0
    assert len(records.replay(VISIT)) == 4
