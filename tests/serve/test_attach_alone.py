"""The attach client where there is no host for it, and what it may not load."""

import subprocess
import sys
from pathlib import Path

import pytest

from glutatui.serve import attach, screens
from glutatui.words import say
from terminal import Terminal

CLIENT = [sys.executable, "-I", "-S", "-B", attach.__file__]


@pytest.mark.parametrize("way", [CLIENT, [sys.executable, "-m", "glutatui", "attach"]], ids=["script", "command"])
def test_where_no_host_is_one_sentence_says_so(tmp_path: Path, way: list[str]) -> None:
    with Terminal([*way, "--socket", tmp_path / "nobody"]) as terminal:
        assert terminal.ends() == 3
        assert terminal.text() == f"glutatui: {say('en', 'attach-no-host')}"


@pytest.mark.parametrize("way", [CLIENT, [sys.executable, "-m", "glutatui", "attach"]], ids=["script", "command"])
@pytest.mark.parametrize("words", [["nobody"], ["learn", "quiz"], ["--socket"], ["--sockets", "x"]])
def test_wrong_usage_is_2(way: list[str], words: list[str]) -> None:
    with Terminal([*way, *words]) as terminal:
        assert terminal.ends() == 2


def test_its_words_are_those_of_the_catalogue() -> None:
    assert {key: say("en", key) for key in attach.WORDS} == attach.WORDS


def test_it_wipes_as_the_host_does() -> None:
    assert attach.CLEAN == screens.CLEAN


def test_it_imports_nothing_that_is_slow() -> None:
    """Each of these costs the patient milliseconds before the first frame."""
    script = f"import sys; sys.path.append({str(Path(attach.__file__).parent)!r}); import attach; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-I", "-S", "-B", "-c", script], check=True, capture_output=True, text=True)
    loaded = set(done.stdout.split())

    assert "attach" in loaded
    assert not loaded & {
        "argparse",
        "asyncio",
        "enum",
        "json",
        "pathlib",
        "re",
        "signal",
        "socket",
        "typing",
        "glutatui",
    }
