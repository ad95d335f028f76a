"""What goes out comes back in without a change: export → import → export is the identity, for any names and scores."""

from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from assessments.framework_store import get_framework
from assessments.models import Agency, AgencyYear, Assessment, Change, Score
from tests.assessments.exchange.stored import exported, import_results, results
from tests.makers import make_agency, make_agency_year, make_assessment

pytestmark = pytest.mark.django_db

FRAMEWORK = get_framework("ita-2566")
NAMES = st.text(alphabet="กขคง่ำ๑2 =+-@'\",;|_.(\n\té", min_size=1, max_size=20).filter(lambda name: name.strip())
LEVELS = st.sampled_from(["", "AA", "A", "AA (Excellence)", "=1+1", "'+x", "95", "-", "ผ่าน;ดี", 'ก"ข'])
SCORES = st.decimals(min_value=0, max_value=100, places=6) | st.sampled_from(
    [Decimal(0), Decimal(100), Decimal("99.63")]
)
AGENCIES = st.lists(
    st.fixed_dictionaries(
        {
            "name": NAMES,
            "province": NAMES | st.just(""),
            "level": LEVELS,
            "total": SCORES | st.none(),
            "scores": st.dictionaries(st.sampled_from(list(FRAMEWORK.entries)), SCORES, max_size=8),
        }
    ),
    max_size=3,
)


@given(agencies=AGENCIES)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_export_import_export_is_the_identity(file_format, agencies):
    with transaction.atomic(), TemporaryDirectory() as folder:
        store(agencies)
        path = Path(folder, f"x.{file_format}")
        path.write_bytes(exported(file_format))
        history = Change.objects.count()

        import_results(path)
        assert Change.objects.count() == history
        AgencyYear.objects.all().delete()
        import_results(path)

        assert exported(file_format) == path.read_bytes()
        transaction.set_rollback(True)


def store(agencies):
    for number, each in enumerate(agencies):
        agency = make_agency(f"agency-{number}", name=each["name"], province=each["province"])
        values = {name: each[name] for name in ("total", "level", "scores")}
        make_assessment(make_agency_year(agency, 2567), **values)


@given(agencies=AGENCIES)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_csv_and_xlsx_say_the_same(agencies):
    with transaction.atomic(), TemporaryDirectory() as folder:
        store(agencies)
        for file_format in ("csv", "xlsx"):
            Path(folder, f"x.{file_format}").write_bytes(exported(file_format))
        AgencyYear.objects.all().delete()
        import_results(Path(folder, "x.csv"))
        from_csv = results()
        AgencyYear.objects.all().delete()

        import_results(Path(folder, "x.xlsx"))

        assert results() == from_csv
        transaction.set_rollback(True)


def test_export_makes_agencies_in_an_empty_portal(tmp_path):
    make_assessment(
        make_agency_year(make_agency("a-1", name="หน่วยงาน ก", province="สตูล"), 2567), total=Decimal("95.5"), level="AA"
    )
    (tmp_path / "x.csv").write_bytes(exported("csv"))
    for model in (Score, Assessment, AgencyYear):
        model.objects.all().delete()
    Change.objects.all()._raw_delete("default")
    Agency.objects.all().delete()

    import_results(tmp_path / "x.csv", create_agencies=True, kind="university_unit")

    agency = Agency.objects.get()
    assert (agency.code, agency.name, agency.province, agency.kind) == ("a-1", "หน่วยงาน ก", "สตูล", "university_unit")
    assert results() == {"หน่วยงาน ก": (2567, "ita-2566", "95.5", "AA", {})}


def test_empty_template_takes_scores_and_leaves_blanks_alone(tmp_path):
    make_assessment(make_agency_year(make_agency("a-1", name="หน่วยงาน ก"), 2567), total=95, scores={"o1": 100})
    make_agency("a-2", name="หน่วยงาน ข")
    path = tmp_path / "x.xlsx"
    path.write_bytes(exported("xlsx", is_template=True))
    book = load_workbook(path)
    sheet = book["ผลคะแนน"]
    heads = {cell.value: cell.column for cell in sheet[3]}
    sheet.cell(4, heads["ตัวชี้วัด 10"]).value = "๙๙.๖๓"
    book.save(path)

    import_results(path)

    assert results() == {"หน่วยงาน ก": (2567, "ita-2566", "95", "", {"o1": "100", "10": "99.63"})}


def test_export_gives_announced_and_computed_figures(tmp_path):
    scores = {str(number): 90 for number in range(1, 11)}
    make_assessment(
        make_agency_year(make_agency("a-1", name="หน่วยงาน ก"), 2567), total=Decimal("91.25"), level="AA", scores=scores
    )

    head, row = (line.split(",") for line in exported("csv").decode("utf-8-sig").splitlines())

    told = dict(zip(head, row, strict=True))
    assert [told[name] for name in ("ปีงบประมาณ", "รหัสหน่วยงาน", "คะแนนรวม", "ระดับ", "IIT", "ตัวชี้วัด 9")] == [
        "2566", "a-1", "91.25", "AA", "", "90.00",
    ]  # fmt: skip
    assert [told[f"{name} (คำนวณ)"] for name in ("คะแนนรวม", "ระดับ", "IIT")] == ["90.00", "A", "90.00"]


def test_dangerous_texts_come_out_harmless_in_both(tmp_path):
    make_assessment(make_agency_year(make_agency("a-1", name="=HYPERLINK(1)"), 2567), level="@cmd", total=95)
    path = tmp_path / "x.xlsx"
    path.write_bytes(exported("xlsx"))

    sheet = load_workbook(path)["ผลคะแนน"]

    assert [(cell.value, cell.data_type) for cell in (sheet["C4"], sheet["F4"])] == [
        ("=HYPERLINK(1)", "s"), ("@cmd", "s"),
    ]  # fmt: skip
    assert "2566,a-1,'=HYPERLINK(1),,95.00,'@cmd," in exported("csv").decode()
