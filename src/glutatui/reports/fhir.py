"""Visits as FHIR R4 resources: a Procedure, a QuestionnaireResponse and a Provenance each, without any identity.

http://hl7.org/fhir/R4: what is required there is given, and ``subject`` says that it is not recorded.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final
from uuid import UUID, uuid5

from glutatui.course import Course
from glutatui.reports.record import SignOff
from glutatui.reports.sittings import Given, Sitting
from glutatui.reports.standing import numbers_of, result_words, standings
from glutatui.words import say

SNOMED: Final = "http://snomed.info/sct"
PATIENT_EDUCATION: Final = "311401005"
"""SNOMED CT: Patient education (procedure)."""

_URI: Final = "urn:ietf:rfc:3986"
_PARTICIPANT: Final = "http://terminology.hl7.org/CodeSystem/provenance-participant-type"

LANGUAGE: Final = "en"
"""The language of what a clinician reads in the resources; questions keep the patient's."""


def bundle(sittings: Iterable[Sitting], sign_off: SignOff) -> Iterator[str]:
    """Give a bundle of type ``collection`` as JSON, visit by visit."""
    yield '{"resourceType":"Bundle","type":"collection"'
    opened = False
    for sitting in sittings:
        for resource in resources(sitting, sign_off):
            entry = {"fullUrl": f"urn:uuid:{resource['id']}", "resource": resource}
            yield (',"entry":[' if not opened else ",") + json.dumps(entry, ensure_ascii=False, separators=(",", ":"))
            opened = True
    yield "]}\n" if opened else "}\n"


def resources(sitting: Sitting, sign_off: SignOff) -> tuple[dict[str, Any], ...]:
    """Return the three resources of a visit."""
    procedure, response = _procedure(sitting, sign_off), _response(sitting)
    return procedure, response, _provenance(sitting, [procedure["id"], response["id"]])


def _id(sitting: Sitting, of: str) -> str:
    """Return an id that is the same at each export."""
    return str(uuid5(UUID(sitting.visit), of))


def _status(sitting: Sitting) -> str:
    return "completed" if sitting.finished else "in-progress"


def course_uri(digest: str) -> str:
    """Return by what a course is known: its hash."""
    return f"urn:glutatui:course:{digest}"


def _procedure(sitting: Sitting, sign_off: SignOff) -> dict[str, Any]:
    numbers = numbers_of(standings(sitting).values())
    outcome = [f"{result_words(LANGUAGE, result)}: {number}" for result, number in numbers.items() if number]
    return {
        "resourceType": "Procedure",
        "id": _id(sitting, "procedure"),
        "status": _status(sitting),
        "category": {
            "coding": [{"system": SNOMED, "code": PATIENT_EDUCATION, "display": say(LANGUAGE, "fhir-education")}]
        },
        "code": {"text": say(LANGUAGE, "fhir-about")},
        "subject": {"display": say(LANGUAGE, "fhir-subject")},
        "performedPeriod": {"start": sitting.began, "end": sitting.ended},
        "outcome": {"text": ", ".join(outcome)},
        "note": [
            {"text": say(LANGUAGE, "record-no-consent")},
            {"text": say(LANGUAGE, f"sign-off-{sign_off.of(str(sitting.start['course']))}")},
        ],
    }


def _response(sitting: Sitting) -> dict[str, Any]:
    return {
        "resourceType": "QuestionnaireResponse",
        "id": _id(sitting, "answers"),
        "identifier": {"system": _URI, "value": f"urn:uuid:{UUID(sitting.visit)}"},
        "partOf": [{"reference": f"urn:uuid:{_id(sitting, 'procedure')}"}],
        "questionnaire": course_uri(str(sitting.start["course"])),
        "status": _status(sitting),
        "authored": sitting.ended,
        "item": [_warnings(sitting), *map(_asked, sitting.given())],
    }


def _warnings(sitting: Sitting) -> dict[str, Any]:
    """Return what came of each warning as a group."""
    says = _says(sitting.course, sitting.language)
    items = [
        {
            "linkId": f"warning.{name}",
            "text": says[name],
            "answer": [
                {
                    "valueCoding": {
                        "code": standing.result,
                        "display": result_words(LANGUAGE, standing.result),
                    }
                }
            ],
        }
        for name, standing in standings(sitting).items()
    ]
    return {"linkId": "warnings", "item": items}


def _says(course: Course, language: str) -> dict[str, str]:
    return {warning.id: warning.says[language] for warning in course.warnings}


def _asked(given: Given) -> dict[str, Any]:
    """Return an answer as a group: what was chosen, how surely, and whether it was right."""
    mark, item = given.mark, given.mark.item
    parts: list[dict[str, Any]] = []
    if item.kind == "choose-one":
        parts += [
            _part(
                f"{item.id}.choice", valueCoding={"code": str(at + 1), "display": item.options[at].text[given.language]}
            )
            for at in mark.chosen
        ]
    elif not mark.unsure:
        parts += [
            _part(f"{item.id}.{at + 1}", option.text[given.language], valueBoolean=at in mark.chosen)
            for at, option in enumerate(item.options)
        ]
    parts += [
        _part(f"{item.id}.unsure", valueBoolean=mark.unsure),
        _part(f"{item.id}.sure", valueBoolean=mark.sure),
        _part(f"{item.id}.right", valueBoolean=mark.right),
    ]
    return {"linkId": item.id, "text": item.ask[given.language], "item": parts}


def _part(link: str, text: str | None = None, **value: Any) -> dict[str, Any]:  # noqa: ANN401  (FHIR's value[x])
    part: dict[str, Any] = {"linkId": link, "answer": [value]}
    return part if text is None else {"linkId": link, "text": text, "answer": [value]}


def _provenance(sitting: Sitting, targets: list[str]) -> dict[str, Any]:
    digest = str(sitting.start["course"])
    return {
        "resourceType": "Provenance",
        "id": _id(sitting, "provenance"),
        "target": [{"reference": f"urn:uuid:{target}"} for target in targets],
        "recorded": sitting.ended,
        "agent": [
            {
                "type": {"coding": [{"system": _PARTICIPANT, "code": "assembler"}]},
                "who": {"display": f"glutatui {sitting.start['policy']['program']}"},
            }
        ],
        "entity": [{"role": "source", "what": {"identifier": {"system": _URI, "value": course_uri(digest)}}}],
    }
