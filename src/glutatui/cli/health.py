"""``health``: whether the running service lets patients in, for scripts and load balancers."""

import os
import socket
import sys
from argparse import Namespace
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Final

from glutatui.cli.serve_options import data_folder, serve_settings
from glutatui.cli.settings import settings_file
from glutatui.errors import RecordsError
from glutatui.records import path_within
from glutatui.records.outbox import refused_in
from glutatui.serve.service import HEALTH
from glutatui.words import say

READY: Final = "ready"
NONE: Final = "none"
"""What `state_at` says where no service answers."""
_PATIENCE: Final = 3.0
"""Seconds in which a service says how it is."""
_LARGEST: Final = 256 * 1024
_KNOWN: Final = frozenset({READY, "starting", "full", "draining", "silent"})


def tell_health(arguments: Namespace) -> int:
    """Say how the service is, and what the shared records refuse; return 0 where it lets patients in, else 3.

    Raises:
        UsageError: A setting is wrong.
    """
    data = data_folder(serve_settings(arguments, os.environ, settings_file())["data"])
    state = state_at(data / HEALTH)
    sys.stdout.write(say("en", f"health-{state}", path=data / HEALTH) + "\n")
    with suppress(RecordsError):  # there is no journal: `doctor --server` tells of that
        if (aside := refused_in(path_within(data, None))).events:
            sys.stdout.write(say("en", "health-refused", **asdict(aside)) + "\n")
    return 0 if state == READY else 3


def state_at(path: Path) -> str:
    """Return what the service at a socket says about itself, or ``none``."""
    body = answer_at(path, "/healthz", _PATIENCE).decode("ascii", "replace").strip()
    return body if body in _KNOWN else NONE


def answer_at(path: Path, page: str, patience: float) -> bytes:
    """Return what the service at a socket answers; nothing where it does not.

    Args:
        path: The socket.
        page: Which page is asked for.
        patience: Seconds for each piece of the answer.
    """
    answer = b""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line, suppress(OSError):
        line.settimeout(patience)
        line.connect(str(path))
        line.sendall(f"GET {page} HTTP/1.0\r\n\r\n".encode())
        while len(answer) < _LARGEST and (piece := line.recv(_LARGEST)):
            answer += piece
        return answer.partition(b"\r\n\r\n")[2]
    return b""
