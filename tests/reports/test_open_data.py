"""The open data say what was published and stands, exactly, and nothing else."""

import json
import re
import shutil
import subprocess
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from assessments.models import Agency, Assessment, Score
from ita_portal.jobs.queue import enqueue
from ita_portal.jobs.running import run_all
from reports.models import OpenDataFile, Publication, PublishedFile, PublishedResult
from reports.open_data.datasets import DATASETS, TERMS
from reports.open_data.extracting import rows_of
from reports.open_data.jobs import OPEN_DATA
from reports.open_data.results import entries_of
from reports.published_files import read, stored_path
from tests.makers import make_agency, make_assessment, make_user
from tests.reports.publications import publish_approved, publishable_year, published
from tests.reports.published_nation import (
    at,
    built,
    csv_of,
    json_of,
    names_offered,
    publish_now,
    scored_year,
    take_back,
    unpacked,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def year():
    """Two instruments announced, the rest to be computed or missing."""
    return scored_year(
        "sao-1",
        name="องค์การบริหารส่วนตำบลทุ่งบัวขาว",
        kind="subdistrict_administration",
        province="เชียงใหม่",
        scores={"IIT": 91.5, "EIT": "88.25", "1": 90, "10": 0, "o29": 0},
        total="92.416667",
        level="A",
        parents=["กระทรวงตัวอย่าง", "กรมตัวอย่าง"],
    )


def as_workbook(folder, stem):
    """As a spreadsheet program takes the file in, once it was told or has seen by the mark that it is UTF-8."""
    program = shutil.which("soffice")
    assert program, "soffice is missing: install libreoffice-calc-nogui (script/test does)"
    command = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--infilter=CSV:44,34,76,1"]
    command += ["--convert-to", "xlsx", "--outdir", folder, folder / f"{stem}.csv"]
    subprocess.run(command, check=True, capture_output=True)
    return folder / f"{stem}.xlsx"


def test_result_is_a_row_with_exactly_the_published_figures(year, settings):
    settings.PUBLIC_URL = "https://ita.example.go.th"
    publication = publish_now(year, moment=at(2))

    built()

    place = f"https://ita.example.go.th/v/{publication.address}/"
    assert (
        csv_of("results")
        == csv_of("results-2566")
        == [
            {
                "agency_code": "sao-1",
                "agency_name": "องค์การบริหารส่วนตำบลทุ่งบัวขาว",
                "kind": "subdistrict_administration",
                "kind_name": "องค์การบริหารส่วนตำบล",
                "province": "เชียงใหม่",
                "affiliation": "กระทรวงตัวอย่าง › กรมตัวอย่าง",
                "assessed_year_be": "2566",
                "framework": "ita-2566",
                "total": "92.416667",
                "level": "A",
                "iit": "91.50",
                "eit": "88.25",
                "oit": "",
                "indicator_1": "90.00",
                **{f"indicator_{number}": "" for number in range(2, 10)},
                "indicator_10": "0.00",
                "computed": "",
                "document": "measures",
                "fiscal_year_be": "2567",
                "version": "1",
                "published_at": "2026-11-02T16:00:00+07:00",
                "published_on_thai": "2 พฤศจิกายน 2569",
                "publication": publication.address,
                "publication_url": place,
            }
        ]
    )


def test_json_says_the_same_as_the_csv_with_numbers_and_nulls(year):
    publish_now(year)

    built()

    file = json_of("results-2566")
    assert {name: file[name] for name in ("dataset", "fiscal_year_be", "terms")} == {
        "dataset": "results",
        "fiscal_year_be": 2566,
        "terms": TERMS,
    }
    row = file["rows"][0]
    assert (row["total"], row["iit"], row["oit"], row["indicator_10"]) == (92.416667, 91.5, None, 0)
    assert list(row) == list(csv_of("results-2566")[0])


def test_scores_are_rows_in_the_order_of_the_framework(year):
    publish_now(year)

    built()

    rows = [(row["code"], row["depth"], row["score"]) for row in csv_of("scores-2566")]
    assert rows == [
        ("IIT", "instrument", "91.50"),
        ("EIT", "instrument", "88.25"),
        ("1", "indicator", "90.00"),
        ("10", "indicator", "0.00"),
        ("o29", "item", "0.00"),
    ]
    assert csv_of("scores-2566")[2]["name"] == "การปฏิบัติหน้าที่"


@pytest.mark.parametrize("fiscal_year", [2566, 2567])
def test_item_without_official_wording_is_named_by_what_is_known(fiscal_year):
    publish_now(scored_year("sao-1", fiscal_year, scores={"1": 90, "i1": "87.19"}))

    built()

    named = [(row["code"], row["name"], row["score"]) for row in csv_of(f"scores-{fiscal_year - 1}")]
    assert named == [
        ("1", "การปฏิบัติหน้าที่", "90.00"),
        ("i1", "ข้อ i1 ของตัวชี้วัดที่ 1 การปฏิบัติหน้าที่ (ยังไม่มีถ้อยคำทางการ)", "87.19"),
    ]
    (meaning,) = [row["meaning"] for row in csv_of("dictionary") if (row["file"], row["column"]) == ("scores", "name")]
    assert "(ยังไม่มีถ้อยคำทางการ)" in meaning


def test_figures_that_were_not_announced_are_computed_from_the_frozen_scores_and_named():
    """IIT 90 and EIT 80 at 30 per cent each, OIT 100 at 40: 91.00."""
    publish_now(scored_year("own", scores={"IIT": 90, "EIT": 80, "OIT": 100}))

    built()

    row = csv_of("results")[0]
    assert (row["total"], row["level"], row["computed"]) == ("91.00", "A", "total level")


def test_edits_after_publishing_change_nothing(year):
    publish_now(year)
    built()
    before = unpacked("results", "csv")

    Assessment.objects.filter(agency_year=year).update(total=1, level="F")
    Score.objects.filter(assessment__agency_year=year).update(value=1)
    Agency.objects.filter(pk=year.agency.pk).update(name="ชื่อใหม่", province="ลำปาง", kind="hospital")
    built(attempt="2-1", anew=True)

    assert unpacked("results", "csv") == before


def test_agency_without_publication_and_version_in_preparation_are_in_no_file(year):
    publish_now(year)
    secret = scored_year("secret", name="หน่วยงานลับ", scores={"9": 12.34})
    prepared = {"agency_year": secret, "kind": "measures", "number": 1, "address": "ABCD2345", "title": "ร่างลับ"}
    Publication.objects.create(agency_name="หน่วยงานลับ", fiscal_year=2567, requested_by=make_user(), **prepared)

    built()

    for file in OpenDataFile.objects.all():
        text = unpacked(file.name, file.format).decode()
        assert not re.search("secret|หน่วยงานลับ|ABCD2345|ร่างลับ|12.34", text), file


def test_newest_published_document_decides_whatever_its_kind(year):
    publish_now(year, "measures", moment=at(2))
    Assessment.objects.filter(agency_year=year).update(total=80)
    newest = publish_now(year, "progress", moment=at(4))
    Assessment.objects.filter(agency_year=year).update(total=70)
    publish_now(year, "analysis", moment=at(3))

    built()

    assert [(row["total"], row["document"], row["publication"]) for row in csv_of("results")] == [
        ("80.00", "progress", newest.address)
    ]


def test_result_of_the_own_year_and_baseline_of_the_next_are_one_row(year):
    """Both documents carry 2567: the report of 2567 as its result, the plan of 2568 as its baseline."""
    make_assessment(year, role="result", framework="ita-2567", total=81)
    publish_now(year, "progress", moment=at(2))
    newer = publish_now(scored_year("", 2568, agency=year.agency, total=82), moment=at(3))

    built()

    rows = [(row["assessed_year_be"], row["total"], row["publication"]) for row in csv_of("results")]
    assert rows[1:] == [("2567", "82.00", newer.address)]
    assert rows[0][:2] == ("2566", "92.416667")


def test_withdrawn_version_disappears_and_the_one_before_counts_again(year):
    first = publish_now(year, moment=at(2))
    Assessment.objects.filter(agency_year=year).update(total=80)
    second = publish_now(year, moment=at(3))
    built()
    assert [row["publication"] for row in csv_of("results")] == [second.address]

    take_back(second)
    built(attempt="2-1")
    assert [(row["publication"], row["total"]) for row in csv_of("results")] == [(first.address, "92.416667")]

    take_back(first)
    built(attempt="3-1")
    assert csv_of("results") == []
    assert not OpenDataFile.objects.filter(name="results-2566").exists()
    assert not PublishedResult.objects.filter(is_open=True).exists()


def test_publications_tell_of_standing_replaced_and_withdrawn_versions(year, settings):
    settings.PUBLIC_URL = "https://ita.example.go.th"
    first, second = publish_now(year, moment=at(2)), publish_now(year, moment=at(3))
    third = publish_now(year, "analysis", moment=at(4))
    take_back(third, reason="=ผิด", moment=at(5))

    built()

    rows = {row["address"]: row for row in csv_of("publications-2567")}
    assert {address: row["status"] for address, row in rows.items()} == {
        first.address: "replaced",
        second.address: "standing",
        third.address: "withdrawn",
    }
    gone, pdf = rows[third.address], PublishedFile.objects.get(publication=third, format="pdf")
    assert (gone["withdrawn_at"], gone["withdrawn_reason"]) == ("2026-11-05T16:00:00+07:00", "'=ผิด")
    assert (gone["pdf_url"], gone["pdf_sha256"], gone["docx_sha256"]) == ("", pdf.sha256, "")
    standing = rows[second.address]
    assert standing["pdf_url"] == f"https://ita.example.go.th/v/{second.address}/pdf/"
    assert (standing["change"], standing["version"]) == ("แก้ไข", "2")
    assert json_of("publications")["rows"][0]["docx_url"] is None


def test_agencies_are_those_with_a_publication(year):
    publish_now(year, moment=at(2))
    take_back(publish_now(scored_year("b", 2568, name="ข"), moment=at(3)))
    make_agency("c", name="ค")

    built()

    assert [(row["code"], row["versions"], row["last_fiscal_year_be"]) for row in csv_of("agencies")] == [
        ("b", "1", "2568"),
        ("sao-1", "1", "2567"),
    ]


def test_there_is_a_file_for_every_year_and_for_all(year):
    publish_now(year)
    publish_now(scored_year("b", 2568))

    built()

    names = sorted(names_offered())
    csv_files = [name for name, file_format in names if file_format == "csv"]
    assert csv_files == [
        *("agencies", "dictionary", "publications", "publications-2567", "publications-2568"),
        *("results", "results-2566", "results-2567", "scores-2566", "scores-2567"),
    ]
    assert [name for name, file_format in names if file_format == "json"] == csv_files


def test_dictionary_says_every_column_of_every_file(year):
    publish_now(year)

    built()

    said = [(row["file"], row["column"]) for row in csv_of("dictionary")]
    assert said == [(dataset.name, column.name) for dataset in DATASETS for column in dataset.columns]
    for name in ("results-2566", "scores-2566", "publications", "agencies"):
        own = [column for file, column in said if file == name.split("-")[0]]
        assert list(csv_of(name)[0]) == own
        assert list(json_of(name)["rows"][0]) == own
    assert all(row["meaning"] and row["type"] for row in csv_of("dictionary"))


def test_what_is_allowed_is_what_occurs(year):
    publish_now(year)
    take_back(publish_now(scored_year("b", 2568)))

    built()

    for dataset in DATASETS:
        allowed = {column.name: column.allowed for column in dataset.columns if column.allowed}
        for row in csv_of(dataset.name if dataset.name != "scores" else "scores-2566"):
            assert {name for name, values in allowed.items() if row[name] not in values} == set()


def test_year_without_any_announced_figure_is_no_row():
    publish_now(make_assessment(scores={}).agency_year)

    built()

    assert csv_of("results") == []
    assert len(csv_of("publications")) == 1


def test_result_of_a_framework_that_is_gone_keeps_its_announced_figures(year):
    """An installation may take its own framework file away."""
    publication = publish_now(year)
    value = json.loads(read(publication.files.get(format="json").file.name))
    value["assessment"]["framework"] = "own-2566"

    rows = list(rows_of(publication, value))

    assert [(row.total, row.iit, row.oit, row.computed) for row in rows] == [
        (Decimal("92.416667"), Decimal("91.5"), None, "")
    ]
    assert entries_of("own-2566", {"IIT": 91.5}) == [("IIT", "unknown", "")]


def test_csv_is_marked_as_utf_8_and_no_text_of_it_is_a_formula():
    publish_now(scored_year("own", name="=HYPERLINK(1)"))

    built()

    assert unpacked("results", "csv").startswith(b"\xef\xbb\xbfagency_code,agency_name,")
    assert csv_of("results")[0]["agency_name"] == "'=HYPERLINK(1)"


def test_csv_opens_in_a_spreadsheet_with_the_right_thai(year, tmp_path):
    publish_now(year)
    built()
    (tmp_path / "results.csv").write_bytes(unpacked("results", "csv"))

    sheet = load_workbook(as_workbook(tmp_path, "results")).active
    row = dict(zip(*([cell.value for cell in line] for line in sheet.iter_rows(max_row=2)), strict=True))
    assert row["agency_name"] == "องค์การบริหารส่วนตำบลทุ่งบัวขาว"
    assert row["province"] == "เชียงใหม่"
    assert row["published_on_thai"] == "2 พฤศจิกายน 2569"
    assert (row["total"], row["indicator_10"], row["oit"]) == (92.416667, 0, None)


def test_data_file_that_is_not_what_was_published_is_not_taken(year, caplog):
    publication = publish_now(year)
    path = stored_path(publication.files.get(format="json").file.name)
    path.write_bytes(path.read_bytes().replace(b"92.416667", b"99.999999"))

    built()

    assert csv_of("results") == []
    assert publication.address in caplog.text


def test_real_publication_is_in_the_open_data():
    """From the click on: frozen, drawn, published, built by the job."""
    year = publishable_year("real", name="สำนักงานทดสอบ")
    officer = make_user(officer_of=year.agency)
    publish_approved(agency_year=year, kind="progress", comment="", by=officer)
    publication = published(year, by=officer)

    enqueue(OPEN_DATA)
    assert [job.state for job in run_all()] == ["done"]

    rows = csv_of("results")
    assert [(row["agency_code"], row["indicator_9"], row["indicator_10"]) for row in rows] == [
        ("real", "95.00", "100.00")
    ]
    own = next(row for row in csv_of("publications") if row["address"] == publication.address)
    files = {file.format: file.sha256 for file in publication.files.all()}
    assert {each: own[f"{each}_sha256"] for each in ("pdf", "docx", "csv", "json")} == {
        each: files[each] for each in ("pdf", "docx", "csv", "json")
    }
