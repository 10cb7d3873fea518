"""Services to be measured, and the floors beside them; each a context manager that leaves no process."""

import getpass
import os
import select
import signal
import socket
import subprocess
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Self

from bench.machine import PYTHON, environment, family, pinned
from glutatui.serve import attach

ROOT = Path(__file__).resolve().parent.parent
MANY = ["--visits", "1000", "--per-source", "1000", "--starts", "1000", "--burst", "1000", "--waiting", "500"]
_PATIENCE = 60


def _first_line(process: "subprocess.Popen[bytes]") -> str:
    assert process.stdout is not None  # noqa: S101  (a pipe)
    if select.select([process.stdout], [], [], _PATIENCE)[0]:
        return process.stdout.readline().decode()
    return ""


class Server:
    """One process that prints the port it listens on, last in its first line, and all that it starts."""

    def __init__(self, words: list[str], home: Path, core: int | None = None, more: Mapping[str, str] = {}) -> None:
        """Start it; on one core only where a core is named."""
        env = {**environment(home), "PYTHONPATH": str(ROOT), **more}
        command = words if core is None else pinned(words, core)
        self._errors = (home / "stderr").open("ab")
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=self._errors, env=env)
        line = _first_line(self.process)
        if not line:
            self.__exit__()
            raise RuntimeError((home / "stderr").read_text()[-400:])
        self.port = int(line.rpartition(":")[2])

    def __enter__(self) -> Self:
        """Be there already."""
        return self

    def __exit__(self, *_: object) -> None:
        """Be gone, with all that was started."""
        for pid in reversed(self.pids()):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()
        self._errors.close()

    def pids(self) -> list[int]:
        """Return its processes."""
        return list(family(self.process.pid))


def host(home: Path, *options: str, core: int | None = None) -> Server:
    """Start the session host on the shipped course, with room for many from one address."""
    home.mkdir(parents=True, exist_ok=True)
    words = [PYTHON, "-m", "glutatui", "serve", "--port", "0", "--data", str(home / "data"), "--idle", "0"]
    return Server([*words, *MANY, *options], home, core)


def floor(home: Path, still: bytes, core: int | None = None) -> Server:
    """Start a server of the same asyncssh settings that writes a stored frame."""
    home.mkdir(parents=True, exist_ok=True)
    (home / "still").write_bytes(still)
    return Server([PYTHON, "-m", "bench.floor", str(home / "still")], home, core)


class Sshd:
    """``sshd -i`` for each connection, as the shipped socket unit has it, with one program behind it."""

    def __init__(self, home: Path, command: str, *, shipped: Path | None = None) -> None:
        """Listen on a free port.

        Args:
            home: For keys and settings.
            command: What each login runs; unused where the shipped one is.
            shipped: The session host's socket, to run the attach client just as the shipped settings do.
        """
        home.mkdir(parents=True, exist_ok=True)
        for name in ("key", "host_key"):
            words = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(home / name)]
            subprocess.run(words, check=True)
        (home / "authorized").write_text((home / "key.pub").read_text())
        self.key = home / "key"
        (home / "sshd_config").write_text(_settings(home, command, shipped))
        self._config = home / "sshd_config"
        self._servers: list[subprocess.Popen[bytes]] = []
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=128)
        self._listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.port: int = self._listening.getsockname()[1]
        if os.geteuid() == 0:
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        """Be there already."""
        return self

    def __exit__(self, *_: object) -> None:
        """Be gone."""
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._listening.close()
        for pid in reversed(self.pids()):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        for server in self._servers:
            server.wait()

    def _accept(self) -> None:
        while True:
            try:
                line, _ = self._listening.accept()
            except OSError:
                return
            with line:
                words = ["/usr/sbin/sshd", "-i", "-f", str(self._config)]
                ends = {"stdin": line.fileno(), "stdout": line.fileno(), "stderr": subprocess.DEVNULL}
                self._servers.append(subprocess.Popen(words, **ends))  # type: ignore[call-overload]

    def pids(self) -> list[int]:
        """Return all processes of all connections."""
        for server in self._servers:
            server.poll()
        return [pid for server in self._servers if server.returncode is None for pid in family(server.pid)]


def _settings(home: Path, command: str, shipped: Path | None) -> str:
    """Return the shipped settings with the paths of this run."""
    text = (ROOT / "deploy" / "sshd" / "sshd_config").read_text()
    for old, new in {
        "/etc/glutatui/ssh_host_ed25519_key": home / "host_key",
        "/etc/glutatui/keys/%u": home / "authorized",
        "/opt/glutatui/bin/python": PYTHON,
        "/opt/glutatui/libexec/glutatui-attach.py": attach.__file__,
        "/run/glutatui/attach.sock": shipped or "none",
        '"$USER"': "learn",
        "AllowUsers learn quiz plain staff": f"AllowUsers {getpass.getuser()}",
        "PermitRootLogin no": "PermitRootLogin prohibit-password",
        "MaxStartups 30:50:100": "MaxStartups 500",
    }.items():
        text = text.replace(old, str(new))
    lines = [line for line in text.splitlines() if shipped or not line.startswith("ForceCommand")]
    return "\n".join([*lines, *([] if shipped else [f"ForceCommand {command}"]), "StrictModes no", ""])
