"""What is found in the catalogue, and the agency's own entries: the exact rows and what the history says."""

import pytest

from assessments.framework_store import get_framework
from assessments.models import Change
from assessments.versioning import StaleVersion
from measures.models import CatalogueEntry
from measures.services.catalogue import advice_for, change_entry, drop_entry, find, keep_entry, keep_measure
from tests.makers import make_agency, make_agency_year, make_measure, make_user
from tests.measures.kept import make_entry

pytestmark = pytest.mark.django_db

OF_2566, OF_2567 = get_framework("ita-2566"), get_framework("ita-2567")
VALUES = {"topic": "", "indicator": "9", "issue": 7, "title": "ทะเบียนเรื่องร้องเรียน", "monitoring": "รายงานทุกไตรมาส"}


def measure_of(agency_year, **values):
    return make_measure(
        agency_year,
        **{"title": "ทะเบียนเรื่องร้องเรียน", "indicator": "9", "issue": 7, "items": ["o29"], **values},
        steps=["ตั้งทะเบียน", "เผยแพร่"],
        responsible=["กลุ่มกฎหมาย"],
        lines={"cause": ["ไม่มีทะเบียน"]},
    )


def topic_keys(topics):
    return [topic.key for topic in topics]


def test_keep_measure_stores_its_words_under_the_topic_of_its_items():
    agency_year, user = make_agency_year(), make_user()

    entry, is_new = keep_measure(measure=measure_of(agency_year), framework=OF_2566, by=user)

    stored = CatalogueEntry.objects.get()
    assert is_new
    assert stored == entry
    assert (stored.agency, stored.key, stored.topic) == (agency_year.agency, "c1", "complaint-statistics")
    assert (stored.title, stored.indicator, stored.issue) == ("ทะเบียนเรื่องร้องเรียน", "9", 7)
    assert (stored.texts("step"), stored.texts("responsible")) == (["ตั้งทะเบียน", "เผยแพร่"], ["กลุ่มกฎหมาย"])
    assert stored.texts("cause") == ["ไม่มีทะเบียน"]
    assert ("แนวทางในคลังของหน่วยงาน c1", None) in Change.objects.values_list("record", "fiscal_year")


def test_keep_measure_twice_keeps_one_entry():
    agency_year, user = make_agency_year(), make_user()
    measure = measure_of(agency_year)
    first, _ = keep_measure(measure=measure, framework=OF_2566, by=user)

    again, is_new = keep_measure(measure=measure, framework=OF_2566, by=user)

    assert (again, is_new, CatalogueEntry.objects.count()) == (first, False, 1)


def test_keep_measure_without_a_title_is_called_by_its_weak_point():
    measure = measure_of(make_agency_year(), title="", weak_point="ไม่มีสถิติ")

    entry, _ = keep_measure(measure=measure, framework=OF_2566, by=make_user())

    assert entry.title == "ไม่มีสถิติ"


def test_keep_entry_gives_the_next_free_key_of_the_agency():
    agency, user = make_agency(), make_user()
    make_entry(agency, "c7")

    entry, _ = keep_entry(agency=agency, values=VALUES, lines={"step": ["ก"]}, by=user)

    assert entry.key == "c8"


def test_change_entry_writes_what_differs_and_counts_the_version():
    entry = make_entry(make_agency(), lines={"step": ["ก"]})

    is_changed = change_entry(entry=entry, version=1, values={"title": "ใหม่"}, lines={"step": ["ข"]}, by=make_user())

    stored = CatalogueEntry.objects.get()
    assert (is_changed, stored.title, stored.texts("step"), stored.version) == (True, "ใหม่", ["ข"], 2)


def test_change_entry_of_an_old_version_is_refused():
    entry = make_entry(make_agency(), title="เดิม")

    with pytest.raises(StaleVersion):
        change_entry(entry=entry, version=2, values={"title": "ใหม่"}, lines={}, by=make_user())

    assert CatalogueEntry.objects.get().title == "เดิม"


def test_drop_entry_leaves_its_name_in_the_history():
    entry = make_entry(make_agency(), "c1")

    drop_entry(entry=entry, version=1, by=make_user())

    assert not CatalogueEntry.objects.exists()
    assert Change.objects.get().before == "แนวทางในคลังของหน่วยงาน c1"


def test_find_by_item_gives_its_topics_then_those_of_its_indicator():
    found = find(make_agency(), OF_2567, code="o24")

    assert topic_keys(found.topics) == ["complaint-statistics"]
    assert topic_keys(found.broader) == ["transparency-overall"]


def test_find_by_indicator_gives_everything_below_it():
    found = find(make_agency(), OF_2567, code="9.3")

    assert topic_keys(found.topics) == [
        "procurement-overall",
        "procurement-list",
        "procurement-announcements",
        "procurement-progress",
        "procurement-annual",
    ]
    assert topic_keys(found.broader) == ["disclosure-overall"]


def test_find_by_issue_gives_the_topics_of_its_items():
    found = find(make_agency(), OF_2567, issue=4)

    assert topic_keys(found.topics) == ["borrowing-permission", "asset-misuse", "asset-inspection"]


def test_find_by_words_wants_all_of_them_in_either_script_of_digits():
    found = find(make_agency(), OF_2567, text="สถิติ ร้องเรียน")
    rounds = find(make_agency(), OF_2567, text="รอบ ๖ เดือน ทุจริต")

    assert "complaint-statistics" in topic_keys(found.topics)
    assert "service-statistics" not in topic_keys(found.topics)
    assert topic_keys(rounds.topics) == topic_keys(find(make_agency(), OF_2567, text="รอบ 6 เดือน ทุจริต").topics)
    assert "prevention-half-year" in topic_keys(rounds.topics)


def test_find_by_item_and_words_keeps_what_has_both():
    assert not find(make_agency(), OF_2567, code="o24", text="รถราชการ")


def test_find_gives_own_entries_whatever_number_their_item_has_in_the_year():
    agency = make_agency()
    kept = make_entry(agency, topic="complaint-statistics", indicator="9")
    make_entry(agency, topic="news", indicator="9")
    of_indicator = make_entry(agency, indicator="9")
    make_entry(agency, indicator="4")

    assert set(find(agency, OF_2566, code="o29").entries) == {kept, of_indicator}
    assert set(find(agency, OF_2567, code="o24").entries) == {kept, of_indicator}


def test_find_by_issue_and_by_words_gives_own_entries():
    agency = make_agency()
    entry = make_entry(agency, issue=4, title="ยืมรถ", lines={"step": ["ลงทะเบียนยืม"]})

    assert find(agency, OF_2566, issue=4).entries == (entry,)
    assert find(agency, OF_2566, issue=5).entries == ()
    assert find(agency, OF_2566, text="ลงทะเบียน").entries == (entry,)


def test_find_gives_no_entry_of_another_agency():
    make_entry(make_agency(), topic="complaint-statistics")

    assert find(make_agency(), OF_2566, code="o29").entries == ()


def test_advice_tells_each_topic_once_with_who_usually_does_it():
    advice = advice_for(make_agency(kind="municipality"), OF_2566, ["o1", "o3", "9"])

    assert [(line["code"], line["field"], line["topic"].key) for line in advice] == [
        ("o1", "item", "structure-local"),
        ("o1", "item", "structure-and-authority"),
        ("9", "indicator", "disclosure-overall"),
    ]
    assert advice[0]["unit"] == "งานอำนวยการหรือบริหารทั่วไป เช่น สำนักปลัด"


def test_advice_for_nothing_chosen_is_empty():
    assert advice_for(make_agency(), OF_2566, [""]) == []
