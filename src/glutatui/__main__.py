"""Run the program as ``python -m glutatui``."""

import sys

from glutatui.cli import main

sys.exit(main())
