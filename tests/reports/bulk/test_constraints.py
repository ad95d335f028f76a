"""Each constraint of the rows of bulk actions, violated once, by name."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from reports.models import BulkFile, BulkOutcome, BulkRun
from tests.makers import make_agency
from tests.reports.bulk.runs import make_administrator

pytestmark = pytest.mark.django_db
ENDED = {"state": "done", "ended_at": timezone.now()}
A_FILE = {"file": "bulk/1.zip", "sha256": "0" * 64, "size": 1}
A_ZIP = {"action": "zip", "contents": "draft", "with_measures": True}


def make_run(by=None, **values):
    given = {"action": "remind", "fiscal_year": 2567, "query": "year=2567", "filter_words": "ทุกหน่วยงาน", "total": 1}
    return BulkRun.objects.create(by=by or make_administrator(), once_key="k", **(given | values))


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("bulk_run_action_known", {"action": "other"}),
        ("bulk_run_ended_says_when", {"state": "done"}),
        ("bulk_run_ended_says_when", {"state": "other"}),
        ("bulk_run_ended_says_when", {"ended_at": timezone.now()}),
        ("bulk_run_message_only_reminds", {"action": "accept", "message": "ก"}),
        ("bulk_run_year_is_opened", {"action": "open_year"}),
        ("bulk_run_year_is_opened", {"target_year": 2568}),
        ("bulk_run_zip_says_what", {"action": "zip"}),
        ("bulk_run_zip_says_what", {"action": "zip", "contents": "draft"}),
        ("bulk_run_zip_says_what", {"with_measures": True}),
        ("bulk_run_done_in_range", {"done": 2}),
        ("bulk_run_done_in_range", {"total": 0}),
        ("bulk_run_file_with_hash", A_ZIP | ENDED | {"file": "bulk/1.zip"}),
        ("bulk_run_file_only_when_done", A_ZIP | A_FILE),
        ("bulk_run_file_only_when_done", ENDED | A_FILE),
        ("bulk_run_removes_a_file", ENDED | {"removed_at": timezone.now()}),
    ],
)
def test_run_is_refused(name, values):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make_run(**values)


def test_run_is_taken_once():
    administrator = make_administrator()
    make_run(administrator)

    with pytest.raises(IntegrityError, match="once"), transaction.atomic():
        make_run(administrator)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("bulk_outcome_known", {"outcome": "other", "words": "ก", "at": timezone.now()}),
        ("bulk_outcome_says_when", {"outcome": "done", "words": "ก"}),
        ("bulk_outcome_says_why", {"outcome": "refused", "at": timezone.now()}),
        ("bulk_outcome_link_is_own", {"link": "//example.org"}),
    ],
)
def test_outcome_is_refused(name, values):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        BulkOutcome.objects.create(run=make_run(), agency=make_agency(), **values)


def test_agency_stands_once_in_a_run():
    run, agency = make_run(), make_agency()
    BulkOutcome.objects.create(run=run, agency=agency)

    with pytest.raises(IntegrityError, match="agency"), transaction.atomic():
        BulkOutcome.objects.create(run=run, agency=agency)


@pytest.mark.parametrize(
    ("name", "values"),
    [("bulk_file_format_known", {"format": "exe"}), ("bulk_file_has_hash", {"sha256": ""})],
)
def test_file_is_refused(name, values):
    outcome = BulkOutcome.objects.create(run=make_run(**A_ZIP), agency=make_agency())
    given = {"kind": "measures", "format": "pdf", "source": "x", "sha256": "0" * 64, "size": 1}

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        BulkFile.objects.create(outcome=outcome, **(given | values))


def test_file_stands_once_at_an_agency():
    outcome = BulkOutcome.objects.create(run=make_run(**A_ZIP), agency=make_agency())
    given = {"kind": "measures", "format": "pdf", "source": "x", "sha256": "0" * 64, "size": 1}
    BulkFile.objects.create(outcome=outcome, **given)

    with pytest.raises(IntegrityError, match="outcome"), transaction.atomic():
        BulkFile.objects.create(outcome=outcome, **given)
