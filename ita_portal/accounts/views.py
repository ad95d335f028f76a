"""Signing out says that it is done."""

from django.contrib import messages
from django.contrib.auth.views import LogoutView
from django.shortcuts import redirect


class SignOutView(LogoutView):
    http_method_names = ["get", *LogoutView.http_method_names]

    def get(self, request, *args, **kwargs):
        """Signing in again after a lost session comes here, and nobody means to sign out then."""
        return redirect("assessments:home")

    def post(self, request, *args, **kwargs):
        response = super().post(request, *args, **kwargs)
        messages.success(request, "ออกจากระบบแล้ว")
        return response
