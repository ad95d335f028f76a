"""Putting an exchange file into the portal: all or nothing, only this agency-year, a second time without a change."""

from dataclasses import asdict, dataclass
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction

from assessments.models import Agency, AgencyName, AgencyYear, Assessment, Finding, PastResult, PastScore, Score
from assessments.writing import create, edit, record, remove
from measures.models import Limitation, Measure, Photo, ProgressEntry
from measures.pictures import UnfitPicture, as_jpeg
from measures.services.photos import change_photo
from reports.exchange.content import AgencyYearFile
from reports.exchange.file import NARRATIVE_PARTS
from reports.exchange.reading import Fault, FaultyFile
from reports.models import Narrative


@dataclass(frozen=True)
class Imported:
    """The agency-year as it now stands, whether anything changed, and what the person should know."""

    agency_year: AgencyYear
    changed: bool
    notes: tuple[str, ...]


@transaction.atomic
def import_agency_year(*, file: AgencyYearFile, folder: Path | None = None, by=None) -> Imported:
    """Make the agency-year what the file says; rows that the file does not have go. FaultyFile for an unfit picture.

    `folder` is where the photos lie beside the file (None: pictures are not looked for).
    """
    agency, agency_changed = write_agency(file.agency, by)
    agency_year, _ = AgencyYear.objects.get_or_create(agency=agency, fiscal_year=file.fiscal_year)
    agency_year = AgencyYear.objects.select_for_update().get(pk=agency_year.pk)
    agency_year.agency = agency
    measures_changed, measures = write_measures(agency_year, file.measures, by)
    photos_changed, notes = write_photos(agency_year, file.photos, folder, by)
    changed = [
        agency_changed,
        write_assessment(agency_year, "baseline", file.baseline, by),
        write_assessment(agency_year, "result", file.result, by),
        write_history(agency_year, file.history, by),
        write_by_position(Finding, agency_year, file.findings, by),
        write_limitations(agency_year, file.limitations, by),
        write_narratives(agency_year, file.narratives, by),
        measures_changed,
        write_progress(agency_year, file.progress, measures, by),
        drop_measures(agency_year, measures, by),
        photos_changed,
    ]
    return Imported(agency_year=agency_year, changed=any(changed), notes=tuple(notes))


def write_agency(part, by):
    values = asdict(part)
    names = {"parent": values.pop("parents"), "unit": values.pop("units")}
    code = values.pop("code")
    agency, is_new = Agency.objects.get_or_create(code=code, defaults=values)
    agency = Agency.objects.select_for_update().get(pk=agency.pk)
    if is_new:
        record(agency, {name: ("", value) for name, value in values.items()}, by=by)
    changed = edit(agency, version=agency.version, by=by, **values)
    return agency, write_names(agency, names, by) or changed or is_new


def write_names(agency, names, by):
    changed = {kind: texts for kind, texts in names.items() if agency.names_of(kind) != list(texts)}
    if not changed:
        return False
    labelled = {AgencyName.Kind(kind).label: (agency.names_of(kind), texts) for kind, texts in changed.items()}
    record(agency, labelled, by=by)
    agency.names.filter(kind__in=changed).delete()
    AgencyName.objects.bulk_create(
        AgencyName(agency=agency, kind=kind, position=position, text=text)
        for kind, texts in changed.items()
        for position, text in enumerate(texts)
    )
    return True


def write_assessment(agency_year, role, part, by):
    row = Assessment.objects.filter(agency_year=agency_year, role=role).first()
    if part is None:
        return remove_all([row] if row else [], by)
    values = asdict(part)
    scores = values.pop("scores")
    if row is None:
        row = create(Assessment, by=by, agency_year=agency_year, role=role, **values)
        return write_scores(row, scores, by) or True
    changed = edit(row, version=row.version, by=by, **values)
    return write_scores(row, scores, by) or changed


def write_scores(assessment, scores, by):
    """Make the assessment's scores exactly these; one change row for each that differs."""
    rows = {row.code: row for row in assessment.scores.all()}
    gone = [row for code, row in rows.items() if code not in scores]
    changed = [row for code, row in rows.items() if code in scores and row.value != scores[code]]
    new = {code: value for code, value in scores.items() if code not in rows}
    before = {row.code: row.value for row in (*gone, *changed)}
    for row in changed:
        row.value, row.version = scores[row.code], row.version + 1
    Score.objects.bulk_update(changed, ["value", "version"])
    Score.objects.bulk_create(Score(assessment=assessment, code=code, value=value) for code, value in new.items())
    Score.objects.filter(pk__in=[row.pk for row in gone]).delete()
    touched = {**before, **new}
    record(assessment, {code: (before.get(code), scores.get(code)) for code in touched}, by=by)
    return bool(touched)


def write_history(agency_year, history, by):
    stored = [
        (past.fiscal_year, past.total, {score.code: score.value for score in past.scores.all()})
        for past in agency_year.past_results.prefetch_related("scores")
    ]
    wanted = [(past.fiscal_year, past.total, past.scores) for past in history]
    if stored == wanted:
        return False
    texts = [[f"{year}: {total if total is not None else '–'}" for year, total, _ in rows] for rows in (stored, wanted)]
    record(agency_year, {"ผลการประเมินย้อนหลัง": tuple(texts)}, by=by)
    agency_year.past_results.all().delete()
    for position, past in enumerate(history):
        row = PastResult.objects.create(
            agency_year=agency_year, position=position, fiscal_year=past.fiscal_year, total=past.total
        )
        PastScore.objects.bulk_create(PastScore(past_result=row, code=c, value=v) for c, v in past.scores.items())
    return True


def write_by_position(model, agency_year, entries, by):
    """Rows without a key of their own are matched by their place in the list."""
    rows = list(rows_of(model, agency_year))
    changed = remove_all(rows[len(entries) :], by)
    for position, entry in enumerate(entries):
        row = rows[position] if position < len(rows) else None
        changed |= write_entry(model, agency_year, row, position, entry, by)
    return changed


def rows_of(model, agency_year):
    rows = model.objects.filter(agency_year=agency_year)
    return rows.prefetch_related("lines") if hasattr(model, "texts") else rows


def write_entry(model, agency_year, row, position, entry, by):
    values = {**entry.values, "position": position}
    if row is None:
        create(model, by=by, agency_year=agency_year, lines=entry.lines, **values)
        return True
    return edit(row, version=row.version, by=by, **({"lines": entry.lines} if entry.lines else {}), **values)


def write_measures(agency_year, entries, by):
    """Writes the file's measures; measures it does not have are dropped after the progress that may refer to them."""
    rows = {row.key: row for row in rows_of(Measure, agency_year)}
    changed = False
    for position, entry in enumerate(entries):
        changed |= write_entry(Measure, agency_year, rows.get(entry.values["key"]), position, entry, by)
    keys = [entry.values["key"] for entry in entries]
    return changed, {row.key: row for row in Measure.objects.filter(agency_year=agency_year, key__in=keys)}


def drop_measures(agency_year, kept, by):
    return remove_all(Measure.objects.filter(agency_year=agency_year).exclude(key__in=kept), by)


def write_progress(agency_year, entries, measures, by):
    rows = {row.key: row for row in rows_of(ProgressEntry, agency_year).select_related("measure")}
    keys = {entry.values["key"] for entry in entries}
    changed = remove_all([row for key, row in rows.items() if key not in keys], by)
    for position, entry in enumerate(entries):
        entry.values["measure"] = measures.get(entry.values["measure"])
        changed |= write_entry(ProgressEntry, agency_year, rows.get(entry.values["key"]), position, entry, by)
    return changed


def write_limitations(agency_year, texts, by):
    rows = list(agency_year.limitations.all())
    changed = remove_all(rows[len(texts) :], by)
    for position, text in enumerate(texts):
        if position >= len(rows):
            create(Limitation, by=by, agency_year=agency_year, position=position, text=text)
            changed = True
        else:
            changed |= edit(rows[position], version=rows[position].version, by=by, text=text)
    return changed


def write_narratives(agency_year, narratives, by):
    """Of the parts that such a file can hold; what it cannot say anything about stays."""
    rows = {row.part: row for row in rows_of(Narrative, agency_year) if row.part in NARRATIVE_PARTS}
    changed = remove_all([row for part, row in rows.items() if part not in narratives], by)
    for part, paragraphs in narratives.items():
        lines = {"paragraph": paragraphs}
        if part not in rows:
            create(Narrative, by=by, agency_year=agency_year, part=part, lines=lines)
            changed = True
        else:
            changed |= edit(rows[part], version=rows[part].version, by=by, lines=lines)
    return changed


def write_photos(agency_year, entries, folder, by):
    changed = write_by_position(Photo, agency_year, entries, by)
    notes = []
    for photo in agency_year.photos.exclude(source_name="").filter(file=""):
        path = folder and folder / photo.source_name
        if path and path.is_file():
            add_picture(photo, path, by)
            changed = True
        else:
            notes.append(f"ไม่พบไฟล์ภาพ “{photo.source_name}” ข้างไฟล์ JSON: นำเข้าคำบรรยายแล้ว แต่ยังไม่มีภาพ")
    return changed, notes


def add_picture(photo, path, by):
    try:
        content = as_jpeg(ContentFile(path.read_bytes()))
    except UnfitPicture as error:
        fault = Fault(f"progress.photos[{photo.position}].file", photo.source_name, str(error))
        raise FaultyFile([fault]) from None
    kept = {"caption": photo.caption, "taken_on": photo.taken_on, "source_name": photo.source_name}
    change_photo(photo=photo, version=photo.version, content=content, by=by, **kept)


def remove_all(rows, by):
    rows = list(rows)
    for row in rows:
        remove(row, version=row.version, by=by)
    return bool(rows)
