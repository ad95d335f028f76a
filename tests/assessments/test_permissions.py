"""Who may do what, where, and that it agrees with who sees what."""

import random
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from assessments import permissions
from assessments.models import Agency, AgencyYear, Body, Membership
from tests.makers import make_agency, make_agency_year, make_user

pytestmark = pytest.mark.django_db

Role = Membership.Role
KINDS, PROVINCES = ("education_area", "hospital"), ("ธารมณี", "ทุ่งสน", "")
OF_THE_AGENCY = [
    permissions.VIEW,
    permissions.EDIT,
    permissions.SUBMIT,
    permissions.APPROVE,
    permissions.ACCEPT,
    permissions.PUBLISH,
    permissions.COMMENT,
    permissions.MANAGE_PEOPLE,
    permissions.OVERSEE,
]


def person(**granted):
    user = make_user()
    Membership.objects.create(user=user, **granted)
    return user


def rights(user, agency):
    return [name for name in OF_THE_AGENCY if user.has_perm(name, agency)]


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (
            Role.OFFICER,
            [permissions.VIEW, permissions.EDIT, permissions.SUBMIT, permissions.PUBLISH, permissions.COMMENT],
        ),
        (
            Role.HEAD,
            [
                permissions.VIEW,
                permissions.APPROVE,
                permissions.PUBLISH,
                permissions.COMMENT,
                permissions.MANAGE_PEOPLE,
            ],
        ),
        (Role.VIEWER, [permissions.VIEW]),
    ],
)
def test_role_in_an_agency_gives_its_permissions_there_and_nowhere_else(role, expected):
    own, other = make_agency("own"), make_agency("other")
    user = person(role=role, agency=own)

    assert rights(user, own) == expected
    assert rights(user, other) == []
    assert list(Agency.objects.visible_to(user)) == [own]
    assert not permissions.oversees(user)


def test_administrator_of_all_sees_and_edits_all_but_neither_submits_nor_approves():
    agencies = [make_agency("a"), make_agency("b")]
    administrator = make_user(administrator=True)

    assert set(Agency.objects.visible_to(administrator)) == set(agencies)
    for agency in agencies:
        missing = [name for name in OF_THE_AGENCY if name not in rights(administrator, agency)]
        assert missing == [permissions.SUBMIT, permissions.APPROVE]
    assert permissions.oversees(administrator)
    assert permissions.oversees_all(administrator)


def test_administrator_of_a_part_oversees_but_not_all():
    agency, other = make_agency(province="ธารมณี"), make_agency(province="ทุ่งสน")
    administrator = person(role=Role.ADMINISTRATOR, reach="province", province="ธารมณี")

    assert permissions.oversees(administrator)
    assert not permissions.oversees_all(administrator)
    assert administrator.has_perm(permissions.OVERSEE, agency)
    assert not administrator.has_perm(permissions.OVERSEE, other)
    assert not administrator.has_perm(permissions.EDIT)


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


def test_ended_membership_counts_for_nothing_and_one_that_will_end_still_counts():
    own, now = make_agency(), timezone.now()
    began = now - timedelta(days=9)
    ended = person(role=Role.OFFICER, agency=own, started_at=began, ended_at=now - timedelta(seconds=1))
    ending = person(role=Role.OFFICER, agency=own, started_at=began, ended_at=now + timedelta(days=1))

    assert not Agency.objects.visible_to(ended).exists()
    assert not ended.has_perm(permissions.VIEW, own)
    assert list(Agency.objects.visible_to(ending)) == [own]
    assert ending.has_perm(permissions.EDIT, own)


def random_world(choose):
    """Some trees of bodies, agencies in and beside them, and people with memberships of every kind, some ended."""
    bodies = []
    for number in range(7):
        bodies.append(Body.objects.create(name=f"สังกัด {number}", kind="other", parent=choose.choice([None, *bodies])))
    agencies = [
        make_agency(kind=choose.choice(KINDS), province=choose.choice(PROVINCES), body=choose.choice([None, *bodies]))
        for _ in range(8)
    ]
    grants = [
        *({"role": role, "agency": agency} for role in ("officer", "head", "viewer") for agency in agencies),
        *({"role": "administrator", "reach": "branch", "body": body} for body in bodies),
        *({"role": "administrator", "reach": "kind", "kind": kind} for kind in KINDS),
        *({"role": "administrator", "reach": "province", "province": name} for name in PROVINCES if name),
        {"role": "administrator", "reach": "all"},
    ]
    return agencies, [random_person(choose, grants) for _ in range(8)]


def random_person(choose, grants):
    user, now = make_user(is_active=choose.random() > 0.1), timezone.now()
    for granted in choose.sample(grants, choose.randrange(4)):
        ended = choose.choice([None, None, now - timedelta(hours=1), now + timedelta(hours=1)])
        Membership.objects.create(user=user, started_at=now - timedelta(days=1), ended_at=ended, **granted)
    return get_user_model().objects.get(pk=user.pk)


@pytest.mark.parametrize("seed", range(25))
def test_agency_is_visible_exactly_to_who_may_view_it(seed):
    agencies, people = random_world(random.Random(seed))

    for user in people:
        may_view = {agency for agency in agencies if user.has_perm(permissions.VIEW, agency)}
        assert set(Agency.objects.visible_to(user)) == may_view


@pytest.mark.parametrize("seed", range(5))
def test_people_with_a_permission_are_exactly_those_who_have_it(seed):
    agencies, people = random_world(random.Random(seed))

    for agency in agencies:
        for name in OF_THE_AGENCY:
            assert set(permissions.people_with(name, agency)) == {one for one in people if one.has_perm(name, agency)}


def test_superuser_sees_all_and_may_grant_all():
    agency, superuser = make_agency(), make_user(is_superuser=True)

    assert list(Agency.objects.visible_to(superuser)) == [agency]
    assert permissions.may_grant(superuser, Membership(role="administrator", reach="all"))


def test_administrator_grants_only_within_the_own_reach():
    ministry = Body.objects.create(name="กระทรวง", kind="ministry")
    department = Body.objects.create(name="กรม", kind="department", parent=ministry)
    beside = Body.objects.create(name="กรมอื่น", kind="department", parent=ministry)
    of_department = person(role="administrator", reach="branch", body=department)
    division = Body.objects.create(name="เขต", kind="area", parent=department)

    def may_grant(user=of_department, **granted):
        return permissions.may_grant(user, Membership(role="administrator", **granted))

    assert may_grant(reach="branch", body=department)
    assert may_grant(reach="branch", body=division)
    assert not may_grant(reach="branch", body=ministry)
    assert not may_grant(reach="branch", body=beside)
    assert not may_grant(reach="kind", kind="hospital")
    assert not may_grant(reach="province", province="ธารมณี")
    assert not may_grant(reach="all")
    assert may_grant(make_user(administrator=True), reach="all")


def test_head_grants_in_the_own_agency_and_officer_only_hands_over_the_own_role():
    own, other = make_agency(), make_agency()
    head, officer = person(role="head", agency=own), make_user(officer_of=own)

    assert permissions.may_grant(head, Membership(role="officer", agency=own))
    assert not permissions.may_grant(head, Membership(role="officer", agency=other))
    assert not permissions.may_grant(head, Membership(role="administrator", reach="all"))
    assert not permissions.may_grant(officer, Membership(role="viewer", agency=own))
    assert permissions.may_hand_over(officer, officer.memberships.get())
    assert not permissions.may_hand_over(head, officer.memberships.get())
