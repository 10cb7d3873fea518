"""The benchmark: glutatui beside its own floors, in one run."""
