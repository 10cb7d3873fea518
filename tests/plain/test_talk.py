"""A visit line by line."""

import re
from collections.abc import Callable
from io import StringIO

import pytest

from courses import small_course
from glutatui.errors import RecordsError
from glutatui.plain import Around, run_plain
from glutatui.visit import About, Ask, Summary, Visit
from glutatui.words import say
from visits import CODE, SeededDesk, at_random, dice, walk

COURSE = small_course()
CHOICE = re.compile(r"[0-9]+\. ")


def english(key: str, **values: object) -> str:
    """Return one of the program's sentences."""
    return say("en", key, **values)


def talk(desk: SeededDesk, typed: str, mode: str = "learn", visit: Visit | None = None) -> str:
    """Let somebody type; return all that was printed."""
    visit = visit or desk.start(mode, "en")[0]
    out = StringIO()
    assert run_plain(visit, code=CODE, language="en", lines_in=StringIO(typed), out=out) == 0
    return out.getvalue()


def kinds(desk: SeededDesk) -> list[str]:
    """Return the kinds of the events kept."""
    return [event.kind for event in desk.events]


def prompts(said: str) -> list[str]:
    """Return the prompts."""
    return [line for line in said.splitlines() if line.startswith("> ")]


def right_lines(desk: SeededDesk, mode: str) -> str:
    """Return what somebody types who knows everything."""
    visit, _ = SeededDesk(desk.course, desk.seed).start(mode, "en")
    typed = []
    for step, _ in walk(visit, at_random(dice(1), right=1.0)):
        if isinstance(step, Ask):
            places = sorted(step.order.index(index) + 1 for index in step.item.right)
            typed.append(" ".join(map(str, places)))
        else:
            typed.append("")
    return "\n".join(typed) + "\n"


def test_the_way_from_welcome_to_summary() -> None:
    desk = SeededDesk(COURSE)
    said = talk(desk, right_lines(desk, "learn"))

    assert kinds(desk)[0] == "started"
    assert kinds(desk)[-1] == "finished"
    assert english("summary-known", known=4, of=4) in said
    assert said.endswith(english("bye-finished", code=CODE) + "\n")


def test_the_code_stands_on_its_own_line_before_the_first_prompt() -> None:
    said = talk(SeededDesk(COURSE), "q\n")
    before, _, _ = said.partition("\n> ")
    assert re.findall(r"^Code: [0-9A-Z]{3}-[0-9A-Z]{3}$", before, re.MULTILINE) == [f"Code: {CODE}"]


def test_only_choices_and_prompts_look_like_choices_and_prompts() -> None:
    """Choices hold an option whole, and nothing else looks like one."""
    desk = SeededDesk(COURSE)
    said = talk(desk, right_lines(desk, "learn"))
    texts = {option.text["en"] for item in COURSE.items() for option in item.options}
    texts |= {line.text["en"] for warning in COURSE.warnings for line in warning.applies}
    choices = [line for line in said.splitlines() if CHOICE.match(line)]
    assert len(choices) > 50
    assert {line.partition(". ")[2] for line in choices} <= texts
    for line in said.splitlines():
        assert line.isprintable()


@pytest.mark.parametrize(
    "typed",
    [
        "x",
        "9",
        "1 2",
        "1,2",
        "-",
        "0?",
        "01",
        "\x00",
        "\x1b[A",
        "1\x00",
        "\ud800",
        "\u202e1",
        "1" * 1000,
        "1 " * 600,
        "s",
        "l",
        "h",
        "b",
        "",
    ],
)
def test_what_is_no_answer_repeats_the_prompt_and_records_nothing(typed: str) -> None:
    desk = SeededDesk(COURSE)
    said = talk(desk, f"\n{typed}\n{typed}\nq\n")
    assert kinds(desk) == ["started", "went"]
    assert len(set(prompts(said)[1:])) == 1
    assert len(prompts(said)) == 4


def test_numbers_where_nothing_is_asked_repeat_the_prompt() -> None:
    desk = SeededDesk(COURSE)
    talk(desk, "1\n0\n-\nq\n")
    assert kinds(desk) == ["started"]


def test_sure_thinking_so_and_not_sure_are_recorded() -> None:
    desk = SeededDesk(COURSE)
    talk(desk, "\n2\n\n3 ?\n\n0\nq\n")
    answers = [event.data for event in desk.events if event.kind == "answered"]
    assert [(data["sure"], data["unsure"], len(data["chosen"])) for data in answers] == [
        (True, False, 1),
        (False, False, 1),
        (False, True, 0),
    ]


def test_lines_that_are_not_named_are_no() -> None:
    desk = SeededDesk(COURSE)
    talk(desk, "\n1\n\n-\nq\n", mode="quiz")
    assert desk.events[-1].data["chosen"] == []


@pytest.mark.parametrize("ending", ["", "1", "q\n"])
def test_the_end_of_input_stops_and_keeps(ending: str) -> None:
    desk = SeededDesk(COURSE)
    said = talk(desk, "\n" + ending)
    assert kinds(desk) == ["started", "went"]
    assert CODE in said.splitlines()[-2] + said.splitlines()[-1]


def test_marks_of_the_checklist_are_shown_and_never_kept() -> None:
    desk = SeededDesk(COURSE)
    unmarked = talk(SeededDesk(COURSE), "\n1\n\n1\n\n1\n\n-\nq\n")
    said = talk(desk, "\n1\n\n1\n\n1\n\n1 5\nq\n")
    assert f"{english('plain-card-ask', text='Take care.')} {english('summary-applies')}." in said
    assert english("summary-applies") not in unmarked
    assert desk.events[-1].kind == "checklist-done"
    assert desk.events[-1].data == {}
    assert "w0" not in str([event.data for event in desk.events])


def test_looking_back_is_no_event() -> None:
    desk = SeededDesk(COURSE)
    typed = "\n1\n\n1\n\n1\n\n\n\n\n"  # two pages, now at the check of the first lesson
    said = talk(desk, typed + "b\nb\nb\n1\ns\n\n\n1\nq\n")
    assert kinds(desk)[-1] == "answered"
    told = [line for line in said.splitlines() if line.startswith("Lesson 1")]
    assert [line[-12:] for line in told] == [
        "Page 1 of 2.",
        "Page 2 of 2.",
        "Page 2 of 2.",
        "Page 1 of 2.",
        "Page 2 of 2.",
    ]
    assert english("plain-back-none") in said
    assert "Source: a page, line 7: says it plainly." in said


def test_each_step_of_a_list_is_named() -> None:
    said = talk(SeededDesk(COURSE), "\n1\n\n1\n\n1\n\n-\nq\n")
    assert "Step 1 of 2: Do this." in said


def test_a_visit_goes_on_where_it_was_and_a_finished_one_shows_its_summary() -> None:
    desk = SeededDesk(COURSE)
    typed = right_lines(desk, "quiz").splitlines(keepends=True)
    talk(desk, "".join(typed[:9]), mode="quiz")
    kept = desk.events
    talk(desk, "".join(typed[9:]), visit=desk.resume(CODE))
    assert desk.events[: len(kept)] == kept
    assert kinds(desk)[-1] == "finished"

    again = talk(desk, "", visit=desk.resume(CODE))
    assert english("summary-known", known=4, of=4) in again
    assert len(prompts(again)) == 1
    assert again.endswith(english("bye-finished", code=CODE) + "\n")


def test_a_sign_that_no_code_has_is_named_and_the_code_is_not_tried() -> None:
    """Where codes are taken, what is meant for one is no answer that failed; later it is none all the same."""
    desk, tried, out = SeededDesk(COURSE), list[str](), StringIO()

    def resume(code: str) -> tuple[Visit, str, About]:
        tried.append(code)
        raise RecordsError("visit-unknown")

    lines = StringIO("ABO-234\nabc-234\n\nABO-234\nq\n")
    visit, code = desk.start("learn", "en")
    run_plain(visit, code=code, language="en", lines_in=lines, out=out, around=Around(resume=resume))
    said, words = out.getvalue(), ("plain-code-odd", "error-visit-unknown", "plain-repeat")
    told = [said.index(english(key, sign="O")) for key in words]
    assert told == sorted(told)
    assert tried == ["abc-234"]


def raising(error: type[BaseException]) -> Callable[[int], str]:
    def readline(_size: int) -> str:
        raise error

    return readline


def test_an_interrupt_leaves_calmly(monkeypatch: pytest.MonkeyPatch) -> None:
    desk, lines, out = SeededDesk(COURSE), StringIO(), StringIO()
    monkeypatch.setattr(lines, "readline", raising(KeyboardInterrupt), raising=True)
    visit, _ = desk.start("learn", "en")
    assert run_plain(visit, code=CODE, language="en", lines_in=lines, out=out) == 0
    assert english("stop-kept-plain") in out.getvalue()


def test_a_reader_that_is_gone_ends_the_visit_calmly() -> None:
    class Gone(StringIO):
        def write(self, text: str, /) -> int:
            raise BrokenPipeError(text)

    visit, _ = SeededDesk(COURSE).start("learn", "en")
    assert run_plain(visit, code=CODE, language="en", lines_in=StringIO(), out=Gone()) == 0


def test_who_is_never_sure_is_taught_again_and_handed_over() -> None:
    desk = SeededDesk(small_course(warnings=1))
    said = talk(desk, "\n0\n\ns\n0\ns\n\ns\n\n" + 2 * "0\n\n0\n\ns\n\n", mode="quiz")
    assert desk.events[-1].data["outcomes"] == {"w0": "to_talk_about"}
    assert english("plain-unsure") in said
    told = [f"{english(key)}." for key in ("again-title", "again-lessons-title", "talk-title")]
    assert sorted(told, key=said.index) == told
    assert [said.count(words) for words in told] == [1, 1, 1]
    assert said.count(english("plain-sources-here")) == 1
    assert said.count(english("sources-title")) == 4
    assert "the answer is yes: w0-all" in said


def test_what_fits_no_checklist_is_no_answer() -> None:
    desk = SeededDesk(COURSE)
    talk(desk, "\n1\n\n1\n\n1\n\n9\n1 ?\nx\nq\n")
    assert desk.events[-1].kind == "went"


def test_the_step_is_told_again_on_demand() -> None:
    desk = SeededDesk(COURSE)
    said = talk(desk, "\nr\nr\nl\n\n1\nr\nq\n")
    assert said.count("Question 1 of 3.") == 3
    assert kinds(desk) == ["started", "went", "answered"]
    assert said.count("Choice 1, chosen") == 2


def test_help_and_library_are_told() -> None:
    said = talk(SeededDesk(COURSE), "h\nl\nb\nq\n")
    for key in ("plain-help-title", "plain-help-quit", "library-empty", "plain-back-none"):
        assert english(key) in said


def test_two_visits_never_meet() -> None:
    mine, yours = SeededDesk(COURSE), SeededDesk(COURSE)
    talk(mine, "\n1\n\n1\n\n1\n\n1\n\n")
    said = talk(yours, "\n1\n\n1\n\n1\n\n-\n\n")
    assert english("summary-applies") not in said.partition("Lesson")[2]


def test_the_summary_is_told_whole() -> None:
    desk = SeededDesk(COURSE)
    visit, _ = desk.start("quiz", "en")
    for _ in walk(visit, at_random(dice(3), right=0.4)):
        pass
    step = visit.step
    assert isinstance(step, Summary)
    said = talk(desk, "", visit=visit)
    for warning in COURSE.warnings:
        assert warning.says["en"] in said
    assert english("summary-pass") in " ".join(said.split())
