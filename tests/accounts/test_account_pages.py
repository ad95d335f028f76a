"""The own account: name, e-mail, password, what happened to it, and leaving every device."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ita_portal.accounts.events import browser_of
from ita_portal.accounts.jobs import prune
from ita_portal.accounts.models import AccountEvent, RecoveryCode, Throttle
from ita_portal.accounts.services import EmailTaken, save_profile
from ita_portal.accounts.sessions import touch
from ita_portal.jobs.models import Job
from ita_portal.jobs.queue import enqueue
from ita_portal.jobs.running import run_all
from tests.makers import make_user

pytestmark = pytest.mark.django_db
PROFILE = "/accounts/profile/"


@pytest.fixture
def somebody(client):
    user = make_user("somebody", name="เดิม", email="former@example.go.th")
    client.force_login(user)
    return user


def save(client, name="ใหม่", email="new@example.go.th", password="secret-for-tests"):
    return client.post(PROFILE, {"name": name, "email": email, "password": password})


def event(user, days=0, **values):
    return AccountEvent.objects.create(user=user, kind="sign_in", at=timezone.now() - timedelta(days=days), **values)


def test_name_and_email_are_saved_and_the_former_address_is_told(client, somebody):
    assert save(client)["Location"] == "/accounts/"

    run_all()
    somebody.refresh_from_db()
    assert (somebody.name, somebody.email) == ("ใหม่", "new@example.go.th")
    assert [(letter.to, letter.subject) for letter in mail.outbox] == [
        (["former@example.go.th"], "อีเมลของบัญชีเปลี่ยนแล้ว ระบบ ITA สู่มาตรการ")
    ]
    assert "new@example.go.th" not in mail.outbox[0].body
    assert AccountEvent.objects.get().kind == "profile"


def test_new_name_alone_sends_no_letter(client, somebody):
    save(client, email="Former@example.go.th")

    assert run_all() == []


def test_wrong_password_saves_nothing(client, somebody):
    response = save(client, password="wrong")

    somebody.refresh_from_db()
    assert response.context["form"].errors == {"password": ["รหัสผ่านไม่ถูกต้อง"]}
    assert somebody.name == "เดิม"


def test_sixth_wrong_password_on_a_page_waits_however_right(client, somebody):
    for _ in range(5):
        save(client, password="wrong")

    response = save(client)

    assert "โปรดรออีก 1 นาที" in response.context["form"].non_field_errors()[0]
    assert Throttle.objects.get().scope == "password"


def test_old_password_of_a_new_one_is_counted_too(client, somebody):
    new = {"new_password1": "บัวขาวบานหน้าหนาว", "new_password2": "บัวขาวบานหน้าหนาว"}
    for _ in range(5):
        client.post("/accounts/password/", {"old_password": "wrong", **new})

    response = client.post("/accounts/password/", {"old_password": "secret-for-tests", **new})

    assert "โปรดรออีก" in response.context["form"].errors["old_password"][0]


def test_address_of_another_account_is_refused_at_its_field(client, somebody):
    make_user(email="Taken@example.go.th")

    response = save(client, email="taken@example.go.th")

    assert response.context["form"].errors == {"email": ["อีเมลนี้มีบัญชีอื่นใช้อยู่แล้ว โปรดใช้อีเมลอื่น"]}
    assert response.status_code == 200


def test_refused_address_changes_nothing_and_tells_nobody(somebody):
    make_user(email="taken@example.go.th")

    with pytest.raises(EmailTaken):
        save_profile(user=somebody, name="ใหม่", email="TAKEN@example.go.th")

    somebody.refresh_from_db()
    assert (somebody.name, Job.objects.count()) == ("เดิม", 0)


def test_many_accounts_may_have_no_address():
    make_user(email="")
    make_user(email="")

    assert get_user_model().objects.filter(email="").count() == 2


def refuse(name, make):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make()


def test_address_belongs_to_one_account_however_it_is_written():
    make_user(email="a@example.go.th")

    refuse("user_email_unique", lambda: make_user(email="A@EXAMPLE.go.th"))


def test_rows_of_a_throttle_and_of_recovery_codes_are_there_once():
    now, user = timezone.now(), make_user()
    Throttle.objects.create(scope="account", subject="x", started_at=now, last_at=now)
    RecoveryCode.objects.create(user=user, hash="x")
    early = {"started_at": now, "last_at": now - timedelta(seconds=1)}

    refuse("scope", lambda: Throttle.objects.create(scope="account", subject="x", started_at=now, last_at=now))
    refuse("throttle_times", lambda: Throttle.objects.create(scope="account", subject="y", **early))
    refuse("hash", lambda: RecoveryCode.objects.create(user=user, hash="x"))


def test_page_shows_the_own_events_of_90_days_and_nobody_elses(client, somebody):
    event(somebody, days=89, address="192.0.2.1", browser="Chrome บน Windows")
    event(somebody, days=91, address="192.0.2.2")
    event(make_user(), address="192.0.2.3")

    page = client.get("/accounts/")

    assert [each.address for each in page.context["events"]] == ["192.0.2.1"]
    assert "Chrome บน Windows" in page.content.decode()


def test_old_events_are_removed_by_the_daily_job(somebody):
    event(somebody, days=91)
    kept = event(somebody, days=89)

    enqueue("accounts.prune")
    run_all()

    assert prune.__name__ == "prune"
    assert list(AccountEvent.objects.all()) == [kept]


@pytest.mark.parametrize("number", [1, 15])
def test_account_page_takes_as_many_queries_for_many_events_as_for_one(client, somebody, number):
    for _ in range(number):
        event(somebody)

    with CaptureQueriesContext(connection) as queries:
        client.get("/accounts/")

    assert len(queries) <= 6


@pytest.mark.parametrize(
    "path", ["", "profile/", "password/", "logout/everywhere/", "second-factor/", "reset/", "code/"]
)
def test_reading_a_page_of_the_account_writes_nothing(client, somebody, path):
    with CaptureQueriesContext(connection) as queries:
        client.get(f"/accounts/{path}")

    verbs = {query["sql"].split()[0] for query in queries}
    assert verbs <= {"SELECT"}


def test_password_change_ends_the_other_sessions_and_keeps_this_one(client, somebody):
    elsewhere = Client()
    elsewhere.force_login(somebody)
    new = {"new_password1": "บัวขาวบานหน้าหนาว", "new_password2": "บัวขาวบานหน้าหนาว"}

    client.post("/accounts/password/", {"old_password": "secret-for-tests", **new})

    assert client.get("/accounts/").status_code == 200
    assert elsewhere.get("/accounts/").status_code == 302
    assert AccountEvent.objects.get().kind == "password"


def test_leaving_every_device_ends_all_sessions_of_this_person_alone(client, somebody):
    elsewhere, other = Client(), Client()
    elsewhere.force_login(somebody)
    other.force_login(make_user())

    response = client.post("/accounts/logout/everywhere/", follow=True)

    assert [str(message) for message in response.context["messages"]] == ["ออกจากระบบทุกอุปกรณ์แล้ว โปรดเข้าสู่ระบบใหม่"]
    assert [each.get("/accounts/").status_code for each in (client, elsewhere, other)] == [302, 302, 200]


def test_reading_the_page_that_leaves_every_device_leaves_none(client, somebody):
    client.get("/accounts/logout/everywhere/")

    assert client.get("/accounts/").status_code == 200


def test_session_is_put_off_after_ten_minutes_and_not_written_before():
    session = {}

    touch(session, now=1000)
    touch(session, now=1599)
    assert session == {"seen_at": 1000}

    touch(session, now=1600)
    assert session == {"seen_at": 1600}


def test_session_ends_eight_hours_after_its_last_use_or_with_the_browser(client, somebody):
    client.get("/accounts/")

    left = client.session.get_expiry_date() - timezone.now()
    assert timedelta(hours=7, minutes=59) < left <= timedelta(hours=8)
    assert client.session.get_expire_at_browser_close() is True


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0", "Edge บน Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari บน iPhone"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/130.0 Mobile Safari/537.36", "Chrome บน Android"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0", "Firefox บน Linux"),
        ("curl/8.0", "ไม่ทราบเบราว์เซอร์"),
        ("", "ไม่ทราบเบราว์เซอร์"),
    ],
)
def test_browser_is_named_in_two_words(user_agent, name):
    assert browser_of(user_agent) == name
