"""Doing one thing for many agencies: looked at before, confirmed, followed while a job does it, and what came of it."""

import re
from dataclasses import replace
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.views.generic import FormView, ListView, TemplateView, View

from assessments.gates import OversightGate
from reports.bulk.actions import ACCEPT, ACTIONS
from reports.bulk.choosing import chosen_rows, filter_words
from reports.bulk.naming import name_of_file, name_of_outcomes
from reports.bulk.preview import preview
from reports.bulk.reach import may_download
from reports.bulk.removing import KEPT, KEPT_DAYS
from reports.bulk.starting import OutOfTurn, SetChanged, cancel_run, known_run, resume_run, start_run
from reports.bulk.telling import (
    counts_of,
    known_outcome,
    label_of,
    outcome_lines,
    progress_words,
    shown,
    told_of,
    with_counts,
)
from reports.bulk_forms import FORMS
from reports.models import BulkOutcome, BulkRun
from reports.overview.asking import asked_for
from reports.waiting import waiting_for

PAGE_SIZE = 25
NAMES_SHOWN = 10
ONCE_KEY = re.compile(r"[0-9a-f]{32}")
GONE = f"ไฟล์นี้ไม่มีแล้ว ไฟล์เก็บไว้ {KEPT_DAYS} วัน โปรดสั่งใหม่"
BEYOND_REACH = "ดาวน์โหลดไม่ได้: ไฟล์นี้มีเอกสารของหน่วยงานที่ท่านไม่ได้ดูแลแล้ว โปรดสั่งใหม่"
TYPES = {"zip": "application/zip", "pdf": "application/pdf"}


class BulkListView(OversightGate, ListView):
    template_name = "reports/bulk_list.html"
    paginate_by = PAGE_SIZE

    def get_queryset(self):
        return with_counts(BulkRun.objects.visible_to(self.request.user)).select_related("by", "job")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"runs": [(run, told_of(run)) for run in context["bulkrun_list"]]}


class BulkStartView(OversightGate, FormView):
    """What the filter gives, what can be done with it, and what that would do; POST does it, once."""

    template_name = "reports/bulk_start.html"
    has_changed = False

    @cached_property
    def asked(self):
        return asked_for(self.request.GET, user=self.request.user)

    @cached_property
    def action(self):
        return ACTIONS.get(self.request.GET.get("action", ""))

    def get_form(self, form_class=None):
        if self.action is None:
            return None
        return FORMS[self.action.code](**self.get_form_kwargs(), fiscal_year=self.asked.fiscal_year)

    def post(self, request, **kwargs):
        if self.action is None:
            return redirect(f"{request.path}?{self.asked.query}")
        return super().post(request, **kwargs)

    def form_valid(self, form):
        """A second click leads to what the first one started, even if nothing is left to do by then."""
        if known := known_run(self.request.user, self.once_key):
            return redirect("reports:bulk-run", known.pk)
        if refusal := self.preview.refusal(form.decision):
            form.add_error(form.decisive, refusal)
            return self.form_invalid(form)
        return self.start(form)

    def start(self, form):
        values = {"asked": self.asked, "action": self.action.code, "token": self.request.POST.get("token", "")}
        try:
            run = start_run(**values, once_key=self.once_key, by=self.request.user, **form.options)
        except SetChanged:
            self.has_changed = True
            return self.form_invalid(form)
        return redirect("reports:bulk-run", run.pk)

    @cached_property
    def preview(self):
        return preview(self.asked, self.action.code if self.action else "", self.request.user)

    @cached_property
    def once_key(self):
        """Of the page that is shown: pressing its button twice is one run."""
        typed = self.request.POST.get("once_key", "")
        return typed if ONCE_KEY.fullmatch(typed) else uuid4().hex

    def get_context_data(self, **kwargs):
        action, found = self.action, self.preview
        rows = chosen_rows(self.asked, self.request.user)
        number = rows.count() if action and action.code == ACCEPT else found.total
        names = list(rows.values_list("name", flat=True)[:NAMES_SHOWN])
        return super().get_context_data(
            asked=self.asked,
            action=action,
            choices=[(each, self.asked.with_values(action=each.code)) for each in ACTIONS.values()],
            preview=found,
            agency_count=number,
            names=names,
            more=number - len(names),
            words=filter_words(self.asked),
            once_key=self.once_key,
            has_changed=self.has_changed,
            **kwargs,
        )


class RunGate(OversightGate):
    """Gives `self.bulk_run`: one's own, or any for who oversees all."""

    def dispatch(self, request, *args, **kwargs):
        runs = with_counts(BulkRun.objects.visible_to(request.user)).select_related("by", "job")
        self.bulk_run = get_object_or_404(runs, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def outcomes(self):
        """As far as one's reach goes now."""
        return BulkOutcome.objects.visible_to(self.request.user).filter(run=self.bulk_run)

    @cached_property
    def shown_outcome(self):
        return known_outcome(self.request.GET.get("show", ""))


class BulkRunView(RunGate, TemplateView):
    """How far it is and what came of it at each agency; POST stops it or takes it up again."""

    template_name = "reports/bulk_run.html"

    def post(self, request, **kwargs):
        if "cancel" in request.POST:
            self.stop()
        elif "resume" in request.POST:
            self.go_on()
        return redirect("reports:bulk-run", self.bulk_run.pk)

    def stop(self):
        if cancel_run(run=self.bulk_run, by=self.request.user):
            messages.success(self.request, "หยุดแล้ว สิ่งที่ทำไปแล้วคงอยู่ หน่วยงานที่เหลือไม่มีสิ่งใดเปลี่ยน")
        else:
            messages.info(self.request, "งานนี้สิ้นสุดไปก่อนแล้ว สถานะล่าสุดอยู่ด้านล่าง")

    def go_on(self):
        """With the rights of who asked for it, and therefore by nobody else."""
        if self.bulk_run.by != self.request.user:
            raise PermissionDenied
        try:
            resume_run(run=self.bulk_run, by=self.request.user)
        except OutOfTurn:
            messages.info(self.request, "งานนี้ดำเนินการอยู่หรือสิ้นสุดแล้ว สถานะล่าสุดอยู่ด้านล่าง")

    def get_context_data(self, **kwargs):
        run, outcome = self.bulk_run, self.shown_outcome
        waiting = waiting_for(run.job) if run.is_working else None
        page = Paginator(shown(self.outcomes, outcome), PAGE_SIZE).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            run=run,
            action=ACTIONS[run.action],
            waiting=waiting and replace(waiting, percent=run.percent, note=waiting.note or progress_words(run)),
            told=told_of(run),
            is_own=run.by == self.request.user,
            counts=[(each, label_of(run, each), number) for each, number in counts_of(self.outcomes)],
            shown_outcome=outcome,
            page_obj=page,
            rows=[(row, label_of(run, row.outcome)) for row in page],
            query=f"show={outcome.value}&" if outcome else "",
            kept_until=run.ended_at + KEPT if run.has_file else None,
            **kwargs,
        )


class BulkOutcomesView(RunGate, View):
    """The outcomes that the page shows, all pages of them, as CSV."""

    def get(self, request, **kwargs):
        lines = outcome_lines(self.bulk_run, shown(self.outcomes, self.shown_outcome))
        response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
        name = name_of_outcomes(self.bulk_run, request.user)
        response["Content-Disposition"] = content_disposition_header(True, name)
        return response


class BulkFileView(RunGate, View):
    def get(self, request, **kwargs):
        run = self.bulk_run
        if not run.has_file or not run.file.storage.exists(run.file.name):
            return self.refuse(GONE)
        if not may_download(request.user, run):
            return self.refuse(BEYOND_REACH)
        kind = run.file.name.rpartition(".")[2]
        values = {"filename": name_of_file(run, request.user), "content_type": TYPES.get(kind)}
        return FileResponse(run.file.open(), as_attachment=True, **values)

    def refuse(self, words):
        messages.error(self.request, words)
        return redirect("reports:bulk-run", self.bulk_run.pk)
