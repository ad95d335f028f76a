"""What the public sees of a published version, without signing in: its page, its files, the document to read."""

import logging
from pathlib import PurePath

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.generic import TemplateView

from reports.documents.qr import qr_code
from reports.documents.stored_names import stored_names
from reports.exchange.published_csv import COLUMNS
from reports.models import PublishedFile
from reports.public.link_preview import preview_of_publication
from reports.published_files import stored_path
from reports.publishing import short_address
from reports.services import render_html
from reports.versions import document_of, offered_files, published_at, siblings_of
from reports.views.documents import OFFICE
from reports.views.public_answers import PublicAnswer
from reports.withdrawing import withdrawals_of

LOGGER = logging.getLogger("reports.publications")
Format = PublishedFile.Format
CONTENT_TYPES = {
    Format.PDF: "application/pdf",
    Format.DOCX: f"{OFFICE}.wordprocessingml.document",
    Format.CSV: "text/csv; charset=utf-8",
    Format.DATA: "application/json",
}
PICTURES = {".jpg": "image/jpeg", ".png": "image/png"}
GONE = 410


class PublicGate(PublicAnswer):
    """Gives `self.publication`. Addresses may be typed in small letters and with hyphens; others are a 404.

    What was withdrawn is a 410 and a page that says so; only the version's own page stays.
    """

    tells_of_withdrawal = False

    def respond(self, request, address, **kwargs):
        self.publication = published_at(address)
        if self.publication is None:
            raise Http404
        if address != self.publication.address:
            place = {**kwargs, "address": self.publication.address}
            return redirect(request.resolver_match.view_name, permanent=True, **place)
        self.versions = siblings_of(self.publication)
        self.withdrawals = withdrawals_of(self.versions)
        self.withdrawal = self.withdrawals.get(self.publication.pk)
        is_gone = self.withdrawal and not self.tells_of_withdrawal
        return self.gone() if is_gone else super().respond(request, **kwargs)

    def gone(self):
        shown = {"publication": self.publication, "withdrawal": self.withdrawal, "newest": self.newest}
        return render(self.request, "reports/published_gone.html", shown, status=GONE)

    @property
    def newest(self):
        """The latest version that nobody took back, or None."""
        return next((row for row in self.versions if row.pk not in self.withdrawals), None)


class PublishedView(PublicGate, TemplateView):
    template_name = "reports/published.html"
    tells_of_withdrawal = True

    def get_context_data(self, **kwargs):
        address, files = short_address(self.publication), offered_files(self.publication)
        shown = {
            "publication": self.publication,
            "withdrawal": self.withdrawal,
            "files": files,
            "versions": [(row, self.withdrawals.get(row.pk)) for row in self.versions],
            "newest": self.newest,
            "short_address": address,
            "qr": qr_code(address),
            "csv_is_offered": any(file.format == Format.CSV for file in files),
            "csv_columns": COLUMNS,
            "preview": preview_of_publication(self.publication, self.withdrawal),
        }
        return super().get_context_data(**kwargs | shown)


class PublishedPageView(PublicGate):
    """The document as a page, drawn from what was frozen."""

    def get(self, request, **kwargs):
        page = render_html(document_of(self.publication), self.picture)
        return HttpResponse(page, headers=canonical(self.publication))

    def picture(self, name):
        return reverse("reports:published-picture", args=[self.publication.address, PurePath(name).name])


def canonical(publication):
    """For search engines: what stands here belongs to the page of the version."""
    return {"Link": f'<{short_address(publication)}/>; rel="canonical"'}


class ImmutableFile(PublicGate):
    """Answered with its hash, so that whoever kept it is told in a word that it is still the same.

    A file never changes, but its version may be withdrawn: whoever keeps a copy asks each time.
    """

    def answer(self, name, sha256, **response):
        etag, path = f'"{sha256}"', stored_path(name)
        if not path.exists():
            LOGGER.error("A published file is not there: %s", name)
            raise Http404
        unchanged = get_conditional_response(self.request, etag=etag)
        answer = unchanged or FileResponse(path.open("rb"), **response)
        answer["ETag"] = etag
        return answer


class PublishedFileView(ImmutableFile):
    def get(self, request, file_format, **kwargs):
        file = next((each for each in offered_files(self.publication) if each.format == file_format), None)
        if file is None:
            raise Http404
        saved_as = {"as_attachment": True, "filename": self.file_name(file), "headers": canonical(self.publication)}
        return self.answer(file.file.name, file.sha256, content_type=CONTENT_TYPES[file_format], **saved_as)

    def file_name(self, file):
        publication = self.publication
        agency = publication.agency_year.agency.short_name or publication.agency_name
        return f"{publication.title} {agency} {publication.fiscal_year} ฉบับที่ {publication.number}.{file.format}"


class PublishedPictureView(ImmutableFile):
    """A picture of this version and of no other."""

    def get(self, request, name, **kwargs):
        own = {PurePath(stored).name: stored for stored in stored_names(document_of(self.publication))}
        if name not in own or PurePath(name).suffix not in PICTURES:
            raise Http404
        return self.answer(own[name], PurePath(name).stem, content_type=PICTURES[PurePath(name).suffix])
