"""A server that allows what ours refuses, and a way to attack either."""

import secrets
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncssh

from serve.hosts import SSH


class Lax(asyncssh.SSHServer):
    """A server that allows everything."""

    def __init__(self, conns: list[asyncssh.SSHServerConnection]) -> None:
        self._conns = conns

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        self._conns.append(conn)

    def begin_auth(self, username: str) -> bool:  # noqa: ARG002
        return False

    def connection_requested(self, *_: object) -> bool:
        return True

    def unix_connection_requested(self, *_: object) -> bool:
        return True

    def server_requested(self, *_: object) -> bool:
        return True

    def unix_server_requested(self, *_: object) -> bool:
        return True

    def tun_requested(self, _unit: int | None) -> "Callable[[asyncssh.SSHReader[Any], asyncssh.SSHWriter[Any]], None]":
        return lambda _reader, _writer: None


async def lax_process(process: "asyncssh.SSHServerProcess[str]") -> None:
    """Run what was asked for, with the environment that was sent."""
    if process.command == "env":
        process.stdout.write("".join(f"{name}={value}\n" for name, value in process.env.items()))
    elif process.command is None:
        process.stdout.write(f"Welcome to your {process.term_type}\n")
    elif process.command == "forwarded":
        process.stdout.write(f"agent={process.channel.get_agent_path()}\n")
    else:
        process.stdout.write(f"ran {process.command}\n")
    process.exit(0)


def free_place() -> tuple[str, int]:
    """Return an address and a port of the loopback where nobody listens.

    A port of 127.0.0.1 that is free now may be another's before it is used.
    """
    numbers = [1 + secrets.randbelow(254) for _ in range(3)]
    return ".".join(map(str, (127, *numbers))), 4711


@dataclass(frozen=True)
class Target:
    """A server to attack."""

    port: int
    folder: Path
    known: Path

    def ssh(
        self, *options: str, after: tuple[str, ...] = (), env: Mapping[str, str] | None = None
    ) -> "subprocess.CompletedProcess[bytes]":
        words = [
            *SSH,
            "-o",
            f"UserKnownHostsFile={self.known}",
            "-p",
            str(self.port),
            *options,
            "learn@127.0.0.1",
            *after,
        ]
        return subprocess.run(words, check=False, capture_output=True, timeout=20, stdin=subprocess.DEVNULL, env=env)

    def begin(self, *options: str) -> "subprocess.Popen[bytes]":
        words = [*SSH, "-o", f"UserKnownHostsFile={self.known}", "-p", str(self.port), *options, "learn@127.0.0.1"]
        return subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
