"""Export → import → export is the identity for an agency-year of any kind, year and text, in JSON and as a workbook."""

import json
from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments.fiscal_year import first_day, last_day
from assessments.framework_store import all_frameworks
from assessments.models import Agency, AgencyYear, Change
from reports.exchange.exporting import export_agency_year
from reports.exchange.file import read_file
from reports.exchange.importing import import_agency_year
from reports.exchange.workbook import write_workbook
from reports.exchange.workbook_reading import read_workbook
from tests.assessments.exchange.nasty import long_texts, scores, texts

pytestmark = pytest.mark.django_db

lists = st.lists(texts, max_size=3)
urgencies = st.sampled_from(["urgent", "develop", "maintain"])
named = texts.filter(lambda text: text.strip())
GROUPS = {"instruments": "instrument", "indicators": "indicator", "sub_indicators": "sub_indicator", "items": "item"}


def short(most):
    return texts.map(lambda text: text[:most])


def assessments(framework):
    codes = {group: [c for c in framework.entries if framework.depth_of(c) == depth] for group, depth in GROUPS.items()}
    return st.fixed_dictionaries(
        {"framework": st.just(framework.code), "fiscal_year": st.just(framework.fiscal_year)},
        optional={
            "overall": st.none() | scores,
            "level": short(100),
            "rank": st.fixed_dictionaries({}, optional={"position": st.integers(1, 9_999_999), "group": short(300)}),
            "peers": st.fixed_dictionaries(
                {}, optional={"label": short(300), "count": st.integers(1, 9), "average": scores}
            ),
            **{
                group: st.dictionaries(st.sampled_from(known), st.none() | scores, max_size=4)
                for group, known in codes.items()
                if known
            },
        },
    )


def days(year=None):
    least, most = (first_day(year), last_day(year)) if year else (date(2015, 1, 1), date(2035, 12, 31))
    return st.none() | st.dates(least, most).map(date.isoformat)


def periods(year=None):
    both = st.tuples(days(year), days(year), texts)
    return both.map(lambda p: dict(zip(("start", "end"), in_order(*p[:2]), strict=True)) | {"text": p[2]})


def in_order(start, end):
    return sorted((start, end)) if start and end else (start, end)


def findings(items, indicators):
    optional = {"issue": st.integers(1, 7), "indicator": indicators, "lowest": items, "approach": lists}
    several = st.fixed_dictionaries({"urgency": urgencies, "items": st.lists(items, max_size=3), "causes": lists})
    single = st.fixed_dictionaries({"urgency": urgencies, "cause": texts})
    return st.one_of(
        *(st.tuples(each, st.fixed_dictionaries({}, optional=optional)).map(merged) for each in (several, single))
    )


def merged(pair):
    return pair[0] | pair[1]


def measures(items, indicators, year):
    lines = ("improvement", "assessed_points", "causes", "approach", "steps", "responsible", "constraints")
    optional = {
        "issue": st.none() | st.integers(1, 7),
        "indicator": st.none() | indicators,
        "items": st.lists(items, max_size=3),
        "period": periods(year),
        **dict.fromkeys(("title", "weak_point", "monitoring"), texts),
        **dict.fromkeys(lines, lists),
    }
    return st.lists(st.fixed_dictionaries({"urgency": urgencies}, optional=optional), max_size=2)


def entries(indicators):
    amount = st.integers(0, 10**9) | st.decimals(0, 1000, places=2).map(float)
    budget = st.fixed_dictionaries({}, optional={"amount": amount, "source": texts})
    optional = {
        "indicator": indicators,
        "budget": st.none() | budget,
        "period": periods(),
        **dict.fromkeys(("performed", "outcomes"), lists),
        **dict.fromkeys(("activity", "obstacles", "suggestions"), texts),
    }
    return st.lists(st.fixed_dictionaries({}, optional=optional), max_size=2)


photos = st.lists(
    st.fixed_dictionaries(
        {"caption": texts},
        optional={"date": days(), "file": st.none() | st.sampled_from(["ภาพ ๑.jpg", "a/b.png", "=1.jpg"])},
    ),
    max_size=2,
)
history = st.lists(
    st.fixed_dictionaries(
        {"fiscal_year": st.integers(2558, 2570)},
        optional={
            "overall": st.none() | scores,
            "indicators": st.dictionaries(st.sampled_from(["1", "9", "10"]), st.none() | scores),
        },
    ),
    max_size=3,
    unique_by=lambda past: past["fiscal_year"],
)
narratives = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(("preface", "introduction", "summary"), lists),
        "strength_factors": st.fixed_dictionaries({}, optional=dict.fromkeys(("IIT", "EIT", "OIT"), lists)),
    },
)


@st.composite
def agencies(draw, framework):
    return draw(
        st.fixed_dictionaries(
            {
                "code": st.from_regex(r"[A-Za-z0-9_-]{1,50}", fullmatch=True),
                "name": named,
                "kind": st.sampled_from(list(framework.kinds)),
            },
            optional={
                "numerals": st.sampled_from(["thai", "arabic"]),
                **{name: short(100) for name in ("short_name", "province", "district")},
                **dict.fromkeys(("parents", "units"), lists),
            },
        )
    )


@st.composite
def agency_years(draw):
    """Any exchange file that is valid: every framework, every kind of agency, every part there or not."""
    before, framework = draw(st.sampled_from(list(zip((None, *all_frameworks()), all_frameworks(), strict=False))))
    year = framework.fiscal_year + 1
    items = st.sampled_from([item.code for item in framework.items])
    indicators = st.sampled_from([entry.code for entry in (*framework.indicators, *framework.sub_indicators)])
    plan = with_ids(draw(measures(items, indicators, year)), "m")
    done = with_ids(draw(entries(indicators)), "=p")
    if plan and done:
        done[0]["measure"] = plan[0]["id"]
    parts = {
        "history": draw(history),
        "findings": draw(st.lists(findings(items, indicators), max_size=2)),
        "measures": plan,
        "constraints": draw(lists | long_texts.map(lambda text: [text])),
        "narrative": draw(narratives),
        "progress": {
            "entries": done,
            "photos": draw(photos),
            "result": draw(st.none() | assessments(before or framework)),
        },
    }
    left_out = draw(st.sets(st.sampled_from(list(parts)))) - ({"measures"} if done else set())
    return {
        "format": "ita-agency-year",
        "version": 1,
        "fiscal_year": year,
        "agency": draw(agencies(framework)),
        "assessment": draw(assessments(framework)),
        **{name: value for name, value in parts.items() if name not in left_out},
    }


def with_ids(rows, letter):
    return [{"id": f"{letter}{number}", **row} for number, row in enumerate(rows, 1)]


def put_in(data):
    return import_agency_year(file=read_file(data)).agency_year


def taken_out(agency_year) -> bytes:
    stored = AgencyYear.objects.select_related("agency").get(pk=agency_year.pk)
    return json.dumps(export_agency_year(stored), ensure_ascii=False, indent=1).encode()


def empty_portal():
    for year in AgencyYear.objects.all():
        year.progress_entries.all().delete()
        year.delete()
    Change.objects.all()._raw_delete("default")
    Agency.objects.all().delete()


@given(content=agency_years())
@settings(max_examples=20, database=None, deadline=None, suppress_health_check=list(HealthCheck))
def test_json_of_any_year_is_the_same_after_it_went_through_another_portal(content):
    with transaction.atomic():
        out = taken_out(put_in(json.dumps(content).encode()))
        empty_portal()

        assert taken_out(put_in(out)) == out
        assert import_agency_year(file=read_file(out)).changed is False
        transaction.set_rollback(True)


@given(content=agency_years())
@settings(max_examples=12, database=None, deadline=None, suppress_health_check=list(HealthCheck))
def test_workbook_of_any_year_is_the_same_after_it_went_through_another_portal(content):
    with transaction.atomic():
        out = taken_out(put_in(json.dumps(content).encode()))
        book = write_workbook(json.loads(out))
        empty_portal()

        again = taken_out(import_agency_year(file=read_workbook(book)).agency_year)

        assert again == out
        assert write_workbook(json.loads(again)) == book
        transaction.set_rollback(True)


@pytest.mark.parametrize("caption", ["", " ", "\t", "\u00a0\n", "\\e"])
def test_photo_of_which_next_to_nothing_is_said_is_a_row_of_the_workbook(caption):
    out = taken_out(put_in(json.dumps(small("own") | {"progress": {"photos": [{"caption": caption}]}}).encode()))
    book = write_workbook(json.loads(out))
    empty_portal()

    again = taken_out(import_agency_year(file=read_workbook(book)).agency_year)

    assert again == out
    assert [photo["caption"] for photo in json.loads(again)["progress"]["photos"]] == [caption]


def test_file_of_one_agency_under_the_code_of_another_changes_nothing_else(tmp_path):
    own = put_in(json.dumps(small("own")).encode())
    before = taken_out(own)
    value = json.loads(before)
    value["agency"]["code"] = "fresh"

    fresh = put_in(json.dumps(value).encode())

    assert fresh != own
    assert taken_out(own) == before
    assert taken_out(fresh) == before.replace(b'"code": "own"', b'"code": "fresh"')


def small(code):
    return {
        "format": "ita-agency-year",
        "version": 1,
        "fiscal_year": 2569,
        "agency": {"code": code, "name": "=หน่วยงาน", "kind": "court"},
        "assessment": {"framework": "ita-2568", "fiscal_year": 2568, "items": {"o1": 33.333333}},
        "measures": [{"id": "m1", "urgency": "urgent", "steps": ["", "+66"]}],
    }
