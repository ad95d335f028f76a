"""Error pages: Thai, no stack trace, a way on."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme


def bad_request(request, exception=None):
    too_big = isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent)
    return render(request, "errors/400.html", {"too_big": too_big}, status=400)


def permission_denied(request, exception=None):
    return render(request, "errors/403.html", status=403)


def csrf_failure(request, reason=""):
    """The form that was sent is where the browser says it came from."""
    return render(request, "errors/csrf.html", {"back_url": _own_referer(request)}, status=403)


def page_not_found(request, exception=None):
    return render(request, "errors/404.html", status=404)


def server_error(request):
    """No context processors here: what failed may be the database they read."""
    return render(None, "errors/500.html", status=500)


def _own_referer(request):
    referer = request.headers.get("Referer", "")
    hosts = {request.get_host()}
    return referer if url_has_allowed_host_and_scheme(referer, hosts, require_https=request.is_secure()) else ""
