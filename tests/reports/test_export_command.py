"""One agency-year written by a command: JSON or a workbook, to a file or to standard output."""

import json
from io import BytesIO, StringIO, TextIOWrapper

import pytest
from django.core.management import CommandError, call_command

from reports.exchange.exporting import export_agency_year
from reports.exchange.workbook import write_workbook
from tests.makers import make_agency, make_agency_year, make_assessment, make_measure

pytestmark = pytest.mark.django_db


class Terminal(TextIOWrapper):
    def isatty(self):
        return True


@pytest.fixture
def year():
    year = make_agency_year(make_agency("abc", name="หน่วยงาน ก"), 2567)
    make_assessment(year, total="97.71", scores={"9": 95})
    make_measure(year, title="มาตรการ", steps=["ประชุม"])
    return year


def run(*arguments, stdout=None):
    call_command(
        "export_agency_year", "--agency=abc", "--fiscal-year=2567", *arguments,
        stdout=stdout or StringIO(), stderr=StringIO(),
    )  # fmt: skip


def test_json_goes_to_standard_output_unless_told_otherwise(year):
    printed = StringIO()

    run(stdout=printed)

    assert json.loads(printed.getvalue()) == export_agency_year(year)


def test_json_goes_to_the_file_that_is_named(year, tmp_path):
    run("--output", str(tmp_path / "x.json"))

    assert json.loads((tmp_path / "x.json").read_bytes()) == export_agency_year(year)


def test_workbook_goes_to_the_file_and_can_be_imported(year, tmp_path):
    path = tmp_path / "x.xlsx"
    value = export_agency_year(year)

    run("--format=xlsx", "--output", str(path))

    assert path.read_bytes() == write_workbook(value)
    printed = StringIO()
    call_command("import_agency_year", path, stdout=printed)
    assert "ไม่มีอะไรเปลี่ยน" in printed.getvalue()


def test_workbook_is_passed_on_to_a_pipe(year):
    pipe = BytesIO()
    stream = TextIOWrapper(pipe)

    run("--format=xlsx", stdout=stream)

    assert pipe.getvalue() == write_workbook(export_agency_year(year))


@pytest.mark.parametrize("screen", [Terminal(BytesIO()), StringIO()])
def test_workbook_is_not_printed_on_a_screen(year, screen):
    with pytest.raises(CommandError, match="--output"):
        run("--format=xlsx", stdout=screen)


def test_file_that_cannot_be_written_is_named(year, tmp_path):
    with pytest.raises(CommandError, match="เขียนไฟล์"):
        run("--output", str(tmp_path / "none" / "x.json"))


def test_list_that_fits_no_cell_is_refused_in_words(year):
    make_measure(year, steps=["ก" * 20_000] * 2)

    with pytest.raises(CommandError, match="ใช้ไฟล์ JSON"):
        run("--format=xlsx", stdout=TextIOWrapper(BytesIO()))
