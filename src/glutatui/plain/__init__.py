"""The line face: the same visit as lines of text, for screen readers, Braille lines, dumb terminals and scripts.

It is a protocol too (architecture, section 5): only choices begin with ``N. ``, only prompts with ``> ``.

* ``paper``    lines as they are printed: clean, wrapped on a terminal, never mistaken for a choice or a prompt
* ``reader``   who listens
* ``replies``  what a typed line means, without regard to the step
* ``answers``  from a reply to the answer of a question
* ``prompts``  what can be typed at a step
* ``telling``  a step as lines
* ``endings``  the last step, sources and help as lines
* ``around``   what surrounds a talk where patients come and go
* ``languages``  choosing the language
* ``earlier``  looking back at the pages before
* ``library``  readings and the search in them; ``uses``: what is known of each use
* ``beside``   all of that, where a patient is beside the step
* ``taking``   what a patient takes home
* ``keeping``  keeping an event, and trying again where that fails
* ``talk``     the loop: tell, ask, keep, go on
* ``sample``   an author's pages, printed once
"""

from glutatui.plain.around import Around
from glutatui.plain.paper import Line, Paper
from glutatui.plain.talk import run_plain

__all__ = ["Around", "Line", "Paper", "run_plain"]
