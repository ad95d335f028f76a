"""Passwords as Django checks them; the person is read together with the device, for the middleware on every page."""

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.db.models import OuterRef, Subquery
from django_otp.plugins.otp_totp.models import TOTPDevice


class PasswordBackend(ModelBackend):
    def get_user(self, user_id):
        devices = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True).order_by("pk")
        people = get_user_model().objects.annotate(second_factor_id=Subquery(devices.values("pk")[:1]))
        user = people.filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
