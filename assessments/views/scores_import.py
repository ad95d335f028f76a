"""The officer's own spreadsheet: which cells of these results it would change and which not, then the click."""

from tempfile import TemporaryFile

from django.contrib import messages
from django.http import FileResponse
from django.shortcuts import redirect
from django.views import View

from assessments import score_file
from assessments.exchange.faults import UnusableFile
from assessments.gates import AssessmentGate
from assessments.permissions import EDIT
from assessments.score_sheet import sheet_codes
from assessments.scores_import_forms import ScoresFileForm, TakeScoresForm
from assessments.services.results_export import export_own_template
from assessments.services.scores import FrameworkInUse, ScoresConflict
from assessments.services.scores_import import read_file, seen_of, take_scores
from assessments.versioning import StaleVersion
from assessments.views.results import XLSX_TYPE
from assessments.views.scores import ScoresStartView

CHANGED_MEANWHILE = "มีผู้อื่นแก้ไขผลคะแนนนี้ระหว่างที่ท่านตรวจไฟล์ จึงยังไม่ได้นำเข้าช่องใด: เลือกไฟล์แล้วตรวจอีกครั้ง"


class ScoresImportView(ScoresStartView):
    """Where the year of the results is not chosen yet, it is chosen here with the file."""

    permission = EDIT
    template_name = "assessments/scores_import.html"
    form_class = ScoresFileForm

    def open(self, role, **kwargs):
        super().open(**kwargs)
        self.assessment = self.agency_year.baseline if role == "baseline" else self.agency_year.result
        self.chosen = self.assessment and self.assessment.framework

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "chosen": self.chosen}

    def post(self, request, *args, **kwargs):
        return self.take() if "taken" in request.POST else super().post(request, *args, **kwargs)

    def form_valid(self, form):
        framework = form.framework
        try:
            rows = read_file(file=form.cleaned_data["file"], framework=framework, agency=self.agency)
        except UnusableFile as refusal:
            return self.refuse(form, refusal.faults)
        if rows.barring:
            return self.refuse(form, rows.barring)
        shown = score_file.preview(framework, self.agency.kind, rows, seen_of(self.assessment))
        take = TakeScoresForm(salt=self.salt, intake=shown.intake) if len(shown.intake) else None
        context = self.get_context_data(form=form, rows=rows, preview=shown, take=take, framework=framework)
        return self.render_to_response(context)

    def refuse(self, form, faults):
        for fault in faults:
            form.add_error("file", str(fault))
        return self.form_invalid(form)

    def take(self):
        form = TakeScoresForm(self.request.POST, salt=self.salt)
        if not form.is_valid():
            return self.start_again(form.errors["taken"][0])
        values = {"agency_year": self.agency_year, "role": self.kwargs["role"], "intake": form.cleaned_data["taken"]}
        try:
            number = take_scores(by=self.request.user, **values)
        except (StaleVersion, ScoresConflict, FrameworkInUse):
            return self.start_again(CHANGED_MEANWHILE)
        messages.success(self.request, f"นำเข้าคะแนนแล้ว {number} ช่อง" if number else "คะแนนตรงกับไฟล์อยู่แล้ว ไม่มีช่องใดเปลี่ยน")
        return self.to_scores()

    def start_again(self, why):
        messages.error(self.request, why)
        return redirect("assessments:scores-import", **self.kwargs)

    @property
    def salt(self):
        """A preview is good for the person and the results that it was made for."""
        return f"scores-import:{self.agency_year.pk}:{self.kwargs['role']}:{self.request.user.pk}"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"framework": self.chosen, "assessment": self.assessment, **kwargs})


class ScoresTemplateView(AssessmentGate, View):
    """The empty file of the figures that this kind of agency is assessed by."""

    def get(self, request, **kwargs):
        framework = self.assessment.framework
        instruments = framework.rule_for(self.agency.kind).weights
        codes = [code for instrument in instruments for code in sheet_codes(framework, instrument)]
        file = TemporaryFile()  # noqa: SIM115 the response closes it
        export_own_template(file, framework, codes)
        file.seek(0)
        name = f"{self.agency.code}-{framework.code}-template.xlsx"
        return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX_TYPE)
