"""An officer's own spreadsheet into one agency's results: what is read, shown, taken, and what is left alone."""

import re
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from assessments.models import Assessment, Change, Score
from tests.assessments.exchange.files import TEN, csv_file, xlsx_file
from tests.makers import make_agency, make_agency_year, make_assessment, make_user

pytestmark = pytest.mark.django_db
LONG = [
    ["รหัส", "รายการ", "คะแนน"],
    ["9", "การเปิดเผยข้อมูล", "๙๕.๕"],
    ["o29", "สถิติ", "0"],
    ["คะแนนรวม", "", "97.71"],
    ["ระดับ", "", "AA"],
]
WIDE = ["หน่วยงาน", *(f"ตัวชี้วัด {code}" for code in TEN), "คะแนนรวม", "ระดับ"]


@pytest.fixture
def year():
    return make_agency_year(make_agency("own", name="สพป.มุกดาหาร เขต ๑"), 2567)


@pytest.fixture
def officer(client, year):
    user = make_user(officer_of=year.agency)
    client.force_login(user)
    return user


def address(role="baseline"):
    return reverse("assessments:scores-import", args=["own", 2567, role])


def send(client, path, **values):
    file = SimpleUploadedFile(path.name, path.read_bytes())
    return client.post(address(values.pop("role", "baseline")), {"file": file, **values})


def taken_in(response):
    return re.search(r'name="taken" value="([^"]+)"', response.content.decode())[1]


def take(client, response, role="baseline"):
    return client.post(address(role), {"taken": taken_in(response)}, follow=True)


def rows_of(response):
    preview = response.context["preview"]
    return {change.label.split()[0] + change.code: (change.before, change.after) for change in preview.changes}


def stored(role="baseline"):
    row = Assessment.objects.get(role=role, agency_year__agency__code="own")
    return row.total, row.level, {score.code: score.value for score in row.scores.all()}


def test_own_codes_and_scores_are_shown_first_and_then_taken(client, officer, year, tmp_path):
    make_assessment(year, total=90, scores={"o29": 50, "i1": 80})

    response = send(client, xlsx_file(tmp_path, LONG))

    assert [(each.code, each.before, each.after, each.cell) for each in response.context["preview"].changes] == [
        ("9", "–", "95.50", "C2"),
        ("o29", "50.00", "0.00", "C3"),
        ("total", "90.00", "97.71", "C4"),
        ("level", "–", "AA", "C5"),
    ]
    assert stored() == (90, "", {"o29": 50, "i1": 80})
    after = take(client, response)
    assert "นำเข้าคะแนนแล้ว 4 ช่อง" in after.content.decode()
    assert stored() == (Decimal("97.71"), "AA", {"o29": 0, "i1": 80, "9": Decimal("95.5")})
    assert set(Change.objects.values_list("by", flat=True)) == {officer.pk}


@pytest.mark.parametrize("make", [csv_file, xlsx_file])
def test_of_a_sheet_of_many_only_the_own_row_counts(client, officer, year, tmp_path, make):
    other = make_assessment(make_agency_year(make_agency("other", name="หน่วยงาน ข"), 2567), scores={"1": 50})
    make_assessment(year)
    rows = [
        WIDE,
        ["หน่วยงาน ข", *["60"] * 10, "60", "C"],
        ["สำนักงานเขตพื้นที่การศึกษาประถมศึกษามุกดาหาร เขต 1", *["90"] * 10, "90", "A"],
        ["หน่วยงาน ค", *["70"] * 10, "70", "B"],
    ]

    response = send(client, make(tmp_path, rows))

    assert "ไม่ได้ใช้แถวของหน่วยงานอื่น 2 แห่ง เช่น หน่วยงาน ข, หน่วยงาน ค" in response.content.decode()
    take(client, response)
    assert stored() == (90, "A", {code: 90 for code in TEN})
    assert [row.value for row in other.scores.all()] == [50]
    assert Assessment.objects.count() == 2


def test_cells_that_cannot_be_taken_are_told_and_the_rest_is_taken(client, officer, year, tmp_path):
    make_assessment(year, scores={"9": 80})
    rows = [["รหัส", "คะแนน"], ["9", "105"], ["o29", "33"], ["o99", "50"], ["10", "90"]]

    response = send(client, csv_file(tmp_path, rows))

    assert [(each.label, each.value) for each in response.context["preview"].refused] == [
        ("รหัสตัวชี้วัด/ข้อ", "o99"),
        ("ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล", "105"),
        ("ข้อ o29 ข้อมูลเชิงสถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ", "33"),
    ]
    assert response.context["preview"].notices == ()
    assert "นำเข้า 1 ช่อง เว้นที่นำเข้าไม่ได้" in response.content.decode()
    take(client, response)
    assert stored() == (None, "", {"9": 80, "10": 90})


def test_dash_takes_a_score_away_and_a_blank_leaves_it(client, officer, year, tmp_path):
    make_assessment(year, total=90, level="A", scores={"9": 80, "10": 70})

    response = send(client, csv_file(tmp_path, [["รหัส", "คะแนน"], ["9", "-"], ["10", ""], ["ระดับ", "–"]]))

    assert rows_of(response) == {"ตัวชี้วัดที่9": ("80.00", "–"), "ระดับผลการประเมินlevel": ("A", "–")}
    take(client, response)
    assert stored() == (90, "", {"10": 70})


def test_year_without_results_chooses_them_with_the_file(client, officer, year, tmp_path):
    response = send(client, xlsx_file(tmp_path, LONG), framework="ita-2566")

    assert not Assessment.objects.exists()
    take(client, response)
    row = Assessment.objects.get()
    assert (row.framework_code, row.fiscal_year, row.role, row.total) == (
        "ita-2566",
        2566,
        "baseline",
        Decimal("97.71"),
    )


def test_year_must_be_chosen_where_there_are_no_results(client, officer, year, tmp_path):
    response = send(client, xlsx_file(tmp_path, LONG))

    assert "เลือกปีของผลการประเมิน" in response.content.decode()
    assert client.get(address()).context["form"].initial == {"framework": "ita-2566"}


def test_results_after_the_measures_have_a_file_of_their_own(client, officer, year, tmp_path):
    make_assessment(year, scores={"9": 80})

    response = send(client, csv_file(tmp_path, [["รหัส", "คะแนน"], ["9", "90"]]), role="result", framework="ita-2567")
    take(client, response, role="result")

    assert (stored()[2], stored("result")[2]) == ({"9": 80}, {"9": 90})


def test_second_click_changes_nothing(client, officer, year, tmp_path):
    make_assessment(year, scores={"9": 80})
    response = send(client, xlsx_file(tmp_path, LONG))
    take(client, response)
    history = Change.objects.count()

    again = take(client, response)

    assert "ไม่มีช่องใดเปลี่ยน" in again.content.decode()
    assert Change.objects.count() == history


@pytest.mark.parametrize("change", ["score", "total", "another year"])
def test_what_somebody_changed_since_the_preview_is_not_overwritten(client, officer, year, tmp_path, change):
    row = make_assessment(year, total=90, scores={"9": 80})
    response = send(client, xlsx_file(tmp_path, LONG))
    if change == "score":
        Score.objects.update(value=81, version=2)
    elif change == "total":
        Assessment.objects.update(total=91, version=2)
    else:
        Assessment.objects.update(framework_code="ita-2565", fiscal_year=2565)
    before = stored()

    after = take(client, response)

    assert "มีผู้อื่นแก้ไขผลคะแนนนี้" in after.content.decode()
    assert stored() == before
    assert row.scores.count() == 1


def test_preview_of_another_person_or_place_is_not_taken(client, officer, year, tmp_path):
    make_assessment(year)
    response = send(client, xlsx_file(tmp_path, LONG))
    client.force_login(make_user(officer_of=year.agency))

    after = take(client, response)

    assert "ตรวจอีกครั้ง" in after.content.decode()
    assert stored() == (None, "", {})
    assert "ตรวจอีกครั้ง" in client.post(address(), {"taken": "made up"}, follow=True).content.decode()


def test_officer_of_another_agency_does_not_find_the_page(client, year, tmp_path):
    make_assessment(year)
    client.force_login(make_user(officer_of=make_agency("other")))

    assert client.get(address()).status_code == 404
    assert send(client, xlsx_file(tmp_path, LONG)).status_code == 404
    assert stored() == (None, "", {})


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([WIDE, ["หน่วยงาน ข", *["60"] * 12]], "ไม่มีแถวของ “สพป.มุกดาหาร เขต ๑” (รหัส own)"),
        ([WIDE, ["สพป.มุกดาหาร เขต 1", *["60"] * 12], ["สพป.มุกดาหาร เขต ๑", *["70"] * 12]], "ซ้ำกับแถว 2"),
        ([["รหัสหน่วยงาน", *WIDE], ["own", "หน่วยงาน ข", *["60"] * 12]], "ชื่อไม่ตรงกัน"),
        ([["ผลการประเมิน ปีงบประมาณ พ.ศ. 2565"], *LONG], "ปี 2565"),
        ([["รายการ", "จำนวน"], ["กระดาษ", "5"]], "ไม่พบตารางผลคะแนน"),
    ],
)
def test_file_of_which_nothing_can_be_taken_says_why(client, officer, year, tmp_path, rows, says):
    make_assessment(year)

    response = send(client, xlsx_file(tmp_path, rows))

    assert says in response.content.decode().replace("&quot;", '"')
    assert response.context.get("preview") is None


def test_file_without_the_own_row_names_whose_rows_it_has_once(client, officer, year, tmp_path):
    make_assessment(year)
    lacking = "ไม่มีแถวของ “สพป.มุกดาหาร เขต ๑” (รหัส own): ตรวจชื่อหรือรหัสหน่วยงานในไฟล์"
    blank = "ไฟล์ยังไม่มีแถวที่มีคะแนน: กรอกคะแนนในไฟล์แล้วเลือกไฟล์อีกครั้ง"

    others = send(client, xlsx_file(tmp_path, [WIDE, ["หน่วยงาน ข", *["60"] * 12]]))
    nobody = send(client, xlsx_file(tmp_path, [WIDE]))

    assert others.context["form"].errors["file"] == [f"ชีต ผลคะแนน หน่วยงาน: พบ “1 หน่วยงาน เช่น หน่วยงาน ข” — {lacking}"]
    assert nobody.context["form"].errors["file"] == [f"ชีต ผลคะแนน คะแนน: ไม่มีค่า — {blank}"]


def test_empty_template_of_the_agency_is_filled_in_and_taken_whole(client, officer, year, tmp_path):
    framework = make_assessment(year, scores={"9": 80}).framework
    link = reverse("assessments:scores-template", args=["own", 2567, "baseline"])
    page = client.get(address()).content.decode()
    answer = client.get(link)
    path = tmp_path / "แบบไฟล์.xlsx"
    path.write_bytes(b"".join(answer.streaming_content))
    book = load_workbook(path)
    rows = {row[0].value: row[2] for row in book["ผลคะแนน"].iter_rows(min_row=4)}

    empty = send(client, path)
    for code, cell in rows.items():
        cell.value = "AA" if code == "ระดับ" else 100
    book.save(path)
    filled = send(client, path)

    assert f'href="{link}"' in page
    assert list(rows)[:5] == ["คะแนนรวม", "ระดับ", "IIT", "1", "i1"]
    assert set(rows) == {"คะแนนรวม", "ระดับ", *framework.entries}
    assert "ไฟล์ยังไม่มีแถวที่มีคะแนน: กรอกคะแนนในไฟล์แล้วเลือกไฟล์อีกครั้ง" in empty.context["form"].errors["file"][0]
    assert filled.context["preview"].refused == ()
    take(client, filled)
    assert stored() == (100, "AA", dict.fromkeys(framework.entries, 100))


def test_template_of_another_agency_is_not_found(client, officer, year):
    other = make_assessment(make_agency_year(make_agency("other"), 2567)).agency_year

    paths = [reverse("assessments:scores-template", args=[code, 2567, "baseline"]) for code in ("other", "own")]

    assert other.baseline is not None
    assert [client.get(path).status_code for path in paths] == [404, 404]  # one's own has no results chosen yet
    assert paths[1] not in client.get(address()).content.decode()


def test_file_of_another_kind_is_refused_in_words(client, officer, year, tmp_path):
    make_assessment(year)
    path = tmp_path / "x.pdf"
    path.write_bytes(b"%PDF-1.7")

    assert "เป็นไฟล์ PDF" in send(client, path).content.decode()
    assert "โปรดเลือกไฟล์" in client.post(address(), {}).content.decode()


def test_total_that_does_not_follow_is_a_notice(client, officer, year, tmp_path):
    make_assessment(year)

    response = send(client, xlsx_file(tmp_path, [WIDE, ["สพป.มุกดาหาร เขต 1", *["90"] * 10, "96", "AA"]]))

    assert "ในไฟล์ 96.00 คำนวณได้ 90.00" in response.content.decode()


def test_scores_page_leads_to_the_file_only_who_may_edit(client, officer, year):
    make_assessment(year, scores={"9": 80})

    page = client.get(reverse("assessments:scores", args=["own", 2567, "baseline"])).content.decode()

    assert f'href="{address()}"' in page
