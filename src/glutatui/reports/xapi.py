"""Visits as xAPI statements in the order of cmi5: initialized first, one of passed and failed, terminated last.

The order is cmi5's, the launch is not: cmi5 starts a course by web address, so no statement claims to be cmi5's own.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid5

from glutatui.reports.fhir import course_uri
from glutatui.reports.sittings import Given, Sitting
from glutatui.reports.standing import standings

_VERBS: Final = "http://adlnet.gov/expapi/verbs/"
_COURSE: Final = "http://adlnet.gov/expapi/activities/course"
_INTERACTION: Final = "http://adlnet.gov/expapi/activities/cmi.interaction"

HOME: Final = "https://glutatui.invalid"
"""The home page that an account must have; ``.invalid`` belongs to nobody (RFC 2606)."""

_SURE: Final = f"{HOME}/sure"
_UNSURE: Final = f"{HOME}/unsure"


def statements(sitting: Sitting) -> Iterator[str]:
    """Give the statements of a visit, each a line of JSON; one that was left has no end yet."""
    for number, statement in enumerate(_all(sitting)):
        statement["id"] = str(uuid5(UUID(sitting.visit), f"statement {number}"))
        yield json.dumps(statement, ensure_ascii=False, separators=(",", ":")) + "\n"


def _all(sitting: Sitting) -> Iterator[dict[str, Any]]:
    about = {"id": course_uri(str(sitting.start["course"])), "definition": {"type": _COURSE}}
    yield _statement(sitting, "initialized", about, sitting.began, sitting.language)
    for given in sitting.given():
        yield _statement(sitting, "answered", _item(given), given.at, given.language, result=_answer(given))
    if not sitting.finished:
        return
    results = [standing.result for standing in standings(sitting).values()]
    known = sum(result in {"known_at_once", "known_after_teaching"} for result in results)
    passed = known == len(results)
    length = {"duration": _duration(sitting)}
    score = {"raw": known, "min": 0, "max": len(results), "scaled": known / len(results)}
    end, language = sitting.ended, sitting.language
    yield _statement(sitting, "completed", about, end, language, result={"completion": True, **length})
    verdict = {"success": passed, "score": score, **length}
    yield _statement(sitting, "passed" if passed else "failed", about, end, language, result=verdict)
    yield _statement(sitting, "terminated", about, end, language, result=length)


def _statement(
    sitting: Sitting,
    verb: str,
    about: Mapping[str, Any],
    at: str,
    language: str,
    *,
    result: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    statement: dict[str, Any] = {
        "actor": {"objectType": "Agent", "account": {"homePage": HOME, "name": sitting.visit}},
        "verb": {"id": f"{_VERBS}{verb}", "display": {"en": verb}},
        "object": {"objectType": "Activity", **about},
        "context": {
            "registration": str(uuid5(UUID(sitting.visit), "registration")),
            "language": language,
            "platform": f"glutatui {sitting.start['policy']['program']}",
        },
        "timestamp": at,
    }
    return statement if result is None else {**statement, "result": dict(result)}


def _item(given: Given) -> dict[str, Any]:
    item, language = given.mark.item, given.language
    choices = [
        {"id": str(at + 1), "description": {language: option.text[language]}} for at, option in enumerate(item.options)
    ]
    return {
        "id": f"urn:glutatui:item:{item.id}",
        "definition": {
            "type": _INTERACTION,
            "name": {language: item.id},
            "description": {language: item.ask[language]},
            "interactionType": "choice",
            "correctResponsesPattern": [_pattern(sorted(item.right))],
            "choices": choices,
        },
    }


def _answer(given: Given) -> dict[str, Any]:
    mark = given.mark
    return {
        "success": mark.right,
        "response": _pattern(mark.chosen),
        "extensions": {_SURE: mark.sure, _UNSURE: mark.unsure},
    }


def _pattern(chosen: tuple[int, ...] | list[int]) -> str:
    """Return choices as xAPI writes them."""
    return "[,]".join(str(at + 1) for at in chosen)


def _duration(sitting: Sitting) -> str:
    seconds = (datetime.fromisoformat(sitting.ended) - datetime.fromisoformat(sitting.began)).total_seconds()
    return f"PT{max(seconds, 0):.2f}S"
