"""The exchange file's reader, without a database: every fault at once, each with its place."""

import copy
import json

import pytest

from reports.exchange.file import read_file
from reports.exchange.reading import FaultyFile

GOOD = {
    "format": "ita-agency-year",
    "version": 1,
    "fiscal_year": 2567,
    "agency": {"code": "abc", "name": "สำนักงานตัวอย่าง", "kind": "education_area"},
    "assessment": {"framework": "ita-2566", "fiscal_year": 2566, "indicators": {"9": 95.5}, "items": {"o29": 0}},
    "findings": [{"indicator": "9", "items": ["o29"], "urgency": "urgent", "cause": "ไม่ครบ"}],
    "measures": [
        {
            "id": "m1",
            "indicator": "9",
            "urgency": "urgent",
            "steps": ["ประชุม"],
            "period": {"start": "2023-10-01", "end": "2024-09-30"},
        }
    ],
    "progress": {"entries": [{"id": "p1", "measure": "m1", "budget": {"amount": 0}}]},
}


def changed(path, value):
    """GOOD with one place changed; the path is written as a fault writes it, in a list."""
    content = copy.deepcopy(GOOD)
    target = content
    for step in path[:-1]:
        target = target[step]
    if value is KeyError:
        del target[path[-1]]
    else:
        target[path[-1]] = value
    return json.dumps(content).encode()


def faults_of(data):
    with pytest.raises(FaultyFile) as caught:
        read_file(data)
    return caught.value.faults


def test_good_file_is_read_into_plain_values():
    content = read_file(json.dumps(GOOD).encode())

    assert content.fiscal_year == 2567
    assert str(content.baseline.scores["9"]) == "95.5"
    assert content.findings[0].lines["cause"] == ("ไม่ครบ",)
    assert content.measures[0].values["period_end"].isoformat() == "2024-09-30"
    assert content.progress[0].values["budget_amount"] == 0


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        (["format"], "other", "format"),
        (["version"], 2, "version"),
        (["surprise"], 1, "surprise"),
        (["fiscal_year"], 2024, "fiscal_year"),
        (["fiscal_year"], "2567", "fiscal_year"),
        (["agency"], KeyError, "agency"),
        (["agency", "name"], "  ", "agency.name"),
        (["agency", "code"], "a b", "agency.code"),
        (["agency", "kind"], "shop", "agency.kind"),
        (["agency", "colour"], "red", "agency.colour"),
        (["assessment", "framework"], "ita-1999", "assessment.framework"),
        (["assessment", "fiscal_year"], 2565, "assessment.fiscal_year"),
        (["assessment", "overall"], 101, "assessment.overall"),
        (["assessment", "overall"], -1, "assessment.overall"),
        (["assessment", "overall"], "abc", "assessment.overall"),
        (["assessment", "overall"], True, "assessment.overall"),
        (["assessment", "items"], {"o99": 0}, "assessment.items.o99"),
        (["assessment", "items"], {"o29": 0, "O29": 0}, "assessment.items.O29"),
        (["assessment", "items"], {"9": 0}, "assessment.items.9"),
        (["findings", 0, "urgency"], "soon", "findings[0].urgency"),
        (["findings", 0, "urgency"], KeyError, "findings[0].urgency"),
        (["findings", 0, "issue"], 8, "findings[0].issue"),
        (["findings", 0, "items"], ["o44"], "findings[0].items[0]"),
        (["findings", 0, "causes"], ["อื่น"], "findings[0].cause"),
        (["measures", 0, "period", "end"], "2024-10-01", "measures[0].period.end"),
        (["measures", 0, "period", "start"], "2023-09-30", "measures[0].period.start"),
        (["measures", 0, "period", "end"], "2023-13-01", "measures[0].period.end"),
        (["measures", 0, "period", "end"], "2567-09-30", "measures[0].period.end"),
        (["measures", 0, "steps"], "ประชุม", "measures[0].steps"),
        (["measures", 0, "steps"], [1], "measures[0].steps[0]"),
        (["measures", 0, "steps"], ["ก" * 20_001], "measures[0].steps[0]"),
        (["measures", 0, "title"], "ก\u0000", "measures[0].title"),
        (["measures", 0, "title"], "\ud800", "measures[0].title"),
        (["measures", 0, "id"], " ", "measures[0].id"),
        (["progress", "entries", 0, "measure"], "m9", "progress.entries[0].measure"),
        (["progress", "entries", 0, "budget"], {"amount": -5}, "progress.entries[0].budget.amount"),
        (["progress", "photos"], [{"caption": "ภาพ", "file": "../x.jpg"}], "progress.photos[0].file"),
        (["history"], [{"fiscal_year": 2565}, {"fiscal_year": 2565}], "history[1].fiscal_year"),
    ],
)
def test_fault_names_its_place(path, value, place):
    assert place in [fault.path for fault in faults_of(changed(path, value))]


def test_end_before_start_is_a_fault_of_the_end():
    content = copy.deepcopy(GOOD)
    content["measures"][0]["period"] = {"start": "2024-05-01", "end": "2024-04-30"}

    faults = faults_of(json.dumps(content).encode())

    assert [fault.path for fault in faults] == ["measures[0].period.end"]
    assert "2024-05-01" in faults[0].allowed


def test_all_faults_are_reported_at_once():
    content = copy.deepcopy(GOOD)
    content["agency"]["kind"] = "shop"
    content["measures"].append({**content["measures"][0], "urgency": "soon"})

    places = {fault.path for fault in faults_of(json.dumps(content).encode())}

    assert places == {"agency.kind", "measures[1].urgency", "measures[1].id"}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not json",
        json.dumps(GOOD).encode()[:200],
        b"\xff\xfe{}",
        b"[1, 2]",
        b"null",
        b"[" * 100_000,
        b'{"format": NaN}',
        b'{"format": "a", "format": "b"}',
        b'{"fiscal_year": ' + b"9" * 5000 + b"}",
    ],
)
def test_what_is_no_file_of_this_format_is_refused(data):
    assert faults_of(data)


def test_codes_are_taken_as_people_type_them():
    data = changed(["assessment", "items"], {"O๒๙": 0, "๐30": 50})

    assert {code: int(score) for code, score in read_file(data).baseline.scores.items() if code[0] == "o"} == {
        "o29": 0,
        "o30": 50,
    }
