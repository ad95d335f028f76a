"""How one kind of document is made up: parts and their order, layouts, who signs."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import FormView

from assessments import permissions
from assessments.gates import YearGate
from assessments.versioning import StaleVersion
from measures.views.conflicts import as_shown
from reports.documents.composing import Setup, moved
from reports.models import DocumentKind
from reports.setup_forms import SetupForm
from reports.setups import drop_setup, latest_setup, named, save_setup, setup_of

STEPS = {"up": -1, "down": 1}


class SetupView(YearGate, FormView):
    permission = permissions.EDIT
    template_name = "reports/setup.html"
    form_class = SetupForm

    def open(self, kind, **kwargs):
        super().open(**kwargs)
        if kind not in DocumentKind.values:
            raise Http404
        self.kind = DocumentKind(kind)
        row = latest_setup(self.agency_year, kind)
        self.own = row if row and row.agency_year_id == self.agency_year.pk else None
        self.earlier = row if row and not self.own else None
        self.setup_now = setup_of(row, is_own=bool(self.own)) if row else Setup()

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "kind": self.kind.value, "setup": self.setup_now}

    def get_initial(self):
        return {"version": self.own.version if self.own else 0}

    def get_success_url(self):
        return reverse("reports:setup", args=[self.agency.code, self.agency_year.fiscal_year, self.kind.value])

    def form_valid(self, form):
        try:
            return self.drop(form) if "drop" in self.request.POST else self.save(form)
        except StaleVersion as stale:
            return self.compare(form, stale.row)

    def save(self, form):
        direction, _, key = self.request.POST.get("move", "").partition(":")
        parts = moved(form.parts, self.kind.value, key, STEPS.get(direction, 0))
        changed = save_setup(
            agency_year=self.agency_year,
            kind=self.kind.value,
            parts=parts,
            version=form.cleaned_data["version"],
            by=self.request.user,
            **form.values,
        )
        messages.success(self.request, "บันทึกการจัดเอกสารแล้ว" if changed else "ไม่มีสิ่งใดเปลี่ยนแปลง")
        return redirect(self.get_success_url() + (f"#row-{key}" if key else ""))

    def drop(self, form):
        if self.own:
            drop_setup(setup=self.own, version=form.cleaned_data["version"], by=self.request.user)
        messages.success(self.request, "กลับไปใช้ค่าก่อนตั้งแล้ว")
        return redirect(self.get_success_url())

    def compare(self, form, row):
        """The form as typed, beside what stands now; saving again counts against the present version."""
        conflicts = differing(form, setup_of(row) if row else Setup(), self.kind.value)
        data = form.data.copy()
        data["version"] = row.version if row else 0
        form = SetupForm(**{**self.get_form_kwargs(), "data": data})
        return self.render_to_response(self.get_context_data(form=form, conflicts=conflicts), status=409)

    def get_context_data(self, **kwargs):
        shown = {"kind": self.kind, "own": self.own, "earlier": self.earlier}
        return super().get_context_data(**kwargs | shown)


def differing(form, stored, kind):
    """Each choice that is not what stands now."""
    fresh = SetupForm(kind=kind, setup=stored)
    pairs = [
        (field.label, as_shown(field, form.values[name]), as_shown(field, fresh.initial.get(name)))
        for name, field in form.fields.items()
        if name in form.values
    ]
    arranged = [(part.key, is_on) for part, is_on in fresh.arranged]
    pairs.append(("ส่วนของเอกสาร", "\n".join(named(kind, form.parts)), "\n".join(named(kind, arranged))))
    return [{"label": label, "typed": typed, "stored": now} for label, typed, now in pairs if typed != now]
