"""A tutor for patients about L-glutamine that checks that the safety warnings were understood."""

__version__ = "0.1.0"
