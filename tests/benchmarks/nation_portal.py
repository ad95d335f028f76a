"""What a portal with an invented nation answers the benchmark: how long filling took, and what a page costs."""

import time
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test import Client

from assessments.models import Agency, Score
from measures.models import Measure, ProgressEntry
from reports.models import ItemTally, OverviewRow, Publication, PublishedFile, Review
from reports.overview.refreshing import refresh_all
from tests.benchmarks.overview_pages import PAGES, Places

COUNTED = (Agency, Score, Measure, ProgressEntry, Review, Publication, PublishedFile, OverviewRow, ItemTally)
HOST = "localhost"
COMPARED = 4  # agencies


class Portal:
    def answer(self, do, **asked) -> dict:
        return getattr(self, do)(**asked)

    def build(self, agencies, years, seed):
        """Seconds of each step, rows by table, bytes of the database."""
        call_command("migrate", verbosity=0)
        start = time.monotonic()
        call_command("simulate_nation", agencies=agencies, years=years, seed=seed)
        filled = time.monotonic()
        refresh_all()
        refreshed = time.monotonic()
        settle()
        rows = {model.__name__: model.objects.count() for model in COUNTED}
        return {"filling": filled - start, "refreshing": refreshed - filled, "rows": rows, "bytes": size_of_database()}

    def places(self):
        """Clients and addresses; none of it is timed."""
        published = Publication.objects.filter(kind="measures", withdrawal=None).select_related("agency_year__agency")
        version = published.order_by("-fiscal_year", "pk").first()
        towns = Agency.objects.filter(closed_on=None, kind="municipality").order_by("code")
        codes = towns.values_list("code", flat=True)[:COMPARED]
        self.known = Places(tuple(codes), version.address, version.agency_year.agency.code, "o1")
        self.public, self.administrator = client(), client()
        self.administrator.force_login(get_user_model().objects.get(username=self.known.user))
        return {}

    def page(self, title):
        """Seconds and queries of one request; {} where there is no such page."""
        page = next(page for page in PAGES if page.title == title)
        address = page.address(self.known)
        if not address:
            return {}
        asking, counted = self.public if page.is_public else self.administrator, Counter()
        with connection.execute_wrapper(counted):
            start = time.perf_counter()
            response = asking.get(address, page.values(self.known))
            size = len(response.getvalue())
            seconds = time.perf_counter() - start
        return {"seconds": seconds, "queries": counted.queries, "status": response.status_code, "size": size}


def client():
    """A page that fails is reported, and the others are still measured."""
    return Client(raise_request_exception=False, headers={"host": HOST})


class Counter:
    def __init__(self):
        self.queries = 0

    def __call__(self, execute, *query):
        self.queries += 1
        return execute(*query)


def settle():
    """What PostgreSQL does by itself within minutes after so many rows."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def size_of_database() -> int:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
            return cursor.fetchone()[0]
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return Path(connection.settings_dict["NAME"]).stat().st_size
