"""Every refusal of the forms at the door and of the own account is Thai and names its field."""

import pytest

from assessments import thai
from ita_portal.accounts.forms import (
    CodeForm,
    NewPasswordForm,
    OwnPasswordForm,
    PasswordForm,
    ProfileForm,
    RecoveryCodeForm,
    RemoveForm,
    ResetForm,
    SignInForm,
)
from ita_portal.accounts.thai_fields import NameField
from tests.makers import make_user

pytestmark = pytest.mark.django_db
SECRET = "secret-for-tests"


def bound(form, data):
    """The forms of Django's own that change a password ask whose it is."""
    return form(make_user(), data) if form in (PasswordForm, NewPasswordForm) else form(data=data)


@pytest.mark.parametrize(
    ("form", "required"),
    [
        (SignInForm, {"username": "ชื่อผู้ใช้", "password": "รหัสผ่าน"}),
        (ResetForm, {"email": "อีเมลของบัญชี"}),
        (OwnPasswordForm, {"password": "รหัสผ่านปัจจุบัน"}),
        (ProfileForm, {"name": "ชื่อที่แสดง", "password": "รหัสผ่านปัจจุบัน"}),
        (CodeForm, {"code": "รหัส 6 หลักจากแอปยืนยันตัวตน"}),
        (RecoveryCodeForm, {"code": "รหัสสำรอง"}),
        (RemoveForm, {"password": "รหัสผ่านปัจจุบัน", "code": "รหัส 6 หลักจากแอปยืนยันตัวตน หรือรหัสสำรอง"}),
        (
            PasswordForm,
            {"old_password": "รหัสผ่านเดิม", "new_password1": "รหัสผ่านใหม่", "new_password2": "รหัสผ่านใหม่ (พิมพ์อีกครั้ง)"},
        ),
        (NewPasswordForm, {"new_password1": "รหัสผ่านใหม่", "new_password2": "รหัสผ่านใหม่ (พิมพ์อีกครั้ง)"}),
    ],
)
def test_blank_field_is_asked_for_by_its_name(form, required):
    assert bound(form, {}).errors == {name: [f"กรอก{label}"] for name, label in required.items()}


@pytest.mark.parametrize(
    ("form", "field", "label"),
    [
        (SignInForm, "username", "ชื่อผู้ใช้"),
        (SignInForm, "password", "รหัสผ่าน"),
        (ResetForm, "email", "อีเมลของบัญชี"),
        (OwnPasswordForm, "password", "รหัสผ่านปัจจุบัน"),
        (PasswordForm, "new_password1", "รหัสผ่านใหม่"),
        (NewPasswordForm, "new_password2", "รหัสผ่านใหม่ (พิมพ์อีกครั้ง)"),
    ],
)
def test_character_that_cannot_be_stored_is_refused_in_thai(form, field, label):
    assert bound(form, {field: "a\0b"}).errors[field][-1] == f"{label}มีอักขระที่ใช้ไม่ได้: ลบแล้วพิมพ์ใหม่"


@pytest.mark.parametrize(
    ("form", "field", "typed", "message"),
    [
        (ProfileForm, "name", "ก" * 201, "ชื่อที่แสดงยาวเกิน 200 ตัวอักษร"),
        (ProfileForm, "email", f"{'a' * 250}@go.th", "อีเมลยาวเกิน 254 ตัวอักษร"),
        (ProfileForm, "email", "ไม่ใช่", "อีเมลไม่ถูกรูปแบบ: กรอกเช่น name@example.go.th"),
        (ResetForm, "email", "ไม่ใช่", "อีเมลของบัญชีไม่ถูกรูปแบบ: กรอกเช่น name@example.go.th"),
        (CodeForm, "code", "1" * 61, "รหัส 6 หลักจากแอปยืนยันตัวตนยาวเกิน 60 ตัวอักษร"),
    ],
)
def test_odd_or_long_text_is_refused_by_the_name_of_the_field(form, field, typed, message):
    assert message in bound(form, {field: typed}).errors[field]


def test_profile_page_refuses_in_thai_and_changes_nothing(client):
    user = make_user(name="เดิม", email="former@example.go.th")
    client.force_login(user)

    page = client.post("/accounts/profile/", {"name": "ก" * 201, "email": "x", "password": SECRET})

    user.refresh_from_db()
    assert (page.status_code, user.name, user.email) == (200, "เดิม", "former@example.go.th")
    assert "ชื่อที่แสดง: ชื่อที่แสดงยาวเกิน 200 ตัวอักษร</a>" in page.text
    assert "อีเมล: อีเมลไม่ถูกรูปแบบ: กรอกเช่น name@example.go.th</a>" in page.text


def test_profile_name_is_kept_without_what_is_not_seen(client):
    user = make_user(name="เดิม", email="")
    client.force_login(user)

    client.post("/accounts/profile/", {"name": "สม\u202eหญิง\x07\n ใจ\0ดี\u2069", "email": "", "password": SECRET})

    user.refresh_from_db()
    assert user.name == "สมหญิง ใจดี"


def test_profile_name_of_nothing_seen_is_asked_for(client):
    client.force_login(make_user())

    page = client.post("/accounts/profile/", {"name": "\u202e\u2066 \u200b", "email": "", "password": SECRET})

    assert page.context["form"].errors == {"name": ["กรอกชื่อที่แสดง"]}


@pytest.mark.parametrize(
    "typed",
    ["น\u0e4d\u0e49\u0e32", "ท\u0e4d\u0e32\u200b", " ก\u202eข\u2069\x85 ", "e\u0301", "ก\u00adข\ufeff\u061c\u206f"],
)
def test_profile_name_is_kept_as_every_other_text_of_the_portal(typed):
    assert NameField().clean(typed) == thai.clean_text(typed)
