"""Checks of the measures: their parts, and whether they answer the weak points of the scores."""

from reports.documents.content import PeriodFacts
from tests.reports.checked import NO_PERIOD, found, places, said, state, subject
from tests.reports.samples import finding, measure

WEAK = {"9": 95, "10": 93.75, "o29": 0, "o36": 0}


def test_each_part_that_a_measure_lacks_is_told_with_the_box_that_mends_it():
    checked = subject(measures=[measure(title="เผยแพร่สถิติ", period=NO_PERIOD)])

    assert found("steps", checked) == [("มาตรการ m1 “เผยแพร่สถิติ”", "ยังไม่มีขั้นตอนหรือวิธีการปฏิบัติ")]
    assert places("steps", checked) == [("measure", "m1", "steps")]
    assert places("responsible", checked) == [("measure", "m1", "other_responsible")]
    assert places("periods", checked) == [("measure", "m1", "period_start")]
    assert places("monitoring", checked) == [("measure", "m1", "monitoring")]


def test_period_in_words_is_a_period():
    assert found("periods", subject(measures=[measure(period=PeriodFacts(text="ตลอดปี"))])) == []


def test_measure_that_only_names_its_weak_point_says_not_what_is_done():
    checked = subject(measures=[measure(weak_point="สถิติไม่ครบ")])

    assert found("activities", checked) == [("มาตรการ m1 “สถิติไม่ครบ”", "ยังไม่บอกว่าจะทำอะไร")]


def test_announcement_tells_a_measure_without_title_because_it_prints_the_weak_point():
    one = measure(weak_point="สถิติไม่ครบ", steps=["ประชุม"])

    assert said("activities", subject("announcement", measures=[one])) == ["ไม่มีชื่อมาตรการ ประกาศจะพิมพ์จุดอ่อนแทน"]
    assert said("activities", subject("measures", measures=[one])) == []


def test_urgent_weak_point_without_a_measure_is_missing_and_leads_to_a_new_measure():
    checked = subject(scores=WEAK, measures=[measure(indicator="9", items=("o29",))])

    assert found("urgent_answered", checked) == [
        ("ข้อ o36 แผนปฏิบัติการป้องกันการทุจริต", "ได้ 0.00 คะแนน ต้องแก้ไขโดยเร่งด่วน แต่ยังไม่มีมาตรการตอบ")
    ]
    assert places("urgent_answered", checked) == [("new-measure", "o36", "")]
    assert state("urgent_answered", checked) == "missing"


def test_points_to_develop_are_told_once_an_indicator_and_are_for_people_to_decide():
    scores = {"i1": 90, "i2": 95, "i10": 99}
    checked = subject(scores=scores, measures=[measure(indicator="2")])

    assert found("indicators_covered", checked) == [("ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่", "ยังไม่มีมาตรการตอบ i1 (90.00), i2 (95.00)")]
    assert state("indicators_covered", checked) == "look"


def test_plan_by_issue_is_told_of_points_to_develop_that_no_measure_answers():
    checked = subject(scores={"i1": 90}, measures=[measure(issue=4)])

    assert said("develop_answered", checked) == ["ยังไม่มีมาตรการตอบ i1 (90.00)"]
    assert found("indicators_covered", checked) is None


def test_plan_by_issue_needs_a_measure_for_each_issue_but_those_with_full_marks():
    full_in_four = {"o34": 100, "o35": 100}
    measures = [measure(key=f"m{number}", issue=number) for number in (1, 2, 3, 5)]

    checked = subject(scores=full_in_four, measures=measures)

    assert [where[:12] for where, _ in found("issues_covered", checked)] == ["ประเด็นที่ 6", "ประเด็นที่ 7"]
    assert places("issues_covered", checked) == [
        ("new-measure-of-issue", "6", ""),
        ("new-measure-of-issue", "7", ""),
    ]
    assert found("indicators_covered", checked) is None


def test_measure_that_answers_no_weak_point_is_told():
    checked = subject(scores=WEAK, measures=[measure(title="อื่น", indicator="1")])

    assert said("answers_weak_point", checked) == ["ไม่ตอบจุดอ่อนใด: ตัวชี้วัดที่ 1 ไม่มีจุดอ่อนตามผลการประเมิน"]


def test_measure_that_answers_another_issues_weak_point_is_told_with_the_issues_own_weakest_item():
    scores = {"o4": 50, "o34": 0}
    checked = subject(scores=scores, measures=[measure(title="คุมทรัพย์สิน", issue=1, items=("o34",))])

    assert said("within_issue", checked) == [
        "อยู่ในประเด็นที่ 1 แต่ตอบ o34 ซึ่งเป็นของประเด็นที่ 4 ส่วนข้อที่ได้คะแนนน้อยที่สุดของประเด็นที่ 1 คือ o4 (50.00)"
    ]
    assert said("urgent_answered", checked) == ["ได้ 50.00 คะแนน ต้องแก้ไขโดยเร่งด่วน แต่ยังไม่มีมาตรการตอบ"]


def test_weak_point_of_another_issue_is_found_in_the_words_too():
    typed = "การประเมินความเสี่ยงการทุจริตและประพฤติมิชอบประจำปี ยังไม่ครบ"

    by_name = subject(measures=[measure(issue=1, weak_point=typed)])
    by_code = subject(measures=[measure(issue=1, weak_point="ข้อ ๐๓๔ ยังไม่ครบ")])

    assert said("within_issue", by_name) == ["อยู่ในประเด็นที่ 1 แต่ตอบ o34 ซึ่งเป็นของประเด็นที่ 4"]
    assert said("within_issue", by_code) == ["อยู่ในประเด็นที่ 1 แต่ตอบ o34 ซึ่งเป็นของประเด็นที่ 4"]


def test_item_of_the_measures_own_issue_is_not_told():
    assert said("within_issue", subject(measures=[measure(issue=4, items=("o34",), weak_point="o34 ไม่ครบ")])) == []


def test_measure_filed_under_one_item_and_named_after_another_is_told():
    checked = subject(measures=[measure(items=("o14",), weak_point="แผนการจัดซื้อจัดจ้างหรือแผนการจัดหาพัสดุ")])

    assert said("names_of_topic", checked) == ["จัดไว้ที่ข้อ o14 แต่ “แผนการจัดซื้อจัดจ้างหรือแผนการจัดหาพัสดุ” เป็นชื่อของข้อ o19"]


def test_measure_filed_under_one_indicator_and_named_after_another_is_told():
    checked = subject(measures=[measure(indicator="3", title="การใช้งบประมาณ")])

    assert said("names_of_topic", checked) == ["จัดไว้ที่ตัวชี้วัดที่ 3 แต่ “การใช้งบประมาณ” เป็นชื่อของตัวชี้วัดที่ 2"]


def test_item_named_under_its_own_indicator_is_in_place():
    one = measure(indicator="9", weak_point="คู่มือหรือมาตรฐานการปฏิบัติงาน")

    assert said("names_of_topic", subject(measures=[one])) == []


def test_urgent_weak_point_filed_under_something_milder_is_told_of_finding_and_measure():
    milder = finding(indicator="9", items=("o29",), urgency="develop", causes=("ไม่ครบ",))
    checked = subject(
        scores=WEAK, findings=[milder], measures=[measure(title="สถิติ", urgency="develop", items=("o29",))]
    )

    says = "o29 (0.00) ต่ำกว่าเกณฑ์ผ่าน แต่จัดเป็น “พัฒนาให้ดีขึ้น”"
    assert found("urgency_fits", checked) == [
        ("ผลการวิเคราะห์ ตัวชี้วัดที่ 9 ข้อ o29", says),
        ("มาตรการ m1 “สถิติ”", says),
    ]


def test_urgent_weak_point_without_a_cause_is_missing():
    checked = subject("analysis", scores=WEAK, findings=[finding(indicator="9", items=("o29",), causes=("ไม่ครบ",))])

    assert found("causes", checked) == [("ข้อ o36 แผนปฏิบัติการป้องกันการทุจริต", "ได้ 0.00 คะแนน ยังไม่ได้วิเคราะห์สาเหตุ")]
    assert places("causes", checked) == [("new-finding", "10", "")]


def test_cause_may_stand_with_the_whole_issue_or_with_the_measure():
    of_issue = finding(issue=7, causes=("ไม่มีผู้รับผิดชอบ",))
    of_measure = measure(items=("o29", "o36"), causes=("ไม่มีผู้รับผิดชอบ",))

    assert found("causes", subject("analysis", scores=WEAK, findings=[of_issue])) == []
    assert found("causes", subject(scores=WEAK, measures=[of_measure])) == []


def test_finding_that_gives_no_cause_is_missing_once():
    checked = subject("analysis", scores=WEAK, findings=[finding(items=("o29", "o36"))])

    assert found("causes", checked) == [("ผลการวิเคราะห์ ข้อ o29, o36", "ยังไม่ได้ระบุสาเหตุ")]
    assert places("causes", checked) == [("finding", "0", "causes")]


def test_finding_that_calls_another_item_the_lowest_is_told():
    wrong = finding(issue=1, items=("o12",), lowest="o12", causes=("ช้า",))
    checked = subject("analysis", scores={"o4": 0, "o12": 50}, findings=[wrong])

    assert said("findings_fit", checked) == ["ระบุว่า o12 (50.00) ได้คะแนนน้อยที่สุด แต่ o4 ได้ 0.00"]


def test_finding_of_an_item_with_full_marks_is_told():
    checked = subject("analysis", scores={"o29": 100}, findings=[finding(items=("o29",), causes=("ช้า",))])

    assert said("findings_fit", checked) == ["ไม่มีจุดอ่อนที่ตรงกับเรื่องนี้ตามคะแนนที่กรอก"]


def test_draft_from_the_catalogue_that_nobody_read_is_told_until_it_is_read():
    draft, read = measure("m1", title="ร่าง", is_draft=True), measure("m2", title="อ่านแล้ว")

    assert places("unread_drafts", subject("measures", measures=[draft, read])) == [("measure", "m1", "title")]
    assert state("unread_drafts", subject("measures", measures=[read])) == "complete"
