"""The public's way to what is published: search over all agencies, and the documents of one."""

from django.http import Http404
from django.views.generic import TemplateView

from reports.overview.paging import LongPaginator
from reports.public.asking import public_asked_for
from reports.public.finding import documents_of_agency, other_years, published_years, rows_found, with_documents
from reports.public.link_preview import preview_of_agency, preview_of_search
from reports.views.public_answers import PublicAnswer

ROWS_OF_A_PAGE = 25


class PublicSearchView(PublicAnswer, TemplateView):
    template_name = "reports/public_search.html"
    title = "เอกสารที่หน่วยงานเผยแพร่"

    def get_context_data(self, **kwargs):
        years = published_years()
        asked = public_asked_for(self.request.GET, years=years)
        page = LongPaginator(rows_found(asked), ROWS_OF_A_PAGE).get_page(self.request.GET.get("page"))
        shown = {
            "title": self.title,
            "asked": asked,
            "page_obj": page,
            "agencies": with_documents(page.object_list, asked.values.get("document", "")),
            "query": f"{asked.query}&",
            "other_years": [] if page.object_list else elsewhere(asked, years),
            "preview": preview_of_search(self.title),
        }
        return super().get_context_data(**kwargs | shown)


def elsewhere(asked, years):
    """(year, address) of the years in which the same may be found."""
    return [(year, asked.in_year(year)) for year in other_years(asked, years)]


class PublicAgencyView(PublicAnswer, TemplateView):
    """A 404 for an agency that has published nothing, as for one that is not there."""

    template_name = "reports/public_agency.html"

    def get_context_data(self, **kwargs):
        documents = documents_of_agency(kwargs["agency_code"])
        if documents is None:
            raise Http404
        preview = preview_of_agency(documents.agency)
        return super().get_context_data(**kwargs, documents=documents, preview=preview)
