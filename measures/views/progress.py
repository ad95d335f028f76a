"""What was done: the overview of a year and its entries."""

from assessments.locking import may_start
from assessments.windows import PROGRESS
from measures.forms import ProgressForm
from measures.forms.progress import initial_of
from measures.progress import compare, summarise
from measures.progress_page import lines_of
from measures.services import in_plan, plan
from measures.services.progress import add_entry, change_entry, remove_entry
from measures.views.editing import DeletePage, EditPage, FormPage, OneRow, ShownPage


class ProgressView(ShownPage):
    template_name = "measures/progress.html"
    step = PROGRESS

    def get_context_data(self, **kwargs):
        measures, entries = plan.measures_of(self.agency_year), plan.entries_of(self.agency_year)
        facts = [plan.entry_facts(entry) for entry in entries]
        summary = summarise([measure.key for measure in measures], facts)
        return super().get_context_data(
            summary=summary,
            lines=lines_of(measures, entries, summary),
            free_activities=[entry for entry in entries if entry.measure_id is None],
            before_after=self.before_after(),
            may_start=self.may_start_missing(),
            photos=self.agency_year.photos.count(),
            **kwargs,
        )

    def before_after(self):
        """Beside each other once both are entered; else nothing to compare."""
        before, after = self.agency_year.baseline, self.agency_year.result
        if before is None or after is None:
            return ()
        return compare(before.framework, before.compute(), after.compute())

    def may_start_missing(self):
        """Whether to offer the first of the two results that is not there."""
        year = self.agency_year
        missing = next((role for role in ("baseline", "result") if getattr(year, role) is None), None)
        return missing is not None and may_start(self.request.user, year, missing)


class OneEntry(OneRow):
    step = PROGRESS
    back = "progress"

    def rows(self):
        return self.agency_year.progress_entries.select_related("measure").prefetch_related("lines")


class EntryFormPage(FormPage):
    step = PROGRESS
    form_class = ProgressForm
    template_name = "measures/progress_entry.html"
    back, add = "progress", "progress-add"

    def get_form_kwargs(self):
        place = {"agency_year": self.agency_year, "framework": self.framework, "entry": self.row}
        return {**super().get_form_kwargs(), **place, "measures": self.agency_year.measures.all()}

    def initial_of(self, row):
        return initial_of(row)

    def get_context_data(self, **kwargs):
        """What was planned stands beside what is reported, for the measure that the form names as it opens."""
        context = super().get_context_data(**kwargs)
        chosen = str(context["form"]["measure"].value() or "")
        measures = self.agency_year.measures.prefetch_related("lines")
        measure = measures.filter(pk=chosen).first() if chosen.isdecimal() else None
        return {**context, "planned": measure and plan.measure_facts(measure), "planned_name": measure}


class EntryAddView(EntryFormPage):
    def get_initial(self):
        asked = self.request.GET.get("measure", "")
        measure = self.agency_year.measures.filter(pk=asked).first() if asked.isdecimal() else None
        known = {"measure": measure.pk, "indicator": measure.indicator} if measure else {}
        return {"key": in_plan.free_key(self.agency_year.progress_entries, "p"), **known}

    def save(self, form):
        _, is_new = add_entry(
            agency_year=self.agency_year,
            key=form.cleaned_data["key"],
            values=form.values(),
            lines=form.lines(),
            by=self.request.user,
        )
        return "บันทึกผลการดำเนินการแล้ว" if is_new else "ผลการดำเนินการนี้บันทึกไว้แล้ว ไม่ได้เพิ่มซ้ำ"


class EntryEditView(EditPage, OneEntry, EntryFormPage):
    def save(self, form):
        is_changed = change_entry(
            entry=self.row,
            version=form.cleaned_data["version"],
            values=form.values(),
            lines=form.lines(),
            by=self.request.user,
        )
        return "บันทึกผลการดำเนินการแล้ว" if is_changed else "ไม่มีสิ่งใดเปลี่ยนแปลง"


class EntryDeleteView(OneEntry, DeletePage):
    def remove(self, version):
        remove_entry(entry=self.row, version=version, by=self.request.user)
