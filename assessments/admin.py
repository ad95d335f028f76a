"""For setting up: agencies are added and people given their roles here; everything else happens in the portal."""

from django.contrib import admin

from assessments import writing
from assessments.models import Agency, Membership


@admin.register(Agency)
class AgencyAdmin(admin.ModelAdmin):
    """Agencies are only added here: later changes go through the portal, which keeps a history of them."""

    fields = ("code", "name", "short_name", "kind", "province", "district", "numerals")
    list_display = ("name", "code", "kind", "province")
    search_fields = ("name", "code")

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        writing.record(obj, {name: ("", getattr(obj, name)) for name in self.fields}, by=request.user)

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Membership)
class MembershipAdmin(admin.ModelAdmin):
    list_display = ("user", "role", "agency")
    list_filter = ("role",)
    autocomplete_fields = ("agency",)
    search_fields = ("user__username", "user__name", "agency__name")
    list_select_related = ("user", "agency")
