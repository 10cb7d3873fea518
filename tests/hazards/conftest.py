"""Hosts and doors and a database for the hazards that need them."""

from serve.conftest import cache, shared_cache, start, way_into

__all__ = ["cache", "shared_cache", "start", "way_into"]
