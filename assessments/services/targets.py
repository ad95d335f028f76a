"""The scores an agency aims at; a code without a row aims at the framework's pass mark."""

from django.db import IntegrityError, transaction

from assessments import writing
from assessments.models import Target
from assessments.versioning import StaleVersion


@transaction.atomic
def save_targets(*, agency_year, values, versions, by):
    """Write {code: score or None}; `versions` are the rows' versions as the person saw them, none for no row.

    All or nothing: one row that somebody else changed leaves every row as it was. The number of rows written.
    """
    stored = {row.code: row for row in agency_year.targets.all()}
    return sum(
        _save(agency_year, code, value, stored.get(code), versions.get(code), by) for code, value in values.items()
    )


def _save(agency_year, code, value, row, version, by):
    if value == (row.value if row else None):
        return False
    if (row.version if row else None) != version:
        raise StaleVersion(row)
    if row is None:
        return _create(agency_year, code, value, by)
    if value is None:
        writing.remove(row, version=version, by=by)
        return True
    return writing.edit(row, version=version, by=by, value=value)


def _create(agency_year, code, value, by):
    try:
        with transaction.atomic():
            writing.create(Target, by=by, agency_year=agency_year, code=code, value=value)
    except IntegrityError as error:
        raise StaleVersion(agency_year.targets.filter(code=code).first()) from error
    return True
