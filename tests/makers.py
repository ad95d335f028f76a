"""Plain functions that make rows for tests; every value that matters is given by the test."""

from datetime import date
from decimal import Decimal
from itertools import count

from django.contrib.auth import get_user_model

from assessments.models import (
    Agency,
    AgencyName,
    AgencyYear,
    Assessment,
    Finding,
    FindingLine,
    Membership,
    PastResult,
    PastScore,
    Score,
)
from measures.models import Limitation, Measure, MeasureLine, ProgressEntry, ProgressLine

numbers = count(1)


def make_agency(code=None, *, name="", kind="education_area", units=(), parents=(), **values):
    code = code or f"agency-{next(numbers)}"
    agency = Agency.objects.create(code=code, name=name or f"หน่วยงาน {code}", kind=kind, **values)
    for name_kind, texts in (("unit", units), ("parent", parents)):
        for position, text in enumerate(texts):
            AgencyName.objects.create(agency=agency, kind=name_kind, position=position, text=text)
    return agency


def make_user(username=None, *, officer_of=(), administrator=False, **values):
    """A person with the password "secret-for-tests"; officer of the agencies given, or administrator of all."""
    username = username or f"user-{next(numbers)}"
    user = get_user_model().objects.create_user(username=username, password="secret-for-tests", **values)
    for agency in [officer_of] if isinstance(officer_of, Agency) else officer_of:
        Membership.objects.create(user=user, agency=agency, role=Membership.Role.OFFICER)
    if administrator:
        Membership.objects.create(user=user, role=Membership.Role.ADMINISTRATOR, reach="all")
    return user


def make_agency_year(agency=None, fiscal_year=2567):
    return AgencyYear.objects.create(agency=agency or make_agency(), fiscal_year=fiscal_year)


def make_assessment(
    agency_year=None, *, role="baseline", framework="ita-2566", fiscal_year=None, scores=None, **values
):
    """`scores` is {code: number}; values are the announced total, level, rank and peers."""
    assessment = Assessment.objects.create(
        agency_year=agency_year or make_agency_year(),
        role=role,
        framework_code=framework,
        fiscal_year=fiscal_year or int(framework.removeprefix("ita-")),
        **values,
    )
    make_scores(assessment, scores or {})
    return assessment


def make_scores(assessment, scores):
    Score.objects.bulk_create(
        Score(assessment=assessment, code=code, value=Decimal(str(value))) for code, value in scores.items()
    )


def make_past_result(agency_year, fiscal_year, total, indicators=None):
    position = agency_year.past_results.count()
    past = PastResult.objects.create(
        agency_year=agency_year, position=position, fiscal_year=fiscal_year, total=Decimal(str(total))
    )
    for code, value in (indicators or {}).items():
        PastScore.objects.create(past_result=past, code=code, value=Decimal(str(value)))
    return past


def make_finding(agency_year, *, urgency="urgent", items=(), causes=(), approaches=(), **values):
    finding = Finding.objects.create(
        agency_year=agency_year, position=agency_year.findings.count(), urgency=urgency, **values
    )
    make_lines(FindingLine, "finding", finding, item=items, cause=causes, approach=approaches)
    return finding


def make_measure(
    agency_year, key=None, *, urgency="urgent", steps=(), responsible=(), items=(), period=None, lines=None, **values
):
    """`period` is (start, end); `lines` gives any other list of texts by its kind."""
    start, end = period or (date(agency_year.fiscal_year - 544, 10, 1), date(agency_year.fiscal_year - 543, 9, 30))
    position = agency_year.measures.count()
    measure = Measure.objects.create(
        agency_year=agency_year,
        position=position,
        key=key or f"m{position + 1}",
        urgency=urgency,
        period_start=start,
        period_end=end,
        **values,
    )
    make_lines(MeasureLine, "measure", measure, step=steps, responsible=responsible, item=items, **(lines or {}))
    return measure


def make_progress(agency_year, measure=None, *, performed=(), outcomes=(), **values):
    position = agency_year.progress_entries.count()
    entry = ProgressEntry.objects.create(
        agency_year=agency_year, measure=measure, position=position, key=values.pop("key", f"p{position + 1}"), **values
    )
    make_lines(ProgressLine, "entry", entry, performed=performed, outcome=outcomes)
    return entry


def make_limitation(agency_year, text):
    return Limitation.objects.create(agency_year=agency_year, position=agency_year.limitations.count(), text=text)


def make_lines(model, owner, row, **texts_by_kind):
    model.objects.bulk_create(
        model(**{owner: row}, kind=kind, position=position, text=text)
        for kind, texts in texts_by_kind.items()
        for position, text in enumerate(texts)
    )
