"""The uses of the library by how sure it is that glutamine helps: a numbered choice of grades, then the uses of one."""

from collections.abc import Iterator

from glutatui.course import Evidence, Grade
from glutatui.course.spoken import spoken_evidence
from glutatui.course.uses import choices, sifted
from glutatui.plain.endings import sources
from glutatui.plain.paper import BLANK, Line
from glutatui.plain.reader import Reader
from glutatui.plain.replies import Command, Numbers, Onward, Reply
from glutatui.words import counted


class Uses:
    """Where a patient is among the uses."""

    def __init__(self, reader: Reader, figures: tuple[Evidence, ...]) -> None:
        """Offer the grades of some figures."""
        self._reader = reader
        self._figures = figures
        self._choices = choices(figures)
        self._chosen: tuple[Evidence, ...] | None = None
        """The figures of the grade that was chosen last."""
        self.left = False
        """Whether the patient has gone back to the list."""

    @property
    def prompt(self) -> str:
        """What can be typed now."""
        return self._reader.say("plain-prompt-grades", last=len(self._choices))

    def told(self) -> Iterator[Line]:
        """Give the choices."""
        yield BLANK
        yield Line(self._reader.say("grades-title"))
        yield Line(self._reader.say("grades-ask"))
        for number, (grade, uses) in enumerate(self._choices, 1):
            how_many = counted(self._reader.language, "grades-uses", uses)
            yield Line(self._reader.say("plain-grade", grade=self._named(grade), uses=how_many), number)

    def _named(self, grade: Grade | None) -> str:
        text = self._reader.say(f"grade-{grade}" if grade else "grades-all")
        return text[:1].upper() + text[1:]

    def take(self, reply: Reply) -> Iterator[Line]:
        """Go where a reply leads; give what is to be read then."""
        match reply:
            case Numbers(chosen=chosen, sure=True) if len(chosen) == 1 and min(chosen) <= len(self._choices):
                return self._of(self._choices[min(chosen) - 1][0])
            case Onward() | Command(asks="back" | "library"):
                self.left = True
                return iter(())
            case Command(asks="sources") if self._chosen:
                rows = [row for figure in self._chosen for row in figure.rows]
                return sources(self._reader, tuple(dict.fromkeys(claim for row in rows for claim in row.claims)))
            case Command(asks="sources"):
                return iter([Line(self._reader.say("plain-sources-here"))])
            case _:
                return iter([Line(self._reader.say("plain-repeat"))])

    def _of(self, grade: Grade | None) -> Iterator[Line]:
        """Choose a grade; give its uses, each figure with its title and how to read it."""
        self._chosen = sifted(self._figures, grade)
        said = [f"{self._named(grade)}.", *([] if self._chosen else [self._reader.say("grades-none")])]
        said += [text for figure in self._chosen for text in spoken_evidence(figure, self._reader.language)]
        return iter([BLANK, *map(Line, said)])
