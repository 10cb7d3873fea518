"""A real OpenSSH server with the shipped configuration: only its paths and its user's name are others."""

import getpass
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

from glutatui.serve import attach
from serve.hosts import PATIENCE, is_zombie
from terminal import Terminal

DEPLOY = Path(__file__).parents[2] / "deploy"
SSHD = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin") or "/usr/sbin/sshd"


FREE = {
    "DisableForwarding": "no",
    "AllowTcpForwarding": "yes",
    "AllowAgentForwarding": "yes",
    "AllowStreamLocalForwarding": "yes",
    "PermitOpen": "any",
    "PermitListen": "any",
}
"""Settings that allow what ours refuse, for the twins."""


def with_settings(config: str, settings: Mapping[str, str]) -> str:
    """Return a configuration with other values; each keyword must be there already."""
    for name, value in settings.items():
        (shipped,) = re.findall(rf"(?m)^{name} .*$", config)
        config = config.replace(f"\n{shipped}\n", f"\n{name} {value}\n")
    return config


def made_key(place: Path) -> Path:
    """Make a throw-away key."""
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", place], check=True)
    return place


def fingerprint(key: Path) -> str:
    """Return what ssh-keygen calls a key."""
    told = subprocess.run(["ssh-keygen", "-l", "-f", f"{key}.pub"], check=True, capture_output=True, text=True)
    return told.stdout.split()[1]


class Sshd:
    """Starts ``sshd -i`` for each connection, as ``glutatui-sshd.socket`` does; a context manager that leaves none."""

    def __init__(self, folder: Path, attach_socket: Path, account: str = "learn", **settings: str) -> None:
        """Listen on a free port of the loopback.

        Args:
            folder: For keys and configuration.
            attach_socket: Of the session host.
            account: Whom the one user of this server stands for.
            settings: Keywords that have another value than as shipped.
        """
        self.folder = folder
        self.key, self._host_key = made_key(folder / "key"), made_key(folder / "host_key")
        (folder / "authorized").write_text((folder / "key.pub").read_text())
        self.config = folder / "sshd_config"
        self.config.write_text(with_settings(self._adapted(attach_socket, account), settings))
        self.mark = f"GLUTATUI_SSHD_MARK={secrets.token_hex(8)}"
        self._servers: list[subprocess.Popen[bytes]] = []
        self._log = (folder / "log").open("ab")
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.port: int = self._listening.getsockname()[1]
        if os.geteuid() == 0:  # what RuntimeDirectory= does in the units
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
        self._thread = threading.Thread(target=self._accept)
        self._thread.start()

    def _adapted(self, attach_socket: Path, account: str) -> str:
        config = (DEPLOY / "sshd" / "sshd_config").read_text()
        for path, here in {
            "/etc/glutatui/ssh_host_ed25519_key": self._host_key,
            "/etc/glutatui/keys/%u": self.folder / "authorized",
            "/opt/glutatui/bin/python": sys.executable,
            "/opt/glutatui/libexec/glutatui-attach.py": attach.__file__,
            "/run/glutatui/attach.sock": attach_socket,
            '"$USER"': account,
            "AllowUsers learn quiz plain staff": f"AllowUsers {getpass.getuser()}",
        }.items():
            assert config.count(path) == 1, path
            config = config.replace(path, str(here))
        if os.geteuid() == 0:
            config = with_settings(config, {"PermitRootLogin": "prohibit-password"})
        # A patient's shell is /bin/sh; that of who runs the tests may be one that reads files of theirs, unless nested.
        return f"{config}\nStrictModes no\nSetEnv SHLVL=2\n"

    def __enter__(self) -> Self:
        """Be there already."""
        return self

    def __exit__(self, *_: object) -> None:
        """Be gone."""
        self.close()

    def close(self) -> None:
        """End all that was started."""
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._listening.close()
        for server in self._servers:
            server.kill()
            server.wait()
        self._log.close()

    def _accept(self) -> None:
        name, _, value = self.mark.partition("=")
        while True:
            try:
                line, _ = self._listening.accept()
            except OSError:
                return
            with line:
                self._servers.append(
                    subprocess.Popen(
                        [SSHD, "-i", "-e", "-f", str(self.config)],
                        stdin=line.fileno(),
                        stdout=line.fileno(),
                        stderr=self._log,
                        env={**os.environ, name: value},
                    )
                )

    def running(self) -> dict[int, str]:
        """Return all that was started for connections and still runs: the command line of each process."""
        pending, found = [server.pid for server in self._servers], dict[int, str]()
        while pending:
            pid = pending.pop()
            with suppress(OSError):
                words = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                for task in Path(f"/proc/{pid}/task").iterdir():
                    pending += map(int, (task / "children").read_text().split())
                if not is_zombie(pid):
                    found[pid] = words
        for server in self._servers:
            server.poll()
        return found

    def processes(self) -> list[str]:
        """Return the command lines of all that was started for connections and still runs."""
        return [*self.running().values()]

    def servers(self) -> list[int]:
        """Return the ``sshd`` of each connection that is still there."""
        return [server.pid for server in self._servers if server.poll() is None]

    # clients

    def ssh(self, *options: str, after: Sequence[str] = (), program: str = "ssh") -> list[str]:
        """Return the words that start OpenSSH's client with no settings but its own."""
        known = self.folder / "known_hosts"
        known.write_text(f"[127.0.0.1]:{self.port} {(self.folder / 'host_key.pub').read_text()}")
        words = [program, "-F", "none", "-i", str(self.key), "-o", f"UserKnownHostsFile={known}", "-o", "BatchMode=yes"]
        words += ["-o", "LogLevel=ERROR", "-o", f"Port={self.port}", *options]
        return [*words, f"{getpass.getuser()}@127.0.0.1", *after] if program == "ssh" else words

    def kiosk_config(self) -> Path:
        """Return the client's settings that `deploy/kiosk` ships, for this server."""
        self.ssh()
        config = (DEPLOY / "kiosk" / "ssh_config").read_text()
        config = config.replace("HostName glutatui.example", "HostName 127.0.0.1")
        config = config.replace("Port 2222", f"Port {self.port}").replace("User learn", f"User {getpass.getuser()}")
        config = config.replace("/etc/glutatui-kiosk", str(self.folder))
        place = self.folder / "ssh_config"
        place.write_text(config)
        return place

    def kiosk(self, **more: Any) -> Terminal:  # noqa: ANN401  (as `Terminal` has them)
        """Return a kiosk's terminal."""
        return Terminal(["ssh", "-F", self.kiosk_config(), "glutatui"], **more)

    def run(self, *options: str, after: Sequence[str] = (), **more: Any) -> "subprocess.CompletedProcess[bytes]":  # noqa: ANN401
        """Run the client to its end, without a terminal."""
        words = self.ssh(*options, after=after)
        return subprocess.run(
            words, check=False, capture_output=True, timeout=PATIENCE, stdin=subprocess.DEVNULL, **more
        )
