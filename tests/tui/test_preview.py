"""An author sees a file as patients will, anew whenever it is saved, and keeps the last good page of a broken one."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.cells import cell_len

from glutatui.cli import main
from glutatui.cli.previewing import sight_of
from glutatui.content.previewing import glance, stamp_of, subject_of
from glutatui.errors import ContentError
from glutatui.tui.look import Look
from glutatui.tui.slides import Slides
from scripts import glutatui
from small_course import CHECKS, CONFLICTS, LESSON, LIVER, READING, STAFF, write_course
from small_course import FILES as SMALL
from terminal import Terminal

LOOK = Look(80, 24)
SHOWN = (LESSON, READING, STAFF, CHECKS, LIVER)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_course(tmp_path / "course")


def previewing(root: Path, path: str, size: tuple[int, int] = (80, 24)) -> Terminal:
    """Open a file of a course on a terminal."""
    return Terminal([sys.executable, "-m", "glutatui", "preview", root / path], size=size)


def slides_of(root: Path, path: str) -> Slides:
    """Return the slides of a file."""
    subject = subject_of(root / path)
    return Slides(sight_of(subject, glance(subject)), path, "en")


def shown(slides: Slides, look: Look = LOOK) -> str:
    """Return the screen as running text."""
    return " ".join(" ".join(row.text for row in slides.frame(look).rows).split())


def turned(slides: Slides, look: Look = LOOK) -> Iterator[str]:
    """Give every slide, from the first to the last."""
    before = ""
    while (now := shown(slides, look)) != before:
        yield now
        before = now
        slides.press("right", look)


def save(file: Path, old: str, new: str) -> None:
    """Change a file as an editor does: the new one is written beside it and takes its place."""
    text = file.read_text()
    assert old in text
    beside = file.with_name(f".{file.name}.new")
    beside.write_text(text.replace(old, new))
    beside.replace(file)


def test_an_edit_is_seen_a_broken_file_keeps_its_page_and_a_mended_one_is_as_before(root: Path) -> None:
    with previewing(root, LESSON) as screen:
        screen.shows("If you have cirrhosis (a scarred liver), do not take")
        screen.shows("q ends the preview")
        save(root / LESSON, "do not take glutamine.", "leave it alone.")
        screen.shows("If you have cirrhosis (a scarred liver), leave it alone.")

        save(root / LESSON, "[!STOP] liver", "[!HALT] liver")
        screen.shows("lessons/en/01-start.md:8:1: card-form:")
        assert "leave it alone." in screen.text()
        assert "HALT" not in screen.text()

        save(root / LESSON, "[!HALT] liver", "[!STOP] liver")
        screen.until(lambda: "card-form" not in screen.text() and "leave it alone." in screen.text())
        screen.send("\x1b[C")
        screen.shows("page 2 of 2")
        screen.send("\x1b[D")
        screen.shows("page 1 of 2")
        screen.send("q")
        assert screen.ends() == 0


def test_a_rule_that_is_broken_is_named_below_the_new_text(root: Path) -> None:
    with previewing(root, LESSON, (100, 30)) as screen:
        screen.shows("page 1 of 2")
        save(root / LESSON, "Ask first.", "Ask about hyperactivity.")
        screen.shows("Ask about hyperactivity.")
        screen.shows("word-hard")
        screen.send("\x03")
        assert screen.ends() == 0


def test_what_is_broken_from_the_start_is_named_until_it_can_be_shown(root: Path) -> None:
    save(root / LIVER, "level: stop", "level: halt")
    with previewing(root, LIVER) as screen:
        screen.shows("This file cannot be shown yet.")
        screen.shows("value-unknown")
        save(root / LIVER, "level: halt", "level: stop")
        screen.shows("Do not take glutamine if you have cirrhosis.")
        screen.until(lambda: "value-unknown" not in screen.text())


def test_a_change_in_another_file_is_seen_too(root: Path) -> None:
    with previewing(root, LESSON) as screen:
        screen.shows("page 1 of 2")
        screen.send("\x1b[C")
        screen.shows("The sources do not agree about the limit.")
        save(root / CONFLICTS, "do not agree about the limit. Ask", "do not agree about the top. Ask")
        screen.shows("The sources do not agree about the top.")


def test_a_question_is_followed_by_its_feedback(root: Path) -> None:
    seen = list(turned(slides_of(root, LIVER)))

    assert "Leave it, and ask." in seen[0]
    assert "What does she do with the powder, liver-one?" in seen[1]
    assert "The powder could make her scarred liver worse than it is." in seen[2]
    assert "A little of it counts too." in seen[3]
    assert "The time of day changes nothing." in seen[4]
    assert "She leaves it alone, and asks her care team." in seen[5]
    assert "Which of these people should leave it, liver-lines?" in seen[6]
    assert "Yes, every line is right" in seen[7]
    assert "5 lines are different" in seen[8]
    assert "What do you think?" in seen[-1]


@pytest.mark.parametrize("path", SHOWN)
@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
def test_every_slide_fits_the_screen_with_and_without_problems(path: str, size: tuple[int, int], root: Path) -> None:
    look = Look(*size)
    for spoil in (False, True):
        if spoil:
            (root / path).write_text(SMALL[path].replace("Ask", "Ask about hyperactivity and").replace("ask", "[ask"))
        slides = slides_of(root, path)
        for _ in turned(slides, look):
            for _ in range(3):
                rows = slides.frame(look).rows
                assert len(rows) == look.height
                assert [row.text for row in rows if cell_len(row.text.rstrip()) > look.width] == []
                slides.press("down", look)


def test_sources_are_shown_and_closed_and_the_colours_of_keys_do_nothing_else(root: Path) -> None:
    slides = slides_of(root, LESSON)
    first = shown(slides)
    slides.press("s", LOOK)
    assert "a clinic page, line 3" in shown(slides)
    slides.press("left", LOOK)
    slides.press("?", LOOK)
    assert shown(slides) == first
    for key in "12ltnr/":
        slides.press(key, LOOK)
    assert not slides.over


@pytest.mark.parametrize("path", SHOWN)
def test_no_half_written_file_is_more_than_a_list_of_problems(path: str, root: Path) -> None:
    """Saved after every seventh line, as somebody does who types: the slides never fail, and never forget."""
    slides, subject = slides_of(root, path), subject_of(root / path)
    lines = SMALL[path].split("\n")
    for number in range(0, len(lines), 7):
        (root / path).write_text("\n".join(lines[:number]))
        slides.take(sight_of(subject, glance(subject)))
        for text in turned(slides):
            assert "This file cannot be shown yet." not in text
            slides.press("s", LOOK)
            assert shown(slides)
            slides.press("left", LOOK)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("> [!DISAGREE] upper-limit", "> [!DISAGREE] lower-limit", "conflict-unknown"),
        ("[^limit-14-g]", "[^limit-15-g]", "claim-unknown"),
    ],
)
def test_what_is_cited_and_is_not_there_brings_nothing_down(old: str, new: str, code: str, root: Path) -> None:
    save(root / LESSON, old, new)
    slides = slides_of(root, LESSON)
    slides.press("right", LOOK)
    slides.press("s", LOOK)
    assert code in shown(slides)


def test_a_stamp_changes_when_a_file_is_saved_and_not_otherwise(root: Path) -> None:
    before = stamp_of(root)
    assert stamp_of(root) == before
    (root / CONFLICTS).write_text(SMALL[CONFLICTS] + "\n")
    assert stamp_of(root) != before


@pytest.mark.parametrize("path", SHOWN)
def test_plain_prints_it_once(path: str, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["preview", str(root / path), "--plain"]) == 0
    out, err = capsys.readouterr()
    assert len(out.splitlines()) > 4
    assert err == ""


def test_plain_names_problems_on_stderr_and_fails(root: Path) -> None:
    save(root / LESSON, "Ask first.", "Ask about hyperactivity.")
    done = glutatui("preview", str(root / LESSON))
    assert (done.returncode, b"Ask about hyperactivity." in done.stdout) == (1, True)
    assert b"lessons/en/01-start.md:11:1: word-hard:" in done.stderr

    save(root / LESSON, "---\ntitle", "title")
    done = glutatui("preview", str(root / LESSON))
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.startswith(b"This file cannot be shown yet.")


@pytest.mark.parametrize("path", ["lessons/en/nothing.md", "lessons/claims.yaml", "quizzes/en/traps.yaml", "notes.md"])
def test_what_is_no_part_of_a_course_is_refused(path: str, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "notes.md").write_text("# Notes\n")
    with pytest.raises(ContentError):
        subject_of(root / path)
    assert main(["preview", str(root / path)]) == 1
    assert path in capsys.readouterr().err
