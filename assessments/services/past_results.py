"""Earlier years' results, kept as one list of the agency-year and saved as a whole."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.db import transaction

from assessments import writing
from assessments.models import AgencyYear, PastResult, PastScore


@dataclass(frozen=True)
class PastYear:
    """`scores` are by indicator code; None and a missing code both mean not known."""

    fiscal_year: int
    total: Decimal | None
    scores: dict[str, Decimal] = field(default_factory=dict)

    def __str__(self):
        in_order = sorted(self.scores.items(), key=lambda score: (len(score[0]), score[0]))
        figures = [f"{code}: {writing.as_text(value)}" for code, value in in_order]
        return " · ".join([writing.as_text(self.total) or "ไม่ทราบคะแนนรวม", *figures])


def stored_past_results(agency_year):
    rows = agency_year.past_results.prefetch_related("scores")
    return [
        PastYear(row.fiscal_year, row.total, {score.code: score.value for score in row.scores.all()}) for row in rows
    ]


@transaction.atomic
def save_past_results(*, agency_year, version, years, by):
    """True when anything differs; StaleVersion when the year was changed since `version`."""
    before = stored_past_results(agency_year)
    if before == years:
        return False
    AgencyYear.objects.compare_and_set(agency_year, version)
    writing.record(agency_year, _changes(before, years), by=by)
    agency_year.past_results.all().delete()
    _create(agency_year, years)
    return True


def _changes(before, after):
    old, new = ({year.fiscal_year: str(year) for year in years} for years in (before, after))
    label = "ผลการประเมินย้อนหลัง พ.ศ. {}"
    return {label.format(year): (old.get(year, ""), new.get(year, "")) for year in old.keys() | new.keys()}


def _create(agency_year, years):
    rows = PastResult.objects.bulk_create(
        PastResult(agency_year=agency_year, position=position, fiscal_year=year.fiscal_year, total=year.total)
        for position, year in enumerate(years)
    )
    PastScore.objects.bulk_create(
        PastScore(past_result=row, code=code, value=value)
        for row, year in zip(rows, years, strict=True)
        for code, value in year.scores.items()
    )
