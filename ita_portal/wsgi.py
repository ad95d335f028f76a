"""The portal as a WSGI application. In production it does not start while demonstration accounts can sign in."""

import os

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ita_portal.settings")


def refuse_demonstration_accounts():
    if get_user_model().objects.filter(is_demonstration=True, is_active=True).exists():
        raise ImproperlyConfigured("PRODUCTION=true does not start while demonstration accounts exist in the database.")


application = get_wsgi_application()
if settings.PRODUCTION:
    refuse_demonstration_accounts()
