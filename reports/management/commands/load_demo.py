"""Demonstration agencies, results, measures and accounts: manage.py load_demo"""

from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from assessments.models import Agency, Membership
from reports.exchange.file import read_file
from reports.exchange.importing import import_agency_year

FOLDER = Path(__file__).resolve().parents[2] / "demo"
PASSWORD = "ita-demo-2569"
ADMINISTRATOR = "demo-admin"


class Command(BaseCommand):
    help = "Loads the demonstration data and accounts; what is already there stays as it is."

    def handle(self, **options):
        if settings.PRODUCTION:
            raise CommandError("Demonstration accounts are refused with PRODUCTION=true.")
        for path in sorted(FOLDER.glob("*.json")):
            self.load(path)
        self.accounts()

    def load(self, path):
        content = read_file(path.read_bytes())
        agencies = Agency.objects.filter(code=content.agency.code, years__fiscal_year=content.fiscal_year)
        if not agencies.exists():
            self.stdout.write(f"{import_agency_year(file=content, folder=FOLDER).agency_year}")

    @transaction.atomic
    def accounts(self):
        self.stdout.write(f"บัญชีสาธิต รหัสผ่านเริ่มต้น {PASSWORD}")
        for agency in Agency.objects.filter(code__startswith="demo-").order_by("code"):
            name = f"เจ้าหน้าที่ {agency.short_name or agency.name}"
            self.account(agency.code, name, Membership.Role.OFFICER, agency)
        self.account(ADMINISTRATOR, "ผู้ดูแลระดับส่วนกลาง เห็นทุกหน่วยงาน", Membership.Role.ADMINISTRATOR, None)

    def account(self, username, name, role, agency):
        user, is_new = get_user_model().objects.get_or_create(
            username=username, defaults={"name": name, "is_demonstration": True}
        )
        if is_new:
            user.set_password(PASSWORD)
            user.save(update_fields=["password"])
        Membership.objects.get_or_create(user=user, agency=agency, role=role)
        self.stdout.write(f"  {username:12} {name}")
