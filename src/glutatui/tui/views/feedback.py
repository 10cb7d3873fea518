"""What was right in an answer, and why."""

from glutatui.course import Course, Option
from glutatui.tui.look import Look
from glutatui.tui.rows import BLANK, Role, Row, Scene, Span, padded, paragraph, wrap
from glutatui.tui.views.heading import heading_of
from glutatui.tui.views.view import Act, Cited, Reading, Take
from glutatui.visit import About, Feedback, GoOn, doubt_said


class FeedbackView(Reading):
    """What was right in an answer, and why."""

    def __init__(self, course: Course, step: Feedback, about: About) -> None:
        """Show the feedback on an answer; ``about`` tells who has checked the course."""
        self._about = about
        self.course = course
        self.step = step

    def cited(self, look: Look) -> Cited | None:
        """Return what the question rests on."""
        return Cited(heading_of(self.step.ask, self.course, look).title, self.step.ask.item.claims)

    def rows(self, look: Look) -> tuple[Row, ...]:
        """Return the feedback for the very options chosen."""
        item = self.step.ask.item
        if item.kind == "choose-one":
            rows = self._unsure_one(look) if self.step.unsure else self._one(look)
        else:
            rows = self._unsure_all(look) if self.step.unsure else self._all(look)
        if item.basis == "general" and (doubt := doubt_said(self._about, look.language)):
            rows += [BLANK, *paragraph(doubt, look.column, "quiet")]
        return tuple(rows)

    def _unsure(self, look: Look) -> list[Row]:
        rows = _headline(look, "here", "accent", look.say("unsure-title"))
        return [*rows, BLANK, *paragraph(self.step.ask.item.unsure[look.language], look.column)]

    def _answer(self, look: Look) -> list[Row]:
        """Name the right option as an answer: it may be somebody, and no thing to do."""
        right = next(option for option in self.step.ask.item.options if option.right)
        return [BLANK, *paragraph(look.say("answer-is", text=right.text[look.language]), look.column, "strong")]

    def _unsure_one(self, look: Look) -> list[Row]:
        return [*self._unsure(look), *self._answer(look)]

    def _unsure_all(self, look: Look) -> list[Row]:
        rows = [*self._unsure(look), BLANK, *paragraph(look.say("answers-are"), look.column, "quiet")]
        for index in self.step.ask.order:
            rows += _answered_line(self.step.ask.item.options[index], look, "bullet", "strong")
        return rows

    def _one(self, look: Look) -> list[Row]:
        step = self.step
        verdict: Role = "right" if step.right else "wrong"
        rows = [*_headline(look, verdict, verdict, look.say(verdict))]
        for index in sorted(step.chosen):
            option = step.ask.item.options[index]
            rows += [BLANK, *paragraph(look.say("you-chose", text=option.text[look.language]), look.column, "quiet")]
            rows += [BLANK, *paragraph(option.because[look.language], look.column)]
        return rows if step.right else [*rows, *self._answer(look)]

    def _all(self, look: Look) -> list[Row]:
        """Return the lines that were marked otherwise first, each with its reason, then the others."""
        step, options = self.step, self.step.ask.item.options
        off = [index for index in step.ask.order if (index in step.chosen) != options[index].right]
        verdict: Role = "wrong" if off else "right"
        said = look.counted("wrong-all", len(off)) if off else look.say("right-all")
        rows = [*_headline(look, verdict, verdict, said)]
        rows += [BLANK, *paragraph(look.say("answers-are"), look.column, "quiet")]
        for index in off:
            option = options[index]
            yours = look.say("line-yours", yours=look.say("yes" if index in step.chosen else "no"))
            why = f"{yours} {option.because[look.language]}"
            rows += _answered_line(option, look, "wrong", "strong")
            rows += [*paragraph(why, look.column, first=" " * _indent(look), rest=" " * _indent(look)), BLANK]
        for index in step.ask.order:
            if index not in off:
                rows += _answered_line(options[index], look, "right", "quiet")
        return rows

    def scene(self, look: Look) -> Scene:
        """Lay out the feedback under the heading of its question."""
        heading = heading_of(self.step.ask, self.course, look)
        return Scene(
            title=heading.title,
            place=heading.place,
            place_short=heading.place_short,
            progress=heading.progress,
            rows=self.body(look),
            hints=self.hints_of(look, enter=look.say("hint-next"), back=False, sources=True),
            aside=heading.aside,
        )

    def on_enter(self) -> Act | None:
        """Go on."""
        return Take(GoOn())


def _headline(look: Look, sign: str, role: Role, text: str) -> tuple[Row, ...]:
    return paragraph(text, look.column, role, first=f"{look.signs[sign]} ", rest="  ")


def _wide(look: Look) -> int:
    """Return the cells for an answer: the longer of "yes" and "no"."""
    return max(len(look.say("yes")), len(look.say("no")))


def _indent(look: Look) -> int:
    return _wide(look) + (3 if look.narrow else 4)


def _answered_line(option: Option, look: Look, sign: str, role: Role) -> list[Row]:
    """Return a line of a choose-all with its right answer before it, as the question showed it."""
    answer = padded(look.say("yes" if option.right else "no"), _wide(look))
    lead = f"{look.signs[sign]} {answer}".ljust(_indent(look))
    mark: Role = "wrong" if sign == "wrong" else "right" if sign == "right" else "accent"
    leads = (Span(lead, mark), *[Span(" " * len(lead))] * len(option.text[look.language]))
    pieces = wrap(option.text[look.language], look.column - len(lead))
    return [Row((lead_of, Span(piece, role))) for lead_of, piece in zip(leads, pieces, strict=False)]
