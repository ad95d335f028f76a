"""Fields of the own account in Thai: Django's translation lacks some messages, and others name no field."""

import re
import unicodedata

from django import forms

DECOMPOSED_AM = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32")
UNSEEN_KINDS = {"Cc", "Cf"}  # control characters, and those that show nothing or turn the direction of reading


class ThaiFields:
    """For a form, also one of Django's own: its fields get these labels, and refuse in Thai, by their name."""

    labels = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            field.error_messages |= messages_of(field.label, getattr(field, "max_length", None))


def messages_of(label, max_length):
    return {
        "required": f"กรอก{label}",
        "invalid": f"{label}ไม่ถูกรูปแบบ: กรอกเช่น name@example.go.th",  # only an e-mail field has this refusal
        "max_length": f"{label}ยาวเกิน {max_length} ตัวอักษร",
        "null_characters_not_allowed": f"{label}มีอักขระที่ใช้ไม่ได้: ลบแล้วพิมพ์ใหม่",
    }


class NameField(forms.CharField):
    """A name as it stands in histories and documents: one line, nothing unseen, Thai marks in one form."""

    def to_python(self, value):
        line = " ".join(super().to_python(value).split())
        seen = "".join(letter for letter in line if unicodedata.category(letter) not in UNSEEN_KINDS)
        return DECOMPOSED_AM.sub("\\1ำ", unicodedata.normalize("NFC", seen)).strip()
