"""`check`: whether a course may be taught, what is wrong with it, and what it covers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from glutatui.content import compiled
from glutatui.content.collecting import uncollected
from glutatui.content.export import canonical
from glutatui.content.problems import Place, Problem, problem
from glutatui.content.where import compiled_for
from glutatui.course import Course
from glutatui.errors import ContentError, UsageError
from glutatui.words import counted, say

NOTHING: Mapping[str, Any] = {
    "claims": {"total": 0, "accounted": 0, "missing": [], "excluded": 0},
    "safety": {"total": 0, "accounted": 0, "missing": []},
    "conflicts": {"total": 0, "shown": 0, "missing": []},
    "warnings": {},
    "readability": {},
    "reviews": {"status": "unreviewed", "total": 0, "signed": 0, "stale": [], "reviewers": []},
    "languages": {},
}
"""The coverage of a folder that holds no course."""


@dataclass(frozen=True)
class Report:
    """What `check` says about a course."""

    ok: bool
    """Whether it may be taught: no problem is an error."""
    problems: tuple[Problem, ...]
    coverage: Mapping[str, Any]


def check(root: Path, *, helped: bool = False) -> Report:
    """Judge the course in a folder; a course that is unchanged since it was last judged is not read again.

    Args:
        root: That folder.
        helped: Whether a second process may judge one of two languages (`beside`). Never where patients are served.
    """
    kept = compiled.load_report(root)
    return _judged(root, compiled_for(root), helped=helped)[0] if kept is None else _report_from(kept)


def requiring_review(report: Report) -> Report:
    """Return a report in which a page or an item without a valid sign-off is an error (rule L27)."""
    reviews = report.coverage["reviews"]
    if reviews["status"] == "reviewed":
        return report
    number = reviews["total"] - reviews["signed"]
    missing = problem(Place("lessons/reviews.yaml"), "not-reviewed", number=number, total=reviews["total"])
    return Report(ok=False, problems=tuple(sorted((*report.problems, missing))), coverage=report.coverage)


def course_for(root: Path) -> Course:
    """Return the course in a folder: compiled where it is unchanged, otherwise after the full check.

    Raises:
        ContentError: ``content-wrong`` (``path``, ``problems``: how many); its ``problems`` attribute holds them.
    """
    kept = compiled.load_compiled(root)
    return kept if kept is not None else _taught(root)[0]


def course_and_report(root: Path) -> tuple[Course, Report]:
    """Return the course in a folder as `course_for`, with what `check` says about that very course.

    Raises:
        ContentError: As `course_for`.
    """
    kept = compiled.load_both(root)
    return (kept[0], _report_from(kept[1])) if kept else _taught(root)


def _taught(root: Path) -> tuple[Course, Report]:
    report, course = _judged(root, compiled_for(root))
    if course is None:
        raise CourseWrongError(root, report.problems)
    return course, report


def compile_course(root: Path, place: Path) -> bool:
    """Judge a course and write its compiled form, for the build of a wheel; return whether it may be taught."""
    return _judged(root, place)[1] is not None


class CourseWrongError(ContentError):
    """A course that is not taught, with all that is wrong with it."""

    def __init__(self, root: Path, problems: tuple[Problem, ...]) -> None:
        """Keep the problems; the sentence names their number."""
        errors = [problem for problem in problems if problem.severity == "error"]
        super().__init__("content-wrong", path=str(root), problems=len(errors))
        self.problems = problems


@uncollected()
def judge(root: Path, *, helped: bool = False) -> tuple[Report, Course | None]:
    """Read and judge a course, whatever is kept of it; ``helped`` as in `check`."""
    from glutatui.content.loading import load  # noqa: PLC0415  (the parsers cost 60 ms, a compiled course needs none)
    from glutatui.content.rules.coverage import coverage_of  # noqa: PLC0415
    from glutatui.content.rules.signing import reviews_of  # noqa: PLC0415

    loaded = load(root, helped=helped)
    coverage = NOTHING
    if loaded.drafts:
        first = loaded.drafts[0]
        coverage = {
            **coverage_of(first),
            "readability": loaded.readability[first.language],
            "reviews": reviews_of(first),
            "languages": {
                draft.language: {
                    "offered": draft.stamps.offered,
                    "files": {"total": draft.files, "translated": draft.files - len(draft.untranslated)},
                    "problems": len(loaded.of_language[draft.language]),
                    "readability": loaded.readability[draft.language],
                    "reviews": reviews_of(draft),
                }
                for draft in loaded.drafts[1:]
            },
        }
    return Report(loaded.course is not None, loaded.problems, coverage), loaded.course


def check_language(root: Path, language: str) -> Report | None:
    """Judge the own files of a further language, whether it is offered or not; None where the course lacks it."""
    from glutatui.content.loading import load  # noqa: PLC0415

    loaded = load(root)
    if language not in loaded.of_language:
        return None
    problems = loaded.of_language[language]
    return Report(not any(problem.severity == "error" for problem in problems), problems, NOTHING)


def only(report: Report, root: Path, paths: Sequence[str]) -> Report:
    """Return a report on some files alone, named by their paths or the ends of these.

    Raises:
        UsageError: ``file-unknown`` (``path``): the course has no such file, so nothing is known of it.
    """
    wanted = tuple(path.removeprefix("./") for path in paths)
    there = {one.path for one in report.problems}
    for folder in ("lessons", "quizzes"):
        there |= {path.relative_to(root).as_posix() for path in (root / folder).rglob("*")}
    for path in wanted:
        if not path or not any(one.endswith(path) for one in there):
            raise UsageError("file-unknown", path=path)
    found = tuple(one for one in report.problems if one.path.endswith(wanted))
    return Report(not any(problem.severity == "error" for problem in found), found, report.coverage)


def as_list(report: Report) -> str:
    """Return a report for people, without what the whole course covers."""
    errors = sum(problem.severity == "error" for problem in report.problems)
    last = say("en", "check-clean") if not report.problems else counted("en", "check-found", len(report.problems))
    return "\n".join([*map(str, report.problems), counted("en", "check-errors", errors) if errors else last]) + "\n"


@uncollected()
def _judged(root: Path, place: Path | None, *, helped: bool = False) -> tuple[Report, Course | None]:
    # The key is taken before the files are read: a file saved in between makes the key stale, never the course.
    key = compiled.key_of(root)
    report, course = judge(root, helped=helped)
    if course is not None and place is not None and key is not None:
        compiled.write_compiled(place, key, course, report_data(report))
    return report, course


def report_data(report: Report) -> dict[str, Any]:
    """Return a report in the shape of architecture section 5."""
    return {
        "ok": report.ok,
        "problems": [
            {name: getattr(problem, name) for name in ("path", "line", "column", "code", "severity", "message")}
            for problem in report.problems
        ],
        "coverage": dict(report.coverage),
    }


def _report_from(data: Mapping[str, Any]) -> Report:
    problems = tuple(Problem(**problem) for problem in data["problems"])
    return Report(data["ok"], problems, data["coverage"])


def as_json(report: Report) -> str:
    """Return a report for scripts (architecture, section 5)."""
    return canonical(report_data(report))


def as_text(report: Report) -> str:
    """Return a report for people: a line for each problem, then what the course covers."""
    covered = report.coverage
    claims, safety, conflicts, warnings = (covered[key] for key in ("claims", "safety", "conflicts", "warnings"))
    lines = [str(problem) for problem in report.problems]
    errors = sum(problem.severity == "error" for problem in report.problems)
    lines.append(say("en", "check-claims", **{name: claims[name] for name in ("accounted", "total", "excluded")}))
    lines.append(say("en", "check-safety", accounted=safety["accounted"], total=safety["total"]))
    complete = sum(bool(warning["complete"]) for warning in warnings.values())
    lines.append(say("en", "check-warnings", complete=complete, total=len(warnings)))
    lines.append(say("en", "check-conflicts", shown=conflicts["shown"], total=conflicts["total"]))
    lines.append(say("en", "check-reviews", **{name: report.coverage["reviews"][name] for name in ("signed", "total")}))
    if len(report.problems) > errors:
        lines.append(counted("en", "check-notes", len(report.problems) - errors))
    lines.append(say("en", "check-ok") if report.ok else counted("en", "check-errors", errors))
    return "\n".join(lines) + "\n"


def as_github(report: Report) -> str:
    """Return a report as workflow commands, which a forge shows beside the lines of a change."""
    return "".join(_annotation(problem) for problem in report.problems)


def _annotation(problem: Problem) -> str:
    place = f"file={_escaped(problem.path, ':,')},line={max(1, problem.line)},col={max(1, problem.column)}"
    title = _escaped(problem.code, ":,")
    return f"::{problem.severity} {place},title={title}::{_escaped(problem.message)}\n"


def _escaped(text: str, more: str = "") -> str:
    """Return a text in which nothing ends a workflow command or begins another."""
    for sign in f"%\r\n{more}":
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text
