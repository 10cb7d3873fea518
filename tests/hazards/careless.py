"""The program with a key that leads out: it starts a program, opens a file of the host and makes a socket.

Only a test starts it, to see that it would be seen.
"""

import socket
import subprocess
import sys
from pathlib import Path

from glutatui.cli import main
from glutatui.tui.face import Face
from glutatui.tui.look import Look
from glutatui.tui.work import Outcome

_press = Face.press


def _lead_out(self: Face, key: str, look: Look) -> Outcome:
    subprocess.run(["true"], check=True)
    Path("/etc/passwd").read_bytes()
    socket.socket().close()
    return _press(self, key, look)


if __name__ == "__main__":
    Face.press = _lead_out  # type: ignore[method-assign]
    sys.exit(main())
