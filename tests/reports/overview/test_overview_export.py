"""The overview as a file: the same rows and order as the page, right Thai, nothing that becomes a formula."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from assessments.models import Body, Membership, WindowException, YearWindow
from reports.models import OverviewRow
from reports.overview.listing import PAGE_SIZE
from reports.overview.refreshing import refresh_all
from tests.makers import make_agency, make_agency_year, make_assessment, make_measure, make_user

pytestmark = pytest.mark.django_db
CSV, XLSX = (reverse("reports:overview-export", args=[each]) for each in ("csv", "xlsx"))


@pytest.fixture
def admin(client):
    user = make_user(administrator=True)
    client.force_login(user)
    return user


def downloaded(client, address, **asked):
    response = client.get(address, {"year": 2568} | asked)
    return response, b"".join(response.streaming_content)


def rows_of(client, **asked):
    content = downloaded(client, CSV, **asked)[1].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content, newline="")))


def scored(agency, total, fiscal_year=2568, **values):
    return make_assessment(
        make_agency_year(agency, fiscal_year), framework=f"ita-{fiscal_year - 1}", total=total, **values
    )


def test_csv_begins_with_the_mark_and_holds_right_thai(client, admin):
    make_agency_year(make_agency("sao-1", name="องค์การบริหารส่วนตำบลน้ำคำ", province="ยโสธร"), 2568)
    refresh_all()

    response, content = downloaded(client, CSV)

    assert content.startswith(b"\xef\xbb\xbf" + "รหัสหน่วยงาน,หน่วยงาน,ประเภทหน่วยงาน,จังหวัด,สังกัด,ปีงบประมาณ,".encode())
    assert "sao-1,องค์การบริหารส่วนตำบลน้ำคำ,สำนักงานเขตพื้นที่การศึกษา,ยโสธร,,2568,ยังไม่เริ่ม,".encode() in content
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response.streaming


def test_every_column_says_what_the_row_says(client, admin):
    ministry = Body.objects.create(name="กระทรวง", kind="ministry")
    department = Body.objects.create(name="กรม", kind="department", parent=ministry)
    agency = make_agency("a-1", name="เทศบาลกุดแห่", kind="municipality", province="ยโสธร", body=department)
    scored(agency, Decimal("95.5"), 2567)
    row = scored(agency, Decimal("91.25"), scores={"1": 88.4, "IIT": 90, "EIT": 91, "OIT": 92.5})
    make_measure(row.agency_year)
    refresh_all()
    at = datetime(2025, 1, 31, 17, 5, tzinfo=UTC)  # after midnight in Bangkok
    OverviewRow.objects.update(plan_published_at=at, missing_count=2, checked_at=at, refreshed_at=at, published_count=1)

    [line] = rows_of(client)

    assert line == {
        "รหัสหน่วยงาน": "a-1",
        "หน่วยงาน": "เทศบาลกุดแห่",
        "ประเภทหน่วยงาน": "เทศบาล",
        "จังหวัด": "ยโสธร",
        "สังกัด": "กระทรวง › กรม",
        "ปีงบประมาณ": "2568",
        "ขั้นตอน": "มีมาตรการแล้ว",
        "ปีที่ประเมิน": "2567",
        "คะแนนรวม": "91.25",
        "IIT": "90.00",
        "EIT": "91.00",
        "OIT": "92.50",
        "ตัวชี้วัดที่ 1": "88.40",
        **{f"ตัวชี้วัดที่ {number}": "" for number in range(2, 11)},
        "ระดับ": "ผ่านดี",
        "ผลการประเมิน": "ผ่าน",
        "คะแนนรวมปีก่อน": "95.50",
        "เปลี่ยนแปลง": "-4.25",
        "มาตรการ": "1",
        "มาตรการที่รายงานผล": "0",
        "เอกสารที่เผยแพร่": "1",
        "เผยแพร่มาตรการเมื่อ": "2568-02-01 00:05",
        "เผยแพร่รายงานผลเมื่อ": "",
        "สิ่งที่ขาด": "2",
        "ตรวจเมื่อ": "2568-02-01 00:05",
        "เลยกำหนด": "",
        "ขั้นตอนที่เลยกำหนด": "",
        "ข้อมูล ณ": "2568-02-01 00:05",
    }


def test_change_is_the_stored_one_that_pages_show(client, admin):
    agency = make_agency()
    scored(agency, 95, 2567)
    scored(agency, 91)
    refresh_all()
    assert [row["เปลี่ยนแปลง"] for row in rows_of(client)] == ["-4.00"]
    OverviewRow.objects.update(change=Decimal("-3.99"))

    assert [row["เปลี่ยนแปลง"] for row in rows_of(client)] == ["-3.99"]


def test_figures_of_the_year_before_are_empty_without_results_of_the_year_and_the_book_says_so(client, admin):
    agency = make_agency()
    scored(agency, 95, 2567)
    make_agency_year(agency, 2568)
    refresh_all()

    [line] = rows_of(client)
    book = load_workbook(io.BytesIO(downloaded(client, XLSX)[1]))

    assert (line["คะแนนรวม"], line["คะแนนรวมปีก่อน"], line["เปลี่ยนแปลง"]) == ("", "", "")
    guide = dict(book["คำอธิบาย"].iter_rows(min_row=4, values_only=True))
    assert guide["คะแนนรวมปีก่อน"] == ("คะแนนรวมของปีก่อนปีที่ประเมิน ว่างหากยังไม่มีผลของปีที่ประเมิน หรือไม่มีผลของปีก่อนปีที่ประเมิน")


def test_file_says_the_steps_that_are_late_and_the_last_day_of_each(client, admin):
    late, excepted, expired = (make_agency(code) for code in ("late", "excepted", "expired"))
    for agency in (late, excepted, expired):
        make_agency_year(agency, 2568)
    entry, plan = (
        YearWindow.objects.create(fiscal_year=2568, step=step, opens_on=date(2025, 1, 1), closes_on=closes_on)
        for step, closes_on in (("entry", date(2025, 10, 31)), ("plan", date(2025, 12, 1)))
    )
    for window, agency, until in ((entry, excepted, date(9000, 1, 1)), (plan, expired, date(2026, 1, 15))):
        WindowException.objects.create(window=window, agency=agency, until=until, reason="เหตุ", granted_by=admin)
    refresh_all()

    lines = {row["รหัสหน่วยงาน"]: (row["เลยกำหนด"], row["ขั้นตอนที่เลยกำหนด"]) for row in rows_of(client)}

    assert lines == {
        "late": ("เลยกำหนด", "ผลคะแนนและวิเคราะห์ ปิด 31 ต.ค. 2568 · มาตรการ ปิด 1 ธ.ค. 2568"),
        "excepted": ("เลยกำหนด", "มาตรการ ปิด 1 ธ.ค. 2568"),
        "expired": ("เลยกำหนด", "ผลคะแนนและวิเคราะห์ ปิด 31 ต.ค. 2568 · มาตรการ ปิด 15 ม.ค. 2569"),
    }
    assert set(rows_of(client, trouble="late")[0]) == set(rows_of(client)[0])


def test_file_holds_all_pages_in_the_order_of_the_page(client, admin):
    for number in range(PAGE_SIZE + 2):
        scored(make_agency(f"s-{number}", name=f"โรงเรียน {number:03}", kind="school"), 40 + number)
    make_agency(kind="hospital")
    refresh_all()

    codes = [row["รหัสหน่วยงาน"] for row in rows_of(client, kind="school", sort="total")]

    assert codes == [f"s-{number}" for number in reversed(range(PAGE_SIZE + 2))]


@pytest.mark.parametrize("address", [CSV, XLSX])
def test_text_never_becomes_a_formula(client, admin, address):
    make_agency_year(make_agency("a-1", name='=HYPERLINK("http://x","y")'), 2568)
    refresh_all()

    _, content = downloaded(client, address)

    if address == CSV:
        assert "a-1,\"'=HYPERLINK(" in content.decode()
    else:
        cell = load_workbook(io.BytesIO(content))["ภาพรวม"]["B2"]
        assert (cell.value, cell.data_type, cell.quotePrefix) == ('=HYPERLINK("http://x","y")', "s", True)


def test_workbook_holds_numbers_and_explains_each_column(client, admin):
    scored(make_agency("a-1", kind="hospital"), Decimal("91.25"))
    refresh_all()

    book = load_workbook(io.BytesIO(downloaded(client, XLSX, kind="hospital")[1]))

    head, row = (list(each) for each in book["ภาพรวม"].iter_rows(values_only=True))
    assert row[head.index("คะแนนรวม")] == 91.25
    assert row[head.index("ตัวชี้วัดที่ 1")] is None
    guide = dict(book["คำอธิบาย"].iter_rows(min_row=4, values_only=True))
    assert set(head) <= set(guide)
    assert all(guide[title] for title in head)
    assert guide["หน่วยงานที่เลือก"] == "โรงพยาบาล"


def test_name_says_year_and_filter(client, admin):
    make_agency_year(fiscal_year=2568)
    refresh_all()

    response, _ = downloaded(client, CSV, kind="municipality", province="ตรัง", trouble="late", q='../"\r\nx')

    name = unquote(response["Content-Disposition"].partition("utf-8''")[2])
    assert name == "ภาพรวม-2568-x-เทศบาล-จังหวัดตรัง-เลยกำหนด.csv"


def test_long_search_gives_a_name_that_file_systems_take(client, admin):
    make_agency_year(fiscal_year=2568)
    refresh_all()

    response, _ = downloaded(client, XLSX, q="ก" * 200)

    name = unquote(response["Content-Disposition"].partition("utf-8''")[2])
    assert len(name.encode()) <= 255
    assert name.endswith("ก.xlsx")


@pytest.mark.parametrize("address", [CSV, XLSX])
def test_administrator_of_some_gets_only_theirs(client, address):
    make_agency_year(make_agency(name="ของเรา", province="ตรัง"), 2568)
    make_agency_year(make_agency(name="ของเขา", province="ตราด"), 2568)
    refresh_all()
    user = make_user()
    Membership.objects.create(user=user, role="administrator", reach="province", province="ตรัง")
    client.force_login(user)

    content = downloaded(client, address)[1]

    if address == CSV:
        assert ("ของเรา".encode() in content, "ของเขา".encode() in content) == (True, False)
    else:
        sheet = load_workbook(io.BytesIO(content))["ภาพรวม"]
        assert [cell.value for cell in sheet["B"]] == ["หน่วยงาน", "ของเรา"]


@pytest.mark.parametrize("address", [CSV, XLSX])
def test_officer_finds_no_such_file(client, address):
    agency = make_agency()
    make_agency_year(agency, 2568)
    refresh_all()
    client.force_login(make_user(officer_of=agency))

    assert client.get(address).status_code == 404


def test_other_kinds_of_file_are_a_404(client, admin):
    assert client.get(reverse("reports:overview-export", args=["exe"])).status_code == 404


def test_file_is_read_in_as_many_queries_for_one_row_as_for_many(client, admin):
    scored(make_agency(), 90)
    refresh_all()
    downloaded(client, CSV)
    with CaptureQueriesContext(connection) as one:
        downloaded(client, CSV)
    for number in range(20):
        scored(make_agency(body=Body.objects.create(name=f"กรม {number}", kind="department")), 90)
    refresh_all()

    with CaptureQueriesContext(connection) as many:
        assert len(rows_of(client)) == 21

    assert len(one) == len(many)


def test_file_of_nothing_has_its_heads(client, admin):
    assert downloaded(client, CSV, q="ไม่มี")[1].decode("utf-8-sig").startswith("รหัสหน่วยงาน,")
    assert rows_of(client, q="ไม่มี") == []
