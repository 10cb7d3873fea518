"""Two hosts behind a load balancer with the shipped configuration: only addresses and the pace of checks are others."""

import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from e2e.patient import CODE, ENTER, english
from serve.hosts import SSH, Host, until
from serve.sshd import DEPLOY
from terminal import Terminal

HAPROXY = shutil.which("haproxy", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin") or "haproxy"
CONFIG = DEPLOY / "balanced" / "haproxy.cfg"
KEY = "ssh_host_ed25519_key"
WELCOME = english("welcome-learn")

pytestmark = pytest.mark.needs(HAPROXY)


def free_ports(count: int) -> list[int]:
    """Return ports of the loopback that nobody listens on."""
    with ExitStack() as stack:
        return [stack.enter_context(socket.create_server(("127.0.0.1", 0))).getsockname()[1] for _ in range(count)]


def adapted(port: int, hosts: list[tuple[int, int]]) -> str:
    """Return the configuration for a port and two hosts, each with the ports for patients and for health."""
    text = CONFIG.read_text()
    changes = {"bind :2222": f"bind 127.0.0.1:{port}", "inter 2s": "inter 100ms"}
    for name, (patients, health) in zip(("one 192.0.2.11", "two 192.0.2.12"), hosts, strict=True):
        changes[f"server {name}:2222"] = f"server {name[:3]} 127.0.0.1:{patients} port {health}"
    for old, new in changes.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


@pytest.fixture
def balanced(tmp_path: Path) -> Iterator[tuple[list[Host], list[str]]]:
    """Two hosts with one key, and the words of a client that reaches them by the balancer."""
    port, *healths = free_ports(3)
    hosts: list[Host] = []
    with ExitStack() as stack:
        for number, health in enumerate(healths):
            folder = tmp_path / str(number)
            (folder / "data").mkdir(mode=0o700, parents=True)
            for name in (KEY, f"{KEY}.pub") if hosts else ():
                shutil.copy(hosts[0].data / name, folder / "data" / name)
            hosts.append(stack.enter_context(Host(folder, "--metrics", f"127.0.0.1:{health}", "--drain", "60")))
        config, known = tmp_path / "haproxy.cfg", tmp_path / "known_hosts"
        config.write_text(adapted(port, [(host.port, health) for host, health in zip(hosts, healths, strict=True)]))
        known.write_text(f"[127.0.0.1]:{port} {(hosts[0].data / f'{KEY}.pub').read_text()}")
        balancer = subprocess.Popen(
            [HAPROXY, "-db", "-f", config], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        stack.callback(balancer.wait)
        stack.callback(balancer.kill)
        until(lambda: _answers(port), "the balancer")
        yield hosts, [*SSH, "-o", f"UserKnownHostsFile={known}", "-p", str(port), "learn@127.0.0.1"]


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port)) as line:
            line.settimeout(5)
            return line.recv(4) == b"SSH-"
    except OSError:
        return False


def test_haproxy_accepts_its_configuration() -> None:
    done = subprocess.run([HAPROXY, "-c", "-f", CONFIG], check=False, capture_output=True, text=True)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.needs("ssh")
def test_a_host_that_drains_gets_no_new_patient_and_keeps_those_it_has(
    balanced: tuple[list[Host], list[str]],
) -> None:
    """Both show the same key, so a terminal never asks; without the check of health the new one would be refused."""
    hosts, words = balanced
    with Terminal(words) as first:
        first.shows(WELCOME)
        first.send(ENTER)
        first.until(lambda: CODE.search(first.text()), "the code")
        (its,) = (host for host in hosts if host.log("visit"))
        (other,) = (host for host in hosts if host is not its)
        its.process.send_signal(signal.SIGTERM)
        its.logs("draining")
        with Terminal(words) as early:  # the balancer may not have asked yet; then the host says what is up
            early.until(lambda: WELCOME in early.text() or early.process.poll() is not None, "an answer")
        until(lambda: _welcomed(words), "the other host")
        assert other.logs("visit")
        assert len(its.log("visit")) == 1

        first.send(ENTER)
        first.send(ENTER)
        first.until(lambda: not CODE.search(first.text()), "the next screen: the visit goes on where it is")


def _welcomed(words: list[str]) -> bool:
    with Terminal(words) as late:
        late.until(lambda: WELCOME in late.text() or late.process.poll() is not None, "an answer")
        return WELCOME in late.text()
