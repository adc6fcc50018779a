"""Document numbers (发文字号): every printed form of one number is one value.

A number is found by its tail (``〔2021〕3号``, ``2017年第1号``, ``第三十一号``), which is unmistakable;
then the issuing code is read backwards from there, because no pattern says where a code begins in
running Chinese. Both walks are bounded, so a line of any length costs linear time. Where the
beginning stays doubtful nothing is found: no number is better than a wrong one.

An order or announcement may print no year (``国务院令第739号``); its ``year`` is 0.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from build_site.model import DocumentNumber
from build_site.numerals import digits_meant, to_int

_DIGITS = r"\d{1,6}"
_CHINESE_DIGITS = "[〇○零一二三四五六七八九十百千]"
_SERIAL = rf"(?P<serial>{_DIGITS}|{_CHINESE_DIGITS}{{1,7}})"
_YEAR = r"(?P<year>[12１２]\d{3}|[一二][〇○零一二三四五六七八九]{3})"
_OPEN, _CLOSE = r"[〔\[［(（【﹝〖﹙]", r"[〕\]］)）】﹞〗﹚]"
_ORDINAL, _NUMBER_SIGN = "第?", "[号號]"
_S = r"\s{0,3}"  # blanks that typesetting or extraction put between two characters

ANNOUNCING = "公告|通告|令"  # 命令 ends in 令, too
"""Words that end the code of a number printed with 第: an announcement, a public notice, an order."""

# 〔2016〕67号 · [2021] 3 号 · （2021）第3号 · 〔2021〕3號
_BRACKETED = re.compile(f"{_OPEN}{_S}{_YEAR}{_S}{_CLOSE}{_S}{_ORDINAL}{_S}{_SERIAL}{_S}{_NUMBER_SIGN}")

# 2017年第 1号 · 2021年第15号公告 · 第739号 · 第739号令 · 第三十一号
_ANNOUNCED = f"(?:{_YEAR}{_S}年{_S})?第{_S}{_SERIAL}{_S}{_NUMBER_SIGN}"
_DATED = re.compile(f"{_ANNOUNCED}(?:{_S}(?P<after>{ANNOUNCING}))?")
# （2021年第15号） · （第三十一号） · （2021年）第15号
_ENCLOSED = re.compile(f"{_OPEN}{_S}{_ANNOUNCED}{_S}{_CLOSE}")
_YEAR_ENCLOSED = re.compile(
    f"{_OPEN}{_S}{_YEAR}{_S}年{_S}{_CLOSE}{_S}第{_S}{_SERIAL}{_S}{_NUMBER_SIGN}(?:{_S}(?P<after>{ANNOUNCING}))?"
)

_HAN = "\u3400-\u4dbf\u4e00-\u9fff〇"
_CODE = re.compile(f"[{_HAN}]{{1,12}}")
_ANNOUNCER = re.compile(f"[{_HAN}]{{1,40}}")
_LONGEST_WALK = 48
_CODE_RUN = re.compile(f"[{_HAN}]*$")
_ANNOUNCER_RUN = re.compile(f"[{_HAN}]*(?:(?<=[部委局署院会會办辦厅廳府行])[、 \u3000][{_HAN}]+)*$")
_ENDS_IN_WORD = re.compile(f"(?:{ANNOUNCING})$")
_OPENING_SIGNS = tuple("（(〔［[【“「『：:")
_PARTS_OF_A_DATE = {"年", "月", "日"}  # 2019年|主席令第31号
_AFTER_DIGIT = re.compile(r"\d\s*$")

# Words that stand before a code and do not belong to it: 根据|国发…, 印发的|国发…, 国务院|国发…
_LEADING_WORDS = (
    "根据|根據|依据|依據|依照|按照|遵照|参照|參照|执行|執行|落实|落實|贯彻|貫徹|援引|引用|适用|適用|违反|違反|印发|印發|转发|轉發|发布|發布|下发|下發|废止|廢止|"
    "文号|文號|字号|字號|编号|編號|规定|規定|文件|通知|意见|意見|办法|辦法|方案|规划|規劃|通过|通過|以及|其中|包括|属于|屬於|自从"
)
_ISSUERS = "国务院|國務院|委员会|委員會|总局|總局|人民政府|办公厅|辦公廳|改革委|健康委|人民法院|检察院|檢察院"
# 教育部|教高厅〔2021〕5号, 国家文物局|文物博发〔2018〕3号; but 人社部发 and 工信部联 are codes
_MINISTRIES = (
    "(?:教育|财政|財政|民政|司法|公安|水利|文化|卫生|衛生|农业|農業|商务|商務|科学技术|科學技術|文化和旅[游遊]|工业和信息化|工業和信息化"
    "|自然资源|自然資源|生态环境|生態環境|应急管理|應急管理|农业农村|農業農村|交通运输|交通運輸|人力资源社会保障|人力資源社會保障"
    "|住房和城乡建设|住房和城鄉建設)部|国家.{1,8}[局署]|國家.{1,8}[局署]"
)
_PARTICLES = "的|了|见|見|按|及|与|與|以|和|或|据|據|依|经|經|由|为|為|是|在"
# 和政发〔2021〕3号 is the county of 和县: where a code opens a bracket or the text, its first character is its own.
_LEAD_OF_CODE = re.compile(f".*(?:{_LEADING_WORDS}|{_ISSUERS}|(?:{_MINISTRIES})(?=..)|{_PARTICLES})")
_LEAD_OF_OPENING_CODE = re.compile(f".*(?:{_LEADING_WORDS}|{_ISSUERS}|(?:{_MINISTRIES})(?=..)|(?<=.)(?:{_PARTICLES}))")
# 国家发展和改革委员会公告: the name of an announcer holds 和, 经, 据, but not these.
_LEAD_OF_ANNOUNCER = re.compile(
    f".*(?:{_LEADING_WORDS}|的|了|见|見|按|及|与|與|是|即|为|為|係|系(?![统統]))|(?:和|或|以|据|據|由|经(?!济)|經(?!濟))"
)


_FORMS = (_BRACKETED, _YEAR_ENCLOSED, _ENCLOSED, _DATED)


class FoundNumber(NamedTuple):
    """``text[start:end]`` is printed and means ``value``."""

    start: int
    end: int
    value: DocumentNumber


def parse(text: str) -> DocumentNumber | None:
    """The number that the whole of ``text`` is, blanks left aside; None where it is anything else.

    >>> str(parse("国发[2016] 67 号")), str(parse("国家发展和改革委员会公告 2017年第 1号"))
    ('国发〔2016〕67号', '国家发展和改革委员会公告2017年第1号')
    >>> str(parse("中华人民共和国主席令（第三十一号）")), parse("根据国发〔2016〕67号")
    ('中华人民共和国主席令第31号', None)
    """
    compact = "".join(text.split())
    match find(compact):
        case [FoundNumber(0, end, value)] if end == len(compact):
            return value
        case _:
            return None


def find(text: str) -> list[FoundNumber]:
    """All document numbers printed in ``text``, in order, never overlapping.

    >>> [(n.start, n.end, str(n.value)) for n in find("根据国发〔2016〕67号和厅字〔2017〕42号")]
    [(2, 13, '国发〔2016〕67号'), (14, 25, '厅字〔2017〕42号')]
    """
    text = digits_meant(text)
    tails = [tail for form in _FORMS for tail in form.finditer(text)]
    found: list[FoundNumber] = []
    for tail in sorted(tails, key=re.Match.start):
        floor = found[-1].end if found else 0  # no code reaches back over it, so a tail within is passed by
        if number := _whole(text, floor, tail):
            found.append(number)
    return found


def _whole(text: str, floor: int, tail: re.Match[str]) -> FoundNumber | None:
    year, serial = _value(tail["year"] or "0"), _value(tail["serial"])
    if year is None or serial is None:
        return None
    before = text[max(floor, tail.start() - 8) : tail.start()].rstrip()
    read = _announced if tail.re is not _BRACKETED or _ENDS_IN_WORD.search(before) else _bracketed
    return read(text, floor, tail, year, serial)


def _value(digits: str) -> int | None:
    return int(digits) if digits.isdigit() else to_int(digits)  # isdigit: ２０２１, too


def _bracketed(text: str, floor: int, tail: re.Match[str], year: int, serial: int) -> FoundNumber | None:
    """国发〔2016〕67号: a short code before a year in brackets."""
    start, run = _run_before(text, floor, tail.start(), _CODE_RUN)
    lead = (_LEAD_OF_OPENING_CODE if _opens(text, start) else _LEAD_OF_CODE).match(run)
    start, code = _without(start, run, lead)
    if not _CODE.fullmatch(code):
        return None
    return FoundNumber(start, tail.end(), DocumentNumber(code, year, serial))


def _announced(text: str, floor: int, tail: re.Match[str], year: int, serial: int) -> FoundNumber | None:
    """公告2017年第1号, 令第739号, 第739号令: the announcer stands before, the word for it before or after."""
    start, run = _run_before(text, floor, tail.start(), _ANNOUNCER_RUN)
    start, issuer = _without(start, run, _LEAD_OF_ANNOUNCER.match(run))
    named = _ENDS_IN_WORD.search(issuer)
    word = tail.groupdict().get("after") or ""
    code = issuer if named else issuer + word
    if not issuer or not _ENDS_IN_WORD.search(code) or len(code) < (2 if year else 3) or not _ANNOUNCER.fullmatch(code):
        return None
    end = tail.start("after") if named and word else tail.end()
    return FoundNumber(start, end, DocumentNumber(code, year, serial, announcement=True))


def _run_before(text: str, floor: int, end: int, run: re.Pattern[str]) -> tuple[int, str]:
    """Start and characters of the run of Chinese that stands before ``end``, blanks between them left aside."""
    low = max(floor, end - _LONGEST_WALK)
    window = text[low:end].rstrip()
    printed = run.search(window)
    start = printed.start() if printed else len(window)
    if window[start : start + 1] in _PARTS_OF_A_DATE and _AFTER_DIGIT.search(window[:start]):
        start += 1
    return low + start, window[start:]


def _without(start: int, run: str, lead: re.Match[str] | None) -> tuple[int, str]:
    """Start and code after a leading word was cut; blanks and commas between joint announcers are not part of it."""
    rest = run[lead.end() :] if lead else run
    code = rest.lstrip("、 \u3000")
    return start + len(run) - len(code), re.sub(r"[、\s]", "", code)


def _opens(text: str, start: int) -> bool:
    """Nothing printed before, or an opening bracket or quotation mark."""
    before = text[max(0, start - _LONGEST_WALK) : start].rstrip()
    return before.endswith(_OPENING_SIGNS) or not before
