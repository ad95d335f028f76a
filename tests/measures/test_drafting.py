"""Drafting from the catalogue: the exact rows, what the history says, and that nothing is drafted twice."""

from datetime import date

import pytest

from assessments.models import Change
from assessments.versioning import StaleVersion
from measures import planning
from measures.catalogue.loading import own_catalogue
from measures.models import Measure
from measures.services import plan
from measures.services.drafting import draft_measures
from measures.services.measures import accept_draft, change_measure
from tests.makers import make_agency, make_agency_year, make_assessment, make_finding, make_measure, make_user

pytestmark = pytest.mark.django_db

WEAK = {"o1": 0, "o3": 0, "o29": 0, "e10": 95, "o30": 100}


def weak_year(scores=WEAK, **values):
    agency_year = make_agency_year(make_agency(**{"units": ["กลุ่มอำนวยการ", "กลุ่มกฎหมายและคดี"], **values}))
    make_assessment(agency_year, scores=scores)
    return agency_year


def said(measures):
    return [(row.key, row.texts("item"), row.issue, row.indicator, row.urgency) for row in measures]


def test_draft_measures_writes_one_a_topic_in_the_order_of_the_plan():
    agency_year, user = weak_year(), make_user()

    draft_measures(agency_year=agency_year, by=user)

    assert said(agency_year.measures.all()) == [
        ("m1", ["o1", "o3"], 3, "9", "urgent"),
        ("m2", ["o29"], 7, "9", "urgent"),
        ("m3", ["e10"], 7, "7", "develop"),
    ]


def test_draft_measures_fills_every_part_and_marks_the_draft():
    agency_year = weak_year({"o29": 0})
    topic = own_catalogue().topic("complaint-statistics")

    (measure,) = draft_measures(agency_year=agency_year, by=make_user())

    stored = Measure.objects.get()
    assert stored == measure
    assert stored.is_draft
    assert stored.title == topic.measures[0].title
    assert stored.weak_point == "o29 ข้อมูลเชิงสถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ"
    assert (stored.period_start, stored.period_end) == (date(2023, 10, 1), date(2024, 9, 30))
    assert stored.texts("responsible") == ["กลุ่มกฎหมายและคดี"]
    assert stored.texts("cause") == list(topic.causes)
    assert stored.texts("step") == list(topic.measures[0].steps)
    assert planning.missing_parts(plan.measure_facts(stored)) == ()


def test_draft_measures_invents_no_responsible_unit():
    agency_year = weak_year({"o29": 0}, units=["ฝ่ายวิชาการ"])

    (measure,) = draft_measures(agency_year=agency_year, by=make_user())

    assert measure.texts("responsible") == []
    assert planning.missing_parts(plan.measure_facts(measure)) == ("ผู้รับผิดชอบ",)


def test_draft_measures_is_told_in_the_history():
    agency_year, user = weak_year({"o29": 0}), make_user()

    draft_measures(agency_year=agency_year, by=user)

    rows = Change.objects.filter(record="มาตรการ m1")
    assert set(rows.values_list("by", "fiscal_year")) == {(user.pk, 2567)}
    assert {"ร่าง ยังไม่ได้อ่าน", "สาเหตุ", "ขั้นตอนหรือวิธีการปฏิบัติ"} <= set(rows.values_list("field", flat=True))


def test_draft_measures_a_second_time_drafts_nothing():
    agency_year, user = weak_year(), make_user()
    draft_measures(agency_year=agency_year, by=user)
    changes = Change.objects.count()

    again = draft_measures(agency_year=agency_year, by=user)

    assert again == []
    assert (agency_year.measures.count(), Change.objects.count()) == (3, changes)


def test_draft_measures_leaves_aside_what_a_measure_answers_already():
    agency_year = weak_year()
    make_measure(agency_year, "m1", indicator="9", items=["o29"], title="ของเดิม")

    drafted = draft_measures(agency_year=agency_year, by=make_user())

    assert [row.texts("item") for row in drafted] == [["e10"], ["o1", "o3"]]
    assert [row.key for row in agency_year.measures.all()] == ["m1", "m2", "m3"]


def test_draft_measures_of_what_is_urgent_leaves_the_rest_open():
    agency_year = weak_year()

    urgent = draft_measures(agency_year=agency_year, by=make_user(), only_urgent=True)

    assert [row.texts("item") for row in urgent] == [["o1", "o3"], ["o29"]]


def test_draft_measures_follows_a_plan_by_indicator():
    agency_year = weak_year({"1": 70, "o29": 0, "e1": 90})
    make_measure(agency_year, "m1", indicator="2")

    drafted = draft_measures(agency_year=agency_year, by=make_user())

    assert [(row.indicator, row.texts("item")) for row in drafted] == [("1", []), ("6", ["e1"]), ("9", ["o29"])]


def test_draft_measures_takes_the_findings_of_the_officer():
    agency_year = weak_year({"o29": 0})
    make_finding(agency_year, items=["o29"], causes=["ผู้จัดทำย้าย"], approaches=["สอนงานผู้รับต่อ"])

    (measure,) = draft_measures(agency_year=agency_year, by=make_user())

    assert (measure.texts("cause"), measure.texts("approach")) == (["ผู้จัดทำย้าย"], ["สอนงานผู้รับต่อ"])


def test_draft_measures_before_there_is_a_score_drafts_nothing():
    assert draft_measures(agency_year=make_agency_year(), by=make_user()) == []


def test_draft_measures_touches_no_other_agency():
    own, other = weak_year({"o29": 0}), weak_year({"o29": 0})

    draft_measures(agency_year=own, by=make_user())

    assert (own.measures.count(), other.measures.count()) == (1, 0)


def test_who_saves_a_draft_has_read_it_even_without_a_change():
    agency_year = weak_year({"o29": 0})
    (measure,) = draft_measures(agency_year=agency_year, by=make_user())

    is_changed = change_measure(measure=measure, version=1, values={}, lines={}, by=make_user())

    stored = Measure.objects.get()
    assert (is_changed, stored.is_draft, stored.version) == (True, False, 2)


def test_accept_draft_takes_it_as_it_is():
    agency_year = weak_year({"o29": 0})
    (measure,) = draft_measures(agency_year=agency_year, by=make_user())

    accept_draft(measure=measure, version=1, by=make_user())

    assert not Measure.objects.get().is_draft


def test_accept_draft_of_a_version_that_nobody_read_is_refused():
    agency_year = weak_year({"o29": 0})
    (measure,) = draft_measures(agency_year=agency_year, by=make_user())

    with pytest.raises(StaleVersion):
        accept_draft(measure=measure, version=7, by=make_user())

    assert Measure.objects.get().is_draft
