"""Carrying over: the exact rows, what the history says, each refusal, and that nothing is done twice."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection

from assessments.earlier_plan import EarlierPlan, earlier_plan
from assessments.models import Change
from measures.models import CarryDecision, Measure
from measures.services.carrying_over import CarryRefused, Chosen, carry_over, earlier_year, seen_as
from measures.services.measures import change_measure, remove_measure
from tests.makers import make_agency, make_agency_year, make_assessment, make_measure, make_user

pytestmark = pytest.mark.django_db

LISTS = {
    "improvement": ["เผยแพร่ทุกไตรมาส"],
    "assessed_point": ["o29 สถิติ"],
    "cause": ["ไม่มีผู้รับผิดชอบ"],
    "approach": ["ตั้งทะเบียน"],
    "limitation": ["บุคลากรน้อย"],
}


def two_years(agency=None):
    """The plan of 2567 answers the framework of 2566, that of 2568 the one of 2567."""
    agency = agency or make_agency()
    old, new = make_agency_year(agency, 2567), make_agency_year(agency, 2568)
    make_assessment(old, framework="ita-2566")
    make_assessment(new, framework="ita-2567")
    return old, new


def full_measure(old, key="m1"):
    return make_measure(
        old,
        key,
        urgency="develop",
        issue=7,
        indicator="9",
        items=["o29", "o6"],
        title="เผยแพร่สถิติ",
        weak_point="ไม่มีสถิติ",
        monitoring="รายงานทุกไตรมาส",
        steps=["ตั้งทะเบียน", "เผยแพร่"],
        responsible=["กลุ่มกฎหมาย"],
        period=(date(2023, 11, 1), date(2024, 2, 29)),
        period_text="พ.ย. 2566 – ก.พ. 2567",
        lines=LISTS,
    )


def carry(new, *choices, by=None):
    return carry_over(agency_year=new, choices=choices, by=by or make_user())


def kept(decision):
    return (decision.source_key, decision.source_year, decision.choice, decision.reason, decision.measure)


def test_continue_makes_a_draft_with_every_list_and_the_items_of_the_new_framework():
    old, new = two_years()
    source = full_measure(old)

    carry(new, Chosen(source.pk, "continue"))

    made = new.measures.get()
    assert (made.key, made.position, made.is_draft, made.urgency) == ("m1", 0, True, "develop")
    assert (made.title, made.weak_point, made.monitoring) == ("เผยแพร่สถิติ", "ไม่มีสถิติ", "รายงานทุกไตรมาส")
    assert (made.issue, made.indicator, made.texts("item")) == (7, "9", ["o24"])
    assert (made.period_start, made.period_end) == (date(2024, 11, 1), date(2025, 2, 28))
    assert made.period_text == "พ.ย. 2567 – ก.พ. 2568"
    assert made.texts("step") == ["ตั้งทะเบียน", "เผยแพร่"]
    assert made.texts("responsible") == ["กลุ่มกฎหมาย"]
    assert {kind: made.texts(kind) for kind in LISTS} == LISTS
    assert kept(new.carry_decisions.get()) == ("m1", 2567, "continue", "", made)


def test_source_and_what_was_reported_stay_as_they_are():
    old, new = two_years()
    source = full_measure(old)

    carry(new, Chosen(source.pk, "continue"))

    again = Measure.objects.get(pk=source.pk)
    assert (again.version, again.is_draft, again.texts("item")) == (1, False, ["o29", "o6"])
    assert (new.progress_entries.count(), new.photos.count(), new.findings.count()) == (0, 0, 0)


def test_stop_keeps_the_reason_and_makes_no_measure():
    old, new = two_years()
    source = full_measure(old)

    carry(new, Chosen(source.pk, "stop", "ทำเสร็จแล้ว"))

    assert new.measures.count() == 0
    assert kept(new.carry_decisions.get()) == ("m1", 2567, "stop", "ทำเสร็จแล้ว", None)


def test_new_measures_take_the_next_keys_in_the_order_chosen():
    old, new = two_years()
    first, second = make_measure(old, "m1", title="หนึ่ง"), make_measure(old, "m2", title="สอง")
    make_measure(new, "m4", title="ของปีนี้")

    carry(new, Chosen(first.pk, "continue"), Chosen(second.pk, "change", "เพิ่มผู้รับผิดชอบ"))

    rows = [(row.key, row.title, row.position) for row in new.measures.all()]
    assert rows == [("m4", "ของปีนี้", 0), ("m5", "หนึ่ง", 1), ("m6", "สอง", 2)]


def test_history_tells_who_decided_what_and_why():
    old, new = two_years()
    source, user = make_measure(old, title="เผยแพร่"), make_user()

    carry(new, Chosen(source.pk, "change", "เพิ่มผู้รับผิดชอบ"), by=user)

    told = Change.objects.filter(record="การตัดสินใจเรื่องมาตรการของปีก่อน m1 พ.ศ. 2567")
    assert set(told.values_list("field", "before", "after")) == {
        ("การตัดสินใจ", "", "ใช้ต่อโดยปรับปรุง"),
        ("เหตุผล", "", "เพิ่มผู้รับผิดชอบ"),
        ("มาตรการที่ยกมา", "", "m1"),
    }
    assert set(Change.objects.values_list("by", "fiscal_year")) == {(user.pk, 2568)}


def test_second_press_of_the_button_makes_nothing_twice():
    old, new = two_years()
    choices = [Chosen(make_measure(old, "m1").pk, "continue"), Chosen(make_measure(old, "m2").pk, "stop", "เสร็จแล้ว")]
    carry(new, *choices)
    changes = Change.objects.count()

    again = carry(new, *choices)

    assert again == []
    assert (new.measures.count(), new.carry_decisions.count(), Change.objects.count()) == (1, 2, changes)


@pytest.mark.django_db(transaction=True)
def test_two_people_who_press_at_the_same_moment_carry_once():
    old, new = two_years()
    choices = [Chosen(make_measure(old, key).pk, "continue") for key in ("m1", "m2")]
    start, decided = Barrier(2), []

    def press():
        start.wait()
        decided.append(len(carry_over(agency_year=new, choices=choices, by=None)))
        connection.close()

    threads = [Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(decided) == [0, 2]
    assert [row.key for row in new.measures.all()] == ["m1", "m2"]


def test_source_changed_meanwhile_is_carried_as_it_stands_now():
    old, new = two_years()
    source = make_measure(old, title="เดิม")
    change_measure(measure=source, version=1, values={"title": "แก้แล้ว"}, lines={}, by=make_user())

    carry(new, Chosen(source.pk, "continue"))

    assert new.measures.get().title == "แก้แล้ว"


def test_year_between_without_a_plan_is_skipped_and_items_follow_both_maps():
    agency = make_agency()
    old, new = make_agency_year(agency, 2567), make_agency_year(agency, 2569)
    make_assessment(old, framework="ita-2566")
    make_assessment(new, framework="ita-2568")
    source = full_measure(old)
    make_agency_year(agency, 2568)

    carry(new, Chosen(source.pk, "continue"))

    made = new.measures.get()
    assert earlier_year(new) == old
    assert (made.texts("item"), made.period_text) == (["o19"], "พ.ย. 2568 – ก.พ. 2569")


@pytest.mark.parametrize("choice", ["change", "stop"])
def test_change_and_stop_without_a_reason_are_refused(choice):
    old, new = two_years()
    source = make_measure(old)

    with pytest.raises(CarryRefused) as refused:
        carry(new, Chosen(source.pk, choice))

    assert refused.value.faults == {source.pk: "บอกเหตุผลที่ปรับปรุงหรือหยุดมาตรการนี้"}


def test_one_refusal_leaves_everything_as_it_was():
    old, new = two_years()
    first, second = make_measure(old, "m1"), make_measure(old, "m2")

    with pytest.raises(CarryRefused) as refused:
        carry(new, Chosen(first.pk, "continue"), Chosen(second.pk, "stop"))

    assert list(refused.value.faults) == [second.pk]
    assert (new.measures.count(), new.carry_decisions.count()) == (0, 0)


def test_measure_of_another_agency_or_of_this_or_a_later_year_is_refused():
    _, new = two_years()
    foreign, _ = two_years()
    strangers = [make_measure(foreign), make_measure(new), make_measure(make_agency_year(new.agency, 2569))]

    with pytest.raises(CarryRefused) as refused:
        carry(new, *(Chosen(row.pk, "continue") for row in strangers))

    assert list(refused.value.faults) == [row.pk for row in strangers]
    assert new.measures.count() == 1


def test_decision_that_somebody_else_made_meanwhile_is_not_overwritten():
    old, new = two_years()
    source = make_measure(old)
    carry(new, Chosen(source.pk, "stop", "เสร็จแล้ว"))

    with pytest.raises(CarryRefused) as refused:
        carry(new, Chosen(source.pk, "continue"))

    says = "มีผู้อื่นเลือก “หยุด” (เสร็จแล้ว) ไปแล้ว ตรวจดูแล้วเลือกใหม่หากต้องการเปลี่ยน"
    assert refused.value.faults == {source.pk: says}
    assert new.measures.count() == 0


def test_stopped_measure_can_be_taken_up_again():
    old, new = two_years()
    source = make_measure(old, title="เผยแพร่")
    (decision,) = carry(new, Chosen(source.pk, "stop", "เสร็จแล้ว"))

    carry(new, Chosen(source.pk, "continue", "", seen_as(decision)))

    assert kept(new.carry_decisions.get()) == ("m1", 2567, "continue", "", new.measures.get())


def test_carried_measure_is_stopped_only_after_it_is_deleted():
    old, new = two_years()
    source = make_measure(old)
    (decision,) = carry(new, Chosen(source.pk, "continue"))

    with pytest.raises(CarryRefused) as refused:
        carry(new, Chosen(source.pk, "stop", "เสร็จแล้ว", seen_as(decision)))

    assert refused.value.faults == {source.pk: "มาตรการนี้ยกมาเป็น m1 แล้ว ลบมาตรการ m1 ออกจากแผนก่อน จึงเลือกหยุดได้"}


def test_new_measure_can_be_deleted_and_the_decision_stands_open_again():
    old, new = two_years()
    source = make_measure(old, title="เผยแพร่")
    (decision,) = carry(new, Chosen(source.pk, "continue"))
    seen = seen_as(decision)

    remove_measure(measure=new.measures.get(), version=1, by=make_user())

    assert kept(new.carry_decisions.get()) == ("m1", 2567, "continue", "", None)
    assert earlier_plan(new) == EarlierPlan(2567, measures=1, decided=0)
    with pytest.raises(CarryRefused) as refused:
        carry(new, Chosen(source.pk, "continue", "", seen))
    assert refused.value.faults == {source.pk: "มีผู้อื่นลบมาตรการที่ยกมานี้ออกจากแผนไปแล้ว ตรวจดูแล้วเลือกใหม่"}
    carry(new, Chosen(source.pk, "continue", "", seen_as(new.carry_decisions.get())))
    assert new.measures.get().title == "เผยแพร่"


def test_deleting_the_source_in_its_own_year_changes_nothing_here():
    old, new = two_years()
    source = make_measure(old, title="เผยแพร่")
    carry(new, Chosen(source.pk, "continue"))

    remove_measure(measure=source, version=1, by=make_user())

    decision = CarryDecision.objects.get()
    assert decision.source is None
    assert kept(decision) == ("m1", 2567, "continue", "", new.measures.get())


def test_earlier_plan_counts_what_stands_open_in_one_query(django_assert_num_queries):
    old, new = two_years()
    foreign, _ = two_years()
    make_measure(foreign)
    first, second, _ = (make_measure(old, key, steps=["ก", "ข"]) for key in ("m1", "m2", "m3"))
    carry(new, Chosen(first.pk, "continue"), Chosen(second.pk, "stop", "เสร็จแล้ว"))

    with django_assert_num_queries(1):
        found = earlier_plan(new)

    assert (found, found.undecided) == (EarlierPlan(2567, measures=3, decided=2), 1)


def test_first_plan_of_an_agency_has_no_earlier_one():
    two_years()
    first = make_agency_year(make_agency(), 2568)
    make_measure(first)

    assert (earlier_plan(first), earlier_year(first)) == (None, None)
