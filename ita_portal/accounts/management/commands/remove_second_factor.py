"""For somebody who lost the telephone and all recovery codes: manage.py remove_second_factor USERNAME"""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from ita_portal.accounts.second_factor import remove
from ita_portal.accounts.sessions import end_all


class Command(BaseCommand):
    help = "Removes a person's second factor and recovery codes and ends the sessions. Make sure who is asking."

    def add_arguments(self, parser):
        parser.add_argument("username")

    def handle(self, username, **options):
        user = get_user_model().objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"ไม่มีบัญชีชื่อ {username}")
        removed = remove(user)
        end_all(user)
        self.stdout.write(f"{username}: ปิดการยืนยันสองขั้นแล้ว" if removed else f"{username}: ไม่ได้เปิดการยืนยันสองขั้นไว้")
