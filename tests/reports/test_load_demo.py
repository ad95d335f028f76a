"""The demonstration: complete years of both ways of planning, loaded once, refused in production."""

from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from assessments.models import Agency, AgencyYear, Change, Membership
from measures.models import Measure
from reports.models import OverviewRow
from reports.readiness import readiness

pytestmark = pytest.mark.django_db

User = get_user_model()


def load():
    out = StringIO()
    call_command("load_demo", stdout=out)
    return out.getvalue()


def test_demonstration_holds_a_complete_year_of_each_way_of_planning():
    load()

    by_indicator = AgencyYear.objects.get(agency__code="demo-esa1", fiscal_year=2567)
    by_issue = AgencyYear.objects.get(agency__code="demo-sao", fiscal_year=2568)
    assert all(measure.indicator for measure in by_indicator.measures.all())
    assert all(measure.issue for measure in by_issue.measures.all())
    for year in (by_indicator, by_issue):
        assert [(row.kind, row.missing) for row in readiness(year) if row.missing] == []
        assert year.baseline.compute().total.announced == year.baseline.compute().total.computed
        assert year.photos.exclude(file="").count() == 6


def test_demonstration_names_its_accounts():
    printed = load()

    assert [line.split()[0] for line in printed.splitlines() if line.startswith("  demo-")] == [
        "demo-esa1",
        "demo-esa1-head",
        "demo-esa1-viewer",
        "demo-sao",
        "demo-sao-head",
        "demo-sao-viewer",
        "demo-admin",
        "demo-branch",
        "demo-province",
    ]
    reaches = Membership.objects.filter(role="administrator").order_by("pk").values_list("user__username", "reach")
    assert list(reaches) == [("demo-admin", "all"), ("demo-branch", "branch"), ("demo-province", "province")]


def test_demonstration_branch_reaches_one_agency_and_the_province_both():
    load()

    seen = {
        name: set(Agency.objects.visible_to(User.objects.get(username=name)).values_list("code", flat=True))
        for name in ("demo-branch", "demo-province")
    }
    assert seen == {"demo-branch": {"demo-esa1"}, "demo-province": {"demo-esa1", "demo-sao"}}


def test_overview_has_the_agencies_at_once():
    load()

    rows = OverviewRow.objects.filter(agency__code="demo-esa1", agency_year__isnull=False)
    assert sorted(rows.values_list("fiscal_year", flat=True)) == sorted(
        AgencyYear.objects.filter(agency__code="demo-esa1").values_list("fiscal_year", flat=True)
    )


def test_second_load_changes_nothing():
    load()
    Measure.objects.filter(agency_year__agency__code="demo-esa1").update(title="แก้ไขแล้ว")
    changes = Change.objects.count()

    load()

    assert Change.objects.count() == changes
    assert Measure.objects.filter(title="แก้ไขแล้ว").exists()
    assert Agency.objects.count() == 2


def test_production_refuses_the_demonstration(settings):
    settings.PRODUCTION = True

    with pytest.raises(CommandError):
        load()

    assert not Agency.objects.exists()
