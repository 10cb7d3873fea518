"""The two doors as clients see them, and each client there is as words to start it with."""

import getpass
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from serve.hosts import SSH, Host
from serve.sshd import SSHD, Sshd
from terminal import Terminal

BRIDGE = Path(__file__).with_name("bridge.py")


@dataclass(frozen=True)
class Way:
    """One door of a host, with what its clients have to know."""

    port: int
    user: str
    known: Path
    """The host key, as a terminal that was here before has it."""
    public: Path
    """The file of the host key's public half."""
    key: Path | None = None
    """What clients show; None where everybody may come."""
    sshd: Sshd | None = None
    """The OpenSSH server; None at the host's own door."""

    @property
    def place(self) -> str:
        """The user and the host."""
        return f"{self.user}@127.0.0.1"

    @property
    def fingerprint(self) -> str:
        """Of the host key."""
        done = subprocess.run(["ssh-keygen", "-lf", self.public], check=True, capture_output=True, text=True)
        return done.stdout.split()[1]

    def left(self) -> int:
        """Return how many processes the door has for connections."""
        return len(self.sshd.processes()) if self.sshd else 0

    def ssh(self, *options: str) -> list[str]:
        """Return the words that start OpenSSH's client."""
        shown = ["-i", str(self.key)] if self.key else []
        known = f"UserKnownHostsFile={self.known}"
        return [*SSH, "-o", known, "-p", str(self.port), *shown, *options, self.place]

    def terminal(self, *options: str, **more: Any) -> Terminal:  # noqa: ANN401  (as `Terminal` has them)
        """Return OpenSSH's client on a terminal."""
        return Terminal(self.ssh(*options), **more)


def embedded(host: Host, account: str = "learn") -> Way:
    """Return the host's own door."""
    return Way(host.port, account, host.known_hosts(), host.data / "ssh_host_ed25519_key.pub")


def behind(sshd: Sshd) -> Way:
    """Return the door of an OpenSSH server."""
    sshd.ssh()  # writes its key down
    known, public = sshd.folder / "known_hosts", sshd.folder / "host_key.pub"
    return Way(sshd.port, getpass.getuser(), known, public, sshd.key, sshd)


# clients


def openssh(way: Way) -> list[str]:
    return way.ssh()


def plink(way: Way) -> list[str]:
    words = ["plink", "-ssh", "-batch", "-t", "-P", str(way.port), "-hostkey", way.fingerprint]
    if way.key:
        ours = way.key.with_suffix(".ppk")
        subprocess.run(["puttygen", way.key, "-O", "private", "-o", ours], check=True, capture_output=True)
        words += ["-i", str(ours)]
    return [*words, way.place]


def dbclient(way: Way) -> list[str]:
    words = ["dbclient", "-y", "-y", "-t", "-p", str(way.port)]
    if way.key:
        ours = way.key.with_suffix(".dropbear")
        subprocess.run(["dropbearconvert", "openssh", "dropbear", way.key, ours], check=True, capture_output=True)
        words += ["-i", str(ours)]
    return [*words, way.place]


def library(name: str) -> Callable[[Way], list[str]]:
    def words(way: Way) -> list[str]:
        shown = [str(way.key)] if way.key else []
        bridge = [sys.executable, "-W", "ignore", str(BRIDGE), name]
        return [*bridge, str(way.port), way.user, str(way.known), *shown]

    return words


CLIENTS = [
    pytest.param(openssh, id="ssh", marks=pytest.mark.needs("ssh")),
    pytest.param(plink, id="plink", marks=pytest.mark.needs("plink", "puttygen")),
    pytest.param(dbclient, id="dbclient", marks=pytest.mark.needs("dbclient", "dropbearconvert")),
    pytest.param(library("asyncssh"), id="asyncssh"),
    pytest.param(library("paramiko"), id="paramiko"),
]
"""Every client; each is given a `Way` and returns its words."""

DOORS = [pytest.param("embedded"), pytest.param("openssh", marks=pytest.mark.needs(SSHD, "ssh"))]
"""Every door, for the fixture `way_into`."""
