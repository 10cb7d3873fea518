"""What an editor knows of a file is what `check` asks of it, and every YAML file names its schema."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from shutil import rmtree
from typing import Any, TypeAlias

import pytest
import yaml
from jsonschema import Draft7Validator

from glutatui.content import export_course
from glutatui.content.fields import entries
from glutatui.content.forms import FILES, Field, Form, Kind
from glutatui.content.glossary import read_glossary
from glutatui.content.hashes import content_hashes
from glutatui.content.ledger import read_claim, read_conflict, read_exclusion, read_source
from glutatui.content.loading import load
from glutatui.content.problems import Notes, Problem
from glutatui.content.questions import read_checks, read_traps, read_warning
from glutatui.content.reviews import read_reviews
from glutatui.content.schema import FOLDER, modeline_of, schema_of, schema_text, write_schemas
from glutatui.content.where import CHECKOUT
from glutatui.content.yaml_nodes import Node, read_yaml
from small_course import FILES as SMALL
from small_course import LIVER, write_course

Read: TypeAlias = Callable[[Node, str, Notes], object]


def each(one: Read) -> Read:
    """Return the reader of a list of mappings."""
    return lambda node, language, notes: [one(entry, language, notes) for entry in entries(node, notes, "")]


READERS: Mapping[str, Read] = {
    "sources": each(read_source),
    "claims": each(read_claim),
    "conflicts": each(read_conflict),
    "exclusions": each(read_exclusion),
    "reviews": read_reviews,
    "glossary": read_glossary,
    "checks": read_checks,
    "warning": read_warning,
    "traps": read_traps,
}
GOOD: Mapping[Kind, Any] = {
    "text": "some words",
    "texts": ["words"],
    "id": "an-id",
    "ids": ["an-id"],
    "document": "S1",
    "documents": ["S1"],
    "pages": ["01-start#liver"],
    "use": "pair-1",
    "flag": True,
    "number": 2,
    "free": {"value": "14"},
}
BAD: Mapping[Kind, Any] = {
    "text": ["words"],
    "texts": "words",
    "id": "Not An Id",
    "ids": ["Not An Id"],
    "document": "X1",
    "documents": ["X1"],
    "pages": ["no page"],
    "use": "pair-none",
    "flag": "perhaps",
    "number": "many",
    "choice": "another",
    "forms": {"key": "value"},
}
SPECIAL = {"of": "an-id", "date": "2026-05-31"}
"""Texts of which `check` asks more than a schema can say."""


class _Editor(yaml.CSafeLoader):
    """Reads YAML as an editor does (version 1.2): `no` is a text, and so is a day."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}


for _tag, _pattern, _first in (
    ("bool", r"true|false", "tf"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?[0-9]+\.[0-9]+", "-+0123456789"),
    ("null", r"null|~|", ["n", "~", ""]),
):
    _Editor.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"(?:{_pattern})$"), list(_first))


def sample(form: Form) -> dict[str, Any]:
    """Return a mapping of a form with every key."""
    return {key: SPECIAL.get(key) or value_of(field) for key, field in form.items()}


def value_of(field: Field) -> Any:  # noqa: ANN401  (whatever a key holds)
    """Return what a key may hold."""
    if field.form is not None:
        return [sample(field.form)]
    return field.values[0] if field.kind == "choice" else deepcopy(GOOD[field.kind])


def whole(sort: str) -> Any:  # noqa: ANN401
    """Return a file of a sort, with every key."""
    file = FILES[sort]
    return [sample(file.form)] if file.listed else sample(file.form)


def mappings(data: Any, form: Form) -> Iterator[tuple[dict[str, Any], Form]]:  # noqa: ANN401
    """Give every mapping of a file with its form."""
    for one in data if isinstance(data, list) else [data]:
        yield one, form
        for key, field in form.items():
            if field.form is not None:
                yield from mappings(one[key], field.form)


def accepted(sort: str, data: Any) -> tuple[bool, bool]:  # noqa: ANN401
    """Tell whether the schema and the readers of `check` accept a file."""
    notes, text = Notes(), yaml.safe_dump(data)
    node = read_yaml(text, "file.yaml", notes)
    assert node is not None
    READERS[sort](node, "en", notes)
    by_schema = Draft7Validator(schema_of(sort)).is_valid(yaml.load(text, _Editor))  # noqa: S506  (it is a safe loader)
    return by_schema, not list(notes.problems)


def changed(sort: str, change: Callable[[dict[str, Any], str, Field], bool]) -> Iterator[tuple[str, Any]]:
    """Give a file for each key of each of its mappings, with that key changed where it can be."""
    number = len(list(mappings(whole(sort), FILES[sort].form)))
    for index in range(number):
        form = list(mappings(whole(sort), FILES[sort].form))[index][1]
        for key, field in form.items():
            data = whole(sort)
            if change(list(mappings(data, FILES[sort].form))[index][0], key, field):
                yield key, data


@pytest.mark.parametrize("sort", FILES)
def test_every_key_is_known_to_both(sort: str) -> None:
    Draft7Validator.check_schema(schema_of(sort))
    assert accepted(sort, whole(sort)) == (True, True)


@pytest.mark.parametrize("sort", FILES)
def test_both_miss_a_key_that_must_be_given_and_no_other(sort: str) -> None:
    def without(mapping: dict[str, Any], key: str, _: Field) -> bool:
        del mapping[key]
        return True

    missed = []
    for key, data in changed(sort, without):
        by_schema, by_check = accepted(sort, data)
        assert by_schema == by_check, key
        missed += [] if by_check else [key]
    needed = [key for _, form in mappings(whole(sort), FILES[sort].form) for key, field in form.items() if field.needed]
    assert missed == needed


@pytest.mark.parametrize("sort", FILES)
def test_both_refuse_a_key_that_nobody_knows(sort: str) -> None:
    def unknown(mapping: dict[str, Any], key: str, _: Field) -> bool:
        mapping[f"{key}-typo"] = "words"
        return True

    for key, data in changed(sort, unknown):
        assert accepted(sort, data) == (False, False), key


@pytest.mark.parametrize("sort", FILES)
def test_both_refuse_what_a_key_cannot_hold(sort: str) -> None:
    def spoilt(mapping: dict[str, Any], key: str, field: Field) -> bool:
        if field.kind in BAD:
            mapping[key] = BAD[field.kind]
        return field.kind in BAD

    found = list(changed(sort, spoilt))
    assert found
    for key, data in found:
        assert accepted(sort, data) == (False, False), key


def yaml_files(root: Path) -> list[str]:
    """Return the YAML files of a course that have a schema."""
    paths = [
        path.relative_to(root).as_posix() for top in ("lessons", "quizzes") for path in root.glob(f"{top}/**/*.yaml")
    ]
    return sorted(path for path in paths if modeline_of(path))


def test_the_shipped_schemas_are_those_that_the_program_makes() -> None:
    """Otherwise: ``python -m glutatui.content.schema lessons/schemas``."""
    assert {path.stem for path in (CHECKOUT / FOLDER).iterdir()} == set(FILES)
    for sort in FILES:
        assert (CHECKOUT / FOLDER / f"{sort}.json").read_text() == schema_text(sort), sort


@pytest.mark.parametrize("path", yaml_files(CHECKOUT))
def test_every_shipped_file_names_its_schema_and_keeps_to_it(path: str) -> None:
    text = (CHECKOUT / path).read_text()
    line, _, _ = text.partition("\n")
    named = (CHECKOUT / path).parent / line.partition("$schema=")[2]
    assert line == modeline_of(path)
    validator = Draft7Validator(json.loads(named.read_text()))
    errors = [f"{list(error.path)}: {error.message[:200]}" for error in validator.iter_errors(yaml.load(text, _Editor))]  # noqa: S506
    assert errors == []


def with_schemas(root: Path) -> Path:
    """Write the small course with its schemas and the line that names them."""
    write_course(root, {path: f"{modeline_of(path)}\n{text}" for path, text in SMALL.items() if modeline_of(path)})
    write_schemas(root / FOLDER)
    return root


def unnamed(root: Path) -> list[Problem]:
    """Return what is said about first lines."""
    return [problem for problem in load(root).problems if problem.code == "modeline"]


def test_a_file_that_does_not_name_its_schema_is_noted_where_there_are_schemas(tmp_path: Path) -> None:
    root = with_schemas(tmp_path)
    assert unnamed(root) == []
    (root / LIVER).write_text(SMALL[LIVER])
    (found,) = unnamed(root)
    assert (found.path, found.line, found.column, found.severity) == (LIVER, 1, 1, "warning")
    assert "# yaml-language-server: $schema=../../lessons/schemas/warning.json" in found.message

    rmtree(root / FOLDER)
    assert unnamed(root) == []


def test_the_line_changes_no_hash(tmp_path: Path) -> None:
    """Neither that of the course, which visits go by, nor those that signatures are bound to."""
    plain, lined = load(write_course(tmp_path / "a")).course, load(with_schemas(tmp_path / "b")).course
    assert plain
    assert lined
    assert export_course(plain, "en")["hash"] == export_course(lined, "en")["hash"]
    assert content_hashes(plain, "en") == content_hashes(lined, "en")
