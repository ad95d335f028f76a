"""When the open data are made: after a publication or withdrawal, whole or not at all, without reading twice."""

import os
from datetime import timedelta

import pytest
from django.utils import timezone

from ita_portal.jobs.queue import enqueue
from ita_portal.jobs.running import run_all
from reports.models import OpenDataFile, OpenDataMark
from reports.published_files import stored_path
from tests.reports.published_nation import (
    built,
    csv_of,
    publish_now,
    scored_year,
    take_back,
    unpacked,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def year():
    return scored_year(
        "sao-1", name="อบต.ทุ่งบัวขาว", total="92.416667", scores={"IIT": 91.5, "EIT": 88.25, "1": 90, "10": 0, "o29": 0}
    )


def test_nothing_is_built_while_nothing_was_published_or_withdrawn(year):
    publication = publish_now(year)

    assert [built("1-1"), built("2-1"), built("3-1")] == [True, False, False]
    take_back(publication)
    assert [built("4-1"), built("5-1")] == [True, False]


def test_file_whose_rows_are_the_same_is_kept(year):
    publish_now(year)
    built("1-1")
    publish_now(scored_year("b", 2568))
    built("2-1")

    attempts = {file.name: file.file.name.split("/")[1] for file in OpenDataFile.objects.filter(format="csv")}
    assert {name for name, attempt in attempts.items() if attempt == "1-1"} == {
        *("results-2566", "scores-2566", "publications-2567", "dictionary"),
    }


def test_night_makes_everything_anew_and_finds_what_was_lost(year):
    publish_now(year)
    built("1-1")
    content = unpacked("results", "csv")
    stored_path(OpenDataFile.objects.get(name="results", format="csv").file.name).unlink()

    enqueue("reports.renew_open_data")
    run_all()

    assert unpacked("results", "csv") == content


def test_every_frozen_file_is_read_once(year):
    publish_now(year)
    built("1-1")
    for path in stored_path("published").rglob("data.json"):
        path.unlink()

    built("2-1", anew=True)

    assert len(csv_of("scores-2566")) == 5


def test_build_that_fails_leaves_the_files_before(year):
    publish_now(year)
    built("1-1")
    before, mark = list(OpenDataFile.objects.values()), OpenDataMark.objects.get().source
    publish_now(scored_year("b", 2568))

    class Lost(Exception):
        """Another attempt holds the job."""

    def stopped(done, total, note=""):
        if "เอกสาร" in note:
            raise Lost

    with pytest.raises(Lost):
        built("2-1", progress=stopped)

    assert list(OpenDataFile.objects.values()) == before
    assert OpenDataMark.objects.get().source == mark


def test_old_files_are_removed_a_little_later(year):
    publish_now(year)
    built("1-1")
    old = stored_path("open-data/1-1/results.csv.gz")
    publish_now(scored_year("b", 2568))
    built("2-1")
    assert old.exists()

    long_ago = (timezone.now() - timedelta(hours=3)).timestamp()
    for path in stored_path("open-data/1-1").iterdir():
        os.utime(path, (long_ago, long_ago))
    built("3-1", anew=True)

    assert not old.exists()
    assert stored_path("open-data/3-1/results.csv.gz").exists()
