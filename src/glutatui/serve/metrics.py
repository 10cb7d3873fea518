"""What the front door counts, in the text format of Prometheus: the log's events, added up.

Each count is one of an event of the log, so the two cannot differ. Nothing personal: no label holds an address, a name
or an answer, and each label has few values, all written in the program.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, get_args

from glutatui import __version__
from glutatui.serve.endings import HOWS
from glutatui.serve.limits import Refusal
from glutatui.serve.wire import Standing
from glutatui.words import say

BOUNDS: Final = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
"""Upper bounds of the histogram's buckets, in seconds; 19 ms and 60 ms are usual (serving.md, section 1)."""

Labels = tuple[tuple[str, str], ...]

_PATIENTS: Final = ("learn", "quiz", "plain")
_TURNED_AWAY: Final = frozenset({"no-handshake", "no-terminal", "unknown-user"})
"""Events of the embedded door that are refusals by themselves."""
_FAULTS: Final = frozenset({"accept-failed", "front-stray"})


@dataclass(frozen=True, slots=True)
class Present:
    """How things are at the moment."""

    state: str
    """As `health.State`."""
    inside: int
    """Sessions."""
    places: int
    """Sessions that there may be at once."""
    standing: Standing | None
    """What the zygote said last."""


class Metrics:
    """Adds events up."""

    def __init__(self) -> None:
        """Begin with nought of everything that is known to happen, so that the first one is seen as a rise."""
        self._counts: dict[str, Counter[Labels]] = {
            "visits_started_total": Counter(
                {(("account", account), ("warm", warm)): 0 for account in _PATIENTS for warm in ("yes", "no")}
            ),
            "visits_ended_total": Counter({(("how", how),): 0 for how in HOWS}),
            "refusals_total": Counter(
                {(("door", door), ("why", why)): 0 for door in ("ssh", "attach") for why in get_args(Refusal)}
            ),
            "children_killed_total": Counter({(("why", why),): 0 for why in ("hung", "hard", "late")}),
            "faults_total": Counter({(("what", what),): 0 for what in sorted(_FAULTS)}),
        }
        self._first_frames: Counter[float] = Counter()
        self._seconds = 0.0

    def heard(self, event: str, values: Mapping[str, str | float | bool]) -> None:
        """Count an event of the log."""
        value = {name: _written(values.get(name, "")) for name in ("account", "door", "how", "warm", "why")}
        match event:
            case "visit":
                self._count("visits_started_total", account=value["account"], warm=value["warm"])
            case "visit-over":
                self._count("visits_ended_total", how=value["how"])
            case "drawn":
                self._took(float(values["seconds"]))
            case "refused" | "attach-refused":
                door = "attach" if event == "attach-refused" else value["door"]
                self._count("refusals_total", door=door, why=value["why"])
            case "killed":
                self._count("children_killed_total", why=value["why"])
            case _ if event in _TURNED_AWAY:
                self._count("refusals_total", door="ssh", why=event)
            case _ if event in _FAULTS:
                self._count("faults_total", what=event)
            case _:
                pass

    def _count(self, name: str, /, **labels: str) -> None:
        self._counts[name][tuple(labels.items())] += 1

    def _took(self, seconds: float) -> None:
        self._seconds += seconds
        self._first_frames[next((bound for bound in BOUNDS if seconds <= bound), float("inf"))] += 1

    def text(self, now: Present) -> str:
        """Return all of it, as a scrape wants it."""
        lines = [*_present(now)]
        for name, counts in self._counts.items():
            lines += _family(name, "counter", dict(counts))
        if now.standing:
            lines += _standing(now.standing)
        return "\n".join([*lines, *self._histogram(), ""])

    def _histogram(self) -> Iterator[str]:
        name = "first_frame_seconds"
        yield from _head(name, "histogram")
        below = 0
        for bound in (*BOUNDS, float("inf")):
            below += self._first_frames[bound]
            yield _line(f"{name}_bucket", (("le", "+Inf" if bound == float("inf") else f"{bound:g}"),), below)
        yield _line(f"{name}_sum", (), round(self._seconds, 6))
        yield _line(f"{name}_count", (), below)


def _present(now: Present) -> Iterator[str]:
    yield from _family("build_info", "gauge", {(("version", __version__),): 1})
    yield from _family("accepts_patients", "gauge", {(): int(now.state == "ready")})
    yield from _family("draining", "gauge", {(): int(now.state == "draining")})
    yield from _family("sessions_inside", "gauge", {(): now.inside})
    yield from _family("sessions_limit", "gauge", {(): now.places})


def _standing(standing: Standing) -> Iterator[str]:
    course = (("hash", standing.course), ("review", standing.review))
    yield from _family("course_info", "gauge", {course: 1})
    yield from _family("course_things_signed", "gauge", {(): standing.signed})
    yield from _family("course_things", "gauge", {(): standing.total})
    yield from _family("warm_processes", "gauge", {(): standing.warm})
    yield from _family("warm_processes_lost_total", "counter", {(): standing.lost})
    yield from _family("forks_failed_total", "counter", {(): standing.unforked})
    yield from _family(
        "reloads_total", "counter", {(("course", "taken"),): standing.taken, (("course", "kept"),): standing.kept}
    )


def _written(value: str | float | bool) -> str:  # noqa: FBT001  (a value of the log)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _head(name: str, kind: str) -> Iterator[str]:
    about = say("en", f"metric-{name.replace('_', '-')}")
    yield f"# HELP glutatui_{name} {about}"
    yield f"# TYPE glutatui_{name} {kind}"


def _family(name: str, kind: str, values: Mapping[Labels, float]) -> Iterator[str]:
    yield from _head(name, kind)
    for labels, value in values.items():
        yield _line(name, labels, value)


def _line(name: str, labels: Labels, value: float) -> str:
    inner = ",".join(f'{label}="{_escaped(text)}"' for label, text in labels)
    return f"glutatui_{name}{f'{{{inner}}}' if inner else ''} {value}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
