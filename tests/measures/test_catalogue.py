"""The project's own catalogue: it answers every item of every year, in clean words that stand once."""

import re
from collections import Counter

import pytest

from assessments.framework_store import all_frameworks, get_framework
from assessments.thai import clean_text
from measures.catalogue.loading import own_catalogue

CODES = ["ita-2566", "ita-2567", "ita-2568", "ita-2569"]
BULLET = re.compile(r"^[\s\-–•*·▪]|^[0-9๐-๙]+[.)]")
YEAR_OR_ITEM = re.compile(r"25\d\d|๒๕[๐-๙]{2}|\b[ieoIEO]\d")
SPOTTED = re.compile(r"\s{2,}|[.;,:]$|\n")


def texts_of(topic):
    """Every sentence of a topic."""
    yield from (topic.title, *topic.causes, *topic.approaches)
    for measure in topic.measures:
        yield from (measure.title, *measure.steps, measure.monitoring, measure.outcome)


def all_texts():
    return [text for topic in own_catalogue().topics for text in texts_of(topic)]


def keys(topics):
    return [topic.key for topic in topics]


@pytest.mark.parametrize("framework_code", CODES)
def test_every_item_and_everything_above_it_has_a_topic_for_every_kind_of_agency(framework_code):
    framework, catalogue = get_framework(framework_code), own_catalogue()

    without = [code for code in framework.entries if not catalogue.topics_for(framework_code, code, "no-kind")]

    assert without == []


def test_topics_name_only_codes_that_the_frameworks_have():
    known = {framework.code: framework for framework in all_frameworks()}
    unknown = [
        (topic.key, framework_code, code)
        for topic in own_catalogue().topics
        for framework_code, codes in topic.items.items()
        for code in codes
        if framework_code not in known or known[framework_code].depth_of(code) != "item"
    ]
    strange = [
        (topic.key, code)
        for topic in own_catalogue().topics
        for code in topic.indicators
        for framework_code in CODES
        if known[framework_code].depth_of(code) in (None, "item")
    ]

    assert (unknown, strange) == ([], [])


@pytest.mark.parametrize("framework_code", CODES[1:])
def test_item_that_equals_one_of_last_year_shares_its_topic(framework_code):
    framework, catalogue = get_framework(framework_code), own_catalogue()
    before = f"ita-{framework.fiscal_year - 1}"
    parted = [
        (item.code, predecessor.code)
        for item in framework.items
        for predecessor in item.predecessors
        if predecessor.relation == "equal"
        and not set(keys(catalogue.topics_for(framework_code, item.code, "")))
        & set(keys(catalogue.topics_for(before, predecessor.code, "")))
    ]

    assert parted == []


def test_no_sentence_stands_in_two_places():
    twice = [text for text, count in Counter(all_texts()).items() if count > 1]

    assert twice == []


def test_words_are_as_they_would_be_stored():
    wrong = [text for text in all_texts() if clean_text(text) != text or BULLET.search(text) or SPOTTED.search(text)]

    assert wrong == []


def test_words_name_no_year_and_no_item_so_that_they_fit_every_year():
    wrong = [text for text in all_texts() if YEAR_OR_ITEM.search(text)]

    assert wrong == []


def test_lengths_are_those_of_a_sentence():
    wrong = [text for text in all_texts() if not 8 <= len(text) <= 200]

    assert wrong == []


def test_every_topic_holds_causes_approaches_and_measures_with_steps():
    wrong = [
        topic.key
        for topic in own_catalogue().topics
        if not 2 <= len(topic.causes) <= 4
        or not 1 <= len(topic.approaches) <= 3
        or not 1 <= len(topic.measures) <= 2
        or any(not 3 <= len(measure.steps) <= 6 for measure in topic.measures)
    ]

    assert wrong == []


def test_no_measure_is_called_as_an_entry_of_a_framework():
    """The checks of a document take such a title for a wrong filing."""
    names = {entry.name for framework in all_frameworks() for entry in framework.entries.values()}

    assert [m.title for topic in own_catalogue().topics for m in topic.measures if m.title in names] == []


def test_every_topic_says_what_it_rests_on_and_none_claims_to_be_verified():
    topics = own_catalogue().topics

    assert [topic.key for topic in topics if "เรียบเรียงขึ้นเอง" not in topic.source or topic.verified] == []


def test_same_item_over_the_years_leads_to_one_topic():
    catalogue = own_catalogue()
    pairs = [("ita-2566", "o29"), ("ita-2567", "o24"), ("ita-2568", "o19"), ("ita-2569", "o18")]

    assert {tuple(keys(catalogue.topics_for(*pair, "school"))) for pair in pairs} == {("complaint-statistics",)}


def test_topic_worded_for_the_kind_of_agency_comes_first_and_stays_away_from_others():
    catalogue = own_catalogue()

    assert keys(catalogue.topics_for("ita-2567", "o1", "municipality")) == [
        "structure-local",
        "structure-and-authority",
    ]
    assert keys(catalogue.topics_for("ita-2567", "o1", "school")) == ["structure-and-authority"]


def test_nearest_goes_up_from_an_item_that_no_topic_answers():
    found = own_catalogue().nearest("ita-2570", ["o99", "9.5", "9", "OIT"], "school")

    assert keys(found) == ["transparency-overall"]
    assert own_catalogue().nearest("ita-2570", ["o99"], "school") == ()


@pytest.mark.parametrize(
    ("unit", "names", "kind", "expected"),
    [
        ("legal", ["กลุ่มอำนวยการ", "กลุ่มกฎหมายและคดี"], "education_area", "กลุ่มกฎหมายและคดี"),
        ("legal", ["สำนักปลัด", "กองคลัง"], "subdistrict_administration", "สำนักปลัด"),
        ("finance", ["กองคลังและพัสดุ", "กองคลัง"], "municipality", "กองคลัง"),
        ("legal", ["ฝ่ายวิชาการ"], "school", ""),
        ("legal", [], "school", ""),
    ],
)
def test_own_unit_is_one_of_the_agency_or_none(unit, names, kind, expected):
    assert own_catalogue().own_unit(unit, names, kind) == expected


def test_unit_words_say_the_work_and_what_it_is_usually_called():
    words = own_catalogue().unit_words("procurement", "municipality")

    assert words == "งานพัสดุและทรัพย์สิน เช่น กองคลัง"
