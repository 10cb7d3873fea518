"""The whole program as `glutatui` starts it, but for chance: each visit has the same code and the same orders."""

import secrets
import sys
from random import Random

from glutatui.cli import main

if __name__ == "__main__":
    secrets.token_bytes = Random(7).randbytes  # type: ignore[assignment]  # noqa: S311  (that it is known is the point)
    sys.exit(main())
