"""One terminal that an SSH client was granted, as a line that a session can use."""

import asyncio
from typing import Final, cast

import asyncssh

from glutatui.serve.door import Caller, Farewell, House, Session
from glutatui.serve.limits import Bucket
from glutatui.serve.relay import Relay
from glutatui.serve.screens import told
from glutatui.serve.ssh_channel import OnlyTerminal
from glutatui.serve.terms import account_for, profile_for
from glutatui.serve.wire import Account
from glutatui.tui.profile import TerminalProfile
from glutatui.words import say

_HIGH: Final = 32 * 1024
"""Bytes that may wait for the client's window before the child is paused."""
_STALLED: Final = 2.0
"""Seconds that a terminal has, at the end of a visit, to take what was written."""
_BURST: Final = 16 * 1024
"""Bytes that a terminal may send at once."""
_PARTING: Final = 5.0
"""Seconds that a client has to close its side when its session is over; then the connection is ended."""
_NO_TERMINAL: Final = 2
"""Exit status without a terminal (architecture, section 5)."""


class SshSession(asyncssh.SSHServerSession[bytes]):
    """What asyncssh tells about a terminal goes to a `Session`; what that writes goes to the channel."""

    def __init__(
        self, house: House, conn: asyncssh.SSHServerConnection, account: Account, address: str, key: str = ""
    ) -> None:
        """Wait for the client to ask for a terminal."""
        self._house, self._conn, self._account, self._address = house, conn, account, address
        self._key = key
        self._chan: OnlyTerminal | None = None
        self._term: str | None = None
        self._size = (0, 0)
        self._session: Session | None = None
        self._task: asyncio.Task[None] | None = None
        self._relay: Relay | None = None
        self._flowing = asyncio.Event()
        self._flowing.set()
        self._held = False
        self._bytes = Bucket(_BURST, house.gate.limits.bytes_in, house.clock)
        self.began = False
        """Whether a session was granted."""

    # what asyncssh tells

    def connection_made(self, chan: asyncssh.SSHServerChannel[bytes]) -> None:
        """Keep the channel."""
        self._chan = cast("OnlyTerminal", chan)
        self._chan.set_write_buffer_limits(high=_HIGH)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        """Nothing can be written or read any more."""
        self._chan = None
        self.hang_up()
        self._conn.close()

    def pty_requested(
        self,
        term_type: str,
        term_size: tuple[int, int, int, int],
        term_modes: object,  # noqa: ARG002
    ) -> bool:
        """Grant a terminal; nothing of it is believed as it is."""
        self._term, self._size = term_type[:64], (min(term_size[0], 65535), min(term_size[1], 65535))
        return True

    def shell_requested(self) -> bool:
        """Begin."""
        return True

    def exec_requested(self, command: str) -> bool:  # noqa: ARG002
        """Begin as well: this is not the client's command, which never gets here, but one bound to its key."""
        return True

    def session_started(self) -> None:
        """Lead patients from now on."""
        chan = self._chan
        if chan is None:
            return
        self.began = True
        if self._term is None:
            chan.write(told(say("en", "serve-no-terminal")))
            self._exit(chan, _NO_TERMINAL)
            return
        env = {**chan.environment(), "TERM": self._term}
        profile = profile_for(env, self._size)
        caller = Caller(account_for(self._account, env), self._address, profile, key=self._key)
        self._session = Session(self._house, self, caller)
        self._task = asyncio.get_running_loop().create_task(self._run(self._session, profile), name="session")

    def data_received(self, data: bytes, datatype: int | None) -> None:  # noqa: ARG002
        """Take input as fast as a terminal may send it."""
        goes_on = self._relay.type(data) if self._relay else True
        if self._session:
            self._session.typed()
        wait = self._bytes.owe(len(data))
        if (wait > 0 or not goes_on) and self._chan and not self._held:
            self._held = True
            self._chan.pause_reading()
            asyncio.get_running_loop().call_later(max(wait, 0.05), self._go_on)

    def _go_on(self) -> None:
        self._held = False
        if self._chan:
            self._chan.resume_reading()

    def eof_received(self) -> bool:
        """No more input will come: the terminal is as good as gone."""
        self.hang_up()
        return True

    def terminal_size_changed(self, width: int, height: int, pixwidth: int, pixheight: int) -> None:  # noqa: ARG002
        """Pass it on; what is too large is made smaller where it is drawn."""
        self._size = (min(width, 65535), min(height, 65535))
        if self._session:
            self._session.resize(*self._size)

    def pause_writing(self) -> None:
        """The client does not read: let frames wait in the child, which drops them."""
        self._flowing.clear()
        if self._relay:
            self._relay.pause()

    def resume_writing(self) -> None:
        """It reads again."""
        self._flowing.set()
        if self._relay:
            self._relay.resume()

    def hang_up(self) -> None:
        """Nobody is there any more."""
        if self._session:
            self._session.hang_up()

    # what the session asks for

    def open(self, account: Account) -> tuple[int, int]:
        """Make a terminal for a child."""
        self._relay = Relay(account, self._size, self.write)
        if not self._flowing.is_set():
            self._relay.pause()
        return self._relay.ends()

    async def shut(self) -> bool:
        """Let go of it, and wait a little for a client that is slow."""
        if self._relay:
            self._relay.close()
            self._relay = None
        if self._chan is None:
            return False
        try:
            await asyncio.wait_for(self._flowing.wait(), _STALLED)
        except TimeoutError:
            return False
        return True

    def write(self, data: bytes) -> bool:
        """Write to the client's terminal; tell whether there is one."""
        if not self._chan or not data or self._chan.is_closing():
            return False
        self._chan.write(data)
        return True

    def resize(self, columns: int, rows: int) -> None:
        """Keep the size where the child asks the kernel for it."""
        if self._relay:
            self._relay.resize(columns, rows)

    async def _run(self, session: Session, profile: TerminalProfile) -> None:
        farewell = Farewell(70, "crashed", say(profile.language, "serve-sorry"))
        try:
            farewell = await session.run()
        finally:
            await self._part(farewell)

    async def _part(self, farewell: Farewell) -> None:
        """Say the last sentence and close; where nobody reads, only close."""
        if self._relay:
            self._relay.close()
            self._relay = None
        if self._chan is None:
            return
        if farewell.says:
            self.write(told(farewell.says))
        if self._flowing.is_set():
            self._exit(self._chan, farewell.status)
        else:
            self._conn.abort()

    def _exit(self, chan: OnlyTerminal, status: int) -> None:
        """End the session; a client that does not go then counts nowhere any more, and so may not stay."""
        chan.exit(status)
        asyncio.get_running_loop().call_later(_PARTING, self._conn.abort)
