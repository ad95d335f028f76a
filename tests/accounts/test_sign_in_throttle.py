"""Signing in after wrong passwords: what is refused, what is said, and that it never says who has an account."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from ita_portal.accounts.models import AccountEvent, Throttle
from tests.makers import make_agency, make_user

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"
WAIT = "ลองหลายครั้งเกินไป โปรดรออีก 1 นาที แล้วลองใหม่"


def sign_in(client, username="officer", password="wrong", address="192.0.2.1"):
    return client.post(LOGIN, {"username": username, "password": password}, REMOTE_ADDR=address)


def errors(response):
    return response.context["form"].non_field_errors()


def let_pass(**time):
    moved = timezone.now() - timedelta(**time)
    Throttle.objects.update(started_at=moved, last_at=moved)


def test_right_password_is_refused_during_the_wait_without_counting(client):
    make_user("officer")
    for _ in range(5):
        sign_in(client)

    response = sign_in(client, password="secret-for-tests")

    assert (response.status_code, errors(response)) == (429, [WAIT])
    assert 55 <= int(response["Retry-After"]) <= 61
    assert "_auth_user_id" not in client.session
    assert Throttle.objects.get(scope="account").count == 5


def test_right_password_after_the_wait_signs_in_and_forgets_the_wrong_ones(client):
    make_user("officer", officer_of=make_agency("own"))
    for _ in range(5):
        sign_in(client)
    let_pass(seconds=61)

    assert sign_in(client, password="secret-for-tests").status_code == 302
    assert Throttle.objects.get(scope="account").count == 0
    assert Throttle.objects.get(scope="address").count == 5


def test_name_without_an_account_is_answered_as_one_that_has_one(client):
    make_user("officer")

    answers = {
        name: [(response.status_code, errors(response)) for response in (sign_in(client, name) for _ in range(6))]
        for name in ("officer", "nobody")
    }

    assert answers["officer"] == answers["nobody"]
    assert answers["nobody"][5] == (429, [WAIT])


def test_deactivated_account_is_answered_as_a_wrong_password(client):
    make_user("officer", is_active=False)

    assert errors(sign_in(client, password="secret-for-tests")) == errors(sign_in(client, "nobody"))


def test_twenty_wrong_passwords_close_the_address_for_all_accounts_and_leave_others_open(client):
    make_user("officer", officer_of=make_agency("own"))
    for number in range(20):
        sign_in(client, f"name-{number}")

    assert "15 นาที" in errors(sign_in(client, password="secret-for-tests"))[0]
    assert sign_in(client, password="secret-for-tests", address="192.0.2.2").status_code == 302


def test_right_passwords_do_not_use_up_the_tries_of_an_office(client):
    make_user("officer")

    for _ in range(21):
        sign_in(client, password="secret-for-tests")
        client.logout()

    assert Throttle.objects.get(scope="address").count == 0


def test_form_without_a_password_counts_nothing(client):
    sign_in(client, password="")

    assert Throttle.objects.count() == 0


def test_administration_pages_have_no_door_of_their_own(client):
    assert client.get("/admin/", follow=True).redirect_chain == [
        ("/admin/login/?next=/admin/", 302),
        ("/accounts/login/?next=/admin/", 302),
    ]
    assert client.post("/admin/login/", {"username": "a", "password": "b"})["Location"].startswith(LOGIN)


def test_administration_is_a_403_for_who_may_not_open_it_and_no_endless_redirect(client):
    client.force_login(make_user())

    assert client.get("/admin/", follow=True).status_code == 403


def test_sign_in_changes_the_key_of_the_session_and_is_written_down(client):
    user = make_user("officer", officer_of=make_agency("own"))
    client.get(LOGIN)
    session = client.session
    session["before"] = 1
    session.save()
    client.cookies["sessionid"] = key = session.session_key

    client.post(
        reverse("accounts:login"),
        {"username": "officer", "password": "secret-for-tests"},
        headers={"User-Agent": "Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36"},
        REMOTE_ADDR="192.0.2.7",
    )

    event = AccountEvent.objects.get()
    assert client.session.session_key != key
    assert (event.user, event.kind, event.address, event.browser) == (user, "sign_in", "192.0.2.7", "Chrome บน Windows")
