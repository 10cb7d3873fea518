"""Whether a host could start here, and stand what it may be asked for."""

import os
import socket
import stat
import struct
from collections.abc import Iterator, Mapping
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from glutatui.cli.doctor.finding import Finding, found, refused
from glutatui.cli.doctor.here import of_course, of_records
from glutatui.cli.doctor.machine import memory, of_files, of_machine, of_memory, open_files
from glutatui.cli.doctor.openssh import is_set_up, of_openssh
from glutatui.cli.health import NONE, READY, state_at
from glutatui.cli.serve_options import data_folder
from glutatui.cli.settings import Settings
from glutatui.errors import GlutatuiError, ServiceError
from glutatui.records import path_within
from glutatui.serve.listening import listening
from glutatui.serve.service import HEALTH, HOST_KEY

_CREDENTIALS: Final = struct.Struct("3i")


def of_service(settings: Settings, options: Mapping[str, Any], root: Path = Path("/")) -> list[Finding]:
    """Return what was found out about a host with these settings; nothing is made or changed."""
    data = data_folder(options["data"])
    state = state_at(data / HEALTH)
    findings = [_of_host(data, state), *_of_folder(data), *of_course(settings, signed=options["require_review"])]
    try:
        journal = path_within(data, settings.records)
        findings += [*of_records(journal), *of_machine(journal)]
    except GlutatuiError as error:
        findings.append(refused("records", error))
    findings += _of_doors(data, options, running=state != NONE)
    by_attach = options["doors"] == "attach" or is_set_up(root)
    files = open_files(_peer(data / HEALTH))
    findings.append(of_files(options["visits"], options["waiting"], files, by_attach=by_attach))
    findings.append(of_memory(options["visits"], memory(), by_attach=by_attach))
    if by_attach:
        findings += of_openssh(root)
    return findings


def _of_host(data: Path, state: str) -> Finding:
    if state == NONE:
        return found("host", "fine", "host-none", path=data)
    return found("host", "fine" if state == READY else "look", f"host-{state}", path=data)


def _of_folder(data: Path) -> Iterator[Finding]:
    """Judge the data folder and the host key in it, as `serve.host.make_folder` and `serve.keys.host_key` do."""
    try:
        status = data.stat()
    except FileNotFoundError:
        yield found("data", "fine", "data-new", path=data)
        return
    except OSError:
        yield refused("data", ServiceError("data-wrong", detail=data))
        return
    open_to_others = status.st_mode & (stat.S_IRWXO | stat.S_IWGRP)
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.geteuid() or open_to_others:
        yield refused("data", ServiceError("data-wrong", detail=data))
    else:
        yield found("data", "fine", "data", path=data, mode=f"{stat.S_IMODE(status.st_mode):o}")


def _of_doors(data: Path, options: Mapping[str, Any], *, running: bool) -> Iterator[Finding]:
    """Judge the ways in."""
    if options["doors"] != "attach":
        yield from _of_ssh(data, options, running=running)
    if options["doors"] != "ssh":
        path = Path(options["attach_socket"] or data / "attach.sock").absolute()
        yield _of_attach(path, running=running)


def _of_ssh(data: Path, options: Mapping[str, Any], *, running: bool) -> Iterator[Finding]:
    if find_spec("asyncssh") is None:
        yield refused("ssh", ServiceError("ssh-missing"))
        return
    yield _of_host_key(data / HOST_KEY)
    from glutatui.serve.keys import enrolled  # noqa: PLC0415  (asyncssh, which is an extra)

    for name in ("kiosk_keys", "staff_keys"):
        if options[name] is not None:
            try:
                enrolled(Path(options[name]))
            except ServiceError:
                yield refused("keys", ServiceError("keys-wrong", detail=options[name]))
            else:
                yield found("keys", "fine", "keys", path=options[name])
    try:
        listening(options["host"], options["port"]).close()
    except ServiceError as error:
        detail = error.values["address"]
        known = found("port", "fine", "port-ours", address=detail)
        yield known if running else refused("port", ServiceError("address-taken", detail=detail))
    else:
        yield found("port", "fine", "port-free", address=f"{options['host']}:{options['port']}")


def _of_host_key(path: Path) -> Finding:
    from glutatui.serve.keys import host_key  # noqa: PLC0415

    try:
        if not path.exists() and not path.with_name(f"{path.name}.pub").exists():
            return found("host-key", "fine", "key-new", path=path)
        key, _ = host_key(path)
    except OSError:
        return refused("host-key", ServiceError("host-key-wrong", detail=path))
    except ServiceError as error:
        return refused("host-key", ServiceError(error.code, detail=path))
    return found("host-key", "fine", "key", fingerprint=key.get_fingerprint())


def _of_attach(path: Path, *, running: bool) -> Finding:
    there = False
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as knock, suppress(OSError):
        knock.connect(str(path))
        there = True
    if there:
        return found("attach", "fine", "attach", path=path)
    if running:
        return found("attach", "look", "attach-dead", path=path)
    return found("attach", "fine", "attach-new", path=path)


def _peer(path: Path) -> int | None:
    """Return the process behind a socket; None where nobody is there."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line, suppress(OSError):
        line.connect(str(path))
        pid, _, _ = _CREDENTIALS.unpack(line.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size))
        return int(pid)
    return None
