"""A file's way through the jobs: checked, confirmed, imported, gone on with; each step once."""

from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from assessments.framework_store import get_framework
from assessments.models import Agency, Change, ImportNote, ResultsImport, Score
from assessments.services.results_runs import OutOfTurn, advance, confirm_import, resume_import, send_file
from assessments.services.scores import ScoreEdit, save_scores
from ita_portal.jobs.models import Job
from ita_portal.jobs.queue import cancel
from ita_portal.jobs.running import run_all
from tests.assessments.exchange.stored import results
from tests.makers import make_agency, make_agency_year, make_assessment, make_user

pytestmark = pytest.mark.django_db

TWO = "หน่วยงาน,ตัวชี้วัด 1,คะแนนรวม\nหน่วยงาน ก,95,96\nหน่วยงาน ข,90,91\n"


@pytest.fixture(autouse=True)
def _agencies():
    make_agency("a-1", name="หน่วยงาน ก")
    make_agency("a-2", name="หน่วยงาน ข")


def sent(text=TWO, *, create_kind="", by=None, name="ผล.csv"):
    """A file that was sent, and everything done that is due."""
    file = ContentFile(text.encode(), name=name)
    by = by or make_user(administrator=True)
    row = send_file(file=file, framework=get_framework("ita-2566"), create_kind=create_kind, by=by)
    run_all()
    row.refresh_from_db()
    return row


def confirmed(row):
    confirm_import(results_import=row, by=row.by)
    run_all()
    row.refresh_from_db()
    return row


def test_check_says_what_would_change_and_changes_nothing():
    make_assessment(make_agency_year(Agency.objects.get(code="a-1"), 2567), total=90)
    history = Change.objects.count()

    row = sent()

    assert row.state == "checked"
    assert (row.agencies, row.faulty, row.figures_new, row.figures_changed) == (2, 0, 3, 1)
    (note,) = row.notes.all()
    assert (note.kind, note.agency, note.cell, note.label, note.expected, note.found) == (
        "change", "หน่วยงาน ก", "C2", "คะแนนรวม", "90", "96",
    )  # fmt: skip
    assert Change.objects.count() == history


def test_confirmed_file_is_imported_by_its_sender():
    row = confirmed(sent())

    assert (row.state, row.done, row.not_taken, row.written, row.returned.name) == ("imported", 2, 0, 4, "")
    assert row.imported_at is not None
    assert {change.by for change in Change.objects.all()} == {row.by}
    assert results()["หน่วยงาน ข"] == (2567, "ita-2566", "91", "", {"1": "90"})


def test_faulty_agency_stays_out_and_comes_back_in_a_file():
    row = confirmed(sent(TWO.replace("ข,90", "ข,900")))

    assert (row.taken, row.not_taken) == (1, 1)
    assert set(results()) == {"หน่วยงาน ก"}
    assert row.returned.name.endswith(".csv")
    with row.returned.open() as file:
        line = file.read().decode("utf-8-sig").splitlines()[1]
    assert line.startswith("หน่วยงาน ข,900,91,ช่อง B3 ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่: พบ “900” — กรอกคะแนน 0 ถึง 100")


def test_unusable_file_is_refused_with_its_faults():
    row = sent("รายการ,จำนวน\nก,1\n")

    assert row.state == "refused"
    assert row.notes.get().reason.startswith("ไม่พบตารางผลคะแนน")
    with pytest.raises(OutOfTurn):
        confirm_import(results_import=row, by=row.by)


def test_file_is_confirmed_once():
    row = sent()
    confirm_import(results_import=row, by=row.by)

    with pytest.raises(OutOfTurn):
        confirm_import(results_import=row, by=row.by)

    assert Job.objects.filter(task="assessments.import_results").count() == 1


def test_agency_that_somebody_changed_since_the_check_is_not_taken():
    row = sent()
    make_year = make_agency_year(Agency.objects.get(code="a-1"), 2567)
    assessment = make_assessment(make_year)
    save_scores(assessment=assessment, edits=[ScoreEdit("1", Decimal(70), 0)], by=make_user())

    row = confirmed(row)

    assert (row.taken, row.not_taken) == (1, 1)
    assert Score.objects.get(assessment=assessment).value == 70
    assert "มีผู้แก้ไขผลของหน่วยงานนี้หลังจากตรวจไฟล์" in row.notes.get(kind="fault").reason


def test_import_goes_on_after_the_last_agency_that_was_written():
    row = sent()
    ResultsImport.objects.filter(pk=row.pk).update(state="importing", last_row=2, done=1)

    resume_import(results_import=row, by=row.by)
    run_all()

    row.refresh_from_db()
    assert (row.state, row.done) == ("imported", 2)
    assert set(results()) == {"หน่วยงาน ข"}


def test_cancelled_import_can_go_on():
    row = sent()
    job = confirm_import(results_import=row, by=row.by)
    cancel(job, by=row.by)
    row.refresh_from_db()
    assert row.has_stopped

    resume_import(results_import=row, by=row.by)
    run_all()

    row.refresh_from_db()
    assert row.state == "imported"


def test_work_that_goes_on_is_not_started_again():
    row = sent()
    confirm_import(results_import=row, by=row.by)

    with pytest.raises(OutOfTurn):
        resume_import(results_import=row, by=row.by)


def test_attempt_that_was_outrun_writes_nothing_more():
    row = sent()
    ResultsImport.objects.filter(pk=row.pk).update(state="importing", last_row=3, done=2)

    class Chunk:
        told = type("Told", (), {"first_row": 2})
        is_good = True

    assert advance(row, [Chunk], 1) is False
    row.refresh_from_db()
    assert (row.last_row, row.done, row.written) == (3, 2, 0)


def test_agencies_are_made_when_asked_for():
    row = confirmed(sent(TWO.replace("หน่วยงาน ข", "คณะใหม่"), create_kind="university_unit"))

    assert (row.new_agencies, row.taken) == (1, 2)
    assert "คณะใหม่" in results()


def test_files_are_seen_by_those_who_oversee_only():
    row = sent()
    officer = make_user(officer_of=make_agency("a-3"))

    assert list(ResultsImport.objects.visible_to(officer)) == []
    assert list(ResultsImport.objects.visible_to(make_user(administrator=True))) == [row]


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("results_import_state_known", {"state": "x"}),
        ("results_import_imported_says_when", {"state": "imported"}),
        ("results_import_done_only_when_confirmed", {"done": 1}),
    ],
)
def test_constraint_of_a_file_holds(name, values):
    row = sent()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        ResultsImport.objects.filter(pk=row.pk).update(**values)


def test_constraint_of_a_note_holds():
    with pytest.raises(IntegrityError, match="import_note_kind_known"), transaction.atomic():
        ImportNote.objects.create(results_import=sent(), kind="x")
