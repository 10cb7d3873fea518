"""Items as the quiz files hold them, so that what came back from elsewhere can be put into place by an author."""

from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from glutatui.course import Course, Item, Option
from glutatui.reports.gift import files_of


def quiz_files(course: Course, items: Iterable[Item], language: str) -> Iterator[str]:
    """Give the items of each file as YAML, headed by the name of the file; a new item goes to its warning's.

    Args:
        course: The bank that they came from.
        items: What was read.
        language: Whose texts are written.
    """
    home = {item.id: name for name, known in files_of(course).items() for item in known}
    by_file: dict[str, list[Item]] = {}
    for item in items:
        by_file.setdefault(home.get(item.id, item.warning or "new"), []).append(item)
    for name, members in by_file.items():
        folder = "lessons" if name.endswith(".checks") else "quizzes"
        data = [_item(item, language) for item in members]
        shaped: Any = data if folder == "lessons" else {"items": data}
        yield f"--- # {folder}/{language}/{name}.yaml\n"
        yield yaml.safe_dump(shaped, sort_keys=False, allow_unicode=True, width=2**16)


def _item(item: Item, language: str) -> dict[str, Any]:
    found: dict[str, Any] = {"id": item.id, "kind": item.kind}
    if item.use:
        found["use"] = item.use
    found["basis"] = item.basis
    if item.part:
        found["part"] = item.part
    for flag in ("cautious", "decoy"):
        if getattr(item, flag):
            found[flag] = True
    if item.revision > 1:
        found["revision"] = item.revision
    found["claims"] = list(item.claims)
    found["ask"], found["unsure"] = item.ask[language], item.unsure[language]
    found["options"] = [_option(option, language) for option in item.options]
    return found


def _option(option: Option, language: str) -> dict[str, Any]:
    found: dict[str, Any] = {"text": option.text[language]}
    if option.right:
        found["right"] = True
    if option.trap:
        found["trap"] = option.trap
    if option.part:
        found["part"] = option.part
    found["because"] = option.because[language]
    return found
