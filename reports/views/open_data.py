"""The open data for everybody: a page that says what there is and what it means, and the downloads."""

import gzip
import logging
import re

from django.http import FileResponse, Http404, StreamingHttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date
from django.views.generic import TemplateView

from reports.open_data.datasets import TERMS
from reports.open_data.offering import SECONDS_BETWEEN_BUILDS, data_of, file_named, offered
from reports.public.link_preview import LinkPreview
from reports.published_files import stored_path
from reports.views.public_answers import A_MINUTE, PublicAnswer

LOGGER = logging.getLogger("reports.open_data")
CONTENT_TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
TAKES_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))")
PIECE = 1 << 16  # bytes


class OpenDataView(PublicAnswer, TemplateView):
    cached = A_MINUTE  # like the files: these follow a withdrawal with the next build, a few minutes later
    template_name = "reports/open_data.html"
    title = "ข้อมูลเปิด"

    def get_context_data(self, **kwargs):
        about = "ผลการประเมิน คะแนนรายข้อ และเอกสารที่หน่วยงานเผยแพร่แล้วทุกปี เป็นไฟล์ CSV และ JSON พร้อมพจนานุกรมข้อมูลและค่า SHA-256"
        shown = {
            "title": self.title,
            "offered": offered(),
            "built_at": data_of(),
            "minutes_between_builds": SECONDS_BETWEEN_BUILDS // 60,
            "terms": TERMS,
            "preview": LinkPreview(self.title, about, reverse("reports:open-data")),
        }
        return super().get_context_data(**kwargs | shown)


class OpenDataFileView(PublicAnswer):
    """Sent packed to whoever understands that. Its tag is weak: it means the content, packed or not."""

    cached = A_MINUTE

    def get(self, request, name, file_format):
        file = file_or_404(name, file_format)
        etag, changed = f'W/"{file.sha256}"', int(file.built_at.timestamp())
        unchanged = get_conditional_response(request, etag=etag, last_modified=changed)
        response = unchanged or packed_or_not(request, file)
        response["ETag"], response["Last-Modified"] = etag, http_date(changed)
        response["Access-Control-Allow-Origin"] = "*"
        patch_vary_headers(response, ["Accept-Encoding"])
        return response


def file_or_404(name, file_format):
    file = file_named(name, file_format)
    if file is None:
        raise Http404
    if not stored_path(file.file.name).exists():
        LOGGER.error("A file of the open data is not there: %s", file.file.name)
        raise Http404
    return file


def packed_or_not(request, file):
    path, content_type = stored_path(file.file.name), CONTENT_TYPES[file.format]
    if TAKES_GZIP.search(request.headers.get("Accept-Encoding", "")):
        response = FileResponse(path.open("rb"), content_type=content_type)
        response["Content-Encoding"] = "gzip"
    else:
        response = StreamingHttpResponse(pieces(path), content_type=content_type)
        response["Content-Length"] = file.size
    response["Content-Disposition"] = f'attachment; filename="ita-{file.name}.{file.format}"'
    return response


def pieces(path):
    with gzip.open(path) as unpacked:
        while piece := unpacked.read(PIECE):
            yield piece
