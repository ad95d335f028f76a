"""People who sign in. What somebody may do is said by memberships in assessments, never here."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """A person, not an office: accounts are never shared, because the history names who did what."""

    first_name = None
    last_name = None
    name = models.CharField("ชื่อที่แสดง", max_length=200, blank=True)
    is_demonstration = models.BooleanField("บัญชีสาธิต", default=False, editable=False)

    class Meta:
        verbose_name = "ผู้ใช้"
        verbose_name_plural = "ผู้ใช้"

    def __str__(self):
        return self.name or self.username

    def get_full_name(self):
        return str(self)

    def get_short_name(self):
        return str(self)
