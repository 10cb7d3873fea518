"""The floor of the embedded door: a server of the same asyncssh settings that writes a stored frame, and a line a key.

``python -m bench.floor FILE`` prints the port that it listens on.
"""

import asyncio
import socket
import sys
from pathlib import Path

import asyncssh

from glutatui.serve.embedded import SETTINGS
from glutatui.serve.listening import listening, quickly


def answer(number: int) -> bytes:
    """Return what the floor draws at a key, counted from 1; as much as a move of the mark takes."""
    return b"\x1b[24;1H\x1b[2K" + text(number).encode()


def text(number: int) -> str:
    """Return the row that a key leads to."""
    return f"key {number} ".ljust(79, "-") + "|"


class Frame(asyncssh.SSHServerSession[bytes]):
    """Writes the frame once there is a terminal."""

    still = b""
    _keys = 0

    def connection_made(self, chan: asyncssh.SSHServerChannel[bytes]) -> None:
        """Keep the channel."""
        self._chan = chan

    def pty_requested(self, *_: object) -> bool:
        """Grant a terminal."""
        return True

    def shell_requested(self) -> bool:
        """Begin."""
        return True

    def data_received(self, data: bytes, datatype: int | None) -> None:  # noqa: ARG002
        """Answer a key."""
        self._keys += 1
        self._chan.write(answer(self._keys))

    def session_started(self) -> None:
        """Write it."""
        self._chan.write(self.still)


class Everybody(asyncssh.SSHServer):
    """Lets everybody in."""

    def begin_auth(self, username: str) -> bool:  # noqa: ARG002
        """Ask for nothing."""
        return False

    def session_requested(self) -> Frame:
        """Grant a session."""
        return Frame()


async def _shake_hands(line: socket.socket, options: asyncssh.SSHServerConnectionOptions) -> None:
    await asyncssh.run_server(line, options=options)


async def serve() -> None:
    """Serve until killed."""
    options = asyncssh.SSHServerConnectionOptions(
        server_factory=Everybody,
        server_host_keys=[asyncssh.generate_private_key("ssh-ed25519")],
        **SETTINGS,
    )
    sock = listening("127.0.0.1", 0)
    print(f"floor on 127.0.0.1:{sock.getsockname()[1]}", flush=True)
    loop = asyncio.get_running_loop()
    tasks: set[asyncio.Task[object]] = set()
    while True:
        line, _ = await loop.sock_accept(sock)
        line.setblocking(False)  # noqa: FBT003  (as sockets have it)
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        quickly(line)
        tasks.add(loop.create_task(_shake_hands(line, options)))
        tasks = {task for task in tasks if not task.done()}


if __name__ == "__main__":
    Frame.still = Path(sys.argv[1]).read_bytes()
    asyncio.run(serve())
