"""A real PostgreSQL server for tests: in a temporary folder, on a Unix socket alone, run by an unprivileged user."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Self

import psycopg

from serve.hosts import until

_PLACES = Path("/usr/lib/postgresql")


def program(name: str) -> str:
    """Return where one of the server's programs is; Debian keeps them out of the way."""
    found = sorted(_PLACES.glob(f"*/bin/{name}"))
    return str(found[-1]) if found else shutil.which(name) or name


class Server:
    """One server, that can be stopped, killed and brought back; a context manager that leaves nothing behind."""

    def __init__(self) -> None:
        """Make its folder; a path to a Unix socket must be short."""
        self.folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
        self._user: dict[str, int | list[int]] = {}
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            os.chown(self.folder, nobody.pw_uid, nobody.pw_gid)
            self._user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        self._run("initdb", "-A", "trust", "-U", "tests", "--no-sync", "-E", "UTF8", "--locale=C", "-D", self._data)
        self._databases = 0

    @property
    def _data(self) -> str:
        return str(self.folder / "data")

    def __enter__(self) -> Self:
        """Start it."""
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End it."""
        self._run("pg_ctl", "stop", "-D", self._data, "-m", "immediate", check=False)
        shutil.rmtree(self.folder)

    def start(self) -> None:
        """Start it, and wait until it answers; nothing is synced: what a killed process wrote, the kernel has."""
        options = f"-k {self.folder} -c listen_addresses='' -c max_connections=150 -c fsync=off"
        self._run("pg_ctl", "start", "-w", "-D", self._data, "-l", str(self.folder / "log"), "-o", options)

    def stop(self) -> None:
        """Stop it in good order."""
        self._run("pg_ctl", "stop", "-w", "-D", self._data, "-m", "fast")

    def kill(self) -> None:
        """Kill it, as a power cut does: its first process and all that came from it."""
        pid = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for each in [pid, *map(int, children)]:
            os.kill(each, signal.SIGKILL)
        until(lambda: not any(Path(f"/proc/{each}").exists() for each in children), "the end of the server")
        (self.folder / "data" / "postmaster.pid").unlink()

    def database(self) -> str:
        """Return the URL of a new and empty database."""
        self._databases += 1
        name = f"d{self._databases}"
        with psycopg.connect(self._url("postgres"), autocommit=True) as db:
            db.execute(f"create database {name}")
        return self._url(name)

    def emptied(self) -> str:
        """Return the URL of a database that is empty again."""
        with psycopg.connect(self._url("postgres"), autocommit=True) as db:
            db.execute("drop schema if exists glutatui cascade")
        return self._url("postgres")

    def _url(self, name: str) -> str:
        return f"postgresql://tests@/{name}?host={self.folder}"

    def _run(self, name: str, *arguments: str, check: bool = True) -> None:
        command = [program(name), *arguments]
        null = subprocess.DEVNULL
        subprocess.run(command, check=check, cwd="/", stdin=null, stdout=null, stderr=null, timeout=60, **self._user)  # type: ignore[call-overload]
