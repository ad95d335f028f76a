"""manage.py import_results: what is taken, where it goes, what comes back, and what a dry run leaves alone."""

from decimal import Decimal

import pytest
from django.core.management import CommandError
from openpyxl import load_workbook

from assessments.models import Agency, AgencyYear, Assessment, Change, Score
from tests.assessments.exchange.files import csv_file, xlsx_file
from tests.assessments.exchange.stored import import_results, results
from tests.makers import make_agency, make_agency_year, make_assessment, make_measure

pytestmark = pytest.mark.django_db

HEAD = ["หน่วยงาน", "ตัวชี้วัด 1", "o1", "คะแนนรวม", "ระดับ"]


@pytest.fixture
def agency():
    return make_agency("a-1", name="หน่วยงาน ก")


def test_results_become_what_the_next_years_plan_answers(tmp_path, agency):
    import_results(csv_file(tmp_path, [HEAD, ["หน่วยงาน ก", "95.5", "100", "96", "AA"]]))

    assert results() == {"หน่วยงาน ก": (2567, "ita-2566", "96", "AA", {"1": "95.5", "o1": "100"})}
    assert results("result") == {}


def test_every_figure_stands_in_the_history(tmp_path, agency):
    import_results(csv_file(tmp_path, [HEAD, ["หน่วยงาน ก", "95.5", "100", "96", "AA"]]))

    changes = Change.objects.order_by("pk").values_list("fiscal_year", "field", "before", "after", "agency")
    assert set(changes) == {
        (2567, "ปีงบประมาณ", "", "2567", agency.pk),
        (2567, "กรอบการประเมิน", "", "ita-2566", agency.pk),
        (2567, "1", "", "95.5", agency.pk),
        (2567, "o1", "", "100", agency.pk),
        (2567, "คะแนนรวม", "", "96", agency.pk),
        (2567, "ระดับผลการประเมิน", "", "AA", agency.pk),
    }


def test_stored_figures_change_by_version_and_blank_ones_stay(tmp_path, agency):
    assessment = make_assessment(
        make_agency_year(agency, 2567), total=Decimal(90), level="A", scores={"1": 90, "o1": 0, "o2": 100}
    )

    printed, _ = import_results(csv_file(tmp_path, [HEAD, ["หน่วยงาน ก", "-", "100", "", "AA"]]))

    assert results() == {"หน่วยงาน ก": (2567, "ita-2566", "90", "AA", {"o1": "100", "o2": "100"})}
    assert Score.objects.get(code="o1").version == 2
    assert Score.objects.get(code="o2").version == 1
    assessment.refresh_from_db()
    assert assessment.version == 2
    assert set(Change.objects.values_list("field", "before", "after")) == {
        ("1", "90", ""), ("o1", "0", "100"), ("ระดับผลการประเมิน", "A", "AA"),
    }  # fmt: skip
    assert "เปลี่ยน หน่วยงาน ก: ช่อง B2 ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่: 90 → –" in printed


def test_same_file_again_changes_nothing(tmp_path, agency):
    path = csv_file(tmp_path, [HEAD, ["หน่วยงาน ก", "95.5", "100", "96", "AA"]])
    import_results(path)
    before = (Change.objects.count(), Score.objects.count(), list(Score.objects.values_list("version", flat=True)))

    printed, _ = import_results(path)

    after = (Change.objects.count(), Score.objects.count(), list(Score.objects.values_list("version", flat=True)))
    assert before == after == (6, 2, [1, 1])
    assert "ไม่มีสิ่งใดเปลี่ยน 1 หน่วยงาน" in printed


def test_results_are_also_what_the_plan_of_that_year_achieved(tmp_path, agency):
    plan = make_agency_year(agency, 2566)
    make_measure(plan, title="มาตรการ")
    make_agency_year(make_agency("a-2", name="หน่วยงาน ข"), 2566)
    rows = [HEAD, ["หน่วยงาน ก", "95.5", "100", "96", "AA"], ["หน่วยงาน ข", "90", "", "", ""]]

    printed, _ = import_results(csv_file(tmp_path, rows))

    assert results("result") == {"หน่วยงาน ก": (2566, "ita-2566", "96", "AA", {"1": "95.5", "o1": "100"})}
    assert set(results()) == {"หน่วยงาน ก", "หน่วยงาน ข"}
    assert "ใส่เป็นผลหลังดำเนินมาตรการของปีที่ประเมินด้วย 1 หน่วยงาน" in printed


def test_plan_that_answers_another_year_is_left_alone_and_told(tmp_path, agency):
    make_assessment(make_agency_year(agency, 2567), framework="ita-2565", scores={"1": 80})

    with pytest.raises(CommandError):
        import_results(csv_file(tmp_path, [HEAD, ["หน่วยงาน ก", "95", "", "", ""]]))

    assert results() == {"หน่วยงาน ก": (2567, "ita-2565", None, "", {"1": "80"})}


def test_year_that_was_opened_without_figures_takes_this_framework(tmp_path, agency):
    make_assessment(make_agency_year(agency, 2567), framework="ita-2565")

    import_results(csv_file(tmp_path, [HEAD, ["หน่วยงาน ก", "95", "", "", ""]]))

    assert results() == {"หน่วยงาน ก": (2567, "ita-2566", None, "", {"1": "95"})}
    assert ("กรอบการประเมิน", "ita-2565", "ita-2566") in Change.objects.values_list("field", "before", "after")
    assert Assessment.objects.get().fiscal_year == 2566


def test_zero_is_a_score_and_a_total(tmp_path, agency):
    import_results(csv_file(tmp_path, [HEAD, ["หน่วยงาน ก", "0", "0", "0", "F"]]))

    assert results() == {"หน่วยงาน ก": (2567, "ita-2566", "0", "F", {"1": "0", "o1": "0"})}


def test_row_with_any_fault_is_not_taken_at_all_and_comes_back_with_the_reasons(tmp_path, agency):
    rows = [
        ["ที่", *HEAD, "หมายเหตุ"],
        [1, "หน่วยงาน ก", 95, 100, 96, "AA", ""],
        [2, "หน่วยงาน ข", 95, 100, 120, "AA", "=ดู"],
    ]
    make_agency("a-2", name="หน่วยงาน ข")
    report = tmp_path / "กลับ.xlsx"

    _, complaints = import_results(xlsx_file(tmp_path, rows), report=report)

    assert set(results()) == {"หน่วยงาน ก"}
    assert "ข้อผิดพลาด หน่วยงาน ข: ชีต ผลคะแนน ช่อง E3 คะแนนรวม: พบ “120”" in complaints
    returned = [[cell.value for cell in row] for row in load_workbook(report).active.iter_rows()]
    assert returned[0] == ["ที่", *HEAD, "หมายเหตุ", "เหตุผล"]
    assert returned[1][:-1] == ["2", "หน่วยงาน ข", 95, 100, 120, "AA", "=ดู"]
    assert returned[1][-1].startswith("ชีต ผลคะแนน ช่อง E3 คะแนนรวม: พบ “120” — กรอกคะแนน 0 ถึง 100")


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_returned_rows_can_be_mended_and_imported(tmp_path, agency, suffix):
    report = tmp_path / f"กลับ.{suffix}"
    make_agency("a-2", name="หน่วยงาน ข")
    import_results(csv_file(tmp_path, [HEAD, ["หน่วยงาน ก", "95"], ["หน่วยงาน ข", "", "", "", "x" * 101]]), report=report)
    if suffix == "csv":
        report.write_text(report.read_text("utf-8-sig").replace("x" * 101, "AA"), "utf-8")
    else:
        book = load_workbook(report)
        book.active["E2"] = "AA"
        book.save(report)

    import_results(report)

    assert results()["หน่วยงาน ข"] == (2567, "ita-2566", None, "AA", {})


def test_nothing_taken_is_an_error(tmp_path, agency):
    with pytest.raises(CommandError, match="ไม่มีหน่วยงานใดนำเข้าได้"):
        import_results(csv_file(tmp_path, [HEAD, ["หน่วยงาน ค", "95"]]))

    assert AgencyYear.objects.count() == 0


def test_dry_run_says_the_same_and_writes_nothing(tmp_path, agency):
    path = csv_file(tmp_path, [HEAD, ["หน่วยงาน ก", "95.5", "100", "96", "AA"], ["หน่วยงาน ข", "95", "", "", ""]])

    printed, _ = import_results(path, create_agencies=True, kind="department", dry_run=True)

    assert "หน่วยงาน 2 นำเข้าได้ 2 ไม่ได้ 0 (สร้างใหม่ 1)" in printed
    assert "ตรวจเท่านั้น ยังไม่มีสิ่งใดเปลี่ยน" in printed
    assert (Agency.objects.count(), AgencyYear.objects.count(), Change.objects.count()) == (1, 0, 0)


def test_agencies_that_are_made_get_the_next_free_code_and_a_history(tmp_path):
    make_agency("university-unit-0007", name="คณะเดิม")
    rows = [["รหัสหน่วยงาน", *HEAD], ["", "๑. คณะใหม่ ๑", "95"], ["law", "คณะนิติศาสตร์", "96"], ["", "คณะใหม่ ๒", "97"]]

    import_results(csv_file(tmp_path, rows), create_agencies=True, kind="university_unit")

    assert list(Agency.objects.order_by("pk").values_list("code", "name", "kind")[1:]) == [
        ("university-unit-0008", "คณะใหม่ ๑", "university_unit"),
        ("law", "คณะนิติศาสตร์", "university_unit"),
        ("university-unit-0009", "คณะใหม่ ๒", "university_unit"),
    ]
    assert Change.objects.filter(field="ชื่อหน่วยงาน", after="คณะนิติศาสตร์").count() == 1
    Agency.objects.get(code="university-unit-0008").full_clean()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"create_agencies": True}, "--kind"),
        ({"kind": "school"}, "--kind"),
        ({"framework": "ita-2500"}, "ไม่มีกรอบการประเมิน"),
    ],
)
def test_wrong_options_are_refused(tmp_path, options, words):
    path = csv_file(tmp_path, [HEAD, ["หน่วยงาน ก", "95"]])

    with pytest.raises(CommandError, match=words):
        import_results(path, **{"framework": "ita-2566", **options})


def test_missing_file_and_wrong_file_are_refused_in_thai(tmp_path):
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7")

    with pytest.raises(CommandError, match="อ่านไฟล์"):
        import_results(tmp_path / "none.csv")
    with pytest.raises(CommandError, match="เป็นไฟล์ PDF"):
        import_results(tmp_path / "x.pdf")


def test_unusual_score_of_an_item_is_taken_with_a_notice(tmp_path, agency):
    printed, _ = import_results(csv_file(tmp_path, [HEAD, ["หน่วยงาน ก", "", "75", "", ""]]))

    assert results()["หน่วยงาน ก"][-1] == {"o1": "75"}
    assert "ช่อง C2 ข้อ o1" in printed
    assert "ในไฟล์ 75.00 ค่าตามกรอบ 0 100" in printed
