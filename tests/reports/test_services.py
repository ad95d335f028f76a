"""From stored rows to a document: everything arrives, and more rows cost no more queries."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.documents.model import Table
from reports.services import DocumentNotReady, build_document, draft_of, draw_pdf, html_for_browser
from tests.makers import make_agency_year, make_assessment, make_limitation, make_measure, make_progress
from tests.reports.samples import texts

pytestmark = pytest.mark.django_db


def filled_year(rows):
    agency_year = make_agency_year()
    make_assessment(agency_year, scores={"9": 95, "10": 93.75, "o29": 0})
    for number in range(rows):
        made = make_measure(agency_year, indicator="9", title=f"มาตรการ {number}", steps=["ขั้นตอนเดียวกัน"])
        make_progress(agency_year, made, performed=["ดำเนินการแล้ว"], budget_amount=Decimal(500))
        make_limitation(agency_year, f"ข้อจำกัด {number}")
    return type(agency_year).objects.select_related("agency").get(pk=agency_year.pk)


def queries_of(agency_year):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        build_document(agency_year, "full")
    return len(captured)


def test_queries_do_not_grow_with_rows():
    one, three = filled_year(1), filled_year(3)

    assert queries_of(one) == queries_of(three)


def test_stored_texts_reach_the_document():
    document = build_document(filled_year(2), "full")

    shown = texts(document)
    assert {"มาตรการ 0", "มาตรการ 1", "ขั้นตอนเดียวกัน", "ดำเนินการแล้ว", "ข้อจำกัด 1"} <= set(shown)
    assert any(isinstance(block, Table) and "ปัญหาอุปสรรค" in block.name for block in document.blocks)


def test_layout_of_another_kind_is_refused():
    with pytest.raises(DocumentNotReady, match="progress-4"):
        build_document(filled_year(1), "measures", "progress-4")


def test_unknown_kind_is_refused():
    with pytest.raises(DocumentNotReady, match="poster"):
        build_document(filled_year(1), "poster")


def test_draft_speaks_of_this_year():
    paragraphs = draft_of(filled_year(2), "introduction")

    assert any("มาตรการรวม ๒ มาตรการ" in paragraph for paragraph in paragraphs)


def test_preview_links_the_sites_own_style_sheets():
    agency_year = filled_year(1)

    page = html_for_browser(build_document(agency_year, "measures"), agency_year)

    assert 'href="/static/css/print.css"' in page


def test_download_is_a_pdf():
    pdf = draw_pdf(build_document(filled_year(1), "measures"), about="")

    assert pdf.startswith(b"%PDF-")
