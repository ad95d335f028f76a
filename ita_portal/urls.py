"""The only file that knows every app."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.templatetags.static import static
from django.urls import include, path
from django.utils.functional import lazy
from django.views.generic import RedirectView

from ita_portal.accounts.views.sign_in import AdminSignInView

favicon = login_not_required(RedirectView.as_view(url=lazy(static, str)("img/favicon.svg")))

urlpatterns = [
    path("favicon.ico", favicon, name="favicon"),
    path("accounts/", include("ita_portal.accounts.urls")),
    path("admin/login/", AdminSignInView.as_view(), name="admin-login"),
    path("admin/password_change/", RedirectView.as_view(pattern_name="accounts:password"), name="admin-password"),
    path("admin/", admin.site.urls),
    path("", include("assessments.urls")),
    path("", include("measures.urls")),
    path("", include("reports.urls")),
]

handler400 = "ita_portal.errors.bad_request"
handler403 = "ita_portal.errors.permission_denied"
handler404 = "ita_portal.errors.page_not_found"
handler500 = "ita_portal.errors.server_error"
