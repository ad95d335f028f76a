"""Pages of documents, narratives and the exchange file."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assessments.models import Agency, AgencyYear, Change
from measures.models import Measure
from reports.models import Narrative
from reports.narratives import save_narrative
from tests.makers import make_agency, make_agency_year, make_assessment, make_measure, make_user
from tests.reports.test_exchange_round_trip import minimal

pytestmark = pytest.mark.django_db


@pytest.fixture
def year():
    year = make_agency_year(make_agency("own", name="สำนักงานทดสอบ"), 2567)
    make_assessment(year, scores={"9": 95, "10": 100, "o29": 0})
    return year


@pytest.fixture
def officer(client, year):
    user = make_user("officer", officer_of=year.agency)
    client.force_login(user)
    return user


def place(name, **kwargs):
    return reverse(name, kwargs={"agency_code": "own", "fiscal_year": 2567, **kwargs})


def send(client, content, **fields):
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    return client.post(reverse("reports:import"), {"file": SimpleUploadedFile("year.json", data), **fields})


def own_file(**parts):
    return minimal(**{"agency": {"code": "own", "name": "สำนักงานทดสอบ", "kind": "education_area"}, **parts})


def test_documents_page_says_what_is_missing_and_where_to_mend_it(client, officer):
    page = client.get(place("reports:documents")).content.decode()

    assert "ยังไม่มีมาตรการ" in page
    assert place("measures:list") in page
    assert place("reports:pdf", kind="analysis") in page
    assert place("reports:pdf", kind="measures") not in page


def test_documents_page_names_measures_that_lack_a_part(client, officer, year):
    make_measure(year, title="มาตรการ", steps=["ประชุม"], responsible=["กลุ่มอำนวยการ"])

    assert "มี 1 มาตรการที่ขั้นตอน" in client.get(place("reports:documents")).content.decode()


def test_documents_page_calls_a_complete_plan_ready(client, officer, year):
    make_measure(year, title="มาตรการ", steps=["ประชุม"], responsible=["กลุ่ม"], monitoring="รายงานทุกไตรมาส")

    measures = next(
        row for row in client.get(place("reports:documents")).context["documents"] if row.kind == "measures"
    )

    assert measures.missing == ()


def test_documents_page_offers_what_can_be_drawn(client, officer, year):
    make_measure(year, title="มาตรการ")

    assert place("reports:pdf", kind="measures") in client.get(place("reports:documents")).content.decode()


@pytest.mark.parametrize("address", ["?layout=none", "?layout=progress-3"])
def test_layout_that_the_document_does_not_have_is_a_404(client, officer, year, address):
    make_measure(year)

    assert client.get(place("reports:page", kind="measures") + address).status_code == 404


def test_unknown_kind_is_a_404(client, officer):
    assert client.get(place("reports:preview", kind="novel")).status_code == 404


def test_page_of_the_document_escapes_what_was_typed(client, officer, year):
    make_measure(year, title="<script>alert(1)</script>", steps=["ก & ข"])

    page = client.get(place("reports:page", kind="measures")).content.decode().replace("<wbr>", "")

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_narrative_starts_as_the_draft_and_becomes_the_agencys_own(client, officer, year):
    address = place("reports:narrative", part="introduction")
    assert "สำนักงานทดสอบ" in client.get(address).content.decode()

    client.post(address, {"paragraphs": "ย่อหน้าหนึ่ง\nย่อหน้าสอง", "version": 0})

    narrative = Narrative.objects.get()
    assert (narrative.part, narrative.paragraphs) == ("introduction", ["ย่อหน้าหนึ่ง", "ย่อหน้าสอง"])
    assert Change.objects.filter(by=officer, after="ย่อหน้าหนึ่ง\nย่อหน้าสอง").exists()


def test_narrative_goes_back_to_the_draft(client, officer, year):
    save_narrative(agency_year=year, part="preface", paragraphs=["ของเรา"], version=0, by=officer)

    client.post(place("reports:narrative", part="preface"), {"paragraphs": "ของเรา", "version": 1, "draft": "1"})

    assert not Narrative.objects.exists()


@pytest.mark.parametrize("version", [0, 7])
def test_narrative_that_somebody_else_wrote_is_shown_beside_the_typed_text(client, officer, year, version):
    save_narrative(agency_year=year, part="preface", paragraphs=["คนแรก"], version=0, by=officer)

    page = client.post(
        place("reports:narrative", part="preface"), {"paragraphs": "คนที่สอง", "version": version}
    ).content.decode()

    assert Narrative.objects.get().paragraphs == ["คนแรก"]
    assert "คนแรก" in page
    assert "คนที่สอง" in page


def test_unknown_narrative_part_is_a_404(client, officer):
    assert client.get(place("reports:narrative", part="novel")).status_code == 404


def test_export_gives_the_year_as_a_file(client, officer):
    response = client.get(place("reports:export"))

    assert response.json()["assessment"]["indicators"] == {"9": 95, "10": 100}
    assert 'filename="own-2567.json"' in response["Content-Disposition"]


def test_officer_imports_the_own_agency(client, officer):
    response = send(client, own_file(fiscal_year=2568, measures=[{"id": "m1", "urgency": "urgent"}]))

    assert response["Location"] == reverse("assessments:year", args=["own", 2568])
    assert Measure.objects.get().agency_year.fiscal_year == 2568
    assert Change.objects.filter(by=officer, record="มาตรการ m1").exists()


def test_import_over_existing_work_is_asked_for_first(client, officer, year):
    make_measure(year, "m1", title="เดิม")
    content = own_file(measures=[{"id": "m1", "urgency": "urgent", "title": "ใหม่"}])

    page = send(client, content).content.decode()
    assert "มีข้อมูลอยู่แล้ว" in page
    assert Measure.objects.get().title == "เดิม"

    send(client, content, replace="on")
    assert Measure.objects.get().title == "ใหม่"


@pytest.mark.parametrize("code", ["other", "new"])
def test_officer_cannot_import_another_agency_and_cannot_tell_whether_it_exists(client, officer, code):
    make_agency_year(make_agency("other"), 2567)

    page = send(client, minimal(agency={"code": code, "name": "ก", "kind": "other"}), replace="on").content.decode()

    assert f"“{code}”" in page
    assert "รหัสของหน่วยงานที่ท่านดูแล" in page
    assert AgencyYear.objects.filter(agency__code="new").count() == 0


def test_officer_cannot_move_the_own_agency_to_other_overseers_by_a_file(client, officer):
    Agency.objects.update(province="ธารมณี")

    moved = {"code": "own", "name": "ก", "kind": "other", "province": "อื่น"}
    page = send(client, own_file(fiscal_year=2568, agency=moved)).content.decode()

    assert "ผู้ดูแลระบบเป็นผู้เปลี่ยน" in page
    assert Agency.objects.get(code="own").province == "ธารมณี"


def test_administrator_imports_a_new_agency(client):
    client.force_login(make_user(administrator=True))

    send(client, minimal(agency={"code": "new", "name": "หน่วยงานใหม่", "kind": "other"}))

    assert Agency.objects.get().name == "หน่วยงานใหม่"


@pytest.mark.parametrize("content", [b"not json", b"", b'{"format": "other"}', own_file(surprise=1)])
def test_faulty_file_is_explained_and_changes_nothing(client, officer, content):
    response = send(client, content)

    assert response.status_code == 200
    assert "ข้อผิดพลาด" in response.content.decode()
    assert AgencyYear.objects.count() == 1


def test_import_without_a_file_says_so(client, officer):
    assert "โปรดเลือกไฟล์" in client.post(reverse("reports:import"), {}).content.decode()
