"""The agency's limitations, saved as one list."""

from django.db import transaction

from assessments import writing
from assessments.versioning import StaleVersion
from measures.models import Limitation
from measures.services import in_plan


def seen_as(rows):
    """What a person has seen of the list, in one text that travels with the form: it differs once anything does."""
    return ",".join(f"{row.pk}.{row.version}" for row in rows)


@transaction.atomic
def save_limitations(*, agency_year, texts, seen, by):
    """True when anything differs; StaleVersion with the agency-year when the list changed since it was seen."""
    in_plan.lock(agency_year)
    stored = list(agency_year.limitations.all())
    if seen_as(stored) != seen:
        raise StaleVersion(agency_year)
    kept, surplus = stored[: len(texts)], stored[len(texts) :]
    changed = [writing.edit(row, version=row.version, by=by, text=text) for row, text in zip(kept, texts, strict=False)]
    for row in surplus:
        writing.remove(row, version=row.version, by=by)
    for text in texts[len(stored) :]:
        position = in_plan.next_position(agency_year.limitations)
        writing.create(Limitation, by=by, agency_year=agency_year, position=position, text=text)
    return any(changed) or len(texts) != len(stored)
