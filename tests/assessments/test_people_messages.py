"""What the forms of people and roles say of what was typed, in Thai and by the name of the field."""

import re

import pytest

from assessments.people_forms import InviteForm, NewPersonForm
from assessments.services.invitations import invite, token_of
from tests.makers import make_agency, make_user

WHOLE = {
    "name": "สมหญิง",
    "username": "somying",
    "password": "a long pass phrase",
    "password_again": "a long pass phrase",
}


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        (
            {"password": "a long\0pass phrase", "password_again": "a long\0pass phrase"},
            {
                "password": ["รหัสผ่านมีอักขระที่ใช้ไม่ได้: ลบแล้วพิมพ์ใหม่"],
                "password_again": ["รหัสผ่าน (พิมพ์อีกครั้ง)มีอักขระที่ใช้ไม่ได้: ลบแล้วพิมพ์ใหม่"],
            },
        ),
        ({"username": "a" * 151}, {"username": ["ชื่อผู้ใช้ยาวเกิน 150 อักขระ", "ใช้อักษรอังกฤษ ตัวเลข หรือ . _ - อย่างน้อย 3 ตัว"]}),
        ({"username": "a\0"}, {"username": ["ใช้อักษรอังกฤษ ตัวเลข หรือ . _ - อย่างน้อย 3 ตัว"]}),
        ({"username": " "}, {"username": ["กรอกชื่อผู้ใช้"]}),
        ({"name": "ก" * 201}, {"name": ["ชื่อและนามสกุลยาวเกิน 200 อักขระ"]}),
        ({"password": "", "password_again": ""}, {"password": ["กรอกรหัสผ่าน"], "password_again": ["พิมพ์รหัสผ่านอีกครั้ง"]}),
    ],
)
def test_new_person_is_told_in_thai_what_is_wrong(typed, errors):
    assert NewPersonForm(WHOLE | typed).errors == errors


def test_new_person_keeps_a_name_without_what_is_not_seen():
    form = NewPersonForm(WHOLE | {"name": "สม\u202eหญิง\u2066", "username": "som\u200bying"})

    assert form.is_valid()
    assert (form.values["name"], form.values["username"]) == ("สมหญิง", "somying")


def test_address_is_repeated_by_its_start_alone():
    form = InviteForm({"email": "ก" * 5_000, "role": "viewer"})

    assert form.errors == {"email": [f"“{'ก' * 40}…” ไม่ใช่อีเมลที่ถูกรูปแบบ เช่น name@example.go.th", "อีเมลยาวเกิน 254 อักขระ"]}


def test_address_is_read_without_what_is_not_seen():
    form = InviteForm({"email": "\u200bNew@example.go.th\0", "role": "viewer"})

    assert form.is_valid()
    assert form.cleaned_data["email"] == "new@example.go.th"


@pytest.mark.django_db
def test_page_of_an_invitation_refuses_in_thai(client):
    agency = make_agency("own")
    row = invite(email="new@example.go.th", role="officer", agency=agency, by=make_user(administrator=True))

    page = client.post(f"/invitations/{token_of(row.seed)}/", {"username": "a\0", "password": "\0" * 12})

    said = re.findall(r"<li><a href=\"#id_\w+\">([^<]*)</a></li>", page.text)
    assert page.status_code == 200
    assert said == [
        "ชื่อและนามสกุล: กรอกชื่อและนามสกุล",
        "ชื่อผู้ใช้: ใช้อักษรอังกฤษ ตัวเลข หรือ . _ - อย่างน้อย 3 ตัว",
        "รหัสผ่าน: รหัสผ่านมีอักขระที่ใช้ไม่ได้: ลบแล้วพิมพ์ใหม่",
        "รหัสผ่าน (พิมพ์อีกครั้ง): พิมพ์รหัสผ่านอีกครั้ง",
    ]
