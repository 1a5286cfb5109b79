"""Ways in which register files go wrong: each is named with file, line and field, and all of them at once."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.db.register_files import FILES

from dauys.db.registers import REGISTERS
from dauys.db.registers.reading import FILE_BYTES, read
from dauys.db.registers.references import shared_places, unknown_references
from dauys.domain.errors import Problem

BY_FILE = {register.file: register for register in REGISTERS}


def problems_of(files: dict[str, bytes]) -> list[Problem]:
    """All problems of the files that are register files, in their order."""
    sheets = [read(BY_FILE[name], content) for name, content in files.items()]
    found = [problem for sheet in sheets for problem in sheet.problems]
    return found + unknown_references(sheets, {}) + shared_places(sheets)


def changed(file: str, old: str, new: str) -> dict[str, bytes]:
    """The good files with one text of one of them replaced."""
    assert old in FILES[file], f"{old!r} is not in {file}"
    return {name: text.encode() for name, text in (FILES | {file: FILES[file].replace(old, new, 1)}).items()}


# file, what is replaced, by what, then what is complained of: line, field, words
REPLACED = [
    ("contests.csv", "lists,", "Lists,", 2, "id", "not an id"),
    ("contests.csv", "lists,", "спис,", 2, "id", "not an id"),
    ("contests.csv", "lists,", ",", 2, "id", "is empty"),
    ("contests.csv", "lists,", f"{'x' * 64},", 2, "id", "63 at most"),
    ("contests.csv", "Тізімдер", "", 2, "name_kk", "wanted: name in Kazakh"),
    ("contests.csv", "Списки", "=cmd|' /C calc'!A0", 2, "name_ru", "begins like a formula"),
    ("contests.csv", "Lists", "+1 List", 2, "name_en", "begins like a formula"),
    ("contests.csv", "Lists", "@SUM(1)", 2, "name_en", "begins like a formula"),
    ("contests.csv", "Lists", "＝1", 2, "name_en", "begins like a formula"),
    ("contests.csv", "Lists", "L" * 501, 2, "name_en", "501 characters"),
    ("contests.csv", "Lists", '"Li\nsts"', 2, "name_en", "U+000A"),
    ("contests.csv", "Lists", "Li\0sts", 2, "name_en", "U+0000"),
    ("contests.csv", "Lists", "Li\u202ests", 2, "name_en", "U+202E"),
    ("contests.csv", "2021-01-10", "2021-02-31", 2, "voting_day", "not a day"),
    ("contests.csv", "2021-01-10", "10.01.2021", 2, "voting_day", "write one like 2021-01-31"),
    ("contests.csv", "2021-01-10", "20210110", 2, "voting_day", "not a day"),
    ("contests.csv", "2021-01-10", "1821-01-10", 2, "voting_day", "between the years"),
    ("contests.csv", "2020-12-10T18:00+06:00", "2020-12-10T18:00", 2, "campaign_start", "UTC offset"),
    ("contests.csv", "2020-12-10T18:00+06:00", "2020-12-10T25:00+06:00", 2, "campaign_start", "not a moment"),
    ("contests.csv", "2020-12-10T18:00+06:00", "yesterday", 2, "campaign_start", "not a moment"),
    (
        "contests.csv",
        "2021-01-09T00:00+06:00",
        "2020-12-10T12:00Z",
        2,
        "campaign_end",
        "ends before it starts",
    ),
    ("contestants.csv", "north,lists,1", "north,list,1", 2, "contest", "no id in contests"),
    ("contestants.csv", "south,lists,2", "south,lists,1", 3, "order", "taken by line 2"),
    ("contestants.csv", "south,lists,2", "north,lists,2", 3, "id", "stands already on line 2"),
    ("contestants.csv", "north,lists,1", "north,lists,1e400", 2, "order", "not a place"),
    ("contestants.csv", "north,lists,1", "north,lists,9007199254740993", 2, "order", "not a place"),
    ("contestants.csv", "north,lists,1", "north,lists,0", 2, "order", "not a place"),
    ("contestants.csv", "north,lists,1,", "north,lists,1,,", 2, "row", "7 cells where the header has 6"),
    ("contestants.csv", "north,lists,1,Солтүстік,", "north,lists,1,", 2, "row", "5 cells"),
    ("contestants.csv", "South", '"South', 3, "row", "cannot be read from here on"),
    ("contestants.csv", "South", "S" * 10_000_000, 3, "row", "field larger than field limit"),
    ("contestants.csv", "id,contest", "id,id", 1, "id", "stands twice"),
    ("contestants.csv", "id,contest,order", "id,contest,place", 1, "order", "missing"),
    ("contestants.csv", "id,contest", "ID,contest", 1, "ID", "no such column"),
    ("contestants.csv", "name_en\n", "name_en,\n", 1, "header", "no such column"),
    ("aliases.csv", "north,ru,Северяне,,", "north,de,Северяне,,", 2, "language", "not one of kk, ru, en"),
    ("aliases.csv", "north,ru,Северяне,,", "west,ru,Северяне,,", 2, "contestant", "no id in contestants"),
    ("aliases.csv", "2020-12-15,2021-01-01", "2020-12-15,2020-12-15", 3, "until", "before it is in force"),
    ("aliases.csv", "Северяне,2020-12-15,2021-01-01", "Северяне,,", 3, "contestant", "already on line 2"),
    ("outlets.csv", "kok,tv,", "kok,television,", 2, "medium", "not one of tv, radio, online, print"),
    ("outlets.csv", "national", "country", 2, "level", "not one of national"),
    ("outlets.csv", "kk ru,Asia", "kk xx,Asia", 2, "languages", "not one of kk, ru, en"),
    ("outlets.csv", "kk ru,Asia", "kk kk,Asia", 2, "languages", "twice"),
    ("outlets.csv", "Asia/Almaty", "Asia/Alma-Ata-2", 2, "zone", "IANA time zone"),
    ("outlets.csv", "Asia/Almaty", "../etc/passwd", 2, "zone", "IANA time zone"),
    ("outlets.csv", "07:00-09:00 19:00-23:00", "7-9", 2, "prime_time", "write them like 19:00-23:00"),
    ("outlets.csv", "19:00-23:00", "23:00-19:00", 2, "prime_time", "two: 22:00-24:00"),
    ("outlets.csv", "19:00-23:00", "08:00-10:00", 2, "prime_time", "in order, apart"),
    ("channels.csv", "kok-1,kok,", "kok-1,koks,", 2, "outlet", "no id in outlets"),
    ("channels.csv", "2020-12-22,2020-12-23", "2020-12-24,2020-12-23", 2, "last_day", "before the first"),
    ("channels.csv", "06:00-24:00", "06:00-25:00", 2, "due", "hours of a day"),
    ("spots.csv", "alpha,north", "alpha,nobody", 2, "contestant", "no id in contestants"),
    ("versions.csv", "alpha,kk,kk", "alfa,kk,kk", 2, "spot", "no id in spots"),
    ("versions.csv", "alpha,ru,ru", "alpha,kk,ru", 3, "spot", "alpha / kk stands already on line 2"),
    ("versions.csv", "alpha,kk,kk", "alpha,k__k,kk", 2, "version", "holds __"),
    ("versions.csv", "sound/alpha-kk.m4a", "/etc/passwd", 2, "path", "leaves the folder"),
    ("versions.csv", "sound/alpha-kk.m4a", "../alpha-kk.m4a", 2, "path", "leaves the folder"),
    ("versions.csv", "sound/alpha-kk.m4a", "sound\\alpha-kk.m4a", 2, "path", "leaves the folder"),
]


@pytest.mark.parametrize(("file", "old", "new", "line", "field", "words"), REPLACED, ids=range(len(REPLACED)))
def test_a_wrong_cell_is_named(file: str, old: str, new: str, line: int, field: str, words: str) -> None:
    """One wrong place gives a complaint with its file, line, field and what is wanted, fit to be shown."""
    found = problems_of(changed(file, old, new))
    wanted = [p for p in found if (p.file, p.line, p.field) == (file, line, field) and words in p.text]
    assert wanted, found
    assert all(len(str(problem)) < 400 for problem in found)


# The whole file, as bytes, then what is complained of.
WHOLE = [
    (b"", 1, "header", "the file is empty"),
    (b"\n\n", 1, "header", "the file is empty"),
    (codecs.BOM_UTF16_LE + "id,contestant".encode("utf-16-le"), 1, "file", "is UTF-16"),
    ("id,contestant,title\nalpha,north,Альфа\n".encode("cp1251"), 2, "file", "is not UTF-8"),
    (b"id,contestant,title\nalpha,north,\xff\n", 2, "file", "byte 0xff"),
    (b"id,contestant,title\nalpha,north,\xed\xa0\x80\n", 2, "file", "is not UTF-8"),
    (b"id;contestant;title\nalpha;north;Alpha\n", 1, "header", "not separated by commas"),
    (b"id\tcontestant\ttitle\n", 1, "header", "not separated by commas"),
    (b"PK\x03\x04\x14\x00", 1, "file", "is a workbook; call it spots.xlsx"),
    (b"alpha,north,Alpha\n", 1, "id", "column is missing"),
    (b"id,contestant,title\n" + b"x" * FILE_BYTES, 1, "file", "is the most"),
]


@pytest.mark.parametrize(("content", "line", "field", "words"), WHOLE, ids=range(len(WHOLE)))
def test_a_file_that_is_no_register_is_named(content: bytes, line: int, field: str, words: str) -> None:
    """A file that cannot be read as a register says why, and is not followed by complaints of others."""
    files = {name: text.encode() for name, text in FILES.items()}
    found = problems_of(files | {"spots.csv": content})
    assert any((p.line, p.field) == (line, field) and words in p.text for p in found), found
    assert {problem.file for problem in found} == {"spots.csv"}


def test_good_files_have_no_problems() -> None:
    """The files that the table above spoils are right, also with a byte order mark, CRLF and blank lines."""
    assert problems_of({name: text.encode() for name, text in FILES.items()}) == []
    dressed = {n: codecs.BOM_UTF8 + t.replace("\n", "\r\n\r\n").encode() for n, t in FILES.items()}
    assert problems_of(dressed) == []


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    """A cell with a line break in it moves the rows after it to the lines they really stand on."""
    files = changed("contestants.csv", "Солтүстік", '"Сол\nтүстік"')
    files["contestants.csv"] = files["contestants.csv"].replace(b"south,lists,2", b"south,lists,x")
    assert [(p.line, p.field) for p in problems_of(files)] == [(2, "name_kk"), (4, "order")]


def test_one_wrong_cell_is_complained_of_once() -> None:
    """A contestant with a wrong name still exists for those who refer to it."""
    found = problems_of(changed("contestants.csv", "Север", "=1"))
    assert [(p.file, p.field) for p in found] == [("contestants.csv", "name_ru")]


def test_all_problems_come_at_once() -> None:
    """Several wrong cells of several files are all named."""
    files = changed("contests.csv", "2021-01-10", "soon") | {
        name: changed(name, old, new)[name]
        for name, old, new in (
            ("outlets.csv", "Asia/Almaty", "Almaty"),
            ("channels.csv", "06:00-24:00", "always"),
        )
    }
    assert [p.file for p in problems_of(files)] == ["contests.csv", "outlets.csv", "channels.csv"]


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    """Whatever a file holds, reading it ends in rows and problems, never in an error of ours."""
    header = ",".join(BY_FILE["spots.csv"].header).encode() + b"\n"
    for whole in (content, header + content):
        sheet = read(BY_FILE["spots.csv"], whole)
        assert all(problem.line >= 1 and problem.text for problem in sheet.problems)
