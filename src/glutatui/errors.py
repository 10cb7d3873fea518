"""Every error that somebody who uses the tutor can meet.

* GlutatuiError
  + UsageError      the command was given in a way that cannot work (status 2)
  + ContentError    the lessons or quizzes on disk are wrong (status 1)
  + RecordsError    an event could not be kept, found or read (status 1)
  + PrintError      a page could not be printed; the patient goes on
  + OutputError     what was asked for could not be written to stdout (status 1)
  + ServiceError    the service could not start (status 3)

An error carries a code and values, never a sentence: ``words.py`` holds the sentence for each code and language,
and the command line or a face says it.
"""

from collections.abc import Mapping


class GlutatuiError(Exception):
    """What went wrong, as a code of ``words.py`` (its key is ``error-CODE``) and the values that its sentence names."""

    status = 1
    """The exit status of the command that meets this error (architecture, section 5)."""

    def __init__(self, code: str, **values: object) -> None:
        """Keep the code and its values."""
        super().__init__(code, values)
        self.code = code
        self.values: Mapping[str, object] = values

    def __str__(self) -> str:
        """Return the code and values for a log; a person is told ``words.error_text`` instead."""
        named = ", ".join(f"{name}={value}" for name, value in self.values.items())
        return f"{self.code} ({named})" if named else self.code


class UsageError(GlutatuiError):
    """The command was given in a way that cannot work."""

    status = 2


class ContentError(GlutatuiError):
    """The lessons or quizzes on disk are wrong."""


class RecordsError(GlutatuiError):
    """An event could not be kept, found or read."""


class PrintError(GlutatuiError):
    """A page could not be printed."""


class OutputError(GlutatuiError):
    """What was asked for could not be written."""


class ServiceError(GlutatuiError):
    """The service could not start."""

    status = 3
