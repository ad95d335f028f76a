"""Services that write the agency's own texts."""

from django.db import IntegrityError, transaction

from assessments.versioning import StaleVersion
from assessments.writing import create, edit, remove
from reports.models import Narrative


@transaction.atomic
def save_narrative(*, agency_year, part, paragraphs, version, by):
    """Put these paragraphs in place of the draft (version 0 while there are none). StaleVersion when others wrote."""
    lines = {"paragraph": paragraphs}
    row = agency_year.narratives.filter(part=part).first()
    if row is None and version == 0:
        return create_narrative(agency_year, part, lines, by)
    if row is None or row.version != version:
        raise StaleVersion(row)
    edit(row, version=version, by=by, lines=lines)
    return row


def create_narrative(agency_year, part, lines, by):
    try:
        with transaction.atomic():
            return create(Narrative, by=by, agency_year=agency_year, part=part, lines=lines)
    except IntegrityError:
        raise StaleVersion(agency_year.narratives.filter(part=part).first()) from None


@transaction.atomic
def drop_narrative(*, narrative, version, by):
    """Back to the portal's draft; what was written stays in the history."""
    if narrative is not None:
        remove(narrative, version=version, by=by)
