"""What the public sees of a published version, without signing in: its page, its files, the document to read."""

import logging
from pathlib import PurePath

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView, View

from reports.documents.stored_names import stored_names
from reports.models import PublishedFile
from reports.published_files import stored_path
from reports.publishing import short_address
from reports.services import render_html
from reports.versions import document_of, offered_files, published_at, siblings_of
from reports.views.documents import OFFICE
from reports.withdrawing import withdrawals_of

LOGGER = logging.getLogger("reports.publications")
Format = PublishedFile.Format
CONTENT_TYPES = {
    Format.PDF: "application/pdf",
    Format.DOCX: f"{OFFICE}.wordprocessingml.document",
    Format.DATA: "application/json",
}
PICTURES = {".jpg": "image/jpeg", ".png": "image/png"}
# A file never changes, but its version may be withdrawn: whoever keeps a copy asks again after an hour.
AN_HOUR, A_MINUTE = "public, max-age=3600", "public, max-age=60"
GONE = 410


@method_decorator(login_not_required, name="dispatch")
class PublicGate(View):
    """Gives `self.publication`. Addresses may be typed in small letters and with hyphens; others are a 404.

    What was withdrawn is a 410 and a page that says so; only the version's own page stays.
    """

    cached = A_MINUTE
    tells_of_withdrawal = False

    def dispatch(self, request, address, **kwargs):
        self.publication = published_at(address)
        if self.publication is None:
            raise Http404
        if address != self.publication.address:
            place = {**kwargs, "address": self.publication.address}
            return redirect(request.resolver_match.view_name, permanent=True, **place)
        self.versions = siblings_of(self.publication)
        self.withdrawals = withdrawals_of(self.versions)
        self.withdrawal = self.withdrawals.get(self.publication.pk)
        if self.withdrawal and not self.tells_of_withdrawal:
            response = self.gone()
        else:
            response = super().dispatch(request, **kwargs)
            response["Cache-Control"] = self.cached
        return response

    def gone(self):
        shown = {"publication": self.publication, "withdrawal": self.withdrawal, "newest": self.newest}
        response = render(self.request, "reports/published_gone.html", shown, status=GONE)
        response["Cache-Control"] = A_MINUTE
        return response

    @property
    def newest(self):
        """The latest version that nobody took back, or None."""
        return next((row for row in self.versions if row.pk not in self.withdrawals), None)


class PublishedView(PublicGate, TemplateView):
    template_name = "reports/published.html"
    tells_of_withdrawal = True

    def get_context_data(self, **kwargs):
        shown = {
            "publication": self.publication,
            "withdrawal": self.withdrawal,
            "files": offered_files(self.publication),
            "versions": [(row, self.withdrawals.get(row.pk)) for row in self.versions],
            "newest": self.newest,
            "short_address": short_address(self.publication),
        }
        return super().get_context_data(**kwargs | shown)


class PublishedPageView(PublicGate):
    """The document as a page, drawn from what was frozen."""

    def get(self, request, **kwargs):
        return HttpResponse(render_html(document_of(self.publication), self.picture))

    def picture(self, name):
        return reverse("reports:published-picture", args=[self.publication.address, PurePath(name).name])


class ImmutableFile(PublicGate):
    """Answered with its hash, so that whoever kept it is told in a word that it is still the same."""

    cached = AN_HOUR

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
        saved_as = {"as_attachment": True, "filename": self.file_name(file)}
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
