"""People who sign in, and what keeps their sign-in safe. What somebody may do is said by memberships in assessments."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac


class User(AbstractUser):
    """A person, not an office: accounts are never shared, because the history names who did what."""

    first_name = None
    last_name = None
    name = models.CharField("ชื่อที่แสดง", max_length=200, blank=True)
    is_demonstration = models.BooleanField("บัญชีสาธิต", default=False, editable=False)
    session_round = models.PositiveIntegerField("รอบของการเข้าสู่ระบบ", default=0, editable=False)

    class Meta:
        verbose_name = "ผู้ใช้"
        verbose_name_plural = "ผู้ใช้"
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~Q(email=""),
                name="user_email_unique",
                violation_error_message="อีเมลนี้มีบัญชีอื่นใช้อยู่แล้ว โปรดใช้อีเมลอื่น",
            )
        ]

    def __str__(self):
        return self.name or self.username

    def get_full_name(self):
        return str(self)

    def get_short_name(self):
        return str(self)

    def _get_session_auth_hash(self, secret=None):
        """Django's own hash of the password with the round: counting the round up ends every session of this person."""
        value = f"{self.password}{self.session_round}"
        return salted_hmac("accounts.User.session", value, secret=secret, algorithm="sha256").hexdigest()


class Throttle(models.Model):
    """How often something was tried for one subject: an account or an address. See throttling.py.

    The subject is a keyed hash: people type passwords into the field for the name.
    """

    class Scope(models.TextChoices):
        ACCOUNT = "account", "เข้าสู่ระบบ (บัญชี)"
        ADDRESS = "address", "เข้าสู่ระบบ (ที่อยู่)"
        PASSWORD = "password", "ยืนยันรหัสผ่าน"
        CODE = "code", "รหัสยืนยัน"
        RESET_ACCOUNT = "reset_account", "ขอตั้งรหัสผ่านใหม่ (อีเมล)"
        RESET_ADDRESS = "reset_address", "ขอตั้งรหัสผ่านใหม่ (ที่อยู่)"

    scope = models.CharField(max_length=20, choices=Scope)
    subject = models.CharField(max_length=64)
    count = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    last_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scope", "subject"], name="throttle_unique"),
            models.CheckConstraint(condition=Q(last_at__gte=models.F("started_at")), name="throttle_times"),
        ]


class RecoveryCode(models.Model):
    """Opens the second factor once, without the telephone. Only the hash is stored, so nobody can read the codes."""

    user = models.ForeignKey(User, models.CASCADE, related_name="recovery_codes")
    hash = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "hash"], name="recovery_code_unique")]


class AccountEvent(models.Model):
    """What happened to an account, for its owner to recognise or not. Only added; removed after 90 days (events.py)."""

    class Kind(models.TextChoices):
        SIGN_IN = "sign_in", "เข้าสู่ระบบ"
        RECOVERY_USED = "recovery_used", "เข้าสู่ระบบด้วยรหัสสำรอง"
        SIGN_OUT_ALL = "sign_out_all", "ออกจากระบบทุกอุปกรณ์"
        PASSWORD = "password", "เปลี่ยนรหัสผ่าน"
        RESET = "reset", "ตั้งรหัสผ่านใหม่ทางอีเมล"
        PROFILE = "profile", "แก้ไขชื่อหรืออีเมล"
        FACTOR_ON = "factor_on", "เปิดการยืนยันสองขั้น"
        FACTOR_OFF = "factor_off", "ปิดการยืนยันสองขั้น"
        CODES_RENEWED = "codes_renewed", "ออกรหัสสำรองชุดใหม่"

    user = models.ForeignKey(User, models.PROTECT, related_name="account_events")
    kind = models.CharField(max_length=20, choices=Kind)
    at = models.DateTimeField(db_index=True)
    address = models.CharField(max_length=45, blank=True)
    browser = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["user", "-at"], name="account_event_of_user")]
