"""`glutatui new` writes a file that says itself what it lacks, and nothing more once it is filled in."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from glutatui.cli import main
from glutatui.content.loading import load
from glutatui.content.problems import Problem
from glutatui.content.scaffold import new_lesson, new_warning
from small_course import CLAIMS, GLOSSARY, LESSON, write_course
from small_course import FILES as SMALL

GAP = re.compile(r"fill-in(?:-[a-z]+)*(?: \([^()\n]*\))?")
KIDNEY = "quizzes/en/kidney.yaml"

_CLAIM = """\
- id: kidney-ask
  topic: risks
  statement: People with kidney disease are told to ask first.
  sources:
    - doc: S0
      line: 21
  kind: warning
  strength: stated
  safety: true
  action: ask
  safety_tier: core
"""
_PAGE = """
## Kidneys {#kidneys}

> [!ASK] kidney
> If you have kidney disease, ask your care team first.[^kidney-ask]
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A course that has one claim that no warning asks about yet, and the page that tells it."""
    pages = SMALL[LESSON] + _PAGE
    return write_course(tmp_path, {CLAIMS: SMALL[CLAIMS] + _CLAIM, LESSON: pages})


def filled(text: str, words: Iterator[str]) -> str:
    """Return a scaffold with each gap filled by the next words."""
    return GAP.sub(lambda _: next(words), text)


def told(root: Path, path: str) -> list[Problem]:
    """Return what `check` says about a file."""
    return [problem for problem in load(root).problems if problem.path == path]


WARNING = (
    "Ask your care team first if you have kidney disease.",
    "kidney-ask",
    "01-start",
    "kidneys",
    "Your kidneys clean your blood.",
    "With kidney disease, ask first.",
    "What would you do if you had kidney disease?",
    "you have one weak kidney",
    "kidney-ask",
    "you have kidney disease",
    "kidney-ask",
    "I have kidney disease",
    "A little cannot hurt a kidney.",
)
SCENARIOS = (
    (
        "kidney-ask",
        "Rosa has kidney disease. A neighbor hands her a tub of powder. What comes first?",
        "She waits, and asks her care team before she tries any.",
        "She shows it to her care team.",
        "Her team knows her kidneys, so she asks before she tries any.",
        "She stops her pills for it.",
        "Pills help her kidneys. Keep them, and ask your care team.",
        "She shows it to a gym friend.",
        "A friend cannot see her blood tests. Ask your care team.",
    ),
    (
        "kidney-ask",
        "A woman with weak kidneys reads about a drink mix. Which step is safest now?",
        "The safe way is to ask the kidney nurse before any sip.",
        "Take a sip at dinner.",
        "A sip counts too for weak kidneys. Leave it, and ask.",
        "Tell the nurse who knows her.",
        "The nurse knows what a sick kidney can clear, so tell her.",
        "Take it on her free days.",
        "On free days her kidneys are weak too. Leave it, and ask.",
    ),
    (
        "kidney-ask",
        "An uncle has one weak kidney, and feels well. How should he begin with capsules?",
        "Feeling well proves little. He asks his doctor before capsules.",
        "With one small capsule.",
        "Small ones count as well. Leave them, and ask a doctor.",
        "With a long walk each day.",
        "A walk does not change the capsules. Ask a doctor first.",
        "With a call to his doctor.",
        "His doctor has seen his tests and can say what fits, so call.",
    ),
    (
        "kidney-ask",
        "A coach hands out bars with powder in them. One boy has a bad kidney. What is best for him?",
        "He leaves it, and his mother asks the kidney nurse.",
        "He lets the clinic decide.",
        "The clinic can say what his kidney bears, so ask there first.",
        "He eats half of the bar.",
        "Half a bar counts too. Leave it, and ask the nurse.",
        "He eats it after the game.",
        "The hour changes nothing. Leave it, and ask the nurse.",
    ),
)
YES = (
    ("A man with a bad kidney who asks his nurse.", "He did what is safe. Keep asking the nurse."),
    ("A woman with a weak kidney who calls first.", "She called before she took any. Keep calling first."),
    ("A man who shows the tub to his doctor.", "He showed it to his doctor first. Keep doing so."),
    ("A woman who waits for an answer.", "She waits until her team has said yes. Keep waiting."),
)
NO = (
    ("A man with a bad kidney who takes a scoop.", "He took it before he had an answer. Ask the nurse first."),
    ("A woman who hides it from her doctor.", "Her doctor cannot help her then. Tell the doctor about it."),
    ("A man who takes it as he feels well.", "A weak kidney is often not felt. Ask the doctor first."),
    ("A woman who asks no one but the store.", "A store cannot see her tests. Ask the doctor first."),
)


def words_of_warning() -> Iterator[str]:
    """Give what an author writes, in the order of the gaps."""
    yield from WARNING
    for pair, scenario in enumerate(SCENARIOS):
        yield from scenario
        case = ("in the morning", "at work", "on a trip", "at a game")[pair]
        yield from (
            "kidney-ask",
            f"Who does what is safe {case}?",
            "Whoever asks before the first scoop does what is safe.",
        )
        right = (2, 3, 4, 1)[pair]
        lines = (*YES[:right], *NO[: 5 - right])
        yield from (word for line in lines for word in line)


LESSON_WORDS = (
    "Powder at night",
    "Ask before you take any.",
    "Tell your care team about your sleep.",
    "Sleep",
    "With cirrhosis (a scarred liver), take none to sleep.",
    "avoid-cirrhosis",
    "Liver",
    "liver",
    "If you have cirrhosis (a scarred liver), do not take glutamine.",
    "avoid-cirrhosis",
    "It could make it worse. Ask first.",
    "avoid-cirrhosis",
)
CHECK_WORDS = (
    "limit-14-g",
    "Which number does one source give as the limit?",
    "That is fine. Ask your care team before any amount.",
    "14 grams.",
    "One source gives it as the limit. Ask first all the same.",
    "No number.",
    "There is one source that gives a number. Ask first.",
    "A few cups.",
    "The sources do not count in cups. Ask before any.",
    "avoid-cirrhosis",
    "Ada has cirrhosis and cannot sleep. Who helps her most?",
    "Her care team does. She asks them before she takes any.",
    "A shop that sells it.",
    "A shop cannot see her tests. Ask your care team.",
    "Her own care team.",
    "They know her liver, so she asks them before she takes any.",
    "A page on the web.",
    "A page does not know her. Ask your care team.",
)


def test_a_warning_says_all_that_it_lacks_and_nothing_else(root: Path) -> None:
    assert new_warning(root, "kidney") == (KIDNEY,)
    found, text = told(root, KIDNEY), (root / KIDNEY).read_text()

    assert {problem.code for problem in found} == {"unfilled"}
    lines = text.split("\n")
    gaps = [(number, gap.start() + 1) for number, line in enumerate(lines, 1) for gap in GAP.finditer(line)]
    assert [(problem.line, problem.column) for problem in found] == gaps
    assert "the right choice" in next(problem.message for problem in found if "right" in lines[problem.line - 1])
    assert load(root).course is None


def test_a_filled_warning_is_a_warning(root: Path) -> None:
    new_warning(root, "kidney")
    text = filled((root / KIDNEY).read_text(), words := words_of_warning())
    (root / KIDNEY).write_text(text)

    assert next(words, None) is None
    assert not (said := [str(problem) for problem in told(root, KIDNEY)]), "\n".join(said)
    (warning,) = [one for one in load(root).drafts[0].course.warnings if one.id == "kidney"]
    assert [len(pair) for pair in warning.pairs] == [2, 2, 2, 2]
    assert [len(one.right) for _, one in warning.pairs] == [2, 3, 4, 1]


def test_a_lesson_has_the_next_number_and_is_one_when_it_is_filled(root: Path) -> None:
    page, checks = new_lesson(root, "sleep")
    assert (page, checks) == ("lessons/en/02-sleep.md", "lessons/en/02-sleep.checks.yaml")
    assert {problem.code for path in (page, checks) for problem in told(root, path)} == {"unfilled"}

    glossary = SMALL[GLOSSARY].replace("people: [Rosa]", "people: [Rosa, Ada]")
    (root / GLOSSARY).write_text(glossary)
    for path, words in ((page, LESSON_WORDS), (checks, CHECK_WORDS)):
        (root / path).write_text(filled((root / path).read_text(), iter(words)))
    assert not (said := [str(problem) for path in (page, checks) for problem in told(root, path)]), "\n".join(said)
    assert [lesson.id for lesson in load(root).drafts[0].course.lessons] == ["01-start", "02-sleep"]


def test_a_number_may_be_chosen(root: Path) -> None:
    assert new_lesson(root, "07-sleep")[0] == "lessons/en/07-sleep.md"
    assert new_lesson(root, "rest")[0] == "lessons/en/08-rest.md"


@pytest.mark.parametrize("name", ["Sleep", "../sleep", "a_b", "", "x" * 33, "07-", "fill-in"])
@pytest.mark.parametrize("what", ["lesson", "warning"])
def test_a_name_that_is_none_is_refused(what: str, name: str, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(root.rglob("*"))
    assert main(["new", what, name, str(root)]) == 2
    assert "small letters" in capsys.readouterr().err
    assert sorted(root.rglob("*")) == before


@pytest.mark.parametrize(
    ("what", "name", "path"),
    [
        ("lesson", "start", "lessons/en/01-start.md"),
        ("lesson", "01-sleep", "lessons/en/01-start.md"),
        ("warning", "liver", "quizzes/en/liver.yaml"),
    ],
)
def test_what_is_there_already_stays_as_it_is(
    what: str, name: str, path: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {file: file.read_bytes() for file in root.rglob("*") if file.is_file()}
    assert main(["new", what, name, str(root)]) == 1
    assert path in capsys.readouterr().err
    assert {file: file.read_bytes() for file in root.rglob("*") if file.is_file()} == files


@pytest.mark.parametrize("what", ["lesson", "warning"])
def test_without_a_course_nothing_is_made(what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", what, "sleep", str(tmp_path)]) == 1
    assert str(tmp_path) in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_the_paths_are_on_stdout_and_what_to_do_is_on_stderr(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "warning", "kidney", str(root)]) == 0
    out, err = capsys.readouterr()
    assert out == f"{root / KIDNEY}\n"
    assert "glutatui check" in err


def test_half_a_lesson_is_not_left_behind(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the second file cannot be written, the first one is taken back."""
    (root / "lessons/en/02-sleep.checks.yaml").symlink_to(root / "nowhere" / "at-all")
    monkeypatch.chdir(root)
    assert main(["new", "lesson", "02-sleep", str(root)]) == 1
    assert not (root / "lessons/en/02-sleep.md").exists()
