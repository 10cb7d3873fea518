"""The page is whole in itself, is read by a real browser, and prints."""

import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from glutatui.reports.charts import ASCII, BLOCKS, cells_of, columns, stacked, stacked_svg
from glutatui.reports.page import card_page, report_page
from reports.by_hand import VISITS, report_of

_VOID = {"meta", "rect"}


class Reader(HTMLParser):
    """Reads a page; fails on a tag that is not closed where it should be."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.seen.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close a tag."""
        if tag not in _VOID:
            assert self.open.pop() == tag


@pytest.fixture(scope="module")
def page() -> str:
    return report_page(report_of(*VISITS), "en")


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader


def test_the_page_loads_nothing_and_runs_nothing(page: str) -> None:
    reader = read(page)

    assert not {tag for tag, _ in reader.seen} & {"script", "link", "img", "iframe", "object", "form", "a"}
    assert not re.search(r"https?:|url\(|@import|javascript:|\bon[a-z]+=", page)
    policy = [attributes["content"] for tag, attributes in reader.seen if "http-equiv" in attributes]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]


def test_the_page_can_be_heard(page: str) -> None:
    """Charts have their numbers as a label and in a table with headings."""
    reader = read(page)
    tags = [tag for tag, _ in reader.seen]
    charts = [attributes for tag, attributes in reader.seen if tag == "svg" and attributes.get("role") == "img"]

    assert ("html", {"lang": "en"}) in reader.seen
    named = [attributes["aria-labelledby"] for tag, attributes in reader.seen if tag == "table"]
    assert len(named) == tags.count("table") > 1
    assert named == [attributes["id"] for tag, attributes in reader.seen if tag == "h2" and "id" in attributes]
    assert {attributes.get("scope") for tag, attributes in reader.seen if tag == "th"} == {"row", "col"}
    assert all(chart["aria-label"] for chart in charts)
    label = "ASK w1: known at once 20 %, known after teaching again 20 %, to talk about 20 %, not reached 40 %"
    assert label in [chart["aria-label"] for chart in charts]


def test_what_a_course_says_is_text_and_no_markup() -> None:
    bar = stacked_svg([1, 1], '"><script>x</script>')

    assert "<script>" not in bar
    assert "<script>" not in card_page(["<script>", "<script>"], "en")


@pytest.mark.needs("chromium")
def test_a_browser_draws_it_and_prints_it(page: str, tmp_path: Path) -> None:
    """Headless Chromium reads it with scripts off; every bar has a width on the screen; it prints as a PDF."""
    (tmp_path / "report.html").write_text(page, encoding="utf-8")
    chromium = [
        "chromium",
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={tmp_path / 'profile'}",
        "--window-size=1000,1400",
    ]
    where = (tmp_path / "report.html").as_uri()

    done = subprocess.run(
        [*chromium, f"--print-to-pdf={tmp_path / 'report.pdf'}", "--no-pdf-header-footer", where],
        check=True,
        capture_output=True,
        timeout=60,
    )
    dumped = subprocess.run([*chromium, "--dump-dom", where], check=True, capture_output=True, text=True, timeout=60)

    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF-"), done.stderr.decode()
    drawn = read(dumped.stdout.strip())
    assert sum(tag == "rect" for tag, _ in drawn.seen) == page.count("<rect")
    assert dumped.stdout.count("<td") == page.count("<td")


@pytest.mark.parametrize(
    ("parts", "width", "cells"),
    [
        ([1, 1, 1, 1], 8, [2, 2, 2, 2]),
        ([2, 0, 1, 2], 10, [4, 0, 2, 4]),
        ([1, 1, 1], 10, [4, 3, 3]),
        ([999, 1], 10, [9, 1]),
        ([0, 0], 10, [0, 0]),
    ],
)
def test_bars_are_in_proportion_and_full(parts: list[int], width: int, cells: list[int]) -> None:
    assert cells_of(parts, width) == cells
    assert len(stacked(parts, width, BLOCKS)) == width


def test_columns_are_as_high_as_their_share() -> None:
    assert columns([0, 1, 4, 8], BLOCKS) == " ▁▄█"
    assert columns([0, 0], ASCII) == "  "
    assert columns([1, 1000], ASCII) == ".%", "what is there is seen"
