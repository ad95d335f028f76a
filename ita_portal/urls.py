"""The only file that knows every app."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("accounts/", include("ita_portal.accounts.urls")),
    path("admin/", admin.site.urls),
    path("", include("assessments.urls")),
    path("", include("measures.urls")),
    path("", include("reports.urls")),
]

handler400 = "ita_portal.errors.bad_request"
handler403 = "ita_portal.errors.permission_denied"
handler404 = "ita_portal.errors.page_not_found"
handler500 = "ita_portal.errors.server_error"
