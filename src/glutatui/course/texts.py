"""A text in every language of a course."""

from collections.abc import Mapping
from typing import TypeAlias

Texts: TypeAlias = Mapping[str, str]
"""One text for each language of the course, by language code."""
