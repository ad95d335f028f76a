"""What a page over many agencies shows, as a CSV that spreadsheets open with right Thai."""

from itertools import chain

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

from assessments.exchange.writing import csv_lines
from reports.overview.exporting import CSV, export_name


def wants_csv(request) -> bool:
    return request.GET.get("format") == CSV


def csv_file(asked, title, head, rows):
    """Named after the page and what is asked for: ตารางสีคะแนน-2569-ตรัง.csv"""
    response = StreamingHttpResponse(csv_lines(chain([head], rows)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, export_name(asked, CSV, title))
    return response
