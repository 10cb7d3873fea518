"""A patient who reads Spanish takes the whole course at a real terminal, which says so by its LANG."""

from contextlib import closing
from pathlib import Path

import pytest

from e2e.conftest import PROGRAM
from glutatui.records import SqliteJournal
from glutatui.words import say
from spanish_course import write_bilingual
from terminal import Terminal

ENOUGH = 60
"""Screens after which a visit to the small course must have come to its end."""


def test_a_visit_in_spanish_goes_the_whole_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every question is answered with "No lo sé", so that everything is taught again and handed over."""
    monkeypatch.setenv("LANG", "es_MX.UTF-8")
    journal, root = tmp_path / "journal.sqlite", write_bilingual(tmp_path / "course")
    seen: list[str] = []
    with Terminal([PROGRAM, "learn", "--content", root, "--records", journal]) as terminal:
        terminal.shows("Elija su idioma.")
        terminal.send("\r")
        terminal.shows("¿Piensa tomar glutamina?")
        while "Lo que ya sabe" not in terminal.rows()[0] and len(seen) < ENOUGH:
            terminal.settle()
            seen.append(terminal.text())
            asked = "[ No lo sé ]" in seen[-1]
            terminal.send("0" if asked else "n" if "¿Algo de esto es su caso?" in seen[-1] else "\r")
            terminal.until(lambda: terminal.text() != seen[-1], "another screen")
        terminal.shows("Usted sabe 0 de 1 avisos")
        terminal.send("q")
        terminal.shows("¿Parar aquí?")
        terminal.send("2")
        terminal.shows("Gracias. Sus respuestas están guardadas.")

    told = "\n".join(seen)
    for heard in ("¿Qué piensa usted?", "■ ALTO", "Una fuente da 14 gramos como tope.", say("es", "again-title")):
        assert heard in told
    assert say("en", "unsure-title") not in told
    with closing(SqliteJournal.open(journal)) as records:
        (visit,) = records.visits()
        events = records.replay(visit)
    assert (events[0].data["language"], events[-1].kind) == ("es", "finished")
