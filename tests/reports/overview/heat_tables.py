"""The heat map as a person reads it, and the same figures computed from the stored scores."""

from fractions import Fraction

import lxml.html

from assessments import thai
from assessments.scoring.arithmetic import rounded
from reports.models.overview import FIGURES


def table(response):
    """{row: its cells} as a person reads them."""
    (found,) = lxml.html.fromstring(response.content).xpath("//table[contains(@class, 'heat-table')]")
    rows = found.xpath(".//tbody/tr")
    return {
        " ".join(row.xpath("./th/a/text() | ./th/text()")).strip(): [
            cell.text_content().strip() for cell in row.xpath("./td")
        ]
        for row in rows
    }


def printed(value):
    return thai.score(rounded(value, 2))


def figures_of(assessment):
    """Codes of the columns and their figures, computed from the stored scores."""
    results = assessment.compute()
    return {"total": results.total.value} | {code: results.value(code) for code in FIGURES if code != "total"}


def mean_of(values):
    """Of figures as they are published."""
    known = [rounded(value, 2) for value in values if value is not None]
    return Fraction(sum(known)) / len(known) if known else None
