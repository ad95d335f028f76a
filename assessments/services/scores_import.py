"""An agency's own results taken from a file that its officer gives: read for this agency alone, seen, then taken."""

from pathlib import Path, PurePath
from tempfile import NamedTemporaryFile

from django.db import transaction

from assessments.exchange.comparing import Stored
from assessments.exchange.file_kinds import too_large
from assessments.exchange.own_rows import LIMITS, read_own_rows
from assessments.framework_store import all_frameworks, get_framework
from assessments.models import Assessment
from assessments.score_file import Intake, Seen
from assessments.services.results_places import known
from assessments.services.scores import FrameworkInUse, change_announced, save_scores, start_assessment


def read_file(*, file, framework, agency):
    """The agency's own rows of an uploaded file. Raises UnusableFile."""
    name = PurePath(file.name).name
    if file.size > LIMITS.size:
        raise too_large(name, file.size, LIMITS)
    with NamedTemporaryFile(suffix=PurePath(name).suffix[:10]) as copy:
        for chunk in file.chunks():
            copy.write(chunk)
        copy.flush()
        return read_own_rows(Path(copy.name), name, framework, all_frameworks(), known(agency))


def seen_of(assessment) -> Seen:
    """The results as they stand now; nothing at all for None."""
    if assessment is None:
        return Seen()
    rows = {row.code: row for row in assessment.scores.all()}
    stored = Stored(
        framework_code=assessment.framework_code,
        total=assessment.total,
        level=assessment.level,
        scores={code: row.value for code, row in rows.items()},
    )
    return Seen(stored, assessment.version, {code: row.version for code, row in rows.items()})


@transaction.atomic
def take_scores(*, agency_year, role, intake: Intake, by) -> int:
    """The number of cells that changed, all of them or none.

    Raises StaleVersion for total and level and ScoresConflict for scores that somebody else changed since they were
    seen, FrameworkInUse when the results are those of another year by now. What stands there already is no conflict.
    """
    framework = get_framework(intake.framework_code)
    assessment, is_new = _assessment(agency_year, role, framework, by)
    version = assessment.version if is_new else intake.version
    announced = {name: value for name, value in intake.announced.items() if getattr(assessment, name) != value}
    if announced:
        change_announced(assessment=assessment, version=version, by=by, **announced)
    return len(announced) + save_scores(assessment=assessment, edits=intake.edits, by=by)


def _assessment(agency_year, role, framework, by):
    """(the results of this role, whether they are new)"""
    found = Assessment.objects.select_for_update().filter(agency_year=agency_year, role=role).first()
    if found is None:
        return start_assessment(agency_year=agency_year, role=role, framework=framework, by=by), True
    if found.framework_code != framework.code:
        raise FrameworkInUse
    found.agency_year = agency_year
    return found, False
