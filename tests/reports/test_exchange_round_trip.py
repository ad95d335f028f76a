"""Import and export: every leaf comes back, a second import changes nothing, a fault changes nothing at all."""

import json
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments.models import Agency, AgencyYear, Change
from measures.models import Measure
from reports.exchange.exporting import NothingToExport, export_agency_year
from reports.exchange.file import read_file
from reports.exchange.importing import import_agency_year
from reports.narratives import create_narrative
from tests.makers import make_agency_year, make_measure

pytestmark = pytest.mark.django_db


def leaves(value, path=""):
    if isinstance(value, dict):
        return {k: v for key, child in value.items() for k, v in leaves(child, f"{path}.{key}").items()}
    if isinstance(value, list):
        return {k: v for index, child in enumerate(value) for k, v in leaves(child, f"{path}[{index}]").items()}
    return {} if value is None else {path: value}


def put_in(content):
    return import_agency_year(file=read_file(json.dumps(content).encode()))


def taken_out(content):
    year = AgencyYear.objects.get(agency__code=content["agency"]["code"], fiscal_year=content["fiscal_year"])
    return json.loads(json.dumps(export_agency_year(year)))


def minimal(**parts):
    return {
        "format": "ita-agency-year",
        "version": 1,
        "fiscal_year": 2567,
        "agency": {"code": "abc", "name": "สำนักงานตัวอย่าง", "kind": "education_area"},
        "assessment": {"framework": "ita-2566", "fiscal_year": 2566},
        **parts,
    }


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30)
lists = st.lists(texts, max_size=4)
scores = st.decimals(0, 100, places=2, allow_nan=False).map(float)
urgencies = st.sampled_from(["urgent", "develop", "maintain"])
days = st.dates(min_value=__import__("datetime").date(2023, 10, 1), max_value=__import__("datetime").date(2024, 9, 30))
periods = st.tuples(days, days, texts).map(
    lambda p: {"start": min(p[:2]).isoformat(), "end": max(p[:2]).isoformat(), "text": p[2]}
)
items = st.lists(st.sampled_from(["o1", "o29", "i30", "e15"]), max_size=3)
assessments = st.fixed_dictionaries(
    {"framework": st.just("ita-2566"), "fiscal_year": st.just(2566)},
    optional={
        "overall": scores,
        "level": texts,
        "rank": st.fixed_dictionaries({"position": st.integers(1, 9999), "group": texts}),
        "peers": st.fixed_dictionaries({"label": texts, "count": st.integers(1, 9999), "average": scores}),
        "instruments": st.dictionaries(st.sampled_from(["IIT", "EIT", "OIT"]), scores),
        "indicators": st.dictionaries(st.sampled_from(["1", "9", "10"]), scores),
        "sub_indicators": st.dictionaries(st.sampled_from(["9.5", "10.1"]), scores),
        "items": st.dictionaries(st.sampled_from(["i1", "e15", "o29"]), scores),
    },
)
findings = st.fixed_dictionaries(
    {"urgency": urgencies, "causes": lists, "approach": lists, "items": items},
    optional={"issue": st.integers(1, 7), "indicator": st.sampled_from(["9", "10"]), "lowest": st.just("o29")},
)
measures = st.fixed_dictionaries(
    {"urgency": urgencies, "period": periods, "items": items},
    optional={
        "issue": st.integers(1, 7),
        "indicator": st.sampled_from(["9", "10"]),
        **dict.fromkeys(["title", "weak_point", "monitoring"], texts),
        **dict.fromkeys(
            ["improvement", "assessed_points", "causes", "approach", "steps", "responsible", "constraints"], lists
        ),
    },
)
entries = st.fixed_dictionaries(
    {"performed": lists, "outcomes": lists},
    optional={
        "budget": st.fixed_dictionaries(
            {"amount": st.integers(0, 10**9) | st.decimals(0, 1000, places=2).map(float), "source": texts}
        ),
        "period": periods,
        **dict.fromkeys(["activity", "obstacles", "suggestions"], texts),
    },
)
history = st.lists(
    st.fixed_dictionaries(
        {"fiscal_year": st.integers(2558, 2566), "overall": scores},
        optional={"indicators": st.dictionaries(st.sampled_from(["1", "10"]), scores)},
    ),
    max_size=4,
    unique_by=lambda past: past["fiscal_year"],
)
factors = st.fixed_dictionaries({}, optional=dict.fromkeys(["IIT", "EIT", "OIT"], lists))
narratives = st.fixed_dictionaries(
    {}, optional={**dict.fromkeys(["preface", "introduction", "summary"], lists), "strength_factors": factors}
)


def with_ids(rows, letter):
    return [{"id": f"{letter}{number}", **row} for number, row in enumerate(rows, 1)]


@st.composite
def files(draw):
    plan = with_ids(draw(st.lists(measures, max_size=3)), "m")
    done = with_ids(draw(st.lists(entries, max_size=3)), "p")
    if plan and done:
        done[0]["measure"] = plan[0]["id"]
    return minimal(
        assessment=draw(assessments),
        history=draw(history),
        findings=draw(st.lists(findings, max_size=3)),
        measures=plan,
        constraints=draw(lists),
        narrative=draw(narratives),
        progress={"entries": done, "result": draw(st.none() | assessments)},
    )


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(content=files())
def test_every_leaf_comes_back_and_a_second_import_changes_nothing(content):
    first = put_in(content)
    once = taken_out(content)
    changes = Change.objects.count()
    second = put_in(content)

    expected, found = leaves(content), leaves(once)
    assert {path: found.get(path) for path in expected} == expected
    assert first.agency_year == second.agency_year
    assert (second.changed, Change.objects.count()) == (False, changes)
    assert put_in(once).changed is False
    assert taken_out(content) == once


def test_changed_file_replaces_what_it_changes_and_keeps_the_history():
    put_in(
        minimal(measures=[{"id": "m1", "urgency": "urgent", "steps": ["ก", "ข"]}, {"id": "m2", "urgency": "develop"}])
    )
    kept = Measure.objects.get(key="m1")

    put_in(minimal(measures=[{"id": "m1", "urgency": "urgent", "steps": ["ก", "ค"]}]))

    measure = Measure.objects.get()
    assert (measure.pk, measure.version, measure.texts("step")) == (kept.pk, kept.version + 1, ["ก", "ค"])
    change = Change.objects.get(record__contains="m1", before="ก\nข")
    assert (change.field, change.after, change.fiscal_year) == ("ขั้นตอนหรือวิธีการปฏิบัติ", "ก\nค", 2567)
    assert Change.objects.filter(record__contains="m2", after="").exists()


def test_import_keeps_texts_that_the_file_cannot_hold():
    content = minimal(narrative={"preface": ["คำนำ"]})
    year = put_in(content).agency_year
    for part in ("announcement", "announcement_subject", "summary"):
        create_narrative(year, part, {"paragraph": ["ของหน่วยงาน"]}, None)

    again = put_in(content)

    assert sorted(year.narratives.values_list("part", flat=True)) == ["announcement", "announcement_subject", "preface"]
    assert again.changed


def test_import_leaves_other_agencies_and_years_alone():
    other_year = put_in(minimal(fiscal_year=2568, measures=[{"id": "m1", "urgency": "urgent", "title": "ปีอื่น"}]))
    other_agency = make_measure(make_agency_year(fiscal_year=2567), title="หน่วยงานอื่น")
    before = export_agency_year(other_year.agency_year)

    put_in(
        minimal(
            measures=[{"id": "m1", "urgency": "develop"}],
            assessment={"framework": "ita-2566", "fiscal_year": 2566, "overall": 80},
        )
    )

    assert export_agency_year(AgencyYear.objects.get(pk=other_year.agency_year.pk)) == before
    assert Measure.objects.get(pk=other_agency.pk).version == other_agency.version


def test_decomposed_sara_am_comes_back_as_it_was_sent():
    sent = "ทํางาน น้ํา"

    put_in(minimal(constraints=[sent]))

    assert taken_out(minimal())["constraints"] == [sent]


def test_six_decimals_come_back():
    put_in(
        minimal(
            assessment={"framework": "ita-2566", "fiscal_year": 2566, "overall": 81.455, "indicators": {"9": 86.277778}}
        )
    )

    out = taken_out(minimal())["assessment"]
    assert (out["overall"], out["indicators"]["9"]) == (81.455, 86.277778)
    assert AgencyYear.objects.get().baseline.total == Decimal("81.455")


def test_import_command_reports_every_fault_and_saves_nothing(tmp_path):
    path = tmp_path / "file.json"
    path.write_text(json.dumps(minimal(findings=[{"urgency": "soon"}], surprise=1)))

    with pytest.raises(CommandError) as caught:
        call_command("import_agency_year", path)

    assert "findings[0].urgency" in str(caught.value)
    assert "surprise" in str(caught.value)
    assert not Agency.objects.exists()


def test_import_command_says_that_a_file_is_missing(tmp_path):
    with pytest.raises(CommandError, match="อ่านไฟล์"):
        call_command("import_agency_year", tmp_path / "none.json")


def test_missing_photo_is_named_and_its_caption_kept(tmp_path):
    path = tmp_path / "file.json"
    photos = {"photos": [{"caption": "ประชุม", "date": "2024-06-26", "file": "gone.jpg"}]}
    path.write_text(json.dumps(minimal(progress=photos)))
    errors = StringIO()

    call_command("import_agency_year", path, stdout=StringIO(), stderr=errors)

    assert "gone.jpg" in errors.getvalue()
    assert taken_out(minimal())["progress"]["photos"] == [
        {"caption": "ประชุม", "date": "2024-06-26", "file": "gone.jpg"}
    ]


def test_export_command_names_the_years_there_are():
    put_in(minimal())

    with pytest.raises(CommandError, match="2567"):
        call_command("export_agency_year", "--agency", "abc", "--fiscal-year", "2560")


def test_export_without_framework_is_refused():
    with pytest.raises(NothingToExport):
        export_agency_year(make_agency_year())
