"""The attach client: hands the caller's terminal to the session host, and waits until the visit is over.

An OpenSSH server runs it as its ``ForceCommand``, best as ``python -I -S -B attach.py``: then the standard library is
all there is, so nothing of this package is imported here. Every import before the terminal is handed over delays the
first frame; what is needed later is imported while the host is drawing already. That is why the message is put together
by hand and ``_socket`` stands in for ``socket`` (12 ms on the machine of `serving.md`).

Exit statuses: that of the visit; 2 without a terminal or with wrong usage; 3 where no host takes the terminal; 75 where
it takes none now; 128 and the signal where one came.
"""

import os
import select
import sys
import termios
from _socket import AF_UNIX, MSG_DONTWAIT, MSG_NOSIGNAL, SCM_RIGHTS, SOCK_STREAM, SOL_SOCKET, socket

WORDS = {
    "attach-usage": "Usage: glutatui attach [--socket FILE] [learn|quiz|plain|staff]",
    "attach-no-terminal": "This needs a terminal. With ssh, name no command.",
    "attach-no-command": "No other program can be run here. With ssh, name no command.",
    "attach-no-host": "The lessons cannot be shown at the moment. Please tell the staff.",
    "attach-host-gone": "The lessons have stopped. Your answers are kept. Please tell the staff.",
}
"""What this client says itself; a test holds each sentence to the one in ``words``."""

ACCOUNTS = ("learn", "quiz", "plain", "staff")
SOCKET = "GLUTATUI_ATTACH"
"""The variable that names the host's socket; the option ``--socket`` comes first."""

WRONG_USAGE = 2
NO_HOST = 3
NOT_NOW = 75
"""As `door.Farewell` has it."""

PATIENCE = 10.0
"""Seconds within which the host takes a terminal, else it counts as not running."""
LAST_WORDS = 1.0
"""Seconds that a terminal has for taking the last bytes; one that takes none is left as it is."""

CLEAN = (
    b"\x18\x1b\\"
    b"\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?2004l\x1b[0m"
    b"\x1b[?1049h\x1b[2J\x1b[?1049l"
    b"\x1b[?7h\x1b[r\x1b[0m\x1b[?25h\x1b[H\x1b[2J\x1b[3J"
)
"""What a host that died could not write any more; a test holds it to `screens.CLEAN`."""

_LARGEST = 4096
_LONGEST = 64


def main(argv: list[str]) -> int:
    """Hand the terminal on stdin and stdout over; return the exit status once it is ours again."""
    typed = _typed(argv)
    if typed is None:
        return _complain("attach-usage", WRONG_USAGE)
    path, account = typed
    if os.environ.get("SSH_ORIGINAL_COMMAND"):
        return _complain("attach-no-command", WRONG_USAGE)
    if not (os.isatty(0) and os.isatty(1)):
        return _complain("attach-no-terminal", WRONG_USAGE)
    host = socket(AF_UNIX, SOCK_STREAM)
    host.settimeout(PATIENCE)
    try:
        host.connect(path)
    except OSError:
        return _complain("attach-no-host", NO_HOST)
    try:
        before = termios.tcgetattr(0)
        blocking = [os.get_blocking(fd) for fd in (0, 1)]
    except (OSError, termios.error):
        return NO_HOST
    try:
        status, says = _attached(host, account, before)
        _write(says)
    finally:
        _give_back(before, blocking)
    return status


def default_socket() -> str:
    """Return where a host of this user listens, unless it was told otherwise."""
    data = os.environ.get("XDG_DATA_HOME") or os.path.expanduser("~/.local/share")  # noqa: PTH111  (pathlib costs 6 ms)
    return f"{data}/glutatui/attach.sock"


def _typed(argv: list[str]) -> tuple[str, str] | None:
    """Return the socket and the account that were named; None for wrong usage."""
    path = os.environ.get(SOCKET) or default_socket()
    rest = list(argv)
    if rest and rest[0] == "--socket" and len(rest) > 1:
        path, rest = rest[1], rest[2:]
    elif rest and rest[0].startswith("--socket="):
        path, rest = rest[0].removeprefix("--socket="), rest[1:]
    account = rest[0] if rest else ACCOUNTS[0]
    return (path, account) if len(rest) <= 1 and account in ACCOUNTS and path else None


def _attached(host: socket, account: str, modes: list[int | list[bytes | int]]) -> tuple[int, bytes]:
    """Give the terminal away and wait; return the exit status and the last bytes for the terminal."""
    _set_raw(modes)
    size = _size()
    descriptors = b"".join(fd.to_bytes(4, sys.byteorder) for fd in (0, 1))
    try:
        host.sendmsg([_introduction(account, size)], [(SOL_SOCKET, SCM_RIGHTS, descriptors)], MSG_NOSIGNAL)
    except OSError:
        return NO_HOST, _printed(WORDS["attach-no-host"])
    return _wait(host, size)


def _introduction(account: str, size: tuple[int, int]) -> bytes:
    """Return the message `wire.Attach`; values keep only what a terminal's settings consist of."""
    found = {
        "account": account,
        "source": os.environ.get("SSH_CONNECTION", "").partition(" ")[0],
        **{name.lower(): os.environ.get(name, "") for name in ("TERM", "COLORTERM", "NO_COLOR")},
        **{name.lower(): os.environ.get(name, "") for name in ("LANG", "LC_ALL", "LC_CTYPE")},
    }
    texts = "".join(f',"{name}":"{_plain(value)}"' for name, value in found.items())
    return _framed(f'{{"is":"attach","columns":{size[0]},"rows":{size[1]}{texts}}}')


def _plain(value: str) -> str:
    """Leave out what would need quoting."""
    return "".join(c for c in value[:_LONGEST] if " " <= c <= "~" and c not in '"\\')


def _framed(text: str) -> bytes:
    return len(text).to_bytes(4, "big") + text.encode("ascii")


def _size() -> tuple[int, int]:
    """Return columns and rows; zeros where the terminal does not know."""
    try:
        return os.get_terminal_size(1)
    except OSError:
        return 0, 0


def _wait(host: socket, told: tuple[int, int]) -> tuple[int, bytes]:
    """Pass sizes on until the host says that it is over, a signal comes or the terminal is gone."""
    import signal  # noqa: PLC0415  (the host is drawing by now)

    woken, wake = os.pipe()
    for fd in (woken, wake):
        os.set_blocking(fd, False)
    for number in (signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU):
        signal.signal(number, signal.SIG_IGN)
    signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGWINCH):
        signal.signal(number, lambda *_: None)
    ready = select.poll()
    ready.register(0, 0)
    ready.register(woken, select.POLLIN)
    ready.register(host.fileno(), select.POLLIN)
    rest = b""
    while True:
        told = _resized(host, told)
        events = dict(ready.poll())
        came = os.read(woken, _LARGEST) if woken in events else b""
        for sent in came:
            if sent != signal.SIGWINCH:
                return 128 + sent, CLEAN
        if host.fileno() in events:
            rest, end = _heard(host, rest)
            if end is not None:
                return end
        if 0 in events:
            return 128 + signal.SIGHUP, b""


def _resized(host: socket, told: tuple[int, int]) -> tuple[int, int]:
    """Tell the host a size that it does not know; return what it knows."""
    size = _size()
    if size == told:
        return told
    message = _framed(f'{{"is":"resize","columns":{size[0]},"rows":{size[1]}}}')
    try:
        host.send(message, MSG_DONTWAIT | MSG_NOSIGNAL)
    except OSError:  # its end is seen by the poll; a full line means a host that does not listen at all
        return told
    return size


def _heard(host: socket, rest: bytes) -> tuple[bytes, tuple[int, bytes] | None]:
    """Read what the host says; return what is left of it, and the end when it is one."""
    gone = NO_HOST, CLEAN + _printed(WORDS["attach-host-gone"])
    try:
        data = host.recv(_LARGEST, MSG_DONTWAIT)
    except BlockingIOError:
        return rest, None
    except OSError:
        data = b""
    rest += data
    if not data or int.from_bytes(rest[:4], "big") > _LARGEST:
        return rest, gone
    while len(rest) >= 4 and len(rest) >= (end := 4 + int.from_bytes(rest[:4], "big")):  # noqa: PLR2004  (the length)
        frame, rest = rest[4:end], rest[end:]
        try:
            last = _last(frame)
        except (ValueError, AttributeError):
            return rest, gone
        if last is not None:
            return rest, last
    return rest, None


def _last(frame: bytes) -> tuple[int, bytes] | None:
    """Return exit status and sentence of `wire.Refused` and `wire.Over`; None for anything else."""
    import json  # noqa: PLC0415  (only for the last message)

    said = json.loads(frame)
    if said.get("is") not in {"refused", "over"}:
        return None
    status = NOT_NOW if said["is"] == "refused" else said.get("status")
    return status if isinstance(status, int) else NO_HOST, _printed(str(said.get("says", "")))


def _printed(sentence: str) -> bytes:
    """Return a sentence as lines that no word is broken in; nothing in it steers the terminal."""
    seen = "".join(sign for sign in sentence if sign.isprintable())
    columns, lines = _size()[0] or 80, [""]
    for word in seen.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) >= columns:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
    return "".join(f"{line}\r\n" for line in lines if line).encode()


def _set_raw(before: list[int | list[bytes | int]]) -> None:
    """Keep keys off the screen and away from signals, also between two patients."""
    iflag, oflag, cflag, lflag = (flags for flags in before[:4] if isinstance(flags, int))
    iflag &= ~(termios.BRKINT | termios.ICRNL | termios.INLCR | termios.IGNCR | termios.ISTRIP | termios.IXON)
    lflag &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
    try:
        termios.tcsetattr(0, termios.TCSANOW, [iflag, oflag, cflag, lflag, *before[4:]])
    except termios.error:
        return


def _give_back(before: list[int | list[bytes | int]], blocking: list[bool]) -> None:
    """Return the terminal as it was found; unread keys go to nobody."""
    try:
        termios.tcflush(0, termios.TCIFLUSH)
        termios.tcsetattr(0, termios.TCSANOW, before)
        for fd, blocks in enumerate(blocking):
            os.set_blocking(fd, blocks)
    except (OSError, termios.error):
        return


def _write(data: bytes) -> None:
    """Write the last bytes, as far as the terminal takes them in time."""
    ready = select.poll()
    try:
        os.set_blocking(1, False)
        ready.register(1, select.POLLOUT)
        while data and ready.poll(LAST_WORDS * 1000):
            data = data[os.write(1, data) :]
    except OSError:
        return


def _complain(key: str, status: int) -> int:
    sys.stderr.write(f"glutatui: {WORDS[key]}\n")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
