"""What the officer adds to the analysis: findings with their causes and approaches."""

from django.db import transaction
from django.db.models import Max

from assessments import writing
from assessments.models import Finding


@transaction.atomic
def add_finding(*, agency_year, issue, indicator, items, lowest, urgency, causes, approaches, by):
    """A new finding at the end of the list."""
    last = agency_year.findings.aggregate(last=Max("position"))["last"]
    return writing.create(
        Finding,
        by=by,
        agency_year=agency_year,
        position=0 if last is None else last + 1,
        issue=issue,
        indicator=indicator,
        lowest=lowest,
        urgency=urgency,
        lines=_lines(items, causes, approaches),
    )


@transaction.atomic
def change_finding(*, finding, version, issue, indicator, items, lowest, urgency, causes, approaches, by):
    """True when anything differs; StaleVersion when somebody else wrote first."""
    return writing.edit(
        finding,
        version=version,
        by=by,
        issue=issue,
        indicator=indicator,
        lowest=lowest,
        urgency=urgency,
        lines=_lines(items, causes, approaches),
    )


@transaction.atomic
def remove_finding(*, finding, version, by):
    writing.remove(finding, version=version, by=by)


def _lines(items, causes, approaches):
    return {"item": items, "cause": causes, "approach": approaches}
