"""The line face: the same visit as lines of text, for screen readers, Braille lines, dumb terminals and scripts.

It is a protocol too (architecture, section 5): only choices begin with ``N. ``, only prompts with ``> ``.

* ``paper``    lines as they are printed: clean, wrapped, never mistaken for a choice or a prompt
* ``reader``   who listens
* ``replies``  what a typed line means, without regard to the step
* ``telling``  a step as lines
* ``endings``  the last step, sources and help as lines
* ``talk``     the loop: tell, ask, keep, go on
"""

from glutatui.plain.talk import run_plain

__all__ = ["run_plain"]
