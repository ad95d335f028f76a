"""The page of comments: threads, filters, forms, and who may do what."""

import pytest
from django.test import Client
from django.urls import reverse

from assessments.models import Membership
from reports.models import Comment
from reports.reviewing.comments import add_comment, answer, set_resolved
from tests.makers import make_user
from tests.reports.publications import fresh
from tests.reports.reviewing.rounds import make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_office(administrator=True)


def say(office, text="โปรดแก้ขั้นตอน", target="measure:m1:steps", by="head"):
    return add_comment(agency_year=fresh(office.year), target=target, text=text, by=office.person(by))


def place(code="own", **asked):
    return reverse("reports:comments", kwargs={"agency_code": code, "fiscal_year": 2567}, query=asked or None)


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def page(user, **asked):
    return browser(user).get(place(**asked)).content.decode()


def test_comment_outlives_what_it_was_about(office):
    say(office)
    office.year.progress_entries.all().delete()
    office.year.measures.all().delete()

    shown = page(office.officer)

    assert "โปรดแก้ขั้นตอน" in shown
    assert "มาตรการ ลบแล้ว: ขั้นตอนหรือวิธีการปฏิบัติ" in shown


@pytest.mark.parametrize(("field", "anchor"), [("steps", "#id_steps"), ("title", "#div_id_title")])
def test_comment_leads_to_the_field(office, field, anchor):
    say(office, target=f"measure:m1:{field}")

    assert f'/measures/{office.year.measures.get().pk}/{anchor}"' in page(office.officer)


def test_page_shows_open_threads_with_answers_and_filters(office):
    first = say(office)
    say(office, text="เรื่องที่ปิดแล้ว", target="document:measures")
    answer(comment=first, text="แก้แล้ว", by=office.person("officer"))
    closed = Comment.objects.get(target="document:measures")
    set_resolved(comment=closed, is_resolved=True, version=1, by=office.person("head"))

    texts = {way: page(office.officer, show=way) for way in ("open", "resolved", "all")}

    assert ["โปรดแก้ขั้นตอน" in texts[way] for way in texts] == [True, False, True]
    assert ["เรื่องที่ปิดแล้ว" in texts[way] for way in texts] == [False, True, True]
    assert "แก้แล้ว" in texts["open"]
    assert "เรื่องที่ปิดแล้ว" not in page(office.officer, show="all", target="measure:m1:steps")


def test_form_adds_answers_and_resolves(office):
    client = browser(office.officer)
    client.post(place(), {"target": "measure:m1", "text": "ความเห็นแรก"})
    first = Comment.objects.get()
    client.post(place(), {"answers": first.pk, "text": "คำตอบ"})
    client.post(place(), {"comment": first.pk, "version": 1, "resolve": "1"})

    assert [(row.text, row.answers, row.is_resolved) for row in Comment.objects.all()] == [
        ("ความเห็นแรก", None, True),
        ("คำตอบ", first, False),
    ]


def test_refused_comment_keeps_what_was_typed(office):
    shown = browser(office.officer).post(place(), {"target": "measure:m9", "text": "ข้อความยาว"}).content.decode()

    assert "ไม่พบสิ่งที่ต้องการให้ความเห็น" in shown
    assert "ข้อความยาว</textarea>" in shown


def test_viewer_reads_and_writes_nothing(office):
    comment = say(office)
    viewer = make_user()
    Membership.objects.create(user=viewer, agency=office.year.agency, role=Membership.Role.VIEWER)

    shown = page(viewer)

    assert "โปรดแก้ขั้นตอน" in shown
    assert "<textarea" not in shown
    for data in ({"target": "measure:m1", "text": "ก"}, {"comment": comment.pk, "version": 1, "resolve": "1"}):
        assert browser(viewer).post(place(), data).status_code == 403
    assert [row.is_resolved for row in Comment.objects.all()] == [False]


def test_other_agency_reaches_no_comment(office):
    comment, other = say(office), make_office("other")
    client = browser(other.officer)

    assert client.get(place()).status_code == 404
    assert client.post(place(), {"target": "measure:m1", "text": "ก"}).status_code == 404
    for data in ({"answers": comment.pk, "text": "ก"}, {"comment": comment.pk, "version": 1, "resolve": "1"}):
        assert client.post(place("other"), data).status_code == 404
    assert "โปรดแก้ขั้นตอน" not in client.get(place("other")).content.decode()
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("given", ["", "x", "9" * 30, "๙"])
def test_number_of_no_comment_is_a_404(office, given):
    assert browser(office.officer).post(place(), {"answers": given, "text": "ก"}).status_code == 404


def test_page_takes_the_same_queries_for_one_and_many(office, django_assert_max_num_queries):
    client = browser(office.officer)
    for number in range(5):
        comment = say(office, text=f"เรื่องที่ {number}")
        answer(comment=comment, text="ก", by=office.person("officer"))

    with django_assert_max_num_queries(15):
        assert client.get(place()).content.decode().count("เรื่องที่ ") >= 5
