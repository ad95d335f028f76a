"""What a job of the tests leaves behind: a row for every time it had its effect."""

from django.db import models


class Effect(models.Model):
    job_id = models.UUIDField()
    attempt = models.PositiveIntegerField()

    class Meta:
        app_label = "trial"
