from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    name = "ita_portal.jobs"
    label = "jobs"
    verbose_name = "งานเบื้องหลัง"

    def ready(self):
        autodiscover_modules("jobs")
