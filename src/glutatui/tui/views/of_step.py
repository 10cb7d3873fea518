"""Which view shows a step."""

from glutatui.course import Course
from glutatui.tui.views.ending import SummaryView, applying
from glutatui.tui.views.feedback import FeedbackView
from glutatui.tui.views.lists import ChecklistView
from glutatui.tui.views.question import QuestionView
from glutatui.tui.views.reading import IntroView, PageView
from glutatui.tui.views.teaching import TeachingView
from glutatui.tui.views.view import View
from glutatui.visit import Again, Ask, Checklist, Feedback, HandOver, Intro, PageStep, Step, Summary


def view_of(course: Course, step: Step, marked: set[str], code: str) -> View:
    """Return the view of a step; ``marked`` are the lines of the checklist that apply, changed in place."""
    applies = applying(marked)
    view: View
    match step:
        case Ask():
            view = QuestionView(course, step)
        case Feedback():
            view = FeedbackView(course, step)
        case PageStep():
            view = PageView(course, step, applies)
        case Again() | HandOver():
            view = TeachingView(course, step, applies)
        case Checklist():
            view = ChecklistView(course, marked)
        case Intro():
            view = IntroView(course, step, code)
        case Summary():
            view = SummaryView(course, step, marked, code)
    return view
