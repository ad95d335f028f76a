"""The carry-over page as an officer meets it: what it shows, what it saves, and that nothing typed is lost."""

import re

import pytest

from measures.models import CarryDecision
from measures.services.carrying_over import Chosen, carry_over
from measures.services.measures import remove_measure
from tests.guards.addresses import MOST_QUERIES
from tests.makers import make_agency_year, make_assessment, make_measure, make_progress, make_user
from tests.measures.pages import address, as_typed, errors_of, resend, said, sign_in

pytestmark = pytest.mark.django_db


def two_years(client, **values):
    """(plan of 2567, plan of 2568) of the agency whose officer is signed in."""
    new = sign_in(client, fiscal_year=2568, **values)
    old = make_agency_year(new.agency, 2567)
    make_assessment(old, framework="ita-2566")
    make_assessment(new, framework="ita-2567", scores={"o24": 0, "o25": 0, "e1": 90})
    return old, new


def page_of(client, agency_year, name="carry-over"):
    return client.get(address(name, agency_year)).content.decode()


def words(html):
    """What a person reads, without tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def send(client, agency_year, seen_on=None, **typed):
    """Choose on the page as it opens, or as it was opened before (`seen_on`)."""
    form = (seen_on or client.get(address("carry-over", agency_year))).context["form"]
    return client.post(address("carry-over", agency_year), {**as_typed(form), **typed}, follow=True)


def decided(agency_year):
    return [(row.source_key, row.choice, row.reason) for row in agency_year.carry_decisions.order_by("source_key")]


def test_page_shows_what_helps_to_decide(client):
    old, new = two_years(client)
    source = make_measure(old, title="เผยแพร่สถิติ", issue=7, indicator="9", items=["o29", "o6"])
    make_progress(old, source, performed=["เผยแพร่ครบสี่ไตรมาส"], outcomes=["ได้คะแนนเต็ม"])

    page = words(page_of(client, new))

    assert "m1 เผยแพร่สถิติ ต้องแก้ไขโดยเร่งด่วน" in page
    assert "รายงานแล้ว ผลการดำเนินการ: เผยแพร่ครบสี่ไตรมาส ผลลัพธ์: ได้คะแนนเต็ม" in page
    assert "o29 → เป็น o24 ข้อมูลสถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ (เรื่องเดียวกัน)" in page
    assert re.search(r"o6 \S.* — ไม่ได้ยกมา: ไม่มีข้อที่สืบต่อในกรอบของปีใหม่", page)
    assert "จุดอ่อนของปีนี้ที่จะตอบ 1 จุด: o24" in page


def test_page_says_what_changed_in_an_item_and_what_was_not_reported(client):
    old, new = two_years(client)
    make_measure(old, title="แผนปฏิบัติการ", items=["o11"])

    page = words(page_of(client, new))

    assert "o11 → เป็น o8" in page
    assert "เปลี่ยนไปจากเดิม: รวมข้อ o11 (แผน) และ o12 (รายงานรอบ 6 เดือน) ของปี 2566 เป็นแผนและความก้าวหน้าในข้อเดียว" in page
    assert "ผลของปี พ.ศ. 2567 ยังไม่ได้รายงาน" in page
    assert "จุดอ่อนของปีนี้ที่จะตอบ ไม่มี" in page


def test_page_says_what_is_there_already_and_what_never_crosses_over(client):
    _, new = two_years(client)

    page = page_of(client, new)

    for link in ("/edit/", "/2568/documents/", "/logo/", "/2568/measures/catalogue/"):
        assert f'{link}">' in page, link
    assert "โดยไม่มีวันที่ลงนามของปีก่อน" in page
    assert "ผลคะแนน ผลการวิเคราะห์ ข้อจำกัดของหน่วยงาน ผลการดำเนินการ ภาพกิจกรรม บทบรรยายในเอกสาร และเอกสารแนบ" in page


def test_page_before_scores_says_that_it_cannot_tell_yet(client):
    new = sign_in(client, fiscal_year=2568)
    make_measure(make_agency_year(new.agency, 2567), title="เผยแพร่")

    assert "ยังไม่มีผลคะแนนของปีนี้ จึงยังบอกไม่ได้" in page_of(client, new)


def test_page_without_an_earlier_plan_says_so(client):
    new = sign_in(client, fiscal_year=2568)
    make_agency_year(new.agency, 2567)

    assert "ยังไม่มีแผนของปีก่อนในระบบ จึงไม่มีมาตรการให้ยกมา" in page_of(client, new)
    assert said(send(client, new)) == ["ยังไม่ได้เลือกมาตรการใด จึงไม่มีสิ่งใดบันทึก"]


def test_page_shows_no_measure_of_another_agency(client):
    other, _ = two_years(client)
    make_measure(other, title="ของหน่วยงานอื่น")
    _, new = two_years(client)

    assert "ของหน่วยงานอื่น" not in page_of(client, new)


def test_choices_are_saved_and_the_rest_stays_undecided(client):
    old, new = two_years(client)
    first, second, _ = (make_measure(old, key, title=f"เรื่อง {key}") for key in ("m1", "m2", "m3"))
    stopped = {f"choice-{second.pk}": "stop", f"reason-{second.pk}": "เสร็จแล้ว"}

    response = send(client, new, **{f"choice-{first.pk}": "continue"}, **stopped)

    assert decided(new) == [("m1", "continue", ""), ("m2", "stop", "เสร็จแล้ว")]
    assert said(response) == ["บันทึกการตัดสินใจแล้ว 2 เรื่อง อยู่ในแผนปีนี้เป็น m1 อ่านและแก้ไขให้ตรงกับปีนี้ก่อนใช้"]
    assert response.request["PATH_INFO"] == address("carry-over", new)
    page = words(response.content.decode())
    assert "ใช้ต่อ อยู่ในแผนปีนี้เป็น m1 ยังไม่ได้อ่าน" in page
    assert "หยุด เหตุผล: เสร็จแล้ว" in page


def test_one_button_continues_all_that_is_undecided_and_keeps_what_was_chosen(client):
    old, new = two_years(client)
    first, _, _ = (make_measure(old, key, title=f"เรื่อง {key}") for key in ("m1", "m2", "m3"))

    response = send(
        client, new, **{f"choice-{first.pk}": "stop", f"reason-{first.pk}": "เสร็จแล้ว", "do": "continue-rest"}
    )

    assert decided(new) == [("m1", "stop", "เสร็จแล้ว"), ("m2", "continue", ""), ("m3", "continue", "")]
    assert response.request["PATH_INFO"] == address("list", new)
    assert [row.title for row in new.measures.all()] == ["เรื่อง m2", "เรื่อง m3"]


def test_missing_reason_is_told_at_its_box_and_nothing_is_saved(client):
    old, new = two_years(client)
    first, second = make_measure(old, "m1"), make_measure(old, "m2")

    response = send(client, new, **{f"choice-{first.pk}": "continue", f"choice-{second.pk}": "change"})

    assert response.status_code == 409
    assert errors_of(response) == {f"reason-{second.pk}": ["บอกเหตุผลที่ปรับปรุงหรือหยุดมาตรการนี้"]}
    assert as_typed(response.context["form"])[f"choice-{first.pk}"] == "continue"
    assert (decided(new), new.measures.count()) == ([], 0)


def test_stale_page_overwrites_nothing_keeps_what_was_typed_and_can_be_sent_again(client):
    old, new = two_years(client)
    source = make_measure(old)
    opened = client.get(address("carry-over", new))
    carry_over(agency_year=new, choices=[Chosen(source.pk, "stop", "ยุบหน่วย")], by=make_user())
    typed = {f"choice-{source.pk}": "change", f"reason-{source.pk}": "โอนงานแล้ว"}

    refused = send(client, new, seen_on=opened, **typed)
    again = send(client, new, seen_on=refused, **typed)

    says = "มีผู้อื่นเลือก “หยุด” (ยุบหน่วย) ไปแล้ว ตรวจดูแล้วเลือกใหม่หากต้องการเปลี่ยน"
    assert errors_of(refused) == {f"choice-{source.pk}": [says]}
    assert as_typed(refused.context["form"])[f"reason-{source.pk}"] == "โอนงานแล้ว"
    assert again.status_code == 200
    assert decided(new) == [("m1", "change", "โอนงานแล้ว")]


def test_same_page_sent_twice_carries_once(client):
    old, new = two_years(client)
    source = make_measure(old)
    opened = client.get(address("carry-over", new))

    send(client, new, seen_on=opened, **{f"choice-{source.pk}": "continue"})
    again = send(client, new, seen_on=opened, **{f"choice-{source.pk}": "continue"})

    assert said(again)[-1] == "การตัดสินใจนี้บันทึกไว้แล้ว ไม่ได้บันทึกซ้ำ"
    assert (new.measures.count(), CarryDecision.objects.count()) == (1, 1)


def test_source_deleted_while_the_page_was_open_is_told(client):
    old, new = two_years(client)
    source, _ = make_measure(old, "m1"), make_measure(old, "m2")
    opened = client.get(address("carry-over", new))
    remove_measure(measure=source, version=1, by=make_user())

    response = send(client, new, seen_on=opened, **{f"choice-{source.pk}": "continue"})

    assert (response.status_code, new.measures.count()) == (200, 0)
    assert said(response) == ["ยังไม่ได้เลือกมาตรการใด จึงไม่มีสิ่งใดบันทึก"]


def test_measure_deleted_from_the_new_plan_is_asked_about_again(client):
    old, new = two_years(client)
    source = make_measure(old)
    send(client, new, **{f"choice-{source.pk}": "continue"})
    remove_measure(measure=new.measures.get(), version=1, by=make_user())

    form = client.get(address("carry-over", new)).context["form"]

    assert "ใช้ต่อ ถูกลบออกจากแผนปีนี้แล้ว" in words(page_of(client, new))
    assert as_typed(form)[f"choice-{source.pk}"] == ""


def test_decision_about_a_measure_that_is_gone_is_still_shown(client):
    old, new = two_years(client)
    source = make_measure(old, "m7")
    send(client, new, **{f"choice-{source.pk}": "stop", f"reason-{source.pk}": "เสร็จแล้ว"})
    remove_measure(measure=source, version=1, by=make_user())

    assert "มาตรการ m7 พ.ศ. 2567 หยุด เหตุผล: เสร็จแล้ว" in words(page_of(client, new))


@pytest.mark.parametrize("name", ["carry-over", "list"])
def test_queries_do_not_grow_with_rows(client, django_assert_max_num_queries, name):
    old, new = two_years(client)

    counts = []
    for key in ("m1", "m2", "m3"):
        source = make_measure(old, key, items=["o29"], steps=["ก"])
        make_progress(old, source, performed=["ข"])
        carry_over(agency_year=new, choices=[Chosen(source.pk, "continue")], by=make_user())
        with django_assert_max_num_queries(MOST_QUERIES) as queries:
            client.get(address(name, new))
        counts.append(len(queries))

    assert len(set(counts)) == 1


@pytest.mark.parametrize("page", ["list", "year"])
def test_officer_is_led_to_the_page_while_measures_are_undecided(client, page):
    old, new = two_years(client)
    make_measure(old, "m1")
    path = address("list", new) if page == "list" else f"/agencies/{new.agency.code}/2568/"

    before = client.get(path).content.decode()
    send(client, new, do="continue-rest")
    after = client.get(path).content.decode()

    link = address("carry-over", new)
    assert f'ปรับปรุง หรือหยุด 1 มาตรการ <a href="{link}">เลือกมาตรการที่จะยกมา</a>' in before
    assert f'<a href="{link}">การตัดสินใจเรื่องมาตรการของแผนปี พ.ศ. 2567 (ครบแล้ว)</a>' in after


def test_year_without_an_earlier_plan_shows_no_link(client):
    new = sign_in(client, fiscal_year=2568)

    assert address("carry-over", new) not in page_of(client, new, "list")


def test_opening_the_next_year_leads_to_the_page(client):
    old = sign_in(client, fiscal_year=2567)
    make_measure(old, "m1")

    opened = client.post(
        f"/agencies/{old.agency.code}/open-year/", {"fiscal_year": 2568, "framework": "ita-2567"}, follow=True
    )

    assert "เลือกมาตรการที่จะยกมา" in opened.content.decode()


def test_draft_says_where_its_words_come_from_and_reading_it_takes_the_mark_away(client):
    old, new = two_years(client)
    source = make_measure(old, "m4", title="เผยแพร่")
    make_measure(new, "m1", title="ร่างจากคลัง", is_draft=True)
    send(client, new, **{f"choice-{source.pk}": "change", f"reason-{source.pk}": "เพิ่มผู้รับผิดชอบ"})
    made = new.measures.get(key="m2")

    shown, form = words(page_of(client, new, "list")), client.get(address("edit", new, made.pk)).content.decode()
    resend(client, address("edit", new, made.pk), title="เผยแพร่ทุกเดือน")

    assert "มีมาตรการที่ร่างจากคลัง และยังไม่ได้อ่าน 1 เรื่อง: m1" in shown
    assert "มีมาตรการที่ยกมาจากแผนปี พ.ศ. 2567 และยังไม่ได้อ่าน 1 เรื่อง: m2" in shown
    assert "ยกมาจากแผนปี พ.ศ. 2567 (m4) ยังไม่ได้อ่าน เหตุผล: เพิ่มผู้รับผิดชอบ" in shown
    assert "มาตรการนี้ยกมาจากแผนปี พ.ศ. 2567 (m4) เหตุผล: เพิ่มผู้รับผิดชอบ ยังไม่ได้อ่าน" in form
    assert "ยกมาจากแผนปี" not in words(page_of(client, new, "list"))
