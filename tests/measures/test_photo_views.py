"""Pictures of activities, as an officer meets them."""

from io import BytesIO

import pytest
from PIL import Image

from measures.models import Photo
from tests.makers import make_agency_year, make_user
from tests.measures.pages import address, as_typed, errors_of, resend, said, sign_in
from tests.measures.pictures import GPS, exif_with_place, huge_png, picture_bytes, upload

pytestmark = pytest.mark.django_db


def add(client, agency_year, content=None, **typed):
    typed = {"caption": "ประชุม", "taken_on": "๑๕/๑/๒๕๖๗", **typed}
    return client.post(address("photo-add", agency_year), {"picture": upload(content or picture_bytes()), **typed})


def served(client, photo):
    response = client.get(address("photo-file", photo.agency_year, photo.pk))
    return response, b"".join(response.streaming_content)


def test_add_keeps_the_picture_without_the_place_and_serves_it_to_members(client):
    agency_year = sign_in(client)
    add(client, agency_year, picture_bytes(exif=exif_with_place(orientation=1)))

    photo = Photo.objects.get()
    response, content = served(client, photo)

    assert (photo.agency_year, photo.caption, photo.taken_on.isoformat()) == (agency_year, "ประชุม", "2024-01-15")
    assert (response["Content-Type"], response["Cache-Control"]) == ("image/jpeg", "private, no-store")
    assert dict(Image.open(BytesIO(content)).getexif().get_ifd(GPS)) == {}
    assert 'alt="ประชุม"' in client.get(address("photos", agency_year)).content.decode()


def test_add_sent_twice_saves_once(client):
    agency_year = sign_in(client)

    add(client, agency_year)
    second = client.post(
        address("photo-add", agency_year),
        {"picture": upload(picture_bytes()), "caption": "ประชุม", "taken_on": "15/1/2567"},
        follow=True,
    )

    assert Photo.objects.count() == 1
    assert "ภาพนี้บันทึกไว้แล้ว ไม่ได้เพิ่มซ้ำ" in said(second)


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"picture": upload(b"just words", "photo.jpg")}, "picture", "ไม่ใช่ภาพ JPEG, PNG หรือ WebP"),
        ({"picture": upload(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg")}, "picture", "ไม่ใช่ภาพ"),
        ({"picture": upload(huge_png(20_000), "a.png")}, "picture", "มากเกินไป"),
        ({"picture": upload(b"", "a.jpg")}, "picture", "ไฟล์ภาพว่างเปล่า"),
        ({"picture": ""}, "picture", "เลือกไฟล์ภาพ"),
        ({"caption": "  "}, "caption", "กรอกคำบรรยายภาพ"),
        ({"taken_on": "31/2/2567"}, "taken_on", "ไม่ใช่วันที่"),
    ],
)
def test_add_refuses_what_is_no_picture_and_what_lacks_words(client, typed, field, message):
    agency_year = sign_in(client)

    response = add(client, agency_year, **typed)

    assert not Photo.objects.exists()
    assert message in errors_of(response)[field][0]


def test_edit_of_the_caption_leaves_the_file(client):
    agency_year = sign_in(client)
    add(client, agency_year)
    photo = Photo.objects.get()

    resend(client, address("photo-edit", agency_year, photo.pk), caption="อบรม")

    stored = Photo.objects.get()
    assert (stored.caption, stored.file.name, stored.version) == ("อบรม", photo.file.name, 2)
    assert stored.source_name == "picture.jpg"


def test_edit_beside_another_person_shows_both_captions(client):
    agency_year = sign_in(client)
    add(client, agency_year)
    path = address("photo-edit", agency_year, Photo.objects.get().pk)
    typed = {**as_typed(client.get(path).context["form"]), "caption": "ของฉัน"}
    Photo.objects.update(caption="ของเพื่อนร่วมงาน", version=2)

    response = client.post(path, typed)

    assert response.context["conflicts"] == [{"label": "คำบรรยายภาพ", "typed": "ของฉัน", "stored": "ของเพื่อนร่วมงาน"}]
    assert Photo.objects.get().caption == "ของเพื่อนร่วมงาน"


def test_move_and_delete_change_the_list(client, django_capture_on_commit_callbacks):
    agency_year = sign_in(client)
    add(client, agency_year, caption="หนึ่ง")
    add(client, agency_year, caption="สอง")
    first, second = Photo.objects.all()

    client.post(address("photo-move", agency_year, second.pk), {"direction": "up"})
    moved = [photo.caption for photo in client.get(address("photos", agency_year)).context["photos"]]
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address("photo-delete", agency_year, first.pk), {"version": 1})

    assert moved == ["สอง", "หนึ่ง"]
    assert Photo.objects.get() == second
    assert not first.file.storage.exists(first.file.name)


def test_a_picture_whose_file_never_came_is_shown_as_missing(client):
    agency_year = sign_in(client)
    photo = Photo.objects.create(agency_year=agency_year, position=0, caption="ประชุม")

    page = client.get(address("photos", agency_year)).content.decode()

    assert "ยังไม่มีไฟล์ภาพ" in page
    assert client.get(address("photo-file", agency_year, photo.pk)).status_code == 404


@pytest.mark.parametrize("name", ["photo-edit", "photo-delete", "photo-file", "photo-move"])
def test_a_picture_of_another_agency_is_not_found(client, name):
    other = make_agency_year()
    client.force_login(make_user(officer_of=other.agency))
    add(client, other, caption="ความลับ")
    own, photo = sign_in(client), Photo.objects.get()

    answers = [client.get(address(name, year, photo.pk)) for year in (own, other)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert all("ความลับ" not in answer.content.decode() for answer in answers)
