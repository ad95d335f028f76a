"""A document comes back from its frozen form exactly, or the reason is named."""

import copy
import json
from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from assessments.charts import Bar, BarChart, Mark
from assessments.models import AgencyYear
from reports.documents import KIND_NAMES
from reports.documents.freezing import (
    CannotFreeze,
    UnfitValue,
    UnknownField,
    UnknownFormat,
    frozen,
    thawed,
)
from reports.documents.model import (
    AttachedPages,
    Chart,
    Cover,
    Document,
    Emblem,
    Listing,
    Paragraph,
    Part,
    Photos,
    Picture,
    Signature,
    Table,
)
from reports.documents.version_mark import version_mark
from reports.services import build_document

BLOCKS = (
    Cover(("ก", "ข"), "ปี", "หน่วยงาน", ("กรม",), Emblem("logo.png", "ตรา")),
    Cover(("ก",), "ปี", "หน่วยงาน", ()),
    Paragraph("ข้อความ", bold=((0, 3), (4, 5))),
    Listing(("หนึ่ง", "สอง"), bold=((), ((1, 2),))),
    Chart(BarChart("แผนภูมิ", "ชื่อ", "คะแนน", (Bar("ก", "85", 85.25), Bar("ข", "–", None, True)), Mark(85.0, "ผ่าน"))),
    Chart(BarChart("แผนภูมิ", "ชื่อ", "คะแนน", (), None)),
    Photos((Picture("ภาพ", "a.jpg", date(2024, 6, 1), "๑ มิถุนายน ๒๕๖๗"), Picture("ไม่มีไฟล์"))),
    Signature((("ลงชื่อ", ""), ("(นายตัวอย่าง)",))),
    AttachedPages("a.pdf", "เอกสารแนบ ๓ หน้า"),
    version_mark(2, date(2026, 11, 21), "https://ita.example/v/ABCD2345", "thai"),
)
DOCUMENT = Document("measures", "มาตรการ", "หน่วยงาน", 2567, "thai", (Part("a", BLOCKS, continues=True),))


def through_json(document):
    return thawed(json.loads(json.dumps(frozen(document))))


def test_each_sort_of_block_comes_back():
    assert through_json(DOCUMENT) == DOCUMENT


@pytest.mark.django_db
def test_each_document_of_the_demonstration_comes_back():
    call_command("load_demo", stdout=StringIO())
    documents = [
        build_document(year, kind) for year in AgencyYear.objects.select_related("agency") for kind in KIND_NAMES
    ]

    assert len(documents) == 30
    assert any(isinstance(block, Table) for document in documents for block in document.blocks)
    assert [document for document in documents if through_json(document) != document] == []


def test_every_field_is_written_so_that_later_defaults_change_nothing():
    value = frozen(replace(DOCUMENT, parts=(Part("a", (Paragraph("ก"),)),)))

    assert value["document"]["parts"][0]["blocks"] == [
        {"type": "Paragraph", "text": "ก", "label": "", "style": "body", "bold": []}
    ]


def test_field_that_came_later_takes_its_default():
    value = frozen(DOCUMENT)
    del value["document"]["parts"][0]["chapter"]

    assert thawed(value) == DOCUMENT


def changed(change):
    value = copy.deepcopy(frozen(DOCUMENT))
    change(value)
    return value


@pytest.mark.parametrize(
    "value", [None, [], {}, {"format": 2, "document": {}}, changed(lambda value: value.pop("format"))]
)
def test_unknown_format_is_refused(value):
    with pytest.raises(UnknownFormat):
        thawed(value)


def test_unknown_field_is_named():
    value = changed(lambda value: value["document"]["parts"][0].update(colour="red"))

    with pytest.raises(UnknownField, match="Part has no colour"):
        thawed(value)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("fiscal_year", "2567"),
        ("title", None),
        ("parts", "x"),
        ("parts", [{"type": "Poster"}]),
        ("parts", [{"type": "Part", "key": "a", "blocks": [{"type": "Poster"}]}]),
        ("parts", [{"type": "Part", "key": "a", "blocks": [{"type": "Paragraph"}]}]),
        ("parts", [{"type": "Part", "key": "a", "blocks": [{"type": "Paragraph", "text": "ก", "bold": [[1]]}]}]),
    ],
)
def test_value_that_does_not_fit_its_field_is_refused(name, wrong):
    with pytest.raises(UnfitValue):
        thawed(changed(lambda value: value["document"].update({name: wrong})))


def test_day_that_is_none_is_refused():
    value = changed(lambda value: value["document"]["parts"][0]["blocks"][6]["pictures"][0].update(taken_on="1 มิ.ย."))

    with pytest.raises(UnfitValue, match="no day"):
        thawed(value)


def test_document_of_more_than_plain_values_is_not_frozen():
    with pytest.raises(CannotFreeze, match="list"):
        frozen(replace(DOCUMENT, parts=[]))
