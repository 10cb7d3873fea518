"""The hash of each page and item, to which a sign-off is bound: another text, key or claim is another hash."""

from hashlib import sha256

from glutatui.content.codec import to_plain
from glutatui.content.export import canonical
from glutatui.course import Course

DIGITS = 16
"""Hex digits kept: enough that two texts of one place never share them by chance."""


def content_hashes(course: Course, language: str) -> dict[str, str]:
    """Return the hash of every page (``LESSON#PAGE``) and item (its id) in one language of the course.

    The disagreement cards of a page count with it: they stand in another file and are read on that page.
    """
    plain = to_plain(course, language)
    conflicts = {conflict["id"]: conflict for conflict in plain["conflicts"]}
    found: dict[str, str] = {}
    for lesson in (*plain["lessons"], *plain["library"]):
        for page in lesson["pages"]:
            names = [name for block in page["blocks"] for name in (block["conflict"], *block["also"])]
            cards = [conflicts.get(name) for name in names]
            found[f"{lesson['id']}#{page['id']}"] = _hash([page, cards])
        found.update((item["id"], _hash(item)) for item in lesson["checks"])
    for items in (plain["before"], *(warning["items"] for warning in plain["warnings"])):
        found.update((item["id"], _hash(item)) for item in items)
    return found


def _hash(plain: object) -> str:
    return sha256(canonical(plain).encode()).hexdigest()[:DIGITS]
