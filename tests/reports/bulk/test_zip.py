"""One ZIP of many agencies' documents: the right files under Thai names, with true hashes, drawn once."""

import csv
import hashlib
import io
import os
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.utils import timezone

from ita_portal.jobs.claiming import claim
from ita_portal.jobs.models import Job, from_now
from ita_portal.jobs.running import run
from ita_portal.jobs.tasks import LeaseLost
from reports.bulk import bundling, gathering, running
from reports.bulk.bundling import fit
from reports.bulk.removing import remove_old
from reports.models import BulkFile, BulkRun, Publication, Rendering
from reports.overview.refreshing import refresh_all
from reports.published_files import stored_path
from reports.services import KINDS
from reports.withdrawing import withdraw
from tests.makers import make_user
from tests.reports.bulk.runs import (
    carried_out,
    make_administrator,
    make_agencies,
    outcomes,
    start,
    words_of,
    worked_off,
)
from tests.reports.publications import contents_of, edit_measure, publishable_year, published
from tests.reports.reviewing.rounds import make_head

pytestmark = pytest.mark.django_db
UTF8 = 0x800
PLAN, PLAN_KIND = KINDS["measures"], "มาตรการส่งเสริมคุณธรรมและความโปร่งใส"


@pytest.fixture
def year():
    return publishable_year("own", name="สำนักงานเขตพื้นที่การศึกษา/ทดสอบ", province="ตรัง")


@pytest.fixture
def publication(year):
    return published(year, by=make_user("officer", officer_of=year.agency))


def zipped(by, *, kinds=("measures",), contents="published", **options):
    chosen = {f"with_{kind}": True for kind in kinds}
    return carried_out("zip", by, contents=contents, **chosen, **options)


def opened(run):
    return ZipFile(io.BytesIO(Path(run.file.path).read_bytes()))


def index_of(run):
    text = opened(run).read("index.csv")
    assert text.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))


def test_published_files_stand_in_folders_under_thai_names_with_their_own_bytes(administrator, publication):
    run = zipped(administrator, with_docx=True)

    folder = "ตรัง/สำนักงานเขตพื้นที่การศึกษา ทดสอบ (own)"
    pdf, docx = (f"{folder}/{fit(PLAN)} 2567 ฉบับที่ 1.{each}" for each in ("pdf", "docx"))
    contents = contents_of(publication)
    assert opened(run).namelist() == [pdf, docx, "index.csv"]
    assert (opened(run).read(pdf), opened(run).read(docx)) == (contents["pdf"], contents["docx"])
    assert [bool(opened(run).getinfo(name).flag_bits & UTF8) for name in (pdf, docx)] == [True, True]
    assert opened(run).testzip() is None
    assert words_of(run, "own") == "รวมแล้ว 2 ไฟล์"


def test_file_of_the_run_is_told_by_its_true_hash_and_size(administrator, publication):
    run = zipped(administrator)

    data = Path(run.file.path).read_bytes()
    assert (run.sha256, run.size) == (hashlib.sha256(data).hexdigest(), len(data))


def test_index_names_each_file_with_its_hash_and_address(administrator, publication, settings):
    run = zipped(administrator)

    row, name = index_of(run)[0], opened(run).namelist()[0]
    assert (row["รหัสหน่วยงาน"], row["จังหวัด"], row["ฉบับ"], row["ไฟล์"]) == ("own", "ตรัง", "ฉบับที่ 1", name)
    assert row["SHA-256"] == hashlib.sha256(opened(run).read(name)).hexdigest()
    assert row["ที่อยู่สั้น"] == f"{settings.PUBLIC_URL}/v/{publication.address}"


def test_agency_that_published_nothing_is_told_so(administrator, publication):
    make_agencies("idle")

    run = zipped(administrator, kinds=("measures", "progress"))

    assert outcomes(run) == {"own": "done", "idle": "not_needed"}
    assert words_of(run, "own") == "รวมแล้ว 1 ไฟล์ (รายงานผลการดำเนินการ: ยังไม่มีฉบับที่เผยแพร่)"


def test_nothing_to_gather_makes_no_file(administrator):
    make_agencies("idle")

    run = zipped(administrator)

    assert (run.state, run.file.name, run.size) == ("done", "", None)


def test_version_that_was_taken_back_is_left_out(administrator, publication):
    withdraw(publication=publication, reason="ผิด", by=make_head(publication.agency_year.agency))

    run = zipped(administrator)

    assert outcomes(run) == {"own": "not_needed"}


def test_published_file_that_differs_from_its_hash_is_refused(administrator, publication):
    stored_path(publication.files.get(format="pdf").file.name).write_bytes(b"%PDF-1.7 other")

    run = zipped(administrator)

    assert outcomes(run) == {"own": "refused"}
    assert "ไม่ตรงกับค่า SHA-256" in words_of(run, "own")


def test_agency_outside_the_reach_is_not_in_it(publication):
    published(publishable_year("other", province="ตราด"), by=make_user())

    run = zipped(make_administrator(reach="province", province="ตรัง"))

    assert [row["รหัสหน่วยงาน"] for row in index_of(run)] == ["own"]


def test_draft_is_drawn_as_it_stands_and_only_once(administrator, year):
    run = zipped(administrator, contents="draft", with_docx=True)
    drawn = Rendering.objects.get()

    again = zipped(administrator, contents="draft")

    name = f"ตรัง/สำนักงานเขตพื้นที่การศึกษา ทดสอบ (own)/{fit(PLAN)} 2567 ฉบับร่าง.pdf"
    assert opened(run).read(name) == stored_path(drawn.file.name).read_bytes() == opened(again).read(name)
    assert Rendering.objects.get().created_at == drawn.created_at
    assert index_of(run)[0]["ฉบับ"].startswith("ฉบับร่าง ")
    assert not stored_path(f"bulk/{run.pk}").exists()
    edit_measure(year, "อื่น")
    zipped(administrator, contents="draft")
    assert Rendering.objects.count() == 2


def test_worker_that_dies_while_bundling_costs_the_file_and_no_drawing(administrator, year, monkeypatch):
    refresh_all()
    started = start("zip", administrator, contents="draft", with_measures=True)
    with monkeypatch.context() as patch:
        patch.setattr(bundling, "write_index", dying)
        run(claim("silent", started.job_id), heartbeat=nullcontext)
    drawn = Rendering.objects.get()
    Job.objects.update(lease_until=from_now(-1))

    finished = worked_off(started)

    assert (finished.state, Rendering.objects.get().created_at) == ("done", drawn.created_at)
    assert finished.file.name.endswith("-2.zip")
    assert opened(finished).testzip() is None


def dying(*arguments):
    raise LeaseLost


def test_document_without_data_is_told(administrator):
    make_agencies("idle")

    run = zipped(administrator, contents="draft")

    assert words_of(run, "idle") == f"{PLAN_KIND}: ยังไม่มีข้อมูลที่จะจัดทำเอกสารนี้"


def test_what_would_be_too_large_is_refused(administrator, publication, monkeypatch):
    monkeypatch.setattr(gathering, "MOST_BYTES", 10)

    run = zipped(administrator)

    assert (outcomes(run), run.gathered, run.file.name) == ({"own": "refused"}, 0, "")
    assert BulkFile.objects.count() == 0


def test_file_goes_after_two_weeks_and_the_run_keeps_what_it_says(administrator, publication):
    run = zipped(administrator)
    path, stray = Path(run.file.path), Path(run.file.path).with_name("999-x-1.zip")
    stray.write_bytes(b"left by a killed worker")
    os.utime(stray, (0, 0))

    remove_old(run.ended_at + timedelta(days=13))
    assert (path.exists(), stray.exists()) == (True, False)

    remove_old(run.ended_at + timedelta(days=15))
    run = BulkRun.objects.get()
    assert (path.exists(), run.has_file, run.sha256 != "") == (False, False, True)


def test_removing_leaves_alone_what_a_run_is_at(administrator, year):
    refresh_all()
    run = start("zip", administrator, contents="draft", with_measures=True)
    unfinished = stored_path(f"bulk/{run.pk}-x-1.zip")
    unfinished.parent.mkdir(parents=True)
    unfinished.write_bytes(b"half")
    os.utime(unfinished, (0, 0))

    remove_old(timezone.now())

    assert unfinished.exists()
    assert worked_off(run).state == "done"


def test_publication_stays_as_it_was(administrator, publication):
    before = Publication.objects.values().get()

    zipped(administrator)

    assert Publication.objects.values().get() == before


@pytest.fixture
def bystander():
    """Another agency whose plan goes into the same file."""
    return published(publishable_year("other", name="หน่วยงานอื่น", province="ตราด"), by=make_user())


def zipped_while(happens, by, monkeypatch, *, moment="write_files", **chosen):
    """The run, in the course of which something happens: just before this part of the bundling, once."""
    refresh_all()
    started = start("zip", by, **{"contents": "published", "with_measures": True, **chosen})
    part, calls = getattr(bundling, moment), []

    def interrupted(*arguments):
        calls.append(arguments)
        if len(calls) == 1:
            happens()
        return part(*arguments)

    monkeypatch.setattr(bundling, moment, interrupted)
    return worked_off(started)


def pdf_of(publication):
    return stored_path(publication.files.get(format="pdf").file.name)


@pytest.mark.parametrize("loss", [lambda path: path.unlink(), lambda path: path.write_bytes(b"%PDF-1.7 other")])
def test_file_that_is_lost_while_bundling_costs_its_agency_and_no_other(
    administrator, publication, bystander, monkeypatch, loss
):
    run = zipped_while(lambda: loss(pdf_of(publication)), administrator, monkeypatch)

    assert (run.state, run.done, outcomes(run)) == ("done", 2, {"own": "refused", "other": "done"})
    assert "ไม่ตรงกับค่า SHA-256" in words_of(run, "own")
    assert [row["รหัสหน่วยงาน"] for row in index_of(run)] == ["other"]
    assert run.gathered == bystander.files.get(format="pdf").size
    assert opened(run).testzip() is None
    assert Job.objects.get(pk=run.job_id).state == "done"


def test_run_whose_only_file_is_lost_ends_without_a_file(administrator, publication, monkeypatch):
    run = zipped_while(lambda: pdf_of(publication).unlink(), administrator, monkeypatch)

    assert (run.state, outcomes(run), run.gathered, run.file.name) == ("done", {"own": "refused"}, 0, "")


def test_draft_that_is_lost_while_bundling_is_drawn_again(administrator, year, monkeypatch):
    def lose():
        stored_path(Rendering.objects.get().file.name).unlink()

    run = zipped_while(lose, administrator, monkeypatch, contents="draft")

    assert (run.state, outcomes(run)) == ("done", {"own": "done"})
    assert opened(run).testzip() is None


@pytest.mark.parametrize("moment", ["bundle", "write_files", "write_index"])
def test_version_that_is_withdrawn_while_bundling_is_left_out(
    administrator, publication, bystander, monkeypatch, moment
):
    head = make_head(publication.agency_year.agency)

    def take_back():
        withdraw(publication=publication, reason="ผิด", by=head)

    run = zipped_while(take_back, administrator, monkeypatch, moment=moment)

    assert (run.state, run.done, outcomes(run)) == ("done", 2, {"own": "not_needed", "other": "done"})
    assert words_of(run, "own") == f"{PLAN_KIND}: ยังไม่มีฉบับที่เผยแพร่"
    assert [row["รหัสหน่วยงาน"] for row in index_of(run)] == ["other"]
    assert len(opened(run).namelist()) == 2


def test_version_that_is_withdrawn_after_it_was_gathered_is_left_out(
    administrator, publication, bystander, monkeypatch
):
    head, last = make_head(publication.agency_year.agency), running.file_of

    def withdrawn_before(*arguments):
        withdraw(publication=publication, reason="ผิด", by=head)
        return last(*arguments)

    monkeypatch.setattr(running, "file_of", withdrawn_before)
    refresh_all()

    run = worked_off(start("zip", administrator, contents="published", with_measures=True))

    assert outcomes(run) == {"own": "not_needed", "other": "done"}
    assert [row["รหัสหน่วยงาน"] for row in index_of(run)] == ["other"]
