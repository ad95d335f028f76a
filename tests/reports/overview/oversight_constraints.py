"""Each constraint on the rows of oversight and open data, violated once, for test_constraints.py."""

from datetime import UTC, datetime

from assessments.models import AddressCheck, OitAddress
from reports.models import (
    BulkFile,
    BulkOutcome,
    BulkRun,
    ItemTally,
    OpenDataFile,
    OverviewRow,
    Publication,
    PublishedResult,
)
from tests.makers import make_agency, make_agency_year, make_user, numbers

AT = datetime(2026, 1, 1, tzinfo=UTC)
HASH = "a" * 64
A_FILE = {"file": "bulk/1.zip", "sha256": HASH, "size": 1}


def address(**values):
    usual = {"framework_code": "ita-2567", "code": "o1", "url": "https://example.org/"}
    return OitAddress.objects.create(**{"agency_year": make_agency_year(), **usual, **values})


def check(**values):
    usual = {"url": "https://example.org/", "outcome": "ok", "status": 200, "milliseconds": 1}
    return AddressCheck.objects.create(address=address(), **usual | values)


def run(**values):
    usual = {"action": "remind", "fiscal_year": 2567, "query": "", "filter_words": "ทุกหน่วยงาน", "total": 1}
    return BulkRun.objects.create(**{"by": make_user(), "once_key": str(next(numbers)), **usual, **values})


def done_run(**values):
    return run(
        **{"action": "zip", "contents": "published", "with_full": True, "state": "done", "ended_at": AT, **values}
    )


def outcome(**values):
    return BulkOutcome.objects.create(**{"run": run(), "agency": make_agency(), **values})


def settled(**values):
    return outcome(**{"outcome": "done", "words": "เตือนแล้ว", "at": AT, **values})


def bulk_file(**values):
    usual = {"kind": "full", "format": "pdf", "source": "published/x.pdf", "sha256": HASH, "size": 1}
    return BulkFile.objects.create(**{"outcome": outcome(), **usual, **values})


def overview_row(**values):
    usual = {"fiscal_year": 2567, "name": "หน่วยงาน", "kind": "school"}
    return OverviewRow.objects.create(**{"agency": make_agency(), **usual, **values})


def tally(**values):
    usual = {"framework_code": "ita-2566", "kind": "school", "code": "o1", "score_sum": 1, "below": 0, "full": 0}
    return ItemTally.objects.create(**{"fiscal_year": 2567, "agencies": 1, **usual, **values})


def result(**values):
    year = make_agency_year()
    version = {"kind": "full", "number": 1, "address": f"A{next(numbers)}", "fiscal_year": 2567}
    publication = Publication.objects.create(agency_year=year, requested_by=make_user(), **version)
    usual = {"role": "baseline", "agency_name": "ก", "kind": "school", "assessed_year": 2566, "reading": 1}
    return PublishedResult.objects.create(
        **{"publication": publication, "agency": year.agency, "framework_code": "ita-2566", **usual, **values}
    )


def open_file(**values):
    usual = {"dataset": "results", "format": "csv", "file": "x", "sha256": HASH, "size": 1, "packed_size": 1}
    return OpenDataFile.objects.create(
        **{"name": "results", "rows": 1, "source": HASH, "built_at": AT, **usual, **values}
    )


def twice(make, *shared, **values):
    """The second row has these of the first one's values."""
    first = make(**values)
    make(**values, **{name: getattr(first, name) for name in shared})


VIOLATIONS = {
    "oit_address_unique": lambda: twice(address, "agency_year"),
    "oit_address_is_http": lambda: address(url="ftp://example.org/"),
    "oit_address_has_code": lambda: address(code=""),
    "address_check_outcome_known": lambda: check(outcome="lost"),
    "address_check_ok_has_status": lambda: check(status=None),
    "bulk_run_once_unique": lambda: twice(run, "by", "once_key"),
    "bulk_run_action_known": lambda: run(action="delete"),
    "bulk_run_ended_says_when": lambda: run(state="done"),
    "bulk_run_message_only_reminds": lambda: run(action="accept", message="ก"),
    "bulk_run_year_is_opened": lambda: run(action="open_year"),
    "bulk_run_zip_says_what": lambda: run(action="zip"),
    "bulk_run_done_in_range": lambda: run(done=2),
    "bulk_run_file_with_hash": lambda: done_run(file="bulk/1.zip"),
    "bulk_run_file_only_when_done": lambda: run(**A_FILE),
    "bulk_run_removes_a_file": lambda: done_run(removed_at=AT),
    "bulk_outcome_unique": lambda: twice(outcome, "run", "agency"),
    "bulk_outcome_known": lambda: settled(outcome="lost"),
    "bulk_outcome_says_when": lambda: settled(at=None),
    "bulk_outcome_says_why": lambda: settled(words=""),
    "bulk_outcome_link_is_own": lambda: settled(link="//elsewhere.example/"),
    "bulk_file_unique": lambda: twice(bulk_file, "outcome"),
    "bulk_file_format_known": lambda: bulk_file(format="odt"),
    "bulk_file_has_hash": lambda: bulk_file(sha256=""),
    "overview_row_unique": lambda: twice(overview_row, "agency"),
    "overview_row_stage_known": lambda: overview_row(stage=6),
    "item_tally_unique": lambda: twice(tally),
    "item_tally_of_somebody": lambda: tally(agencies=0),
    "published_result_unique": lambda: twice(result, "publication"),
    "published_result_open_once": lambda: twice(result, "agency", is_open=True),
    "open_data_file_unique": lambda: twice(open_file),
    "open_data_file_format_known": lambda: open_file(format="xml"),
}
