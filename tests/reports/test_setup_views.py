"""Pages that make up a document: parts, signatory, logo, attachments."""

import pytest
from django.urls import reverse

from assessments.models import Change
from reports.models import AgencyLogo, Attachment, DocumentSetup
from reports.setups import save_setup
from tests.makers import make_agency, make_agency_year, make_measure, make_user
from tests.measures.pictures import huge_png, picture_bytes, upload
from tests.reports import pdf_files

pytestmark = pytest.mark.django_db

USUAL = "cover,introduction,measures,limitations,signature,attachments"
ALL_ON = {f"part-{key}": "on" for key in USUAL.split(",")}


@pytest.fixture
def year():
    return make_agency_year(make_agency("own", name="สำนักงานทดสอบ"), 2567)


@pytest.fixture
def officer(client, year):
    user = make_user("officer", officer_of=year.agency)
    client.force_login(user)
    return user


def place(name, **kwargs):
    return reverse(f"reports:{name}", kwargs={"agency_code": "own", "fiscal_year": 2567, **kwargs})


SETUP = {"kind": "measures"}


def send(client, **values):
    data = {"version": 0, "order": USUAL, **ALL_ON, **values}
    return client.post(place("setup", **SETUP), {name: value for name, value in data.items() if value is not None})


def stored():
    return [(part.key, part.is_on) for part in DocumentSetup.objects.get().parts.all()]


def test_setup_page_lists_every_part_switched_as_it_is(client, officer):
    page = client.get(place("setup", **SETUP)).content.decode()

    assert page.count('type="checkbox"') == 6
    assert page.count(" checked") == 5
    assert "เลื่อน “ตารางมาตรการ” ขึ้น" in page


def test_choices_are_saved_and_shown_again(client, officer):
    choice = {
        "part-limitations": None,
        "measures_layout": "urgency",
        "signatory_name": "นายสมมุติ",
        "signed_on": "1/10/2566",
    }
    response = send(client, **choice)

    assert response["Location"] == place("setup", **SETUP)
    assert ("limitations", False) in stored()
    page = client.get(place("setup", **SETUP)).content.decode()
    assert 'value="1/10/2566"' in page
    assert '<option value="urgency" selected>' in page
    assert Change.objects.filter(by=officer, after="นายสมมุติ").exists()


def test_arrow_moves_a_part_and_saves_what_was_typed_too(client, officer):
    response = send(client, move="up:measures", signatory_name="นายสมมุติ")

    assert response["Location"].endswith("#row-measures")
    assert [key for key, _ in stored()][:3] == ["cover", "measures", "introduction"]
    assert DocumentSetup.objects.get().signatory_name == "นายสมมุติ"


def test_order_sent_by_hand_is_taken_for_known_parts_only(client, officer):
    send(client, order="signature,poster,signature,measures")

    assert [key for key, _ in stored()] == [
        "signature",
        "measures",
        "cover",
        "introduction",
        "limitations",
        "attachments",
    ]


def test_faulty_date_is_explained_and_nothing_saved(client, officer):
    page = send(client, signed_on="1/10/2023").content.decode()

    assert "ข้อผิดพลาด:" in page
    assert "บวก 543" in page
    assert not DocumentSetup.objects.exists()


def test_setup_that_somebody_else_saved_is_shown_beside_the_typed_one(client, officer, year):
    save_setup(
        agency_year=year, kind="measures", parts=[("cover", False)], version=0, by=officer, signatory_name="คนแรก"
    )

    response = send(client, signatory_name="คนที่สอง")

    page = response.content.decode()
    assert response.status_code == 409
    assert "<td>คนแรก</td><td>คนที่สอง</td>" in page
    assert "ปก (ไม่แสดง)" in page
    assert 'name="version" value="1"' in page
    assert DocumentSetup.objects.get().signatory_name == "คนแรก"


def test_setup_of_this_year_is_given_up(client, officer, year):
    save_setup(agency_year=year, kind="measures", parts=[], version=0, by=officer)

    send(client, version=1, drop="1")

    assert not DocumentSetup.objects.exists()


def test_setup_of_an_earlier_year_is_said_to_be_in_use(client, officer, year):
    earlier = make_agency_year(year.agency, 2566)
    save_setup(
        agency_year=earlier, kind="measures", parts=[("cover", False)], version=0, by=officer, signatory_name="เดิม"
    )

    page = client.get(place("setup", **SETUP)).content.decode()

    assert "ใช้ค่าของปีงบประมาณ พ.ศ. 2566" in page
    assert 'value="เดิม"' in page
    assert page.count(" checked") == 4


def test_setup_of_an_unknown_kind_is_a_404(client, officer):
    assert client.get(place("setup", kind="poster")).status_code == 404


@pytest.mark.parametrize("name", ["documents", "preview"])
def test_setup_is_linked_for_who_may_edit(client, officer, year, name):
    make_measure(year, title="มาตรการ")
    kwargs = SETUP if name == "preview" else {}

    assert place("setup", **SETUP) in client.get(place(name, **kwargs)).content.decode()


def test_announcement_is_offered_where_there_are_measures(client, officer, year):
    before = client.get(place("documents")).content.decode()
    make_measure(year, title="มาตรการ")

    after = client.get(place("documents")).content.decode()
    assert place("pdf", kind="announcement") not in before
    assert place("pdf", kind="announcement") in after
    assert place("xlsx", kind="announcement") not in after


LOGO = "/agencies/own/logo/"


def test_logo_is_taken_shown_and_removed(client, officer):
    client.post(LOGO, {"version": 0, "picture": upload(picture_bytes("PNG", (900, 900), mode="RGBA"))})
    file = b"".join(client.get(f"{LOGO}file/").streaming_content)
    page = client.get(LOGO).content.decode()

    client.post(LOGO, {"version": 1, "remove": "1"})

    assert file.startswith(b"\x89PNG")
    assert f"{LOGO}file/" in page
    assert not AgencyLogo.objects.exists()
    assert client.get(f"{LOGO}file/").status_code == 404


@pytest.mark.parametrize(
    "content", [b"", b"<svg onload='x'/>", b"%PDF-1.7", huge_png(20_000), picture_bytes("PNG", (8, 8))]
)
def test_logo_that_is_no_fit_picture_is_refused(client, officer, content):
    page = client.post(LOGO, {"version": 0, "picture": upload(content)}).content.decode()

    assert "ข้อผิดพลาด:" in page
    assert not AgencyLogo.objects.exists()


def test_logo_that_somebody_else_changed_stays(client, officer):
    client.post(LOGO, {"version": 0, "picture": upload(picture_bytes("PNG"))})

    page = client.post(LOGO, {"version": 0, "picture": upload(picture_bytes("PNG"))}, follow=True).content.decode()

    assert "มีผู้อื่นเปลี่ยนตราสัญลักษณ์" in page
    assert AgencyLogo.objects.get().version == 1


def test_pdf_is_attached_listed_and_given_back(client, officer):
    client.post(place("attachment-add"), {"title": "คำสั่ง  ที่ 1", "file": pdf_files.upload(pdf_files.plain_pdf(2))})

    row = Attachment.objects.get()
    assert (row.title, row.pages) == ("คำสั่ง ที่ 1", 2)
    assert "คำสั่ง ที่ 1" in client.get(place("attachments")).content.decode()
    response = client.get(place("attachment-file", pk=row.pk))
    assert response["Content-Type"] == "application/pdf"
    assert b"".join(response.streaming_content).startswith(b"%PDF-")


def test_attachment_that_is_no_pdf_is_refused(client, officer):
    page = client.post(place("attachment-add"), {"title": "ก", "file": pdf_files.upload(b"MZ")}).content.decode()

    assert "ไม่ใช่ PDF" in page
    assert not Attachment.objects.exists()


@pytest.fixture
def row(client, officer):
    client.post(place("attachment-add"), {"title": "เดิม", "file": pdf_files.upload(pdf_files.plain_pdf(1))})
    return Attachment.objects.get()


def test_attachment_is_renamed_against_its_version(client, row):
    address = place("attachment-edit", pk=row.pk)
    client.post(address, {"title": "ใหม่", "version": 1})

    response = client.post(address, {"title": "ของอีกคน", "version": 1})

    assert Attachment.objects.get().title == "ใหม่"
    assert response.status_code == 409
    assert "<td>ใหม่</td><td>ของอีกคน</td>" in response.content.decode()


def test_attachment_is_moved_and_deleted(client, row):
    client.post(place("attachment-add"), {"title": "ที่สอง", "file": pdf_files.upload(pdf_files.plain_pdf(1))})
    client.post(place("attachment-move", pk=row.pk), {"direction": "down"})
    assert [each.title for each in Attachment.objects.all()] == ["ที่สอง", "เดิม"]

    client.post(place("attachment-delete", pk=row.pk), {"version": 1})

    assert [each.title for each in Attachment.objects.all()] == ["ที่สอง"]


def test_narrative_page_explains_the_light_markup(client, officer):
    rich = client.get(place("narrative", part="preface")).content.decode()
    plain = client.get(place("narrative", part="announcement_subject")).content.decode()

    assert "data-rich-text" in rich
    assert "**ข้อความ**" in rich
    assert "data-rich-text" not in plain


def test_bold_and_lists_of_a_narrative_reach_the_page_escaped(client, officer, year):
    make_measure(year, title="มาตรการ")
    typed = "นำ **หนา & <i>** ท้าย\n- หนึ่ง\n- **สอง**"
    client.post(place("narrative", part="introduction"), {"paragraphs": typed, "version": 0})

    page = client.get(place("page", kind="measures")).content.decode()

    assert "<b>หนา &amp; &lt;i&gt;</b>" in page
    assert "<b>สอง</b></li>" in page
