"""What can be computed from answers alone: pure numbers in, pure numbers out (education standard, section 8).

All sums are of whole numbers, so that a million answers lose no digit before the last division.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import comb, log, sqrt
from typing import Final

HIDDEN_BELOW: Final = 30
"""Answers below which a figure is not shown (education standard, section 8)."""


@dataclass(frozen=True, slots=True)
class Paired:
    """A yes or no beside a score, summed over people."""

    n: int = 0
    yes: int = 0
    score: int = 0
    """Sum of the scores."""
    squares: int = 0
    """Sum of their squares."""
    score_of_yes: int = 0
    """Sum of the scores of those with a yes."""

    def correlation(self) -> float | None:
        """Return the point-biserial correlation (Pearson's r with a yes as 1); None where one side does not vary."""
        spread_of_yes = self.yes * (self.n - self.yes)
        spread = self.n * self.squares - self.score * self.score
        if not spread_of_yes or not spread:
            return None
        return (self.n * self.score_of_yes - self.yes * self.score) / sqrt(spread_of_yes * spread)


def paired(cells: Mapping[tuple[bool, int], int]) -> Paired:
    """Return the sums of people by (yes, score)."""
    rows = [(yes, score, count) for (yes, score), count in cells.items()]
    return Paired(
        n=sum(count for _, _, count in rows),
        yes=sum(count for yes, _, count in rows if yes),
        score=sum(score * count for _, score, count in rows),
        squares=sum(score * score * count for _, score, count in rows),
        score_of_yes=sum(score * count for yes, score, count in rows if yes),
    )


EXTREME: Final = 0.27
"""The share of people in each of the two groups that `index_of` compares (Kelley, Journal of Educational Psychology 30,
1939)."""


def index_of(cells: Mapping[tuple[bool, int], int]) -> float | None:
    """Return the discrimination index D: the share of yes in the top 27 % by score, less that in the bottom 27 %.

    People with the same score at the edge of a group are in it by the same part each, so that no order matters.

    Args:
        cells: People by (yes, score).

    None where all have the same score.
    """
    people: dict[int, list[int]] = {}
    for (yes, score), count in cells.items():
        both = people.setdefault(score, [0, 0])
        both[0] += count
        both[1] += count * yes
    if len(people) < 2:  # noqa: PLR2004  (nobody is above anybody)
        return None
    ranked = [people[score] for score in sorted(people)]
    return _share_of_first(ranked[::-1]) - _share_of_first(ranked)


def _share_of_first(ranked: Sequence[Sequence[int]]) -> float:
    """Return the share of yes among the first 27 % of people, given as (people, yes) of each score in order."""
    size = EXTREME * sum(people for people, _ in ranked)
    left, found = size, 0.0
    for people, yes in ranked:
        part = min(left / people, 1.0) if people else 0.0
        found += yes * part
        left = max(left - people, 0.0)
    return found / size


def kr_20(right: Sequence[int], totals: Mapping[int, int]) -> float | None:
    """Return Kuder and Richardson's formula 20 (Psychometrika 2, 1937): k/(k-1) x (1 - sum p(1-p) / variance).

    Args:
        right: For each item, how many people were right.
        totals: How many people have each number of right items; the variance is that of these people (divided by n).

    None where there are fewer than two items, or everybody has the same total.
    """
    k, n = len(right), sum(totals.values())
    sum_of_totals = sum(total * count for total, count in totals.items())
    spread = n * sum(total * total * count for total, count in totals.items()) - sum_of_totals * sum_of_totals
    if k < 2 or not spread:  # noqa: PLR2004  (one item has no consistency)
        return None
    return k / (k - 1) * (1 - sum(one * (n - one) for one in right) / spread)


@dataclass(frozen=True, slots=True)
class Consistency:
    """How far a second, equally hard quiz would give the same decisions."""

    agreement: float
    """The share of people with the same decision twice."""
    kappa: float | None
    """The agreement beyond chance (Cohen); None where chance alone agrees always."""


def subkoviak(totals: Mapping[int, int], items: int, cut: int, reliability: float) -> Consistency:
    """Return the decision consistency from one sitting (Subkoviak, Journal of Educational Measurement 13, 1976).

    Each person's true share is taken as reliability x own share + (1 - reliability) x mean share; on a second quiz
    their right answers are then binomial.

    Args:
        totals: How many people have each number of right items.
        items: How many items there are.
        cut: Right items that are enough.
        reliability: KR-20; below 0 counts as 0.
    """
    reliability = min(max(reliability, 0.0), 1.0)
    n = sum(totals.values())
    mean = sum(total * count for total, count in totals.items()) / (n * items)
    passing = {total: _at_least(cut, items, reliability * total / items + (1 - reliability) * mean) for total in totals}
    agreement = sum(count * (passing[total] ** 2 + (1 - passing[total]) ** 2) for total, count in totals.items()) / n
    share = sum(count * passing[total] for total, count in totals.items()) / n
    chance = share**2 + (1 - share) ** 2
    return Consistency(agreement, None if chance >= 1 else (agreement - chance) / (1 - chance))


def _at_least(cut: int, items: int, share: float) -> float:
    """Return the binomial chance of ``cut`` right items or more."""
    return sum(comb(items, right) * share**right * (1 - share) ** (items - right) for right in range(cut, items + 1))


DOUBT: Final = log(300)
"""The log likelihood ratio from which a key is doubted: the answers fit another key 300 times better."""


def doubt_of_option(chosen: Sequence[int], key: int, usual: float) -> tuple[int, float]:
    """Return the option that would fit the answers better as the key, and the log of how many times better.

    A patient chooses the true key with the usual chance, the other options equally often. Then only the votes for
    the two count. This asks for no number of answers: a wrong key may hurt long before there are 30.

    Args:
        chosen: How often each option was chosen, ``key`` the filed one; two or more options.
        key: Which option is filed as right.
        usual: The share of right answers to the other questions of its kind.
    """
    others = len(chosen) - 1
    usual = min(max(usual, 1 / len(chosen)), _SURE)
    weight = log(usual * others / (1 - usual))
    rival = max((at for at in range(len(chosen)) if at != key), key=lambda at: chosen[at])
    return rival, (chosen[rival] - chosen[key]) * weight


def doubt_of_line(agreed: int, differed: int, usual: float) -> float:
    """Return the log of how many times better the answers to a line of a choose-all fit the other mark.

    Args:
        agreed: Patients who marked the line as it is filed.
        differed: Patients who marked it the other way.
        usual: The share of marks of other lines that agree with what is filed.
    """
    usual = min(max(usual, 0.5), _SURE)
    return (differed - agreed) * log(usual / (1 - usual))


_SURE: Final = 0.99
"""The usual share is taken as no higher: where nearly all are right, one slip would weigh as much as many answers."""
