"""Addresses as they are typed, pasted and carried over; and which numbers everybody can reach. Without a database."""

import pytest

from assessments.address_carrying import Carried, Earlier, carried_addresses, published_framework
from assessments.address_outcomes import ADVICE, BROKEN, DOUBTFUL, NAMES, OK
from assessments.address_paste import Pasted, read_pasted
from assessments.framework_store import all_frameworks, get_framework
from assessments.web_addresses import BadAddress, WebAddress, is_public, read_address, with_scheme

CODES = [f"o{number}" for number in range(1, 27)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("https://www.example.go.th", WebAddress("https", "www.example.go.th", 443, "/")),
        ("HTTP://WWW.Example.go.th/A?b=1&c=ก#d", WebAddress("http", "www.example.go.th", 80, "/A?b=1&c=%E0%B8%81")),
        ("http://example.go.th:443/", WebAddress("http", "example.go.th", 443, "/")),
        ("https://example.go.th./%E0%B8%81", WebAddress("https", "example.go.th", 443, "/%E0%B8%81")),
        ("https://หน่วยงาน.ไทย/", WebAddress("https", "xn--72c9ab8ayaw7cwk.xn--o3cw4h", 443, "/")),
        ("https://[2606:4700::1111]/", WebAddress("https", "2606:4700::1111", 443, "/")),
    ],
)
def test_address_is_read_as_a_server_is_asked_for_it(typed, expected):
    assert read_address(typed) == expected


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("www.example.go.th", "เริ่มด้วย https:// หรือ http://"),
        ("ftp://example.go.th/", "เริ่มด้วย https:// หรือ http://"),
        ("javascript:alert(1)", "เริ่มด้วย https:// หรือ http://"),
        ("https://user@example.go.th/", "ชื่อผู้ใช้หรือรหัสผ่าน"),
        ("https://:secret@example.go.th/", "ชื่อผู้ใช้หรือรหัสผ่าน"),
        ("https://example.go.th:8080/", "พอร์ต"),
        ("https://example.go.th:0/", "พอร์ต"),
        ("https://example.go.th:99999/", "อ่านที่อยู่นี้ไม่ได้"),
        ("https://[::1/", "อ่านที่อยู่นี้ไม่ได้"),
        ("https://a.th/ b", "ช่องว่าง"),
        ("https://a.th/\r\nX: y", "ช่องว่าง"),
        ("https://localhost/", "ชื่อเว็บไซต์ไม่ถูกต้อง"),
        ("https:///path", "ชื่อเว็บไซต์ไม่ถูกต้อง"),
        ("https://a..th/", "ชื่อเว็บไซต์ไม่ถูกต้อง"),
        ("https://-a.th/", "ชื่อเว็บไซต์ไม่ถูกต้อง"),
        ("https://a%00.th/", "ชื่อเว็บไซต์ไม่ถูกต้อง"),
        (f"https://{'a' * 64}.th/", "ชื่อเว็บไซต์ไม่ถูกต้อง"),
        (f"https://a.th/{'x' * 2000}", "ยาวเกิน 2,000 ตัวอักษร"),
    ],
)
def test_what_is_no_address_of_the_public_web_is_refused_in_words(typed, words):
    with pytest.raises(BadAddress, match=words):
        read_address(typed)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("www.a.go.th/ข้อ 1", "https://www.a.go.th/ข้อ 1"),
        ("WWW.a.go.th", "https://WWW.a.go.th"),
        ("a.go.th", "https://a.go.th"),
        ("a-b.com/x.pdf?y=1", "https://a-b.com/x.pdf?y=1"),
        ("a.go.th:8080/", "https://a.go.th:8080/"),
        ("หน่วยงาน.ไทย/ข้อ", "https://หน่วยงาน.ไทย/ข้อ"),
        ("http://www.a.th", "http://www.a.th"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("user@a.go.th", "user@a.go.th"),
        ("report.pdf", "report.pdf"),
        ("a.com.exe", "a.com.exe"),
        ("อบต.ทุ่งบัวขาว", "อบต.ทุ่งบัวขาว"),
        ("", ""),
    ],
)
def test_scheme_is_put_before_what_is_written_without_one(typed, expected):
    assert with_scheme(typed) == expected


@pytest.mark.parametrize("number", ["1.1.1.1", "203.150.1.1", "2606:4700:4700::1111", "2001:fb0::1"])
def test_number_that_everybody_reaches(number):
    assert is_public(number)


@pytest.mark.parametrize(
    "number",
    [
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "127.255.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "64:ff9b::7f00:1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "fc00::1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff0e::1",
    ],
)
def test_number_that_leads_inside_or_to_nobody(number):
    assert not is_public(number)


def test_every_outcome_is_good_doubtful_or_broken_and_says_what_to_do():
    assert sorted([OK, *DOUBTFUL, *BROKEN]) == sorted(NAMES)
    assert sorted(ADVICE) == sorted([*DOUBTFUL, *BROKEN])


# --- Pasted lines ----------------------------------------------------------------------------------------------------


def test_pasted_lines_are_read_by_code_however_it_is_typed():
    text = "รหัส\tที่อยู่\no1\thttps://a.th/1\nข้อ ๐๒\tโครงสร้าง\thttps://a.th/2 \nO3 https://a.th/3\n\n04,https://a.th/4"

    assert read_pasted(CODES, text, 2569) == Pasted(
        {"o1": "https://a.th/1", "o2": "https://a.th/2", "o3": "https://a.th/3", "o4": "https://a.th/4"}, []
    )


def test_pasted_address_without_a_scheme_is_completed_unless_the_line_has_a_whole_one():
    text = "o1\twww.a.th/1\no2,a.go.th\no3\tอบต.ทุ่งบัวขาว www.b.th\thttps://a.th/3\no4\tอบต.ทุ่งบัวขาว"

    assert read_pasted(CODES, text, 2569) == Pasted(
        {"o1": "https://www.a.th/1", "o2": "https://a.go.th", "o3": "https://a.th/3"},
        ["บรรทัดที่ 4 “o4\tอบต.ทุ่งบัวขาว”: ไม่มีที่อยู่ที่เริ่มด้วย https:// http:// หรือ www."],
    )


def test_pasted_line_of_another_questionnaire_or_a_code_that_is_none_says_so():
    text = "i5\thttps://a.th/5\no27\thttps://a.th/27\nรวม\thttps://a.th/"

    assert [problem.split("”: ")[1] for problem in read_pasted(CODES, text, 2569).problems] == [
        "ไม่ได้ขึ้นต้นด้วยรหัสข้อ OIT ของกรอบการประเมินปี พ.ศ. 2569",
        "ไม่มีข้อ o27 ในกรอบปีนี้ (พ.ศ. 2569)",
        "ไม่ได้ขึ้นต้นด้วยรหัสข้อ OIT ของกรอบการประเมินปี พ.ศ. 2569",
    ]


def test_long_line_is_searched_quickly():
    """A search that goes over the rest of the line from every letter would take minutes."""
    for line in ("ก่" * 100_000, "a." * 100_000, "a-" * 100_000, "www" * 60_000):
        assert read_pasted(CODES, f"o1\t{line}", 2569).urls == {}


def test_pasted_line_that_goes_nowhere_says_why():
    pasted = read_pasted(CODES, "o1\thttps://a.th/1\no99\thttps://a.th\no2\tยังไม่มี\no1\thttps://a.th/2", 2569)

    assert pasted == Pasted(
        {"o1": "https://a.th/1"},
        [
            "บรรทัดที่ 2 “o99\thttps://a.th”: ไม่มีข้อ o99 ในกรอบปีนี้ (พ.ศ. 2569)",
            "บรรทัดที่ 3 “o2\tยังไม่มี”: ไม่มีที่อยู่ที่เริ่มด้วย https:// http:// หรือ www.",
            "บรรทัดที่ 4 “o1\thttps://a.th/2”: มีที่อยู่ของ o1 ในบรรทัดก่อนแล้ว",
        ],
    )


def test_paste_of_too_many_lines_says_where_it_stopped():
    pasted = read_pasted(CODES, "\n" * 500 + "o1\thttps://a.th/1", 2569)

    assert pasted == Pasted({}, ["วางได้ครั้งละไม่เกิน 500 บรรทัด บรรทัดหลังจากนั้นไม่ได้อ่าน"])


# --- Last year's addresses -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("year", "code"), [(2567, "ita-2567"), (2569, "ita-2569"), (2572, "ita-2569"), (2560, "ita-2565")]
)
def test_items_are_those_of_the_year_or_the_newest_before(year, code):
    assert published_framework(all_frameworks(), year).code == code


def offered(*earlier, framework="ita-2569", before="ita-2568"):
    return carried_addresses(get_framework(framework), before and get_framework(before), list(earlier))


def test_equal_and_changed_items_are_offered_and_told_apart():
    found = offered(
        Earlier(2568, "ita-2568", "o2", "https://a.th/2"),
        Earlier(2568, "ita-2568", "o11", "https://a.th/11"),  # continued by no item of 2569
        Earlier(2568, "ita-2568", "o12", "https://a.th/12"),
    )

    assert found["o2"] == Carried("https://a.th/2", "o2", 2568, True, "")
    assert (found["o11"].url, found["o11"].code, found["o11"].is_equal) == ("https://a.th/12", "o12", False)
    assert sorted(found) == ["o11", "o2"]


def test_item_that_several_became_takes_the_first_that_has_an_address():
    found = offered(Earlier(2568, "ita-2568", "o22", "https://a.th/22"))

    assert {code: row.code for code, row in found.items()} == {"o20": "o22"}


def test_code_of_the_same_framework_is_the_same_item_and_the_later_year_counts():
    rows = [Earlier(2570, "ita-2569", "o1", "https://a.th/new"), Earlier(2569, "ita-2569", "o1", "https://a.th/old")]

    assert offered(*rows) == {"o1": Carried("https://a.th/new", "o1", 2570, True, "")}


def test_code_of_a_year_that_is_not_the_one_before_means_nothing():
    row = Earlier(2567, "ita-2567", "o2", "https://a.th/2")

    assert (offered(row), offered(row, before=None)) == ({}, {})
