"""The 77 provinces of Thailand (ISO 3166-2:TH; Bangkok counts as one), as agencies name theirs."""

NAMES = (
    "กรุงเทพมหานคร กระบี่ กาญจนบุรี กาฬสินธุ์ กำแพงเพชร ขอนแก่น จันทบุรี ฉะเชิงเทรา ชลบุรี ชัยนาท ชัยภูมิ ชุมพร เชียงราย เชียงใหม่ "
    "ตรัง ตราด ตาก นครนายก นครปฐม นครพนม นครราชสีมา นครศรีธรรมราช นครสวรรค์ นนทบุรี นราธิวาส น่าน บึงกาฬ บุรีรัมย์ "
    "ปทุมธานี ประจวบคีรีขันธ์ ปราจีนบุรี ปัตตานี พระนครศรีอยุธยา พะเยา พังงา พัทลุง พิจิตร พิษณุโลก เพชรบุรี เพชรบูรณ์ แพร่ "
    "ภูเก็ต มหาสารคาม มุกดาหาร แม่ฮ่องสอน ยโสธร ยะลา ร้อยเอ็ด ระนอง ระยอง ราชบุรี ลพบุรี ลำปาง ลำพูน เลย ศรีสะเกษ "
    "สกลนคร สงขลา สตูล สมุทรปราการ สมุทรสงคราม สมุทรสาคร สระแก้ว สระบุรี สิงห์บุรี สุโขทัย สุพรรณบุรี สุราษฎร์ธานี สุรินทร์ "
    "หนองคาย หนองบัวลำภู อ่างทอง อำนาจเจริญ อุดรธานี อุตรดิตถ์ อุทัยธานี อุบลราชธานี"
)
PROVINCES = tuple(NAMES.split())
CAPITAL = "กรุงเทพมหานคร"
# Short names that are also words or the beginning of words: a name only where nothing Thai follows.
ALSO_WORDS = frozenset({"เลย", "ตาก", "แพร่", "น่าน", "ตรัง", "ตราด"})


def province_words(name: str) -> str:
    """จังหวัดตรัง; the capital is no province; "" for none."""
    return f"จังหวัด{name}" if name and name != CAPITAL else name


def district_words(name: str, province: str) -> str:
    """อำเภอเมืองตรัง, in the capital เขตบางรัก; "" for none."""
    return f"{'เขต' if province == CAPITAL else 'อำเภอ'}{name}" if name else ""
