"""The five years' frameworks say what the published documents say."""

from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from assessments.framework_store import (
    OWN_FOLDER,
    UnknownFramework,
    all_frameworks,
    framework_of_year,
    get_framework,
)
from assessments.frameworks.kinds import KINDS
from assessments.frameworks.loading import FrameworkFaults, check_folder
from tests.assessments.small_framework import SMALL

YEARS = (2565, 2566, 2567, 2568, 2569)


def codes_of_issue(fiscal_year, number):
    return [item.code for item in framework_of_year(fiscal_year).items_of_issue(number)]


def codes(letter, first, last):
    return [f"{letter}{number}" for number in range(first, last + 1)]


def test_project_files_have_no_fault():
    assert check_folder(OWN_FOLDER) == []


def test_frameworks_are_those_of_five_years_in_order():
    assert [(framework.code, framework.fiscal_year) for framework in all_frameworks()] == [
        (f"ita-{year}", year) for year in YEARS
    ]


@pytest.mark.parametrize(
    ("fiscal_year", "iit", "eit", "oit"),
    [(2565, 30, 15, 43), (2566, 30, 15, 43), (2567, 15, 9, 35), (2568, 15, 9, 28), (2569, 15, 9, 26)],
)
def test_framework_has_the_items_of_its_year(fiscal_year, iit, eit, oit):
    framework = framework_of_year(fiscal_year)

    assert [item.code for item in framework.items] == codes("i", 1, iit) + codes("e", 1, eit) + codes("o", 1, oit)
    assert [len(framework.items_of(code)) for code in ("IIT", "EIT", "OIT")] == [iit, eit, oit]


@pytest.mark.parametrize("fiscal_year", YEARS)
def test_framework_has_ten_indicators_and_seven_sub_indicators(fiscal_year):
    framework = framework_of_year(fiscal_year)

    assert {code.code: code.instrument for code in framework.indicators} == {
        **dict.fromkeys(("1", "2", "3", "4", "5"), "IIT"),
        **dict.fromkeys(("6", "7", "8"), "EIT"),
        **dict.fromkeys(("9", "10"), "OIT"),
    }
    assert [entry.code for entry in framework.sub_indicators] == ["9.1", "9.2", "9.3", "9.4", "9.5", "10.1", "10.2"]


@pytest.mark.parametrize(
    ("fiscal_year", "sizes"),
    [
        (2565, [9, 8, 7, 4, 5, 8, 2]),
        (2566, [10, 8, 4, 4, 4, 8, 5]),
        (2567, [6, 7, 4, 4, 4, 6, 4]),
        (2568, [4, 7, 2, 3, 4, 4, 4]),
        (2569, [4, 6, 2, 3, 4, 3, 4]),
    ],
)
def test_sub_indicators_have_the_sizes_that_published_scores_fit(fiscal_year, sizes):
    framework = framework_of_year(fiscal_year)

    assert [len(framework.items_of(entry.code)) for entry in framework.sub_indicators] == sizes


@pytest.mark.parametrize(("fiscal_year", "eit_from"), list(zip(YEARS, ["items"] * 2 + ["announced"] * 3, strict=True)))
def test_general_rule_weighs_30_30_40(fiscal_year, eit_from):
    framework = framework_of_year(fiscal_year)

    rule = framework.rule_for("education_area")

    assert rule.kinds == ()
    assert rule.weights == {"IIT": Decimal(30), "EIT": Decimal(30), "OIT": Decimal(40)}
    assert rule.instrument_from == dict.fromkeys(("IIT", "EIT", "OIT"), "indicators")
    assert rule.indicator_from == {"IIT": "items", "EIT": eit_from, "OIT": "sub_indicators"}
    assert (framework.pass_mark, framework.decimals, framework.tolerance) == (Decimal(85), 2, Decimal("0.02"))


def test_provincial_education_offices_of_2566_are_assessed_by_items_of_oit_alone():
    rule = get_framework("ita-2566").rule_for("provincial_education")

    assert rule.weights == {"OIT": Decimal(100)}
    assert rule.instrument_from == rule.indicator_from == {"OIT": "items"}
    assert not rule.provenance.verified


@pytest.mark.parametrize("fiscal_year", [2565, 2567, 2568, 2569])
def test_provincial_education_offices_of_other_years_follow_the_general_rule(fiscal_year):
    assert framework_of_year(fiscal_year).rule_for("provincial_education").kinds == ()


@pytest.mark.parametrize("fiscal_year", [2565, 2566])
def test_letters_grade_total_and_indicators_up_to_2566(fiscal_year):
    framework = framework_of_year(fiscal_year)

    assert framework.levels_per_indicator
    assert [(level.name, level.total_min, level.passed) for level in framework.levels] == [
        ("AA", 95, True), ("A", 85, True), ("B", 75, False), ("C", 65, False), ("D", 55, False), ("E", 50, False),
        ("F", 0, False),
    ]  # fmt: skip
    assert {level.instrument_min for level in framework.levels} == {None}


@pytest.mark.parametrize("fiscal_year", [2567, 2568, 2569])
def test_levels_look_at_every_instrument_from_2567(fiscal_year):
    framework = framework_of_year(fiscal_year)

    assert not framework.levels_per_indicator
    assert [(level.name, level.total_min, level.instrument_min, level.passed) for level in framework.levels] == [
        ("ผ่านดีเยี่ยม", 95, 95, True),
        ("ผ่านดี", 85, 85, True),
        ("ผ่าน", 85, None, True),
        ("ต้องปรับปรุง", 70, None, False),
        ("ต้องปรับปรุงโดยด่วน", 0, None, False),
    ]


@pytest.mark.parametrize(
    ("fiscal_year", "allowed"),
    [(2565, (0, 100)), (2566, (0, 100)), (2567, (0, 50, 100)), (2568, (0, 50, 100)), (2569, (0, 50, 100))],
)
def test_disclosure_items_take_few_scores_and_questions_any(fiscal_year, allowed):
    framework = framework_of_year(fiscal_year)

    assert {item.allowed for item in framework.items_of("OIT")} == {allowed}
    assert {item.allowed for item in framework.items if item.instrument != "OIT"} == {()}


@pytest.mark.parametrize(
    ("fiscal_year", "measures", "progress"),
    [
        (2565, "o42", "o43"),
        (2566, "o42", "o43"),
        (2567, "o34", "o35"),
        (2568, "o27", "o28"),
        (2569, "o25", "o26"),
    ],
)
def test_documents_answer_the_items_of_their_year(fiscal_year, measures, progress):
    framework = framework_of_year(fiscal_year)

    assert [framework.document(kind).item for kind in ("measures", "progress")] == [measures, progress]
    assert [component.code for component in framework.document("measures").components] == [
        "analysis_urgent", "analysis_develop", "measure_activity", "measure_steps", "measure_responsible",
        "measure_period", "measure_monitoring", "covers_issues", "right_year_and_agency", "approved_by_head",
    ]  # fmt: skip
    assert [component.code for component in framework.document("progress").components] == [
        "result_per_measure", "outcomes", "budget", "obstacles", "suggestions", "approved_by_head",
    ]  # fmt: skip


def test_issue_map_of_2566_is_the_published_one():
    assert set(codes_of_issue(2566, 1)) >= {"o4", *codes("o", 11, 14)}
    assert set(codes_of_issue(2566, 2)) >= {*codes("o", 15, 18), "o30"}
    assert [code for code in codes_of_issue(2566, 3) if code[0] == "o"] == codes("o", 1, 10)
    assert [code for code in codes_of_issue(2566, 4) if code[0] == "o"] == ["o34", "o35"]
    assert set(codes_of_issue(2566, 5)) >= {*codes("o", 11, 14), *codes("o", 20, 22)}
    assert [code for code in codes_of_issue(2566, 6) if code[0] == "o"] == codes("o", 23, 26) + codes("o", 39, 41)
    assert [code for code in codes_of_issue(2566, 7) if code[0] == "e"] == ["e10", "e15"]


def test_item_of_2566_can_belong_to_two_issues():
    framework = get_framework("ita-2566")

    assert framework.entries["o4"].issues == (1, 3)
    assert framework.entries["o11"].issues == (1, 5)


def test_issue_map_of_2567_is_the_published_one():
    assert codes_of_issue(2567, 1) == codes("i", 1, 3) + codes("o", 7, 10)
    assert codes_of_issue(2567, 2) == codes("e", 1, 3) + codes("e", 7, 9) + codes("o", 11, 13) + ["o25"]
    assert codes_of_issue(2567, 3) == codes("e", 4, 6) + codes("o", 1, 6)
    assert codes_of_issue(2567, 4) == codes("i", 10, 12)
    assert codes_of_issue(2567, 5) == codes("i", 4, 6) + codes("o", 14, 17)
    assert codes_of_issue(2567, 6) == codes("i", 7, 9) + codes("o", 18, 21)
    assert codes_of_issue(2567, 7) == codes("i", 13, 15) + codes("o", 22, 24) + codes("o", 26, 35)


def test_inferred_part_of_the_issue_map_is_not_verified():
    framework = get_framework("ita-2567")

    unverified = [item.code for item in framework.items if not item.issues_provenance.verified]

    assert unverified == codes("o", 1, 6) + codes("o", 14, 17) + codes("o", 27, 35)


@pytest.mark.parametrize("fiscal_year", YEARS)
def test_every_item_has_an_issue(fiscal_year):
    framework = framework_of_year(fiscal_year)

    assert [issue.number for issue in framework.issues] == [1, 2, 3, 4, 5, 6, 7]
    assert [item.code for item in framework.items if not item.issues] == []


def test_code_o14_means_another_thing_a_year_later():
    manual, procurement = (framework_of_year(year).entries["o14"] for year in (2566, 2567))

    assert (manual.name, manual.sub_indicator) == ("คู่มือหรือมาตรฐานการปฏิบัติงาน", "9.2")
    assert (procurement.name, procurement.sub_indicator) == ("รายการการจัดซื้อจัดจ้างหรือการจัดหาพัสดุ", "9.3")
    assert [entry.code for entry in procurement.predecessors] == ["o19"]


@pytest.mark.parametrize(
    ("subject", "chain"),
    [
        ("annual report", ["o13", "o9", "o7", "o7"]),
        ("staff manual", ["o14", "o10", "o8", "o8"]),
        ("E-Service", ["o18", "o13", "o10", "o10"]),
        ("complaint statistics", ["o29", "o24", "o19", "o18"]),
        ("participation", ["o30", "o25", "o20", "o19"]),
        ("action plan", ["o36", "o32", "o25", "o23"]),
        ("measures", ["o42", "o34", "o27", "o25"]),
        ("progress", ["o43", "o35", "o28", "o26"]),
    ],
)
def test_subject_is_followed_from_year_to_year(subject, chain):
    found = [
        framework_of_year(year).entries[code].predecessors[0].code
        for year, code in zip((2567, 2568, 2569), chain[1:], strict=True)
    ]

    assert found == chain[:-1]


def test_merged_item_names_both_predecessors_with_a_reason():
    predecessors = get_framework("ita-2568").entries["o12"].predecessors

    assert [(entry.code, entry.relation) for entry in predecessors] == [("o14", "changed"), ("o16", "changed")]
    assert predecessors[0].reason == "รวมข้อ o14 (รายการ) และ o16 (ความก้าวหน้า) ของปี 2567 เป็นข้อเดียว"


@pytest.mark.parametrize(
    ("fiscal_year", "new"), [(2566, ["o10", "o32", "o33", "o39", "o41"]), (2567, ["e9", "o29"]), (2568, []), (2569, [])]
)
def test_items_without_a_predecessor_are_new(fiscal_year, new):
    assert [item.code for item in framework_of_year(fiscal_year).items if item.is_new] == new


def test_unknown_wording_is_empty_and_not_verified():
    items = get_framework("ita-2566").items

    assert [item.code for item in items if not item.name] == codes("i", 1, 30) + codes("e", 1, 9) + codes("e", 11, 14)
    assert [item.code for item in items if not item.name and item.provenance.verified] == []


def test_components_of_an_item_are_listed_with_their_source():
    item = get_framework("ita-2566").entries["o29"]

    assert len(item.components) == 5
    assert item.components[0] == "จำนวนเรื่องร้องเรียนทั้งหมด"
    assert item.components_provenance.verified


@pytest.mark.parametrize(
    ("fiscal_year", "agencies", "average", "passed"),
    [
        (2565, 8303, "87.57", "70.52"),
        (2566, 8323, "90.19", "80.94"),
        (2567, 8325, "93.05", "92.44"),
        (2568, 8317, "93.82", "94.17"),
    ],
)
def test_national_figures_are_those_announced(fiscal_year, agencies, average, passed):
    national = framework_of_year(fiscal_year).national

    assert (national.agencies, national.average, national.passed_percent) == (
        agencies,
        Decimal(average),
        Decimal(passed),
    )


def test_national_figures_of_2569_are_not_known():
    national = get_framework("ita-2569").national

    assert (national.agencies, national.average, national.passed_percent) == (None, None, None)


@pytest.mark.parametrize("fiscal_year", YEARS)
def test_framework_applies_to_every_kind_of_agency(fiscal_year):
    assert framework_of_year(fiscal_year).kinds == tuple(KINDS)


def test_unknown_code_is_refused_with_the_known_ones():
    known = "ita-2565, ita-2566, ita-2567, ita-2568, ita-2569"

    with pytest.raises(UnknownFramework, match=f"ไม่มีกรอบการประเมิน “ita-2500” ที่มีคือ {known}"):
        get_framework("ita-2500")


def test_unknown_year_is_refused():
    with pytest.raises(UnknownFramework, match="ไม่มีกรอบการประเมิน “ปี 2500”"):
        framework_of_year(2500)


def test_framework_of_the_installation_is_added(settings, tmp_path):
    (tmp_path / "ita-2570.toml").write_text(
        SMALL.replace("2566", "2570").replace('"o7"', '"o1"').replace('"o8"', '"o2"')
    )
    settings.FRAMEWORKS_DIR = str(tmp_path)

    assert get_framework("ita-2570").name == "กรอบทดสอบ"
    assert len(all_frameworks()) == 6


def test_installation_cannot_replace_a_framework(settings, tmp_path):
    (tmp_path / "ita-2566.toml").write_text(SMALL)
    settings.FRAMEWORKS_DIR = str(tmp_path)

    with pytest.raises(FrameworkFaults, match="รหัส “ita-2566” มีอยู่แล้วใน"):
        get_framework("ita-2566")


def test_command_prints_a_line_of_counts_for_each_file(capsys):
    call_command("check_frameworks")

    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(" ข้อ")[0] for line in lines] == [
        "ita-2565.toml: 88", "ita-2566.toml: 88", "ita-2567.toml: 59", "ita-2568.toml: 52", "ita-2569.toml: 50",
    ]  # fmt: skip


def test_command_tells_file_line_and_fault_and_fails(settings, tmp_path, capsys):
    path = tmp_path / "ita-2570.toml"
    path.write_text("code = \n")
    settings.FRAMEWORKS_DIR = str(tmp_path)

    with pytest.raises(CommandError, match="พบข้อผิดพลาด 1 แห่ง"):
        call_command("check_frameworks")

    captured = capsys.readouterr()
    assert captured.err.startswith(f"{path}:1: ไวยากรณ์ TOML ไม่ถูกต้อง: ")
    assert "ita-2570" not in captured.out
