"""Accounts of the invented nation, with the password of the demonstration."""

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password

from assessments.models import Membership

ADMINISTRATOR, PROVINCE, BRANCH, OFFICE = "sim-admin", "sim-province", "sim-branch", "sim-office"
WITH_PEOPLE = 5  # agencies that have an officer and a head of their own
Role, Reach = Membership.Role, Membership.Reach


def make_people(members, tree, *, password: str):
    """The one demonstration person who did all that was done; nobody signs in as that one."""
    hashed = make_password(password)
    accounts = [*administrators(members, tree), *agency_people(members)]
    for username, name, granted in accounts:
        user = make_user(username, name, hashed)
        Membership.objects.create(user=user, **granted)
    return make_user(OFFICE, "ผู้ปฏิบัติงานจำลอง", make_password(None))


def make_user(username, name, password):
    return get_user_model().objects.create(username=username, name=name, password=password, is_demonstration=True)


def administrators(members, tree):
    above, province = {"role": Role.ADMINISTRATOR}, members[0].agency.province
    return [
        (ADMINISTRATOR, "ผู้ดูแลจำลอง เห็นทุกหน่วยงาน", above | {"reach": Reach.ALL}),
        (PROVINCE, f"ผู้ดูแลจำลองจังหวัด{province}", above | {"reach": Reach.PROVINCE, "province": province}),
        (BRANCH, f"ผู้ดูแลจำลอง{tree.branch}", above | {"reach": Reach.BRANCH, "body": tree.branch}),
    ]


def agency_people(members):
    for member in members[:: max(1, len(members) // WITH_PEOPLE)][:WITH_PEOPLE]:
        agency = member.agency
        yield agency.code, f"เจ้าหน้าที่ {agency}"[:200], {"role": Role.OFFICER, "agency": agency}
        yield f"{agency.code}-head", f"หัวหน้า {agency}"[:200], {"role": Role.HEAD, "agency": agency}
