"""The published data as a table: what each row says, that a spreadsheet reads it rightly, and that it is proved."""

import csv
import io
import json
import shutil
import subprocess
from hashlib import sha256

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from openpyxl import load_workbook

from reports.exchange.published_csv import COLUMNS, PARTS, rows_of, write_csv
from reports.published_files import read, stored_path
from reports.verifying import faults
from tests.makers import make_finding, make_limitation, make_past_result, make_user
from tests.reports.publications import edit_measure, publishable_year, published
from tests.reports.test_exchange_round_trip import minimal

MEASURE = {
    "id": "m1",
    "issue": 2,
    "indicator": "9",
    "items": ["o29"],
    "urgency": "urgent",
    "title": "เผยแพร่สถิติ",
    "weak_point": "",
    "steps": ["ประชุม", "ประกาศ"],
    "period": {"start": "2023-10-01", "end": None, "text": "ทั้งปี"},
    "responsible": ["กลุ่มอำนวยการ"],
    "monitoring": "",
}


def rows(part, **parts):
    """The rows of a part, without its name."""
    return [tuple(row[1:]) for row in rows_of(minimal(**parts)) if row[0] == part]


def table(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_measure_has_a_row_a_field_and_a_row_a_text_of_a_list():
    assert rows("มาตรการ", measures=[MEASURE]) == [
        (1, "m1", "ประเด็น", "", "2"),
        (1, "m1", "ตัวชี้วัด", "", "9"),
        (1, "m1", "ข้อที่เกี่ยวข้อง", 1, "o29"),
        (1, "m1", "ความเร่งด่วน", "", "ต้องแก้ไขโดยเร่งด่วน"),
        (1, "m1", "มาตรการ โครงการ หรือกิจกรรม", "", "เผยแพร่สถิติ"),
        (1, "m1", "ขั้นตอนหรือวิธีการปฏิบัติ", 1, "ประชุม"),
        (1, "m1", "ขั้นตอนหรือวิธีการปฏิบัติ", 2, "ประกาศ"),
        (1, "m1", "เริ่มต้น", "", "1 ตุลาคม 2566"),
        (1, "m1", "ระยะเวลา (ข้อความ)", "", "ทั้งปี"),
        (1, "m1", "ผู้รับผิดชอบ", 1, "กลุ่มอำนวยการ"),
    ]


def test_scores_stand_in_the_order_of_the_framework_and_only_those_that_there_are():
    assessment = {
        "framework": "ita-2566",
        "fiscal_year": 2566,
        "overall": 93.456789,
        "items": {"o29": 0, "o1": 100},
        "indicators": {"9": 95.5},
    }

    names = [(code, score) for _, code, _, _, score in rows("คะแนนที่นำมาวิเคราะห์", assessment=assessment)]
    announced = [(name, value) for _, _, name, _, value in rows("ผลที่นำมาวิเคราะห์", assessment=assessment)]

    assert names == [("9", "95.5"), ("o1", "100"), ("o29", "0")]
    assert announced == [
        ("กรอบการประเมิน", "ita-2566"),
        ("ปีงบประมาณที่ประเมิน", "2566"),
        ("คะแนนรวม", "93.456789"),
    ]


def test_very_small_number_is_written_in_digits():
    history = [{"fiscal_year": 2565, "overall": 0.000001, "indicators": {"1": 90}}]

    assert rows("ผลการประเมินย้อนหลัง", history=history) == [
        (1, "", "ปีงบประมาณ", "", 2565),
        (1, "", "คะแนนรวม", "", "0.000001"),
        (1, "1", "ตัวชี้วัด 1", "", "90"),
    ]


def test_finding_progress_and_texts_have_their_rows():
    value = {
        "findings": [{"indicator": "9", "items": [], "urgency": "develop", "causes": ["ไม่ครบ", "ไม่ทัน"]}],
        "constraints": ["คนน้อย"],
        "narrative": {"preface": ["ย่อหน้าแรก", "ย่อหน้าสอง"]},
        "progress": {"entries": [{"id": "p1", "measure": "m1", "budget": {"amount": 1250.5, "source": "งบประจำ"}}]},
    }

    assert [row[2:] for row in rows("ผลการวิเคราะห์", **value)] == [
        ("ตัวชี้วัด", "", "9"),
        ("ความเร่งด่วน", "", "ต้องพัฒนาให้ดีขึ้น"),
        ("สาเหตุ", 1, "ไม่ครบ"),
        ("สาเหตุ", 2, "ไม่ทัน"),
    ]
    assert rows("ข้อจำกัดของหน่วยงาน", **value) == [("", "", "ข้อจำกัด", 1, "คนน้อย")]
    assert rows("บทบรรยาย", **value) == [("", "", "คำนำ", 1, "ย่อหน้าแรก"), ("", "", "คำนำ", 2, "ย่อหน้าสอง")]
    assert rows("ผลการดำเนินการ", **value) == [
        (1, "p1", "รหัสมาตรการ", "", "m1"),
        (1, "p1", "งบประมาณ (บาท)", "", "1250.5"),
        (1, "p1", "แหล่งงบประมาณ", "", "งบประจำ"),
    ]


@pytest.mark.parametrize("text", ["=1+1", "+66", "-ประชุม", "@cmd", "\tก"])
def test_text_that_a_spreadsheet_would_run_begins_with_an_apostrophe(text):
    data = write_csv(minimal(measures=[MEASURE | {"title": text}], constraints=[text]))

    cells = [row[5] for row in table(data)]
    assert cells.count(f"'{text}") == 2
    assert text not in cells


def test_file_has_the_mark_of_its_encoding_a_head_and_lines_as_the_format_wants():
    data = write_csv(minimal(constraints=['บรรทัดหนึ่ง\nบรรทัดสอง, และ "คำพูด"']))

    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig").splitlines()[0] == "ส่วน,ลำดับ,รหัส,รายการ,บรรทัดที่,ค่า"
    assert data.endswith(b"\r\n")
    assert table(data)[-1] == ["ข้อจำกัดของหน่วยงาน", "", "", "ข้อจำกัด", "1", 'บรรทัดหนึ่ง\nบรรทัดสอง, และ "คำพูด"']


def texts_of(value):
    """Every text in a JSON value that a person wrote."""
    if isinstance(value, dict):
        return {text for each in value.values() for text in texts_of(each)}
    if isinstance(value, list):
        return {text for each in value for text in texts_of(each)}
    return {value} if isinstance(value, str) and any("ก" <= letter <= "๛" for letter in value) else set()


@pytest.fixture
def year():
    year = publishable_year("own", name="สำนักงานทดสอบ", units=["กลุ่มอำนวยการ"])
    make_past_result(year, 2565, 88.5, {"1": 90})
    make_finding(year, indicator="9", items=["o29"], causes=["ไม่ครบ"], approaches=["วางปฏิทิน"])
    make_limitation(year, "=คนน้อย")
    return year


@pytest.fixture
def publication(year):
    return published(year, "full", by=make_user(officer_of=year.agency))


def content(publication, file_format):
    return read(publication.files.get(format=file_format).file.name)


@pytest.mark.django_db
def test_table_says_every_text_that_the_json_file_says(publication):
    value, cells = json.loads(content(publication, "json")), table(content(publication, "csv"))

    said = {cell.removeprefix("'") for row in cells for cell in row}
    assert texts_of(value) - said == set()
    assert {row[0] for row in cells[1:]} <= set(PARTS)
    assert {len(row) for row in cells} == {len(COLUMNS)}
    assert sum(row[0] == "คะแนนที่นำมาวิเคราะห์" for row in cells) == 3


@pytest.mark.django_db
def test_spreadsheet_program_shows_the_same_cells_in_thai(publication, tmp_path):
    (tmp_path / "data.csv").write_bytes(content(publication, "csv"))

    shown = [["" if cell is None else str(cell) for cell in row] for row in converted(tmp_path / "data.csv")]

    assert shown == table(content(publication, "csv"))
    assert ["ข้อมูลทั่วไป", "", "", "ชื่อหน่วยงาน", "", "สำนักงานทดสอบ"] in shown
    assert ["ข้อจำกัดของหน่วยงาน", "", "", "ข้อจำกัด", "1", "'=คนน้อย"] in shown


def converted(path):
    """The rows as LibreOffice takes them. Alone it asks nobody, so it is told what its dialog takes from the mark."""
    program = shutil.which("soffice")
    assert program, "soffice is missing: install libreoffice-calc-nogui (script/test does)"
    folder = path.parent
    command = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--infilter=CSV:44,34,76,1"]
    subprocess.run(
        [*command, "--convert-to", "xlsx", "--outdir", folder, path], check=True, timeout=120, capture_output=True
    )
    result = path.with_suffix(".xlsx")
    assert result.exists(), "LibreOffice has no Calc: install libreoffice-calc-nogui (script/test does)"
    return list(load_workbook(result).active.iter_rows(values_only=True))


@pytest.mark.django_db
def test_file_is_kept_with_its_hash_and_said_on_the_page(client, publication):
    file = publication.files.get(format="csv")

    response = client.get(f"/v/{publication.address}/csv/")
    page = client.get(f"/v/{publication.address}/").content.decode()

    data = response.getvalue()
    assert file.sha256 == sha256(data).hexdigest()
    assert file.sha256 in page
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"].endswith("1.csv")
    assert [name for name in COLUMNS if f"<dt>{name}</dt>" not in page] == []


@pytest.mark.django_db
def test_file_is_of_the_moment_of_the_click(year, publication):
    before = content(publication, "csv")
    edit_measure(year, "แก้ภายหลัง")

    assert content(publication, "csv") == before
    assert "แก้ภายหลัง" not in before.decode()


@pytest.mark.django_db
def test_table_of_a_document_says_nothing_of_what_the_document_leaves_out(year):
    measures = published(year, "measures", by=make_user(officer_of=year.agency))

    parts = {row[0] for row in table(content(measures, "csv"))[1:]}

    assert "มาตรการ" in parts
    assert parts & {"ผลการวิเคราะห์", "ผลการดำเนินการ", "ภาพ", "ผลการประเมินย้อนหลัง"} == set()


@pytest.mark.django_db
def test_older_version_without_a_table_offers_none(client, publication):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM reports_publishedfile WHERE format = 'csv'")

    page = client.get(f"/v/{publication.address}/").content.decode()

    assert client.get(f"/v/{publication.address}/csv/").status_code == 404
    assert "ดาวน์โหลด PDF" in page
    assert "CSV" not in page


@pytest.mark.django_db
def test_verifying_finds_a_table_that_was_changed(publication):
    name = publication.files.get(format="csv").file.name
    stored_path(name).write_bytes(content(publication, "csv") + b" ")

    assert list(faults()) == [(name, "ไฟล์ไม่ตรงกับค่า SHA-256 ที่บันทึกไว้")]
    with pytest.raises(CommandError):
        call_command("verify_publications")
