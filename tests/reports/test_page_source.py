"""Pages read as XML: the same tree as by the rules of HTML, and the same for what is no XML."""

import pytest
from weasyprint import HTML

from reports.documents import build
from reports.writers.fetcher import ClosedFetcher
from reports.writers.html import for_pdf
from reports.writers.page_source import PageSource
from reports.writers.pdf import BASE_URL
from tests.reports.samples import content, measure, progress

FACTS = {"scores": {"9": 90, "o29": 0}, "measures": [measure(title="<b>ก & ข</b>", steps=("ก\nข", "ค"))]}


def tree(page):
    """Tags, attributes and texts in order; the space between elements, which nobody sees, left out."""
    return [
        (element.tag, dict(element.attrib), (element.text or "").strip(), (element.tail or "").strip())
        for element in page.etree_element.iter()
    ]


def read_both_ways(page):
    fetcher = ClosedFetcher()
    return tree(PageSource(page, BASE_URL, fetcher)), tree(HTML(string=page, base_url=BASE_URL, url_fetcher=fetcher))


@pytest.mark.parametrize("kind", ["analysis", "measures", "progress", "full", "announcement"])
def test_every_section_of_every_kind_is_read_as_html_reads_it(kind):
    for section in for_pdf(build(content(**FACTS, progress=(progress(),)), kind)).sections:
        as_xml, as_html = read_both_ways(section.html)

        assert as_xml == as_html


def test_page_that_is_no_xml_is_read_by_the_rules_of_html():
    as_xml, as_html = read_both_ways("<!doctype html><html lang=th><body><p>ก<p>ข &nbsp; <br></body></html>")

    assert as_xml == as_html
    assert [tag for tag, *_ in as_xml].count("p") == 2
