"""Demonstration agencies, results, measures and accounts: manage.py load_demo"""

from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from assessments.models import Agency, Body, Membership
from reports.exchange.file import read_file
from reports.exchange.importing import import_agency_year
from reports.overview.refreshing import follow_history

FOLDER = Path(__file__).resolve().parents[2] / "demo"
PASSWORD = "ita-demo-2569"
ADMINISTRATOR = "demo-admin"
# Invented: (name, kind, the one above).
TREE = [
    ("กระทรวงสาธิตการศึกษา", Body.Kind.MINISTRY, None),
    ("สำนักงานคณะกรรมการการศึกษาสาธิต", Body.Kind.DEPARTMENT, "กระทรวงสาธิตการศึกษา"),
    ("กระทรวงสาธิตท้องถิ่น", Body.Kind.MINISTRY, None),
    ("กรมส่งเสริมท้องถิ่นสาธิต", Body.Kind.DEPARTMENT, "กระทรวงสาธิตท้องถิ่น"),
]
BODY_OF_KIND = {"education_area": "สำนักงานคณะกรรมการการศึกษาสาธิต"}
OTHER_BODY = "กรมส่งเสริมท้องถิ่นสาธิต"
Role, Reach = Membership.Role, Membership.Reach


class Command(BaseCommand):
    help = "Loads the demonstration data and accounts; what is already there stays as it is."

    def handle(self, **options):
        if settings.PRODUCTION:
            raise CommandError("Demonstration accounts are refused with PRODUCTION=true.")
        for path in sorted(FOLDER.glob("*.json")):
            self.load(path)
        self.bodies()
        self.accounts()
        follow_history()  # so that nobody waits for the worker's first minute to see the agencies in the overview

    def load(self, path):
        content = read_file(path.read_bytes())
        agencies = Agency.objects.filter(code=content.agency.code, years__fiscal_year=content.fiscal_year)
        if not agencies.exists():
            self.stdout.write(f"{import_agency_year(file=content, folder=FOLDER).agency_year}")

    @transaction.atomic
    def bodies(self):
        """The tree, and the agencies that have no place in it yet."""
        known = {}
        for name, kind, above in TREE:
            known[name], _ = Body.objects.get_or_create(name=name, parent=known.get(above), defaults={"kind": kind})
        for agency in demonstration_agencies().filter(body=None):
            body = known[BODY_OF_KIND.get(agency.kind, OTHER_BODY)]
            Agency.objects.filter(pk=agency.pk).update(body=body)

    @transaction.atomic
    def accounts(self):
        self.stdout.write(f"บัญชีสาธิต รหัสผ่านเริ่มต้น {PASSWORD}")
        agencies = list(demonstration_agencies().select_related("body"))
        for agency in agencies:
            self.accounts_of(agency)
        self.account(ADMINISTRATOR, "ผู้ดูแลระดับส่วนกลาง เห็นทุกหน่วยงาน", role=Role.ADMINISTRATOR, reach=Reach.ALL)
        if agencies:
            self.administrators_of(agencies[0])

    def accounts_of(self, agency):
        name = agency.short_name or agency.name
        self.account(agency.code, f"เจ้าหน้าที่ {name}", role=Role.OFFICER, agency=agency)
        self.account(f"{agency.code}-head", f"หัวหน้า {name}", role=Role.HEAD, agency=agency)
        self.account(f"{agency.code}-viewer", f"ผู้ดูข้อมูล {name}", role=Role.VIEWER, agency=agency)

    def administrators_of(self, agency):
        above = {"role": Role.ADMINISTRATOR}
        self.account("demo-branch", f"ผู้ดูแล{agency.body}", reach=Reach.BRANCH, body=agency.body, **above)
        if agency.province:
            name = f"ผู้ดูแลจังหวัด{agency.province}"
            self.account("demo-province", name, reach=Reach.PROVINCE, province=agency.province, **above)

    def account(self, username, name, **granted):
        user, is_new = get_user_model().objects.get_or_create(
            username=username, defaults={"name": name, "is_demonstration": True}
        )
        if is_new:
            user.set_password(PASSWORD)
            user.save(update_fields=["password"])
            Membership.objects.create(user=user, **granted)
        self.stdout.write(f"  {username:18} {name}")


def demonstration_agencies():
    return Agency.objects.filter(code__startswith="demo-").order_by("code")
