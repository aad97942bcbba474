"""Chats as apps export them: who and when, in every spelling of a date; and pages that are more than a chat."""

import json
import re

import pytest

from incidents.core import file_types
from incidents.core.exhibits import chat, contents
from incidents.core.exhibits.examination import examine
from incidents.core.exhibits.proposal import propose

WHATSAPP = """[08.12.22, 02:14:09] Anna Help: send it
[08.12.22, 02:15:00] Me: done
and more
[08.12.22, 02:16:00] Anna Help: ok"""

LINES = {
    "android": "08/12/2022, 02:14 - Anna: x\n08/12/2022, 02:15 - Me: y",
    "american": "12/8/22, 2:14\u202fPM - Anna: x\n12/8/22, 2:15\u202fPM - Me: y",
    "spanish": "8/12/22, 2:14\xa0a.\xa0m. - Anna: x\n8/12/22, 2:15\xa0a.\xa0m. - Me: y",
    "finnish": "[8.12.2022 klo 2.14.09] Anna: x\n[8.12.2022 klo 2.15.09] Me: y",
    "swedish": "2022-12-08 02:14 - Anna: x\n2022-12-08 02:15 - Me: y",
    "hungarian": "2022. 12. 08. 2:14 - Anna: x\n2022. 12. 08. 2:15 - Me: y",
    "chinese": "2022/12/8 上午2:14 - Anna: x\n2022/12/8 下午2:15 - Me: y",
    "turkish, twelve hours": "8.12.2022 ÖS 2:14 - Anna: x\n8.12.2022 ÖS 2:15 - Me: y",
    "greek": "8/12/22, 2:14 μ.μ. - Anna: x\n8/12/22, 2:15 μ.μ. - Me: y",
    "arabic": "\u200f٨\u200f/١٢\u200f/٢٠٢٢، ٢:١٤ م - Anna: x\n\u200f٨\u200f/١٢\u200f/٢٠٢٢، ٢:١٥ م - Me: y",
    "brazilian": "08/12/2022 02:14 - Anna: x\n08/12/2022 02:15 - Me: y",
    "a group": "[12/8/22, 2:13:00\u202fAM] Crypto VIP: \u200eMessages and calls are end-to-end encrypted.\n"
    "[12/8/22, 2:13:00\u202fAM] Crypto VIP: \u200eAnna created this group\n"
    "[12/8/22, 2:14:09\u202fAM] Anna: x\n\u200e[12/8/22, 2:15:00\u202fAM] Me: \u200e<attached: 1-PHOTO.jpg>",
    "a group named with a colon": '12/8/22, 02:13 - Anna created group "VIP: win"\n'
    "12/8/22, 02:14 - Anna: \u200eIMG-1.jpg (file attached)\n12/8/22, 02:15 - Me: y",
    "with marks": "\u200e[08.12.22, 02:14:09] Anna: \u200eimage\r\n\u200e[08.12.22, 02:15:09] \u202aMe\u202c: y",
    "with a system's line": "08/12/2022, 02:13 - Messages are end-to-end encrypted.\n"
    "08/12/2022, 02:14 - Anna: x\n08/12/2022, 02:15 - Me: y",
}

TELEGRAM = json.dumps({"name": "Anna", "messages": [
    {"type": "message", "from": "Anna", "from_id": "user123456", "date": "2022-12-08T02:14:09",
     "date_unixtime": "1670465649", "text": "hi"},
    {"type": "service", "date": "2022-12-08T02:14:10"},
    {"type": "message", "from": "Me", "date": "2022-12-08T02:15:09", "date_unixtime": "1670465709", "text": "yes"},
]})  # fmt: skip

HEAD = """<!DOCTYPE html>
<html><head><meta charset="utf-8"/>
<title>Exported Data</title>
<link href="css/style.css" rel="stylesheet"/>
<script src="js/script.js" type="text/javascript">

</script></head>
<body onload="CheckLocation();"><div class="page_wrap"><div class="page_header"></div>
"""
MESSAGES = """
<div class="message service" id="message-1"><div class="body details">8 December 2022</div></div>
<div class="message default clearfix" id="message1"><div class="body">
<div class="pull_right date details" title="08.12.2022 02:14:09 UTC+01:00">02:14</div>
<div class="from_name">
Anna &amp; Co       </div>
<div class="reply_to details">Reply to <a href="#go_to_message9" onclick="return GoToMessage(9)">this message</a></div>
<div class="text">hi <a href="" onclick="return ShowMentionName()">you</a></div></div></div>
<div class="message default clearfix joined" id="message2"><div class="body">
<div class="pull_right date details" title="08.12.2022 02:15:09 UTC+01:00">02:15</div>
<div class="forwarded body"><div class="from_name">
Somebody else <span class="date details" title="01.12.2022 01:00:00 UTC+01:00">01.12.2022</span></div></div>
<div class="text">more</div></div></div>
<div class="message default clearfix" id="message3"><div class="body">
<div class="pull_right date details" title="08.12.2022 02:16:09 UTC+01:00">02:16</div>
<div class="from_name">
Me       </div><div class="text">yes</div></div></div>
"""


@pytest.mark.parametrize("name", LINES)
def test_a_whatsapp_chat_says_who_and_when_in_every_country(name: str) -> None:
    found = chat.read(LINES[name])
    assert found is not None
    assert (found.app, found.people, found.messages) == ("WhatsApp", ("Anna", "Me"), 2)
    assert re.search(r"2|٢", found.first)
    assert found.first != found.last


def test_people_stand_in_the_order_of_their_messages() -> None:
    found = chat.read(WHATSAPP)
    assert found is not None
    assert (found.people, found.messages, found.last) == (("Anna Help", "Me"), 3, "08.12.22, 02:16:00")


def test_a_telegram_file_says_the_number_that_stays_beside_the_name_that_anybody_takes() -> None:
    found = chat.read(TELEGRAM)
    assert found is not None
    assert (found.app, found.people, found.messages) == ("Telegram", ("Anna (user123456)", "Me"), 2)
    assert (found.first, found.last) == ("2022-12-08T02:14:09+00:00", "2022-12-08T02:15:09+00:00")


def test_a_telegram_page_counts_what_follows_without_a_name_to_whoever_wrote_before() -> None:
    found = chat.read(HEAD + MESSAGES)
    assert found is not None
    assert (found.app, found.people, found.messages) == ("Telegram", ("Anna & Co", "Me"), 3)
    assert (found.first, found.last) == ("2022-12-08T02:14:09+01:00", "2022-12-08T02:16:09+01:00")


@pytest.mark.parametrize(
    "text",
    [
        "2022-12-08 02:14:09 ERROR: foo\n2022-12-08 02:14:10 INFO: bar",
        "",
        "hello: there",
        '{"a": 1}',
        "[1]",
        "At 10:30: we met",
        "date,amount\n2022-12-08,1",
    ],
)
def test_what_is_no_chat_is_none(text: str) -> None:
    assert chat.read(text) is None


def test_twelve_hours_keep_which_half_of_the_day_it_is() -> None:
    found = chat.read(LINES["turkish, twelve hours"])
    assert found is not None
    assert found.first == "8.12.2022, ÖS 2:14"


def test_a_telegram_export_of_several_pages_is_one_chat_whatever_the_order_of_its_pages() -> None:
    from tests.core.exhibits.test_exhibits import zipped

    page = HEAD + MESSAGES
    pictures = {f"photo{number}__jpg": b"\xff\xd8\xff" + b"x" * 99 for number in range(250)}
    data = zipped(
        **pictures, messages10__html=page.replace("12.2022", "01.2023").encode(), messages__html=page.encode()
    )
    found = examine(data, file_types.ZIP, "ChatExport.zip").proposed
    assert found is not None
    facts = dict(map(tuple, found["facts"]))  # type: ignore[arg-type]
    assert (facts["chat_messages"], facts["chat_people"]) == ("6", "Anna & Co, Me")
    assert facts["chat_first"] < facts["chat_last"]


def test_of_everything_that_somebody_wrote_no_friend_is_named_or_offered() -> None:
    one = json.loads(TELEGRAM)
    one["messages"][0]["text"] = "write to me: friend@home.net"
    everything = json.dumps(
        {"personal_information": {"phone_number": "+44 7700 900123"}, "chats": {"list": [one, one]}}
    )
    found = propose(everything.encode(), "application/json", [("result.json", everything)])
    assert found is not None
    facts = dict(map(tuple, found["facts"]))  # type: ignore[arg-type]
    assert (facts["chat_count"], facts["chat_messages"]) == ("2", "4")
    assert "chat_people" not in facts
    assert (found["traces"], found["flags"]) == ([], ["chat_several"])


def test_a_chat_longer_than_what_is_read_for_traces_is_counted_whole() -> None:
    one = json.loads(TELEGRAM)
    one["messages"] = [{**one["messages"][0], "text": "x" * 5000}] * 1000 + [one["messages"][2]]
    found = examine(json.dumps(one).encode(), "application/json", "result.json").proposed
    assert found is not None
    assert ["chat_messages", "1001"] in found["facts"]
    assert ["chat_last", "2022-12-08T02:15:09+00:00"] in found["facts"]


def test_a_chat_becomes_facts_and_numbers_that_took_part_become_traces() -> None:
    text = "08/12/2022, 02:14 - +44 7700 900123: write to t.me/evil_help\n08/12/2022, 02:15 - Me: ok"
    found = propose(text.encode(), "text/plain", [("_chat.txt", text)], ["+44 7700 900999"])
    assert found is not None
    assert ["chat_people", "+44 7700 900123, Me"] in found["facts"]
    assert found["traces"] == [["phone", "+44 7700 900123"], ["handle", "t.me/evil_help"]]


def test_an_archive_with_a_chat_and_its_pictures_is_read_as_the_chat() -> None:
    from tests.core.exhibits.test_exhibits import zipped

    data = zipped(_chat__txt=WHATSAPP.encode(), photo__jpg=b"\xff\xd8\xff" + b"x" * 999)
    found = propose(data, file_types.ZIP, list(contents.texts(data, file_types.ZIP, "WhatsApp Chat - Anna.zip")))
    assert found is not None
    assert ["chat_app", "WhatsApp"] in found["facts"]


def test_telegrams_own_page_runs_nothing_but_telegrams_own_script() -> None:
    assert not chat.could_run((HEAD + MESSAGES).encode())


@pytest.mark.parametrize(
    "more",
    [
        "<script>alert(1)</script>",
        '<script src="https://evil.example/x.js"></script>',
        '<script src="js/script.js" type="text/javascript">alert(1)</script>',
        "<img src=x onerror=alert(1)>",
        "<iframe src=//evil.example>",
        '<a href="javascript:alert(1)">x</a>',
        '<a onclick="return GoToMessage(1);alert(1)">x</a>',
        "<svg/onload=alert(1)>",
    ],
)
def test_a_page_that_only_looks_like_telegrams_could_run(more: str) -> None:
    assert chat.could_run((HEAD + MESSAGES + more).encode())
