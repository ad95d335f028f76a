"""The news for the person who is signed in: the list, marking it read, and choosing what to hear of."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views import View
from django.views.generic import FormView, ListView

from assessments.models import Notification
from assessments.notification_forms import NotificationChoicesForm
from assessments.services.notifying import mark_read, save_choices, ways_by_kind


class NotificationListView(ListView):
    template_name = "assessments/notifications.html"
    paginate_by = 25

    def get_queryset(self):
        return Notification.objects.visible_to(self.request.user).select_related("agency")

    def get_context_data(self, **kwargs):
        """`newest` is what the page shows of the latest: what comes while somebody reads is not marked with it."""
        context = super().get_context_data(**kwargs)
        newest = context["object_list"][0].pk if context["page_obj"].number == 1 and context["object_list"] else ""
        return {**context, "newest": newest}


class OwnNotifications(View):
    """Signing in again after a lost session comes here with nothing to do: the list is what to look at."""

    def get(self, request, **kwargs):
        return redirect("assessments:notifications")

    def rows(self):
        return Notification.objects.visible_to(self.request.user)


class NotificationReadView(OwnNotifications):
    """Marks one as read and, if so asked, goes where it leads; what is there asks for itself who may see it."""

    def post(self, request, pk):
        row = get_object_or_404(self.rows(), pk=pk)
        mark_read(rows=self.rows().filter(pk=pk))
        leads_here = url_has_allowed_host_and_scheme(row.link, allowed_hosts=None)
        if request.POST.get("do") == "open" and row.link and leads_here:
            return redirect(row.link)
        return redirect("assessments:notifications")


class NotificationsReadView(OwnNotifications):
    """Marks all that the page showed, and those before it."""

    def post(self, request):
        newest = request.POST.get("newest", "")
        if newest.isascii() and newest.isdecimal() and len(newest) < 19:
            number = mark_read(rows=self.rows().filter(pk__lte=int(newest)))
            messages.success(request, f"ทำเครื่องหมายว่าอ่านแล้ว {number} รายการ")
        return redirect("assessments:notifications")


class NotificationChoicesView(FormView):
    template_name = "assessments/notification_choices.html"
    form_class = NotificationChoicesForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "ways": ways_by_kind(self.request.user)}

    def form_valid(self, form):
        number = save_choices(person=self.request.user, ways=form.ways)
        messages.success(self.request, "บันทึกแล้ว" if number else "ไม่มีสิ่งใดเปลี่ยน")
        return redirect("assessments:notification-choices")
