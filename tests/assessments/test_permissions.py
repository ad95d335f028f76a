import pytest

from assessments import permissions
from assessments.models import Agency, AgencyYear
from tests.makers import make_agency, make_agency_year, make_user

pytestmark = pytest.mark.django_db


def test_officer_sees_and_edits_only_the_own_agency():
    own, other = make_agency("own"), make_agency("other")
    officer = make_user(officer_of=own)

    assert list(Agency.objects.visible_to(officer)) == [own]
    assert officer.has_perm(permissions.EDIT, own)
    assert officer.has_perm(permissions.PUBLISH, own)
    assert not officer.has_perm(permissions.PUBLISH, other)
    assert not officer.has_perm(permissions.VIEW, other)
    assert not officer.has_perm(permissions.OVERSEE)


def test_administrator_sees_and_edits_all():
    agencies = [make_agency("a"), make_agency("b")]
    administrator = make_user(administrator=True)

    assert set(Agency.objects.visible_to(administrator)) == set(agencies)
    assert all(administrator.has_perm(permissions.EDIT, agency) for agency in agencies)
    assert all(administrator.has_perm(permissions.PUBLISH, agency) for agency in agencies)
    assert permissions.oversees(administrator)


def test_person_without_membership_sees_nothing():
    make_agency_year()
    stranger = make_user()

    assert not Agency.objects.visible_to(stranger).exists()
    assert not AgencyYear.objects.visible_to(stranger).exists()


def test_deactivated_officer_sees_nothing():
    own = make_agency()
    officer = make_user(officer_of=own, is_active=False)

    assert not Agency.objects.visible_to(officer).exists()
    assert not officer.has_perm(permissions.VIEW, own)
