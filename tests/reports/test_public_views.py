"""What everybody sees of a published version, without signing in; and nothing of what is not published."""

import re
from hashlib import sha256

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from reports.models import AgencyLogo, Attachment, Publication
from reports.published_files import stored_path
from tests.makers import make_user
from tests.measures.pictures import picture_bytes
from tests.reports.pdf_files import plain_pdf
from tests.reports.publications import contents_of, edit_measure, fresh, publish_approved, publishable_year, published

pytestmark = pytest.mark.django_db
OFFERED = {"pdf", "docx", "csv", "json"}


@pytest.fixture
def year():
    return publishable_year(name="สำนักงานทดสอบ", short_name="สนง.ทดสอบ")


@pytest.fixture
def officer(year):
    return make_user("officer", officer_of=year.agency, name="เจ้าหน้าที่ทดสอบ")


@pytest.fixture
def publication(year, officer):
    return published(year, by=officer)


def place(publication, view="published", **kwargs):
    return reverse(f"reports:{view}", kwargs={"address": publication.address, **kwargs})


def got(client, address, **headers):
    """The answer and its content; reading it to the end closes the file."""
    response = client.get(address, headers=headers)
    return response, response.getvalue() if response.streaming else response.content


def test_page_says_what_was_published_by_whom_and_when(client, publication):
    page = client.get(place(publication)).content.decode()

    assert "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน" in page
    assert "สำนักงานทดสอบ" in page
    assert "ปีงบประมาณ พ.ศ. 2567" in page
    assert "ฉบับที่ 1 เผยแพร่" in page
    assert "เป็นฉบับล่าสุด" in page
    assert "certutil -hashfile" in page


def test_page_names_no_person(client, publication):
    assert "เจ้าหน้าที่ทดสอบ" not in client.get(place(publication)).content.decode()


def test_hash_on_the_page_is_that_of_what_is_downloaded(client, publication):
    page = client.get(place(publication)).content.decode()

    hashes = re.findall("<code>([0-9a-f]{64})</code>", page)
    downloaded = [got(client, place(publication, "published-file", file_format=each))[1] for each in OFFERED]
    assert sorted(hashes) == sorted(sha256(data).hexdigest() for data in downloaded)


def test_hashes_and_files_are_the_same_after_later_edits(client, year, officer, publication):
    page, files = client.get(place(publication)).content, contents_of(publication)
    edit_measure(year, "แก้ภายหลัง")
    year.agency.name = "ชื่อใหม่"
    year.agency.save()
    year.photos.all().delete()

    assert client.get(place(publication)).content == page
    for each in OFFERED:
        assert got(client, place(publication, "published-file", file_format=each))[1] == files[each]


@pytest.mark.parametrize(
    ("file_format", "media_type", "ending"),
    [
        ("pdf", "application/pdf", ".pdf"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"),
        ("csv", "text/csv; charset=utf-8", ".csv"),
        ("json", "application/json", ".json"),
    ],
)
def test_file_has_its_type_a_thai_name_and_is_asked_for_each_time(client, publication, file_format, media_type, ending):
    response, content = got(client, place(publication, "published-file", file_format=file_format))

    assert response["Content-Type"] == media_type
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''%E0%B8")
    assert response["Content-Disposition"].endswith(f"1{ending}")
    assert response["Cache-Control"] == "public, no-cache"
    assert response["ETag"] == f'"{sha256(content).hexdigest()}"'


def test_file_that_the_browser_has_is_not_sent_again(client, publication):
    address = place(publication, "published-file", file_format="pdf")
    etag = got(client, address)[0]["ETag"]

    response, content = got(client, address, if_none_match=etag)

    assert (response.status_code, content) == (304, b"")
    assert response["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize("file_format", ["document", "xlsx", "page2"])
def test_file_that_is_not_offered_is_a_404(client, publication, file_format):
    assert client.get(place(publication, "published-file", file_format=file_format)).status_code == 404


def test_file_that_is_lost_is_a_404_and_no_error(client, publication):
    stored_path(publication.files.get(format="pdf").file.name).unlink()

    assert client.get(place(publication, "published-file", file_format="pdf")).status_code == 404


def test_page_is_asked_for_each_time_and_the_same_for_who_is_signed_in(client, officer, publication):
    public = client.get(place(publication))
    client.force_login(officer)
    signed_in = client.get(place(publication))

    assert public["Cache-Control"] == signed_in["Cache-Control"] == "public, no-cache"
    assert public.content == signed_in.content


@pytest.mark.parametrize("change", [str.lower, lambda address: f"{address[:4]}-{address[4:]}"])
@pytest.mark.parametrize(
    ("name", "more"), [("published", {}), ("published-page", {}), ("published-file", {"file_format": "pdf"})]
)
def test_address_may_be_typed_in_small_letters_or_with_a_hyphen(client, publication, change, name, more):
    typed = reverse(f"reports:{name}", kwargs={"address": change(publication.address), **more})

    response, _ = got(client, typed)

    # An address of digits alone has no small letters.
    expected = 200 if typed == place(publication, name, **more) else 301
    assert response.status_code == expected
    assert response.headers.get("Location", typed) in (place(publication, name, **more), typed)


def test_address_as_it_is_printed_leads_to_the_page(client, publication):
    response = client.get(place(publication).rstrip("/"))

    assert (response.status_code, response["Location"]) == (301, place(publication))


@pytest.mark.parametrize("address", ["ZZZZZZZZ", "x", "0"])
def test_unknown_address_is_a_404(client, publication, address):
    for path in (f"/v/{address}/", f"/v/{address}/page/", f"/v/{address}/pdf/", f"/v/{address}/pictures/a.jpg/"):
        assert client.get(path).status_code == 404


def test_nothing_of_a_version_in_preparation_is_reachable(client, year, officer):
    AgencyLogo(agency=year.agency).file.save("x.png", ContentFile(picture_bytes("PNG")))
    publication = publish_approved(agency_year=fresh(year), kind="progress", comment="", by=officer)
    picture = f"{sha256(picture_bytes()).hexdigest()}.jpg"

    for signed_in in (False, True):
        if signed_in:
            client.force_login(officer)
        answers = [
            client.get(place(publication)),
            client.get(place(publication, "published-page")),
            client.get(place(publication, "published-picture", name=picture)),
            *(client.get(place(publication, "published-file", file_format=each)) for each in (*OFFERED, "document")),
        ]
        assert [answer.status_code for answer in answers] == [404] * 8


def test_older_version_says_that_there_is_a_newer_one(client, year, officer, publication):
    edit_measure(year, "แก้")
    newer = published(year, by=officer, comment="แก้ชื่อมาตรการ")

    old, new = (client.get(place(each)).content.decode() for each in (publication, newer))

    assert "มีฉบับใหม่กว่า" in old
    assert place(newer) in old
    assert "มีฉบับใหม่กว่า" not in new
    assert place(publication) in new
    assert "แก้ชื่อมาตรการ" in new


def test_version_in_preparation_is_not_told_on_the_page_of_another(client, year, officer, publication):
    edit_measure(year, "แก้")
    publish_approved(agency_year=fresh(year), kind="measures", comment="ความลับ", by=officer)

    page = client.get(place(publication)).content.decode()

    assert "เป็นฉบับล่าสุด" in page
    assert "ความลับ" not in page


def test_document_can_be_read_as_a_page_from_what_was_frozen(client, year, officer, publication):
    edit_measure(year, "แก้ภายหลัง")

    page = client.get(place(publication, "published-page"))

    assert "เผยแพร่สถิติทุกไตรมาส" in page.content.decode().replace("<wbr>", "")
    assert "แก้ภายหลัง" not in page.content.decode()
    assert page["Cache-Control"] == "public, no-cache"


def test_pictures_of_the_page_are_the_frozen_copies(client, year, officer):
    publication = published(year, "progress", by=officer)
    year.photos.all().delete()

    page = client.get(place(publication, "published-page")).content.decode()
    address = re.search(f'src="({place(publication)}pictures/[^"]+)"', page)[1]
    response, content = got(client, address)

    assert content == picture_bytes()
    assert (response["Content-Type"], response["Cache-Control"]) == (
        "image/jpeg",
        "public, no-cache",
    )


def test_picture_of_another_version_is_a_404(client, year, officer, publication):
    with_photo = published(year, "progress", by=officer)
    name = f"{sha256(picture_bytes()).hexdigest()}.jpg"

    assert got(client, place(with_photo, "published-picture", name=name))[0].status_code == 200
    assert client.get(place(publication, "published-picture", name=name)).status_code == 404


def test_attached_pdf_is_no_picture(client, year, officer):
    attachment = Attachment(agency_year=year, position=0, title="คำสั่ง", pages=1)
    attachment.file.save("x.pdf", ContentFile(plain_pdf(1)))
    publication = published(year, "progress", by=officer)

    name = f"{sha256(plain_pdf(1)).hexdigest()}.pdf"
    assert client.get(place(publication, "published-picture", name=name)).status_code == 404


@pytest.mark.parametrize("name", ["..%2f..%2fdb.sqlite3", "%2e%2e", "x.jpg"])
def test_picture_that_was_guessed_is_a_404(client, publication, name):
    assert client.get(f"{place(publication)}pictures/{name}/").status_code == 404


@pytest.mark.parametrize("name", ["published", "published-page"])
def test_public_pages_take_no_post(publication, name):
    assert Client().post(place(publication, name)).status_code == 405
    assert Publication.objects.count() == 1
