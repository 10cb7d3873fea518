"""What every form of the report says, as words and numbers: text, page and (later) screen only lay it out."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Final, get_args

from glutatui.course import Course
from glutatui.records.outbox import Spool
from glutatui.reports.figures import HIDDEN_BELOW
from glutatui.reports.items import Flag, ItemFigures
from glutatui.reports.standing import RESULTS, result_words
from glutatui.reports.survey import Period, Survey
from glutatui.words import counted, say

PASSING: Final = timedelta(minutes=1)
"""What waits no longer is on its way: the courier goes twice a second."""

CONSISTENT: Final = 0.60
"""Kappa below which decisions are said to be little consistent (education standard, section 8)."""

HIDDEN: Final = "-"
"""Stands for a figure that is hidden or cannot be computed."""


def percent(share: float | None) -> str:
    """Return a share as whole percent."""
    return HIDDEN if share is None else f"{100 * share:.0f} %"


def signed(figure: float | None) -> str:
    """Return a correlation with two digits."""
    return HIDDEN if figure is None else f"{figure:.2f}"


def told_periods(report: Survey) -> tuple[Period, ...]:
    """Return the periods to tell warning by warning, the nearest first; none twice, none without a visit."""
    told: list[Period] = []
    for period in reversed(report.periods):
        if period.visits and (not told or told[-1].visits != period.visits):
            told.append(period)
    return tuple(told)


def period_line(report: Survey, period: Period, language: str) -> str:
    """Return what a period is and how many visits it has."""
    visits, finished = period.visits, period.finished
    if period.name == "all" and report.since is not None:
        since = report.since.astimezone().strftime("%Y-%m-%d")
        return say(language, "report-since", since=since, visits=visits, finished=finished)
    return say(language, f"report-{period.name}", visits=visits, finished=finished)


def warning_name(course: Course | None, warning: str, language: str) -> str:
    """Return a warning's level and id; the id alone where only an older course has it."""
    found = course.warning_of.get(warning) if course else None
    return f"{say(language, f'level-{found.level}')} {warning}" if found else warning


def shares_of(period: Period, warning: str) -> list[float]:
    """Return the shares of what came of a warning, in the order of `RESULTS`."""
    found = period.results[warning]
    total = sum(found.values())
    return [found[result] / total if total else 0.0 for result in RESULTS]


def read_out(period: Period, course: Course | None, warning: str, language: str) -> str:
    """Return a bar as a sentence."""
    parts = [
        f"{result_words(language, result)} {percent(share)}"
        for result, share in zip(RESULTS, shares_of(period, warning), strict=True)
    ]
    return f"{warning_name(course, warning, language)}: {', '.join(parts)}"


def notes(report: Survey, language: str) -> Iterator[str]:
    """Give what must be known before any figure: what waits or cannot be read, the sign-off, what a pass is not."""
    yield from waiting(report.spool, report.made, language)
    if report.unreadable:
        yield counted(language, "report-unreadable", report.unreadable)
    yield say(language, f"sign-off-{report.sign_off}")
    yield say(language, "record-no-consent")


def measures(report: Survey, language: str) -> Iterator[str]:
    """Give what the lessons changed, and how far the decisions can be trusted."""
    gain = report.periods[0].gain
    if gain is not None:
        before, after = gain.before.right / gain.before.of, gain.after.right / gain.after.of
        normalised = signed(gain.normalised)
        yield say(language, "report-gain", before=percent(before), after=percent(after), gain=normalised)
    found = report.reliability
    if found.kr_20 is None or found.all_at_once is None:
        yield say(language, "report-reliability-hidden", visits=found.visits, least=HIDDEN_BELOW)
        return
    yield say(
        language,
        "report-reliability",
        visits=found.visits,
        kr_20=signed(found.kr_20),
        agreement=percent(found.all_at_once.agreement),
        kappa=signed(found.all_at_once.kappa),
    )
    if found.all_at_once.kappa is not None and found.all_at_once.kappa < CONSISTENT:
        yield say(language, "report-kappa-low")


def waiting(spool: Spool | None, now: datetime, language: str) -> Iterator[str]:
    """Give what the shared records lack so far, and what to do; what only passes through is not worth a word."""
    if spool is None:
        return
    if spool.events and now - (oldest := datetime.fromisoformat(spool.oldest)) >= PASSING:
        since = oldest.astimezone().strftime("%Y-%m-%d %H:%M")
        yield say(language, "report-waiting", events=spool.events, visits=spool.visits, since=since)
    if spool.strays:
        yield say(language, "report-strays", strays=spool.strays)
    if spool.refused.events:
        yield say(language, "report-refused", **asdict(spool.refused))


def suspicions(report: Survey, language: str) -> Iterator[str]:
    """Give what may be faulty in the questions, the worst first; the ids of those with the same fault together."""
    for flag in get_args(Flag):
        flagged = [figures for figures in report.items if flag in figures.flags]
        if flagged:
            yield f"{say(language, f'flag-{flag}')} {', '.join(figures.item.id for figures in flagged)}"
        if flag == "check-key":
            yield from (_doubt(figures, report, language) for figures in flagged if figures.doubted is not None)


def _doubt(figures: ItemFigures, report: Survey, language: str) -> str:
    """Return which option or line of an item patients answer as if it were filed otherwise."""
    at = figures.doubted or 0
    kind = "option" if figures.item.kind == "choose-one" else "line"
    text = figures.item.options[at].text[report.language]
    return say(language, f"flag-doubted-{kind}", item=figures.item.id, number=at + 1, text=text)


def item_row(figures: ItemFigures) -> tuple[str, ...]:
    """Return the figures of an item as the cells of its row, after its name."""
    return (
        str(figures.answers),
        percent(figures.difficulty),
        signed(figures.discrimination),
        signed(figures.index),
        percent(figures.unsure),
        percent(figures.sure_and_wrong),
        HIDDEN if figures.working is None else str(figures.working),
    )


ITEM_COLUMNS: Final = ("answers", "right", "tells", "index", "unsure", "sure-wrong", "working")
"""The columns of `item_row`, as their keys among the words end."""
