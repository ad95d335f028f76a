"""What the portal holds of agencies' results, as plain values, and files of it, for the tests of in and out."""

from io import BytesIO

from django.core.management import call_command

from assessments.framework_store import get_framework
from assessments.models import Assessment
from assessments.services.results_export import export_to


def results(role="baseline"):
    """{agency's name: (fiscal year of the plan, framework, total, level, {code: score})}, numbers as plain text."""
    rows = Assessment.objects.filter(role=role).select_related("agency_year__agency").prefetch_related("scores")
    return {
        row.agency_year.agency.name: (
            row.agency_year.fiscal_year,
            row.framework_code,
            plain(row.total),
            row.level,
            {score.code: plain(score.value) for score in row.scores.all()},
        )
        for row in rows
    }


def plain(value):
    return None if value is None else f"{value.normalize():f}"


def exported(file_format, framework="ita-2566", **options) -> bytes:
    file = BytesIO()
    export_to(file, get_framework(framework), by=None, file_format=file_format, **options)
    return file.getvalue()


def import_results(path, framework="ita-2566", **options):
    """The command, quietly; what it printed."""
    printed = [Lines(), Lines()]
    call_command("import_results", path, framework=framework, stdout=printed[0], stderr=printed[1], **options)
    return "\n".join(printed[0].lines), "\n".join(printed[1].lines)


class Lines:
    def __init__(self):
        self.lines = []

    def write(self, text):
        self.lines.append(text.rstrip("\n"))

    def flush(self):
        pass

    def isatty(self):
        return False
