"""What tests of commands share with those of records."""

from records.servers import server

__all__ = ["server"]
