"""A visit in the line face goes the whole way on a real terminal, also on one of 40 columns."""

from pathlib import Path

import pytest

from e2e.conftest import Open
from e2e.patient import english
from e2e.test_whole_way import kept
from glutatui.course import Course, Item, Option
from listener import Listener


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 12)])
def test_a_visit_line_by_line_goes_the_whole_way(
    opened: Open, course: Course, journal: Path, columns: int, rows: int
) -> None:
    """One scenario is missed, taught again and known at the end; no paragraph is wider than the terminal."""
    missed: list[str] = []

    def right(item: Item, option: Option) -> bool:
        if item.warning == "liver" and item.kind == "choose-one" and item.id in (missed or [item.id]):
            missed[:] = [item.id]
            return option == next(other for other in item.options if not other.right)
        return option.right

    with opened("learn", "--plain", "--lang", "en", size=(columns, rows)) as terminal:
        listener = Listener(terminal, course)
        listener.goes_on_to("Press Enter to finish" if columns > 60 else "Type p", right)
        listener.says("")
        assert terminal.ends() == 0

    told = " ".join(" ".join(listener.heard).split())
    assert english("again-title") in told
    assert english("summary-known", known=len(course.warnings), of=len(course.warnings)) in told
    for line in listener.heard:
        assert len(line) < columns or line[0].isdigit(), line
        assert "\x1b" not in line
    events = kept(journal)
    assert dict(events[-1].data["outcomes"])["liver"] == "known_after_teaching"
    assert [event.data["item"] for event in events if event.kind == "answered"] == listener.asked
