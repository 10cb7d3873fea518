"""Reads the files of one language: its own where they are, the English ones in place of a translation that is not."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from glutatui.content.draft import Exclusion
from glutatui.content.fields import entries
from glutatui.content.files import LARGEST, LARGEST_LEDGER, LARGEST_LESSON, names_in, read_text
from glutatui.content.glossary import NO_GLOSSARY, Glossary, read_glossary
from glutatui.content.ledger import read_claim, read_conflict, read_exclusion, read_source
from glutatui.content.lessons import read_lesson
from glutatui.content.markdown import fences_of
from glutatui.content.problems import Notes, Place
from glutatui.content.questions import read_checks, read_traps, read_warning
from glutatui.content.reviews import Review, read_reviews
from glutatui.content.stamps import NO_STAMPS, Stamps, read_stamps
from glutatui.content.translating import CLAIM, CONFLICT, ITEM, SOURCE, TRAP, WARNING, Shape, laid_over
from glutatui.content.yaml_nodes import MOST_NODES, MOST_NODES_LEDGER, Node, read_yaml
from glutatui.course import LEVELS, Course, Item, Lesson, Trap, Warning  # noqa: A004  (the project's own term)

LESSON = re.compile(r"\d\d-[a-z0-9]+(?:-[a-z0-9]+)*\.md")
READING = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.md")
QUIZ = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.yaml")

LEDGER = ("claims.yaml", "conflicts.yaml", "sources.yaml")
EXCLUSIONS = "exclusions.yaml"
REVIEWS = "reviews.yaml"
GLOSSARY = "glossary.yaml"
STAMPS = "translated.yaml"
WORDINGS = "wordings.txt"

Entry = TypeVar("Entry")


class Reader:
    """Reads the files of one language."""

    def __init__(self, root: Path, language: str, notes: Notes, original: "Reader | None" = None) -> None:
        """Read below a folder that holds ``lessons/`` and ``quizzes/``.

        Args:
            root: That folder.
            language: The language of the texts.
            notes: Where problems and places go.
            original: Who has read the English files before, where this is a further language.
        """
        self.root, self.language, self.notes = root, language, notes
        self.untranslated: list[str] = []
        """Files that a further language lacks, by their paths."""
        self.files = 0
        """How many files the language has or should have."""
        self._original = original
        self._nodes: dict[str, Node | None] = {}
        self._texts: dict[str, str] = {}

    def course(self) -> Course:
        """Return the course as far as it can be read."""
        lessons = tuple(self._lessons())
        asked = sorted(self._warnings(), key=lambda pair: (LEVELS.index(pair[0].level), pair[0].id))
        language, notes = self.language, self.notes
        return Course(
            languages=(language,),
            lessons=lessons,
            warnings=tuple(warning for warning, _ in asked),
            before=tuple(item for _, before in asked for item in before),
            claims=self._ledger("claims.yaml", lambda node: read_claim(node, language, notes), CLAIM),
            conflicts=self._ledger("conflicts.yaml", lambda node: read_conflict(node, language, notes), CONFLICT),
            sources=self._ledger("sources.yaml", lambda node: read_source(node, language, notes), SOURCE),
            traps=self._traps(),
            library=tuple(self._library()),
        )

    def exclusions(self) -> tuple[Exclusion, ...]:
        """Return the claims that are told nowhere, each with its reason."""
        node = self._parsed(f"lessons/{EXCLUSIONS}")
        found = entries(node, self.notes, "claim, reason") if node else []
        return tuple(read_exclusion(entry, self.language, self.notes) for entry in found)

    def reviews(self) -> tuple[Review, ...]:
        """Return the sign-offs of all languages."""
        node = self._parsed(f"lessons/{REVIEWS}")
        return read_reviews(node, self.language, self.notes) if node else ()

    def stamps(self) -> Stamps:
        """Return what is noted about the translation; nothing where there is no such file."""
        path = f"lessons/{self.language}/{STAMPS}"
        node = self._parsed(path) if os.path.lexists(self.root / path) else None
        return read_stamps(node, self.language, self.notes) if node else NO_STAMPS

    def glossary(self) -> Glossary:
        """Return the words of the topic, which each language has of its own; none where there is no such file."""
        path = f"lessons/{self.language}/{GLOSSARY}"
        if os.path.lexists(self.root / path):
            node = self._parsed(path)
            return read_glossary(node, self.language, self.notes) if node else NO_GLOSSARY
        if self._original and os.path.lexists(self.root / self._twin(path)):
            self._lacks(path)
        return NO_GLOSSARY

    def wordings(self) -> str:
        """Return what each text said when it was last confirmed; nothing where nobody has."""
        path = f"lessons/{self.language}/{WORDINGS}"
        text = self._text(path, LARGEST_LEDGER) if os.path.lexists(self.root / path) else None
        return text or ""

    def _ledger(self, name: str, one: Callable[[Node], Entry], shape: Shape) -> tuple[Entry, ...]:
        path = f"lessons/{self.language}/{name}" if self._original else f"lessons/{name}"
        node = self._yaml(path, shape, ledger=True)
        return tuple(one(entry) for entry in entries(node, self.notes, "id")) if node else ()

    def _names(self, folder: str, ours: Callable[[str], bool]) -> list[str]:
        """Return the names of a folder that are ours: in a further language those of the English one."""
        found = names_in(self.root, folder, self.notes) if (self.root / folder).is_dir() or not self._original else ()
        wanted = names_in(self.root, self._twin(folder), Notes()) if self._original else found
        names = [name for name in wanted if ours(name)]
        for name in found:
            if name not in names:
                self.notes.add(Place(f"{folder}/{name}"), "file-unknown", name=name)
        return names

    def _lessons(self) -> Iterator[Lesson]:
        folder = f"lessons/{self.language}"
        beside = {"library", GLOSSARY, *((STAMPS, *LEDGER) if self._original else (WORDINGS,))}
        seen = names_in(self.root, self._twin(folder), Notes() if self._original else self.notes)
        lessons = [name for name in seen if LESSON.fullmatch(name)]
        checks = {name.replace(".md", ".checks.yaml"): name for name in lessons}
        for name in names_in(self.root, folder, self.notes):
            if name not in {*beside, *checks, *lessons}:
                self.notes.add(Place(f"{folder}/{name}"), "file-unknown", name=name)
        for check, name in checks.items():
            items: tuple[Item, ...] = ()
            if check in seen:
                node = self._yaml(f"{folder}/{check}", ITEM)
                items = read_checks(node, self.language, self.notes) if node else ()
            elif not self._original:
                self.notes.add(Place(f"{folder}/{check}"), "checks-missing", lesson=name)
            yield from self._lesson(f"{folder}/{name}", items, library=False)

    def _library(self) -> Iterator[Lesson]:
        folder = f"lessons/{self.language}/library"
        if not (self.root / self._twin(folder)).is_dir():
            if (self.root / folder).exists():
                self.notes.lose(Place(folder), "not-a-folder")
            return
        names = self._names(folder, lambda name: READING.fullmatch(name) is not None)
        for name in sorted(names, key=lambda name: name.removesuffix(".md")):
            yield from self._lesson(f"{folder}/{name}", (), library=True)

    def _lesson(self, path: str, checks: tuple[Item, ...], *, library: bool) -> Iterator[Lesson]:
        text = self._text(path, LARGEST_LESSON) if self._is_here(path) else None
        fences = fences_of(self._original.markdown(self._twin(path))) if self._original and text is not None else None
        if text is None and self._original:
            text, path = self._original.markdown(self._twin(path)) or None, self._twin(path)
        if text is not None:
            self._texts[path] = text
            yield read_lesson(text, path, self.language, self.notes, checks=checks, library=library, originals=fences)

    def markdown(self, path: str) -> str:
        """Return the text of a lesson that was read; empty where there was none."""
        return self._texts.get(path, "")

    def _warnings(self) -> Iterator[tuple[Warning, tuple[Item, ...]]]:
        folder = f"quizzes/{self.language}"
        for name in self._names(folder, lambda name: QUIZ.fullmatch(name) is not None):
            path = f"{folder}/{name}"
            if name != "traps.yaml" and (node := self._yaml(path, WARNING)):
                warning, before = read_warning(node, self.language, self.notes)
                if warning.id and warning.id != name.removesuffix(".yaml"):
                    self.notes.add(self.notes.of(warning), "file-name", id=warning.id)
                yield warning, before

    def _traps(self) -> tuple[Trap, ...]:
        path = f"quizzes/{self.language}/traps.yaml"
        if not os.path.lexists(self.root / self._twin(path)):
            return ()
        node = self._yaml(path, TRAP)
        return read_traps(node, self.language, self.notes) if node else ()

    def _yaml(self, path: str, shape: Shape, *, ledger: bool = False) -> Node | None:
        """Return the nodes of a file; in a further language laid over the English ones, or those themselves."""
        node = self._parsed(path, ledger=ledger) if self._is_here(path) else None
        if self._original is None:
            self._nodes[path] = node
            return node
        original = self._original.nodes(self._twin(path))
        return laid_over(original, node, shape, self.notes) if original and node else original

    def nodes(self, path: str) -> Node | None:
        """Return the nodes of a file that was read."""
        return self._nodes.get(path)

    def _is_here(self, path: str) -> bool:
        """Tell whether a file is there; note a translation that is not."""
        self.files += 1
        if self._original is None or os.path.lexists(self.root / path):
            return True
        self._lacks(path)
        return False

    def _lacks(self, path: str) -> None:
        self.untranslated.append(path)
        self.notes.add(Place(path), "file-untranslated", original=self._twin(path))

    def _twin(self, path: str) -> str:
        """Return the path of the English file."""
        if self._original is None:
            return path
        kind, _, rest = path.partition(f"/{self.language}")
        ledger = rest.removeprefix("/") in LEDGER
        return f"{kind}{rest}" if ledger else f"{kind}/{self._original.language}{rest}"

    def _text(self, path: str, largest: int) -> str | None:
        return read_text(self.root, path, self.notes, largest=largest)

    def _parsed(self, path: str, *, ledger: bool = False) -> Node | None:
        text = self._text(path, LARGEST_LEDGER if ledger else LARGEST)
        most = MOST_NODES_LEDGER if ledger else MOST_NODES
        return None if text is None else read_yaml(text, path, self.notes, most=most)
