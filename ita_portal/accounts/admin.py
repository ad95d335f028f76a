"""django-otp would show everybody's keys in /admin/, to whoever may open it. Keys are for the telephone alone."""

from django.contrib import admin
from django_otp.plugins.otp_totp.models import TOTPDevice

admin.site.unregister(TOTPDevice)
