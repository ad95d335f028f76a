"""The tree of affiliation, kept by those who oversee it, and an agency's place in it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import FormView, TemplateView

from assessments import permissions
from assessments.gates import AgencyGate, OversightGate
from assessments.models import Agency, Body
from assessments.places_forms import AgencyPlaceForm, BodyForm, stored_body, stored_place
from assessments.services.places import (
    BodyExists,
    BodyNotAllowed,
    BodyUnderItself,
    SuccessorCircle,
    TooDeep,
    add_body,
    change_body,
    place_agency,
)
from assessments.versioning import StaleVersion

REFUSALS = {
    BodyExists: ("name", "มีสังกัดชื่อนี้อยู่ที่เดียวกันแล้ว"),
    BodyNotAllowed: ("parent", "ตำแหน่งนี้อยู่นอกขอบเขตที่ท่านดูแล"),
    BodyUnderItself: ("parent", "ย้ายไปอยู่ภายใต้ตนเองหรือสังกัดย่อยของตนไม่ได้"),
    TooDeep: ("parent", "ชั้นของสังกัดลึกเกินไป เลือกตำแหน่งที่สูงกว่านี้"),
}


class BodiesView(OversightGate, TemplateView):
    template_name = "assessments/bodies.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        bodies = Body.objects.visible_to(user).with_agency_counts().select_related("parent")
        rows = [(body, permissions.may_keep_body(user, body)) for body in bodies]
        can_add = permissions.oversees_all(user) or bool(rows)
        return super().get_context_data(rows=rows, can_add=can_add, **kwargs)


class BodyFormView(OversightGate, FormView):
    template_name = "assessments/body_form.html"
    form_class = BodyForm

    def get_form_kwargs(self):
        user = self.request.user
        places = {"bodies": Body.objects.visible_to(user), "with_top": permissions.oversees_all(user)}
        return {**super().get_form_kwargs(), **places}

    def form_valid(self, form):
        try:
            self.write(form)
        except StaleVersion:
            return self.show_conflict(form)
        except tuple(REFUSALS) as refusal:
            form.add_error(*REFUSALS[type(refusal)])
            return self.form_invalid(form)
        messages.success(self.request, "บันทึกสังกัดแล้ว")
        return redirect("assessments:bodies")


class BodyAddView(BodyFormView):
    def write(self, form):
        add_body(by=self.request.user, **form.values)


class BodyEditView(BodyFormView):
    def dispatch(self, request, pk, **kwargs):
        self.body = get_object_or_404(Body.objects.visible_to(request.user).select_related("parent"), pk=pk)
        return super().dispatch(request, pk=pk, **kwargs)

    def get_initial(self):
        return {**stored_body(self.body), "version": self.body.version}

    def get_context_data(self, **kwargs):
        can_keep = permissions.may_keep_body(self.request.user, self.body)
        return super().get_context_data(body=self.body, can_keep=can_keep, **kwargs)

    def write(self, form):
        change_body(body=self.body, version=form.typed_version, by=self.request.user, **form.values)

    def show_conflict(self, form):
        self.body.refresh_from_db()
        conflicts = form.meet(stored_body(self.body), self.body.version)
        context = self.get_context_data(form=form, conflicts=conflicts, has_errors=True)
        return self.render_to_response(context, status=409)


class AgencyPlaceView(AgencyGate, FormView):
    """Affiliation, kind, closing and successor: what decides who oversees the agency is not the agency's to say."""

    permission = permissions.OVERSEE
    template_name = "assessments/agency_place.html"
    form_class = AgencyPlaceForm

    def get_form_kwargs(self):
        user, body = self.request.user, self.agency.body
        is_theirs = body is None or permissions.may_keep_under(user, body)
        bodies = list(Body.objects.visible_to(user)) if is_theirs else []
        return {**super().get_form_kwargs(), "bodies": bodies, "agencies": Agency.objects.visible_to(user)}

    def get_initial(self):
        return {**stored_place(self.agency), "version": self.agency.version}

    def form_valid(self, form):
        values = {"body": self.agency.body, **form.values}
        try:
            place_agency(agency=self.agency, version=form.typed_version, by=self.request.user, **values)
        except StaleVersion:
            return self.show_conflict(form)
        except (BodyNotAllowed, SuccessorCircle) as refusal:
            return self.refuse(form, refusal)
        messages.success(self.request, "บันทึกสังกัดและสถานะของหน่วยงานแล้ว")
        still_there = self.request.user.has_perm(permissions.VIEW, self.agency)
        return redirect("assessments:agency", self.agency.code) if still_there else redirect("assessments:agency-list")

    def refuse(self, form, refusal):
        if isinstance(refusal, SuccessorCircle):
            form.add_error("successor", "หน่วยงานที่รับงานต่อวนกลับมาที่หน่วยงานนี้")
        else:
            form.add_error("body" if "body" in form.fields else None, "สังกัดนี้อยู่นอกขอบเขตที่ท่านดูแล")
        return self.form_invalid(form)

    def show_conflict(self, form):
        self.agency.refresh_from_db()
        conflicts = form.meet(stored_place(self.agency), self.agency.version)
        context = self.get_context_data(form=form, conflicts=conflicts, has_errors=True)
        return self.render_to_response(context, status=409)
