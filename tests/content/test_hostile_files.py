"""Whatever lies in the folder: problems, quickly, never a traceback, never a file from outside."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glutatui.content.files import LARGEST, MOST_FILES, read_text
from glutatui.content.loading import load
from glutatui.content.problems import MOST_PER_FILE, Notes
from glutatui.content.yaml_nodes import Items, Keys, Text, read_yaml
from small_course import (
    CHECKS,
    CLAIMS,
    CONFLICTS,
    FILES,
    LESSON,
    LIVER,
    READING,
    SOURCES,
    STAFF,
    TRAPS,
    write_course,
)

SOON = 5 if "coverage" in sys.modules else 0.5
"""Seconds of CPU within which each bad file is told; counting branches takes ten times as long."""


def codes(root: Path) -> list[tuple[str, str]]:
    started = time.process_time()
    found = load(root).problems
    assert time.process_time() - started < SOON
    return [(problem.path, problem.code) for problem in found]


def replaced(root: Path, name: str, make: Callable[[Path], object]) -> list[tuple[str, str]]:
    """Return what is found where a file is replaced by something else."""
    write_course(root, {name: None})
    make(root / name)
    return codes(root)


@pytest.mark.parametrize("name", [LESSON, LIVER, CLAIMS, TRAPS])
def test_a_folder_a_fifo_and_a_link_in_place_of_a_file_are_one_problem_each(name: str, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_text(FILES[name])
    kinds: dict[str, Callable[[Path], object]] = {
        "not-a-file-folder": lambda path: path.mkdir(),
        "not-a-file-special": os.mkfifo,
        "link-outside": lambda path: path.symlink_to(outside),
        "unreadable": lambda path: path.symlink_to(path.name),
    }
    for number, (code, make) in enumerate(kinds.items()):
        assert (name, code) in replaced(tmp_path / str(number), name, make)


def test_a_link_is_followed_where_nobody_checks_where_it_leads(tmp_path: Path) -> None:
    """The twin: without the check the secret would be read into the course."""
    outside = tmp_path / "outside"
    outside.write_text("secret")
    root = write_course(tmp_path / "course", {TRAPS: None})
    (root / TRAPS).symlink_to(outside)
    notes = Notes()

    assert read_text(root, TRAPS, notes) is None
    assert [problem.code for problem in notes.problems] == ["link-outside"]
    assert (root / TRAPS).read_text() == "secret"


def test_a_link_within_the_course_is_fine(tmp_path: Path) -> None:
    root = write_course(tmp_path, {TRAPS: None, "quizzes/.kept/traps.yaml": FILES[TRAPS]})
    (root / TRAPS).symlink_to("../.kept/traps.yaml")

    assert codes(root) == []


def test_a_device_outside_and_huge_files_are_not_read(tmp_path: Path) -> None:
    endless = replaced(tmp_path / "a", LIVER, lambda path: path.symlink_to("/dev/zero"))
    huge = codes(write_course(tmp_path / "b", {LIVER: b"a" * (LARGEST + 1)}))

    assert (LIVER, "link-outside") in endless
    assert (LIVER, "file-too-large") in huge


def test_bytes_that_are_no_text_are_told_with_their_place(tmp_path: Path) -> None:
    bad = FILES[TRAPS].encode().replace(b"natural,", b"natur\xff,")
    found = load(write_course(tmp_path, {TRAPS: bad})).problems

    assert [(problem.code, problem.line, problem.column) for problem in found] == [("not-utf-8", 2, 22)]


def test_windows_line_ends_are_one_problem_and_hide_no_other(tmp_path: Path) -> None:
    changes = {name: text.replace("\n", "\r\n") for name, text in FILES.items()}
    found = load(write_course(tmp_path, changes)).problems

    assert [(problem.path, problem.code) for problem in found] == [(name, "line-ends") for name in sorted(FILES)]


def test_missing_folders_and_stray_files_are_told(tmp_path: Path) -> None:
    assert codes(tmp_path / "nowhere") == [("lessons", "folder-missing"), ("quizzes", "folder-missing")]
    (tmp_path / "lessons/fr").mkdir(parents=True)
    assert codes(tmp_path) == [("lessons/en", "language-missing"), ("quizzes", "folder-missing")]
    stray: dict[str, str] = dict.fromkeys(
        ("lessons/a.txt", "lessons/en/notes.txt", "quizzes/x", "quizzes/en/A.yaml", "lessons/en/library/B.txt"), "x"
    )
    assert codes(write_course(tmp_path / "c", {**stray, "lessons/en/.hidden": "x", f"{LESSON}~": "x"})) == [
        (name, "file-unknown") for name in sorted(stray)
    ]


def test_a_file_in_place_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "lessons").touch()
    root = write_course(tmp_path / "b", {"lessons/en/library": "x", READING: None, STAFF: None})

    assert ("lessons", "unreadable") in codes(tmp_path)
    assert codes(root) == [("lessons/en/library", "not-a-folder")]


def test_a_file_that_grows_while_it_is_read_is_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "read", lambda _, size: b"a" * size)

    assert (LIVER, "file-too-large") in codes(write_course(tmp_path))


def test_a_folder_of_too_many_files_is_told(tmp_path: Path) -> None:
    root = write_course(tmp_path)
    for number in range(MOST_FILES):
        (root / f"quizzes/en/a{number}.yaml").touch()

    assert codes(root) == [("quizzes/en", "folder-large")]


@pytest.mark.parametrize("name", [b"a\x1b[2J.yaml", b"a\nb.yaml", b"\xff.yaml", "\u202ea.yaml".encode()])
def test_names_that_a_terminal_would_obey_are_told_in_plain_signs(name: bytes, tmp_path: Path) -> None:
    root = write_course(tmp_path)
    (root / "quizzes/en" / os.fsdecode(name)).touch()
    (problem,) = load(root).problems

    assert (problem.path, problem.code) == ("quizzes/en", "file-name-signs")
    assert str(problem).isascii()
    assert str(problem).isprintable()


def test_a_message_is_one_line_and_not_endless(tmp_path: Path) -> None:
    key = '"a\\nb::error::' + "x" * 900 + '": c\n'
    (problem,) = load(write_course(tmp_path, {LIVER: FILES[LIVER] + key})).problems

    assert problem.code == "key-unknown"
    assert "\n" not in str(problem)
    assert len(str(problem)) < 600


def test_missing_checks_and_too_few_questions_are_told(tmp_path: Path) -> None:
    assert codes(write_course(tmp_path / "a", {CHECKS: None})) == [(CHECKS, "checks-missing")]
    few = FILES[LIVER].replace("use: before", "use: pair-4", 1)
    assert (LIVER, "before-number") in codes(write_course(tmp_path / "b", {LIVER: few}))
    more = FILES[LIVER].replace("use: pair-2", "use: before", 1)
    assert (LIVER, "before-number") in codes(write_course(tmp_path / "c", {LIVER: more}))
    assert ("lessons/en", "lessons-number") in codes(
        write_course(tmp_path / "d", {LESSON: None, "lessons/en/library/a.md": FILES[LESSON]})
    )


def test_one_unreadable_file_brings_no_hundred_problems(tmp_path: Path) -> None:
    for number, name in enumerate((CLAIMS, CONFLICTS, SOURCES, LESSON, LIVER, TRAPS)):
        assert (
            codes(write_course(tmp_path / str(number), {name: "a: [\n"})) == [(name, "yaml-syntax")] or name == LESSON
        )


def test_a_flood_of_problems_is_cut(tmp_path: Path) -> None:
    found = load(write_course(tmp_path, {TRAPS: "\x07" * 50_000})).problems

    assert len(found) == MOST_PER_FILE + 1
    assert ("more-problems", 0) in {(problem.code, problem.line) for problem in found}


BOMBS: dict[str, str | bytes] = {
    "aliases": "a: &a [x,x,x]\n" + "".join(f"b{n}: &b{n} [*a,*a,*a]\n" for n in range(9)),
    "brackets": "[" * 20_000,
    "braces": "{a: " * 20_000,
    "list": "- a\n" * 60_000,
    "keys": "".join(f"k{n}: v\n" for n in range(30_000)),
    "hyphens": "- " * 100_000,
    "question": "? " * 100_000,
    "quotes": '"' * 200_001,
    "one line": "a" * 260_000,
    "colons": "a:" * 100_000,
    "indent": "".join(f"{' ' * n}a{n}:\n" for n in range(500)),
    "tag": "!!python/object/apply:os.system ['true']\n",
    "directive": "%TAG ! tag:a,b:\n---\na: !b c\n",
    "anchor key": "&a a: b\n*a : c\n",
    "merge": "<<: [{a: b}]\n",
    "nul": "a: \0\n",
    "surrogate": b"a: \xed\xa0\x80\n",
    "overlong": b"a: \xc0\xae\n",
    "utf-16": "a: b\n".encode("utf-16"),
    "only comment": "# nothing\n",
    "null": "~\n",
    "scalar": "text\n",
    "number": "12\n",
    "two documents": "a: b\n---\nc: d\n",
    "escapes": 'a: "\\u0000\\x1b\\U0001F600"\n',
    "bad escape": 'a: "\\q"\n',
    "bidi": "a: \u202etxt\n",
    "next line": "a: b\u0085c\n",
    "separator": "a: b\u2028c\n",
}


@pytest.mark.parametrize("name", [LIVER, TRAPS, CHECKS, CLAIMS, CONFLICTS, SOURCES, LESSON])
@pytest.mark.parametrize("bomb", BOMBS)
def test_bombs_are_problems_within_half_a_second(bomb: str, name: str, tmp_path: Path) -> None:
    """203 bad files: each is told, and none is taught."""
    found = codes(write_course(tmp_path, {name: BOMBS[bomb]}))

    assert found
    assert all(path for path, _ in found)


def test_aliases_unfold_where_nobody_refuses_them() -> None:
    """The twin: PyYAML itself makes 3 ** 9 leaves of 400 bytes."""
    import yaml  # noqa: PLC0415  (the attack, not the program)

    text = "a0: &a0 [x,x,x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1},*a{n - 1},*a{n - 1}]\n" for n in range(1, 9))
    unfolded = yaml.safe_load(text)["a8"]
    leaves = 0
    waiting = [unfolded]
    while waiting:
        one = waiting.pop()
        leaves += isinstance(one, str)
        waiting.extend(one if isinstance(one, list) else ())
    notes = Notes()

    assert leaves == 3**9
    assert read_yaml(text, "x.yaml", notes) is None
    assert [problem.code for problem in notes.problems] == ["yaml-special"]


def test_a_key_that_stands_twice_turns_an_answer_round_where_nobody_refuses_it() -> None:
    """The twin: PyYAML keeps the last one in silence."""
    import yaml  # noqa: PLC0415  (the attack, not the program)

    text = "level: stop\nlevel: watch\n"
    notes = Notes()

    assert yaml.safe_load(text) == {"level": "watch"}
    read_yaml(text, "x.yaml", notes)
    assert [(problem.code, problem.line) for problem in notes.problems] == [("key-twice", 2)]


def test_plain_words_stay_words() -> None:
    node = read_yaml("[No, on, 010, '12:30', 1.10, 2024-01-01, ~, 0x1F]", "x.yaml", Notes())

    assert isinstance(node, Items)
    values = [item.value for item in node.items if isinstance(item, Text)]
    assert values == ["No", "on", "010", "12:30", "1.10", "2024-01-01", "~", "0x1F"]


def test_the_python_parser_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """PyYAML built without its C library has no CBaseLoader."""
    import yaml  # noqa: PLC0415  (patched below)

    fast = read_yaml(FILES[LIVER], "x.yaml", Notes())
    monkeypatch.delattr(yaml, "CBaseLoader")
    slow = read_yaml(FILES[LIVER], "x.yaml", Notes())
    notes = Notes()

    assert isinstance(fast, Keys)
    assert isinstance(slow, Keys)
    assert repr(fast) == repr(slow)
    assert read_yaml("a: [\n", "x.yaml", notes) is None
    assert read_yaml("a: &b c", "x.yaml", notes) is None
    assert [problem.code for problem in notes.problems] == ["yaml-syntax", "yaml-special"]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([LIVER, LESSON, TRAPS, CHECKS]), st.data())
def test_files_cut_and_mixed_at_random_never_raise(tmp_path: Path, name: str, data: st.DataObject) -> None:
    text = FILES[name]
    start, end = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
    middle = data.draw(
        st.text(max_size=20) | st.sampled_from(["[", "> ", "- ", "`" * 3, "&a ", ": ", "\n\n", "{#", "[^"])
    )
    mixed = (text[:start] + middle + text[end:]).encode("utf-8", "surrogatepass")

    loaded = load(write_course(tmp_path, {name: mixed}))
    assert (loaded.course is None) == any(problem.severity == "error" for problem in loaded.problems)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([LIVER, LESSON]), st.binary(max_size=200))
def test_random_bytes_never_raise(tmp_path: Path, name: str, data: bytes) -> None:
    assert load(write_course(tmp_path, {name: data})).problems
