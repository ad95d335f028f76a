"""What of signing in differs between machines; the settings are tried in processes of their own."""

import pytest

from tests.guards.test_settings import GOOD_KEY, start

SHOW = "from ita_portal import settings; print(settings.SECOND_FACTOR_REQUIRED, settings.TRUSTED_PROXIES)"
PRODUCTION = {"PRODUCTION": "true", "ALLOWED_HOSTS": "ita.example", "EMAIL_URL": "smtp://mail.example:25"}


@pytest.mark.parametrize(
    ("environment", "printed"),
    [
        ({}, "False 0"),
        (PRODUCTION, "True 0"),
        ({**PRODUCTION, "SECOND_FACTOR_REQUIRED": "false", "TRUSTED_PROXIES": "2"}, "False 2"),
        ({"SECOND_FACTOR_REQUIRED": "true"}, "True 0"),
    ],
)
def test_production_asks_administrators_for_a_second_factor_and_trusts_no_proxy(tmp_path, environment, printed):
    run = start(tmp_path, SHOW, SECRET_KEY=GOOD_KEY, **environment)

    assert run.stdout.strip() == printed, run.stderr


def test_number_of_proxies_below_none_refuses_to_start(tmp_path):
    run = start(tmp_path, SHOW, SECRET_KEY=GOOD_KEY, TRUSTED_PROXIES="-1")

    assert run.returncode != 0
    assert "TRUSTED_PROXIES is the number of proxies" in run.stderr
