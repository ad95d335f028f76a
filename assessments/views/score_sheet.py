"""The grid of scores: the page that works by itself, and what its script asks for while somebody types."""

from dataclasses import asdict

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.views import View
from django.views.generic import TemplateView

from assessments import permissions
from assessments.analysis_tables import discrepancy_rows
from assessments.gates import AssessmentGate
from assessments.locking import told
from assessments.previous_figures import previous_figures
from assessments.score_cells import BadRequest, OtherPerson, cell_answers, check_person, json_object, posted_cells
from assessments.score_paste import TooManyRows, read_paste
from assessments.score_sheet import CELL_STATES, ScoreSheetForm, announced_only, sheet_codes
from assessments.score_tables import live_figures
from assessments.scoring import compute, explain_level
from assessments.services.scores import ScoresConflict, save_cells, save_scores
from assessments.views.scores import RoleName, RoleStep

LONGEST_PASTE = 100_000
VIEW_ONLY = "ท่านดูคะแนนได้แต่แก้ไขไม่ได้ หากต้องแก้ไข โปรดติดต่อผู้ดูแลสิทธิของหน่วยงาน"


class SheetGate(RoleStep, AssessmentGate):
    """Gives `self.instrument` besides: one that this kind of agency is assessed by."""

    permission = permissions.EDIT

    def open(self, instrument, **kwargs):
        super().open(**kwargs)
        self.framework = self.assessment.framework
        if instrument not in self.framework.rule_for(self.agency.kind).weights:
            raise Http404
        self.instrument = self.framework.entries[instrument]

    @property
    def lock(self):
        """Why nobody may type here, in the words of the page; "" where this person may."""
        if not self.may_edit:
            return VIEW_ONLY
        return str(self.closed) if self.closed else ""

    @property
    def may_edit(self):
        return self.request.user.has_perm(permissions.EDIT, self.agency)

    def form(self, data=None):
        return ScoreSheetForm(
            data, framework=self.framework, instrument=self.instrument.code, stored=self.stored(), lock=self.lock
        )

    def stored(self):
        return {row.code: row for row in self.assessment.scores.all()}


class ScoreSheetView(RoleName, SheetGate, TemplateView):
    """Whoever may only look sees the same grid with its cells locked."""

    permission = permissions.VIEW
    template_name = "assessments/score_sheet.html"

    def get(self, request, **kwargs):
        return self.show(self.form())

    def post(self, request, **kwargs):
        if not self.may_edit:
            raise PermissionDenied
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form)
        try:
            number = save_scores(assessment=self.assessment, edits=form.edits, by=request.user)
        except ScoresConflict as conflict:
            form.meet(conflict.stored)
            return self.show(form, status=409, has_errors=True)
        messages.success(request, f"บันทึกคะแนนแล้ว {number} ช่อง" if number else "ไม่มีคะแนนที่เปลี่ยน")
        return redirect("assessments:score-sheet", **self.kwargs)

    def show_typed(self, locked):
        form = self.form(self.request.POST)
        form.is_valid()
        return self.show(form, status=409, **told(locked))

    def show(self, form, status=200, **kwargs):
        results, rule = self.results_of(form), self.framework.rule_for(self.agency.kind)
        context = self.get_context_data(
            form=form,
            instrument=self.instrument,
            cell_states=CELL_STATES,
            instruments=list(results.weighted),
            announced_only=announced_only(self.framework, rule, self.instrument.code),
            results=results,
            explanation=explain_level(self.framework, results),
            previous=previous_figures(self.assessment),
            discrepancies=discrepancy_rows(self.framework, results),
            **kwargs,
        )
        return self.render_to_response(context, status=status)

    def results_of(self, form):
        announced = form.announced(self.assessment) if form.is_bound else self.assessment.announced
        return compute(self.framework, self.agency.kind, announced)


class JsonAction(View):
    """Takes a JSON object by POST and answers JSON; what can not be read is a 400 that says why."""

    http_method_names = ["post"]

    def post(self, request, **kwargs):
        try:
            sent = json_object(request.body)
            check_person(sent, request.user)
            return JsonResponse(self.answer(sent))
        except BadRequest as fault:
            return JsonResponse({"message": str(fault)}, status=400)
        except OtherPerson as fault:
            return JsonResponse({"message": str(fault)}, status=403)

    def answer(self, sent):
        raise NotImplementedError


class ScoreCellsView(SheetGate, JsonAction):
    """Saves the cells sent, each by its own version, and says of every one what became of it."""

    lock = ""  # asked where the scores are written

    def show_typed(self, locked):
        return JsonResponse({"message": str(locked)}, status=409)

    def answer(self, sent):
        form = self.form(posted_cells(sent))
        form.is_valid()
        if form.non_field_errors():
            raise BadRequest(form.non_field_errors()[0])
        saved = save_cells(assessment=self.assessment, edits=form.edits, by=self.request.user)
        stored = self.stored()
        figures = live_figures(self.framework, form.codes, self.assessment.compute(), stored)
        return {"cells": cell_answers(form, saved, stored), **figures}


class ScorePasteView(SheetGate, JsonAction):
    """What text copied from a spreadsheet would put into which cell; writes nothing."""

    def answer(self, sent):
        text, targets = sent.get("text"), sent.get("codes")
        if not isinstance(text, str) or not isinstance(targets, list):
            raise BadRequest("คำขอนี้อ่านไม่ได้: ต้องมี text เป็นข้อความ และ codes เป็นรายการรหัส")
        if len(text) > LONGEST_PASTE:
            raise BadRequest(f"ข้อความที่วางยาวเกิน {LONGEST_PASTE:,} ตัวอักษร: คัดลอกเฉพาะคอลัมน์ที่ต้องใช้")
        try:
            rows = read_paste(self.framework, sheet_codes(self.framework, self.instrument.code), targets, text)
        except TooManyRows as refusal:
            raise BadRequest(str(refusal)) from None
        return {"rows": [asdict(row) for row in rows]}
