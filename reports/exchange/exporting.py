"""An agency-year as an exchange file. Every key is written, so that the file is also the template to fill."""

from django.db.models import prefetch_related_objects

from reports.exchange.file import FORMAT, INSTRUMENTS, NARRATIVE_LISTS, VERSION
from reports.exchange.results_reading import DEPTHS


class NothingToExport(Exception):
    """The agency-year has no assessment yet, which an exchange file must carry."""


def export_agency_year(agency_year) -> dict:
    """The file's JSON value. Raises NothingToExport before a framework was chosen."""
    prefetch_related_objects(
        [agency_year],
        "agency__names", "assessments__scores", "past_results__scores", "findings__lines", "measures__lines",
        "limitations", "narratives__lines", "progress_entries__lines", "progress_entries__measure", "photos",
    )  # fmt: skip
    if agency_year.baseline is None:
        raise NothingToExport("ปีงบประมาณนี้ยังไม่ได้เลือกกรอบการประเมิน จึงยังไม่มีข้อมูลให้ส่งออก")
    return {
        "format": FORMAT,
        "version": VERSION,
        "fiscal_year": agency_year.fiscal_year,
        "agency": agency_value(agency_year.agency),
        "assessment": assessment_value(agency_year.baseline),
        "history": [past_value(past) for past in agency_year.past_results.all()],
        "findings": [finding_value(finding) for finding in agency_year.findings.all()],
        "measures": [measure_value(measure) for measure in agency_year.measures.all()],
        "constraints": [limitation.text for limitation in agency_year.limitations.all()],
        "narrative": narrative_value(agency_year.narratives.all()),
        "progress": {
            "result": agency_year.result and assessment_value(agency_year.result),
            "entries": [progress_value(entry) for entry in agency_year.progress_entries.all()],
            "photos": [photo_value(photo) for photo in agency_year.photos.all()],
        },
    }


def number(value):
    """A JSON number with the digits that were announced."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def agency_value(agency):
    return {
        "code": agency.code,
        "name": agency.name,
        "short_name": agency.short_name,
        "kind": agency.kind,
        "parents": agency.parents,
        "province": agency.province,
        "district": agency.district,
        "numerals": agency.numerals,
        "units": agency.units,
    }


def assessment_value(assessment):
    """Scores in the framework's order, whichever came first: equal results make equal files."""
    framework, scores = assessment.framework, assessment.score_by_code
    depth_of = framework.depth_of
    return {
        "framework": assessment.framework_code,
        "fiscal_year": assessment.fiscal_year,
        "overall": number(assessment.total),
        "level": assessment.level,
        "rank": {"position": assessment.rank_position, "group": assessment.rank_group},
        "peers": {
            "label": assessment.peers_label,
            "count": assessment.peers_count,
            "average": number(assessment.peers_average),
        },
        **{
            group: {
                code: number(scores[code]) for code in framework.entries if code in scores and depth_of(code) == depth
            }
            for group, depth in DEPTHS.items()
        },
    }


def past_value(past):
    return {
        "fiscal_year": past.fiscal_year,
        "overall": number(past.total),
        "indicators": {score.code: number(score.value) for score in sorted(past.scores.all(), key=in_order)},
    }


def in_order(score):
    """1 … 9, 10: codes of indicators are whole numbers."""
    return len(score.code), score.code


def finding_value(finding):
    """One cause is written both ways the format knows, so that either reader finds it."""
    causes = finding.texts("cause")
    return {
        "issue": finding.issue,
        "indicator": finding.indicator or None,
        "items": finding.texts("item"),
        "lowest": finding.lowest or None,
        "urgency": finding.urgency,
        **({"cause": "".join(causes)} if len(causes) < 2 else {}),
        "causes": causes,
        "approach": finding.texts("approach"),
    }


def period_value(row):
    return {
        "start": row.period_start and row.period_start.isoformat(),
        "end": row.period_end and row.period_end.isoformat(),
        "text": row.period_text,
    }


def measure_value(measure):
    return {
        "id": measure.key,
        "issue": measure.issue,
        "indicator": measure.indicator or None,
        "items": measure.texts("item"),
        "urgency": measure.urgency,
        "title": measure.title,
        "weak_point": measure.weak_point,
        "improvement": measure.texts("improvement"),
        "assessed_points": measure.texts("assessed_point"),
        "causes": measure.texts("cause"),
        "approach": measure.texts("approach"),
        "steps": measure.texts("step"),
        "period": period_value(measure),
        "responsible": measure.texts("responsible"),
        "monitoring": measure.monitoring,
        "constraints": measure.texts("limitation"),
    }


def narrative_value(narratives):
    paragraphs = {narrative.part: narrative.paragraphs for narrative in narratives}
    factors = {
        code: paragraphs[f"strength_factors.{code}"] for code in INSTRUMENTS if f"strength_factors.{code}" in paragraphs
    }
    value = {name: paragraphs[name] for name in NARRATIVE_LISTS if name in paragraphs}
    return value | ({"strength_factors": factors} if factors else {})


def progress_value(entry):
    has_budget = entry.budget_amount is not None or entry.budget_source
    return {
        "id": entry.key,
        "measure": entry.measure.key if entry.measure else None,
        "indicator": entry.indicator or None,
        "activity": entry.activity,
        "performed": entry.texts("performed"),
        "outcomes": entry.texts("outcome"),
        "period": period_value(entry),
        "budget": {"amount": number(entry.budget_amount), "source": entry.budget_source} if has_budget else None,
        "obstacles": entry.obstacles,
        "suggestions": entry.suggestions,
    }


def photo_value(photo):
    return {
        "caption": photo.caption,
        "date": photo.taken_on and photo.taken_on.isoformat(),
        "file": photo.source_name or None,
    }
