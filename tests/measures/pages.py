"""A signed-in officer, addresses, and what a browser would send back from a form."""

from urllib.parse import urlencode

from django.urls import reverse

from tests.makers import make_agency, make_agency_year, make_user


def sign_in(client, *, fiscal_year=2567, **values):
    """An agency-year whose officer is signed in."""
    agency_year = make_agency_year(make_agency(**values), fiscal_year)
    client.force_login(make_user(officer_of=agency_year.agency))
    return agency_year


def address(name, agency_year, *args, **query):
    path = reverse(f"measures:{name}", args=[agency_year.agency.code, agency_year.fiscal_year, *args])
    return f"{path}?{urlencode(query)}" if query else path


def as_typed(form):
    """Every field of a form as the browser holds it when the page opens."""
    shown = {bound.name: bound.value() for bound in form}
    prepared = {name: form.fields[name].prepare_value(value) for name, value in shown.items()}
    return {name: value for name, value in prepared.items() if value is not None}


def resend(client, path, **typed):
    """Open a form, change some fields and send it."""
    form = client.get(path).context["form"]
    return client.post(path, {**as_typed(form), **typed})


def errors_of(response):
    return {name: list(errors) for name, errors in response.context["form"].errors.items()}


def said(response):
    """What the page after the redirect tells the person."""
    return [str(message) for message in response.context["messages"]]
