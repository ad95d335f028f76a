"""From the frozen data of published versions to PublishedResults: each file is read once, when its version stands."""

import json
import logging
from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Exists, OuterRef

from assessments.framework_store import UnknownFramework
from reports.exchange.results_reading import DEPTHS
from reports.models import Publication, PublishedFile, PublishedResult
from reports.models.overview import FIGURES
from reports.overview.figures import figures_of, level_of_figures
from reports.published_files import read, sha256_of
from reports.versions import file_of

LOGGER = logging.getLogger("reports.open_data")
READING = 1  # raise it when rows have to be read anew
AT_A_TIME = 200
BASELINE, RESULT = "baseline", "result"
WRITTEN = [
    field.name
    for field in PublishedResult._meta.concrete_fields
    if field.name not in ("id", "publication", "role", "is_open")
]


class UnreadableData(Exception):
    """The frozen data of a version are missing, or not what was published."""


def quietly(done, total, note=""):
    """Nobody waits for it."""


def read_new(tick=quietly) -> int:
    """What stands and was not read yet; how many versions. It may stop anywhere and be begun again."""
    total, done, last = waiting().count(), 0, 0
    while chunk := list(after(last)):
        keep([row for publication in chunk for row in results_of(publication)])
        done, last = done + len(chunk), chunk[-1].pk
        tick(done, total)
    return done


def waiting():
    own = PublishedResult.objects.filter(publication=OuterRef("pk"), reading=READING)
    return Publication.objects.standing().filter(~Exists(own))


def after(pk):
    rows = waiting().filter(pk__gt=pk).order_by("pk").select_related("agency_year")
    return rows.prefetch_related("files")[:AT_A_TIME]


def keep(rows):
    if rows:
        PublishedResult.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["publication", "role"], update_fields=WRITTEN
        )


def results_of(publication) -> list[PublishedResult]:
    """None of a version whose data cannot be read: that is said in the log, and tried again at the next build."""
    try:
        return list(rows_of(publication, data_of(publication)))
    except (UnreadableData, OSError, ValueError, LookupError, TypeError) as fault:
        LOGGER.error("The data of %s cannot be read: %s", publication.address, fault)
        return []


def data_of(publication) -> dict:
    file = file_of(publication, PublishedFile.Format.DATA)
    if file is None:
        raise UnreadableData("no data file")
    data = read(file.file.name)
    if sha256_of(data) != file.sha256:
        raise UnreadableData("the file differs from what was published")
    return json.loads(data)


def rows_of(publication, value) -> Iterator[PublishedResult]:
    yield row_of(publication, BASELINE, value["agency"], value["assessment"])
    if result := value["progress"]["result"]:
        yield row_of(publication, RESULT, value["agency"], result)


def row_of(publication, role, agency, announced):
    scores = {
        code: score for depth in DEPTHS for code, score in (announced.get(depth) or {}).items() if score is not None
    }
    return PublishedResult(
        publication=publication,
        role=role,
        agency_id=publication.agency_year.agency_id,
        agency_name=publication.agency_name,
        kind=agency["kind"],
        province=agency["province"],
        affiliation=" › ".join(agency["parents"]),
        assessed_year=announced["fiscal_year"],
        framework_code=announced["framework"],
        scores=scores,
        reading=READING,
        **figures(announced["framework"], agency["kind"], announced, exact(scores)),
    )


def figures(framework_code, kind, announced, scores) -> dict:
    """As announced; what was not announced is computed from the same frozen scores, as the document prints it."""
    given = {**scores, "total": exact_number(announced.get("overall")), "level": announced.get("level") or ""}
    shown = given | shown_figures(framework_code, kind, scores, given)
    computed = [code for code in (*FIGURES, "level") if is_there(shown.get(code)) and not is_there(given.get(code))]
    own = {column: shown.get(code) for code, column in FIGURES.items()}
    return {**own, "level": shown["level"], "computed": " ".join(computed)}


def shown_figures(framework_code, kind, scores, given):
    try:
        found = figures_of(framework_code, kind, scores, given["total"])
        level = level_of_figures(framework_code, kind, found)
    except UnknownFramework:
        return {}
    return {**found, "level": given["level"] or (level.name if level else "")}


def is_there(figure) -> bool:
    return figure not in (None, "")


def exact(scores):
    return {code: Decimal(str(score)) for code, score in scores.items()}


def exact_number(value):
    return None if value is None else Decimal(str(value))
