"""Clear the environment of everything that steers Textual, Rich or Python; free of Textual."""

from collections.abc import MutableMapping

from .profile import Colours

_STEERING = (
    "TEXTUAL",
    "PYTHON",
    "RICH_",
    "JUPYTER_",
    "TERM_PROGRAM",
    "LC_TERMINAL",
    "TTY_",
)
_NAMES = frozenset(
    {
        "BROWSER",
        "COLORTERM",
        "COLUMNS",
        "ESCDELAY",
        "FORCE_COLOR",
        "LINES",
        "NO_COLOR",
        "TERM",
        "UNICODE_VERSION",
    }
)
COLOUR_SYSTEMS: dict[Colours, str] = {
    "true": "truecolor",
    "256": "256",
    "16": "standard",
    "mono": "standard",
}
"""Rich's name for each depth; colours of ``mono`` are taken out again by the driver."""


def scrub(environ: MutableMapping[str, str], colours: Colours = "true") -> None:
    """Make the environment safe for the first ``import textual``, in place.

    Textual reads its settings once, at import: some of them write files (``TEXTUAL_LOG``),
    type keys (``TEXTUAL_PRESS``) or import code (``TEXTUAL_DRIVER``). Read the terminal's
    profile before; TERM, NO_COLOR and COLORTERM are gone afterwards.

    Args:
        environ: Usually ``os.environ``.
        colours: Depth that Textual assumes for apps without a driver of ours.
    """
    for name in [name for name in environ if name.startswith(_STEERING) or name in _NAMES]:
        del environ[name]
    environ.update(
        BROWSER="/bin/false",
        TEXTUAL_ANIMATIONS="none",
        TEXTUAL_COLOR_SYSTEM=COLOUR_SYSTEMS[colours],
        TEXTUAL_DISABLE_KITTY_KEY="1",
        TEXTUAL_SMOOTH_SCROLL="0",
    )
