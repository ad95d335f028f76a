"""Every address of the portal, walked by nobody, by every role and reach, and by all of another agency."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import URLResolver, get_resolver, reverse

from assessments.models import Notification
from assessments.services.invitations import hash_of
from assessments.views.results import ResultsFilesView, ResultsImportView
from reports.models import Publication
from reports.views.drafts import PdfView
from tests.guards.addresses import (
    ADMINISTRATOR,
    AGENCY,
    LED_ON,
    MAY_POST,
    MAY_READ,
    MOST_QUERIES,
    OVERSIGHT,
    OVERSIGHT_OF_ALL,
    OVERSIGHT_ROWS,
    PUBLIC,
    PUBLISHED,
    SAMPLES,
    SECRET,
    SIGNED_IN,
    WHOLE_YEAR,
)
from tests.guards.world import everything, full_year

pytestmark = pytest.mark.django_db

METHODS = ["get", "head", "options", "post", "put", "patch", "delete"]
WRITES = ("INSERT", "UPDATE", "DELETE")
INSIDERS = [
    "viewer",
    "head",
    "officer",
    "administrator of the branch",
    "administrator of the kind",
    "administrator of the province",
    "administrator of all",
]
OUTSIDERS = [
    "other officer",
    "other head",
    "other viewer",
    "former officer",
    "nobody's",
    "administrator of another branch",
    "administrator of another kind",
    "administrator of another province",
]
ALL_OVERSIGHT = OVERSIGHT | OVERSIGHT_ROWS | OVERSIGHT_OF_ALL
PRIVATE = AGENCY | ALL_OVERSIGHT | SIGNED_IN


@pytest.fixture(autouse=True)
def _impatient(monkeypatch):
    """No worker runs here: nobody waits for a job."""
    for view in (ResultsFilesView, ResultsImportView, PdfView):
        monkeypatch.setattr(view, "patience", 0)


def patterns(resolver=None, namespace="", prefix=""):
    """(name, names of its arguments) for every address but Django's own administration pages."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = entry.namespace or ""
            if inner != "admin":
                yield from patterns(entry, f"{namespace}{inner}:" if inner else namespace, prefix + str(entry.pattern))
        else:
            yield f"{namespace}{entry.name}", prefix + str(entry.pattern)


ADDRESSES = dict(patterns())


def address(name, agency_code, rows):
    """The address with sample arguments; `rows` gives the objects that a pk stands for."""
    sample = {key: rows[value].pk if key == "pk" else value for key, value in SAMPLES[name].items()}
    arguments = {"agency_code": agency_code, "fiscal_year": 2567, **sample}
    pattern = ADDRESSES[name]
    return reverse(name, kwargs={key: value for key, value in arguments.items() if f"{key}>" in pattern})


def answer(client, method, path):
    """The status; what the request wrote is taken back, so that one state serves every request."""
    with transaction.atomic():
        response = getattr(client, method)(path)
        if response.streaming:
            b"".join(response.streaming_content)
        transaction.set_rollback(True)
    return response.status_code


def is_open(status):
    return status < 500 and status not in (401, 403, 404)


def with_notification(rows, user):
    return rows | {"notification": Notification.objects.create(person=user, kind="comment", title="ก", once_key="k")}


def test_every_address_has_an_expectation():
    assert sorted(ADDRESSES) == sorted(SAMPLES)


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_signed_in_is_sent_to_sign_in(client, method):
    rows, people = everything()
    rows = with_notification(rows, people["officer"])

    to_sign_in = {name: getattr(client, method)(address(name, "own", rows)) for name in PRIVATE}

    assert [name for name, response in to_sign_in.items() if response.status_code != 302] == []
    assert {response["Location"][:17] for response in to_sign_in.values()} == {"/accounts/login/?"}


@pytest.mark.parametrize("who", OUTSIDERS)
def test_other_agency_is_a_404_at_every_address_with_every_method(client, who):
    rows, people = everything()
    client.force_login(people[who])

    answers = {(name, each): answer(client, each, address(name, "own", rows)) for name in AGENCY for each in METHODS}

    assert {each: status for each, status in answers.items() if status != 404} == {}


@pytest.mark.parametrize("who", INSIDERS)
def test_own_agency_is_open_as_the_role_says(client, who):
    rows, people = everything()
    client.force_login(people[who])
    role = ADMINISTRATOR if who.startswith(ADMINISTRATOR) else who
    wrong = {}

    for name in AGENCY:
        path = address(name, "own", rows)
        got, posted = answer(client, "get", path), answer(client, "post", path)
        if is_open(got) != (role in MAY_READ[name]) or (not is_open(got) and got != 403):
            wrong[name, "get"] = got
        if not fits(name, role, posted):
            wrong[name, "post"] = posted

    assert wrong == {}


def fits(name, role, status):
    """Where nothing can be posted 405, or 403 for who may not even read; else open or 403 as the table says."""
    if MAY_POST[name] is None:
        return status == 405 or (name in LED_ON and status == 302)
    return is_open(status) if role in MAY_POST[name] else status == 403


@pytest.mark.parametrize("who", ["officer", "administrator of the branch", "administrator of all"])
def test_row_of_another_agency_under_the_own_address_is_a_404(client, who):
    rows, people = everything()
    foreign = full_year("foreign", body=rows["year"].agency.body)
    client.force_login(people[who])

    names = [name for name, sample in AGENCY.items() if "pk" in sample]
    methods = ["get", "post"]
    answers = {(name, each): answer(client, each, address(name, "own", foreign)) for name in names for each in methods}

    assert {each: status for each, status in answers.items() if status != 404} == {}


@pytest.mark.parametrize("who", [*OUTSIDERS, "viewer", "head", "officer"])
def test_oversight_is_a_404_for_who_oversees_nothing_of_it(client, who):
    rows, people = everything()
    client.force_login(people[who])
    oversees = who.startswith(ADMINISTRATOR)

    closed = OVERSIGHT_ROWS | OVERSIGHT_OF_ALL if oversees else ALL_OVERSIGHT
    methods = ["get", "post"] if oversees else METHODS
    leaks = {(n, each): answer(client, each, address(n, "own", rows)) for n in closed for each in methods}
    shown = {name: answer(client, "get", address(name, "own", rows)) for name in OVERSIGHT if oversees}

    assert {each: status for each, status in leaks.items() if status != 404} == {}
    assert {name: status for name, status in shown.items() if status != 200} == {}


LED_BACK = set()


def test_administrator_of_a_branch_reaches_the_rows_of_the_branch(client):
    rows, people = everything()
    client.force_login(people["administrator of the branch"])

    shown = {name: answer(client, "get", address(name, "own", rows)) for name in OVERSIGHT_ROWS}
    hidden = {name: answer(client, "get", address(name, "own", rows)) for name in OVERSIGHT_OF_ALL}

    assert {name: status for name, status in shown.items() if status not in (200, 302)} == {}
    assert set(hidden.values()) == {404}


@pytest.mark.parametrize("who", ["officer", "administrator of all"])
def test_page_reads_in_few_queries_and_reading_writes_nothing(client, who):
    rows, people = everything()
    client.force_login(people[who])
    client.get("/")
    wrong = {}

    for name in AGENCY if who == "officer" else ALL_OVERSIGHT:
        path = address(name, "own", rows)
        with CaptureQueriesContext(connection) as queries:
            answer(client, "get", path)
        written = [query["sql"] for query in queries if query["sql"].lstrip().startswith(WRITES)]
        number = len([query for query in queries if "SAVEPOINT" not in query["sql"]])
        if written or number > WHOLE_YEAR.get(name, MOST_QUERIES):
            wrong[name] = (number, written)

    assert wrong == {}


def test_post_without_content_is_never_a_server_error(client):
    rows, people = everything()
    client.force_login(people["administrator of all"])

    answers = {name: answer(client, "post", address(name, "own", rows)) for name in ALL_OVERSIGHT | OVERSIGHT_ROWS}

    assert {name: status for name, status in answers.items() if status >= 500} == {}


def test_year_that_does_not_exist_is_a_404(client):
    rows, people = everything()
    client.force_login(people["administrator of all"])
    paths = {name: address(name, "own", rows) for name in AGENCY}

    answers = {
        name: answer(client, "get", path.replace("2567", "2560") if "2567" in path else path.replace("own", "none"))
        for name, path in paths.items()
    }

    assert {name: status for name, status in answers.items() if status != 404} == {}


def test_public_address_of_nothing_published_is_a_404_for_everybody(client):
    rows = full_year("own")
    values = {"kind": "measures", "number": 1, "address": "ABCD2345", "fiscal_year": 2567}
    prepared = Publication.objects.create(agency_year=rows["year"], requested_by=rows["officer"], **values)

    paths = [
        reverse(n, kwargs={"address": a, **PUBLISHED[n]}) for n in PUBLISHED for a in ("ZZZZZZZZ", prepared.address)
    ]

    assert statuses_for_everybody(client, rows["officer"], paths, ["get", "post"]) == {404}


def test_invitation_that_nobody_sent_is_a_404_for_everybody(client):
    rows = full_year("own")
    guessed = [rows["invitation"].seed, rows["invitation"].token_sha256, hash_of("0" * 64), "0" * 64]

    paths = [reverse("assessments:invitation", args=[token]) for token in guessed]

    assert statuses_for_everybody(client, rows["officer"], paths, METHODS) == {404}


def statuses_for_everybody(client, user, paths, methods):
    """For nobody signed in, and for this person."""
    found = {answer(client, method, path) for path in paths for method in methods}
    client.force_login(user)
    return found | {answer(client, method, path) for path in paths for method in methods}


def test_public_pages_open_for_nobody_signed_in(client):
    statuses = {name: client.get(reverse(name, kwargs=sample)).status_code for name, sample in PUBLIC.items()}

    assert {name: status for name, status in statuses.items() if status not in (200, 302)} == {}
    assert set(SECRET) == {"assessments:invitation"}
