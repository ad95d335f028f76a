"""What the journey of the review leaves behind: every row of the history, the oldest first, and every letter."""

OFFICER, HEAD, ADMINISTRATOR, SUCCESSOR = "เจ้าหน้าที่ทดสอบ", "หัวหน้าทดสอบ", "ผู้ดูแลทดสอบ", "ผู้รับมอบทดสอบ"
NOBODY = "ระบบ"
ROUND = "การตรวจเอกสาร มาตรการส่งเสริมคุณธรรมและความโปร่งใส รอบที่ "
VERSION = "ฉบับเผยแพร่ มาตรการส่งเสริมคุณธรรมและความโปร่งใส ฉบับที่ 1"
ROLE = "เจ้าหน้าที่หน่วยงาน · สำนักงานทดสอบ"
INVITATION = f"คำเชิญ successor@example.go.th · {ROLE}"
TITLE_OF_MEASURE, STEPS_OF_MEASURE = ("มาตรการ m1", "มาตรการ โครงการ หรือกิจกรรม"), ("มาตรการ m1", "ขั้นตอนหรือวิธีการปฏิบัติ")
STATE = "สถานะการตรวจ"
LETTERS = [  # (who, the subject without the document's name)
    ("head", "รอท่านตรวจและรับรอง"),
    ("officer", "ส่งกลับให้แก้ไข"),
    ("head", "รอท่านตรวจและรับรอง"),
    ("officer", "หัวหน้าหน่วยงานรับรองแล้ว"),
    ("administrator", "รอท่านรับเอกสาร"),
    ("officer", "สิ้นผลเพราะเนื้อหาเปลี่ยน"),
    ("head", "สิ้นผลเพราะเนื้อหาเปลี่ยน"),
    ("head", "รอท่านตรวจและรับรอง"),
    ("officer", "หัวหน้าหน่วยงานรับรองแล้ว"),
    ("administrator", "รอท่านรับเอกสาร"),
    ("officer", "ผู้ดูแลรับแล้ว"),
    ("head", "ผู้ดูแลรับแล้ว"),
    ("successor", "คำเชิญเข้าใช้ระบบ ITA สู่มาตรการ"),
    ("head", "รอท่านตรวจและรับรอง"),
]


def changes(question, answer):
    """(author, record, field), where the two comments are known by their numbers."""
    return [
        (OFFICER, f"{ROUND}1", STATE),
        (HEAD, f"{ROUND}1", "ผู้เปิดตรวจ"),
        (HEAD, f"ความเห็น {question}", "ความเห็น"),
        (HEAD, f"{ROUND}1", STATE),
        (HEAD, f"{ROUND}1", "เหตุผลที่ส่งกลับ"),
        (OFFICER, f"ความเห็น {answer}", "ความเห็น"),
        (OFFICER, *STEPS_OF_MEASURE),
        (OFFICER, f"{ROUND}2", STATE),
        (HEAD, f"ความเห็น {question}", "ปิดเรื่องเมื่อ"),
        (HEAD, f"{ROUND}2", STATE),
        (OFFICER, *TITLE_OF_MEASURE),
        (NOBODY, f"{ROUND}2", STATE),
        (OFFICER, f"{ROUND}3", STATE),
        (HEAD, f"{ROUND}3", STATE),
        (ADMINISTRATOR, f"{ROUND}3", STATE),
        (OFFICER, VERSION, "สถานะ"),
        (OFFICER, VERSION, "ที่อยู่สั้น"),
        (OFFICER, f"{ROUND}3", STATE),
        (OFFICER, VERSION, "สถานะ"),
        (OFFICER, INVITATION, "ส่งเมื่อ"),
        (SUCCESSOR, INVITATION, "ผู้ตอบรับ"),
        (SUCCESSOR, f"บทบาทของผู้ใช้ {SUCCESSOR} · {ROLE}", "ตั้งแต่"),
        (SUCCESSOR, f"บทบาทของผู้ใช้ {OFFICER} · {ROLE}", "สิ้นสุดเมื่อ"),
        (SUCCESSOR, *TITLE_OF_MEASURE),
        (SUCCESSOR, f"{ROUND}4", STATE),
    ]
