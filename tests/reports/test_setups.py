"""What an agency chose for its documents: kept, remembered for the next year, never overwritten silently."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from assessments.models import Change
from assessments.versioning import StaleVersion
from reports.documents.composing import Setup
from reports.logos import drop_logo, save_logo
from reports.models import AgencyLogo, DocumentPart, DocumentSetup
from reports.services import build_document, html_for_browser, render_docx, render_pdf
from reports.setups import drop_setup, save_setup, setup_for
from tests.makers import make_agency, make_agency_year, make_measure, make_user
from tests.measures.pictures import picture_bytes

pytestmark = pytest.mark.django_db

PARTS = (("introduction", True), ("measures", True), ("cover", False))


def saved(year, version=0, parts=PARTS, kind="measures", **values):
    return save_setup(agency_year=year, kind=kind, parts=parts, version=version, by=make_user(), **values)


def test_setup_without_any_choice_is_the_usual_one():
    assert setup_for(make_agency_year(), "measures") == Setup()


def test_setup_is_what_was_saved():
    year = make_agency_year()
    saved(year, measures_layout="urgency", signatory_name="ก", signatory_position="ข", signed_on=date(2023, 10, 1))

    assert setup_for(year, "measures") == Setup(PARTS, {"measures": "urgency"}, "ก", "ข", date(2023, 10, 1))
    assert setup_for(year, "full") == Setup()


def test_choice_is_remembered_for_the_next_year_without_its_date():
    agency = make_agency()
    saved(make_agency_year(agency, 2566), signatory_name="เก่า")
    saved(make_agency_year(agency, 2567), signatory_name="ใหม่", signed_on=date(2023, 10, 1))
    saved(make_agency_year(agency, 2569), signatory_name="อนาคต")

    assert setup_for(make_agency_year(agency, 2568), "measures") == Setup(PARTS, signatory_name="ใหม่")


def test_choice_of_another_agency_is_not_taken():
    saved(make_agency_year(make_agency(), 2566), signatory_name="คนอื่น")

    assert setup_for(make_agency_year(make_agency(), 2567), "measures") == Setup()


def test_saved_again_replaces_the_parts_and_tells_the_history():
    year = make_agency_year()
    saved(year)

    assert saved(year, version=1, parts=(("measures", True), ("introduction", False))) is True
    assert list(DocumentPart.objects.values_list("key", "is_on")) == [("measures", True), ("introduction", False)]
    assert DocumentSetup.objects.get().version == 2
    assert Change.objects.filter(after="ตารางมาตรการ\nความเป็นมาและผลการประเมิน (ไม่แสดง)").exists()


def test_saved_again_alike_changes_nothing():
    year = make_agency_year()
    saved(year, signatory_name="ก")
    before = Change.objects.count()

    assert saved(year, version=1, signatory_name="ก") is False
    assert (DocumentSetup.objects.get().version, Change.objects.count()) == (1, before)


@pytest.mark.parametrize("version", [0, 2])
def test_setup_that_somebody_else_wrote_is_not_overwritten(version):
    year = make_agency_year()
    saved(year, signatory_name="คนแรก")

    with pytest.raises(StaleVersion):
        saved(year, version=version, signatory_name="คนที่สอง")

    assert DocumentSetup.objects.get().signatory_name == "คนแรก"


def test_dropped_setup_leaves_the_earlier_year():
    agency = make_agency()
    saved(make_agency_year(agency, 2566), signatory_name="เก่า")
    year = make_agency_year(agency, 2567)
    saved(year, signatory_name="ใหม่")

    drop_setup(setup=DocumentSetup.objects.get(agency_year=year), version=1, by=make_user())

    assert setup_for(year, "measures").signatory_name == "เก่า"


def test_document_is_drawn_as_chosen():
    year = make_agency_year()
    make_measure(year, title="มาตรการ")
    saved(year, signatory_name="นายสมมุติ นามสมมุติ")

    document = build_document(year, "measures")

    assert [part.key for part in document.parts] == ["introduction", "measures"]
    assert ("(นายสมมุติ นามสมมุติ)",) in document.blocks[-1].lines


def logo(agency, version=0, size=(1000, 500)):
    content = picture_bytes("PNG", size, mode="RGBA", color=(0, 0, 255, 128))
    return save_logo(agency=agency, content=content, version=version, by=make_user())


def test_logo_stands_on_the_cover_of_every_file():
    year = make_agency_year()
    make_measure(year, title="มาตรการ")
    logo(year.agency)

    document = build_document(year, "measures")

    assert f"/agencies/{year.agency.code}/logo/file/" in html_for_browser(document, year)
    assert len(PdfReader(BytesIO(render_pdf(document))).pages[0].images) == 1
    assert [name for name in ZipFile(BytesIO(render_docx(document))).namelist() if name.endswith(".png")] != []


def test_logo_is_changed_and_dropped_with_its_file(django_capture_on_commit_callbacks):
    agency = make_agency()
    first = logo(agency).file.name
    with django_capture_on_commit_callbacks(execute=True):
        logo(agency, version=1)
    row = AgencyLogo.objects.get()
    assert (row.version, row.file.storage.exists(first), row.file.storage.exists(row.file.name)) == (2, False, True)

    with django_capture_on_commit_callbacks(execute=True):
        drop_logo(logo=row, version=2, by=make_user())

    assert not AgencyLogo.objects.exists()
    assert not row.file.storage.exists(row.file.name)


def test_logo_that_somebody_else_changed_is_not_overwritten():
    agency = make_agency()
    logo(agency)

    with pytest.raises(StaleVersion):
        logo(agency, version=0)
