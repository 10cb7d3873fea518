"""A step as lines; each can be heard on its own."""

from collections.abc import Iterator

from glutatui.course import Block, Course, Page
from glutatui.course.spoken import spoken_block
from glutatui.plain.endings import card, sources, summary
from glutatui.plain.paper import BLANK, Line, ended
from glutatui.plain.reader import Reader
from glutatui.visit import (
    Again,
    Ask,
    Checklist,
    Feedback,
    HandOver,
    Intro,
    PageStep,
    Step,
    Summary,
    cited_by,
    doubt_said,
    teaching,
)
from glutatui.words import counted


def page_of(course: Course, step: PageStep) -> Page:
    """Return the page that a step shows."""
    lesson = next(lesson for lesson in course.lessons if lesson.id == step.lesson)
    return next(page for page in lesson.pages if page.id == step.page)


def told(reader: Reader, step: Step) -> Iterator[Line]:
    """Give the lines of a step, a blank one first."""
    yield BLANK
    match step:
        case Intro():
            yield from _intro(reader, step)
        case PageStep():
            yield from _page(reader, step)
        case Ask():
            yield from _ask(reader, step)
        case Feedback():
            yield from _feedback(reader, step)
        case Again() | HandOver():
            yield from _teaching(reader, step)
        case Checklist():
            yield from checklist(reader)
        case Summary():
            yield from summary(reader, step)


def sources_of(reader: Reader, step: Step) -> Iterator[Line]:
    """Give where what a step tells comes from; a question gives nothing away before it is answered."""
    match step:
        case PageStep():
            page = page_of(reader.course, step)
            conflicts = [name for block in page.blocks for name in block.conflicts]
            yield from sources(reader, page.claims, conflicts)
        case Feedback(ask=ask):
            yield from sources(reader, ask.item.claims)
        case Again() | HandOver():
            yield from sources(reader, *cited_by(reader.course, step))
        case _:
            yield Line(reader.say("plain-sources-here"))


def checklist_lines(course: Course) -> tuple[tuple[str, str], ...]:
    """Return the lines of the checklist in order, each as its warning and its id."""
    return tuple((warning.id, line.id) for warning in course.warnings for line in warning.applies)


def _intro(reader: Reader, step: Intro) -> Iterator[Line]:
    yield Line(reader.say(f"{step.part}-title"))
    if step.part == "before":
        yield Line(reader.say("before-intro"))
        return
    if step.part == "return":
        yield Line(reader.say("return-intro"))
        yield Line(reader.say("return-intro-how"))
        yield Line(reader.say("quiz-intro-pass"))
        return
    yield Line(reader.say("quiz-intro", warnings=len(reader.course.warnings)))
    yield Line(reader.say("quiz-intro-how"))
    yield Line(reader.say("quiz-intro-pass"))


def _page(reader: Reader, step: PageStep) -> Iterator[Line]:
    lesson = next(lesson for lesson in reader.course.lessons if lesson.id == step.lesson)
    values = {"number": step.lesson_number, "of": step.lessons, "page": step.number, "pages": step.of}
    title = ended(lesson.title[reader.language])
    key = "plain-lesson" if step.number == 1 else "plain-lesson-on"
    yield Line(reader.say(key, **values, title=title))
    page = page_of(reader.course, step)
    yield from page_told(reader, page)


def page_told(reader: Reader, page: Page) -> Iterator[Line]:
    """Give a page of a lesson or of the library: its heading, then its parts."""
    heading = page.title[reader.language]
    yield Line(heading)
    for block in page.blocks:
        yield from _block(reader, block, heading)


def _block(reader: Reader, block: Block, heading: str) -> Iterator[Line]:
    """Give a part of a page: text a sentence a line, a card with its level on its only line."""
    if block.kind == "steps":
        for number, item in enumerate(block.items, 1):
            text = " ".join(sentence.text[reader.language] for sentence in item)
            yield Line(reader.say("plain-step", number=number, of=len(block.items), text=text))
    elif block.kind == "text":
        for item in block.items:
            yield from (Line(sentence.text[reader.language]) for sentence in item)
    elif block.level and block.warning:
        text = " ".join(sentence.text[reader.language] for item in block.items for sentence in item)
        yield card(reader, block.level, text, block.warning)
    else:
        yield from map(Line, spoken_block(reader.course, block, reader.language, heading))


def _place(reader: Reader, ask: Ask) -> Line:
    """Return where a question stands."""
    return Line(reader.say(f"plain-place-{ask.part}", number=ask.number, of=ask.of))


def _ask(reader: Reader, ask: Ask) -> Iterator[Line]:
    item = ask.item
    yield _place(reader, ask)
    yield Line(item.ask[reader.language])
    yield Line(reader.say("mark-one" if item.kind == "choose-one" else "plain-mark-all"))
    for number, index in enumerate(ask.order, 1):
        yield Line(item.options[index].text[reader.language], number)


def _feedback(reader: Reader, step: Feedback) -> Iterator[Line]:
    item = step.ask.item
    if step.unsure:
        yield Line(reader.say("plain-unsure"))
        yield Line(item.unsure[reader.language])
        yield from _key(reader, step.ask)
    elif item.kind == "choose-one":
        yield from _on_one(reader, step)
    else:
        yield from _on_all(reader, step)
    if item.basis == "general" and (doubt := doubt_said(reader.about, reader.language)):
        yield Line(ended(doubt))


def _key(reader: Reader, ask: Ask) -> Iterator[Line]:
    """Give the right answer."""
    if ask.item.kind == "choose-one":
        yield _right_one(reader, ask)
        return
    yield _asked(reader, ask)
    for number, index in enumerate(ask.order, 1):
        option = ask.item.options[index]
        answer = reader.say("yes" if option.right else "no")
        text = ended(option.text[reader.language])
        yield Line(reader.say("plain-line", number=number, text=text, answer=answer))


def _asked(reader: Reader, ask: Ask) -> Line:
    """Say once more what a "yes" answers: a line alone could be taken for the contrary."""
    return Line(reader.say("plain-asked", text=ask.item.ask[reader.language]))


def _right_one(reader: Reader, ask: Ask) -> Line:
    """Name the right option as an answer: not every one is something to do."""
    number, index = next((n, i) for n, i in enumerate(ask.order, 1) if ask.item.options[i].right)
    text = ended(ask.item.options[index].text[reader.language])
    return Line(reader.say("plain-right-one", number=number, text=text))


def _on_one(reader: Reader, step: Feedback) -> Iterator[Line]:
    yield Line(f"{reader.say('right' if step.right else 'wrong')}.")
    for index in sorted(step.chosen):
        option = step.ask.item.options[index]
        number = step.ask.order.index(index) + 1
        yield Line(reader.say("plain-chosen", number=number, text=ended(option.text[reader.language])))
        yield Line(option.because[reader.language])
    if not step.right:
        yield _right_one(reader, step.ask)


def _on_all(reader: Reader, step: Feedback) -> Iterator[Line]:
    """Give the lines that are different with their reasons first, then the others."""
    options = step.ask.item.options
    numbered = [(number, index, options[index]) for number, index in enumerate(step.ask.order, 1)]
    off = [entry for entry in numbered if (entry[1] in step.chosen) != entry[2].right]
    yield Line(f"{counted(reader.language, 'wrong-all', len(off)) if off else reader.say('right-all')}.")
    yield _asked(reader, step.ask)
    for number, index, option in (*off, *(entry for entry in numbered if entry not in off)):
        values = {
            "number": number,
            "text": ended(option.text[reader.language]),
            "answer": reader.say("yes" if option.right else "no"),
            "yours": reader.say("yes" if index in step.chosen else "no"),
        }
        differs = (number, index, option) in off
        yield Line(reader.say("plain-line-yours" if differs else "plain-line", **values))
        if differs:
            yield Line(option.because[reader.language])


def _teaching(reader: Reader, step: Again | HandOver) -> Iterator[Line]:
    warning, taught = reader.course.warning_of[step.warning], teaching(reader.course, step)
    yield Line(f"{reader.say(taught.title)}.")
    for page in taught.pages:
        yield from page_told(reader, page)
    if not taught.pages:
        yield card(reader, warning.level, warning.says[reader.language], warning.id)
        yield Line(warning.again[reader.language])
    yield Line(reader.say(taught.note))


def checklist(reader: Reader) -> Iterator[Line]:
    """Give the lines that a patient may mark as their own."""
    yield Line(reader.say("checklist-title"))
    yield Line(reader.say("plain-checklist-note"))
    yield Line(reader.say("plain-checklist-how"))
    texts = [line.text[reader.language] for warning in reader.course.warnings for line in warning.applies]
    yield from (Line(text, number) for number, text in enumerate(texts, 1))
