"""What a check of an address can find, in the words of the page, and which of it means that the address is broken."""

OK, NOT_FOUND, SERVER_ERROR, FORBIDDEN = "ok", "not_found", "server_error", "forbidden"
REFUSED, TIMEOUT, NO_SUCH_HOST, BAD_ANSWER = "refused", "timeout", "no_such_host", "bad_answer"
BAD_CERTIFICATE, BLOCKED, TOO_MANY_REDIRECTS = "bad_certificate", "blocked", "too_many_redirects"

NAMES = {
    OK: "เปิดได้",
    NOT_FOUND: "ไม่พบหน้านี้",
    SERVER_ERROR: "เว็บไซต์ขัดข้อง",
    REFUSED: "ติดต่อเว็บไซต์ไม่ได้",
    TIMEOUT: "เว็บไซต์ไม่ตอบในเวลา",
    NO_SUCH_HOST: "ไม่พบชื่อเว็บไซต์",
    BAD_CERTIFICATE: "ใบรับรองความปลอดภัยใช้ไม่ได้",
    BAD_ANSWER: "เว็บไซต์ตอบไม่ถูกต้อง",
    BLOCKED: "เปิดจากอินเทอร์เน็ตไม่ได้",
    FORBIDDEN: "เว็บไซต์ไม่ให้ระบบเปิด",
    TOO_MANY_REDIRECTS: "พาไปหน้าอื่นไม่สิ้นสุด",
}
CHOICES = list(NAMES.items())
WHOLE_SECONDS = 15  # for an address with all its redirects
MOST_REDIRECTS = 5

# A visitor with a browser may see more than the portal, which keeps no cookies and does not pass as a person.
DOUBTFUL = (FORBIDDEN, TOO_MANY_REDIRECTS)
BROKEN = tuple(outcome for outcome in NAMES if outcome not in (OK, *DOUBTFUL))

# In the log such a line has taken no time at all.
UNASKED = "(เมื่อเว็บไซต์เดียวกันเปิดไม่ได้สองครั้งติดกัน ระบบลงผลเดียวกันให้ที่อยู่ที่เหลือของเว็บไซต์นั้นโดยไม่เปิดดู)"

ADVICE = {
    NOT_FOUND: "หน้าถูกย้ายหรือลบไปแล้ว เปิดหน้านั้นในเว็บไซต์ของหน่วยงาน แล้วคัดลอกที่อยู่ใหม่มาวาง",
    SERVER_ERROR: "แจ้งผู้ดูแลเว็บไซต์ของหน่วยงาน แล้วตรวจอีกครั้ง",
    REFUSED: "เครื่องแม่ข่ายไม่รับการเชื่อมต่อ แจ้งผู้ดูแลเว็บไซต์ของหน่วยงาน แล้วตรวจอีกครั้ง",
    TIMEOUT: f"รอ {WHOLE_SECONDS} วินาทีแล้วยังไม่ได้รับคำตอบ {UNASKED} แจ้งผู้ดูแลเว็บไซต์ของหน่วยงาน แล้วตรวจอีกครั้ง",
    NO_SUCH_HOST: f"ตรวจตัวสะกดของชื่อเว็บไซต์ {UNASKED} หากสะกดถูกต้องแล้ว แจ้งผู้ดูแลเว็บไซต์ของหน่วยงาน",
    BAD_CERTIFICATE: "ใบรับรองหมดอายุ ไม่ตรงชื่อ หรือเว็บไซต์ส่งมาไม่ครบชุด แจ้งผู้ดูแลเว็บไซต์ของหน่วยงาน",
    BAD_ANSWER: "คำตอบของเครื่องแม่ข่ายอ่านไม่ได้ แจ้งผู้ดูแลเว็บไซต์ของหน่วยงาน",
    BLOCKED: "ที่อยู่นี้ หรือหน้าที่ถูกพาไป อยู่ในเครือข่ายภายใน หรือเป็นที่อยู่ที่บุคคลทั่วไปเปิดไม่ได้ ใช้ที่อยู่ที่เปิดได้จากภายนอก",
    FORBIDDEN: "เว็บไซต์ไม่ให้โปรแกรมตรวจเปิดหน้า หรือพาไปที่อยู่ที่โปรแกรมไม่เปิดตาม (พอร์ตอื่น ไม่ใช่ http หรือ https หรือยาวเกินไป) "
    "ลองเปิดด้วยเบราว์เซอร์ที่ไม่ได้เข้าสู่ระบบ หากเปิดได้ถือว่าใช้ได้",
    TOO_MANY_REDIRECTS: f"ถูกพาต่อเกิน {MOST_REDIRECTS} ครั้ง ลองเปิดด้วยเบราว์เซอร์ หากเปิดได้ ใช้ที่อยู่ปลายทางแทน",
}


def outcome_of_status(status: int) -> str:
    """For an answer that is no redirect."""
    if 200 <= status < 300:
        return OK
    if status in (404, 410):
        return NOT_FOUND
    if status >= 500:
        return SERVER_ERROR
    return FORBIDDEN if status >= 400 else BAD_ANSWER
