"""A new password by e-mail: who gets a letter, what the page says to everybody, and what the link does once."""

import re

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ita_portal.accounts.models import AccountEvent, Throttle
from ita_portal.jobs.models import Job
from ita_portal.jobs.running import run_all
from tests.accounts.codes import make_device
from tests.makers import make_agency, make_user

pytestmark = pytest.mark.django_db
NEW = {"new_password1": "บัวขาวบานหน้าหนาว", "new_password2": "บัวขาวบานหน้าหนาว"}


def ask(client, email, address="192.0.2.1"):
    return client.post("/accounts/reset/", {"email": email}, REMOTE_ADDR=address)


def link_from_mail(client, email="officer@example.go.th"):
    ask(client, email)
    run_all()
    return re.search(r"https?://[^/]+(/accounts/reset/\S+)", mail.outbox[-1].body)[1]


@pytest.fixture
def officer():
    return make_user("officer", officer_of=make_agency("own"), email="officer@example.go.th")


def test_letter_goes_to_the_stored_address_with_a_link_to_the_public_portal(client, officer, settings):
    settings.PUBLIC_URL = "https://ita.example.go.th"

    ask(client, "OFFICER@example.go.th")
    run_all()

    [letter] = mail.outbox
    assert letter.to == ["officer@example.go.th"]
    assert letter.subject == "ตั้งรหัสผ่านใหม่ ระบบ ITA สู่มาตรการ"
    assert "\nhttps://ita.example.go.th/accounts/reset/" in letter.body
    assert "ภายใน 2 ชั่วโมง" in letter.body


def test_unknown_address_gets_no_letter_and_the_same_answer_by_the_same_work(client, officer):
    ask(client, "first@example.go.th")

    answers, works = [], []
    for email in ("officer@example.go.th", "nobody@example.go.th"):
        with CaptureQueriesContext(connection) as queries:
            response = ask(client, email)
        answers.append((response.status_code, response["Location"]))
        works.append([query["sql"].split()[0] for query in queries])

    run_all()
    assert answers[0] == answers[1] == (302, "/accounts/reset/sent/")
    assert works[0] == works[1]
    assert len(mail.outbox) == 1


def test_deactivated_person_gets_no_letter(client, officer):
    officer.is_active = False
    officer.save()

    ask(client, "officer@example.go.th")
    run_all()

    assert mail.outbox == []


@pytest.mark.parametrize("email", ["officer@example.go.th", "nobody@example.go.th"])
def test_fourth_request_waits_whether_there_is_an_account_or_not(client, officer, email):
    for _ in range(3):
        ask(client, email)

    response = ask(client, email)

    assert response.context["form"].non_field_errors() == ["ลองหลายครั้งเกินไป โปรดรออีก 15 นาที แล้วลองใหม่"]
    assert Job.objects.count() == 3


def test_twenty_requests_close_the_address(client):
    for number in range(20):
        ask(client, f"name-{number}@example.go.th")

    assert ask(client, "another@example.go.th").status_code == 200
    assert ask(client, "another@example.go.th", address="192.0.2.2").status_code == 302


def test_link_sets_the_password_once_and_ends_every_session(client, officer):
    elsewhere = Client()
    elsewhere.force_login(officer)
    path = link_from_mail(client)
    form = client.get(path, follow=True)

    response = client.post(form.request["PATH_INFO"], NEW)

    officer.refresh_from_db()
    assert response["Location"] == "/accounts/login/"
    assert officer.check_password("บัวขาวบานหน้าหนาว")
    assert elsewhere.get("/accounts/").status_code == 302
    assert "ลิงก์นี้ใช้ไปแล้ว" in client.get(path, follow=True).content.decode()
    assert AccountEvent.objects.get().kind == "reset"


def test_new_password_opens_what_wrong_ones_had_closed_and_no_more(client, officer):
    make_device(officer)
    for _ in range(5):
        client.post("/accounts/login/", {"username": "officer", "password": "wrong"})
    form = client.get(link_from_mail(client), follow=True)
    client.post(form.request["PATH_INFO"], NEW)

    assert Throttle.objects.get(scope="account").count == 0
    credentials = {"username": "officer", "password": NEW["new_password1"]}
    page = client.post("/accounts/login/", credentials, follow=True)
    assert page.request["PATH_INFO"] == "/accounts/code/"


def test_weak_password_is_refused_in_thai_at_its_field(client, officer):
    form = client.get(link_from_mail(client), follow=True)

    response = client.post(form.request["PATH_INFO"], {"new_password1": "12345", "new_password2": "12345"})

    assert any("อย่างน้อย 10 ตัวอักษร" in error for error in response.context["form"].errors["new_password1"])


def test_link_of_nothing_says_so(client):
    page = client.get("/accounts/reset/MQ/nonsense/")

    assert "หมดอายุแล้ว หรือคัดลอกมาไม่ครบ" in page.content.decode()


def test_no_english_word_stands_on_the_pages(client, officer):
    form = client.get(link_from_mail(client), follow=True)

    for page in (client.get("/accounts/reset/"), client.get("/accounts/reset/sent/"), form):
        main = re.search(r"<main.*?</main>", page.content.decode(), re.S)[0]
        assert re.findall(r"[A-Za-z]{3,}", re.sub(r"<[^>]+>", " ", main)) == []
