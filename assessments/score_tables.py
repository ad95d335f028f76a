"""What the score pages show beside the typed figures: the summary by instrument, and the figures that renew."""

from dataclasses import dataclass

from assessments import thai
from assessments.analysis_tables import discrepancy_rows
from assessments.frameworks import Indicator, Instrument
from assessments.score_sheet import is_below_pass_mark, sheet_codes
from assessments.scoring import Figure, explain_level, level_of_indicator


@dataclass(frozen=True)
class SummaryRow:
    entry: Instrument | Indicator
    figure: Figure
    level: str


@dataclass(frozen=True)
class InstrumentSummary:
    """An assessed instrument with its indicators; `scored` of `cells` figures of its sheet are typed."""

    row: SummaryRow
    weight: str
    indicators: tuple[SummaryRow, ...]
    scored: int
    cells: int


def summary_rows(framework, results, scores):
    return tuple(_summary(framework, results, scores, code) for code in results.weighted)


def _summary(framework, results, scores, code):
    codes = sheet_codes(framework, code)
    return InstrumentSummary(
        row=_row(framework, results, framework.entries[code]),
        weight=f"{framework.rule_for(results.kind).weights[code].normalize():f}",
        indicators=tuple(_row(framework, results, entry) for entry in framework.indicators_of(code)),
        scored=sum(code in scores for code in codes),
        cells=len(codes),
    )


def _row(framework, results, entry):
    figure = results.figures[entry.code]
    level = level_of_indicator(framework, figure.value)
    return SummaryRow(entry, figure, level.name if level else "")


def checked_count(results):
    """How many announced figures, the level among them, could be held against a computed one."""
    figures = (*results.figures.values(), results.total)
    pairs = [figure for figure in figures if None not in (figure.announced, figure.computed)]
    return len(pairs) + bool(results.announced_level and results.level)


def live_figures(framework, codes, results, stored):
    """Plain values for JSON: figures of these codes and of the total, as they stand with the scores stored now."""
    differing = {found.code for found in results.discrepancies}
    return {
        "figures": {
            code: {
                "computed": thai.score(results.figures[code].computed),
                "differs": code in differing,
                "below": is_below_pass_mark(framework, stored.get(code)),
            }
            for code in codes
        },
        "total": thai.score(results.total.value),
        "level": results.level.name if results.level else "–",
        "explanation": explain_level(framework, results),
        "notices": [_notice(found) for found in discrepancy_rows(framework, results)],
    }


def _notice(found):
    return f"{found.label}: ประกาศ {found.announced} คำนวณได้ {found.computed} — {found.reason}"
