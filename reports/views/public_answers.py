"""What all answers to the public share: they are the same for whoever asks, and may be kept by browsers and proxies."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.decorators import method_decorator
from django.views.generic import View

# Whoever keeps an answer that a withdrawal may change asks each time whether it is still the same: its ETag answers.
ASKED_EACH_TIME = "public, no-cache"
AN_HOUR, A_MINUTE = "public, max-age=3600", "public, max-age=60"
CONDITIONAL = ("GET", "HEAD")
OK, UNCHANGED = 200, 304


class NoSession:
    """Stands in for the session: the answer neither varies by its cookie nor renews or ends it.

    A cookie that went out with an answer kept by a proxy would reach everybody.
    """

    accessed = modified = False

    def is_empty(self):
        return False  # an empty one would have its cookie deleted


@method_decorator(login_not_required, name="dispatch")
class PublicAnswer(View):
    """Give `respond` what else is to be asked before the method; `cached` says how long the answer is good.

    What says that something is not there, or was asked wrongly, may be another thing in a minute.
    """

    cached = ASKED_EACH_TIME

    def dispatch(self, request, *args, **kwargs):
        request.user, request.session = AnonymousUser(), NoSession()
        return kept(request, self.respond(request, *args, **kwargs), self.cached)

    def respond(self, request, *args, **kwargs):
        return super().dispatch(request, *args, **kwargs)


def kept(request, response, cached):
    """With its hash: who has the same already is told so in a word."""
    if hasattr(response, "render"):
        response.render()
    if request.method not in CONDITIONAL:
        return response
    response.setdefault("Cache-Control", cached if response.status_code in (OK, UNCHANGED) else A_MINUTE)
    if response.status_code != OK:
        return response
    set_response_etag(response)
    return get_conditional_response(request, etag=response.get("ETag"), response=response)
