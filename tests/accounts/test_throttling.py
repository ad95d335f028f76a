"""How often somebody may try, in figures, and that many at once get no more tries than one after the other."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from ita_portal.accounts.models import Throttle
from ita_portal.accounts.throttling import (
    RULES,
    TriedTooOften,
    account_gate,
    count_try,
    email_gate,
    forgive,
    prune,
    spoken,
    take_back,
)

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
SOMEBODY = account_gate("somebody")
PLACE = (Throttle.Scope.ADDRESS, "place")
pytestmark = pytest.mark.django_db


def seconds_to_wait(gate, now):
    with pytest.raises(TriedTooOften) as refusal:
        count_try(gate, now=now)
    return refusal.value.seconds - 1


def fail(gate, times, now=NOW):
    for _ in range(times):
        count_try(gate, now=now)


def test_wait_of_an_account_doubles_up_to_a_quarter_of_an_hour():
    rule = RULES[Throttle.Scope.ACCOUNT]

    minutes = [rule.wait_after(count).total_seconds() / 60 for count in (0, 4, 5, 6, 7, 8, 9, 10, 1000)]

    assert minutes == [0, 0, 1, 2, 4, 8, 15, 15, 15]


def test_sixth_try_waits_and_the_refused_tries_do_not_lengthen_the_wait():
    fail(SOMEBODY, 5)

    assert seconds_to_wait(SOMEBODY, NOW) == 60
    assert seconds_to_wait(SOMEBODY, NOW + timedelta(seconds=20)) == 40
    assert Throttle.objects.get().count == 5
    count_try(SOMEBODY, now=NOW + timedelta(seconds=60))
    assert seconds_to_wait(SOMEBODY, NOW + timedelta(seconds=60)) == 120


def test_tries_of_an_account_are_forgotten_a_day_after_the_first():
    fail(SOMEBODY, 5)

    fail(SOMEBODY, 5, NOW + timedelta(days=1))

    assert Throttle.objects.get().count == 5


def test_twenty_tries_from_an_address_in_a_quarter_of_an_hour_close_it_for_another():
    fail(PLACE, 19)
    count_try(PLACE, now=NOW + timedelta(minutes=14))

    assert seconds_to_wait(PLACE, NOW + timedelta(minutes=14)) == 15 * 60
    count_try(PLACE, now=NOW + timedelta(minutes=29))
    assert Throttle.objects.get().count == 1


def test_closed_gate_counts_at_no_other():
    fail(PLACE, 20)

    with pytest.raises(TriedTooOften):
        count_try(SOMEBODY, PLACE, now=NOW)

    assert list(Throttle.objects.values_list("scope", "count")) == [("address", 20)]


def test_right_try_forgives_the_account_and_takes_one_back_from_the_address():
    fail(SOMEBODY, 4)
    fail(PLACE, 4)

    forgive(SOMEBODY)
    take_back(PLACE)

    assert dict(Throttle.objects.values_list("scope", "count")) == {"account": 0, "address": 3}


def test_fourth_request_for_a_new_password_of_an_address_waits():
    fail(email_gate("A@example.go.th"), 3)

    assert seconds_to_wait(email_gate("a@EXAMPLE.go.th"), NOW) == 15 * 60


def test_name_is_counted_however_it_is_written_and_is_not_stored():
    fail(account_gate("Ｓomebody"), 1)
    fail(account_gate("SOMEBODY"), 1)

    row = Throttle.objects.get()
    assert row.count == 2
    assert "somebody" not in row.subject.lower()


def test_rows_nobody_asks_about_are_removed():
    fail(SOMEBODY, 5)

    assert prune(NOW + timedelta(hours=24)) == 0
    assert prune(NOW + timedelta(hours=26)) == 1


def test_clock_of_another_machine_that_is_behind_does_no_harm():
    count_try(SOMEBODY, now=NOW)

    count_try(SOMEBODY, now=NOW - timedelta(seconds=3))

    assert Throttle.objects.get().count == 2


def test_wait_is_spoken_rounded_up():
    assert [spoken(each) for each in (1, 59, 60, 61, 900)] == ["1 วินาที", "59 วินาที", "1 นาที", "2 นาที", "15 นาที"]


@pytest.mark.django_db(transaction=True)
def test_many_tries_at_the_same_moment_pass_five_times():
    def attempt(_):
        try:
            count_try(SOMEBODY)
        except TriedTooOften:
            return 0
        finally:
            connection.close()
        return 1

    with ThreadPoolExecutor(8) as threads:
        passed = sum(threads.map(attempt, range(16)))

    assert passed == 5
    assert Throttle.objects.get().count == 5
