"""What a host tells about itself: health and counts, to whoever asks, and whatever else they send."""

import os
import re
import signal
import socket
import stat
import sys
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from e2e.patient import ENTER, english
from glutatui.cli.health import state_at
from glutatui.errors import ServiceError
from glutatui.serve.health import LARGEST, MOST, metrics_socket, unix_socket
from glutatui.serve.log import Log
from glutatui.serve.metrics import Metrics, Present
from glutatui.serve.wire import Standing
from serve.conftest import Start
from serve.hosts import Host, until

WELCOME = english("welcome-learn")
STANDING = Standing("abc", "partly", 3, 9, warm=4, lost=1, unforked=2, taken=5, kept=6)
_SAMPLE = re.compile(r'glutatui_[a-z_]+(?:\{(?:[a-z]+="[^"\\\n]*"(?:,(?!\}))?)+\})? [0-9.]+')
_COMMENT = re.compile(r"# (?:HELP glutatui_[a-z_]+ \S.*|TYPE glutatui_[a-z_]+ (?:counter|gauge|histogram))")


def samples(text: str) -> dict[str, float]:
    """Return the samples of a scrape, each line of which is well-formed."""
    found: dict[str, float] = {}
    assert text.endswith("\n")
    for line in text.splitlines():
        if line.startswith("#"):
            assert _COMMENT.fullmatch(line), line
            continue
        assert _SAMPLE.fullmatch(line), line
        name, _, value = line.rpartition(" ")
        assert name not in found
        found[name.removeprefix("glutatui_")] = float(value)
    return found


def asked(place: Path | int, request: bytes) -> bytes:
    """Return all that is answered to a request."""
    family, address = (socket.AF_INET, ("127.0.0.1", place)) if isinstance(place, int) else (socket.AF_UNIX, str(place))
    with socket.socket(family, socket.SOCK_STREAM) as line:
        line.settimeout(20)
        line.connect(address)
        answer = b""
        try:
            line.sendall(request)
            while piece := line.recv(65536):
                answer += piece
        except (BrokenPipeError, ConnectionResetError):
            pass
        return answer


def got(place: Path | int, path: str) -> tuple[int, str]:
    """Return status and text of a page."""
    head, _, body = asked(place, f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode()).decode().partition("\r\n\r\n")
    assert f"Content-Length: {len(body)}" in head
    return int(head.split()[1]), body


def scraped(host: Host) -> dict[str, float]:
    status, body = got(host.data / "health.sock", "/metrics")
    assert status == 200
    return samples(body)


def health(host: Host) -> tuple[int, str]:
    """Return what ``glutatui health`` says."""
    done = host.run([sys.executable, "-m", "glutatui", "health", "--data", str(host.data)])
    assert done.stderr == b""
    return done.returncode, done.stdout.decode().strip()


def state(host: Host) -> str:
    """Return what it asks, in a word."""
    return state_at(host.data / "health.sock")


@pytest.fixture(scope="module")
def port() -> int:
    """A port of the loopback that is free."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        number: int = found.getsockname()[1]
    return number


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory, port: int) -> Iterator[Host]:
    """A host that tells its metrics on a port as well."""
    with Host(tmp_path_factory.mktemp("h"), "--metrics", f"127.0.0.1:{port}", "--handshake", "60") as host:
        yield host


# counting


def test_counts_are_those_of_the_log(tmp_path: Path) -> None:
    metrics = Metrics()
    with (tmp_path / "log").open("wb") as file:
        log = Log(file.fileno())
        log.listener = metrics.heard
        log.tell("visit", account="quiz", warm=False, visit_pid=1)
        log.tell("visit-over", how="records", visit_pid=1)
        log.tell("refused", why="full", door="attach", account="learn", source="x")
        log.tell("attach-refused", why="stranger", uid=7)
        log.tell("no-handshake", why="ConnectionLost", source="x")
        log.tell("killed", why="hung", visit_pid=1)
        for seconds in (0.01, 0.02, 99.0):
            log.tell("drawn", seconds=seconds)
    found = samples(metrics.text(Present("full", 2, 3, STANDING)))

    assert found['visits_started_total{account="quiz",warm="no"}'] == 1
    assert found['visits_started_total{account="learn",warm="yes"}'] == 0
    assert found['visits_ended_total{how="records"}'] == 1
    assert found['refusals_total{door="attach",why="full"}'] == 1
    assert found['refusals_total{door="attach",why="stranger"}'] == 1
    assert found['refusals_total{door="ssh",why="no-handshake"}'] == 1
    assert found['children_killed_total{why="hung"}'] == 1
    buckets = [value for name, value in found.items() if name.startswith("first_frame_seconds_bucket")]
    assert buckets == [1, 2, 2, 2, 2, 2, 2, 2, 2, 3]
    assert found["first_frame_seconds_sum"] == pytest.approx(99.03)
    assert (found["accepts_patients"], found["sessions_inside"], found["sessions_limit"]) == (0, 2, 3)
    assert found['course_info{hash="abc",review="partly"}'] == 1
    assert (found["warm_processes"], found["warm_processes_lost_total"], found["forks_failed_total"]) == (4, 1, 2)
    assert found['reloads_total{course="kept"}'] == 6


# where it may be read


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("0.0.0.0:0", "metrics-exposed"),
        ("[::]:0", "metrics-exposed"),
        ("192.0.2.1:9464", "metrics-exposed"),
        ("9464", "metrics-wrong"),
        ("127.0.0.1:", "metrics-wrong"),
        ("127.0.0.1:99999", "metrics-wrong"),
        ("unix:/nowhere/at/all", "health-impossible"),
    ],
)
def test_only_this_machine_reads_it_unless_somebody_says_so(place: str, code: str) -> None:
    with pytest.raises(ServiceError) as told:
        metrics_socket(place)
    assert told.value.code == code


@pytest.mark.parametrize("place", ["127.0.0.1:0", "localhost:0", "exposed:0.0.0.0:0"])
def test_what_was_said_is_done(place: str) -> None:
    metrics_socket(place).close()


def test_a_socket_is_its_owners_and_never_takes_the_place_of_a_file(tmp_path: Path) -> None:
    place = tmp_path / "s"
    with unix_socket(place):
        assert stat.S_IMODE(place.stat().st_mode) == 0o600
        with pytest.raises(ServiceError, match="health-busy"):
            unix_socket(place)
    unix_socket(place).close()  # one whose host is gone is taken over
    place.unlink()
    place.write_text("kept")
    with pytest.raises(ServiceError, match="health-impossible"):
        unix_socket(place)
    assert place.read_text() == "kept"


def test_a_wrong_place_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    host = Host(tmp_path, "--metrics", "0.0.0.0:9464")
    try:
        assert host.process.wait(20) == 3
        assert "exposed:0.0.0.0:9464" in host.said()
        assert not host.processes()
        assert not (host.data / "health.sock").exists()
    finally:
        host.end()


# a host


@pytest.mark.needs("ssh")
def test_a_visit_is_counted_and_nothing_personal_is_told(measured: Host, port: int) -> None:
    assert health(measured) == (0, english("health-ready"))
    assert got(port, "/healthz") == (200, "ready\n")
    before = scraped(measured)
    with measured.ssh() as terminal:
        terminal.shows(WELCOME)
        measured.logs("drawn")
        during = scraped(measured)
        terminal.send(ENTER)
        terminal.kill(signal.SIGKILL)
    until(lambda: measured.inside() == 0, "an empty house")
    until(lambda: scraped(measured)["warm_processes"] == 2, "the next ones")
    after, text = scraped(measured), got(port, "/metrics")[1]

    started = 'visits_started_total{account="learn",warm="yes"}'
    assert during[started] == before[started] + 1
    assert during["sessions_inside"] == 1
    assert during["first_frame_seconds_count"] == before["first_frame_seconds_count"] + 1
    ended = [name for name in after if name.startswith("visits_ended_total")]
    assert sum(after[name] - before[name] for name in ended) == 1
    assert after["sessions_inside"] == 0
    assert not re.search(r"127\.0\.0\.1|root|liver", text)


@pytest.mark.needs("ssh")
def test_who_asks_wrongly_or_slowly_hurts_nobody(measured: Host, port: int) -> None:
    """Garbage, a request without an end, more of them than there is room for, POST: bounded, patients unaffected."""
    with ExitStack() as stack:
        slow = [stack.enter_context(socket.create_connection(("127.0.0.1", port))) for _ in range(2 * MOST)]
        for line in slow:
            line.sendall(b"GET /healthz HTTP/1.0\r\nX: ")
        assert state(measured) == "ready", "its own socket has room of its own"
        with measured.ssh() as terminal:
            terminal.shows(WELCOME)
        for line in slow:  # the host closes what does not end
            line.settimeout(20)
            with suppress(ConnectionResetError):
                assert line.recv(1) == b""
    assert got(port, "/healthz") == (200, "ready\n")


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"POST /metrics HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello", 405),
        (b"GET /../../etc/passwd HTTP/1.0\r\n\r\n", 404),
        (b"\x00\xff\x1b[2J garbage\r\n\r\n", 400),
        (b"GET /healthz\r\n\r\n", 400),
        (b"A" * (3 * LARGEST), 400),
        (b"HEAD /healthz HTTP/1.0\r\n\r\n", 200),
    ],
)
def test_what_is_no_question_gets_a_short_answer(measured: Host, port: int, request_: bytes, status: int) -> None:
    answer = asked(port, request_)

    assert answer.startswith(f"HTTP/1.0 {status} ".encode())
    assert len(answer) < 300
    assert state(measured) == "ready"


@pytest.mark.needs("ssh")
def test_a_host_that_drains_says_so_until_it_is_gone(start: Start) -> None:
    host = start("--drain", "30")
    with host.ssh() as terminal:
        terminal.shows(WELCOME)
        terminal.send(ENTER)
        terminal.until(lambda: WELCOME not in terminal.text(), "the visit")
        host.process.send_signal(signal.SIGTERM)
        until(lambda: state(host) == "draining", "that it drains")
        assert health(host) == (3, english("health-draining"))
        assert got(host.data / "health.sock", "/healthz") == (503, "draining\n")
        assert scraped(host)["draining"] == 1
        terminal.kill(signal.SIGKILL)
    assert host.process.wait(20) == 0
    assert health(host) == (3, english("health-none", path=host.data / "health.sock"))
    assert not (host.data / "health.sock").exists()


@pytest.mark.needs("ssh")
def test_a_full_house_and_a_part_that_hangs_are_not_ready(start: Start) -> None:
    host = start("--visits", "1")
    with host.ssh() as terminal:
        terminal.shows(WELCOME)
        assert state(host) == "full"
    until(lambda: state(host) == "ready", "room again")
    host.process.send_signal(signal.SIGSTOP)
    assert state(host) == "silent"
    host.process.send_signal(signal.SIGCONT)
    until(lambda: state(host) == "ready", "a host that answers")
    os.kill(host.front, signal.SIGSTOP)
    assert state(host) == "none"
