"""Views that lead on: the pages of a lesson, and what says what comes next."""

from collections.abc import Collection

from glutatui.course import Course
from glutatui.tui.look import Look
from glutatui.tui.rows import BLANK, Row, Scene, paragraph
from glutatui.tui.views.asides import cited_page
from glutatui.tui.views.blocks import page_rows
from glutatui.tui.views.view import Act, Cited, LookUp, Reading, Take
from glutatui.visit import GoOn, Intro, PageStep


class PageView(Reading):
    """A page of a lesson."""

    def __init__(self, course: Course, step: PageStep, applies: Collection[str], *, looking_back: bool = False) -> None:
        """Show a page; when looking back, Enter only returns."""
        self.course = course
        self.step = step
        self.lesson = next(lesson for lesson in course.lessons if lesson.id == step.lesson)
        self.page = next(page for page in self.lesson.pages if page.id == step.page)
        self._applies = applies
        self.looking_back = looking_back

    def cited(self, look: Look) -> Cited | None:
        """Return what the page rests on."""
        return cited_page(self.page, look.language)

    def rows(self, look: Look) -> tuple[Row, ...]:
        """Return the page."""
        return page_rows(self.course, self.page, look, self._applies)

    def scene(self, look: Look) -> Scene:
        """Lay out the page between its lesson's bands."""
        step = self.step
        return Scene(
            title=self.lesson.title[look.language],
            place=look.say("page-number", number=step.number, of=step.of),
            place_short=f"{step.number}/{step.of}",
            progress=(step.number, step.of),
            rows=self.body(look),
            hints=self.hints_of(look, enter=look.say("hint-next"), sources=True, library=bool(self.course.library)),
            aside=look.say("lesson-number", number=step.lesson_number, of=step.lessons),
        )

    def press(self, key: str, look: Look) -> Act | None:
        """Read, go on, or open the library."""
        return LookUp() if key == "l" and self.course.library else super().press(key, look)

    def on_enter(self) -> Act | None:
        """Go on."""
        return Take(GoOn()) if not self.looking_back else super().on_enter()


class IntroView(Reading):
    """What comes next."""

    def __init__(self, course: Course, step: Intro, code: str) -> None:
        """Show an introduction, with the patient's code where there is one."""
        self.course = course
        self.step = step
        self._code = code

    def rows(self, look: Look) -> tuple[Row, ...]:
        """Return the introduction."""
        if self.step.part == "before":
            texts = [look.say("before-intro")]
        elif self.step.part == "return":
            texts = [look.say(key) for key in ("return-intro", "return-intro-how", "quiz-intro-pass")]
        else:
            texts = [
                look.say("quiz-intro", warnings=len(self.course.warnings)),
                look.say("quiz-intro-how"),
                look.say("quiz-intro-pass"),
            ]
        if self._code:
            texts.append(look.say("code-note", code=self._code))
        last = len(texts) - 1
        rows = [
            row
            for number, text in enumerate(texts)
            for row in (*paragraph(text, look.column, "strong" if self._code and number == last else "text"), BLANK)
        ]
        return tuple(rows[:-1])

    def scene(self, look: Look) -> Scene:
        """Lay out the introduction."""
        return Scene(
            title=look.say(f"{self.step.part}-title"),
            rows=self.body(look),
            hints=self.hints_of(look, enter=look.say("hint-next")),
        )

    def on_enter(self) -> Act | None:
        """Go on."""
        return Take(GoOn())
