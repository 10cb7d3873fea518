"""Where the journal lies, by default and as asked for."""

import stat
from contextlib import closing
from pathlib import Path

import pytest

from glutatui.errors import RecordsError, UsageError
from glutatui.records import SqliteJournal, default_path, open_existing, open_journal, path_of
from glutatui.words import error_text
from records_samples import COURSE, COURSE_HASH, START, VISIT


def test_the_default_place_is_the_users_alone(tmp_path: Path) -> None:
    with closing(open_journal()) as journal:
        assert isinstance(journal, SqliteJournal)
        assert journal.path == default_path() == tmp_path / "xdg" / "data" / "glutatui" / "journal.sqlite"
    assert stat.S_IMODE(default_path().parent.stat().st_mode) == 0o700
    open_journal().close()


def test_a_default_place_that_cannot_be_made_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))

    with pytest.raises(RecordsError, match="journal-"):
        open_journal()


@pytest.mark.parametrize(
    ("place", "path"),
    [
        ("here.sqlite", "here.sqlite"),
        (Path("odd://name"), "odd:/name"),
        ("sqlite:///srv/clinic/a%20b.sqlite", "/srv/clinic/a b.sqlite"),
        ("sqlite:////srv/clinic.sqlite", "/srv/clinic.sqlite"),
    ],
)
def test_a_path_or_a_url_names_a_file(place: str | Path, path: str) -> None:
    assert path_of(place) == Path(path)


@pytest.mark.parametrize(
    "place",
    ["mysql://db/clinic", "sqlite://host/file", "sqlite:///", "sqlite:///a?mode=ro", "sqlite:///a#b", "sqlite://[x/y"],
)
def test_other_urls_are_wrong_usage(place: str) -> None:
    with pytest.raises(UsageError, match="records-url-unknown"):
        path_of(place)


@pytest.mark.parametrize("place", ["mysql://nurse:secret@db/clinic", "postgresql://nurse:secret@[db/clinic"])
def test_a_url_that_is_none_is_told_without_its_password(place: str) -> None:
    with pytest.raises(UsageError, match="records-url-unknown") as caught:
        open_existing(place)
    assert "secret" not in error_text("en", caught.value)


def test_a_named_folder_is_not_made(tmp_path: Path) -> None:
    """A slip of the finger must not begin a second journal."""
    with pytest.raises(RecordsError, match="journal-no-folder"):
        open_journal(tmp_path / "typo" / "journal.sqlite")
    assert not (tmp_path / "typo").exists()


def test_the_clock_may_be_handed_in(tmp_path: Path) -> None:
    place = f"sqlite://{tmp_path}/journal.sqlite"
    with closing(open_journal(place, clock=lambda: START)) as journal:
        journal.begin(VISIT, "ABC-DEF", COURSE, COURSE_HASH)
        assert journal.find("abcdef") == VISIT
