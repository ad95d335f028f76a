"""What every answer of the portal carries."""


class PrivatePagesMiddleware:
    """Pages of somebody signed in are never kept by a browser or proxy: the next person there must not see them."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        return response
