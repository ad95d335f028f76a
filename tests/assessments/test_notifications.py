"""Telling people: once each, as they chose, to those who are there; and the pages where they read and choose."""

from datetime import UTC, date, datetime
from threading import Barrier, Thread

import pytest
from django.core import mail
from django.db import connection, transaction

from assessments.models import EmailMessage, Notification, NotificationChoice
from assessments.notifications import AT_ONCE, IN_DIGEST, KINDS, NO_EMAIL, Way
from assessments.services.notifying import notify, save_choices, send_digest, ways_by_kind
from ita_portal.jobs.models import Job
from ita_portal.jobs.running import run_all
from tests.makers import make_agency, make_user

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 21)


def tell(people, *, key="k1", kind="returned", **values):
    news = {"title": "ส่งกลับให้แก้ไข", "text": "โปรดแก้ไขคะแนน", "link": "/agencies/a/2568/"}
    return notify(people=people, kind=kind, once_key=key, **{**news, **values})


def choose(person, kind, in_portal, email):
    save_choices(person=person, ways=ways_by_kind(person) | {kind: Way(in_portal, email)})


def reader(client, **values):
    user = make_user(**values)
    client.force_login(user)
    return user


def test_notify_stores_the_news_for_each_person():
    agency, people = make_agency(), [make_user(), make_user()]

    told = tell(people, agency=agency, fiscal_year=2568)

    rows = Notification.objects.order_by("person_id")
    shown = [(row.person, row.kind, row.title, row.agency, row.fiscal_year, row.link, row.read_at) for row in rows]
    assert told == 2
    assert shown == [(person, "returned", "ส่งกลับให้แก้ไข", agency, 2568, "/agencies/a/2568/", None) for person in people]


def test_notify_again_under_the_same_key_tells_only_who_was_not_told():
    first, second = make_user(email="a@example.org"), make_user(email="b@example.org")
    tell([first])

    told = tell([first, second], title="อีกครั้ง")
    run_all()

    assert told == 1
    assert [row.title for row in Notification.objects.order_by("pk")] == ["ส่งกลับให้แก้ไข", "อีกครั้ง"]
    assert sorted(letter.to for letter in mail.outbox) == [["a@example.org"], ["b@example.org"]]


def test_notify_passes_over_who_was_deactivated():
    assert tell([make_user(is_active=False)]) == 0
    assert Notification.objects.count() == 0


def test_notify_is_taken_back_with_the_callers_transaction():
    with transaction.atomic():
        tell([make_user(email="a@example.org")])
        transaction.set_rollback(True)

    assert (Notification.objects.count(), EmailMessage.objects.count(), Job.objects.count()) == (0, 0, 0)


def test_letter_says_what_and_where_and_how_to_choose(settings):
    settings.PUBLIC_URL = "https://ita.example"

    tell([make_user(email="a@example.org")], title="ส่งกลับ\r\nBcc: x@example.org")
    run_all()

    [letter] = mail.outbox
    assert letter.subject == "ส่งกลับ Bcc: x@example.org"
    assert letter.recipients() == ["a@example.org"]
    assert letter.body == (
        "โปรดแก้ไขคะแนน\n\nเปิดดูที่ https://ita.example/agencies/a/2568/\n\n"
        "อีเมลนี้ส่งโดยระบบ ITA สู่มาตรการ โปรดอย่าตอบกลับ "
        "เลือกเรื่องที่ต้องการรับได้ที่ https://ita.example/notifications/choices/\n"
    )


def test_person_without_an_address_is_told_in_the_portal_alone():
    tell([make_user(email="")])

    assert (Notification.objects.count(), EmailMessage.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    ("in_portal", "email", "expected"),
    [(True, AT_ONCE, (1, 1)), (True, NO_EMAIL, (1, 0)), (False, AT_ONCE, (0, 1)), (False, IN_DIGEST, (0, 0))],
)
def test_news_come_as_the_person_chose(in_portal, email, expected):
    person = make_user(email="a@example.org")
    choose(person, "returned", in_portal, email)

    tell([person])

    shown = Notification.objects.visible_to(person).count()
    assert (shown, EmailMessage.objects.count()) == expected
    assert Notification.objects.count() == 1


def test_news_that_are_not_shown_are_told_once_all_the_same():
    person = make_user(email="a@example.org")
    choose(person, "returned", False, AT_ONCE)

    assert [tell([person]), tell([person])] == [1, 0]


def test_save_choices_says_how_many_changed_and_keeps_the_others():
    person = make_user()

    changes = [save_choices(person=person, ways={"due": Way(True, IN_DIGEST)}) for _ in range(2)]

    assert changes == [1, 0]
    assert ways_by_kind(person)["due"] == Way(True, IN_DIGEST)
    assert ways_by_kind(person)["overdue"] == Way(True, AT_ONCE)
    assert NotificationChoice.objects.count() == 1


def test_digest_is_one_letter_with_what_is_unread_and_comes_once(settings):
    settings.PUBLIC_URL = "https://ita.example"
    person = make_user(email="a@example.org")
    choose(person, "comment", True, IN_DIGEST)
    for number in (1, 2, 3):
        tell([person], key=f"c{number}", kind="comment", title=f"ความเห็นที่ {number}", link=f"/c/{number}/")
    Notification.objects.filter(title="ความเห็นที่ 2").update(read_at=datetime(2026, 11, 21, tzinfo=UTC))

    counts = [send_digest(person=person, day=DAY), send_digest(person=person, day=DAY)]
    run_all()

    [letter] = mail.outbox
    assert counts == [2, 0]
    assert letter.subject == "สรุปการแจ้งเตือนที่ยังไม่ได้อ่าน 2 เรื่อง"
    assert letter.body.startswith(
        "เรื่องที่ท่านยังไม่ได้อ่านในระบบ\n\n- ความเห็นที่ 1\n  https://ita.example/c/1/\n"
        "- ความเห็นที่ 3\n  https://ita.example/c/3/\n\n"
    )


def test_digest_leaves_out_an_agency_that_the_person_may_no_longer_open():
    own, other = make_agency(), make_agency()
    person = make_user(email="a@example.org", officer_of=own)
    for agency in (own, other):
        tell([person], key=agency.code, kind="comment", title=f"ความเห็นของ {agency.code}", agency=agency)

    send_digest(person=person, day=DAY)
    run_all()

    assert f"ความเห็นของ {own.code}" in mail.outbox[0].body
    assert f"ความเห็นของ {other.code}" not in mail.outbox[0].body


@pytest.mark.django_db(transaction=True)
def test_eight_who_tell_the_same_at_the_same_time_tell_once():
    person = make_user(email="a@example.org")
    together = Barrier(8)

    def at_once():
        together.wait()
        tell([person])
        connection.close()

    threads = [Thread(target=at_once) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    run_all()

    assert (Notification.objects.count(), EmailMessage.objects.count(), len(mail.outbox)) == (1, 1, 1)


# --- Pages -----------------------------------------------------------------------------------------------------------


def test_list_shows_ones_own_news_and_the_header_counts_them(client):
    person, other = reader(client, officer_of=make_agency()), make_user()
    tell([person], key="k1", title="เรื่องที่หนึ่ง")
    tell([person], key="k2", title="เรื่องที่สอง")
    tell([other], key="k3", title="ของผู้อื่น")

    page = client.get("/notifications/")

    assert [row.title for row in page.context["object_list"]] == ["เรื่องที่สอง", "เรื่องที่หนึ่ง"]
    assert "ของผู้อื่น" not in page.text
    assert '2<span class="visually-hidden"> รายการที่ยังไม่ได้อ่าน' in page.text


@pytest.mark.parametrize(("number", "shown"), [(0, ""), (99, "99"), (100, "99+"), (101, "99+")])
def test_header_counts_to_99(client, number, shown):
    person = reader(client)
    Notification.objects.bulk_create(
        Notification(person=person, kind="due", title="ก", once_key=str(place)) for place in range(number)
    )

    assert client.get("/notifications/").context["unread_notifications"] == shown


def test_list_takes_the_same_queries_for_one_and_for_twenty(client, django_assert_max_num_queries):
    person = reader(client, officer_of=make_agency())
    for number in range(20):
        tell([person], key=f"k{number}", agency=make_agency())

    with django_assert_max_num_queries(7):
        client.get("/notifications/")


def test_opening_marks_it_read_and_leads_to_its_page(client):
    person = reader(client)
    tell([person])
    row = Notification.objects.get()

    answer = client.post(f"/notifications/{row.pk}/read/", {"do": "open"})

    row.refresh_from_db()
    assert answer.headers["Location"] == "/agencies/a/2568/"
    assert row.read_at is not None


def test_link_of_an_agency_that_one_may_no_longer_open_leads_to_a_404(client):
    agency = make_agency("gone")
    person = reader(client, officer_of=make_agency())
    tell([person], agency=agency, link="/agencies/gone/")

    answer = client.post(f"/notifications/{Notification.objects.get().pk}/read/", {"do": "open"}, follow=True)

    assert answer.status_code == 404


def test_reading_again_keeps_the_first_moment(client):
    person = reader(client)
    tell([person])
    Notification.objects.update(read_at=datetime(2026, 1, 1, tzinfo=UTC))

    client.post(f"/notifications/{Notification.objects.get().pk}/read/", {"do": "read"})

    assert Notification.objects.get().read_at == datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("method", ["get", "post"])
def test_news_of_somebody_else_cannot_be_marked(client, method):
    tell([make_user()])
    reader(client)
    row = Notification.objects.get()

    answer = getattr(client, method)(f"/notifications/{row.pk}/read/")

    row.refresh_from_db()
    assert answer.status_code == (302 if method == "get" else 404)
    assert row.read_at is None


def test_marking_all_leaves_what_came_after_the_page_was_shown(client):
    person, other = reader(client), make_user()
    tell([person, other], key="k1")
    newest = client.get("/notifications/").context["newest"]
    tell([person], key="k2")

    client.post("/notifications/read/", {"newest": newest})

    unread = Notification.objects.unread().values_list("person_id", "once_key")
    assert sorted(unread) == sorted([(other.pk, "k1"), (person.pk, "k2")])


@pytest.mark.parametrize("newest", ["", "x", "-1", "9" * 30])
def test_marking_all_with_an_odd_number_marks_nothing(client, newest):
    tell([reader(client)])

    assert client.post("/notifications/read/", {"newest": newest}).status_code == 302
    assert Notification.objects.unread().count() == 1


def test_reading_the_pages_writes_nothing(client):
    tell([reader(client)])

    for path in ("/notifications/", "/notifications/choices/", "/notifications/read/"):
        client.get(path)

    assert (Notification.objects.unread().count(), NotificationChoice.objects.count()) == (1, 0)


def test_choices_are_saved_as_sent(client):
    person = reader(client, email="a@example.org")
    data = {f"mailed-{kind}": NO_EMAIL for kind in KINDS} | {"shown-due": "on", "mailed-due": IN_DIGEST}

    answer = client.post("/notifications/choices/", data)

    assert answer.headers["Location"] == "/notifications/choices/"
    assert ways_by_kind(person) == {kind: Way(False, NO_EMAIL) for kind in KINDS} | {"due": Way(True, IN_DIGEST)}


def test_choice_that_is_none_is_refused_by_name(client):
    person = reader(client)
    data = {f"mailed-{kind}": AT_ONCE for kind in KINDS} | {"mailed-due": "sometimes"}

    page = client.post("/notifications/choices/", data)

    assert page.context["form"].errors == {"mailed-due": ["เลือกวิธีรับอีเมลจากรายการ"]}
    assert person.notification_choices.count() == 0
