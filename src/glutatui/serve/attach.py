"""The attach client: hands the caller's terminal to the session host, and waits until the visit is over.

An OpenSSH server runs it as its ``ForceCommand``, best as ``python -I -S -B attach.py``: then the standard library is
all there is, so nothing of this package is imported here. Every import delays the first frame: that is why the message
is put together by hand and ``_socket`` stands in for ``socket`` (12 ms on the machine of `serving.md`).

Whoever waits needs no Python: once the terminal is handed over, the system's shell takes this process's place, with
`WAITS` for its whole program, no environment and the host's socket for all that it reads; the terminal is not among
its standard streams. When the host rings or a signal comes, it becomes this program again, which ends what was begun.

Exit statuses: that of the visit; 2 without a terminal or with wrong usage; 3 where no host takes the terminal; 75 where
it takes none now; 128 and the signal where one came.
"""

import _socket
import os
import select
import sys
import termios
from struct import pack

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

PATIENCE = 10
"""Seconds within which the host takes a terminal, and says its last word once it has begun to."""
LAST_WORDS = 1.0
"""Seconds that a terminal has for taking the last bytes; one that takes none is left as it is."""

CLEAN = (
    b"\x18\x1b\\"
    b"\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?2004l\x1b[0m"
    b"\x1b[?1049h\x1b[2J\x1b[?1049l"
    b"\x1b[?7h\x1b[r\x1b[0m\x1b[?25h\x1b[H\x1b[2J\x1b[3J"
)
"""What a host that died could not write any more; a test holds it to `screens.CLEAN`."""

SHELL = "/bin/sh"
LINE = 3  # of the shell: the host's socket
WAITS = """
trap '' TSTP TTIN TTOU PIPE
for number in 1 2 3 15; do trap "trap '' 1 2 3 15; exec \\"\\$@\\" $number" $number; done
look='printf "\\000\\000\\000\\044{\\"is\\":\\"resize\\",\\"columns\\":0,\\"rows\\":0}" >&3; looked=1'
trap "$look" WINCH
eval "$look"
while looked=; ! read -r bell <&3 && [ "$looked" ]; do :; done
exec "$@" 0
"""
"""Has the host look at the terminal's size at first and at each SIGWINCH, and waits for its bell, its end or a signal.

What ``read`` takes is never looked at. No trap runs within ``read``, and a second signal cannot cut the end short.
"""

_LARGEST = 4096
_LONGEST = 64
_ENDING = "--ending"
_LONGEST_KEY = 1024


def main(argv: list[str]) -> int:
    """Hand the terminal on stdin and stdout over; return the exit status once it is ours again."""
    if argv[:1] == [_ENDING]:
        return _ended(argv[1:])
    typed = _typed(argv)
    return _begun(*typed) if typed else _complain("attach-usage", WRONG_USAGE)


def _begun(path: str, account: str) -> int:
    """Hand the terminal over; return only where that fails."""
    if os.environ.get("SSH_ORIGINAL_COMMAND"):
        return _complain("attach-no-command", WRONG_USAGE)
    if not (os.isatty(0) and os.isatty(1)):
        return _complain("attach-no-terminal", WRONG_USAGE)
    host = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
    host.settimeout(PATIENCE)
    try:
        host.connect(path)
    except OSError:
        return _complain("attach-no-host", NO_HOST)
    try:
        modes, blocking = termios.tcgetattr(0), [os.get_blocking(fd) for fd in (0, 1)]
    except (OSError, termios.error):
        return NO_HOST
    _set_raw(modes)
    descriptors = b"".join(fd.to_bytes(4, sys.byteorder) for fd in (0, 1))
    try:
        host.sendmsg(
            [_introduction(account)], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, descriptors)], _socket.MSG_NOSIGNAL
        )
        _wait(host, _kept(modes, blocking))
    except OSError:
        _write(_printed(WORDS["attach-no-host"]))
    _give_back(modes, blocking)
    return NO_HOST


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


def _introduction(account: str) -> bytes:
    """Return the message `wire.Attach`; values keep only what a terminal's settings consist of."""
    found = {
        "account": account,
        "source": os.environ.get("SSH_CONNECTION", "").partition(" ")[0],
        **{name.lower(): os.environ.get(name, "") for name in ("TERM", "COLORTERM", "NO_COLOR")},
        **{name.lower(): os.environ.get(name, "") for name in ("LANG", "LC_ALL", "LC_CTYPE")},
    }
    plain = {name: _plain(value) for name, value in found.items()}
    if account == "staff":
        plain["key"] = _plain(_key(), _LONGEST_KEY)
    texts = "".join(f',"{name}":"{value}"' for name, value in plain.items())
    columns, rows = _size()
    text = f'{{"is":"attach","columns":{columns},"rows":{rows}{texts}}}'
    return len(text).to_bytes(4, "big") + text.encode("ascii")


def _key() -> str:
    """Return the public key by which sshd let this client in, as its ``ExposeAuthInfo`` tells; else nothing."""
    try:
        with open(os.environ.get("SSH_USER_AUTH", ""), encoding="ascii", errors="replace") as told:  # noqa: PTH123  (pathlib costs 6 ms)
            ways = [line.split() for line in told]
    except OSError:
        return ""
    return next((way[2] for way in ways if way[:1] == ["publickey"] and len(way) > 2), "")  # noqa: PLR2004  (way, kind, key)


def _plain(value: str, longest: int = _LONGEST) -> str:
    """Leave out what would need quoting."""
    return "".join(c for c in value[:longest] if " " <= c <= "~" and c not in '"\\')


def _size() -> tuple[int, int]:
    """Return columns and rows; zeros where the terminal does not know."""
    try:
        return os.get_terminal_size(1)
    except OSError:
        return 0, 0


def _wait(host: _socket.socket, kept: str) -> None:
    """Become the shell that waits, which becomes `_ended`.

    Raises:
        OSError: There is no shell.
    """
    host.setblocking(True)  # noqa: FBT003  (as sockets have it)
    host.setsockopt(
        _socket.SOL_SOCKET, _socket.SO_SNDTIMEO, pack("ll", 1, 0)
    )  # a host that does not listen holds no signal up
    line, nowhere, *ways = os.dup(host.fileno()), os.open(os.devnull, os.O_RDWR), *(os.dup(fd) for fd in (0, 1))
    for fd, to in ((nowhere, 0), (nowhere, 1), (nowhere, 2), (line, LINE)):
        os.dup2(fd, to)
    for fd in ways:
        os.set_inheritable(fd, True)  # noqa: FBT003  (as the system has it)
    back = [sys.executable, "-I", "-S", "-B", os.path.abspath(__file__)]  # noqa: PTH100  (pathlib costs 6 ms)
    state = [_ENDING, *map(str, ways), kept]
    try:
        os.execve(SHELL, [SHELL, "-c", WAITS, "attach", *back, *state], {})  # noqa: S606  (nothing of it was typed)
    finally:
        os.dup2(ways[0], 0)
        os.dup2(ways[1], 1)


def _ended(argv: list[str]) -> int:
    """Take the terminal back from the shell that waited; return the exit status.

    Args:
        argv: The terminal's descriptors, `_kept`, and the signal that came or 0.
    """
    try:
        near, far, kept, number = argv
        os.dup2(int(near), 0)
        os.dup2(int(far), 1)
        *blocking, iflag, oflag, cflag, lflag, ispeed, ospeed, signs = kept.split(",", 8)
        flags = [int(flag) for flag in (iflag, oflag, cflag, lflag, ispeed, ospeed)]
        modes: list[int | list[bytes | int]] = [*flags, [bytes([int(code)]) for code in signs.split(",")]]
        status, says = _heard() if number == "0" else (128 + int(number), CLEAN)
    except (OSError, ValueError):
        return WRONG_USAGE
    _write(says)
    _give_back(modes, [blocks == "1" for blocks in blocking])
    return status


def _kept(modes: list[int | list[bytes | int]], blocking: list[bool]) -> str:
    """Return as a word how a terminal was found."""
    *flags, signs = modes
    codes = [sign if isinstance(sign, int) else sign[0] for sign in signs] if isinstance(signs, list) else []
    return ",".join(str(int(number)) for number in (*blocking, *flags, *codes) if isinstance(number, int))


def _heard() -> tuple[int, bytes]:
    """Return the end that a host rang about; one that is gone, or talks nonsense, leaves a clean screen."""
    try:
        host = _socket.socket(fileno=LINE)
        host.setsockopt(_socket.SOL_SOCKET, _socket.SO_RCVTIMEO, pack("ll", PATIENCE, 0))
        size = int.from_bytes(host.recv(4, _socket.MSG_WAITALL), "big")
        return _last(host.recv(min(size, _LARGEST), _socket.MSG_WAITALL))
    except (OSError, ValueError, AttributeError):
        return NO_HOST, CLEAN + _printed(WORDS["attach-host-gone"])


def _last(frame: bytes) -> tuple[int, bytes]:
    """Return exit status and sentence of `wire.Refused` and `wire.Over`.

    Raises:
        ValueError: It is neither.
        AttributeError: It is no message at all.
    """
    import json  # noqa: PLC0415  (only for the last message)

    said = json.loads(frame)
    status = NOT_NOW if said.get("is") == "refused" else said.get("status")
    if said.get("is") not in {"refused", "over"} or not isinstance(status, int):
        raise ValueError(status)
    return status, _printed(str(said.get("says", "")))


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
