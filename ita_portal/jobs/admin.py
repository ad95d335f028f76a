"""Jobs can be looked at, never edited: what happens to one is decided by whoever holds it."""

from django.contrib import admin

from ita_portal.jobs.models import Job


@admin.register(Job)
class JobAdmin(admin.ModelAdmin):
    list_display = ("task", "state", "attempt", "done", "total", "by", "created_at", "started_at", "ended_at", "worker")
    list_filter = ("state", "task")
    list_select_related = ("by",)
    search_fields = ("id", "task", "error")
    ordering = ("-created_at",)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
