"""manage.py export_results: to a file or to standard output."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.assessments.exchange.stored import exported
from tests.makers import make_agency, make_agency_year, make_assessment, make_measure

pytestmark = pytest.mark.django_db


def run(**options):
    out = StringIO()
    call_command("export_results", framework="ita-2566", stdout=out, **options)
    return out.getvalue()


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_file_holds_what_the_portal_has(tmp_path, file_format):
    make_assessment(make_agency_year(make_agency("a-1"), 2567), total=95)

    run(format=file_format, output=tmp_path / "x")

    assert (tmp_path / "x").read_bytes() == exported(file_format)


def test_csv_goes_to_standard_output_and_xlsx_does_not():
    make_assessment(make_agency_year(make_agency("a-1"), 2567), total=95)

    assert run(format="csv") == exported("csv").decode()
    with pytest.raises(CommandError, match="--output"):
        run(format="xlsx")


def test_only_results_of_this_framework_in_their_place_are_given():
    make_assessment(make_agency_year(make_agency("a-1"), 2567), total=95)
    make_assessment(make_agency_year(make_agency("a-2"), 2567), framework="ita-2565", total=95)
    make_assessment(make_agency_year(make_agency("a-3"), 2569), total=95)
    make_assessment(make_agency_year(make_agency("a-4"), 2567))

    assert [line.split(",")[1] for line in run(format="csv").splitlines()[1:]] == ["a-1"]


def test_result_of_the_plan_stands_in_where_next_year_has_none():
    plan = make_agency_year(make_agency("a-1"), 2566)
    make_measure(plan, title="มาตรการ")
    make_assessment(plan, role="result", total=91)

    assert [line.split(",")[4] for line in run(format="csv").splitlines()[1:]] == ["91.00"]


def test_template_lists_every_agency_without_figures():
    make_assessment(make_agency_year(make_agency("a-1", name="หน่วยงาน ก"), 2567), total=95)
    make_agency("a-2", name="หน่วยงาน ข", province="สตูล")

    _, first, second = run(format="csv", template=True).splitlines()

    assert first.startswith("2566,a-1,หน่วยงาน ก,,,,")
    assert second.rstrip(",") == "2566,a-2,หน่วยงาน ข,สตูล"


def test_unknown_framework_and_unwritable_file_are_refused(tmp_path):
    with pytest.raises(CommandError, match="ไม่มีกรอบการประเมิน"):
        call_command("export_results", framework="x", format="csv")
    with pytest.raises(CommandError, match="เขียนไฟล์"):
        run(format="csv", output=tmp_path / "none" / "x.csv")


def test_queries_do_not_grow_with_the_agencies(django_assert_num_queries):
    for number in range(5):
        make_assessment(make_agency_year(make_agency(f"a-{number}"), 2567), total=95, scores={"1": 90})

    with django_assert_num_queries(3):
        run(format="csv")
