"""The comments of an agency-year: read by who sees it, written, answered and resolved by who may comment."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import FormView

from assessments import permissions
from assessments.gates import YearGate
from reports.review_forms import CommentForm
from reports.reviewing.comments import CommentRefused, add_comment, answer, set_resolved
from reports.reviewing.targets import Targets, parts_of
from reports.views.checks import Addresses

PAGE_SIZE = 25
SHOWN = [("open", "ยังไม่ปิดเรื่อง"), ("resolved", "ปิดเรื่องแล้ว"), ("all", "ทั้งหมด")]


class CommentsView(YearGate, FormView):
    template_name = "reports/comments.html"
    form_class = CommentForm
    read_with = ()

    def open(self, **kwargs):
        super().open(**kwargs)
        self.targets = Targets(self.agency_year)
        asked = self.request.GET.get("target", "")
        self.target = asked if self.targets.is_known(asked) else ""
        self.shown = self.request.GET.get("show", "open")

    @property
    def may_comment(self):
        return self.request.user.has_perm(permissions.COMMENT, self.agency)

    def get_success_url(self):
        address = reverse("reports:comments", args=[self.agency.code, self.agency_year.fiscal_year])
        return f"{address}?{self.query}" if self.query else address

    @property
    def query(self):
        """The filter of the page, kept through a POST."""
        kept = {"target": self.target, "show": self.shown if self.shown != "open" else ""}
        return urlencode({name: value for name, value in kept.items() if value})

    def post(self, request, **kwargs):
        if not self.may_comment:
            raise PermissionDenied
        if "resolve" in request.POST or "reopen" in request.POST:
            return self.resolve()
        return super().post(request, **kwargs)

    def resolve(self):
        comment, version = self.thread("comment"), self.request.POST.get("version", "")
        try:
            values = {
                "is_resolved": "resolve" in self.request.POST,
                "version": int(version) if version.isdecimal() else 0,
            }
            set_resolved(comment=comment, by=self.request.user, **values)
        except CommentRefused as refusal:
            messages.error(self.request, str(refusal))
        return redirect(self.get_success_url())

    def thread(self, name):
        """The first comment that the form names; of another year it is a 404."""
        given = self.request.POST.get(name, "")
        comment = (
            self.agency_year.comments.filter(pk=int(given)).first() if given.isdecimal() and len(given) < 19 else None
        )
        if comment is None:
            raise Http404
        return comment

    def form_valid(self, form):
        text, by = form.cleaned_data["text"], self.request.user
        try:
            if "answers" in self.request.POST:
                answer(comment=self.thread("answers"), text=text, by=by)
            else:
                add_comment(agency_year=self.agency_year, target=self.request.POST.get("target", ""), text=text, by=by)
        except CommentRefused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, "บันทึกความเห็นแล้ว")
        return redirect(self.get_success_url())

    def threads(self):
        rows = self.agency_year.comments.threads().select_related("by", "resolved_by").prefetch_related("replies__by")
        if self.shown != "all":
            rows = rows.filter(resolved_at__isnull=self.shown != "resolved")
        if self.target:
            rows = rows.filter(target=self.target)
        return rows.order_by("-pk")

    def get_context_data(self, **kwargs):
        page = Paginator(self.threads(), PAGE_SIZE).get_page(self.request.GET.get("page"))
        shown = {
            "page_obj": page,
            "query": f"{self.query}&" if self.query else "",
            "threads": [(row, self.targets.label(row.target), self.address(row.target)) for row in page],
            "may_comment": self.may_comment,
            "target": self.request.POST.get("target", self.target),
            "target_label": self.targets.label(self.target) if self.target else "",
            "choices": self.choices(),
            "answering": self.request.POST.get("answers", ""),
            "shown": self.shown,
            "ways": SHOWN,
        }
        return super().get_context_data(**kwargs | shown)

    def address(self, target):
        """The field itself, as the remarks of the check lead to it."""
        page, _, field = parts_of(target)
        url = self.targets.url(target)
        if not url or not field:
            return url
        return f"{url}#id_{field}" if (page, field) in Addresses.DRAWN_BY_FORM else f"{url}#div_id_{field}"

    def choices(self):
        """What can be commented on from here; the field that the page was opened for comes first."""
        choices = self.targets.choices()
        if self.target and self.target not in dict(choices):
            return [(self.target, self.targets.label(self.target)), *choices]
        return choices
