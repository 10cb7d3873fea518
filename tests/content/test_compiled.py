"""The compiled course: used when nothing has changed, ignored when it is anything else."""

import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from glutatui.content import CourseWrongError, as_github, as_json, as_text, check, checking, course_for, course_json
from glutatui.content.checking import compile_course
from glutatui.content.compiled import key_of, load_compiled, load_report
from glutatui.content.where import CHECKOUT, INSTALLED, SHIPPED, compiled_for, root_for
from glutatui.words import error_text
from small_course import FILES, LESSON, LIVER, TRAPS, write_course


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_course(tmp_path / "course")


def place_of(root: Path) -> Path:
    place = compiled_for(root)
    assert place is not None
    return place


def test_the_second_time_the_files_are_not_judged_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    course = course_for(root)
    report = check(root)
    monkeypatch.setattr(checking, "judge", lambda _: pytest.fail("judged again"))

    assert course_for(root) == course
    assert course_json(course_for(root)) == course_json(course)
    assert check(root) == report
    assert place_of(root).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", [TRAPS, LESSON, "lessons/en/library/new.md"])
def test_a_changed_or_new_file_is_seen(name: str, root: Path) -> None:
    before = course_for(root)
    write_course(
        root, {name: FILES.get(name, FILES[LESSON]).replace("Ask first.", "Ask before.").replace("safe.", "good.")}
    )

    assert course_for(root) != before


def test_a_removed_file_and_another_program_are_seen(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    course_for(root)
    monkeypatch.setattr("glutatui.content.compiled.__version__", "0.0.0")
    assert load_compiled(root) is None
    monkeypatch.undo()
    (root / TRAPS).unlink()
    assert load_report(root) is None


def spoilings(text: str) -> dict[str, bytes]:
    head, body = text.split("\n", 1)
    wrong = json.loads(head)
    return {
        "empty": b"",
        "cut": text.encode()[:-200],
        "cut in the head": head.encode()[:50],
        "another course": f"{head}\n{body.replace('Ask', 'Eat')}".encode(),
        "no json": b"\xff\xfe",
        "deep": b"[" * 100_000,
        "list": b"[]\n[]",
        "no hash": json.dumps({"key": wrong["key"], "report": {}}).encode() + b"\n" + body.encode(),
        "another hash": json.dumps({**wrong, "hash": 5}).encode() + b"\n" + body.encode(),
    }


@pytest.mark.parametrize("how", spoilings('{"key": 1}\n'))
def test_a_spoilt_file_is_ignored_and_made_anew(how: str, root: Path) -> None:
    course = course_for(root)
    place = place_of(root)
    whole = place.read_text()
    place.write_bytes(spoilings(whole)[how])

    assert load_compiled(root) is None
    assert course_for(root) == course
    assert place.read_text() == whole


def test_a_body_that_is_no_course_is_ignored_even_with_its_hash(root: Path) -> None:
    from glutatui.content.export import hash_of  # noqa: PLC0415  (what an attacker would use)

    course_for(root)
    place = place_of(root)
    head = {**json.loads(place.read_text().split("\n")[0]), "hash": hash_of('{"en":{}}')}
    place.write_text(f'{json.dumps(head)}\n{{"en":{{}}}}\n')

    assert load_compiled(root) is None


@pytest.mark.parametrize("what", ["file", "folder", "owner"])
def test_a_file_that_others_could_have_written_is_not_believed(
    what: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    course_for(root)
    place = place_of(root)
    assert load_compiled(root) is not None
    if what == "owner":
        monkeypatch.setattr(os, "geteuid", lambda: 12345)
    else:
        (place if what == "file" else place.parent).chmod(0o777)

    assert load_compiled(root) is None


def test_a_link_in_its_place_is_not_followed(root: Path, tmp_path: Path) -> None:
    course_for(root)
    place = place_of(root)
    place.rename(tmp_path / "elsewhere")
    place.symlink_to(tmp_path / "elsewhere")

    assert load_compiled(root) is None


def test_a_folder_that_cannot_be_written_only_costs_time(
    root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert course_for(root) == course_for(root)
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert compiled_for(root) is None
    assert course_for(root) == course_for(root)
    assert check(root).ok


def test_a_course_with_anything_but_files_has_no_key(root: Path) -> None:
    assert key_of(root) is not None
    os.mkfifo(root / "lessons/en/pipe")
    assert key_of(root) is None
    (root / "lessons/en/pipe").unlink()
    (root / "lessons/fr").symlink_to("en")
    assert key_of(root) is None


def test_a_broken_course_is_never_taught(root: Path) -> None:
    course_for(root)
    write_course(root, {LIVER: FILES[LIVER].replace("level: stop", "level: go", 1)})

    with pytest.raises(CourseWrongError) as caught:
        course_for(root)
    assert [problem.code for problem in caught.value.problems] == ["value-unknown"]
    assert str(root) in error_text("en", caught.value)
    assert not check(root).ok


def test_the_reports_say_the_same_in_each_form(root: Path) -> None:
    write_course(
        root, {LIVER: FILES[LIVER].replace("level: stop", "level: go", 1), TRAPS: "- id: a\n  belief: 100%:\n"}
    )
    report = check(root)
    data = json.loads(as_json(report))

    assert data.keys() == {"ok", "problems", "coverage"}
    assert {problem["code"] for problem in data["problems"]} == {"value-unknown", "yaml-syntax"}
    for problem, line in zip(data["problems"], as_text(report).splitlines(), strict=False):
        assert (
            line == f"{problem['path']}:{problem['line']}:{problem['column']}: {problem['code']}: {problem['message']}"
        )
    assert as_github(report).startswith(
        "::error file=quizzes/en/liver.yaml,line=2,col=8,title=value-unknown::level must"
    )
    assert as_github(report).count("\n") == len(data["problems"])


def test_the_coverage_has_the_shape_of_the_contract(root: Path) -> None:
    coverage = json.loads(as_json(check(root)))["coverage"]

    assert coverage["claims"] == {"total": 4, "accounted": 4, "missing": [], "excluded": 1}
    assert coverage["safety"] == {"total": 1, "accounted": 1, "missing": []}
    assert coverage["warnings"] == {"liver": {"taught": True, "pairs": 3, "complete": True}}
    assert coverage["conflicts"] == {"total": 1, "shown": 1, "missing": []}
    assert json.loads(as_json(check(root / "nowhere")))["coverage"]["warnings"] == {}


def test_what_is_not_covered_is_named(root: Path) -> None:
    write_course(root, {LESSON: FILES[LESSON].replace("[^avoid-cirrhosis]", "")})
    coverage = check(root).coverage

    assert coverage["claims"]["missing"] == coverage["safety"]["missing"] == ["avoid-cirrhosis"]
    assert coverage["warnings"]["liver"] == {"taught": False, "pairs": 3, "complete": False}


def test_the_course_in_a_wheel_is_compiled_by_the_build_and_not_written(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = tmp_path / "shipped.json"
    assert compile_course(root, shipped)
    shipped.chmod(0o664)
    monkeypatch.setattr("glutatui.content.compiled.INSTALLED", root)
    monkeypatch.setattr("glutatui.content.compiled.SHIPPED", shipped)

    assert load_compiled(root) == course_for(root)
    assert check(root).ok
    assert not place_of(root).exists()
    write_course(root, {TRAPS: "a: b\n"})
    assert not compile_course(root, shipped)


def test_notes_that_keep_no_course_are_counted(root: Path) -> None:
    write_course(root, {LESSON: FILES[LESSON].replace("> [!DISAGREE] upper-limit\n", "")})

    assert check(root).ok
    assert "\n1 note " in as_text(check(root))
    assert "::warning file=lessons/en/01-start.md,line=13,col=1" in as_github(check(root))


def test_a_course_of_too_many_files_is_not_compiled(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("glutatui.content.compiled.MOST_FILES", 5)

    assert key_of(root) is None
    assert course_for(root) == course_for(root)


def test_a_report_of_another_form_is_ignored(root: Path) -> None:
    assert check(root).ok
    place = place_of(root)
    place.write_text(place.read_text().replace('"coverage":', '"coverages":', 1))

    assert load_report(root) is None


def test_elsewhere_the_cache_lies_where_the_system_wants_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("glutatui.content.where.sys", SimpleNamespace(platform="darwin"))

    assert place_of(root).parent.name == "glutatui"


def test_roots() -> None:
    assert root_for(Path("x")) == Path("x")
    assert root_for() in {CHECKOUT, INSTALLED}
    assert compiled_for(INSTALLED) != SHIPPED


def modules_after(code: str) -> set[str]:
    """Return the modules that a fresh interpreter has loaded after some code."""
    script = f"import sys\n{code}\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True, env=dict(os.environ)
    )
    return set(done.stdout.splitlines()[-1].split())


def test_a_compiled_course_needs_no_parser_and_nothing_here_needs_textual(root: Path) -> None:
    code = (
        f"import pathlib, glutatui.content as c\nroot = pathlib.Path({str(root)!r})\nc.check(root)\nc.course_for(root)"
    )
    first, second = modules_after(code), modules_after(code)

    assert {"yaml", "markdown_it"} <= first
    assert not {"yaml", "markdown_it", "mdit_py_plugins", "platformdirs"} & second
    assert not {"textual", "rich", "sqlite3"} & (first | second)
