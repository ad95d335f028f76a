"""For setting up: agencies are added and the first people given their roles here; all else happens in the portal.

Nothing is changed or deleted here: the portal keeps a history of what is changed, and of who could do what.
"""

from django.contrib import admin

from assessments import writing
from assessments.models import Agency, Body, Membership


class AddedOnly(admin.ModelAdmin):
    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Agency)
class AgencyAdmin(AddedOnly):
    fields = ("code", "name", "short_name", "kind", "province", "district", "numerals", "body")
    list_display = ("name", "code", "kind", "province", "body")
    list_select_related = ("body",)
    search_fields = ("name", "code")

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        writing.record(obj, {name: ("", getattr(obj, name)) for name in self.fields}, by=request.user)


@admin.register(Body)
class BodyAdmin(AddedOnly):
    fields = ("name", "kind", "parent")
    list_display = ("name", "kind", "parent")
    list_select_related = ("parent",)
    search_fields = ("name",)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        writing.record(obj, {"name": ("", obj.name), "parent": ("", obj.parent)}, by=request.user)


@admin.register(Membership)
class MembershipAdmin(AddedOnly):
    fields = ("user", "role", "agency", "reach", "body", "kind", "province")
    list_display = ("user", "role", "agency", "reach", "body", "kind", "province", "started_at", "ended_at")
    list_filter = ("role", "reach")
    autocomplete_fields = ("agency",)
    search_fields = ("user__username", "user__name", "agency__name")
    list_select_related = ("user", "agency", "body")

    def save_model(self, request, obj, form, change):
        obj.granted_by = request.user
        super().save_model(request, obj, form, change)
        writing.record(obj, {"started_at": ("", obj.started_at)}, by=request.user)
