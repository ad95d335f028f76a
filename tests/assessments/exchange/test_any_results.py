"""Results of many agencies: whatever they are called, of whatever year, they come back from the file as they were."""

import csv
import io
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.core.management import CommandError
from django.db import transaction
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from assessments.exchange.cells import original
from assessments.exchange.exporting import figure_codes
from assessments.exchange.writing import Book
from assessments.framework_store import all_frameworks, get_framework
from assessments.models import AgencyYear, Change
from tests.assessments.exchange.files import csv_file
from tests.assessments.exchange.nasty import texts
from tests.assessments.exchange.stored import exported, import_results, results
from tests.makers import make_agency, make_agency_year, make_assessment

pytestmark = pytest.mark.django_db
SETTINGS = settings(max_examples=8, database=None, deadline=None, suppress_health_check=list(HealthCheck))
SCORES = st.decimals(0, 100, places=6) | st.sampled_from((Decimal(0), Decimal(100), Decimal("99.63")))
named = texts.map(lambda text: text[:200]).filter(lambda text: text.strip())


@st.composite
def portals(draw):
    """(framework's code, [agency with its results]): every year, every kind of agency, absent beside zero."""
    framework = draw(st.sampled_from(all_frameworks()))
    agency = st.fixed_dictionaries(
        {
            "name": named,
            "province": texts.map(lambda text: text[:50]),
            "kind": st.sampled_from(list(framework.kinds)),
            "level": st.sampled_from([level.name for level in framework.levels]) | texts.map(lambda text: text[:100]),
            "total": st.none() | SCORES,
            "scores": st.dictionaries(st.sampled_from(list(framework.entries)), SCORES, max_size=6),
        }
    )
    return framework.code, draw(st.lists(agency, min_size=1, max_size=3))


def workbook_file(folder, rows):
    """Written as Excel does: a text like _x005F_ is protected."""
    path = folder / "x.xlsx"
    with Book(path) as book:
        book.write_sheet("ผล", rows[0], rows[1:])
    return path


def store(framework, agencies):
    for number, each in enumerate(agencies):
        agency = make_agency(f"agency-{number}", **{name: each[name] for name in ("name", "province", "kind")})
        figures = {name: each[name] for name in ("total", "level", "scores")}
        make_assessment(make_agency_year(agency, framework.fiscal_year + 1), framework=framework.code, **figures)


@given(portal=portals())
@SETTINGS
@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_wide_file_is_the_same_after_it_went_through_an_empty_portal(file_format, portal):
    framework, agencies = get_framework(portal[0]), portal[1]
    with transaction.atomic(), TemporaryDirectory() as folder:
        store(framework, agencies)
        path = Path(folder, f"x.{file_format}")
        path.write_bytes(exported(file_format, framework.code))
        history = Change.objects.count()

        import_results(path, framework.code)
        assert Change.objects.count() == history
        AgencyYear.objects.all().delete()
        import_results(path, framework.code)

        assert exported(file_format, framework.code) == path.read_bytes()
        transaction.set_rollback(True)


@given(portal=portals())
@SETTINGS
@pytest.mark.parametrize("make", [csv_file, workbook_file])
def test_long_file_says_what_the_wide_one_says(make, portal):
    framework, agencies = get_framework(portal[0]), portal[1]
    with transaction.atomic(), TemporaryDirectory() as folder:
        store(framework, agencies)
        wide = exported("csv", framework.code)
        AgencyYear.objects.all().delete()

        import_results(long_file(make, Path(folder), framework, wide), framework.code)

        assert exported("csv", framework.code) == wide
        transaction.set_rollback(True)


def long_file(make, folder, framework, wide):
    """One row a figure, named as the wide file's columns name them."""
    rows = list(csv.DictReader(io.StringIO(wide.decode("utf-8-sig"), newline="")))
    assume(rows)  # without any score there is nothing to bring in
    titles = [title for title in rows[0] if "(คำนวณ)" not in title][4:]
    assert len(titles) == len(figure_codes(framework)) + 2
    as_made = original if make is workbook_file else str  # what keeps a CSV harmless is no part of the text
    told = [[row["รหัสหน่วยงาน"], title, as_made(row[title])] for row in rows for title in titles if row[title]]
    return make(folder, [["รหัสหน่วยงาน", "รหัสตัวชี้วัด/ข้อ", "คะแนน"], *told])


def test_full_marks_in_a_long_file_are_scores_and_no_unit_under_the_header(tmp_path):
    make_agency("a-1", name="หน่วยงาน ก")
    rows = [["หน่วยงาน", "ข้อ", "คะแนน"], ["", "", "100"], ["หน่วยงาน ก", "o1", "100"], ["", "o2", "๑๐๐"]]

    _, faults = import_results(csv_file(tmp_path, rows))

    assert results()["หน่วยงาน ก"][4] == {"o1": "100"}
    assert "A4 หน่วยงาน: ไม่มีค่า — ทุกแถวที่มีคะแนนต้องมีชื่อหรือรหัสหน่วยงาน" in faults


def test_third_item_without_its_instrument_is_never_the_third_indicator(tmp_path):
    make_agency("a-1", name="หน่วยงาน ก")
    rows = [["หน่วยงาน", "ข้อ", "คะแนน"], ["หน่วยงาน ก", "ข้อ 3", "50"], ["หน่วยงาน ก", "3", "90"]]

    with pytest.raises(CommandError, match="ไม่มีหน่วยงานใดนำเข้าได้"):
        import_results(csv_file(tmp_path, rows))

    assert results() == {}


def test_codes_of_items_under_a_short_title_are_not_codes_of_agencies(tmp_path):
    make_agency("a-1", name="หน่วยงาน ก")
    rows = [
        ["หน่วยงาน", "รหัส", "ข้อคำถาม", "คะแนน"],
        ["หน่วยงาน ก", "o1", "โครงสร้าง", "100"],
        ["หน่วยงาน ก", "9", "", "90"],
    ]

    import_results(csv_file(tmp_path, rows))

    assert results()["หน่วยงาน ก"][4] == {"o1": "100", "9": "90"}
