"""The seven issues: which questions and items speak to each, how they scored, and which is the lowest."""

from dataclasses import dataclass
from decimal import Decimal

from assessments.analysis.comparison import Comparison, compare_item
from assessments.analysis.rows import Row
from assessments.analysis.urgency import urgency_of
from assessments.scoring.arithmetic import FULL_MARKS, mean, rounded


@dataclass(frozen=True)
class ItemRow:
    code: str
    name: str
    instrument: str
    indicator: str
    score: Decimal | None
    urgency: str
    comparison: Comparison | None  # None without last year's results


@dataclass(frozen=True)
class ItemGroup:
    instrument: str
    items: tuple[ItemRow, ...]


@dataclass(frozen=True)
class IssueAnalysis:
    """`row.score` is the mean of the issue's scored items. `lowest` holds every item that shares the lowest score."""

    number: int
    row: Row
    groups: tuple[ItemGroup, ...]
    lowest: tuple[ItemRow, ...]
    urgency: str  # that of the lowest item; "" while none is scored
    findings: tuple

    @property
    def name(self):
        return self.row.name

    @property
    def items(self):
        return tuple(item for group in self.groups for item in group.items)

    @property
    def lowest_item(self):
        return self.lowest[0] if self.lowest else None

    @property
    def is_full(self):
        """Full marks in every item of the issue that is scored, at least one."""
        return bool(self.lowest) and self.lowest[0].score >= FULL_MARKS

    @property
    def causes(self):
        return tuple(text for finding in self.findings for text in finding.causes)

    @property
    def approaches(self):
        return tuple(text for finding in self.findings for text in finding.approaches)


def item_row(framework, item, results, previous):
    score = rounded(results.value(item.code), framework.decimals)
    return ItemRow(
        code=item.code,
        name=item.name,
        instrument=item.instrument,
        indicator=item.indicator,
        score=score,
        urgency=urgency_of(framework, score),
        comparison=compare_item(item, score, previous.results.value) if previous else None,
    )


def issue_code(number):
    """Issues and indicators are both numbered from 1; rows keep them apart by this code."""
    return f"issue-{number}"


def issue_score(framework, results, number):
    """Mean of the issue's scored items, None when none is scored. Our own figure: no one announces it."""
    scores = [results.value(item.code) for item in framework.items_of_issue(number)]
    return mean(score for score in scores if score is not None)


def analyse_issue(framework, issue, row, item_rows, findings):
    """`item_rows` by code for the whole framework; an item may belong to several issues."""
    rows = [item_rows[item.code] for item in framework.items_of_issue(issue.number)]
    lowest = _lowest(rows)
    return IssueAnalysis(
        number=issue.number,
        row=row,
        groups=_groups(framework, rows),
        lowest=lowest,
        urgency=lowest[0].urgency if lowest else "",
        findings=tuple(finding for finding in findings if finding.issue == issue.number),
    )


def _lowest(rows):
    scored = [row for row in rows if row.score is not None]
    least = min((row.score for row in scored), default=None)
    return tuple(row for row in scored if row.score == least)


def _groups(framework, rows):
    groups = (
        ItemGroup(instrument.code, tuple(row for row in rows if row.instrument == instrument.code))
        for instrument in framework.instruments
    )
    return tuple(group for group in groups if group.items)
