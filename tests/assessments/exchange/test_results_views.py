"""The pages: a file is sent, checked, confirmed and imported; files are given out."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from assessments.models import ResultsImport
from assessments.services.results_runs import confirm_import
from assessments.views.results import ResultsFilesView, ResultsImportView
from ita_portal.jobs.models import Job
from ita_portal.jobs.running import run_all
from tests.assessments.exchange.stored import results
from tests.makers import make_agency, make_agency_year, make_assessment, make_user

pytestmark = pytest.mark.django_db

FILES = "/results/"
TWO = "หน่วยงาน,ตัวชี้วัด 1,คะแนนรวม\nหน่วยงาน ก,95,96\nหน่วยงาน ข,90,91\n"
FAULTY = TWO.replace("ข,90", "ข,900")


@pytest.fixture(autouse=True)
def _impatient(monkeypatch):
    """No worker runs beside these tests; waiting for one would only take time."""
    monkeypatch.setattr(ResultsFilesView, "patience", 0)
    monkeypatch.setattr(ResultsImportView, "patience", 0)


@pytest.fixture
def administrator(client):
    for code, name in (("a-1", "หน่วยงาน ก"), ("a-2", "หน่วยงาน ข")):
        make_agency(code, name=name)
    user = make_user(administrator=True)
    client.force_login(user)
    return user


def send(client, text=TWO, **values):
    data = {"framework": "ita-2566", "create_kind": "", "file": SimpleUploadedFile("ผล.csv", text.encode()), **values}
    return client.post(FILES, data)


def page_of(client, **query):
    return client.get(reverse("assessments:results-import", args=[ResultsImport.objects.get().pk]), query)


def text_of(response):
    return " ".join(response.content.decode().split())


def test_sent_file_leads_to_its_page_with_its_progress(client, administrator):
    response = send(client)

    row = ResultsImport.objects.get()
    assert response["Location"] == f"/results/{row.pk}/"
    assert (row.file_name, row.framework_code, row.by, row.state) == ("ผล.csv", "ita-2566", administrator, "checking")
    page = text_of(client.get(response["Location"]))
    assert "data-waiting" in page
    assert "กำลังตรวจ" in page


def test_checked_file_shows_what_it_would_do_and_asks(client, administrator):
    send(client)
    run_all()

    page = text_of(page_of(client))

    assert "ตรวจแล้ว ยังไม่มีสิ่งใดเปลี่ยน" in page
    assert "นำเข้า 2 หน่วยงาน" in page
    assert "data-waiting" not in page
    assert results() == {}


def test_faults_are_listed_with_place_value_and_what_is_allowed(client, administrator):
    send(client, FAULTY)
    run_all()

    page = text_of(page_of(client))

    assert "นำเข้าเฉพาะ 1 หน่วยงานที่ถูกต้อง" in page
    assert (
        '<th scope="row" role="rowheader">ช่อง B3</th><td role="cell" data-label="หน่วยงาน">หน่วยงาน ข</td>'
        '<td role="cell" data-label="รายการ">ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่</td> <td role="cell" data-label="ค่าที่พบ">900</td> '
        '<td role="cell" data-label="สิ่งที่ใช้ได้">กรอกคะแนน 0 ถึง 100'
    ) in page


def test_confirmed_file_is_imported_and_says_so(client, administrator):
    send(client, FAULTY)
    run_all()
    client.post(page_of(client).request["PATH_INFO"], {"confirm": "1"})
    run_all()

    page = text_of(page_of(client))

    assert "นำเข้าแล้ว 1 หน่วยงาน" in page
    assert "1 หน่วยงานไม่ได้นำเข้า" in page
    assert set(results()) == {"หน่วยงาน ก"}
    returned = client.get(f"/results/{ResultsImport.objects.get().pk}/returned/")
    assert b"".join(returned.streaming_content).decode("utf-8-sig").startswith("หน่วยงาน,ตัวชี้วัด 1,คะแนนรวม,เหตุผล")


def test_second_click_on_the_button_changes_nothing_and_says_so(client, administrator):
    send(client)
    run_all()
    row = ResultsImport.objects.get()
    confirm_import(results_import=row, by=administrator)

    response = client.post(f"/results/{row.pk}/", {"confirm": "1"}, follow=True)

    assert "ไฟล์นี้ดำเนินการไปแล้ว" in text_of(response)
    assert Job.objects.filter(task="assessments.import_results").count() == 1


def test_stopped_work_can_go_on(client, administrator):
    send(client)
    path = page_of(client).request["PATH_INFO"]

    stopped = client.post(path, {"cancel": "1"}, follow=True)
    assert "หยุดกลางคัน" in text_of(stopped)
    client.post(path, {"resume": "1"})
    run_all()

    assert "ตรวจแล้ว ยังไม่มีสิ่งใดเปลี่ยน" in text_of(page_of(client))


def test_refused_file_says_why(client, administrator):
    send(client, "รายการ,จำนวน\nก,1\n")
    run_all()

    page = text_of(page_of(client))

    assert "ใช้ไฟล์นี้ไม่ได้" in page
    assert "ไม่พบตารางผลคะแนน" in page


def test_notices_and_changes_are_shown_when_asked_for(client, administrator):
    agency = make_agency("a-3", name="หน่วยงาน ค")
    make_assessment(make_agency_year(agency, 2567), scores={"1": 70})
    send(client, TWO + "หน่วยงาน ค,71,99\n" + "หน่วยงาน ง,71,99\n")
    run_all()

    assert "หน่วยงาน ง" in text_of(page_of(client))
    assert (
        '<td role="cell" data-label="หน่วยงาน">หน่วยงาน ค</td>'
        '<td role="cell" data-label="รายการ">ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่</td> '
        '<td role="cell" data-label="จาก">70</td><td role="cell" data-label="เป็น">71</td>'
    ) in text_of(page_of(client, show="change"))


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"framework": ""}, "เลือกปีของผลการประเมิน"),
        ({"framework": "ita-2500"}, "เลือกปีจากรายการ"),
        ({"file": ""}, "โปรดเลือกไฟล์"),
        ({"create_kind": "x"}, "เลือกประเภทหน่วยงานจากรายการ"),
    ],
)
def test_wrong_form_is_refused_in_thai(client, administrator, values, words):
    response = send(client, **values)

    assert words in text_of(response)
    assert ResultsImport.objects.count() == 0


def test_file_over_the_limit_is_refused_before_it_is_kept(client, administrator):
    large = SimpleUploadedFile("ผล.csv", b"a" * (20 * 1024 * 1024 + 1))

    assert "ส่งได้ไม่เกิน 20 MB" in text_of(send(client, file=large))
    assert ResultsImport.objects.count() == 0


@pytest.mark.parametrize("contents", ["results", "template"])
def test_files_are_given_out(client, administrator, contents):
    make_assessment(make_agency_year(make_agency("a-3", name="หน่วยงาน ค"), 2567), total=95)
    query = {"framework": "ita-2566", "contents": contents}

    as_csv = client.get("/results/export/", {**query, "file_format": "csv"})
    as_xlsx = client.get("/results/export/", {**query, "file_format": "xlsx"})

    names = [line.split(",")[2] for line in b"".join(as_csv.streaming_content).decode().splitlines()[1:]]
    sheet = load_workbook(io.BytesIO(b"".join(as_xlsx.streaming_content)))["ผลคะแนน"]
    assert names == [row[2].value for row in sheet.iter_rows(min_row=4)]
    assert names == (["หน่วยงาน ค"] if contents == "results" else ["หน่วยงาน ก", "หน่วยงาน ข", "หน่วยงาน ค"])
    assert as_csv["Content-Disposition"] == f'attachment; filename="ita-2566-{contents}.csv"'


def test_export_without_a_year_asks_for_one(client, administrator):
    assert "เลือกปีของผลการประเมิน" in text_of(client.get("/results/export/", {"framework": ""}))
    assert "ดาวน์โหลด" in text_of(client.get("/results/export/"))


def test_latest_files_are_listed(client, administrator):
    send(client)
    run_all()

    page = text_of(client.get(FILES))

    assert "ผล.csv" in page
    assert "ตรวจแล้ว รอยืนยัน" in page
