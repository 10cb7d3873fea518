"""The only place that touches asyncssh's private names: a channel that knows no request but those of a terminal."""

from typing import Final, Protocol, cast

import asyncssh
from asyncssh.constants import MSG_IGNORE
from asyncssh.packet import SSHPacket, SSHPacketLogger

ALLOWED: Final = frozenset({b"LANG", b"COLORTERM", b"NO_COLOR"})
"""Variables that are taken, beside ``LC_*``."""
_LONGEST: Final = 64
"""Bytes of a variable's name or value that are taken."""
_MOST: Final = 16
"""Variables of one session that are taken."""


class Pauses(Protocol):
    """What wants to know whether the network takes what is written."""

    def pause_writing(self) -> None:
        """It does not."""

    def resume_writing(self) -> None:
        """It does again."""


class PausingConnection(Protocol):
    """The two methods by which asyncio tells a connection about its socket."""

    def pause_writing(self) -> None:
        """The socket's buffer is full."""

    def resume_writing(self) -> None:
        """It is not any more."""


class OnlyTerminal(asyncssh.SSHServerChannel[bytes]):
    """A session's channel that refuses commands, subsystems, forwarding, and all but a few variables.

    asyncssh itself takes every variable, without a bound on their number or size.
    """

    def _process_env_request(self, packet: SSHPacket) -> bool:
        name, value = packet.get_string(), packet.get_string()
        packet.check_end()
        good = (name in ALLOWED or name.startswith(b"LC_")) and name.isascii() and value.isascii()
        if not good or len(name) > _LONGEST or len(value) > _LONGEST or len(self._env) >= _MOST:
            return False
        self._env[name] = value
        return True

    def _process_exec_request(self, packet: SSHPacket) -> bool:  # noqa: ARG002
        return False

    def _process_subsystem_request(self, packet: SSHPacket) -> bool:  # noqa: ARG002
        return False

    def _process_x11_req_request(self, packet: SSHPacket) -> bool:  # noqa: ARG002
        return False

    def _process_signal_request(self, packet: SSHPacket) -> bool:  # noqa: ARG002
        return False

    def log_sent_packet(self, *_: object) -> None:
        """Make no line of it: nobody keeps those, and they cost a twentieth of a key."""

    def log_received_packet(self, *_: object) -> None:
        """Make no line of it."""

    def environment(self) -> dict[str, str]:
        """Return the variables that were taken, by name."""
        return {name.decode("ascii"): value.decode("ascii") for name, value in self._env.items()}


class Terse(asyncssh.SSHServerConnection):
    """A connection that says only what there is to say.

    asyncssh itself sends an empty packet before each, encrypted and written by itself, which protects ciphers in CBC
    mode (RFC 4251, section 9.3.1); ours need none (`embedded.CIPHERS`), and a key costs less by a sixth without.
    """

    def send_packet(self, pkttype: int, *args: bytes, handler: SSHPacketLogger | None = None) -> None:
        """Send a packet that is not empty."""
        if pkttype != MSG_IGNORE:
            super().send_packet(pkttype, *args, handler=handler)


def terse(conn: asyncssh.SSHServerConnection) -> None:
    """Have a connection send no empty packets from now on."""
    conn.__class__ = Terse


def only_terminal(conn: asyncssh.SSHServerConnection, window: int) -> OnlyTerminal:
    """Return a channel for a new session of raw bytes, with a window of so many of them."""
    channel = conn.create_server_channel(encoding=None, window=window)
    channel.__class__ = OnlyTerminal
    return cast("OnlyTerminal", channel)


def tell_pauses(conn: PausingConnection, session: Pauses) -> None:
    """Tell a session when the connection's socket is full: asyncssh minds only the client's window, of 2 MB or so."""
    conn.pause_writing = session.pause_writing  # type: ignore[method-assign]
    conn.resume_writing = session.resume_writing  # type: ignore[method-assign]
