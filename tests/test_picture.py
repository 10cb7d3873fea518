"""``make picture`` draws what the README shows: the real program, on a page that the course has."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[1] / "docs" / "picture.py"


@pytest.fixture
def picture(tmp_path: Path) -> ModuleType:
    """Return the script, which writes into a folder of its own."""
    spec = spec_from_file_location("picture", SCRIPT)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    module.TARGET = tmp_path / "screen.svg"  # type: ignore[attr-defined]
    return module


async def test_the_picture_can_be_made(picture: ModuleType) -> None:
    """It walks to the first page, for the sake of time."""
    lesson = picture.Desk.course.lessons[0]
    pages = {f"page:{lesson.id}#{page.id}" for lesson in picture.Desk.course.lessons for page in lesson.pages}
    assert picture.PAGE in pages
    picture.PAGE = f"page:{lesson.id}#{lesson.pages[0].id}"  # type: ignore[attr-defined]
    await picture.main()

    svg = picture.TARGET.read_text()
    assert lesson.pages[0].title["en"].split()[0] in svg
    assert "://" not in svg.replace("http://www.w3.org/2000/svg", "")
