"""All drafts on one page, in full, read and taken together; what changed meanwhile is not taken."""

import re

import pytest
from django.urls import reverse

from assessments.models import Change
from measures.models import Measure
from measures.services.carrying_over import Chosen, carry_over
from tests.makers import make_agency, make_agency_year, make_assessment, make_measure, make_user

pytestmark = pytest.mark.django_db
NONE_CHOSEN = "ยังไม่ได้เลือกร่างใด ทำเครื่องหมายในเรื่องที่อ่านแล้วและใช้ได้ แล้วกดปุ่มท้ายหน้า"
NOT_CHANGED = "ตัดสินใจปรับปรุง แต่ยังไม่ได้แก้ไข"


@pytest.fixture
def year():
    year = make_agency_year(make_agency("own"), 2567)
    make_assessment(year)
    return year


@pytest.fixture
def officer(client, year):
    user = make_user(officer_of=year.agency)
    client.force_login(user)
    return user


def address(name="draft"):
    return reverse(f"measures:{name}", args=["own", 2567])


def draft(year, **values):
    return make_measure(year, is_draft=True, **values)


def said(response):
    return [str(message) for message in response.context["messages"]]


def read(client, *ticked):
    return client.post(address(), {"do": "read", "read": list(ticked)}, follow=True)


def test_page_shows_every_word_of_every_draft_and_what_is_missing(client, officer, year):
    lines = {"cause": ["คนน้อย"], "approach": ["อบรม"], "improvement": ["เร็วขึ้น"]}
    draft(year, title="ร่าง ก", weak_point="o1 โครงสร้าง", steps=["ประชุม", "ทำ"], lines=lines, monitoring="ทุกเดือน")
    make_measure(year, title="มาตรการที่อ่านแล้ว")

    page = client.get(address()).content.decode()

    for words in ("ร่าง ก", "o1 โครงสร้าง", "คนน้อย", "อบรม", "เร็วขึ้น", "ประชุม", "ทุกเดือน", "ยังขาดผู้รับผิดชอบ"):
        assert words in page
    assert "มาตรการที่อ่านแล้ว" not in page


def test_page_without_a_draft_leads_back_to_the_plan(client, officer, year):
    make_measure(year, title="อ่านแล้ว")

    assert client.get(address()).headers["Location"] == address("list")


def test_ticked_drafts_are_taken_and_the_others_stay_drafts(client, officer, year):
    first, second, third = draft(year), draft(year), draft(year)

    response = read(client, f"{first.pk}:1", f"{third.pk}:1")

    assert said(response) == ["ใช้มาตรการตามร่างแล้ว 2 เรื่อง: m1, m3"]
    assert list(Measure.objects.filter(is_draft=True)) == [second]
    assert set(Change.objects.values_list("record", "by")) == {("มาตรการ m1", officer.pk), ("มาตรการ m3", officer.pk)}


def test_draft_that_somebody_changed_since_it_was_read_is_left(client, officer, year):
    draft(year)
    changed = draft(year, version=2)

    response = read(client, f"{changed.pk}:1", f"{changed.pk - 1}:1")

    assert said(response) == [
        "ใช้มาตรการตามร่างแล้ว 1 เรื่อง: m1",
        "มีผู้อื่นแก้ไขร่าง m2 ไปแล้ว โปรดอ่านข้อความล่าสุดก่อน",
    ]
    assert Measure.objects.get(is_draft=True) == changed


def test_second_click_and_odd_values_take_nothing(client, officer, year):
    row = draft(year)
    read(client, f"{row.pk}:1")
    history = Change.objects.count()

    assert said(read(client, f"{row.pk}:1")) == ["ร่างที่เลือกมีผู้อ่านแล้วหรือไม่อยู่ในแผนแล้ว ร่างอื่นยังอยู่อย่างเดิม"]
    for ticked in ("x:1", "๑:๑", f"{row.pk}", "99999999999:1"):
        assert said(read(client, ticked)) == [NONE_CHOSEN]
    assert Change.objects.count() == history


def test_nothing_ticked_drafts_nothing(client, officer, year):
    make_assessment(make_agency_year(make_agency(), 2567))
    row = draft(year)

    response = read(client)

    assert (Measure.objects.count(), Measure.objects.get().is_draft) == (1, row.is_draft)
    assert (response.redirect_chain, said(response)) == ([(address(), 302)], [NONE_CHOSEN])


def test_no_box_is_ticked_before_somebody_ticks_it(client, officer, year):
    draft(year)
    draft(year)

    boxes = re.findall(r'<input[^>]+name="read"[^>]*>', client.get(address()).content.decode())

    assert (len(boxes), [box for box in boxes if "checked" in box]) == (2, [])


def carried(year, choice):
    """A draft that was carried over from the year before, by the decision `choice`."""
    source = make_measure(make_agency_year(year.agency, 2566))
    chosen = Chosen(source.pk, choice, "" if choice == "continue" else "เพิ่มผู้รับผิดชอบ")
    (decision,) = carry_over(agency_year=year, choices=[chosen], by=make_user())
    return decision.measure


def test_draft_that_was_to_be_changed_and_is_not_has_no_box_and_is_refused(client, officer, year):
    row, other = carried(year, "change"), draft(year)
    page = client.get(address()).content.decode()

    response = read(client, f"{row.pk}:{row.version}", f"{other.pk}:1")

    assert NOT_CHANGED in page
    assert (f'id="read-{row.pk}"' in page, f'id="read-{other.pk}"' in page) == (False, True)
    assert said(response) == [
        "ใช้มาตรการตามร่างแล้ว 1 เรื่อง: m2",
        f"ยังไม่ได้ใช้ร่าง m1: {NOT_CHANGED} กดแก้ไขแล้วบันทึกก่อน หรือเปลี่ยนการตัดสินใจเป็น “ใช้ต่อ”",
    ]
    assert Measure.objects.get(agency_year=year, is_draft=True) == row


def test_draft_that_is_carried_on_as_it_was_is_taken(client, officer, year):
    row = carried(year, "continue")

    response = read(client, f"{row.pk}:{row.version}")

    assert said(response) == ["ใช้มาตรการตามร่างแล้ว 1 เรื่อง: m1"]
    assert not Measure.objects.get(pk=row.pk).is_draft


def test_page_without_a_draft_that_can_be_taken_has_no_button(client, officer, year):
    carried(year, "change")

    assert "ใช้ร่างที่เลือก" not in client.get(address()).content.decode()


def test_single_draft_that_was_to_be_changed_is_refused_and_its_card_has_no_button(client, officer, year):
    row = carried(year, "change")
    accept = reverse("measures:accept", args=["own", 2567, row.pk])
    card = client.get(address("list")).content.decode()

    response = client.post(accept, {"version": row.version}, follow=True)

    assert (accept in card, NOT_CHANGED in card) == (False, True)
    assert NOT_CHANGED in said(response)[0]
    assert Measure.objects.get(pk=row.pk).is_draft


def test_checks_of_the_measures_stand_beside_the_drafts(client, officer, year):
    draft(year)

    page = client.get(address()).content.decode()

    checks = reverse("reports:live-checks", args=["own", 2567])
    assert f'data-live-checks="{checks}?fragment=1&amp;part=measures"' in page


def test_draft_of_another_agency_is_not_taken(client, officer, year):
    foreign = draft(make_agency_year(make_agency("other"), 2567))

    read(client, f"{foreign.pk}:1")

    assert Measure.objects.get().is_draft


@pytest.mark.parametrize("number", [1, 3])
def test_page_takes_the_same_queries_for_any_number(client, officer, year, number, django_assert_max_num_queries):
    for _ in range(number):
        draft(year, steps=["ก"], responsible=["ข"])

    with django_assert_max_num_queries(12):
        client.get(address())


def test_plan_leads_to_the_drafts(client, officer, year):
    draft(year)

    assert f'href="{address()}">อ่านร่างทั้งหมดในหน้าเดียว' in client.get(address("list")).content.decode()
