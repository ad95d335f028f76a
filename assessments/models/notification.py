"""What a person is told: the news itself, how they want to hear of it, and the letters that go out."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from assessments.models.agency import Agency
from assessments.notifications import AT_ONCE, IN_DIGEST, KIND_CHOICES, NO_EMAIL, Way


class NotificationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, of the kinds that one wants to see in the portal."""
        return self.filter(person=user.pk, is_shown=True)

    def unread(self):
        return self.filter(read_at=None)

    def awaiting_digest(self):
        return self.unread().filter(in_digest=True, digested_at=None)


class Notification(models.Model):
    """One piece of news for one person, once. It is stored even when it is not shown, so that it never comes twice."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notifications")
    kind = models.CharField("เรื่อง", max_length=20, choices=KIND_CHOICES)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", null=True)
    fiscal_year = models.PositiveIntegerField("ปีงบประมาณ", null=True)
    title = models.CharField("หัวข้อ", max_length=300)
    text = models.TextField("ข้อความ", blank=True)
    link = models.CharField("หน้าที่เกี่ยวข้อง", max_length=500, blank=True)
    once_key = models.CharField(max_length=200)
    is_shown = models.BooleanField(default=True)
    in_digest = models.BooleanField(default=False)
    created_at = models.DateTimeField("เมื่อ", default=timezone.now)
    read_at = models.DateTimeField("อ่านเมื่อ", null=True)
    digested_at = models.DateTimeField(null=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = "การแจ้งเตือน"
        verbose_name_plural = "การแจ้งเตือน"
        ordering = ["-pk"]
        indexes = [
            models.Index(name="notification_list", fields=["person", "-id"], condition=Q(is_shown=True)),
            models.Index(name="notification_unread", fields=["person"], condition=Q(is_shown=True, read_at=None)),
            models.Index(
                name="notification_digest",
                fields=["person"],
                condition=Q(in_digest=True, digested_at=None, read_at=None),
            ),
        ]
        constraints = [
            models.UniqueConstraint(name="notification_once_unique", fields=["person", "once_key"]),
            models.CheckConstraint(name="notification_says_what", condition=~Q(title="") & ~Q(once_key="")),
            models.CheckConstraint(
                name="notification_link_is_own",
                condition=Q(link="") | Q(link__startswith="/") & ~Q(link__startswith="//"),
            ),
        ]

    def __str__(self):
        return self.title


class NotificationChoice(models.Model):
    """How a person wants to hear of a kind of news. Their own alone: of two pages open at once, the last one counts."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notification_choices")
    kind = models.CharField("เรื่อง", max_length=20, choices=KIND_CHOICES)
    in_portal = models.BooleanField("แสดงในระบบ", default=True)
    by_email = models.BooleanField("อีเมลทันที", default=True)
    digest = models.BooleanField("อีเมลสรุปประจำวัน", default=False)

    class Meta:
        verbose_name = "การเลือกรับแจ้งเตือน"
        verbose_name_plural = "การเลือกรับแจ้งเตือน"
        constraints = [
            models.UniqueConstraint(name="notification_choice_unique", fields=["person", "kind"]),
            models.CheckConstraint(name="notification_choice_one_email", condition=Q(by_email=False) | Q(digest=False)),
        ]

    @property
    def way(self):
        return Way(self.in_portal, AT_ONCE if self.by_email else IN_DIGEST if self.digest else NO_EMAIL)


class EmailMessageQuerySet(models.QuerySet):
    def due(self):
        return self.filter(state=EmailMessage.State.WAITING, send_after__lte=timezone.now())

    def move(self, pk, before, **values):
        """Compare-and-set on the state: whoever comes first moves it, once."""
        return self.filter(pk=pk, state=before).update(**values)


class EmailMessage(models.Model):
    """A letter, at most once. It is marked as being sent before a mail server hears of it, and never sent again after.

    Only where the server certainly did not take it, it waits for another attempt. What cannot be promised: when the
    line breaks, or the worker dies, after the text was handed over and before the server's answer is stored, nobody
    knows whether it went; it counts as failed and says so. And a server may still lose or double what it took; the
    Message-ID is the same for ever, so that mailboxes can tell.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "รอส่ง"
        SENDING = "sending", "กำลังส่ง"
        SENT = "sent", "ส่งแล้ว"
        FAILED = "failed", "ส่งไม่สำเร็จ"

    to = models.EmailField("ถึง", max_length=254)
    subject = models.CharField("เรื่อง", max_length=300)
    text = models.TextField("ข้อความ")
    once_key = models.CharField(max_length=250, unique=True)
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveIntegerField("จำนวนครั้งที่ส่ง", default=0)
    created_at = models.DateTimeField("สร้างเมื่อ", default=timezone.now)
    send_after = models.DateTimeField("ส่งได้ตั้งแต่", default=timezone.now)
    tried_at = models.DateTimeField("ส่งครั้งล่าสุดเมื่อ", null=True)
    sent_at = models.DateTimeField("ส่งสำเร็จเมื่อ", null=True)
    error = models.TextField("เหตุที่ไม่สำเร็จ", blank=True)

    objects = EmailMessageQuerySet.as_manager()

    class Meta:
        verbose_name = "อีเมล"
        verbose_name_plural = "อีเมล"
        indexes = [models.Index(name="email_waiting", fields=["send_after"], condition=Q(state="waiting"))]
        constraints = [
            models.CheckConstraint(name="email_once_key_not_blank", condition=~Q(once_key="")),
            models.CheckConstraint(
                name="email_sent_says_when",
                condition=Q(state="sent", sent_at__isnull=False) | ~Q(state="sent") & Q(sent_at=None),
            ),
            models.CheckConstraint(name="email_failed_says_why", condition=~Q(state="failed") | ~Q(error="")),
            models.CheckConstraint(
                name="email_tried_says_when",
                condition=Q(attempts=0, tried_at=None, state="waiting") | Q(attempts__gte=1, tried_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.subject} ({self.get_state_display()})"
