"""The program's own words stand in one catalogue, all of them are used, and none is missing."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter, printable

import pytest

import glutatui
from glutatui.words import LANGUAGES, NAMES, es, say
from glutatui.words.en import HOSTS

ROOT = Path(glutatui.__file__).parent
FACES = ("tui", "plain", "cli", "visit", "course")
"""Where patients and staff are spoken to; records hold SQL, content holds what files may say."""
EXEMPT = frozenset({"tui/theme.py"})
"""Colours are written as ``bold #ffffff on #121212``."""

_SENTENCE = re.compile(r"[A-Za-z]{2,}[,.:;]? [A-Za-z]{2,}")
"""Two words with a blank between them."""
_WORD = re.compile(r"[A-Za-z]{2,}")
_DRAWN = {"Span": 0, "line": 0, "paragraph": 0, "Row": 0, "Hint": 1}
"""What draws text, and from which argument on it does; the arguments after it name roles, except for a hint."""
_SAYS = {"say": 0, "_say": 0, "counted": 0}
_GIVEN_LANGUAGE = {"say", "counted"}


def trees(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    """Give the modules of the program below some folders (all without any), but the words themselves."""
    for path in sorted(ROOT.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if name.startswith("words/") or (folders and not name.startswith(tuple(f"{folder}/" for folder in folders))):
            continue
        yield name, ast.parse(path.read_text())


def literals(tree: ast.Module) -> Iterator[ast.Constant]:
    """Give the texts of a module, but docstrings and what an error of ours says."""
    aside: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            aside.add(node.value)
        if isinstance(node, ast.Raise) or (isinstance(node, ast.Assign) and _names(node) == {"message"}):
            aside |= set(ast.walk(node))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in aside:
            yield node


def _names(node: ast.Assign) -> set[str]:
    return {target.id for target in node.targets if isinstance(target, ast.Name)}


def sentences(name: str, tree: ast.Module) -> list[str]:
    """Return the literals of a module that read like a sentence."""
    return [f"{name}:{node.lineno}: {node.value!r}" for node in literals(tree) if _SENTENCE.search(str(node.value))]


def drawn_words(name: str, tree: ast.Module) -> list[str]:
    """Return the literals with a word in them that are handed to what draws."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _DRAWN:
            first = _DRAWN[node.func.id]
            drawn = node.args[first:] if node.func.id == "Hint" else node.args[first : first + 1]
            texts = [part for argument in drawn for part in _texts(argument)]
            found += [f"{name}:{node.lineno}: {text}" for text in texts if _WORD.search(text)]
    return found


def _texts(node: ast.expr) -> Iterator[str]:
    """Give the literal text of an argument: a constant, or the fixed parts of an f-string."""
    if isinstance(node, ast.JoinedStr):
        yield from (str(part.value) for part in node.values if isinstance(part, ast.Constant))
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) > 1:
        yield node.value


def test_no_sentence_stands_outside_the_words() -> None:
    found = [said for name, tree in trees(*FACES) if name not in EXEMPT for said in sentences(name, tree)]
    assert not found, "\n".join(found)


def test_no_word_is_drawn_that_does_not_come_from_the_words() -> None:
    found = [said for name, tree in trees("tui") for said in drawn_words(name, tree)]
    assert not found, "\n".join(found)


def test_a_literal_would_be_found() -> None:
    planted = ast.parse(
        '"""A docstring of words."""\nprint("Take it now")\nHint("x", "Enter", "go")\nSpan(f"{a} more")'
    )
    assert len(sentences("planted", planted)) == 1
    assert len(drawn_words("planted", planted)) == 3


def pattern_of(node: ast.expr) -> str | None:
    """Return a key as a pattern: as it is, or with its filled-in parts open."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.escape(node.value)
    if isinstance(node, ast.JoinedStr):
        parts = (re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z0-9-]+" for part in node.values)
        return "".join(parts)
    return None


def keys_said(tree: ast.Module) -> Iterator[str]:
    """Give the patterns of the keys that a module says, as far as they stand in the call itself."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name not in _SAYS or not node.args:
            continue
        bare = isinstance(node.func, ast.Name) and name in _GIVEN_LANGUAGE
        at = int(bare and len(node.args) > 1)
        for key in branches(node.args[at]):
            pattern = pattern_of(key)
            if pattern:
                yield rf"{pattern}-(one|many)" if name == "counted" else pattern


def branches(node: ast.expr) -> list[ast.expr]:
    """Return both keys of ``a if b else c``."""
    return [*branches(node.body), *branches(node.orelse)] if isinstance(node, ast.IfExp) else [node]


def test_every_key_said_exists() -> None:
    keys = "\n".join(LANGUAGES["en"])
    for name, tree in trees():
        for pattern in keys_said(tree):
            assert re.search(rf"^{pattern}$", keys, re.MULTILINE), (name, pattern)


CODE = re.compile("^(error|problem|explain)-")
"""What stands before the code in the key of its sentence."""


def mentioned() -> tuple[set[str], set[str]]:
    """Return texts that may be keys or codes, and patterns for the keys that the program says."""
    texts, patterns = set[str](), set[str]()
    for _, tree in trees():
        patterns |= set(keys_said(tree))
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr) and (pattern := pattern_of(node)) and re.match(r"[a-z]+-", pattern):
                patterns.add(pattern)
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(node.value)
    return texts, patterns - {"", "[a-z0-9-]+"}


def test_every_key_is_used() -> None:
    texts, patterns = mentioned()
    whole = re.compile("|".join(rf"(?:{pattern})" for pattern in sorted(patterns)))
    unused = [key for key in LANGUAGES["en"] if not {key, CODE.sub("", key)} & texts and not whole.fullmatch(key)]
    assert not unused, unused


_FOR_HOSTS = ("usage-", "pin-", "serve-ready", "serve-how", "serve-key")
"""Words of the command line that stand in a table with patients' words."""
_OF_RECORDS = tuple(f"error-{what}-" for what in ("journal", "visit", "event", "course", "code", "database", "print"))
"""Errors that a face says; the others end a command."""
_ALIKE = (
    "evidence-row help-arrows-key help-library-key help-sources-key help-unsure-key help-think-key help-enter-key"
    " key-enter key-escape key-tab no plain-code search-place sources-side plain-grade unmarked"
)
"""Words that are the same in both languages: signs, names of keys, and the protocol of the line face."""
_PARAGRAPHS = frozenset(["again-title", "again-lessons-title", "talk-title", "unsure-title", "plain-help-title"])
_ENGLISH = re.compile(r"\b(?:the|and|you|your|this|with|page|what|is|of|here|press|answer|warning)\b", re.IGNORECASE)


def is_for_hosts(key: str) -> bool:
    """Tell whether no patient reads a sentence."""
    return key in HOSTS or key.startswith(_FOR_HOSTS) or (key.startswith("error-") and not key.startswith(_OF_RECORDS))


def test_spanish_has_every_sentence_that_a_patient_reads_and_no_other() -> None:
    assert set(es.WORDS) == {key for key in LANGUAGES["en"] if not is_for_hosts(key)}


def test_each_language_has_the_same_values_to_fill_in() -> None:
    for key, text in es.WORDS.items():
        assert _fields(text) == _fields(LANGUAGES["en"][key]), key


def test_what_patients_never_read_is_said_in_english_by_the_faces_own_words_alone() -> None:
    for name, tree in trees("tui", "plain", "course"):
        if any(part in name for part in ("preview", "slides", "dashboard")):
            continue
        for pattern in (pattern for pattern in keys_said(tree) if not pattern.startswith("[")):
            said = [key for key in LANGUAGES["en"] if re.fullmatch(pattern, key)]
            assert not [key for key in said if is_for_hosts(key)], (name, pattern)


def test_no_english_is_left_in_spanish() -> None:
    english = LANGUAGES["en"]
    assert {key for key, text in es.WORDS.items() if text == english[key]} == set(_ALIKE.split())
    left = {key: text for key, text in es.WORDS.items() if _ENGLISH.search(re.sub(r"\{\w+\}|\[.*\]", "", text))}
    assert not left


def test_spanish_has_letters_that_every_latin_terminal_shows_and_whole_question_marks() -> None:
    for key, text in es.WORDS.items():
        assert not set(text) - set(printable) - set("áéíóúüñÁÉÍÓÚÜÑ¿¡"), key
        if key != "plain-help-think":  # it shows the sign that is typed
            assert text.count("¿") == text.count("?"), key
            assert text.count("¡") == text.count("!"), key


def test_patients_are_called_usted() -> None:
    familiar = re.compile(r"\b(?:tú|tu|tus|ti|te|contigo|escribe|pulsa|pregunta a|puedes|tienes)\b", re.IGNORECASE)
    assert {key: text for key, text in es.WORDS.items() if familiar.search(text)} == {}


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_what_stands_on_one_row_fits_forty_columns(language: str) -> None:
    table = LANGUAGES[language]
    titles = {
        key: text
        for key, text in table.items()
        if key.endswith("-title") and key not in _PARAGRAPHS and not is_for_hosts(key)
    }
    place = len("12/12") + 3
    assert {key: text for key, text in titles.items() if len(text) > 40 - place} == {}
    submits = [len(table[key]) for key in ("sure", "think-so", "not-sure")]
    assert max(submits) + len("> [  ]  0") <= 38
    hints = [len(text) for key, text in table.items() if key.startswith("hint-")]
    help_ = len(f"  ? {table['hint-help']}")
    assert max(hints) + len(f" Enter {help_}") <= 38


def test_each_language_names_itself() -> None:
    assert set(NAMES) == set(LANGUAGES)


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_patients_are_told_nothing_in_signs_that_an_ascii_terminal_lacks() -> None:
    odd: Mapping[str, str] = {key: text for key, text in LANGUAGES["en"].items() if not text.isascii()}
    assert not odd


def test_a_missing_value_is_seen() -> None:
    with pytest.raises(KeyError):
        say("en", "about-minutes")
