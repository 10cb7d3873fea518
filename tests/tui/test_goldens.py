"""The key screens look as they were approved; `pytest --snapshot-update` approves anew."""

from typing import Any

import pytest

from glutatui.course import Course
from glutatui.tui.face import Face
from glutatui.tui.look import Look
from tui.apps import app_of
from tui.golden_course import GOLDEN
from tui.screens import key_screens, text_of
from visits import SeededDesk

_REAL = frozenset({"welcome", "page-liver"})
"""The screens of the shipped course that are approved too: few, so that its authors may write freely."""


async def drawn(course: Course, size: tuple[int, int], names: frozenset[str] = frozenset()) -> dict[str, str]:
    """Return key screens as the app draws them, by name."""
    app = app_of(Face(SeededDesk(course)))
    found: dict[str, str] = {}
    async with app.run_test(size=size) as pilot:
        for name, face in key_screens(course, Look(*size)):
            if names and name not in names:
                continue
            app.face = face
            app.draw()
            await pilot.pause()
            found[name] = text_of(app)
    return found


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (120, 40)], ids="{0[0]}x{0[1]}".format)
async def test_key_screens_are_as_approved(size: tuple[int, int], approved: Any) -> None:  # noqa: ANN401
    """One file a size, screen under screen, so that a look through it is a look through a visit."""
    screens = await drawn(GOLDEN, size)
    assert len(screens) > 25
    for name, text in screens.items():
        assert text == approved(name=name), name


async def test_two_screens_of_the_shipped_course_are_as_approved(real_course: Course, approved: Any) -> None:  # noqa: ANN401
    for name, text in (await drawn(real_course, (80, 24), _REAL)).items():
        assert text == approved(name=name), name
