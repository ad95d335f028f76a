"""What a downloaded file of a bulk run is called: what it is, of which agencies, of which year."""

from django.http import QueryDict

from reports.bulk.bundling import fit
from reports.models import BulkRun
from reports.overview.asking import asked_for
from reports.overview.wording import words_of

PLACES = ("province", "body", "kind")
FILES = {
    BulkRun.Action.ZIP: "เอกสาร",
    BulkRun.Action.SUMMARY_PDF: "รายงานสรุป",
    BulkRun.Action.SUMMARY_DOCX: "รายงานสรุป",
}


def name_of_file(run, user) -> str:
    """รายงานสรุป จังหวัดเชียงใหม่ 2570.pdf"""
    return named(run, user, FILES[run.action], run.file.name.rpartition(".")[2])


def name_of_outcomes(run, user) -> str:
    return named(run, user, f"ผล {run.get_action_display()}", "csv")


def named(run, user, what, ending):
    return f"{fit(' '.join([what, *places(run, user)]))} {run.fiscal_year}.{ending}"


def places(run, user):
    """Those of the run's filter that this person may see."""
    asked = asked_for(QueryDict(run.query), user=user)
    return [words_of(name, asked.values[name], asked) for name in PLACES if name in asked.values]
