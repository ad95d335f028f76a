"""Progress without a database."""

from decimal import Decimal

from assessments.framework_store import get_framework
from assessments.scoring import Announced, compute
from measures.progress import EntryFacts, Summary, compare, summarise

FRAMEWORK = get_framework("ita-2566")


def entry(key, performed=("ทำแล้ว",), outcomes=(), budget=None):
    return EntryFacts(key, performed, outcomes, budget)


def test_summarise_counts_measures_with_a_result_once():
    entries = [entry("m1"), entry("m1", outcomes=("สำเร็จ",)), entry("m3", performed=()), entry("")]

    summary = summarise(["m1", "m2", "m3"], entries)

    assert summary.unreported == ("m2", "m3")
    assert summary.reported == 1
    assert summary.percent == Decimal("33.3")


def test_summarise_of_an_empty_plan_has_no_percent():
    assert summarise([], []) == Summary(measures=0, unreported=(), percent=None, budget=None, entries_without_budget=0)


def test_summarise_keeps_no_budget_apart_from_budget_not_said():
    entries = [entry("m1", budget=Decimal("1200.50")), entry("m1", budget=Decimal(0)), entry("m1", budget=None)]

    summary = summarise(["m1"], entries)

    assert summary.budget == Decimal("1200.50")
    assert summary.entries_without_budget == 1
    assert summarise(["m1"], [entry("m1", budget=Decimal(0))]).budget == 0


def test_compare_puts_indicators_instruments_and_total_beside_each_other():
    before = compute(FRAMEWORK, "education_area", Announced({"1": Decimal(90), "2": Decimal(80), "3": Decimal(70)}))
    after = compute(
        get_framework("ita-2567"),
        "education_area",
        Announced({"1": Decimal("91.25"), "2": Decimal(80), "3": Decimal(60)}, total=Decimal(95)),
    )

    lines = {line.code: line for line in compare(FRAMEWORK, before, after)}

    assert [*lines] == ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "IIT", "EIT", "OIT", "total"]
    assert (lines["1"].difference, lines["1"].word) == (Decimal("1.25"), "เพิ่มขึ้น")
    assert (lines["2"].difference, lines["2"].word) == (0, "คงเดิม")
    assert (lines["3"].difference, lines["3"].word) == (-10, "ลดลง")
    assert (lines["total"].before, lines["total"].after, lines["total"].word) == (None, 95, "เทียบไม่ได้")
