"""The views: each lays out one kind of step, and says what a key on it means.

A view never keeps an event, opens a visit or knows a terminal.
It returns an `Act`, and `glutatui.tui.face` carries it out.
"""
