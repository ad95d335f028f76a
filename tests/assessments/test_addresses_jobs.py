"""The jobs that open addresses: against a server of this machine, stopped in the middle, and by night."""

import time
from datetime import datetime, timedelta

import pytest
from django.utils.timezone import localdate

from assessments import address_jobs
from assessments.address_checking import Found
from assessments.address_jobs import CHECK_DUE, check_due, check_year
from assessments.fiscal_year import fiscal_year_of
from assessments.framework_store import all_frameworks
from assessments.models import AddressCheck, Notification, OitAddress
from assessments.services.addresses import ask_for_check, check_under_way, user_agent
from ita_portal.jobs.claiming import claim
from ita_portal.jobs.models import Job
from ita_portal.jobs.queue import cancel, enqueue
from ita_portal.jobs.running import run_all
from ita_portal.jobs.tasks import JobCancelled, RunningJob
from tests.assessments.web_server import serving
from tests.jobs.attempts import lose
from tests.makers import make_agency, make_agency_year, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def year():
    return make_agency_year(make_agency("a-1"), 2569)


def make_addresses(year, *urls, framework="ita-2569"):
    return [
        OitAddress.objects.create(agency_year=year, framework_code=framework, code=f"o{number}", url=url)
        for number, url in enumerate(urls, start=1)
    ]


def begun(year):
    ask_for_check(agency_year=year, by=None)
    return RunningJob(claim("worker"))


def logged():
    return list(AddressCheck.objects.order_by("address__code", "pk").values_list("address__code", "outcome"))


def good(url):
    return Found("ok", 200, url, 12)


def test_year_is_checked_and_every_result_stands_in_the_log(year):
    with serving() as server:
        make_addresses(year, server.url("/ok"), server.url("/to?/status/404"), "", server.url("/status/500"))

        check_year(begun(year), year, server.check)

        log = AddressCheck.objects.order_by("address__code")
        columns = log.values_list("address__code", "url", "outcome", "status", "final_url")
        assert list(columns) == [
            ("o1", server.url("/ok"), "ok", 200, ""),
            ("o2", server.url("/to?/status/404"), "not_found", 404, server.url("/status/404")),
            ("o4", server.url("/status/500"), "server_error", 500, ""),
        ]


def test_items_at_one_address_share_one_look_and_have_a_line_each(year):
    asked = []
    make_addresses(year, "https://a.th/1", "https://a.th/1")

    check_year(begun(year), year, lambda url: asked.append(url) or good(url))

    assert (asked, logged()) == (["https://a.th/1"], [("o1", "ok"), ("o2", "ok")])


def test_only_this_year_and_its_framework_is_checked(year):
    make_addresses(year, "https://old.th/", framework="ita-2568")
    make_addresses(make_agency_year(year.agency, 2568), "https://last.th/", framework="ita-2568")
    make_addresses(year, "https://a.th/1")

    check_year(begun(year), year, good)

    assert AddressCheck.objects.get().url == "https://a.th/1"


def test_task_opens_nothing_that_the_public_can_not_open(year):
    with serving() as server:
        make_addresses(year, "http://127.0.0.1/", server.url("/ok"))
        ask_for_check(agency_year=year, by=None)

        (job,) = run_all()

        assert (job.state, job.done, job.total, job.note) == ("done", 2, 2, "ตรวจแล้ว 2 จาก 2 ที่อยู่")
        assert (logged(), server.asked) == ([("o1", "blocked"), ("o2", "blocked")], [])


def test_next_attempt_goes_on_where_the_first_one_ended(year):
    make_addresses(year, *(f"https://a.th/{number}" for number in range(5)))
    asked, running = [], begun(year)

    def check(url):
        asked.append(url)
        if len(asked) == 3:
            raise RuntimeError("the worker dies")
        return good(url)

    with pytest.raises(RuntimeError):
        check_year(running, year, check)
    assert logged() == [("o1", "ok"), ("o2", "ok")]
    check_year(lose(running), year, check)

    assert asked == [f"https://a.th/{number}" for number in (0, 1, 2, 2, 3, 4)]
    assert logged() == [(f"o{number}", "ok") for number in range(1, 6)]


def test_address_edited_while_it_was_checked_is_checked_again(year):
    (address,) = make_addresses(year, "https://a.th/old")
    running = begun(year)

    class Editing(RunningJob):
        """Somebody saves the form at the moment when the job says how far it is."""

        def progress(self, done, total, note=""):
            OitAddress.objects.filter(pk=address.pk).update(url="https://a.th/new")

    check_year(Editing(running.job), year, good)

    urls = AddressCheck.objects.order_by("pk").values_list("url", flat=True)
    assert list(urls) == ["https://a.th/old", "https://a.th/new"]


def test_cancelled_job_stops_and_keeps_what_it_found(year):
    make_addresses(year, *(f"https://a.th/{number}" for number in range(5)))
    running = begun(year)

    def check(url):
        if url == "https://a.th/2":
            running.interrupt(JobCancelled())
        return good(url)

    with pytest.raises(JobCancelled):
        check_year(running, year, check)

    assert 2 <= len(logged()) <= 3


def test_two_clicks_are_one_job_and_a_finished_one_makes_room_for_the_next(year):
    officer = make_user()

    first, second = (ask_for_check(agency_year=year, by=officer) for _ in range(2))
    cancel(first, by=officer)
    third = ask_for_check(agency_year=year, by=officer)

    assert (first.pk == second.pk, third.pk == first.pk, first.by) == (True, False, officer)


def test_turn_that_is_over_hands_the_rest_to_a_job_behind_those_that_wait(year, monkeypatch):
    monkeypatch.setattr(address_jobs, "SECONDS_A_TURN", 0.1)
    officer, asked = make_user(officer_of=year.agency), []
    first, *_ = make_addresses(year, *(f"https://a.th/{number}" for number in range(3)))
    for outcome in ("ok", "not_found"):
        AddressCheck.objects.create(address=first, url=first.url, outcome=outcome, status=200, milliseconds=1)
    asked_for = ask_for_check(agency_year=year, by=officer)

    def slow(url):
        asked.append(url)
        time.sleep(0.3)
        return Found("not_found", 404, "", 300)

    turns = []
    while job := check_under_way(year):
        assert ask_for_check(agency_year=year, by=officer) == job
        turns.append(job)
        running = RunningJob(claim("worker", job.pk))
        since = job.arguments.get("since")
        check_year(running, year, slow, since=since and datetime.fromisoformat(since))
        if not running.is_completed:
            with running.completing():
                pass

    assert turns[0] == asked_for
    assert len(turns) >= 3
    assert [job.by for job in turns] == [officer] * len(turns)
    assert asked == [f"https://a.th/{number}" for number in range(3)]
    assert Notification.objects.count() == 1  # of what the first turn found, told by the last


def test_next_turn_is_the_task_with_the_moment_of_the_question(year, monkeypatch):
    monkeypatch.setattr(address_jobs, "SECONDS_A_TURN", 0)
    make_addresses(year, "http://127.0.0.1/")
    job = ask_for_check(agency_year=year, by=None)

    running = RunningJob(claim("worker"))
    check_year(running, year, good)
    monkeypatch.undo()
    (rest,) = run_all()

    assert (rest.task, rest.state, rest.arguments["since"]) == (job.task, "done", job.created_at.isoformat())
    assert logged() == [("o1", "blocked")]
    assert check_under_way(year) is None


def test_year_that_is_gone_meanwhile_is_no_failure(year):
    ask_for_check(agency_year=year, by=None)
    year.delete()

    (job,) = run_all()

    assert job.state == "done"


def test_officers_are_told_at_the_end_of_a_check(year):
    officer = make_user(officer_of=year.agency)
    make_addresses(year, "https://a.th/1")

    for outcome in ("ok", "not_found", "not_found", "not_found"):
        running = begun(year)
        check_year(running, year, lambda url, outcome=outcome: Found(outcome, 200, url, 12))
        with running.completing():
            pass

    assert [news.person for news in Notification.objects.all()] == [officer]


def test_user_agent_names_the_portal(settings):
    settings.PUBLIC_URL = "https://ita.example.go.th"

    assert user_agent() == "ITA-portal-link-check/1.0 (+https://ita.example.go.th)"


# --- By night --------------------------------------------------------------------------------------------------------


@pytest.fixture
def present_year():
    return make_agency_year(make_agency("a-1"), fiscal_year_of(localdate()))


def night():
    enqueue(CHECK_DUE)
    return RunningJob(claim("worker"))


def test_night_checks_what_is_due_and_the_next_night_does_not(present_year):
    make_addresses(present_year, "https://a.th/1", "https://b.th/1", framework=newest())

    check_due(night(), good)
    check_due(night(), good)

    assert logged() == [("o1", "ok"), ("o2", "ok")]
    assert set(Job.objects.values_list("state", flat=True)) == {"done"}


def test_night_that_was_broken_off_goes_on_and_tells(present_year):
    officer = make_user(officer_of=present_year.agency)
    gone, other = make_addresses(present_year, "https://a.th/1", "https://b.th/1", framework=newest())
    running = night()
    for days, outcome in ((14, "ok"), (7, "not_found")):
        AddressCheck.objects.create(
            address=gone,
            url=gone.url,
            outcome=outcome,
            status=200,
            milliseconds=1,
            checked_at=running.job.created_at - timedelta(days=days),
        )
    AddressCheck.objects.create(address=gone, url=gone.url, outcome="not_found", milliseconds=1)  # then the worker died

    check_due(lose(running), good)

    assert [news.person for news in Notification.objects.all()] == [officer]
    assert list(other.checks.values_list("outcome", flat=True)) == ["ok"]


@pytest.mark.parametrize(("hour_ends", "jobs"), [(24, 2), (0, 1)])
def test_more_than_a_round_is_another_job_while_it_is_night(present_year, monkeypatch, hour_ends, jobs):
    monkeypatch.setattr(address_jobs, "MOST_IN_A_ROUND", 2)
    monkeypatch.setattr(address_jobs, "NIGHT_ENDS", hour_ends)
    make_addresses(present_year, "https://a.th/1", "https://b.th/1", "https://c.th/1", framework=newest())

    check_due(night(), good)

    assert (AddressCheck.objects.count(), Job.objects.filter(task=CHECK_DUE).count()) == (2, jobs)


def test_night_that_meets_slow_servers_goes_on_in_another_job(present_year, monkeypatch):
    monkeypatch.setattr(address_jobs, "SECONDS_A_NIGHT_TURN", 0.1)
    monkeypatch.setattr(address_jobs, "NIGHT_ENDS", 24)
    make_addresses(present_year, "https://a.th/1", "https://a.th/2", framework=newest())

    def slow(url):
        time.sleep(0.3)
        return good(url)

    check_due(night(), slow)

    assert logged() == [("o1", "ok")]
    assert list(Job.objects.filter(task=CHECK_DUE).order_by("created_at").values_list("state", flat=True)) == [
        "done",
        "waiting",
    ]


def newest():
    return all_frameworks()[-1].code
