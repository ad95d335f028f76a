"""What people type is checked on the server; what is refused says in Thai what is allowed."""

from decimal import Decimal

import pytest
from django.forms import formset_factory

from assessments.forms import (
    MOST_PAST_YEARS,
    AgencyForm,
    AnnouncedForm,
    OpenYearForm,
    PastResultForm,
    PastResultFormSet,
)
from assessments.framework_store import all_frameworks, get_framework
from assessments.score_sheet import ScoreSheetForm, sheet_codes
from assessments.services.past_results import PastYear
from assessments.services.scores import ScoreEdit

FRAMEWORK = get_framework("ita-2567")


def sheet(cells):
    """`cells` is {code: (typed, shown, version)}."""
    data = {}
    for code, (typed, shown, version) in cells.items():
        data |= {f"s-{code}": typed, f"w-{code}": shown, f"v-{code}": str(version)}
    return ScoreSheetForm(data, framework=FRAMEWORK, instrument="OIT", stored={})


def open_year_form(**data):
    return OpenYearForm(data, frameworks=all_frameworks())


def past_formset(*rows):
    data = {"form-TOTAL_FORMS": str(len(rows)), "form-INITIAL_FORMS": "0"}
    for number, row in enumerate(rows):
        data |= {f"form-{number}-{name}": value for name, value in row.items()}
    factory = formset_factory(
        PastResultForm, formset=PastResultFormSet, can_delete=True, max_num=MOST_PAST_YEARS, validate_max=True
    )
    return factory(data, form_kwargs={"indicators": FRAMEWORK.indicators})


def test_sheet_codes_hold_every_entry_of_the_instrument_once():
    codes = sheet_codes(FRAMEWORK, "OIT")

    assert len(codes) == len(set(codes))
    assert codes[:4] == ["OIT", "9", "9.1", "o1"]
    assert {code for code in codes if code.startswith("o")} == {item.code for item in FRAMEWORK.items_of("OIT")}


def test_sheet_edits_are_the_touched_cells_alone():
    form = sheet({"o1": ("๑๐๐", "", 0), "o2": ("50", "50", 3), "o3": ("", "100", 2)})

    assert form.is_valid()
    assert form.edits == [ScoreEdit("o1", Decimal(100), 0, None), ScoreEdit("o3", None, 2, Decimal(100))]


def test_sheet_lets_an_untouched_odd_score_stand():
    form = sheet({"o1": ("75", "75", 1), "o2": ("100", "", 0)})

    assert form.is_valid()
    assert [edit.code for edit in form.edits] == ["o2"]


@pytest.mark.parametrize("typed", ["101", "-1", "abc", "๘๕,๕", "75"])
def test_sheet_refuses_what_is_no_score_of_the_item_and_keeps_it(typed):
    form = sheet({"o1": (typed, "", 0)})

    assert not form.is_valid()
    assert f"“{typed}”" in form.errors["s-o1"][0]
    assert form["s-o1"].value() == typed


def test_sheet_refuses_a_code_of_another_year_by_the_name_of_the_framework():
    form = sheet({"o43": ("100", "", 0)})

    assert form.non_field_errors() == ["กรอบการประเมินปีงบประมาณ พ.ศ. 2567 (ita-2567) ไม่มีรหัส o43"]


def test_sheet_refuses_a_code_of_another_instrument():
    form = sheet({"i1": ("100", "", 0)})

    assert form.non_field_errors() == ["i1 ไม่อยู่ในแบบวัด OIT"]


def test_sheet_with_a_version_that_is_no_number_counts_as_never_seen():
    form = sheet({"o1": ("100", "", "หนึ่ง")})

    assert form.is_valid()
    assert form.edits == [ScoreEdit("o1", Decimal(100), 0, None)]


def test_open_year_form_takes_thai_digits_and_the_framework_of_the_year_before():
    form = open_year_form(fiscal_year="๒๕๖๘", framework="")

    assert form.is_valid()
    assert form.values == {"fiscal_year": 2568, "framework": get_framework("ita-2567")}


def test_open_year_form_asks_for_a_framework_where_the_year_before_has_none():
    form = open_year_form(fiscal_year="2560", framework="")

    assert form.errors == {"framework": ["ยังไม่มีกรอบการประเมินของปี พ.ศ. 2559 โปรดเลือกปีของผลการประเมิน"]}


def test_open_year_form_refuses_a_year_of_the_common_era():
    form = open_year_form(fiscal_year="2024", framework="")

    assert form.errors == {"fiscal_year": ["“2024” ไม่ใช่ปี พ.ศ. ที่ใช้ได้ (2550–2650) หากเป็นปี ค.ศ. ให้บวก 543"]}


def test_announced_form_takes_thai_digits_and_a_level_of_its_own_words():
    form = AnnouncedForm({"total": "๙๗.๘๘", "level": "ดีมาก", "rank_position": "๑๒"}, framework=FRAMEWORK)

    assert form.is_valid()
    assert form.cleaned_data["total"] == Decimal("97.88")
    assert (form.cleaned_data["level"], form.cleaned_data["rank_position"]) == ("ดีมาก", 12)


def test_announced_form_without_a_version_gives_one_that_nothing_has():
    form = AnnouncedForm({}, framework=FRAMEWORK)

    assert form.is_valid()
    assert form.typed_version == 0


def test_agency_form_says_in_thai_what_is_missing():
    form = AgencyForm({"name": "  ", "numerals": "roman"})

    assert form.errors == {"name": ["กรอกชื่อหน่วยงาน"], "numerals": ["เลือกเลขไทยหรือเลขอารบิก"]}


def test_agency_form_says_in_thai_what_is_too_long():
    form = AgencyForm({"name": "ก" * 501, "numerals": "thai"})

    assert form.errors == {"name": ["ชื่อหน่วยงานยาวเกิน 500 อักขระ"]}


def test_agency_form_says_in_thai_when_a_list_is_too_long():
    form = AgencyForm({"name": "ก", "numerals": "thai", "units": "ก" * 20_001})

    assert form.errors == {"units": ["กลุ่มงานหรือหน่วยงานภายในยาวเกิน 20,000 อักขระ"]}


def test_past_results_leave_blank_and_deleted_rows_out():
    formset = past_formset(
        {"fiscal_year": "๒๕๖๔", "total": "80.5", "score-1": "97.2"},
        {"fiscal_year": "", "total": ""},
        {"fiscal_year": "2565", "total": "93.17", "DELETE": "on"},
    )

    assert formset.is_valid()
    assert formset.past_years == [PastYear(2564, Decimal("80.5"), {"1": Decimal("97.2")})]


def test_past_results_refuse_one_year_twice():
    formset = past_formset({"fiscal_year": "2564", "total": "80"}, {"fiscal_year": "2564", "total": "81"})

    assert formset.non_form_errors() == ["ปี พ.ศ. 2564 มีมากกว่าหนึ่งแถว เหลือไว้แถวเดียว"]


def test_past_results_ask_for_the_year_of_a_score():
    formset = past_formset({"fiscal_year": "", "total": "80"})

    assert formset.errors == [{"fiscal_year": ["กรอกปีงบประมาณของคะแนนในแถวนี้"]}]


def test_past_results_refuse_more_years_than_a_trend_needs():
    formset = past_formset(*({"fiscal_year": str(2550 + number), "total": "80"} for number in range(16)))

    assert formset.non_form_errors() == ["กรอกได้ไม่เกิน 15 ปี"]
