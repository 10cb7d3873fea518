"""What other systems are given is valid by independent readers, whole, and names nobody."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from fhirclient.models import bundle as fhir_bundle
from fhirclient.models.fhirabstractbase import FHIRValidationError
from tincan import Statement

from courses import small_course
from glutatui.content import course_json, hash_of
from glutatui.records import Kept, row_of
from glutatui.reports import exports
from glutatui.reports.exports import COLUMNS, Source, as_csv, as_fhir, as_lines, as_xapi, guarded
from glutatui.reports.record import SignOff
from glutatui.reports.sittings import Sitting, sittings
from glutatui.reports.standing import standings
from reports.by_hand import COURSE, UNSIGNED, rows_of, sitting_of
from reports.crowds import Crowd, visit_of
from visits import START

ROOT = Path(__file__).resolve().parents[2]
SMALL = small_course(warnings=3, pairs=2, lessons=1, pages=1)
DIGEST = hash_of(course_json(SMALL))


def source(rows: Iterator[Kept]) -> Source:
    return Source(rows, lambda _: COURSE, UNSIGNED)


def random_source(visits: int, seed: int) -> Source:
    """Return visits of random patients; every third one was left."""
    rng = Random(seed)  # noqa: S311  (simulated patients)
    events = (
        event
        for n in range(visits)
        for event in visit_of(
            Crowd(SMALL, mode=rng.choice(["learn", "quiz"]), right=rng.random()),
            rng,
            at=START + timedelta(minutes=n),
            steps=rng.choice([None, None, rng.randrange(1, 40)]),
        )
    )
    return Source(map(row_of, events), lambda _: SMALL, SignOff(DIGEST, 1, 2))


def table(of: Source) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(as_csv(of)), newline="")))


def test_csv_has_one_tidy_row_an_answer() -> None:
    rows = table(source(rows_of("ana", "emil")))
    ana = [row for row in rows if row["mode"] == "learn"]

    assert [len(ana), len(rows) - len(ana)] == [3 + 1 + 2 + 4, 1]
    assert [row["section"] for row in ana[:4]] == ["before"] * 3 + ["check"]
    assert [row["right"] for row in ana[:4]] == ["1", "0", "1", "1"]
    assert sorted((row["warning"], row["round"]) for row in ana[4:]) == [
        ("w0", "1"),
        ("w0", "1"),
        *[("w1", "1")] * 2,
        *[("w1", "2")] * 2,
    ]
    assert [(row["unsure"], row["chosen"], row["answer"]) for row in rows if row["mode"] == "quiz"] == [("1", "", "")]
    assert sum(row["sure"] == "1" for row in ana) == 1


def test_the_data_dictionary_names_every_column_and_no_other() -> None:
    text = (ROOT / "docs" / "records.md").read_text(encoding="utf-8")
    csv = text.partition("### CSV")[2].partition("\n### ")[0]
    named = [line.split("`")[1] for line in csv.splitlines() if line.startswith("| `")]

    assert tuple(named) == COLUMNS


def test_no_cell_is_a_formula_in_a_spreadsheet(monkeypatch: pytest.MonkeyPatch) -> None:
    """An option may begin with = as well as with a word; with the guard off the attack succeeds."""
    attack = '=HYPERLINK("x")'
    item = COURSE.before[0]
    options = tuple(replace(option, text={"en": attack}) for option in item.options)
    course = replace(COURSE, before=(replace(item, options=options), *COURSE.before[1:]))

    def answers() -> list[str]:
        rows = (row_of(event) for event in visit_of(Crowd(course, right=1.0), Random(1), steps=4))  # noqa: S311
        return [row["answer"] for row in table(Source(rows, lambda _: course, UNSIGNED))]

    assert answers() == [f"'{attack}"]
    monkeypatch.setattr(exports, "guarded", lambda cell: cell)
    assert answers() == [attack]
    assert [guarded(cell) for cell in ("+1", "-1", "@x", "\tx", "\rx", "x=1", "")] == [
        "'+1",
        "'-1",
        "'@x",
        "'\tx",
        "'\rx",
        "x=1",
        "",
    ]


def test_json_lines_hold_every_event() -> None:
    rows = list(rows_of("ana", "cleo", "dora"))

    told = [json.loads(line) for line in as_lines(source(iter(rows)))]

    assert [(one["visit"], one["seq"], one["at"], one["event"], one["data"]) for one in told] == [
        (visit, seq, at, kind, json.loads(data)) for _, visit, seq, at, kind, data in rows
    ]


def resources(of: Source) -> list[dict[str, object]]:
    """Return what is in a bundle, after the models of FHIR R4 have found no fault with it."""
    data = json.loads("".join(as_fhir(of)))
    fhir_bundle.Bundle(data, strict=True)
    found: list[dict[str, object]] = [entry["resource"] for entry in data.get("entry", [])]
    return found


def test_fhir_tells_a_visit_in_three_resources() -> None:
    procedure, answers, provenance = resources(source(rows_of("ana")))

    assert procedure["category"]["coding"][0]["code"] == "311401005"  # type: ignore[index]
    assert procedure["status"] == answers["status"] == "completed"
    assert procedure["subject"] == {"display": "not recorded"}
    assert "not consent" in procedure["note"][0]["text"]  # type: ignore[index]
    assert procedure["outcome"] == {"text": "known at once: 1, known after teaching again: 1"}
    digest = str(sitting_of("ana").start["course"])
    assert provenance["entity"][0]["what"]["identifier"]["value"].endswith(digest)  # type: ignore[index]
    items = {item["linkId"]: item for item in answers["item"]}  # type: ignore[attr-defined]
    results = {part["linkId"]: part["answer"][0]["valueCoding"]["code"] for part in items["warnings"]["item"]}
    assert results == {"warning.w0": "known_at_once", "warning.w1": "known_after_teaching"}
    assert len(items) == 1 + 10


def test_a_visit_that_was_left_is_in_progress() -> None:
    procedure, answers, _ = resources(source(rows_of("dora")))

    assert (procedure["status"], answers["status"]) == ("in-progress", "in-progress")


def test_no_visit_is_a_bundle_as_well() -> None:
    assert resources(source(iter(()))) == []


def test_the_independent_reader_would_find_a_fault() -> None:
    data = json.loads("".join(as_fhir(source(rows_of("ana")))))
    data["entry"][0]["resource"]["status"] = 7
    del data["entry"][2]["resource"]["target"]

    with pytest.raises(FHIRValidationError):
        fhir_bundle.Bundle(data, strict=True)


@pytest.mark.parametrize("visits", [60, pytest.param(10_000, marks=pytest.mark.soak)])
def test_random_visits_are_valid_fhir(visits: int) -> None:
    for start in range(0, visits, 50):
        found = resources(random_source(50, start))
        ids = [str(resource["id"]) for resource in found]
        assert len(set(ids)) == len(ids) == 150


@pytest.mark.parametrize("visits", [60, pytest.param(10_000, marks=pytest.mark.soak)])
def test_random_visits_are_xapi_in_the_order_of_cmi5(visits: int) -> None:
    for seed in range(visits):
        (row, *rows) = list(random_source(1, seed).rows)
        lines = list(as_xapi(Source([row, *rows], lambda _: SMALL, UNSIGNED)))
        read = [Statement.from_json(line) for line in lines]
        verbs = [str(statement.verb.id).rpartition("/")[2] for statement in read]
        (sitting,) = sittings([row, *rows], lambda _: SMALL)
        assert isinstance(sitting, Sitting)

        assert verbs[0] == "initialized"
        end = []
        if sitting.finished:
            known = {"known_at_once", "known_after_teaching"}
            passed = {one.result for one in standings(sitting).values()} <= known
            end = ["completed", "passed" if passed else "failed", "terminated"]
        assert verbs[1:] == ["answered"] * len(sitting.marks) + end
        assert len({statement.id for statement in read}) == len(read)
        times = [statement.timestamp for statement in read]
        assert times == sorted(times)
        assert [one.result.success for one in read[1 : 1 + len(sitting.marks)]] == [m.right for m in sitting.marks]


def test_no_export_claims_to_be_launched_by_cmi5() -> None:
    assert "cmi5" not in "".join(as_xapi(source(rows_of("ana"))))


def test_nothing_but_random_numbers_tells_whose_visit_it_is() -> None:
    """What is exported of a visit comes from the course, the clock, and its events; its code is not in it."""
    for form in (as_csv, as_lines, as_fhir, as_xapi):
        told = "".join(form(source(rows_of("ana"))))
        assert sitting_of("ana").visit[:8] in told.replace("-", "")
        assert "ABC-234" not in told
