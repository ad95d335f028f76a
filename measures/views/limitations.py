"""The agency's limitations."""

from assessments.windows import PLAN
from measures.forms import LimitationsForm
from measures.services.limitations import save_limitations, seen_as
from measures.views.conflicts import conflicts, retyped
from measures.views.editing import FormPage


class LimitationsView(FormPage):
    form_class = LimitationsForm
    template_name = "measures/limitations.html"
    back = "list"
    step = PLAN

    def open(self, **kwargs):
        super().open(**kwargs)
        self.stored = list(self.agency_year.limitations.all())

    @property
    def texts(self):
        return [row.text for row in self.stored]

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "stored": self.texts}

    def get_initial(self):
        return {"limitations": self.texts, "seen": seen_as(self.stored)}

    def save(self, form):
        is_changed = save_limitations(
            agency_year=self.agency_year, texts=form.texts(), seen=form.cleaned_data["seen"], by=self.request.user
        )
        return "บันทึกข้อจำกัดแล้ว" if is_changed else "ไม่มีสิ่งใดเปลี่ยนแปลง"

    def compare(self, form, row):
        """The list has no version of its own: what was seen is renewed instead."""
        self.stored = list(self.agency_year.limitations.all())
        differing = conflicts(form, self.get_initial())
        renewed = retyped(form, LimitationsForm, self.get_form_kwargs(), seen=seen_as(self.stored))
        return self.render_to_response(self.get_context_data(form=renewed, conflicts=differing), status=409)
