"""How far the reading of the visits is, told while it goes on."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from glutatui.records import Kept


def watched(rows: Iterable[Kept], visits: Sequence[str], told: Callable[[int], None]) -> Iterator[Kept]:
    """Give the rows on, and tell the percentage of the visits that has gone by whenever it changes.

    Args:
        rows: What `Records.read` gives.
        visits: All visits, in the same order; the rows may begin at any of them.
        told: Takes 0 to 99.
    """
    places = {visit: at for at, visit in enumerate(visits)}
    last, first, percent = "", -1, -1
    for row in rows:
        if row[1] != last:
            last = row[1]
            at = places.get(last, len(visits))  # one that has begun since is the last
            first = at if first < 0 else first
            now = min(100 * (at - first) // max(len(visits) - first, 1), 99)
            if now != percent:
                percent = now
                told(percent)
        yield row
