"""The page that patients take home reaches a printer: a command of the operator's, never a shell."""

import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from courses import small_course
from glutatui.cli.arguments import parse
from glutatui.cli.printing import PAUSE, printer_for
from glutatui.cli.settings import Form, settings_for
from glutatui.errors import PrintError, UsageError
from glutatui.reports.leaflet import page_html, page_text
from glutatui.visit import NO_ABOUT, Summary, TakeHome, take_home
from glutatui.visit.take_home import Chapter, Point
from glutatui.words import say
from visits import CODE

COURSE = small_course()
KEEP = "import sys; open(sys.argv[1], 'wb').write(sys.stdin.buffer.read())"

ALLOWED = {"html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "strong", "ul", "li"}


def page(title: str | None = None) -> TakeHome:
    step = Summary({warning.id: "to_talk_about" for warning in COURSE.warnings}, frozenset())
    found = take_home(COURSE, step, {COURSE.warnings[0].id}, CODE, "en", about=NO_ABOUT)
    return found if title is None else TakeHome("en", title, found.first, found.chapters, found.last)


@pytest.mark.parametrize("form", ["text", "html"])
def test_the_command_is_handed_the_page(tmp_path: Path, form: Form) -> None:
    paper = tmp_path / "paper; touch ran"
    prints = printer_for([sys.executable, "-c", KEEP, str(paper)], form)
    assert prints
    prints(page())
    text = paper.read_text(encoding="utf-8")
    assert COURSE.warnings[0].says["en"] in text
    assert say("en", "summary-applies") in text
    assert CODE in text
    assert text.startswith("<!doctype html>") == (form == "html")
    assert sorted(path.name for path in tmp_path.iterdir()) == [paper.name]


def test_no_shell_reads_the_command(tmp_path: Path) -> None:
    prints = printer_for(["sh -c 'touch ran'"])
    assert prints
    with pytest.raises(PrintError) as raised:
        prints(page())
    assert raised.value.code == "print-failed"
    assert not list(tmp_path.iterdir())


def test_a_command_that_fails_or_hangs_has_a_sentence_of_its_own() -> None:
    fails, hangs = printer_for(["false"]), printer_for([sys.executable, "-c", "input(); input()"], patience=0.0)
    assert fails
    assert hangs
    with pytest.raises(PrintError, match="print-failed"):
        fails(page())
    with pytest.raises(PrintError, match="print-slow"):
        hangs(page())


def test_a_key_that_is_held_prints_one_page(tmp_path: Path) -> None:
    now, paper = [0.0], tmp_path / "paper"
    prints = printer_for([sys.executable, "-c", KEEP.replace("'wb'", "'ab'"), str(paper)], clock=lambda: now[0])
    assert prints
    prints(page())
    for now[0] in (0.0, PAUSE - 0.1):
        with pytest.raises(PrintError, match="print-soon"):
            prints(page())
    now[0] = PAUSE
    prints(page())
    assert paper.read_text(encoding="utf-8").count(say("en", "take-home-title")) == 2


def test_the_html_page_needs_nothing_else_and_escapes() -> None:
    seen: list[tuple[str, dict[str, str | None]]] = []

    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            seen.append((tag, dict(attrs)))

    text = page_html(page('<script src="//x">'))
    Tags().feed(text)
    assert {tag for tag, _ in seen} <= ALLOWED
    assert not [attrs for _, attrs in seen if {"src", "href", "style"} & set(attrs)]
    assert "url(" not in text


def test_the_parts_of_a_warning_have_lines_of_their_own_below_it() -> None:
    chapter = Chapter("Talk", (Point("STOP: not this.", ("STOP: if you are ill.", f"ASK: if {'you are well ' * 9}.")),))
    printed = replace(page(), chapters=(chapter,))
    _, _, below = page_text(printed).partition("\nTalk\n")
    assert below.partition("\n\n")[0].splitlines() == [
        "STOP: not this.",
        "  STOP: if you are ill.",
        f"  ASK: if {' '.join(['you are well'] * 4)} you are",
        f"  well {' '.join(['you are well'] * 4)} .",
    ]
    assert "<li>STOP: not this.<ul><li>STOP: if you are ill.</li><li>ASK: if you" in page_html(printed)


def test_nothing_is_printed_unless_it_is_set(tmp_path: Path) -> None:
    none = settings_for(parse(["learn"]), {}, tmp_path / "none.toml")
    assert printer_for(none.print_command, none.print_form) is None

    typed = settings_for(parse(["learn", "--print-command", "lp -d 'front desk'"]), {}, tmp_path / "none.toml")
    assert typed.print_command == ("lp", "-d", "front desk")
    file = tmp_path / "config.toml"
    file.write_text('print_command = ["lp", "-d", "front desk"]\nprint_form = "html"\n')
    kept = settings_for(parse(["quiz"]), {}, file)
    assert (kept.print_command, kept.print_form) == (("lp", "-d", "front desk"), "html")


@pytest.mark.parametrize(
    "wrong",
    ['print_command = ""', "print_command = []", "print_command = [1]", "print_command = 'a \"'", 'print_form = "pdf"'],
)
def test_a_wrong_setting_is_said(tmp_path: Path, wrong: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(wrong)
    with pytest.raises(UsageError, match="setting-wrong"):
        settings_for(parse(["learn"]), {}, file)
