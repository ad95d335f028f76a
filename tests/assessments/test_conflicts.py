"""Two people's edits of one row: what differs, whose stands unless somebody says otherwise, how a choice is read."""

import json
from datetime import UTC, date, datetime

import pytest
from django import forms
from django.http import QueryDict

from assessments.conflicts import as_shown, chosen, conflicts, mark, shown_marks
from assessments.thai_forms import LinesField, ScoreField, ThaiDateField
from tests.makers import make_agency, make_agency_year, make_assessment, make_finding, make_user


class SmallForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label="ชื่อ", required=False)
    causes = LinesField(label="สาเหตุ", required=False)
    units = forms.MultipleChoiceField(label="กลุ่มงาน", required=False, choices=[("a", "กลุ่ม ก"), ("b", "กลุ่ม ข")])
    due = ThaiDateField(label="กำหนด", required=False)
    score = ScoreField(label="คะแนน")


STORED = {"version": 2, "title": "ของเขา", "causes": ["หนึ่ง", "สอง"], "units": ["a", "b"], "due": None, "score": None}
OPENED = {"title": "เดิม", "causes": ["หนึ่ง"], "units": ["a"]}


def posted(**values):
    data = QueryDict(mutable=True)
    for name, value in values.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def typed_form(**values):
    form = SmallForm(posted(**values))
    form.full_clean()
    return form


def test_conflicts_name_what_differs_in_the_words_of_the_page():
    form = typed_form(title="ของฉัน", causes="หนึ่ง", units=["a"], due="๑ ต.ค. ๒๕๖๖", score="88.5")

    assert conflicts(form, STORED) == [
        {"label": "ชื่อ", "stored": "ของเขา", "typed": "ของฉัน"},
        {"label": "สาเหตุ", "stored": "หนึ่ง\nสอง", "typed": "หนึ่ง"},
        {"label": "กลุ่มงาน", "stored": "กลุ่ม ก\nกลุ่ม ข", "typed": "กลุ่ม ก"},
        {"label": "กำหนด", "stored": "", "typed": "1 ตุลาคม 2566"},
        {"label": "คะแนน", "stored": "", "typed": "88.5"},
    ]


def test_day_and_moment_are_shown_in_thai():
    field = forms.DateTimeField()

    assert as_shown(field, date(2026, 11, 20)) == "20 พฤศจิกายน 2569"
    assert as_shown(field, datetime(2026, 11, 20, 18, 5, tzinfo=UTC)) == "21 พฤศจิกายน 2569 เวลา 01.05 น."


def test_field_that_was_left_alone_gives_way_to_the_other_edit():
    shown = shown_marks(SmallForm(initial=OPENED))
    form = typed_form(title="ของฉัน", causes="หนึ่ง", units=["a"], shown=shown)

    assert {found.name: found.is_theirs for found in conflicts(form, STORED)} == {
        "title": False,
        "causes": True,
        "units": True,
    }


@pytest.mark.parametrize("shown", ["", "{", "[]", "null", '{"title": 1}', "[" * 100_000])
def test_without_knowing_what_was_shown_the_typed_value_stands(shown):
    form = typed_form(title="ของฉัน", shown=shown)

    assert conflicts(form, {"title": "ของเขา"})[0].is_theirs is False


def test_form_shown_again_carries_what_it_was_opened_with():
    shown = shown_marks(SmallForm(initial=OPENED))

    assert shown_marks(typed_form(title="ของฉัน", shown=shown)) == shown


def choice(form, name, value):
    """What the conflict page posts of one field."""
    found = next(found for found in conflicts(form, STORED) if found.name == name)
    return {f"choose-{name}": value, f"theirs-{name}": found.theirs, f"typed-{name}": found.typed_mark}


@pytest.mark.parametrize(
    ("name", "typed", "taken"),
    [("title", "ของฉัน", ["ของเขา"]), ("causes", "หนึ่ง", ["หนึ่ง\nสอง"]), ("units", ["a"], ["a", "b"]), ("score", "5", [])],
)
def test_chosen_value_of_the_other_takes_the_place_of_the_typed_one(name, typed, taken):
    form = typed_form(**{name: typed})
    data = posted(**{name: typed}, **choice(form, name, "theirs"))

    assert chosen(data).getlist(name) == taken
    assert SmallForm(chosen(data)).is_valid()


def test_typed_value_stays_where_it_was_chosen():
    form = typed_form(title="ของฉัน")
    data = posted(title="ของฉัน", **choice(form, "title", "mine"))

    assert chosen(data) is data


def test_what_is_typed_after_the_choice_counts_more_than_the_choice():
    form = typed_form(title="ของฉัน")
    data = posted(title="ของฉัน แก้ต่อ", **choice(form, "title", "theirs"))

    assert chosen(data).getlist("title") == ["ของฉัน แก้ต่อ"]


@pytest.mark.parametrize("theirs", ["", "{", "{}", "[1]", "null", "[" * 100_000])
def test_choice_that_can_not_be_read_leaves_the_typed_value(theirs):
    data = posted(title="ของฉัน", **{"choose-title": "theirs", "theirs-title": theirs, "typed-title": mark(["ของฉัน"])})

    assert chosen(data).getlist("title") == ["ของฉัน"]


def test_mark_is_the_same_for_line_ends_and_blank_boxes_of_any_browser():
    assert mark(["ก\r\nข", "", " "]) == mark(["ก\nข"])
    assert mark(["ก", "ข"]) != mark(["กข"])


def test_choice_of_nothing_posted_is_nothing():
    assert chosen(None) is None
    assert json.loads(shown_marks(SmallForm())).keys() == SmallForm.base_fields.keys() - {"version"}


@pytest.fixture
def officer_client(client):
    year = make_agency_year(make_agency("test"), 2567)
    client.force_login(make_user(officer_of=year.agency))
    client.year = year
    return client


def choices_of(response, **values):
    """What the page posts of its differing fields; `values` are theirs or mine by name."""
    return {
        name: value
        for found in response.context["conflicts"]
        for name, value in {
            f"choose-{found.name}": values[found.name],
            f"theirs-{found.name}": found.theirs,
            f"typed-{found.name}": found.typed_mark,
        }.items()
    }


@pytest.mark.django_db
def test_announced_results_are_saved_as_chosen(officer_client):
    assessment = make_assessment(officer_client.year, total="90", level="ผ่าน", version=2)
    path, typed = "/agencies/test/2567/scores/baseline/announced/", {"total": "95", "level": "ผ่านดี"}

    conflict = officer_client.post(path, {**typed, "version": "1"})
    answer = {**typed, "version": "2", **choices_of(conflict, total="mine", level="theirs")}
    officer_client.post(path, answer)

    assessment.refresh_from_db()
    assert conflict.status_code == 409
    assert 'name="choose-total" value="mine" checked' in conflict.content.decode()
    assert (assessment.total, assessment.level) == (95, "ผ่าน")


@pytest.mark.django_db
def test_finding_is_saved_as_chosen(officer_client):
    make_assessment(officer_client.year)
    finding = make_finding(officer_client.year, issue=1, causes=["ของเขา"], approaches=["ของเขา"], version=2)
    path = f"/agencies/test/2567/analysis/findings/{finding.pk}/"
    typed = {"issue": "1", "urgency": "urgent", "causes": "ของฉัน", "approaches": "ของฉัน"}

    conflict = officer_client.post(path, {**typed, "version": "1"})
    answer = {**typed, "version": "2", **choices_of(conflict, causes="mine", approaches="theirs")}
    officer_client.post(path, answer)

    assert conflict.status_code == 409
    assert (finding.texts("cause"), finding.texts("approach")) == (["ของฉัน"], ["ของเขา"])
