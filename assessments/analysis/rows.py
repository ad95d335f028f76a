"""One line of an analysis table: score, level, last year, target, rank."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from assessments.analysis.comparison import difference_of, difference_word
from assessments.analysis.urgency import urgency_of
from assessments.frameworks import Framework, Level
from assessments.scoring.arithmetic import rounded


@dataclass(frozen=True)
class Row:
    """`to_target` is what is still missing, 0 once reached; `rank` 1 is the highest, equal scores share a rank."""

    code: str
    name: str
    score: Decimal | None
    level: Level | None
    previous: Decimal | None
    difference: Decimal | None
    target: Decimal | None
    to_target: Decimal | None
    urgency: str
    rank: int | None = None

    @property
    def word(self):
        return difference_word(self.difference)


@dataclass(frozen=True)
class RowMaker:
    """Makes rows against one framework's pass mark, last year's scores and the agency's targets."""

    framework: Framework
    previous: Mapping[str, Decimal | None]
    targets: Mapping[str, Decimal]

    def row(self, code, name, score, level=None):
        score = rounded(score, self.framework.decimals)
        previous = rounded(self.previous.get(code), self.framework.decimals)
        target = rounded(self.targets.get(code), self.framework.decimals)
        return Row(
            code=code,
            name=name,
            score=score,
            level=level,
            previous=previous,
            difference=difference_of(score, previous),
            target=target,
            to_target=None if score is None or target is None else max(target - score, Decimal(0)),
            urgency=urgency_of(self.framework, score, target),
        )


def ranked(rows):
    """The same rows in the same order, each with its rank; what is not scored has none."""
    scores = [row.score for row in rows if row.score is not None]
    return tuple(replace(row, rank=_rank(row.score, scores)) for row in rows)


def _rank(score, scores):
    return None if score is None else 1 + sum(other > score for other in scores)


def by_rank(rows):
    """Best first; ties in official order, what is not scored last."""
    return tuple(sorted(rows, key=lambda row: (row.rank is None, row.rank or 0)))
