"""The review of one document, and the list of all that are on their way."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import FormView, ListView, TemplateView

from assessments.searching import matching
from assessments.views.history import SearchedChanges
from reports.models import Review
from reports.overview.paging import LongPaginator
from reports.review_forms import SUBMIT, MoveForm, ReviewFilterForm
from reports.reviewing import moves
from reports.reviewing.changes import changes_of_content
from reports.reviewing.comments import unresolved_by_target
from reports.reviewing.looking import look_at
from reports.reviewing.offering import offer
from reports.reviewing.people import PERMISSION_OF, may
from reports.reviewing.rounds import events_of, latest_round, numbered_round, own_last_move, standing_of
from reports.reviewing.services import ReviewRefused, make_move, submit
from reports.reviewing.waiting import reviews_waiting_for, waiting_for
from reports.views.documents import DocumentGate

EVENTS_A_PAGE = 30
OPEN_ANEW = "โปรดเปิดหน้านี้ใหม่ แล้วทำรายการอีกครั้ง"
DONE = {
    SUBMIT: "ส่งตรวจแล้ว",
    "recall": "เรียกคืนแล้ว แก้ไขแล้วส่งตรวจใหม่ได้",
    "open": "เริ่มตรวจแล้ว ผู้ส่งเรียกคืนไม่ได้แล้ว",
    "approve": "รับรองแล้ว",
    "return": "ส่งกลับให้แก้ไขแล้ว",
    "recall_approval": "ถอนคำรับรองแล้ว",
    "open_approved": "เริ่มตรวจแล้ว หัวหน้าหน่วยงานถอนคำรับรองไม่ได้แล้ว",
    "accept": "รับเอกสารแล้ว",
    "return_approved": "ส่งกลับให้แก้ไขแล้ว",
}


class ReviewView(DocumentGate, FormView):
    """Whoever sees the agency sees how far its documents are; the services ask who may make a move."""

    template_name = "reports/review.html"
    form_class = MoveForm

    def get_success_url(self):
        return reverse("reports:review", args=[self.agency.code, self.agency_year.fiscal_year, self.kind])

    def post(self, request, **kwargs):
        if not any(may(request.user, step, self.agency) for step in PERMISSION_OF):
            raise PermissionDenied
        return super().post(request, **kwargs)

    def form_valid(self, form):
        try:
            self.make(**form.cleaned_data)
        except ReviewRefused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, DONE[form.cleaned_data["move"]])
        return redirect(self.get_success_url())

    def make(self, move, round, version, reason):
        """On the round that the page showed, whatever has become the latest since."""
        if move == SUBMIT:
            return submit(agency_year=self.agency_year, kind=self.kind, by=self.request.user)
        review = numbered_round(self.agency_year, self.kind, round)
        if review is None:
            latest = standing_of(latest_round(self.agency_year, self.kind))
            raise ReviewRefused(moves.refusal(moves.BY_HAND[move], latest, reason) or OPEN_ANEW)
        return make_move(review=review, version=version, move=move, by=self.request.user, reason=reason)

    def get_context_data(self, **kwargs):
        review, look = latest_round(self.agency_year, self.kind), look_at(self.agency_year, self.kind)
        standing, user = standing_of(review), self.request.user
        events = Paginator(events_of(self.agency_year, self.kind), EVENTS_A_PAGE)
        own, comments = own_last_move(self.agency_year, self.kind, user), unresolved_by_target(self.agency_year)
        shown = {
            "kind": self.kind,
            "review": review,
            "state": look.state,
            "check": look.check,
            "words": moves.STATE_WORDS[moves.LAPSED] if look.has_changed(review) else standing.words,
            "offer": offer(review=review, standing=standing, look=look, agency=self.agency, user=user),
            "page_obj": events.get_page(self.request.GET.get("page")),
            "own": own,
            "change_count": changes_of_content(self.agency_year, own.at).count() if own else 0,
            "comment_count": sum(comments.values()),
            "target": f"document:{self.kind}",
            "open_comments": comments.get(f"document:{self.kind}", 0),
        }
        return super().get_context_data(**kwargs | shown)


class ReviewChangesView(SearchedChanges, DocumentGate, TemplateView):
    """The history since this person's own last move on this document."""

    template_name = "reports/review_changes.html"

    def open(self, **kwargs):
        super().open(**kwargs)
        self.own = own_last_move(self.agency_year, self.kind, self.request.user)

    def changes(self):
        return changes_of_content(self.agency_year, self.own.at if self.own else None)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs | {"kind": self.kind, "own": self.own})


class ReviewListView(ListView):
    """The latest round of each document of every agency that this person sees; first what waits for them."""

    template_name = "reports/review_list.html"
    paginate_by = 25

    def get_queryset(self):
        self.form = ReviewFilterForm(self.request.GET)
        self.form.is_valid()
        self.asked = {name: value for name, value in self.form.cleaned_data.items() if value}
        rows = Review.objects.visible_to(self.request.user).latest_rounds().filter(self.condition())
        with_names = rows.select_related("agency_year__agency", "submitted_by", "publication")
        return with_names.order_by("-submitted_at", "-pk")

    def get_paginator(self, queryset, per_page, **kwargs):
        """Without a filter there are as many documents as first rounds, and these are counted in no time."""
        firsts = Review.objects.visible_to(self.request.user).filter(round=1)
        return LongPaginator(queryset, per_page, count=None if self.asked else firsts.count())

    def condition(self):
        names = {"state": "state", "kind": "kind", "year": "agency_year__fiscal_year"}
        condition = Q(**{names[name]: value for name, value in self.asked.items() if name in names})
        if "waiting" in self.asked:
            condition &= waiting_for(self.request.user)
        return condition & matching(self.asked["q"], "agency_year__agency__") if "q" in self.asked else condition

    def get_context_data(self, **kwargs):
        query = urlencode(self.asked) + "&" if self.asked else ""
        waiting_count = reviews_waiting_for(self.request.user).count()
        shown = {"form": self.form, "query": query, "asked": self.asked, "waiting_count": waiting_count}
        return super().get_context_data(**kwargs | shown)
