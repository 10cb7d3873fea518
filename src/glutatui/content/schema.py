"""JSON Schemas of the YAML files, for editors: what `forms` says, in the words of json-schema.org (draft 7).

They lie in ``lessons/schemas/``, and the first line of a YAML file names its own, so that an editor with a YAML
language server marks a slip while it is typed. ``python -m glutatui.content.schema FOLDER`` writes them.
"""

import json
import posixpath
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from glutatui.content.fields import ID, LONGEST_ID
from glutatui.content.forms import FILES, Field, Form, Kind, sort_of
from glutatui.content.ledger import DOCUMENT
from glutatui.content.questions import PAGE, USE

FOLDER: Final = "lessons/schemas"
"""Where the schemas of a course lie."""

_DIALECT: Final = "http://json-schema.org/draft-07/schema#"
_TEXT: Final[Mapping[str, Any]] = {"type": ["string", "number", "boolean"], "minLength": 1}
"""A text; an editor takes ``14`` for a number and ``true`` for a boolean, and both are read as written."""
_ID: Final[Mapping[str, Any]] = {"type": "string", "pattern": f"^{ID.pattern}$", "maxLength": LONGEST_ID}
_DOCUMENT: Final[Mapping[str, Any]] = {"type": "string", "pattern": f"^{DOCUMENT.pattern}$"}
_PLAIN: Final[Mapping[Kind, Mapping[str, Any]]] = {
    "text": _TEXT,
    "texts": {"type": "array", "items": _TEXT},
    "id": _ID,
    "ids": {"type": "array", "items": _ID},
    "document": _DOCUMENT,
    "documents": {"type": "array", "items": _DOCUMENT},
    "pages": {"type": "array", "items": {"type": "string", "pattern": f"^{PAGE.pattern}$"}},
    "use": {"type": "string", "pattern": f"^({USE.pattern})$"},
    "flag": {"type": "boolean"},
    "number": {"type": "number", "minimum": 0},
    "free": {},
}


def schema_of(sort: str) -> dict[str, Any]:
    """Return the schema of a sort of file, by its name in `FILES`."""
    file = FILES[sort]
    body = _mapping(file.form)
    return {"$schema": _DIALECT, **({"type": "array", "items": body} if file.listed else body)}


def _mapping(form: Form) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {key: _value(field) for key, field in form.items()},
        "required": [key for key, field in form.items() if field.needed],
        "additionalProperties": False,
    }


def _value(field: Field) -> dict[str, Any]:
    said = {"description": field.says}
    if field.form is not None:
        return {**said, "type": "array", "items": _mapping(field.form)}
    if field.kind == "choice":
        return {**said, "enum": list(field.values)}
    return {**said, **_PLAIN[field.kind]}


def schema_text(sort: str) -> str:
    """Return a schema as its file holds it."""
    return json.dumps(schema_of(sort), indent=2) + "\n"


def modeline_of(path: str) -> str | None:
    """Return the first line that a YAML file should have, by its path below the course's folder.

    None for a file that has no schema. The name of the line is that of the language server that reads it.
    """
    sort = sort_of(path)
    if sort is None:
        return None
    place = posixpath.relpath(f"{FOLDER}/{sort}.json", posixpath.dirname(path))
    return f"# yaml-language-server: $schema={place}"


def write_schemas(folder: Path) -> None:
    """Write every schema into a folder, which is made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    for sort in FILES:
        (folder / f"{sort}.json").write_text(schema_text(sort), encoding="utf-8")


if __name__ == "__main__":
    write_schemas(Path(sys.argv[1]))
