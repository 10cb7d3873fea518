"""The benchmark: glutatui beside its own floors, in one run.

``starting``, ``visiting``, ``opening``, ``crowding``, ``checking`` and ``reporting`` measure one family of rows each.
``rows`` holds medians, goals and the table; ``machine`` reads the kernel's counters; ``terminal`` runs a command on a
pty; ``servers`` starts services and their floors; ``clients`` are patients over SSH who record what they see, judged
afterwards by a terminal emulator; ``scripted`` says which keys they press and what must then be on the screen.
"""
