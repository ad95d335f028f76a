"""The whole analysis of one assessment, put together from its parts."""

from dataclasses import dataclass
from decimal import Decimal

from assessments.analysis.history import HistoryRow, PastYear, history_rows
from assessments.analysis.issues import IssueAnalysis, ItemRow, analyse_issue, issue_code, issue_score, item_row
from assessments.analysis.rows import Row, RowMaker, by_rank, ranked
from assessments.analysis.urgency import MAINTAIN
from assessments.analysis.weak_points import FindingInput, WeakPoint, attach_findings, by_urgency, find_weak_points
from assessments.frameworks import Framework
from assessments.scoring import Results, level_of_indicator

HIGH_MARK = Decimal(95)


@dataclass(frozen=True)
class Previous:
    """The results of the fiscal year before the one analysed."""

    framework: Framework
    results: Results


@dataclass(frozen=True)
class InstrumentAnalysis:
    """`strengths` are its indicators at full marks or target, so none of them is a weak point; `high_scores` are
    those of 95 and more where none is. `strong_sub_indicators` are at full marks."""

    row: Row
    weighted: Decimal | None
    strengths: tuple[Row, ...]
    high_scores: tuple[Row, ...]
    strong_sub_indicators: tuple[Row, ...]
    weak_points: tuple[WeakPoint, ...]


@dataclass(frozen=True)
class Analysis:
    total: Row
    instruments: tuple[InstrumentAnalysis, ...]
    indicators: tuple[Row, ...]  # official order
    indicators_by_rank: tuple[Row, ...]  # best first
    sub_indicators: tuple[Row, ...]
    issues: tuple[IssueAnalysis, ...]
    items: tuple[ItemRow, ...]
    weak_points: tuple[WeakPoint, ...]  # most pressing first
    unmatched_findings: tuple[FindingInput, ...]  # findings for which no weak point follows from the scores
    findings: tuple[FindingInput, ...]
    history: tuple[HistoryRow, ...]

    def findings_of_indicator(self, code):
        return tuple(finding for finding in self.findings if finding.indicator == code)


def analyse(framework, results, previous=None, targets=None, history=(), findings=()):
    """Everything shown about one assessment.

    `previous` counts only when it is the year just before; without it, last year's indicators and total are taken
    from `history`. `targets` are the agency's own, by code ("total" for the total).
    """
    previous = previous if previous and previous.framework.fiscal_year == framework.fiscal_year - 1 else None
    maker = RowMaker(framework, _previous_values(framework, previous, history), targets or {})
    rows = _Rows(framework, results, maker)
    points, unmatched = attach_findings(framework, find_weak_points(framework, results, maker.targets), findings)
    items = {item.code: item_row(framework, item, results, previous) for item in framework.items}
    indicators, sub_indicators = rows.of(framework.indicators), rows.of(framework.sub_indicators)
    return Analysis(
        total=maker.row("total", "คะแนนรวม", results.total.value, results.level),
        instruments=rows.instruments(indicators, sub_indicators, by_urgency(points)),
        indicators=indicators,
        indicators_by_rank=by_rank(indicators),
        sub_indicators=sub_indicators,
        issues=rows.issues(items, findings),
        items=tuple(items.values()),
        weak_points=by_urgency(points),
        unmatched_findings=unmatched,
        findings=tuple(findings),
        history=history_rows(_years(framework, results, previous, history), results.kind),
    )


@dataclass(frozen=True)
class _Rows:
    framework: Framework
    results: Results
    maker: RowMaker

    def of(self, entries):
        return ranked([self._row(entry) for entry in entries])

    def instruments(self, indicators, sub_indicators, points):
        assessed = [entry for entry in self.framework.instruments if entry.code in self.results.weighted]
        return tuple(self._instrument(row, indicators, sub_indicators, points) for row in self.of(assessed))

    def issues(self, items, findings):
        rows = [self._issue_row(issue) for issue in self.framework.issues]
        pairs = zip(self.framework.issues, ranked(rows), strict=True)
        return tuple(analyse_issue(self.framework, issue, row, items, findings) for issue, row in pairs)

    def _issue_row(self, issue):
        score = issue_score(self.framework, self.results, issue.number)
        return self.maker.row(issue_code(issue.number), issue.name, score)

    def _row(self, entry):
        score = self.results.value(entry.code)
        is_indicator = self.framework.depth_of(entry.code) == "indicator"
        level = level_of_indicator(self.framework, score) if is_indicator else None
        return self.maker.row(entry.code, entry.name, score, level)

    def _instrument(self, row, indicators, sub_indicators, points):
        own = {entry.code for entry in self.framework.indicators_of(row.code)}
        own_subs = {sub.code for code in own for sub in self.framework.sub_indicators_of(code)}
        rows = [indicator for indicator in indicators if indicator.code in own]
        strengths = tuple(indicator for indicator in rows if indicator.urgency == MAINTAIN)
        return InstrumentAnalysis(
            row=row,
            weighted=self.results.weighted[row.code],
            strengths=strengths,
            high_scores=() if strengths else _high_scores(rows),
            strong_sub_indicators=tuple(
                sub for sub in sub_indicators if sub.code in own_subs and sub.urgency == MAINTAIN
            ),
            weak_points=tuple(point for point in points if point.indicator in own or point.code == row.code),
        )


def _high_scores(rows):
    return tuple(row for row in rows if row.score is not None and row.score >= HIGH_MARK)


def _previous_values(framework, previous, history):
    """Last year's scores by code. Issues by each year's own map; sub-indicators only while they keep their name."""
    if previous is None:
        before = next((year for year in history if year.fiscal_year == framework.fiscal_year - 1), None)
        return {**before.indicators, "total": before.total} if before else {}
    old = previous.framework.entries
    kept = (*framework.instruments, *framework.indicators)
    kept += tuple(sub for sub in framework.sub_indicators if sub.code in old and old[sub.code].name == sub.name)
    values = {entry.code: previous.results.value(entry.code) for entry in kept}
    issues = {
        issue_code(issue.number): issue_score(previous.framework, previous.results, issue.number)
        for issue in framework.issues
    }
    return {**values, **issues, "total": previous.results.total.value}


def _years(framework, results, previous, history):
    """Last year's and this year's own results, and the history, whose figures for those years count when both exist:
    it is what the agency itself says of the past."""
    own = [_year(previous.framework, previous.results)] if previous else []
    own.append(_year(framework, results))
    return (*(year for year in own if year.total is not None), *history)


def _year(framework, results):
    indicators = {entry.code: results.value(entry.code) for entry in framework.indicators}
    known = {code: score for code, score in indicators.items() if score is not None}
    return PastYear(framework.fiscal_year, results.total.value, known, level=results.level_name)
