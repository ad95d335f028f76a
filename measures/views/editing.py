"""What the add, edit, delete and move pages share: gate, form, service, message, redirect."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views import View
from django.views.generic import FormView, TemplateView

from assessments.finding_forms import VersionForm
from assessments.fiscal_year import first_day, last_day
from assessments.gates import YearGate
from assessments.locking import LockedStep
from assessments.permissions import EDIT
from assessments.versioning import StaleVersion
from measures.services import plan
from measures.views.conflicts import chosen, conflicts, retyped


class YearPage(LockedStep, YearGate):
    """Addresses inside the agency-year, and the framework the plan is written under. `step` says when it is open."""

    def open(self, **kwargs):
        super().open(**kwargs)
        self.framework = plan.framework_for(self.agency_year)

    def get_context_data(self, **kwargs):
        year = self.agency_year.fiscal_year
        return super().get_context_data(first_day=first_day(year), last_day=last_day(year), **kwargs)

    def address(self, name, *args):
        return reverse(f"measures:{name}", args=[self.agency.code, self.agency_year.fiscal_year, *args])


class ShownPage(YearPage, TemplateView):
    """Shows and changes nothing."""

    def get(self, request, **kwargs):
        return self.render_to_response(self.get_context_data())


class FormPage(YearPage, FormView):
    """A form that adds a row or changes `self.row`."""

    permission = EDIT
    back = ""  # name of the page to return to
    add = ""  # name of the page that adds such a row
    row = None

    def initial_of(self, row):
        raise NotImplementedError

    def save(self, form):
        """Write through the service; the message to show."""
        raise NotImplementedError

    def get_initial(self):
        return self.initial_of(self.row) if self.row else {}

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        return kwargs | {"data": chosen(kwargs["data"])} if "data" in kwargs else kwargs

    def get_success_url(self):
        return self.address(self.back)

    def form_valid(self, form):
        try:
            messages.success(self.request, self.save(form))
        except StaleVersion as stale:
            return self.compare(form, stale.row)
        return redirect(self.get_success_url())

    def compare(self, form, row):
        """The form as typed, beside what stands in the row now; saving again counts against the present version."""
        if row is None:
            return self.show_gone(form)
        differing = conflicts(form, self.initial_of(row))
        renewed = retyped(form, self.get_form_class(), self.get_form_kwargs(), version=row.version)
        return self.render_to_response(self.get_context_data(form=renewed, conflicts=differing), status=409)

    def show_gone(self, form):
        """Somebody deleted the row meanwhile: what was typed stays and can be saved as a new one."""
        self.row = None
        context = self.get_context_data(form=form, is_gone=True, add_url=self.address(self.add))
        return self.render_to_response(context, status=404)

    def get_context_data(self, **kwargs):
        return super().get_context_data(row=self.row, back_url=self.address(self.back), **kwargs)


class OneRow:
    """Gives `self.row`, one of `self.rows()` of this agency-year, or 404."""

    def rows(self):
        raise NotImplementedError

    def open(self, pk, **kwargs):
        super().open(**kwargs)
        self.row = get_object_or_404(self.rows(), pk=pk)
        self.row.agency_year = self.agency_year


class EditPage:
    """Before OneRow in a form page: a row deleted while somebody typed does not take the typed text with it."""

    def open(self, **kwargs):
        try:
            super().open(**kwargs)
        except Http404:
            if self.request.method != "POST" or not hasattr(self, "framework"):
                raise

    def post(self, request, *args, **kwargs):
        if self.row is None:
            return self.show_gone(self.get_form())
        return super().post(request, *args, **kwargs)


class DeletePage(YearPage, FormView):
    """Asks first; deletes the row only as it was seen."""

    permission = EDIT
    form_class = VersionForm
    template_name = "measures/delete.html"
    back = ""

    def get_initial(self):
        return {"version": self.row.version}

    def remove(self, version):
        raise NotImplementedError

    def form_valid(self, form):
        try:
            self.remove(form.cleaned_data["version"])
        except StaleVersion:
            messages.error(self.request, "มีผู้อื่นแก้ไขหรือลบรายการนี้ไปแล้ว จึงยังไม่ได้ลบ โปรดตรวจดูข้อมูลล่าสุดก่อน")
            return redirect(self.address(self.back))
        messages.success(self.request, "ลบแล้ว ข้อมูลเดิมดูได้ในประวัติการแก้ไข")
        return redirect(self.address(self.back))

    def get_context_data(self, **kwargs):
        return super().get_context_data(row=self.row, back_url=self.address(self.back), **kwargs)


class MoveAction(View):
    """`self.row` one place up or down among `self.neighbours()`; at either end nothing happens. Behind a gate."""

    permission = EDIT
    back = ""

    def get(self, request, **kwargs):
        """Signing in again after a lost session comes here with nothing to move."""
        return redirect(self.list_address())

    def list_address(self):
        return self.address(self.back)

    def neighbours(self):
        raise NotImplementedError

    def move(self, neighbour):
        raise NotImplementedError

    def post(self, request, **kwargs):
        rows = self.neighbours()
        place = rows.index(self.row) + (-1 if request.POST.get("direction") == "up" else 1)
        if 0 <= place < len(rows):
            self.move(rows[place])
        return redirect(self.destination())
