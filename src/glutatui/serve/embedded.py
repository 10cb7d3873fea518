"""The SSH front door: asyncssh, with nothing granted but a terminal."""

import asyncio
import base64
import socket
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

import asyncssh

from glutatui.errors import ServiceError
from glutatui.serve.door import House
from glutatui.serve.keys import enrolled, host_key
from glutatui.serve.limits import Porch
from glutatui.serve.listening import address_of, listening, quickly
from glutatui.serve.service import Service
from glutatui.serve.ssh_channel import OnlyTerminal, only_terminal, tell_pauses, terse
from glutatui.serve.ssh_session import SshSession
from glutatui.serve.wire import Account, Bound

KEX: Final = (
    "curve25519-sha256",  # first: dbclient 2022.83 cannot connect otherwise (serving.md, section 5)
    "curve25519-sha256@libssh.org",
    "mlkem768x25519-sha256",
)
CIPHERS: Final = ("chacha20-poly1305@openssh.com", "aes256-gcm@openssh.com", "aes128-gcm@openssh.com")
MACS: Final = ("hmac-sha2-512-etm@openssh.com", "hmac-sha2-256-etm@openssh.com")
SIGNATURES: Final = (
    "ssh-ed25519",
    "sk-ssh-ed25519@openssh.com",
    "ecdsa-sha2-nistp256",
    "sk-ecdsa-sha2-nistp256@openssh.com",
    "rsa-sha2-512",
    "rsa-sha2-256",
)
WINDOW: Final = 64 * 1024
"""Bytes that a client may send before they are taken; keys are few."""
SETTINGS: Final[Mapping[str, Any]] = {
    "server_version": "glutatui",
    "kex_algs": KEX,
    "encryption_algs": CIPHERS,
    "mac_algs": MACS,
    "signature_algs": SIGNATURES,
    "compression_algs": ["none"],
    "password_auth": False,
    "kbdint_auth": False,
    "host_based_auth": False,
    "gss_host": None,
    "encoding": None,
    "line_editor": False,
    "window": WINDOW,
}
"""What asyncssh is told whoever connects; the floor of the bench is measured with the same."""
_PULSE: Final = (15, 15, 3)
"""Seconds of silence after which the kernel asks whether a client's machine is there, seconds between its questions,
and how many may stay without an answer: a line that leads nowhere is over after a minute, and no process is woken."""
_ALIVE: Final = (300, 1)
"""The same of SSH, which asks the client itself: one that was stopped, or lost behind a balancer, which answers the
kernel, is gone after ten minutes; what is on its screen has ended with the idle limit before."""
_PATIENTS: Final[dict[str, Account]] = {"learn": "learn", "quiz": "quiz", "plain": "plain"}


@dataclass
class Keys:
    """Who is enrolled; replaced as a whole on a reload."""

    kiosk: asyncssh.SSHAuthorizedKeys | None
    """None: everybody may be a patient."""
    staff: asyncssh.SSHAuthorizedKeys | None
    """None: nobody is staff."""


class Remembered(asyncssh.SSHAuthorizedKeys):
    """Enrolled keys, on one connection: which of them was judged last, for the audit."""

    def __init__(self, enrolled: asyncssh.SSHAuthorizedKeys) -> None:
        """Judge as these do; of our own there are none."""
        super().__init__()
        self._enrolled = enrolled
        self.last = ""
        """The public key in base64: when a connection is let in, that by which it was."""

    def validate(
        self,
        key: asyncssh.SSHKey,
        client_host: str,
        client_addr: str,
        cert_principals: Sequence[str] | None = None,
        ca: bool = False,  # noqa: FBT001, FBT002  (as asyncssh has it)
    ) -> Mapping[str, object] | None:
        """Tell asyncssh what a key may do; None for one that is not enrolled."""
        found = self._enrolled.validate(key, client_host, client_addr, cert_principals, ca)
        if found is not None:
            self.last = base64.b64encode(key.public_data).decode()
        return found


class Doorman(asyncssh.SSHServer):
    """Decides about one connection."""

    def __init__(self, house: House, keys: Keys) -> None:
        """Know nobody yet."""
        self._house, self._keys = house, keys
        self._conn: asyncssh.SSHServerConnection | None = None
        self._account: Account | None = None
        self._staff: Remembered | None = None
        """Of a connection that asks to be staff."""
        self._address = ""
        self._session: SshSession | None = None
        self._idle: asyncio.TimerHandle | None = None

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        """Note where it comes from."""
        self._conn = conn
        terse(conn)
        self._address = address_of(conn.get_extra_info("peername"))

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        """Let go of it."""
        if self._idle:
            self._idle.cancel()
        if self._session:
            self._session.hang_up()

    def begin_auth(self, username: str) -> bool:
        """Tell whether a user name needs a key; one that nobody has always does."""
        keys, conn = self._keys, self._conn
        assert conn is not None  # noqa: S101  (asyncssh says connection_made first)
        self._account = _PATIENTS.get(username) or ("staff" if username == "staff" else None)
        if self._account in _PATIENTS.values() and keys.kiosk is None:
            return False
        known = keys.staff if self._account == "staff" else keys.kiosk if self._account else None
        if known and self._account == "staff":
            known = self._staff = Remembered(known)
        conn.set_authorized_keys(known or asyncssh.import_authorized_keys(""))
        if self._account is None:
            self._house.log.tell("unknown-user", user=username[:64], source=self._house.log.source(self._address))
        return True

    def auth_completed(self) -> None:
        """Give it as long again to ask for a terminal."""
        seconds = self._house.gate.limits.handshake
        self._idle = asyncio.get_running_loop().call_later(seconds, self._too_late)

    def _too_late(self) -> None:
        """End a connection that asks for no terminal (``ssh -N``)."""
        if self._conn and not (self._session and self._session.began):
            self._house.log.tell("no-terminal", source=self._house.log.source(self._address))
            self._conn.abort()

    def session_requested(self) -> "tuple[OnlyTerminal, SshSession] | bool":
        """Grant one session."""
        if self._session or self._conn is None or self._account is None:
            return False
        self._session = SshSession(
            self._house, self._conn, self._account, self._address, self._staff.last if self._staff else ""
        )
        tell_pauses(self._conn, self._session)
        return only_terminal(self._conn, WINDOW), self._session


def keep_pulse(sock: socket.socket) -> None:
    """Have the kernel find out that a client's machine does not answer, whether or not there is something to send."""
    idle, between, times = _PULSE
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, idle)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, between)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPCNT, times)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, 1000 * (idle + between * times))


class EmbeddedDoor:
    """Accepts connections within the limits and hands them to asyncssh."""

    def __init__(self, house: House, service: Service) -> None:
        """Take the address; accept nobody yet.

        Raises:
            ServiceError: The host key, a file of keys, or the address cannot be used.
        """
        self._house, self._service = house, service
        key, made = host_key(service.host_key)
        self._keys = self._enrolled()
        self._listening = listening(service.host, service.port)
        self._porch = Porch(service.limits, house.clock)
        self._connections: set[asyncio.Task[None]] = set()
        self._accepting: asyncio.Task[None] | None = None
        self._options = self._options_of(key)
        address, bound = self._listening.getsockname()[:2]
        self.bound = Bound(address, bound, key.get_fingerprint(), made)
        """Where it is."""

    def _options_of(self, key: asyncssh.SSHKey) -> asyncssh.SSHServerConnectionOptions:
        limits = self._service.limits
        return asyncssh.SSHServerConnectionOptions(
            server_factory=lambda: Doorman(self._house, self._keys),
            server_host_keys=[key],
            **SETTINGS,
            agent_forwarding=False,
            x11_forwarding=False,
            allow_scp=False,
            login_timeout=limits.handshake,
            keepalive_interval=_ALIVE[0],
            keepalive_count_max=_ALIVE[1],
        )

    def _enrolled(self) -> Keys:
        return Keys(enrolled(self._service.kiosk_keys), enrolled(self._service.staff_keys))

    def open(self) -> None:
        """Let patients in, within the running loop."""
        self._accepting = asyncio.get_running_loop().create_task(self._accept())

    def close(self) -> None:
        """Let nobody in any more; harmless when repeated."""
        if self._accepting:
            self._accepting.cancel()
        self._listening.close()

    def reload(self) -> None:
        """Read the enrolled keys anew; keep the old ones where a file is wrong."""
        try:
            self._keys = self._enrolled()
        except ServiceError as error:
            self._house.log.tell("keys-kept", why=error.code)
        else:
            self._house.log.tell("keys-taken")

    async def _accept(self) -> None:
        """Accept connections until cancelled."""
        loop = asyncio.get_running_loop()
        while True:
            try:
                sock, peer = await loop.sock_accept(self._listening)
            except OSError as error:  # no descriptor left: those who leave give some back
                self._house.log.tell("accept-failed", why=error.strerror or "")
                await asyncio.sleep(0.1)
                continue
            address = address_of(peer)
            if not self._porch.enter(address):
                self._turn_away(sock, address)
                continue
            task = loop.create_task(self._serve(sock, address))
            self._connections.add(task)
            task.add_done_callback(self._connections.discard)

    def _turn_away(self, sock: socket.socket, address: str) -> None:
        self._house.log.tell("refused", why="too-many-waiting", door="ssh", source=self._house.log.source(address))
        with suppress(OSError):
            sock.send(b"Too many connections, try again later\r\n")
        sock.close()

    async def _serve(self, sock: socket.socket, address: str) -> None:
        """See one connection through the handshake; whoever has proved who they are, or is gone, waits no longer."""
        try:
            sock.setblocking(False)  # noqa: FBT003  (as sockets have it)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            quickly(sock)
            keep_pulse(sock)
            await asyncssh.run_server(sock, options=self._options)
        except (asyncssh.Error, OSError) as error:
            self._house.log.tell("no-handshake", why=type(error).__name__, source=self._house.log.source(address))
        finally:
            self._porch.leave(address)
