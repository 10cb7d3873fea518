"""Views that are only read: pages, introductions, feedback, teaching again, handing over."""

from collections.abc import Collection

from glutatui.course import Course, Warning  # noqa: A004  (the project's own term)
from glutatui.tui.look import Look
from glutatui.tui.rows import BLANK, Row, Scene, paragraph
from glutatui.tui.views.blocks import card_rows, page_rows
from glutatui.tui.views.view import Act, Reading, Take
from glutatui.visit import Again, Ask, Feedback, GoOn, HandOver, Intro, PageStep


class PageView(Reading):
    """A page of a lesson."""

    def __init__(self, course: Course, step: PageStep, applies: Collection[str], *, looking_back: bool = False) -> None:
        """Show a page; when looking back, Enter only returns."""
        self.course = course
        self.step = step
        self.lesson = next(lesson for lesson in course.lessons if lesson.id == step.lesson)
        self.page = next(page for page in self.lesson.pages if page.id == step.page)
        self.cited = self.page
        self._applies = applies
        self.looking_back = looking_back

    def rows(self, look: Look) -> tuple[Row, ...]:
        """Return the page."""
        return page_rows(self.course, self.page, look, self._applies)

    def scene(self, look: Look) -> Scene:
        """Lay out the page between its lesson's bands."""
        step = self.step
        return Scene(
            title=self.lesson.title[look.language],
            place=look.say("page-number", number=step.number, of=step.of),
            progress=(step.number, step.of),
            rows=self.rows(look),
            hints=self.hints_of(look, enter=look.say("hint-next"), sources=True),
            aside=look.say("lesson-number", number=step.lesson_number, of=step.lessons),
        )

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
        else:
            texts = [
                look.say("quiz-intro", warnings=len(self.course.warnings)),
                look.say("quiz-intro-how"),
                look.say("quiz-intro-pass"),
            ]
        rows = [row for text in texts for row in (*paragraph(text, look.column), BLANK)]
        if self._code:
            rows += paragraph(look.say("code-note", code=self._code), look.column, "strong")
        return tuple(rows)

    def scene(self, look: Look) -> Scene:
        """Lay out the introduction."""
        return Scene(
            title=look.say(f"{self.step.part}-title"),
            rows=self.rows(look),
            hints=self.hints_of(look, enter=look.say("hint-next")),
        )

    def on_enter(self) -> Act | None:
        """Go on."""
        return Take(GoOn())


def heading_of(ask: Ask, course: Course, look: Look) -> tuple[str, str, tuple[int, int], str]:
    """Return title, place, progress and aside of a question and of its feedback."""
    place = look.say(f"{ask.part}-number", number=ask.number, of=ask.of)
    aside = ""
    if ask.lesson:
        number = [lesson.id for lesson in course.lessons].index(ask.lesson) + 1
        aside = look.say("lesson-number", number=number, of=len(course.lessons))
    done = ask.number if ask.part == "check" else ask.number - 1
    return look.say(f"{ask.part}-title"), place, (done, ask.of), aside


class FeedbackView(Reading):
    """What was right in an answer, and why."""

    def __init__(self, course: Course, step: Feedback) -> None:
        """Show the feedback on an answer."""
        self.course = course
        self.step = step

    def rows(self, look: Look) -> tuple[Row, ...]:
        """Return the feedback for the very options chosen."""
        rows = self._unsure(look) if self.step.unsure else self._one(look)
        if not self.step.unsure and self.step.ask.item.kind == "choose-all":
            rows = self._all(look)
        if self.step.ask.item.basis == "general":
            rows += [BLANK, *paragraph(look.say("unreviewed"), look.column, "quiet")]
        return tuple(rows)

    def _headline(self, look: Look, key: str, text: str) -> list[Row]:
        sign, role = (look.signs["right"], "right") if key == "right" else (look.signs["wrong"], "wrong")
        if key == "unsure":
            sign, role = look.signs["here"], "accent"
        return paragraph(text, look.column, role, first=f"{sign} ", rest="  ")  # type: ignore[arg-type]

    def _unsure(self, look: Look) -> list[Row]:
        item, language = self.step.ask.item, look.language
        rows = [*self._headline(look, "unsure", look.say("unsure-title")), BLANK]
        rows += paragraph(item.unsure[language], look.column)
        if item.kind == "choose-one":
            right = next(option for option in item.options if option.right)
            return [*rows, BLANK, *paragraph(look.say("safe-step", text=right.text[language]), look.column, "strong")]
        rows.append(BLANK)
        for index in self.step.ask.order:
            option = item.options[index]
            said = look.say("line-is", text=option.text[language], answer=look.say("yes" if option.right else "no"))
            rows += paragraph(said, look.column, "strong", first=f"{look.signs['bullet']} ", rest="  ")
        return rows

    def _one(self, look: Look) -> list[Row]:
        step, language = self.step, look.language
        item = step.ask.item
        rows = self._headline(look, "right" if step.right else "wrong", look.say("right" if step.right else "wrong"))
        for index in sorted(step.chosen):
            option = item.options[index]
            rows += [BLANK, *paragraph(look.say("you-chose", text=option.text[language]), look.column, "quiet")]
            rows += [BLANK, *paragraph(option.because[language], look.column)]
        if not step.right:
            right = next(option for option in item.options if option.right)
            rows += [BLANK, *paragraph(look.say("safe-step", text=right.text[language]), look.column, "strong")]
        return rows

    def _all(self, look: Look) -> list[Row]:
        step, language = self.step, look.language
        item = step.ask.item
        off = [index for index in step.ask.order if (index in step.chosen) != item.options[index].right]
        title = look.counted("wrong-all", len(off)) if off else look.say("right-all")
        rows = self._headline(look, "wrong" if off else "right", title)
        for index in [*off, *(index for index in step.ask.order if index not in off)]:
            option = item.options[index]
            answer = look.say("yes" if option.right else "no")
            text = option.text[language]
            if index in off:
                yours = look.say("yes" if index in step.chosen else "no")
                said = look.say("line-is-yours", text=text, answer=answer, yours=yours)
                rows += [BLANK, *paragraph(said, look.column, "strong", first=f"{look.signs['wrong']} ", rest="  ")]
                rows += paragraph(option.because[language], look.column, first="  ", rest="  ")
            else:
                rows += [BLANK] if look.roomy or rows[-1] is not BLANK else []
                said = look.say("line-is", text=text, answer=answer)
                rows += paragraph(said, look.column, "quiet", first=f"{look.signs['right']} ", rest="  ")
        return rows

    def scene(self, look: Look) -> Scene:
        """Lay out the feedback under the heading of its question."""
        title, place, progress, aside = heading_of(self.step.ask, self.course, look)
        return Scene(
            title=title,
            place=place,
            progress=progress,
            rows=self.rows(look),
            hints=self.hints_of(look, enter=look.say("hint-next"), back=False),
            aside=aside,
        )

    def on_enter(self) -> Act | None:
        """Go on."""
        return Take(GoOn())


class TeachingView(Reading):
    """A warning explained again, or handed over to a person."""

    def __init__(self, course: Course, step: Again | HandOver, applies: Collection[str]) -> None:
        """Show the second explanation of a warning."""
        self.course = course
        self.step = step
        self._applies = applies

    def rows(self, look: Look) -> tuple[Row, ...]:
        """Return the warning's card, its second explanation, and what comes of it."""
        language, again = look.language, isinstance(self.step, Again)
        warning = self.course.warning_of[self.step.warning]
        title = look.say("again-title" if again else "talk-title")
        rows = [*paragraph(title, look.column, "accent"), BLANK]
        says = [warning.says[language]]
        rows += card_rows(warning.level, says, look, applies=warning.id in self._applies)
        rows += [BLANK, *paragraph(warning.again[language], look.column), BLANK]
        rows += paragraph(look.say("again-later" if again else "talk-note"), look.column, "quiet")
        return tuple(rows)

    def scene(self, look: Look) -> Scene:
        """Lay out the teaching."""
        return Scene(
            title=look.say("quiz-title"),
            rows=self.rows(look),
            hints=self.hints_of(look, enter=look.say("hint-next"), back=False),
        )

    def on_enter(self) -> Act | None:
        """Go on."""
        return Take(GoOn())




class WarningView(Reading):
    """One warning, looked at again at the end."""

    def __init__(self, course: Course, warning: Warning, applies: Collection[str]) -> None:
        """Show a warning with its parts."""
        self.course = course
        self._warning = warning
        self._applies = applies

    def rows(self, look: Look) -> tuple[Row, ...]:
        """Return the warning's card, whom it speaks to, and its second explanation."""
        language, warning = look.language, self._warning
        rows = card_rows(warning.level, [warning.says[language]], look, applies=warning.id in self._applies)
        rows += [BLANK, *paragraph(warning.again[language], look.column)]
        for part in warning.parts:
            said = look.say("part-when", level=look.say(f"level-{part.level}"), when=part.when[language])
            rows += [BLANK, *paragraph(said, look.column, first=f"{look.signs['bullet']} ", rest="  ")]
        return tuple(rows)

    def scene(self, look: Look) -> Scene:
        """Lay out the warning."""
        hints = self.hints_of(look, enter=look.say("hint-back"))
        return Scene(title=look.say("summary-all"), rows=self.rows(look), hints=hints)
