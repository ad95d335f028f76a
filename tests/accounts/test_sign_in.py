"""Signing in and out, and changing the password."""

import pytest
from django.urls import reverse

from tests.makers import make_agency, make_user

pytestmark = pytest.mark.django_db


def change(client, new, again=None, old="secret-for-tests"):
    data = {"old_password": old, "new_password1": new, "new_password2": again or new}
    return client.post(reverse("accounts:password"), data)


def test_right_password_opens_the_own_agency(client):
    make_user("officer", officer_of=make_agency("own"))

    response = client.post(
        reverse("accounts:login"), {"username": "officer", "password": "secret-for-tests"}, follow=True
    )

    assert response.redirect_chain[-1][0] == reverse("assessments:agency", args=["own"])


def test_wrong_password_is_explained_in_thai(client):
    make_user("officer")

    page = client.post(reverse("accounts:login"), {"username": "officer", "password": "wrong"}).content.decode()

    assert "ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง" in page


def test_sign_in_does_not_lead_to_another_site(client):
    make_user("officer")

    response = client.post(
        reverse("accounts:login") + "?next=https://elsewhere.example/",
        {"username": "officer", "password": "secret-for-tests"},
    )

    assert response["Location"] == reverse("assessments:home")


def test_password_is_changed(client):
    user = make_user("officer")
    client.force_login(user)

    assert change(client, "บัวขาวบานหน้าหนาว")["Location"] == reverse("accounts:password-done")

    user.refresh_from_db()
    assert user.check_password("บัวขาวบานหน้าหนาว")


@pytest.mark.parametrize(
    ("new", "message"),
    [
        ("12345", "อย่างน้อย 10 ตัวอักษร"),
        ("9182736450912", "ไม่ใช่ตัวเลขล้วน"),
        ("qwertyuiop", "เดาได้ง่าย"),
        ("the-officer-1", "คล้ายชื่อผู้ใช้"),
    ],
)
def test_weak_password_is_refused_in_thai_at_its_field(client, new, message):
    user = make_user("the-officer")
    client.force_login(user)

    errors = change(client, new).context["form"].errors

    assert any(message in error for error in errors["new_password1"])
    assert set(errors) == {"new_password1"}


def test_password_page_explains_in_thai(client):
    client.force_login(make_user())

    page = client.get(reverse("accounts:password")).content.decode()

    assert "อย่างน้อย 10 ตัวอักษร" in page
    assert "Enter the same" not in page


def test_signing_out_needs_a_post(client):
    client.force_login(make_user())

    assert client.get(reverse("accounts:logout")).headers["Location"] == reverse("assessments:home")
    assert client.post(reverse("accounts:logout"))["Location"] == reverse("accounts:login")
