"""The bundle's files, and that the shipped verifier reads and writes numbers as the report does."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import polars as pl
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st
from tests.reports.bundles import KEY, program, verify, write_report
from tests.reports.campaign import Changes

from dauys.domain.figures import Unit
from dauys.domain.published import PUBLISHED
from dauys.domain.tables import TABLES
from dauys.evidence.keys import SigningKey
from dauys.reports.bundle.canonical import canonical
from dauys.reports.bundle.rows import Published, json_lines, parquet
from dauys.reports.bundle.rows import csv as csv_lines
from dauys.reports.messages import Measured
from dauys.reports.wording import Wording

VERIFIER = program()
LINES_MAX = 700
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_report(tmp_path_factory.mktemp("whole"), Changes(airings=60))


def test_the_report_passes_in_a_bare_interpreter(bundle: Path) -> None:
    """Every page of a whole report, with the key from outside, in a Python without packages."""
    verdict = verify(bundle, "--key", KEY.public.raw.hex())
    assert verdict.status == 0, verdict.text
    assert "Everything holds." in verdict.text
    assert "came from the bundle itself" not in verdict.text
    assert "came from the bundle itself" in verify(bundle).text


def test_the_verifier_can_be_read_in_one_sitting() -> None:
    """One file of at most seven hundred lines that imports the standard library alone."""
    text = Path(str(VERIFIER.__file__)).read_text("utf-8")
    assert len(text.splitlines()) <= LINES_MAX
    assert "dauys." not in "".join(line for line in text.splitlines() if "import" in line)


RFC_8032 = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        (
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
            "d25bf5f0595bbe24655141438e7a100b"
        ),
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        (
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
            "387b2eaeb4302aeeb00d291612bb0c00"
        ),
    ),
]


@pytest.mark.parametrize(("_secret", "public", "message", "signature"), RFC_8032)
def test_the_vectors_of_rfc_8032_hold(_secret: str, public: str, message: str, signature: str) -> None:
    """The standard's own examples are accepted, and refused with any bit changed."""
    key, text, signed = (bytes.fromhex(part) for part in (public, message, signature))
    assert VERIFIER.signature_holds(key, text, signed)
    assert not VERIFIER.signature_holds(key, text + b"x", signed)
    for place in (0, 31, 32, 63):
        wrong = bytes([*signed[:place], signed[place] ^ 1, *signed[place + 1 :]])
        assert not VERIFIER.signature_holds(key, text, wrong)


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=200), st.binary(min_size=64, max_size=64))
def test_signatures_hold_exactly_where_the_library_says(seed: bytes, message: bytes, noise: bytes) -> None:
    """Signatures of any key hold, and what the library refuses is refused; any key's text is read back."""
    private = Ed25519PrivateKey.from_private_bytes(seed)
    key = SigningKey(private)
    assert VERIFIER.signature_holds(key.public.raw, message, private.sign(message))
    assert VERIFIER.read_key(key.public.text(), "key.pub") == key.public.raw
    try:
        Ed25519PublicKey.from_public_bytes(key.public.raw).verify(noise, message)
    except InvalidSignature:
        assert not VERIFIER.signature_holds(key.public.raw, message, noise)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@given(value=st.integers(0, 10**14))
def test_numbers_are_written_as_the_report_writes_them(language: str, value: int) -> None:
    """Counts, lengths in tables and sentences, shares, areas and money, in each language."""
    wording = Wording(language)
    written = VERIFIER.written
    assert written(value, Unit.COUNT, language) == {wording.count(value)}
    assert written(value, Unit.MS, language) == {wording.span(value), wording.long_span(value)}
    assert written(value % 10**7, Unit.PERMILLE, language) == {wording.percent(value % 10**7)}
    assert written(value, Unit.MM2, language) == {wording.area(value)}
    assert written(value, Unit.TIYN, language) == {wording.money(value)}
    for unit in ("count", "tenth", "short_ms", "permille"):
        number = Measured("laboratory.x", value % 10**7, unit)
        assert written(number.value, unit, language) == {wording.measured(number)}
    assert wording.measured(Measured("laboratory.x", value, "ms")) in written(value, "ms", language)


def subjects(rows: list[dict[str, object]]) -> pl.DataFrame:
    names = {f"name_{code}": pl.String for code in ("kk", "ru", "en")}
    return pl.DataFrame(
        rows, schema={"id": pl.String, "kind": pl.String, "contestant_id": pl.String, **names}
    )


def a_subject(number: int, name: str) -> dict[str, object]:
    names = dict.fromkeys(("name_kk", "name_ru", "name_en"), name)
    return {"id": f"s{number}", "kind": "person", "contestant_id": "", **names}


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_rows_are_canonical_json(texts: list[str]) -> None:
    """What Polars writes is to the byte what the standard library writes, whatever stands in a text."""
    table = Published("subjects", subjects([a_subject(*pair) for pair in enumerate(texts)]))
    assert b"".join(json_lines(table)) == b"".join(
        map(canonical, pl.concat(table.slices()).iter_rows(named=True))
    )


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_of_the_csv_is_a_formula(start: str) -> None:
    """A text that a spreadsheet would run has an apostrophe before it; numbers and other texts stay."""
    table = Published("subjects", subjects([a_subject(1, f'{start}cmd|"x",1'), a_subject(2, "plain")]))
    text = b"".join(csv_lines(table)).decode()
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows[0] == list(TABLES["subjects"])
    assert rows[1][3:] == [f'\'{start}cmd|"x",1'] * 3
    assert rows[2][3:] == ["plain"] * 3


def test_a_private_column_stays_at_home() -> None:
    """Only declared columns are published: a name planted beside them reaches no format."""
    frame = subjects([a_subject(1, "public")]).with_columns(answer=pl.lit("Private Person"))
    table = Published("subjects", frame)
    for made in (json_lines(table), csv_lines(table), parquet(table)):
        assert b"Private Person" not in b"".join(made)


def test_a_key_that_stands_twice_is_refused() -> None:
    """A register that was joined wrongly does not become a bundle."""
    with pytest.raises(ValueError, match="table subjects: rows share their key"):
        Published("subjects", subjects([a_subject(1, "a"), a_subject(1, "b")]))


def test_a_key_that_stands_twice_at_a_border_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows are checked slice by slice; the last of one is the neighbour of the first of the next."""
    monkeypatch.setattr("dauys.reports.bundle.rows.SLICE_ROWS", 2)
    rows = [a_subject(number, "a") for number in (3, 1, 2, 2)]
    with pytest.raises(ValueError, match="table subjects: rows share their key"):
        Published("subjects", subjects(rows))
    kept = Published("subjects", subjects(rows[:3]))
    assert [row["id"] for part in kept.slices(2) for row in part.iter_rows(named=True)] == ["s1", "s2", "s3"]


def test_the_data_package_names_every_file(bundle: Path) -> None:
    """Frictionless resources are there, with their fields in the CSV's order, keys and references."""
    package = json.loads((bundle / "datapackage.json").read_text("utf-8"))
    assert [resource["name"] for resource in package["resources"]] == list(PUBLISHED)
    for resource in package["resources"]:
        header = (bundle / resource["path"]).read_text("utf-8").partition("\n")[0]
        assert header.split(",") == [field["name"] for field in resource["schema"]["fields"]]
        assert {key["reference"]["resource"] for key in resource["schema"]["foreignKeys"]} <= set(PUBLISHED)
