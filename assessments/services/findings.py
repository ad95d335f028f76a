"""What the officer adds to the analysis: findings with their causes and approaches."""

from django.db import transaction
from django.db.models import Max

from assessments import writing
from assessments.models import AgencyYear, Finding


@transaction.atomic
def add_finding(*, agency_year, issue, indicator, items, lowest, urgency, causes, approaches, by):
    """A new finding at the end of the list; a second click on the same form finds the first one's row."""
    AgencyYear.objects.select_for_update().get(pk=agency_year.pk)
    values = {"issue": issue, "indicator": indicator, "lowest": lowest, "urgency": urgency}
    lines = _lines(items, causes, approaches)
    if twin := _twin(agency_year, values, lines):
        return twin
    last = agency_year.findings.aggregate(last=Max("position"))["last"]
    position = 0 if last is None else last + 1
    return writing.create(Finding, by=by, agency_year=agency_year, position=position, lines=lines, **values)


def _twin(agency_year, values, lines):
    for finding in agency_year.findings.filter(**values).prefetch_related("lines"):
        if all(finding.texts(kind) == list(texts) for kind, texts in lines.items()):
            return finding
    return None


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
