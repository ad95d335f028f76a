"""What the API answers when it has nothing to give: problem+json (RFC 9457), in English and Thai."""

from dataclasses import dataclass

from reports.open_data.offering import SECONDS_BETWEEN_BUILDS

CONTENT_TYPE = "application/problem+json"


@dataclass(frozen=True)
class Kind:
    status: int
    title: str
    title_th: str
    meaning: str  # for the description, in Thai
    retry_after: int | None = None  # seconds, where asking again later helps


BAD_REQUEST = Kind(400, "Bad request", "คำขอไม่ถูกต้อง", "พารามิเตอร์ไม่ถูกต้อง ไม่ครบ ซ้ำ หรือไม่มีในคำอธิบาย")
NOT_FOUND = Kind(404, "Not found", "ไม่พบข้อมูล", "ไม่มีข้อมูลที่เผยแพร่ ณ ที่อยู่นี้")
NOT_ALLOWED = Kind(405, "Method not allowed", "ไม่รับคำขอแบบนี้", "API นี้ให้อ่านอย่างเดียว ใช้ได้เฉพาะ GET และ HEAD")
GONE = Kind(410, "Gone", "ถูกถอนแล้ว", "หน่วยงานถอนฉบับนี้แล้ว")
NOT_READY = Kind(
    503,
    "Not ready yet",
    "ยังไม่พร้อม",
    "กำลังจัดทำข้อมูลเปิดเป็นครั้งแรก ยังบอกไม่ได้ว่ามีผลใดบ้าง ขอใหม่เมื่อครบเวลาใน Retry-After",
    retry_after=SECONDS_BETWEEN_BUILDS,
)


@dataclass(frozen=True)
class Fault:
    """One parameter that cannot be read."""

    parameter: str
    message: str
    message_th: str


class Problem(Exception):
    """Ends a request with this answer."""

    def __init__(self, kind: Kind, detail: str, detail_th: str, faults: tuple[Fault, ...] = ()):
        super().__init__(detail)
        self.kind, self.detail, self.detail_th, self.faults = kind, detail, detail_th, faults

    @property
    def body(self) -> dict:
        return {
            "type": "about:blank",
            "title": self.kind.title,
            "title_th": self.kind.title_th,
            "status": self.kind.status,
            "detail": self.detail,
            "detail_th": self.detail_th,
            "errors": [vars(fault) for fault in self.faults],
        }


def text(about) -> dict:
    return {"type": "string", "description": about}


SCHEMA = {
    "type": "object",
    "properties": {
        "type": {"type": "string", "format": "uri-reference", "description": "ชนิดของข้อผิดพลาด (RFC 9457)"},
        "title": text("ข้อผิดพลาดโดยสรุป ภาษาอังกฤษ"),
        "title_th": text("ข้อผิดพลาดโดยสรุป ภาษาไทย"),
        "status": {"type": "integer", "description": "รหัสสถานะ HTTP"},
        "detail": text("สิ่งที่ผิดและวิธีแก้ ภาษาอังกฤษ"),
        "detail_th": text("สิ่งที่ผิดและวิธีแก้ ภาษาไทย"),
        "errors": {
            "type": "array",
            "description": "พารามิเตอร์ที่ผิด",
            "items": {
                "type": "object",
                "properties": {
                    "parameter": text("ชื่อพารามิเตอร์"),
                    "message": text("ค่าที่ให้ได้ ภาษาอังกฤษ"),
                    "message_th": text("ค่าที่ให้ได้ ภาษาไทย"),
                },
                "required": ["parameter", "message", "message_th"],
                "additionalProperties": False,
            },
        },
    },
    "required": ["type", "title", "title_th", "status", "detail", "detail_th", "errors"],
    "additionalProperties": False,
}
