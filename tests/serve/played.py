"""A session host that a test plays for one attach client."""

import os
import socket
import sys
from pathlib import Path

from glutatui.serve import attach, wire
from glutatui.serve.wire import Attach, Inbox, Message, Resize
from terminal import Terminal

CLIENT = [sys.executable, "-I", "-S", "-B", attach.__file__]
LOOK = Resize(0, 0)
"""Says who waits: look at the terminal, and that signals are heard."""


class Host:
    """Plays the session host for one client."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "attach.sock"
        self.listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.listener.bind(str(self.path))
        self.listener.listen()
        self.listener.settimeout(10)
        self._inbox = Inbox()
        self.fds: list[int] = []

    def take(self) -> Attach:
        """Take a client and its terminal."""
        self.client, _ = self.listener.accept()
        self.client.settimeout(10)
        message = self.hears()
        assert isinstance(message, Attach)
        return message

    def hears(self) -> Message:
        """Wait for the next message."""
        while not (messages := self._inbox.feed(self._read())):
            pass
        return messages[0]

    def _read(self) -> bytes:
        data, fds = wire.receive_bytes(self.client)
        self.fds += fds
        assert data, "the client is gone"
        return data

    def says(self, message: Message) -> None:
        """Tell the client something."""
        self.client.sendall(wire.BELL + wire.encode(message))

    def draws(self, data: bytes) -> None:
        """Write on the terminal, as a visit does."""
        os.write(self.fds[1], data)

    def close(self) -> None:
        """Be gone."""
        wire.close(self.fds)
        self.fds = []
        for each in (self.listener, getattr(self, "client", self.listener)):
            each.close()


def client(host: Host, *more: str, env: dict[str, str] | None = None) -> Terminal:
    return Terminal([*CLIENT, "--socket", host.path, *more], env=env)
