"""The catalogue as an officer meets it: searching, taking over, keeping, and drafts that want to be read."""

import pytest

from measures.models import CatalogueEntry, Measure
from tests.makers import make_assessment, make_measure
from tests.measures.kept import make_entry
from tests.measures.pages import address, as_typed, errors_of, resend, said, sign_in

pytestmark = pytest.mark.django_db

TITLE = "เก็บและเผยแพร่สถิติเรื่องร้องเรียนการทุจริตรายไตรมาส"


def topics(response, name="topics"):
    return [shown["topic"].key for shown in response.context[name]]


def test_catalogue_of_an_item_shows_its_criteria_and_leads_to_a_measure(client):
    agency_year = sign_in(client, units=["กลุ่มกฎหมายและคดี"])
    make_assessment(agency_year, scores={"o29": 0})

    response = client.get(address("catalogue", agency_year, item="o29"))

    page = response.content.decode()
    assert topics(response) == ["complaint-statistics"]
    assert topics(response, "broader") == ["transparency-overall"]
    assert "จำนวนเรื่องที่ดำเนินการแล้วเสร็จ" in page
    assert "ของหน่วยงานนี้น่าจะเป็น กลุ่มกฎหมายและคดี" in page
    assert f"{address('add', agency_year)}?topic=complaint-statistics&amp;measure=1&amp;point=o29" in page


def test_catalogue_without_a_question_shows_own_entries_and_ways_in(client):
    agency_year = sign_in(client)
    make_assessment(agency_year, scores={"o29": 0, "4": 70})
    make_entry(agency_year.agency, title="ทะเบียนยืม")

    response = client.get(address("catalogue", agency_year))

    page = response.content.decode()
    assert "ทะเบียนยืม" in page
    assert '<a href="?item=o29">' in page
    assert '<a href="?indicator=4">' in page
    assert response.context["topics"] == ()


def test_catalogue_shows_no_entry_of_another_agency(client):
    other = sign_in(client)
    make_entry(other.agency, title="ของหน่วยงานอื่น", indicator="9")
    agency_year = sign_in(client)

    pages = [client.get(address("catalogue", agency_year, **asked)) for asked in ({}, {"indicator": "9"})]

    assert ["ของหน่วยงานอื่น" in page.content.decode() for page in pages] == [False, False]


def test_catalogue_is_searched_by_words(client):
    agency_year = sign_in(client)

    found = client.get(address("catalogue", agency_year, q="สถิติ ร้องเรียน"))
    nothing = client.get(address("catalogue", agency_year, q="ยานอวกาศ"))

    assert "complaint-statistics" in topics(found)
    assert "ไม่พบแนวทางที่ตรงกับที่ค้น" in nothing.content.decode()


def test_catalogue_says_what_is_wrong_with_a_question(client):
    agency_year = sign_in(client)

    response = client.get(address("catalogue", agency_year, item="o99"))

    assert response.status_code == 200
    assert errors_of(response) == {"item": ["ไม่มีข้อ o99 ในกรอบการประเมินนี้: เลือกจากรายการ"]}


@pytest.mark.parametrize("asked", [{}, {"item": "o29"}, {"issue": 7}, {"q": "ทุจริต"}])
def test_catalogue_queries_do_not_grow_with_rows(client, django_assert_max_num_queries, asked):
    agency_year = sign_in(client)
    make_assessment(agency_year, scores={"o29": 0})

    counts = []
    for number in range(3):
        make_entry(agency_year.agency, title=f"ทุจริต {number}", issue=7, indicator="9", lines={"step": ["ก", "ข"]})
        with django_assert_max_num_queries(15) as queries:
            client.get(address("catalogue", agency_year, **asked))
        counts.append(len(queries))

    assert len(set(counts)) == 1


def test_add_takes_over_a_suggestion_for_a_weak_point(client):
    agency_year = sign_in(client, units=["กลุ่มอำนวยการ", "กลุ่มกฎหมายและคดี"])
    make_assessment(agency_year, scores={"o29": 0})

    path = address("add", agency_year, topic="complaint-statistics", measure=1, point="o29")
    shown = as_typed(client.get(path).context["form"])

    assert (shown["title"], shown["items"], shown["urgency"]) == (TITLE, ["o29"], "urgent")
    assert (shown["units"], len(shown["steps"])) == (["กลุ่มกฎหมายและคดี"], 5)
    assert shown["causes"].startswith("เผยแพร่เพียงจำนวนเรื่องทั้งหมด")
    assert shown["weak_point"].startswith("o29 ")


def test_add_takes_over_a_suggestion_for_an_item_that_is_not_weak(client):
    agency_year = sign_in(client)

    shown = as_typed(client.get(address("add", agency_year, topic="news", point="o7")).context["form"])

    assert (shown["items"], shown["indicator"], shown["issue"]) == (["o7"], "9", 3)
    assert shown["title"] == "กำหนดปฏิทินและผู้จัดทำข่าวประชาสัมพันธ์"
    assert "units" not in shown or shown["units"] == []


@pytest.mark.parametrize("asked", [{"topic": "no-such"}, {"topic": "news", "measure": "9"}, {"entry": "0"}])
def test_add_of_an_unknown_suggestion_is_an_empty_form(client, asked):
    agency_year = sign_in(client)

    shown = as_typed(client.get(address("add", agency_year, **asked)).context["form"])

    assert "title" not in shown


def test_add_takes_over_an_own_entry_but_none_of_another_agency(client):
    other = sign_in(client)
    foreign = make_entry(other.agency, title="ของหน่วยงานอื่น")
    agency_year = sign_in(client, units=["กลุ่มอำนวยการ"])
    own = make_entry(agency_year.agency, title="ทะเบียนยืม", indicator="4", lines={"responsible": ["กลุ่มอำนวยการ", "ผู้ยืม"]})

    taken = as_typed(client.get(address("add", agency_year, entry=own.pk)).context["form"])
    refused = as_typed(client.get(address("add", agency_year, entry=foreign.pk)).context["form"])

    assert (taken["title"], taken["indicator"]) == ("ทะเบียนยืม", "4")
    assert (taken["units"], taken["other_responsible"]) == (["กลุ่มอำนวยการ"], "ผู้ยืม")
    assert "title" not in refused


def test_measure_form_shows_advice_for_its_items(client):
    agency_year = sign_in(client)
    measure = make_measure(agency_year, indicator="9", items=["o29"])

    response = client.get(address("edit", agency_year, measure.pk))

    assert [line["topic"].key for line in response.context["advice"]] == ["complaint-statistics"]
    assert "?item=o29#topic-complaint-statistics" in response.content.decode()


def test_draft_button_drafts_and_says_how_many(client):
    agency_year = sign_in(client)
    make_assessment(agency_year, scores={"o29": 0, "e10": 95})
    before = client.get(address("list", agency_year)).content.decode()

    response = client.post(address("draft", agency_year), follow=True)

    page = response.content.decode()
    assert "ร่างมาตรการสำหรับจุดอ่อนที่ยังไม่มีมาตรการ (2 เรื่อง)" in before
    assert "ร่างเฉพาะเรื่องเร่งด่วน (1 เรื่อง)" in before
    assert said(response) == ["ร่างมาตรการจากคลังแล้ว 2 เรื่อง อ่านและแก้ไขให้ตรงกับหน่วยงานก่อนใช้"]
    assert page.count("<strong>ร่างจากคลัง ยังไม่ได้อ่าน</strong>") == 2
    assert "ยังไม่ได้อ่าน 2 เรื่อง: m1, m2" in page


def test_draft_button_for_what_is_urgent_leaves_the_rest(client):
    agency_year = sign_in(client)
    make_assessment(agency_year, scores={"o29": 0, "e10": 95})

    client.post(address("draft", agency_year), {"scope": "urgent"})

    assert [row.texts("item") for row in agency_year.measures.all()] == [["o29"]]


def test_draft_button_pressed_twice_says_that_nothing_was_left(client):
    agency_year = sign_in(client)
    make_assessment(agency_year, scores={"o29": 0})
    client.post(address("draft", agency_year))

    again = client.post(address("draft", agency_year), follow=True)

    assert said(again)[-1] == "จุดอ่อนทุกจุดที่เลือกมีมาตรการแล้ว จึงไม่ได้ร่างเพิ่ม"
    assert agency_year.measures.count() == 1


def test_list_offers_no_draft_without_an_open_weak_point(client):
    agency_year = sign_in(client)
    make_assessment(agency_year, scores={"o29": 100})

    assert "draft-buttons" not in client.get(address("list", agency_year)).content.decode()


def test_saving_a_draft_takes_the_mark_away(client):
    agency_year = sign_in(client)
    measure = make_measure(agency_year, title="ร่าง", is_draft=True)
    path = address("edit", agency_year, measure.pk)

    shown = client.get(path).content.decode()
    resend(client, path, title="อ่านแล้ว")

    stored = Measure.objects.get()
    assert "มาตรการนี้ร่างจากคลัง ยังไม่ได้อ่าน" in shown
    assert (stored.title, stored.is_draft) == ("อ่านแล้ว", False)


def test_accept_button_takes_the_draft_as_it_is(client):
    agency_year = sign_in(client)
    measure = make_measure(agency_year, title="ร่าง", is_draft=True)

    response = client.post(address("accept", agency_year, measure.pk), {"version": 1}, follow=True)

    assert said(response) == ["ใช้มาตรการ m1 ตามร่างแล้ว"]
    assert not Measure.objects.get().is_draft


def test_accept_button_of_an_older_text_is_refused(client):
    agency_year = sign_in(client)
    measure = make_measure(agency_year, title="ร่าง", is_draft=True, version=2)

    response = client.post(address("accept", agency_year, measure.pk), {"version": 1}, follow=True)

    assert said(response) == ["มีผู้อื่นแก้ไขมาตรการ m1 ไปแล้ว โปรดอ่านข้อความล่าสุดก่อน"]
    assert Measure.objects.get().is_draft


def test_keep_button_keeps_the_measure_once(client):
    agency_year = sign_in(client)
    measure = make_measure(agency_year, title="ทะเบียนยืม", indicator="4", steps=["ตั้งทะเบียน"])
    path = address("keep", agency_year, measure.pk)

    first, again = (client.post(path, follow=True) for _ in range(2))

    assert said(first) == ["เก็บมาตรการ m1 ไว้ในคลังของหน่วยงานแล้ว ใช้ได้ทุกปี"]
    assert said(again)[-1] == "คลังของหน่วยงานมีข้อความของมาตรการ m1 อยู่แล้ว ไม่ได้เก็บซ้ำ"
    assert [(row.title, row.texts("step")) for row in CatalogueEntry.objects.all()] == [("ทะเบียนยืม", ["ตั้งทะเบียน"])]


def test_entry_is_added_by_hand(client):
    agency_year = sign_in(client)
    path = address("entry-add", agency_year, topic="news")

    response = resend(client, path, title="ข่าวรายสัปดาห์", causes="ข่าวน้อย\nส่งช้า", steps=["เขียน", "", "ตรวจ"])

    stored = CatalogueEntry.objects.get()
    assert response.status_code == 302
    assert (stored.agency, stored.topic, stored.title) == (agency_year.agency, "news", "ข่าวรายสัปดาห์")
    assert (stored.texts("cause"), stored.texts("step")) == (["ข่าวน้อย", "ส่งช้า"], ["เขียน", "ตรวจ"])


def test_entry_without_a_title_is_refused_and_keeps_what_was_typed(client):
    agency_year = sign_in(client)

    response = resend(client, address("entry-add", agency_year), title=" ", causes="ข่าวน้อย")

    assert errors_of(response) == {"title": ["กรอกชื่อมาตรการ โครงการ หรือกิจกรรม"]}
    assert "ข่าวน้อย" in response.content.decode()
    assert not CatalogueEntry.objects.exists()


def test_entry_of_a_topic_that_does_not_exist_has_none(client):
    agency_year = sign_in(client)

    resend(client, address("entry-add", agency_year, topic="no-such"), title="ข่าว")

    assert CatalogueEntry.objects.get().topic == ""


def test_entry_rows_change_without_javascript(client):
    agency_year = sign_in(client)

    response = resend(client, address("entry-add", agency_year), title="ข่าว", steps=["หนึ่ง", "สอง"], do="up-2")

    assert as_typed(response.context["form"])["steps"] == ["สอง", "หนึ่ง"]
    assert not CatalogueEntry.objects.exists()


def test_entry_is_changed_and_conflicts_are_shown(client):
    agency_year = sign_in(client)
    entry = make_entry(agency_year.agency, title="เดิม", lines={"step": ["ก"]})
    path = address("entry-edit", agency_year, entry.pk)

    resend(client, path, title="ใหม่")
    late = client.post(path, {"version": 1, "title": "ช้าไป", "steps": ["ก"]})

    assert CatalogueEntry.objects.get().title == "ใหม่"
    assert late.status_code == 409
    assert late.context["conflicts"] == [{"label": "ชื่อมาตรการ โครงการ หรือกิจกรรม", "typed": "ช้าไป", "stored": "ใหม่"}]


def test_entry_is_deleted_after_asking(client):
    agency_year = sign_in(client)
    entry = make_entry(agency_year.agency)
    path = address("entry-delete", agency_year, entry.pk)

    asked = client.get(path)
    client.post(path, {"version": 1})

    assert "ลบรายการนี้หรือไม่" in asked.content.decode()
    assert not CatalogueEntry.objects.exists()
