"""The data files of an invented publication, from plain values: the same as of its rows, without a query."""

import json
from functools import lru_cache

from assessments.framework_store import get_framework
from reports.documents.composing import Setup
from reports.exchange.exporting import finding_value, measure_value, progress_value
from reports.exchange.file import FORMAT, VERSION
from reports.exchange.published import published_value
from reports.exchange.results_reading import DEPTHS

SETUP = Setup()


def data_of(work, kind: str) -> dict:
    """What leaves the portal with this document; see reports.exchange."""
    return published_value(work.exported, kind, SETUP)


def json_of(value: dict) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def exported(work) -> dict:
    """As export_agency_year makes it of the stored rows."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "fiscal_year": work.fiscal_year,
        "agency": agency_value(work.member),
        "assessment": results_value(work),
        "history": [],
        "findings": [finding_value(one) for one in work.findings],
        "measures": [measure_value(one) for one in work.measures],
        "constraints": [],
        "narrative": {},
        "progress": {"result": None, "entries": [progress_value(one) for one in work.reports], "photos": []},
    }


def agency_value(member):
    agency = member.agency
    return {
        "code": agency.code,
        "name": agency.name,
        "short_name": agency.short_name,
        "kind": agency.kind,
        "parents": list(member.parents),
        "province": agency.province,
        "district": agency.district,
        "numerals": agency.numerals,
        "units": list(member.units),
    }


def results_value(work):
    return {
        "framework": work.framework_code,
        "fiscal_year": work.assessed_year,
        "overall": number(work.total),
        "level": work.level,
        "rank": {"position": None, "group": ""},
        "peers": {"label": "", "count": None, "average": None},
        **{
            depth: {code: number(work.scores[code]) for code in codes if code in work.scores}
            for depth, codes in codes_by_depth(work.framework_code).items()
        },
    }


@lru_cache
def codes_by_depth(framework_code):
    framework = get_framework(framework_code)
    return {
        group: tuple(code for code in framework.entries if framework.depth_of(code) == depth)
        for group, depth in DEPTHS.items()
    }


def number(hundredths):
    """A JSON number with the digits that were announced."""
    whole, rest = divmod(hundredths, 100)
    return hundredths / 100 if rest else whole
