"""The read-only API for everybody. What each address takes and gives is declared in reports/api/operations.py."""

import json

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import TemplateView

from reports.api import answering, operations
from reports.api.description import ABOUT, description
from reports.api.pages import operation_pages, problem_kinds
from reports.api.parameters import read_asked
from reports.api.problems import CONTENT_TYPE, GONE, NOT_ALLOWED, NOT_FOUND, Problem
from reports.open_data.writing import json_number
from reports.public.link_preview import LinkPreview
from reports.published_files import read
from reports.versions import file_of, published_at
from reports.views.public_answers import AN_HOUR, PublicAnswer
from reports.withdrawing import withdrawal_of

ACROSS = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag, Retry-After"}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}


# Nothing can be posted: whoever tries is told so, not about forms.
@method_decorator([login_not_required, csrf_exempt], name="dispatch")
class ApiView(PublicAnswer):
    """Give `operation`, and `answer` with its parameters' values. A Problem ends the request."""

    operation = None

    def dispatch(self, request, **kwargs):
        return with_headers(super().dispatch(request, **kwargs), ACROSS)

    def respond(self, request, **kwargs):
        try:
            return super().respond(request, **kwargs)
        except Problem as problem:
            return problem_response(problem)

    def get(self, request, **kwargs):
        return json_response(self.answer(read_asked(self.operation.parameters, request.GET), **kwargs))

    def options(self, request, **kwargs):
        return with_headers(super().options(request, **kwargs), PREFLIGHT)

    def http_method_not_allowed(self, request, **kwargs):
        problem = Problem(NOT_ALLOWED, "Only GET, HEAD and OPTIONS are answered here.", NOT_ALLOWED.meaning)
        return with_headers(problem_response(problem), {"Allow": ", ".join(self._allowed_methods())})


def problem_response(problem):
    response = json_response(problem.body, status=problem.kind.status, content_type=CONTENT_TYPE)
    wait = problem.kind.retry_after
    return with_headers(response, {"Retry-After": str(wait)} if wait else {})


def json_response(value, **how):
    data = json.dumps(value, ensure_ascii=False, default=json_number)
    return HttpResponse(data, **{"content_type": "application/json", **how})


def with_headers(response, headers):
    for name, value in headers.items():
        response[name] = value
    return response


def nothing_there(what, what_th):
    return Problem(NOT_FOUND, f"No published {what} is here.", f"ไม่มี{what_th}ที่เผยแพร่ ณ ที่อยู่นี้")


class AgenciesView(ApiView):
    operation = operations.AGENCIES

    def answer(self, asked):
        return answering.agencies(asked, self.request.path)


class AgencyView(ApiView):
    operation = operations.AGENCY

    def answer(self, asked, code):
        found = answering.agency(code)
        if found is None:
            raise nothing_there("documents of an agency", "เอกสารของหน่วยงาน")
        return found


class PublicationsView(ApiView):
    operation = operations.PUBLICATIONS

    def answer(self, asked):
        return answering.publications(asked, self.request.path)


class PublicationView(ApiView):
    operation = operations.PUBLICATION

    def answer(self, asked, address):
        return answering.publication(version_at(address))


def version_at(address):
    publication = published_at(address)
    if publication is None:
        raise nothing_there("document", "เอกสาร")
    return publication


class PublicationDataView(ApiView):
    """The very bytes that were frozen."""

    operation = operations.DATA

    def get(self, request, address):
        read_asked(self.operation.parameters, request.GET)
        publication = version_at(address)
        if withdrawal := withdrawal_of(publication):
            raise Problem(GONE, f"The agency took it back: {withdrawal.reason}", f"หน่วยงานถอนแล้ว: {withdrawal.reason}")
        return HttpResponse(frozen_data(publication), content_type="application/json")


def frozen_data(publication):
    file = file_of(publication, "json")
    try:
        return read(file.file.name)
    except (AttributeError, FileNotFoundError):
        raise nothing_there("data file", "ไฟล์ข้อมูล") from None


class ResultsView(ApiView):
    operation = operations.RESULTS

    def answer(self, asked):
        return answering.results(asked, self.request.path)


class ApiNothingView(ApiView):
    """Whatever else is asked for under the API's address."""

    def get(self, request, **kwargs):
        place = reverse("reports:api-docs")
        raise Problem(NOT_FOUND, f"There is no such address; see {place}", f"ไม่มีที่อยู่นี้ใน API ดูวิธีใช้ที่ {place}")


class ApiDescriptionView(ApiView):
    cached = AN_HOUR

    def get(self, request):
        return json_response(description())


class ApiDocsView(PublicAnswer, TemplateView):
    template_name = "reports/api_docs.html"
    title = "API ข้อมูลที่หน่วยงานเผยแพร่"
    cached = AN_HOUR

    def get_context_data(self, **kwargs):
        shown = {
            "title": self.title,
            "about": ABOUT,
            "operations": operation_pages(),
            "problems": problem_kinds(),
            "preview": LinkPreview(self.title, ABOUT, reverse("reports:api-docs")),
        }
        return super().get_context_data(**kwargs | shown)
