"""What leaves with a published document is what the document shows, and still an exchange file."""

import json

import pytest

from reports.documents.composing import Setup
from reports.exchange.file import read_file
from reports.exchange.published import published_value
from tests.reports.test_exchange_round_trip import minimal

MEASURE = {
    "id": "m1",
    "issue": 2,
    "indicator": "9",
    "items": ["o29"],
    "urgency": "urgent",
    "title": "ชื่อ",
    "weak_point": "จุดอ่อน",
    "improvement": ["ปรับ"],
    "assessed_points": ["จุด"],
    "causes": ["สาเหตุ"],
    "approach": ["แนวทาง"],
    "steps": ["ขั้น"],
    "period": {"start": "2023-10-01", "end": None, "text": ""},
    "responsible": ["กลุ่ม"],
    "monitoring": "รายงาน",
    "constraints": ["จำกัด"],
}
VALUE = minimal(
    agency={"code": "own", "name": "หน่วยงาน", "kind": "education_area"},
    history=[{"fiscal_year": 2565, "overall": 90, "indicators": {}}],
    findings=[{"indicator": "9", "items": [], "urgency": "urgent", "causes": ["สาเหตุ"], "approach": []}],
    measures=[MEASURE],
    constraints=["ข้อจำกัด"],
    narrative={"preface": ["คำนำ"], "introduction": ["บทนำ"], "summary": ["สรุป"], "strength_factors": {"IIT": ["ก"]}},
    progress={
        "result": None,
        "entries": [{"id": "p1", "measure": "m1", "performed": ["ทำแล้ว"]}],
        "photos": [{"caption": "ภาพ", "date": None, "file": None}],
    },
)


def of(kind, **setup):
    return published_value(VALUE, kind, Setup(**setup))


def sections(value):
    return {
        "history": bool(value["history"]),
        "findings": bool(value["findings"]),
        "steps": any(measure["steps"] for measure in value["measures"]),
        "names": any(measure["title"] for measure in value["measures"]),
        "constraints": bool(value["constraints"]),
        "narrative": sorted(value["narrative"]),
        "entries": bool(value["progress"]["entries"]),
        "photos": bool(value["progress"]["photos"]),
    }


NOTHING = {
    "history": False,
    "findings": False,
    "steps": False,
    "names": False,
    "constraints": False,
    "narrative": [],
    "entries": False,
    "photos": False,
}


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("analysis", {"history": True, "findings": True, "narrative": ["preface", "strength_factors"]}),
        ("measures", {"steps": True, "names": True, "constraints": True, "narrative": ["introduction"]}),
        ("progress", {"names": True, "entries": True, "photos": True, "narrative": ["summary"]}),
        ("announcement", {"names": True}),
    ],
)
def test_document_takes_along_what_it_shows_and_no_draft_of_the_rest(kind, shown):
    assert sections(of(kind)) == NOTHING | shown


def test_full_report_takes_everything():
    assert of("full") == VALUE


def test_part_that_is_switched_off_stays_at_home():
    value = of("measures", parts=(("limitations", False),))

    assert value["constraints"] == []
    assert value["measures"] == [MEASURE]


def test_chapter_part_that_is_switched_off_stays_at_home():
    value = of("full", parts=(("progress-progress", False), ("progress-overview", False), ("progress-budget", False)))

    assert value["progress"]["entries"] == []
    assert value["measures"] == [MEASURE]


@pytest.mark.parametrize("kind", ["analysis", "measures", "progress", "full", "announcement"])
def test_what_leaves_can_be_imported(kind):
    content = read_file(json.dumps(of(kind)).encode())

    assert content.agency.code == "own"
    assert content.baseline is not None
