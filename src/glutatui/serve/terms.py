"""From what a client says about its terminal to checked data; nothing is copied (kiosk-hazards.md, section 3.2)."""

import re
from collections.abc import Mapping
from typing import Final

from glutatui.serve.wire import Account
from glutatui.tui.profile import TerminalProfile, can_draw, profile_from_environment

_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,63}")
_USUAL: Final = "xterm"
"""What a terminal is that calls itself by no possible name."""


def _named(env: Mapping[str, str]) -> dict[str, str]:
    term = env.get("TERM", "")
    return {**env, "TERM": term if _NAME.fullmatch(term) else _USUAL if term else "dumb"}


def profile_for(env: Mapping[str, str], size: tuple[int, int]) -> TerminalProfile:
    """Return the profile of a terminal far away.

    Args:
        env: TERM, COLORTERM, NO_COLOR, LANG and LC_* as the client gave them.
        size: Columns and rows; zeros stand for one that is not known.
    """
    return profile_from_environment(_named(env), size=size if all(size) else None)


def account_for(account: Account, env: Mapping[str, str]) -> Account:
    """Return the account to use: line by line where a patient's terminal cannot be drawn on."""
    return account if account == "staff" or can_draw(_named(env)) else "plain"
