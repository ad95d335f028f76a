"""The invented nation: like the published figures, whole in every row and file, and the same for a seed."""

import json
from collections import Counter
from datetime import date
from io import StringIO
from random import Random
from statistics import correlation

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings

from assessments.framework_store import all_frameworks, get_framework
from assessments.models import Agency, AgencyYear, Assessment, Score, WindowException
from assessments.scoring.arithmetic import rounded
from reports.documents.composing import Setup
from reports.exchange.exporting import export_agency_year
from reports.exchange.published import published_value
from reports.exchange.published_csv import write_csv
from reports.models import OverviewRow, Publication, PublishedFile, Review, Withdrawal
from reports.models.overview import FIGURES
from reports.overview.lateness import Lateness
from reports.published_files import read
from reports.reviewing.lapsing import lapse_if_changed
from reports.simulation.kinds import SORTS, counts_for
from reports.simulation.scores import paper_of, scores_for
from reports.simulation.standing import Nation
from reports.versions import document_of

pytestmark = pytest.mark.django_db
AGENCIES, OLDER, NEWEST = 150, 2569, 2570
Stage = OverviewRow.Stage
HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # as conftest.py gives each test


def simulate(**options):
    said = StringIO()
    call_command("simulate_nation", stdout=StringIO(), stderr=said, **options)
    return said.getvalue()


@pytest.fixture(scope="module")
def media(tmp_path_factory):
    return tmp_path_factory.mktemp("nation") / "media"


@pytest.fixture(scope="module")
def _filled(django_db_setup, django_db_blocker, media):
    """One nation for all tests of this file, and none after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(MEDIA_ROOT=media, PASSWORD_HASHERS=HASHERS):
            simulate(agencies=AGENCIES, years=2, seed=1)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def nation(_filled, media, settings):
    settings.MEDIA_ROOT = media


def rows_of(fiscal_year):
    return OverviewRow.objects.of_year(fiscal_year)


def has_decimals(value, places):
    return value == rounded(value, places)


def test_kinds_stand_in_their_shares(nation):
    kinds = Counter(Agency.objects.values_list("kind", flat=True))

    expected = Counter()
    for sort, count in counts_for(AGENCIES).items():
        expected[sort.kind] += count
    assert kinds == expected
    assert kinds.total() == AGENCIES
    assert kinds["subdistrict_administration"] > kinds["municipality"] > kinds["department"] > 0


def test_full_nation_has_about_the_real_shares():
    counts = Counter()
    for sort, count in counts_for(8325).items():
        counts[sort.kind] += count

    assert counts.total() == 8325
    assert 5000 < counts["subdistrict_administration"] < 5400
    assert 2300 < counts["municipality"] < 2500
    assert set(counts) == {sort.kind for sort in SORTS}


def test_names_say_that_they_are_invented(nation):
    assert all("จำลอง" in name for name in Agency.objects.values_list("name", flat=True))
    assert all("จำลอง" in title for title in Agency.objects.values_list("body__name", flat=True))
    assert Agency.objects.filter(names__kind="parent").distinct().count() == AGENCIES
    assert all(user.is_demonstration for user in get_user_model().objects.all())


@pytest.mark.parametrize(("fiscal_year", "mean", "passed"), [(OLDER, 93.82, 94.17), (NEWEST, 93.82, 94.17)])
def test_nation_is_like_the_published_one(nation, fiscal_year, mean, passed):
    rows = rows_of(fiscal_year).exclude(total=None)
    totals = [float(row.total) for row in rows]

    assert sum(totals) / len(totals) == pytest.approx(mean, abs=0.4)
    assert 100 * sum(row.passed for row in rows) / len(rows) == pytest.approx(passed, abs=1)


@pytest.mark.parametrize("nation_wanted", [Nation(87.57, 0.7052), Nation(90.19, 0.8094), Nation(93.82, 0.9417)])
def test_totals_of_all_agencies_meet_mean_and_share_passed(nation_wanted):
    totals = nation_wanted.totals(8325)

    assert sum(totals) / 8325 == pytest.approx(nation_wanted.mean, abs=0.02)
    assert sum(total >= 85 for total in totals) / 8325 == pytest.approx(nation_wanted.passed, abs=0.0005)
    assert min(totals) > 0
    assert max(totals) < 100


@pytest.mark.parametrize("framework", all_frameworks(), ids=lambda framework: framework.code)
@pytest.mark.parametrize("kind", ["municipality", "court"])
def test_scores_lead_to_the_wanted_total(framework, kind):
    paper, random = paper_of(framework.code, kind), Random(framework.code)

    for wanted in (35.0, 60.0, 84.97, 85.02, 95.0, 99.9):
        total, _ = paper.figures.results_of(scores_for(paper, wanted, random))
        assert abs(total / 100 - wanted) <= 0.01


def test_good_agencies_stay_good(nation):
    rows = rows_of(NEWEST).exclude(total=None).exclude(previous_total=None)
    pairs = [(float(row.total), float(row.previous_total)) for row in rows]

    assert correlation(*zip(*pairs, strict=True)) > 0.5


def test_announced_total_and_level_follow_from_the_scores(nation):
    for assessment in Assessment.objects.with_scores().select_related("agency_year__agency"):
        results = assessment.compute()

        allowed = 0 if results.figures["1"].value is not None else 0.01  # of instruments alone, which are rounded
        assert abs(results.total.announced - results.total.computed) <= allowed
        assert results.announced_level == results.level.name


def test_scores_are_complete_and_allowed(nation):
    for assessment in Assessment.objects.with_scores():
        framework, scores = get_framework(assessment.framework_code), assessment.score_by_code
        items = {item.code: item for item in framework.items}
        own = {code: score for code, score in scores.items() if code in items}
        assert set(own) in (set(items), set())
        assert all(score in items[code].allowed for code, score in own.items() if items[code].allowed)
        assert all(has_decimals(score, 2) for score in scores.values())


def test_some_announced_only_totals_and_some_nothing(nation):
    with_items = Score.objects.filter(code="o1").values("assessment")
    total_only = Assessment.objects.exclude(pk__in=with_items)

    assert {frozenset(row.score_by_code) for row in total_only} == {frozenset({"IIT", "EIT", "OIT"})}
    assert all(row.total is not None for row in total_only)
    assert AgencyYear.objects.of_year(NEWEST).count() < rows_of(NEWEST).count()


def test_overview_equals_what_follows_from_the_scores(nation):
    for row in OverviewRow.objects.exclude(assessed_year=None).select_related("agency"):
        results = AgencyYear.objects.get(pk=row.agency_year_id).baseline.compute()
        expected = {"total": results.total.value} | {code: results.value(code) for code in FIGURES if code != "total"}
        assert {code: getattr(row, column) for code, column in FIGURES.items()} == {
            code: rounded(value, 2) for code, value in expected.items()
        }
        assert (row.level, row.passed) == (results.level.name, results.level.passed)


def test_older_year_is_through_and_the_newest_stands_at_every_stage(nation):
    older = Counter(rows_of(OLDER).values_list("stage", flat=True))
    newest = Counter(rows_of(NEWEST).values_list("stage", flat=True))

    assert older[Stage.REPORTING] + older[Stage.PUBLISHED] > 0.85 * AGENCIES
    assert set(newest) == set(Stage)
    assert newest[Stage.REPORTING] < 0.2 * AGENCIES


def test_some_are_late_and_some_are_excepted(nation):
    late = rows_of(OLDER).filter(Lateness(OLDER, date(2026, 12, 1)).condition)

    assert 0 < late.count() < AGENCIES / 2
    assert WindowException.objects.count() > 0


def test_every_file_of_a_publication_is_whole(nation):
    out = StringIO()

    call_command("verify_publications", stdout=out)

    assert str(PublishedFile.objects.count()) in out.getvalue()
    formats = Counter(PublishedFile.objects.values_list("format", flat=True))
    assert set(formats.values()) == {Publication.objects.count()}
    assert set(formats) == set(PublishedFile.Format.values)


@pytest.mark.parametrize("kind", ["measures", "progress"])
def test_data_files_are_those_of_the_stored_rows(nation, kind):
    publications = Publication.objects.filter(kind=kind, fiscal_year=OLDER).select_related("agency_year__agency")

    for publication in publications[:20]:
        value = published_value(export_agency_year(publication.agency_year), kind, Setup())
        files = {file.format: read(file.file.name) for file in publication.files.all()}
        assert json.loads(files["json"]) == value
        assert files["csv"] == write_csv(value)


def test_documents_are_shared_and_say_that_they_are_invented(nation):
    names = set(PublishedFile.objects.filter(format="pdf").values_list("file", flat=True))
    document = document_of(Publication.objects.filter(kind="measures").first())

    assert len(names) == 3  # measures of two years, progress of the older one
    assert document.agency_name == "หน่วยงานจำลอง"
    assert "เอกสารนี้เป็นเอกสารจำลอง" in document.blocks[-1].text


def test_second_and_withdrawn_versions_are_few(nation):
    assert 0 < Publication.objects.filter(number=2).count() < AGENCIES / 5
    assert Withdrawal.objects.count() < AGENCIES / 10


def test_open_rounds_hold_for_the_documents_as_they_stand(nation):
    open_rounds = list(Review.objects.undecided())

    lapsed = [review for review in open_rounds if lapse_if_changed(review=review)]

    assert {review.state for review in open_rounds} >= {"submitted", "approved"}
    assert lapsed == []


def test_reviews_end_with_their_publications(nation):
    published = Review.objects.filter(state="published")

    assert published.count() == Publication.objects.count()
    assert all(review.events.count() == 4 for review in published[:10])
    assert Review.objects.filter(state="returned").exclude(reason="").exists()


def test_rows_fit_every_constraint_of_their_models(nation):
    for model in (Agency, AgencyYear, Assessment, Publication, Review):
        may_be_empty = {field.name for field in model._meta.fields if field.null}
        for row in model.objects.order_by("pk")[:40]:
            row.clean_fields(exclude=may_be_empty)
            row.validate_constraints()


def test_administrators_sign_in_and_see_what_they_reach(nation):
    seen = {
        name: Agency.objects.visible_to(authenticate(None, username=name, password="ita-demo-2569")).count()
        for name in ("sim-admin", "sim-branch", "sim-province", "sim-00001")
    }

    assert seen["sim-admin"] == AGENCIES
    assert AGENCIES > seen["sim-branch"] > seen["sim-province"] > seen["sim-00001"] == 1


def test_second_nation_is_refused(nation):
    with pytest.raises(CommandError, match="not filled twice"):
        simulate(agencies=AGENCIES, years=1, seed=2)

    assert Agency.objects.count() == AGENCIES
