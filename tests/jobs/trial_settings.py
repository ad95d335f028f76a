"""The portal's settings with the tasks of the tests, for worker processes."""

from ita_portal.settings import *  # noqa: F403
from ita_portal.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.jobs.trial"]
