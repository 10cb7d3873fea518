"""What a visit costs: bytes on the line, and work for the machine (issue 2; the bench owns the times)."""

import os
import select
import sys
from collections.abc import Iterator
from time import process_time

import pytest

from glutatui.course import Course
from glutatui.tui.face import Face
from glutatui.tui.look import Look
from glutatui.visit import Ask, Summary
from tui.screens import ENOUGH, mark, press
from visits import SeededDesk
