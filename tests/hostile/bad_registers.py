"""One hundred register folders, each wrong in one way, with the file, line and field that must be named."""

from __future__ import annotations

import codecs
import gzip

from tests.hostile.bad_workbooks import WORKBOOKS
from tests.hostile.register_cases import GOOD, LONG, Bad, cell, whole
from tests.hostile.workbooks import book, rows_of

_SPOTS = GOOD["spots.csv"]
_AS_CP1251 = "id,contestant,title\nx,aq-dala,Дала\n"

ENCODINGS = [
    whole(
        "UTF-16 with its mark",
        "spots",
        codecs.BOM_UTF16_LE + _SPOTS.encode("utf-16-le"),
        1,
        "file",
        "is UTF-16",
    ),
    whole(
        "UTF-16 the other way round",
        "spots",
        codecs.BOM_UTF16_BE + _SPOTS.encode("utf-16-be"),
        1,
        "file",
        "UTF-16",
    ),
    whole("UTF-16 without its mark", "spots", _SPOTS.encode("utf-16-le"), 1, "id", "column is missing"),
    whole("UTF-32", "spots", _SPOTS.encode("utf-32"), 1, "file", "is UTF-16"),
    whole("Windows Cyrillic", "spots", _AS_CP1251.encode("cp1251"), 2, "file", "is not UTF-8"),
    whole(
        "Windows Kazakh",
        "spots",
        "id,contestant,title\nx,aq-dala,Қала\n".encode("kz1048"),
        2,
        "file",
        "not UTF-8",
    ),
    whole("Latin-1", "spots", b"id,contestant,title\nx,aq-dala,caf\xe9\n", 2, "file", "byte 0xe9"),
    whole(
        "half a letter at the end",
        "spots",
        _SPOTS.encode() + "x,aq-dala,Қ".encode()[:-1],
        4,
        "file",
        "byte 0xd2",
    ),
    whole("an overlong sign", "spots", b"id,contestant,title\nx,aq-dala,\xc0\xaf\n", 2, "file", "byte 0xc0"),
    whole(
        "two encodings in one file",
        "outlets",
        GOOD["outlets.csv"].encode() + "я".encode("cp1251"),
        6,
        "file",
        "UTF-8",
    ),
    whole("packed with gzip", "spots", gzip.compress(_SPOTS.encode(), mtime=0), 1, "file", "is not UTF-8"),
    whole(
        "a workbook called CSV",
        "spots",
        book(rows_of(_SPOTS)),
        1,
        "file",
        "is a workbook; call it spots.xlsx",
    ),
]

SHAPES = [
    whole("an empty file", "orders", b"", 1, "header", "the file is empty"),
    whole(
        "semicolons",
        "orders",
        GOOD["orders.csv"].replace(",", ";").encode(),
        1,
        "header",
        "not separated by commas",
    ),
    whole("tabs", "spots", _SPOTS.replace(",", "\t").encode(), 1, "header", "not separated by commas"),
    cell("no header", "payments", "id,order,paid_on,amount,fund\n", "", 1, "paid_on", "column is missing"),
    cell("a column missing", "tariffs", "per,price", "per,cost", 1, "price", "column is missing"),
    cell("a column too many", "tariffs", "price\n", "price,remark\n", 1, "remark", "no such column"),
    cell("a column twice", "tariffs", "slot_class,per", "per,per", 1, "per", "stands twice"),
    cell("a column by its label twice", "meetings", "id,contest", "ID,Id", 1, "ID", "stands twice"),
    cell(
        "a column without a name", "meetings", "attendance\n", "attendance,\n", 1, "header", "no such column"
    ),
    cell("a row too long", "slots", "75000.00", "75000.00,,", 2, "row", "9 cells where the header has 7"),
    cell("a row too short", "slots", ",day time,27000.00", "", 3, "row", "5 cells where the header has 7"),
    cell("a decimal comma makes a cell", "payments", "50000.00", "50000,00", 3, "row", "6 cells"),
    cell(
        "a quote that never closes",
        "incidents",
        "photographs",
        '"photographs',
        3,
        "row",
        "cannot be read from here",
    ),
    cell("a sign behind a quote", "incidents", "damage", '"dam"age', 3, "row", "cannot be read from here"),
    cell(
        "a line break in a text",
        "objections",
        "The tone of the item is given wrongly.",
        '"The\ntone"',
        3,
        "text",
        "U+000A",
    ),
    cell("10 MB in a cell", "notices", "On 9 and", "x" * LONG, 2, "row", "field larger than field limit"),
    cell(
        "10 MB in a quoted cell of many lines",
        "notices",
        "On 9 and",
        '"' + ("x" * 99 + "\n") * (LONG // 100),
        2,
        "row",
        "larger than field limit",
    ),
    cell(
        "10 MB in the header", "notices", "received_at", "x" * LONG, 1, "row", "field larger than field limit"
    ),
    cell("100,000 signs in a cell", "debates", "Two minutes", "y" * 100_000, 2, "rules", "5000 is the most"),
]

REFERENCES = [
    *(
        cell(f"a genre that is {why}", "coverage", ",news,", f",{genre},", 2, "genre", "is no word")
        for why, genre in (("a way out", "../../../x"), ("markup", "<script>"), ("two ids", "news.kok-jol"))
    ),
    cell(
        "an id that figures need",
        "spots",
        "has_label\n",
        "has_label\ntotal,kok-jol,x,,,,,\n",
        2,
        "id",
        "'total' is what",
    ),
    cell(
        "an unknown contest",
        "contestants",
        "kok-jol,party-lists",
        "kok-jol,party-list",
        3,
        "contest",
        "no id in contests",
    ),
    cell(
        "an unknown contestant",
        "spots",
        "road,aq-dala,",
        "road,aq-tala,",
        2,
        "contestant",
        "'aq-tala' is no id",
    ),
    cell("a contestant of another case", "airings", "kok-jol", "Kok-Jol", 3, "contestant", "not an id"),
    cell(
        "a contestant with a look-alike letter",
        "insertions",
        "kok-jol",
        "kоk-jol",
        2,
        "contestant",
        "not an id",
    ),
    cell(
        "an unknown contestant pays",
        "orders",
        "150000.00,aq-dala",
        "150000.00,nobody",
        2,
        "fund",
        "no id in contestants",
    ),
    cell("an unknown outlet", "tariff-notices", "samal-tv", "samal", 2, "outlet", "no id in outlets"),
    cell("an unknown channel", "as-run", "samal-1", "samal-3", 2, "channel", "no id in channels"),
    cell("an unknown order", "slots", "slot-2,order-1", "slot-2,order-9", 3, "order", "no id in orders"),
    cell(
        "an unknown notice",
        "poll-publications",
        "poll-notice-1",
        "poll-notice-7",
        2,
        "notice",
        "no id in poll-notices",
    ),
    cell("an unknown debate", "debate-speeches", "evening", "morning", 2, "debate", "no id in debates"),
    cell(
        "an unknown subject", "coverage", "item-2,governor", "item-2,mayor", 4, "subject", "no id in subjects"
    ),
    cell(
        "an unknown incident",
        "persons-liable",
        "incident-1",
        "incident-3",
        2,
        "incident",
        "no id in incidents",
    ),
    Bad(
        "a register that is not there",
        {"elections.csv": None},
        "contests.csv",
        2,
        "election",
        "no id in elections",
    ),
    cell("an id twice", "orders", "order-2", "order-1", 3, "id", "stands already on line 2"),
    cell(
        "a key of two columns twice",
        "debate-participants",
        "evening,kok-jol",
        "evening,aq-dala",
        3,
        "debate",
        "already",
    ),
    cell(
        "a place on the ballot paper twice",
        "contestants",
        "party-lists,2",
        "party-lists,1",
        3,
        "order",
        "is taken",
    ),
]

VALUES = [
    cell("30 February", "payments", "2020-12-15", "2021-02-30", 2, "paid_on", "is not a day"),
    cell(
        "29 February of no leap year", "debates", "2020-12-26,", "2021-02-29,", 2, "held_on", "is not a day"
    ),
    cell("31 November", "meetings", "2020-12-18", "2020-11-31", 2, "held_on", "is not a day"),
    cell("month 13", "notices", "2021-01-06T10:00", "2021-13-06T10:00", 2, "sent_at", "is not a moment"),
    cell("day 0", "insertions", "2020-12-24", "2020-12-00", 2, "issued_on", "is not a day"),
    cell("a day in the other order", "payments", "2020-12-15", "15.12.2020", 2, "paid_on", "write one like"),
    cell("a day with Arabic digits", "payments", "2020-12-15", "٢٠٢٠-١٢-١٥", 2, "paid_on", "is not"),
    cell("a day of the year 0020", "payments", "2020-12-15", "0020-12-15", 2, "paid_on", "between the years"),
    cell("25 o'clock", "airings", "T20:15", "T25:15", 2, "start", "is not a moment"),
    cell("a moment without an offset", "airings", "T20:15+06:00", "T20:15", 2, "start", "no UTC offset"),
    cell("an offset of 30 hours", "airings", "T20:15+06:00", "T20:15+30:00", 2, "start", "is not a moment"),
    cell("1e400", "slots", ",30000,prime", ",1e400,prime", 2, "length_ms", "is not a whole number"),
    cell(
        "2^53+1", "slots", ",30000,prime", ",9007199254740993,prime", 2, "length_ms", "is not a whole number"
    ),
    cell("not a number", "slots", ",30000,prime", ",NaN,prime", 2, "length_ms", "is not a whole number"),
    cell(
        "a length below nothing",
        "slots",
        ",30000,prime",
        ",-1,prime",
        2,
        "length_ms",
        "is not a whole number",
    ),
    cell(
        "half a millisecond", "slots", ",30000,prime", ",0.5,prime", 2, "length_ms", "is not a whole number"
    ),
    cell("money with a currency", "payments", "50000.00", "50000 ₸", 3, "amount", "no amount of money"),
    cell("money with three decimals", "payments", "50000.00", "50000.005", 3, "amount", "no amount of money"),
    cell("money below nothing", "payments", "50000.00", "-50000", 3, "amount", "no amount of money"),
    cell("a tone of 3", "coverage", ",0,yes", ",3,yes", 2, "tone", "from -2 to 2"),
    cell("maybe", "poll-publications", "yes,no\n", "yes,maybe\n", 2, "has_error", "neither yes nor no"),
    cell("a word that is none of them", "incidents", "damage", "vandalism", 3, "act", "is not one of poll"),
    cell("a needed cell empty", "orders", "2020-12-11T09:30+06:00", "", 2, "applied_at", "is empty"),
    cell("a formula", "subjects", "Regional", "=HYPERLINK(1)", 4, "name_en", "begins like a formula"),
    cell(
        "a command", "debates", "Samal", "@SUM(1)*cmd|' /C calc'!A0", 2, "organiser", "begins like a formula"
    ),
    cell(
        "a formula with a wide sign", "parts", "Gulnar Seit", "＋1", 2, "signer_en", "begins like a formula"
    ),
    cell(
        "a formula behind a blank", "parts", "Gulnar Seit", " =1+1", 2, "signer_en", "begins like a formula"
    ),
    cell(
        "an address that is a script",
        "placements",
        "https://dala.example/,",
        "javascript:alert(1),",
        2,
        "address",
        "not an address",
    ),
    cell("text turned round", "objections", "Samal,", "Sam\u202eal,", 2, "by", "U+202E"),
    cell("a zero byte", "objections", "Samal,", "Sam\0al,", 2, "by", "U+0000"),
    cell(
        "a speech that ends first",
        "debate-speeches",
        "60000,178500",
        "60000,60000",
        2,
        "end_ms",
        "before it begins",
    ),
    cell("seen more often than visited", "placements", "41,48", "49,48", 2, "seen", "more often"),
    cell("more monitored than due", "monitored-time", "48,47", "48,49", 5, "monitored", "more was monitored"),
    cell(
        "days in the wrong order",
        "channels",
        "2020-12-22,2021-01-09",
        "2021-01-09,2020-12-22",
        2,
        "last_day",
        "before",
    ),
    cell(
        "a version without its spot",
        "airings",
        "aq-dala-road,kk,kk",
        ",kk,kk",
        2,
        "spot",
        "a version is named",
    ),
]

BAD = [*ENCODINGS, *SHAPES, *REFERENCES, *VALUES, *WORKBOOKS]
