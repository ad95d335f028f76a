"""When the open data are made: after a publication or withdrawal, whole or not at all, without reading twice."""

import os
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from ita_portal.jobs.claiming import claim
from ita_portal.jobs.models import Job
from ita_portal.jobs.queue import enqueue
from ita_portal.jobs.running import run_all
from ita_portal.jobs.tasks import RunningJob
from reports.models import OpenDataFile, OpenDataMark
from reports.open_data.building import Overtaken, build
from reports.open_data.jobs import renew_open_data
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


def aged(hours=3):
    """All files there are, as if they had been made so long ago."""
    long_ago = (timezone.now() - timedelta(hours=hours)).timestamp()
    paths = [path for path in stored_path("open-data").rglob("*") if path.is_file()]
    for path in paths:
        os.utime(path, (long_ago, long_ago))
    return paths


def lost_files():
    return [file.file.name for file in OpenDataFile.objects.all() if not stored_path(file.file.name).exists()]


def test_replaced_file_is_kept_from_the_moment_it_was_replaced(year):
    publish_now(year)
    built("1-1")
    offered = aged(hours=24)

    built("2-1", anew=True)

    assert [path for path in offered if not path.exists()] == []
    aged(hours=3)
    built("3-1", anew=True)
    assert [path for path in offered if path.exists()] == []


class Overtaking:
    """The transaction of a build that another one gets in front of."""

    def __enter__(self):
        built("night", anew=True)
        self.transaction = transaction.atomic()
        return self.transaction.__enter__()

    def __exit__(self, *error):
        return self.transaction.__exit__(*error)


def test_build_that_was_overtaken_does_not_count(year):
    publish_now(year)
    built("1-1")
    aged(hours=24)
    publish_now(scored_year("b", 2568))

    with pytest.raises(Overtaken):
        build("2-1", Overtaking())

    assert {file.file.name.split("/")[1] for file in OpenDataFile.objects.all()} == {"night"}
    assert lost_files() == []


def test_first_build_that_was_overtaken_does_not_count(year):
    publish_now(year)

    with pytest.raises(Overtaken):
        build("1-1", Overtaking())

    assert {file.file.name.split("/")[1] for file in OpenDataFile.objects.all()} == {"night"}


def test_job_that_was_overtaken_begins_again_with_what_stands_then(year):
    publish_now(year)
    built("1-1")
    withdrawn = publish_now(scored_year("b", 2568))
    enqueue("reports.renew_open_data")

    class Outrun(RunningJob):
        """Its first words about writing are the moment at which a version is withdrawn and another build is quicker."""

        def progress(self, done, total, note=""):
            if note.startswith("กำลังเขียน") and not hasattr(withdrawn, "withdrawal"):
                take_back(withdrawn)
                built("quick", anew=True)

    running = Outrun(claim("worker"))
    renew_open_data(running)

    assert (running.is_completed, Job.objects.get().state) == (True, "done")
    assert {file.file.name.split("/")[1] for file in OpenDataFile.objects.all()} == {f"{running.job.pk}-1"}
    assert lost_files() == []
    assert [row["agency_code"] for row in csv_of("results")] == ["sao-1"]
