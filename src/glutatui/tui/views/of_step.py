"""Which view shows a step."""

from glutatui.course import Course
from glutatui.tui.views.ending import SummaryView, applying
from glutatui.tui.views.feedback import FeedbackView
from glutatui.tui.views.keeping import WelcomeBackView
from glutatui.tui.views.lists import ChecklistView
from glutatui.tui.views.question import QuestionView
from glutatui.tui.views.reading import IntroView, PageView
from glutatui.tui.views.teaching import TeachingView
from glutatui.tui.views.view import View
from glutatui.visit import (
    NO_ABOUT,
    About,
    Again,
    Ask,
    Checklist,
    Desk,
    Feedback,
    HandOver,
    Intro,
    PageStep,
    Step,
    Summary,
    Visit,
    about_of,
    trail,
)
from glutatui.visit.take_home import Printer


def view_of(
    course: Course,
    step: Step,
    marked: set[str],
    code: str,
    *,
    about: About = NO_ABOUT,
    printer: Printer | None = None,
) -> View:
    """Return the view of a step.

    Args:
        course: The course of the visit.
        step: The step.
        marked: The lines of the checklist that apply, changed in place.
        code: The code of the visit.
        about: What there is to say about the course.
        printer: Prints what the patient takes home; None where there is none.
    """
    applies = applying(marked)
    view: View
    match step:
        case Ask():
            view = QuestionView(course, step)
        case Feedback():
            view = FeedbackView(course, step, about)
        case PageStep():
            view = PageView(course, step, applies)
        case Again() | HandOver():
            view = TeachingView(course, step, applies)
        case Checklist():
            view = ChecklistView(course, marked)
        case Intro():
            view = IntroView(course, step, code)
        case Summary():
            view = SummaryView(course, step, marked, code, about=about, printer=printer)
    return view


def view_at(visit: Visit, marked: set[str], code: str, desk: Desk) -> View:
    """Return the view of the step that a visit of a desk is at; who comes back after some days is greeted first."""
    view = view_of(visit.course, visit.step, marked, code, about=about_of(desk, visit), printer=desk.printer)
    day = visit.return_day if isinstance(visit.step, Summary) else None
    return view if day is None else WelcomeBackView(view, day)


def earlier_pages(visit: Visit | None) -> tuple[PageStep, ...]:
    """Return the pages before the step at hand."""
    return tuple(page for page in trail(visit.state) if page != visit.step) if visit else ()
