"""People who sign in: found, shut out, let in again. For who oversees all."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import ListView, TemplateView

from assessments import permissions
from assessments.gates import OversightGate
from assessments.services.accounts import deactivate, may_deactivate, people_seen_by, reactivate
from assessments.services.memberships import LastAdministrator, MayNotGrant


class PersonListView(OversightGate, ListView):
    permission = permissions.OVERSEE_ALL
    template_name = "assessments/person_list.html"
    paginate_by = 25

    def get_queryset(self):
        self.typed = self.request.GET.get("q", "").replace("\x00", "").strip()[:200]
        return people_seen_by(self.request.user, self.typed)

    def get_context_data(self, **kwargs):
        query = urlencode({"q": self.typed}) + "&" if self.typed else ""
        return super().get_context_data(typed=self.typed, query=query, **kwargs)


class PersonView(OversightGate, TemplateView):
    """One person's roles; POST shuts the account or opens it again."""

    permission = permissions.OVERSEE_ALL
    template_name = "assessments/person.html"

    def dispatch(self, request, pk, **kwargs):
        self.person = get_object_or_404(people_seen_by(request.user), pk=pk)
        return super().dispatch(request, pk=pk, **kwargs)

    def get_context_data(self, **kwargs):
        can_deactivate = may_deactivate(self.request.user, self.person)
        return super().get_context_data(person=self.person, can_deactivate=can_deactivate, **kwargs)

    def post(self, request, **kwargs):
        step, words = (reactivate, "เปิดใช้งาน") if "reactivate" in request.POST else (deactivate, "ระงับ")
        try:
            done = step(person=self.person, by=request.user)
            messages.success(request, f"{words}บัญชีของ {self.person} แล้ว" if done else "บัญชีนี้เป็นเช่นนั้นอยู่แล้ว")
        except MayNotGrant:
            raise PermissionDenied from None
        except LastAdministrator:
            messages.error(request, "ผู้นี้เป็นผู้ดูแลทุกหน่วยงานคนสุดท้าย โปรดเชิญผู้อื่นก่อน")
        return redirect("assessments:person", self.person.pk)
