"""Dates as Chinese, Japanese and Korean files write them, with the marks that the rest of the world uses."""

import re

_ONE_DIGIT = re.compile(r"(?<!\d)(\d)(?=\s*[分秒분초])")
_AFTER_DATE = re.compile(r"\s*[年月년월]\s*")
_AFTER_CLOCK = re.compile(r"\s*[時时시分분]\s*")
_ENDS = re.compile(r"[日秒일초]")
_HALF_FIRST = re.compile(r"(?:(?P<am>오전|午前|上午)|오후|午後|下午)\s*(?P<clock>\d{1,2}:\d{2}(?::\d{2})?)")


def western(text: str) -> str:
    """Day, clock and half of the day in the order and with the marks of ISO and English; any other text unchanged.

    >>> western("2022年12月8日 下午2時4分9秒"), western("2022. 12. 8. 오후 2:14:09"), western("8 Dec 2022")
    ('2022-12-8  2:04:09 PM', '2022. 12. 8. 2:14:09 PM', '8 Dec 2022')
    """
    if text.isascii():
        return text
    text = _AFTER_CLOCK.sub(":", _AFTER_DATE.sub("-", _ONE_DIGIT.sub(r"0\1", text)))
    text = _ENDS.sub(" ", text).rstrip(" :")
    return _HALF_FIRST.sub(lambda found: f"{found['clock']} {'AM' if found['am'] else 'PM'}", text)
