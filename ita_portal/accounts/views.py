"""Signing out says that it is done."""

from django.contrib import messages
from django.contrib.auth.views import LogoutView


class SignOutView(LogoutView):
    def post(self, request, *args, **kwargs):
        response = super().post(request, *args, **kwargs)
        messages.success(request, "ออกจากระบบแล้ว")
        return response
