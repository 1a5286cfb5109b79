"""Time stamps: queued, asked for by a verb of their own, the raw answer kept, a false one refused."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.evidence.time_authority import NOW, Authority
from tests.workflows.ledgers import keyed, post
from tests.workflows.worked_home import changed

from dauys.cli import dauys
from dauys.domain.errors import CampaignHomeError, WrongUse
from dauys.evidence import stamps
from dauys.evidence.log import Log
from dauys.workflows.home import CampaignHome, read_home
from dauys.workflows.seal import Sealer
from dauys.workflows.stamps import TimeAuthority, stamp
from dauys.workflows.verify_home import verify_home


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


@pytest.fixture
def own(home: CampaignHome, tmp_path: Path, authority: Authority) -> CampaignHome:
    """A home with a key and an authority, one checkpoint signed."""
    (tmp_path / "tsa.pem").write_bytes(authority.pem)
    ready = keyed(home, tmp_path)
    ready = replace(ready, authority=TimeAuthority("http://tsa.example/tsr", tmp_path / "tsa.pem"))
    Sealer(ready).seal()
    return ready


def down(_: bytes) -> bytes:
    raise ConnectionRefusedError("nobody listens")


def test_a_checkpoint_is_stamped_once_and_the_answer_kept(own: CampaignHome, authority: Authority) -> None:
    """The raw answer stands beside the very checkpoint; asked again, nothing waits."""
    done = stamp(own, authority.answer)
    assert (done.times_ms, done.waiting, done.trouble) == ({1: int(NOW.timestamp() * 1000)}, 0, "")
    (kept,) = stamps.queued(own.ledger)
    assert (kept.folder / "checkpoint").read_bytes() == (own.ledger / "checkpoint").read_bytes()
    assert stamps.stamped_ms(kept, authority.pem) == done.times_ms[1]
    assert stamp(own, down).times_ms == {}
    assert verify_home(own) == []


def test_an_authority_that_is_away_for_a_day_keeps_nothing_waiting(
    own: CampaignHome, authority: Authority
) -> None:
    """Every hour a checkpoint is queued; sealing goes on; when it is back, all are stamped, oldest first."""
    for hour in range(24):
        post(own, 1)
        assert Sealer(own).seal().size == hour + 2
        done = stamp(own, down)
        assert (done.times_ms, done.waiting, done.is_false) == ({}, hour + 1, False)
    assert "was not reached" in done.trouble
    assert verify_home(own) == []
    assert list(stamp(own, authority.answer).times_ms) == list(range(2, 26))


def another_digest(digest: bytes, nonce: int) -> tuple[bytes, int]:
    return bytes(len(digest)), nonce


def another_number(digest: bytes, nonce: int) -> tuple[bytes, int]:
    return digest, nonce ^ 1


FALSE: dict[str, Callable[[Authority, bytes], bytes]] = {
    "of something else": lambda authority, asked: authority.answer(asked, another_digest),
    "to an older question": lambda authority, asked: authority.answer(asked, another_number),
    "by somebody else": lambda _, asked: Authority("Somebody else").answer(asked),
    "in another name": lambda _, asked: Authority().answer(asked),
    "with its time moved": lambda authority, asked: authority.answer(asked).replace(b"2026", b"2025"),
    "refused": lambda _authority, _asked: bytes.fromhex("30053003020102"),
    "empty": lambda _authority, _asked: b"",
    "of words": lambda _authority, _asked: b"<html>maintenance</html>",
}


@pytest.mark.parametrize("kind", FALSE)
def test_a_false_answer_is_refused_and_the_checkpoint_waits_on(
    own: CampaignHome, authority: Authority, kind: str
) -> None:
    """Nothing of it is kept; the next true answer is taken."""
    done = stamp(own, lambda asked: FALSE[kind](authority, asked))
    assert (done.times_ms, done.waiting, done.is_false) == ({}, 1, True)
    assert not stamps.queued(own.ledger)[0].is_stamped
    assert list(stamp(own, authority.answer).times_ms) == [1]


def test_a_stamp_that_was_changed_is_found(own: CampaignHome, authority: Authority) -> None:
    """Verification of the home checks every stamp, and that its checkpoint is a beginning of the ledger."""
    stamp(own, authority.answer)
    (kept,) = stamps.queued(own.ledger)
    reply = kept.folder / "reply.tsr"
    changed(reply, lambda content: content.__setitem__(-5, content[-5] ^ 1))
    (fault,) = verify_home(own)
    assert ("ledger/stamps/1" in fault.place, "does not hold" in fault.text) == (True, True)
    root = Log(own.ledger).root()
    changed(kept.folder / "checkpoint", lambda content: content.__setitem__(content.index(b"\n") + 4, 65))
    assert stamps.queued(own.ledger)[0].signed.checkpoint.root != root
    assert "does not begin with it" in "".join(map(str, verify_home(own)))


def test_the_command_asks_over_http(own: CampaignHome, authority: Authority, tmp_path: Path) -> None:
    """As dauys.toml names it: the request goes out as RFC 3161 says, the answer is believed if it holds."""
    types: list[str] = []

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            types.append(self.headers["Content-Type"])
            answer = authority.answer(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200 if len(types) > 1 else 503)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with HTTPServer(("127.0.0.1", 0), Answering) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings = own.folder / "dauys.toml"
        address = f"http://127.0.0.1:{server.server_port}/tsr"
        named = f'time_authority = {{ url = "{address}", certificates = "{tmp_path / "tsa.pem"}" }}\n'
        settings.write_text(settings.read_text("utf-8") + named, "utf-8")
        busy = CliRunner().invoke(dauys, ["--home", str(own.folder), "stamp"], catch_exceptions=False)
        done = CliRunner().invoke(dauys, ["--home", str(own.folder), "stamp"], catch_exceptions=False)
        server.shutdown()
    assert (busy.exit_code, "1 checkpoints wait" in busy.output, "answers 503" in busy.output) == (
        0,
        True,
        True,
    )
    assert (done.exit_code, "2026-06-01T12:00:00+00:00" in done.output) == (0, True)
    assert set(types) == {"application/timestamp-query"}


def test_settings_that_name_no_authority_are_refused(own: CampaignHome) -> None:
    """No authority, half of one, an address that is none."""
    with pytest.raises(WrongUse, match="no authority is named"):
        stamp(replace(own, authority=None))
    path = own.folder / "dauys.toml"
    before = path.read_text("utf-8")
    for written, said in (
        ('{ url = "https://x/" }', "is none; write"),
        ('{ url = "ftp://x/", certificates = "x" }', "is no address"),
    ):
        path.write_text(f"{before}time_authority = {written}\n", "utf-8")
        with pytest.raises(CampaignHomeError, match=said):
            read_home(own.folder)
