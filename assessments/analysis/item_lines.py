"""Items through their renumbering: what continues, merges or splits from year to year, each item exactly once. Pure."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from assessments.analysis.comparison import EQUAL, NEW_ITEM, NOT_COMPARABLE, difference_of, difference_word
from assessments.analysis.urgency import DEVELOP, URGENT, urgency_of
from assessments.frameworks import Framework, Item
from assessments.scoring.arithmetic import rounded

FIRST, NEW, SAME, CHANGED = "first", "new", "same", "changed"


@dataclass(frozen=True)
class ItemPoint:
    """An item of one year beside what it continues.

    `link` is FIRST where the map begins, NEW, SAME (the same question as the year before) or CHANGED with its
    `reason`. `difference` is to `compared_year`, the last scored year from which the question stayed the same.
    """

    fiscal_year: int
    code: str
    name: str
    score: Decimal | None
    urgency: str
    link: str
    from_codes: tuple[str, ...]
    reason: str
    compared_year: int | None = None
    difference: Decimal | None = None

    @property
    def word(self):
        words = {NEW: NEW_ITEM, CHANGED: NOT_COMPARABLE}
        return words.get(self.link) or difference_word(self.difference)

    @property
    def skips_years(self):
        return self.compared_year is not None and self.compared_year < self.fiscal_year - 1


@dataclass(frozen=True)
class Ending:
    """The item is no more in `fiscal_year`; `into` are the items that took it in, empty where none did."""

    fiscal_year: int
    into: tuple[str, ...]


@dataclass(frozen=True)
class Branch:
    points: tuple[ItemPoint, ...]
    ending: Ending | None

    @property
    def last(self):
        return self.points[-1]


@dataclass(frozen=True)
class ItemLine:
    """All items that hang together over the years; the first branch is the one that leads to the latest item."""

    instrument: str
    branches: tuple[Branch, ...]

    @property
    def code(self):
        return self.branches[0].last.code

    @property
    def name(self):
        return self.branches[0].last.name

    @property
    def fiscal_year(self):
        """Of the latest item, whose code and name the line bears."""
        return self.branches[0].last.fiscal_year

    @property
    def latest(self):
        """The scored points of the last year that has any."""
        scored = [point for branch in self.branches for point in branch.points if point.score is not None]
        last = max((point.fiscal_year for point in scored), default=None)
        return tuple(point for point in scored if point.fiscal_year == last)

    @property
    def is_scored(self):
        return bool(self.latest)

    @property
    def is_weak(self):
        return any(point.urgency in (URGENT, DEVELOP) for point in self.latest)

    @property
    def is_comparable(self):
        return any(point.difference is not None for point in self.latest)


def item_lines(frameworks, scores):
    """Lines over all frameworks, in the order of the latest year; `scores` is {fiscal year: {code: score}}."""
    board = _Board.of(frameworks, scores)
    families = defaultdict(list)
    for start in board.starts():
        families[board.family_of(start)].append(board.branch(start))
    lines = [_line(board, branches) for branches in families.values()]
    return tuple(sorted(lines, key=board.order))


def _line(board, branches):
    latest_first = sorted(branches, key=lambda branch: (-branch.last.fiscal_year, branch.points[0].fiscal_year))
    first = latest_first[0].last
    return ItemLine(board.items[first.fiscal_year, first.code].instrument, tuple(latest_first))


@dataclass(frozen=True)
class _Board:
    """Items as nodes (fiscal year, code); `before` and `after` lead to the year next to it."""

    frameworks: Mapping[int, Framework]
    items: Mapping[tuple, Item]
    scores: Mapping[int, Mapping[str, Decimal]]
    before: Mapping[tuple, list]
    after: Mapping[tuple, list]

    @cached_property
    def positions(self):
        return {node: position for position, node in enumerate(self.items)}

    @classmethod
    def of(cls, frameworks, scores):
        items = {(framework.fiscal_year, item.code): item for framework in frameworks for item in framework.items}
        before, after = defaultdict(list), defaultdict(list)
        for node, item in items.items():
            for old in ((node[0] - 1, predecessor.code) for predecessor in item.predecessors):
                if old in items and old not in before[node]:
                    before[node].append(old)
                    after[old].append(node)
        return cls({framework.fiscal_year: framework for framework in frameworks}, items, scores, before, after)

    def starts(self):
        return [node for node in self.items if self._continues(node) is None]

    def branch(self, start):
        points, base, node, last = [], None, start, start
        while node is not None:
            points.append(self._point(node, base))
            base = self._next_base(points[-1], base)
            node, last = self._continued_by(node), node
        return Branch(tuple(points), self._ending(last))

    def family_of(self, node):
        """The earliest item that hangs together with this one, as the family's name."""
        seen, waiting = {node}, [node]
        while waiting:
            here = waiting.pop()
            near = {*self.before.get(here, ()), *self.after.get(here, ())} - seen
            seen |= near
            waiting += near
        return min(seen)

    def order(self, line):
        return -line.fiscal_year, self.positions[line.fiscal_year, line.code]

    def _continued_by(self, node):
        """The one item whose row goes on from this one: the same question if there is one, else the first."""
        heirs = sorted(self.after.get(node, ()), key=lambda heir: not self._is_equal(node, heir))
        return heirs[0] if heirs and self._continues(heirs[0]) == node else None

    def _continues(self, node):
        """The one item that this one's row comes from; the others that merge into it end in it."""
        for old in self.before.get(node, ()):
            heirs = sorted(self.after[old], key=lambda heir: not self._is_equal(old, heir))
            if heirs[0] == node:
                return old
        return None

    def _is_equal(self, old, node):
        return any(one.code == old[1] and one.relation == EQUAL for one in self.items[node].predecessors)

    def _ending(self, node):
        year = node[0] + 1
        return Ending(year, tuple(code for _, code in self.after.get(node, ()))) if year in self.frameworks else None

    def _point(self, node, base):
        """`base` is the last scored point of this row since the question changed."""
        year, code = node
        framework, item = self.frameworks[year], self.items[node]
        score = rounded(self.scores.get(year, {}).get(code), framework.decimals)
        link, reason = self._link(node)
        difference = difference_of(score, base.score) if base and link == SAME else None
        return ItemPoint(
            fiscal_year=year,
            code=code,
            name=item.name,
            score=score,
            urgency=urgency_of(framework, score),
            link=link,
            from_codes=tuple(old for _, old in self.before.get(node, ())),
            reason=reason,
            compared_year=None if difference is None else base.fiscal_year,
            difference=difference,
        )

    def _next_base(self, point, base):
        if point.score is not None:
            return point
        return base if point.link == SAME else None

    def _link(self, node):
        old = self.before.get(node, ())
        if not old:
            return (NEW if node[0] - 1 in self.frameworks else FIRST), ""
        split = [one for one in old if len(self.after[one]) > 1]
        if len(old) == 1 and not split and self._is_equal(old[0], node):
            return SAME, ""
        return CHANGED, self._reason(node, old, split)

    def _reason(self, node, old, split):
        told = dict.fromkeys(one.reason for one in self.items[node].predecessors if one.reason)
        reasons = list(told) or ([f"รวมข้อ {_listed(old)} ของปี {node[0] - 1} เป็นข้อเดียว"] if len(old) > 1 else [])
        reasons += [f"ข้อ {one[1]} ของปี {one[0]} แยกเป็นข้อ {_listed(self.after[one])}" for one in split]
        return " · ".join(reasons)


def _listed(nodes):
    *before, last = [code for _, code in nodes]
    return f"{', '.join(before)} และ {last}" if before else last
