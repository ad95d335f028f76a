"""Many agencies' results given out, in the shape in which they are taken in; read a few agencies at a time."""

from itertools import chain, islice

from django.db.models import Exists, OuterRef, Q

from assessments.exchange import exporting
from assessments.exchange.file_kinds import CSV
from assessments.exchange.writing import SHEET, Book, csv_lines
from assessments.models import Assessment
from assessments.services.results_places import Role, agencies_for

AT_A_TIME = 200
GUIDE = "คำอธิบาย"


def own_results(framework):
    """Results by this framework where an import puts them: next year's baseline, or this year's result."""
    baseline = Q(role=Role.BASELINE, agency_year__fiscal_year=framework.fiscal_year + 1)
    result = Q(role=Role.RESULT, agency_year__fiscal_year=framework.fiscal_year)
    has_figures = Q(total__isnull=False) | Q(scores__isnull=False) | ~Q(level="")
    return Assessment.objects.filter(baseline | result, has_figures, framework_code=framework.code)


def result_rows(framework, *, by):
    """A row for each agency with results, by code; announced figures, then computed ones."""
    has_results = Exists(own_results(framework).filter(agency_year__agency=OuterRef("pk")))
    for agencies in batches(agencies_for(by).filter(has_results)):
        found = own_results(framework).filter(agency_year__agency__in=agencies).distinct()
        results = {}
        for row in found.select_related("agency_year").prefetch_related("scores").order_by("role", "pk"):
            results.setdefault(row.agency_year.agency_id, row.announced)
        for agency in agencies:
            if exporting.says_something(results[agency.pk]):
                yield exporting.export_row(framework, agency, results[agency.pk])


def template_rows(framework, *, by):
    for agencies in batches(agencies_for(by)):
        yield from (exporting.template_row(framework, agency) for agency in agencies)


def batches(agencies):
    rows = agencies.order_by("code").iterator(chunk_size=AT_A_TIME)
    while batch := list(islice(rows, AT_A_TIME)):
        yield batch


def export_lines(framework, *, by, is_template=False):
    """A CSV in pieces."""
    rows = template_rows if is_template else result_rows
    yield from csv_lines(chain([exporting.head_of(framework, is_template=is_template)], rows(framework, by=by)))


def export_book(file, framework, *, by, is_template=False):
    """An XLSX into an open binary file or a path; its second sheet says what each column is."""
    rows = template_rows if is_template else result_rows
    head = exporting.head_of(framework, is_template=is_template)
    with Book(file) as book:
        title = exporting.mark_of(framework)
        book.write_sheet(SHEET, head, rows(framework, by=by), title=title, wide=exporting.NAME_COLUMNS)
        book.write_sheet(GUIDE, exporting.GUIDE_HEAD, exporting.guide_rows(framework), wide=(1,))


def export_own_template(file, framework, codes):
    """An XLSX of one row for each of these figures, which an officer fills in and sends back."""
    with Book(file) as book:
        rows, title = exporting.own_template_rows(framework, codes), exporting.mark_of(framework)
        book.write_sheet(SHEET, exporting.OWN_HEAD, rows, title=title, wide=(1,))
        book.write_sheet(GUIDE, exporting.GUIDE_HEAD, exporting.guide_rows(framework), wide=(1,))


def export_to(file, framework, *, by, file_format, is_template=False):
    """Either kind into an open binary file."""
    if file_format == CSV:
        file.writelines(export_lines(framework, by=by, is_template=is_template))
    else:
        export_book(file, framework, by=by, is_template=is_template)


def export_name(framework, file_format, *, is_template=False) -> str:
    return f"{framework.code}-{'template' if is_template else 'results'}.{file_format}"
