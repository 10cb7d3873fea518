"""Hosts for the tests of the service."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from serve.hosts import Host, until

Start = Callable[..., Host]


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder for compiled courses."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def shared_cache(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every host find them."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))


@pytest.fixture
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """A function that starts a host; all are gone after the test."""
    with ExitStack() as stack:
        yield lambda *options, **more: stack.enter_context(Host(tmp_path_factory.mktemp("h"), *options, **more))


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """One host for all tests of a file that do it no harm; in the end nobody may be left in it."""
    with Host(tmp_path_factory.mktemp("h")) as host:
        yield host
        until(lambda: host.inside() == 0, "an empty house")
