"""The analysis as its page shows it: headline, rows beside their aim, charts, discrepancies in words."""

from dataclasses import dataclass
from decimal import Decimal

from assessments import thai
from assessments.analysis import Row
from assessments.charts import bar_chart
from assessments.scoring import explain_level

DEPTH_LABELS = {"indicator": "ตัวชี้วัดที่ ", "sub_indicator": "ตัวชี้วัดย่อยที่ ", "item": "ข้อ "}


@dataclass(frozen=True)
class Headline:
    row: Row
    level_name: str
    explanation: str
    peers_difference: Decimal | None


@dataclass(frozen=True)
class AimedRow:
    """A row beside what it should reach: the agency's own target, else the pass mark. `gap` is score less aim."""

    row: Row
    aim: Decimal
    gap: Decimal | None
    has_own_target: bool


@dataclass(frozen=True)
class DiscrepancyRow:
    label: str
    announced: str
    computed: str
    difference: str
    reason: str


def headline(assessment, results, analysis):
    score, average = analysis.total.score, assessment.peers_average
    return Headline(
        row=analysis.total,
        level_name=results.level_name,
        explanation=explain_level(assessment.framework, results),
        peers_difference=None if score is None or average is None else score - average,
    )


def aimed_rows(framework, rows):
    return [_aimed(row, framework.pass_mark) for row in rows]


def _aimed(row, pass_mark):
    aim = pass_mark if row.target is None else row.target
    return AimedRow(row, aim, None if row.score is None else row.score - aim, row.target is not None)


def year_chart(framework, analysis):
    entries = [(f"พ.ศ. {year.fiscal_year}", year.total, year.level) for year in analysis.history]
    return bar_chart("คะแนนรวมแต่ละปี", entries, label_title="ปีงบประมาณที่ประเมิน", pass_mark=framework.pass_mark)


def instrument_chart(framework, analysis):
    rows = [instrument.row for instrument in analysis.instruments]
    entries = [(row.code, row.score) for row in rows]
    return bar_chart("คะแนนรายเครื่องมือ", entries, label_title="เครื่องมือ", pass_mark=framework.pass_mark)


def indicator_chart(framework, analysis):
    entries = [(f"{row.code} {row.name}", row.score) for row in analysis.indicators]
    return bar_chart("คะแนนรายตัวชี้วัด", entries, label_title="ตัวชี้วัด", pass_mark=framework.pass_mark)


def discrepancy_rows(framework, results):
    return [
        DiscrepancyRow(
            label=entry_label(framework, found.code),
            announced=_figure(found.announced),
            computed=_figure(found.computed),
            difference=thai.signed(found.difference),
            reason=found.reason,
        )
        for found in results.discrepancies
    ]


def entry_label(framework, code):
    """What a code is called in running text: "ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล", "ข้อ o29", "คะแนนรวม"."""
    if code in ("total", "level"):
        return "คะแนนรวม" if code == "total" else "ระดับผลการประเมิน"
    name = framework.entries[code].name
    return f"{DEPTH_LABELS.get(framework.depth_of(code), '')}{code} {name}".strip()


def _figure(value):
    return value if isinstance(value, str) else thai.score(value)


def page(agency_year, analysis, results):
    """Everything the analysis page shows beside the analysis itself, by template name."""
    assessment = agency_year.baseline
    framework = assessment.framework
    return {
        "assessment": assessment,
        "framework": framework,
        "headline": headline(assessment, results, analysis),
        "charts": (
            year_chart(framework, analysis),
            instrument_chart(framework, analysis),
            indicator_chart(framework, analysis),
        ),
        "instrument_rows": aimed_rows(framework, [instrument.row for instrument in analysis.instruments]),
        "indicator_rows": aimed_rows(framework, analysis.indicators_by_rank),
        "sub_indicator_rows": aimed_rows(framework, analysis.sub_indicators),
        "other_findings": [finding for finding in analysis.findings if finding.issue is None],
        "discrepancies": discrepancy_rows(framework, results),
    }


def trial_choices(framework, results, codes):
    """The entries that what-if can try ({instrument: codes}) with their scores, as a choice field takes them."""
    return [
        (
            instrument,
            [(code, f"{entry_label(framework, code)} (ได้ {thai.score(results.value(code))})") for code in below],
        )
        for instrument, below in codes.items()
        if below
    ]
