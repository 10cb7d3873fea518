"""The OpenSSH door as docs/deploy.md sets it up: its files, its users, its socket."""

import pwd
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from glutatui.cli.doctor.finding import Finding, found

USERS: Final = ("learn", "quiz", "plain", "staff")
CONFIGURATION: Final = Path("etc/glutatui/sshd_config")
_KEY: Final = Path("etc/glutatui/ssh_host_ed25519_key")
_KEYS: Final = Path("etc/glutatui/keys")
_UNITS: Final = Path("etc/systemd/system")
_EITHER: Final = ("glutatui-sshd.socket", "glutatui-sshd.service")


def is_set_up(root: Path) -> bool:
    """Tell whether somebody has begun to set it up."""
    return _is_there(root / CONFIGURATION.parent) or _is_there(root / _UNITS / "glutatui.service")


def _is_there(path: Path) -> bool:
    """Tell whether there is such a file; in a folder that is not this user's to look into, nothing is missed."""
    try:
        return path.exists()
    except OSError:
        return True


def shell_of(user: str) -> str | None:
    """Return the shell of a system user; None where there is no such user."""
    try:
        return pwd.getpwnam(user).pw_shell
    except KeyError:
        return None


def of_openssh(root: Path, shell: Callable[[str], str | None] = shell_of) -> Iterator[Finding]:
    """Find out whether all of it is there.

    Args:
        root: Usually ``/``.
        shell: As `shell_of`.
    """
    wanted = [CONFIGURATION, _KEY, _KEYS, _UNITS / "glutatui.service"]
    missing = [root / place for place in wanted if not _is_there(root / place)]
    if not any(_is_there(root / _UNITS / unit) for unit in _EITHER):
        missing.append(root / _UNITS / _EITHER[0])
    for place in missing:
        yield found("openssh", "look", "openssh-missing", path=place)
    for user in USERS:
        has = shell(user)
        if has is None:
            yield found("openssh", "look", "openssh-no-user", user=user)
        elif has.endswith(("nologin", "false")):
            yield found("openssh", "look", "openssh-no-shell", user=user, shell=has)
    if not missing and all(shell(user) for user in USERS):
        yield found("openssh", "fine", "openssh", path=root / CONFIGURATION)
