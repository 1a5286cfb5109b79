"""A nursery whose children lie. Run as `python -I` with this file's path; the index field names the lie."""

from __future__ import annotations

import os
import socket
import time

from dauys.workflows import hear_one
from dauys.workflows.nursery_talk import LENGTH, Saying, say

HEARD: Saying = {"kind": "heard", "length_ms": 5000, "matches": [], "notes": [], "print_bytes": 0}
LIES = {
    "no_json": lambda: os.write(hear_one.ANSWER, LENGTH.pack(9) + b"not json!"),
    "pickle": lambda: os.write(hear_one.ANSWER, LENGTH.pack(20) + b"\x80\x04\x95cos\nsystem\n(S'x'\n"),
    "no_object": lambda: os.write(hear_one.ANSWER, LENGTH.pack(2) + b"[]"),
    "deep": lambda: os.write(hear_one.ANSWER, LENGTH.pack(200_000) + b"[" * 200_000),
    "huge_head": lambda: os.write(hear_one.ANSWER, b"\xff\xff\xff\xff"),
    "broken_off": lambda: os.write(hear_one.ANSWER, LENGTH.pack(100) + b"{"),
    "unknown_kind": lambda: say(hear_one.ANSWER, {"kind": "run", "command": "sh"}),
    "no_kind": lambda: say(hear_one.ANSWER, {}),
    "huge_print": lambda: say(hear_one.ANSWER, {**HEARD, "print_bytes": 1 << 40}),
    "short_print": lambda: say(hear_one.ANSWER, {**HEARD, "print_bytes": 100}, b"x"),
    "negative_length": lambda: say(hear_one.ANSWER, {**HEARD, "length_ms": -1}),
    "endless_length": lambda: say(hear_one.ANSWER, {**HEARD, "length_ms": 10**18}),
    "float_length": lambda: say(hear_one.ANSWER, {**HEARD, "length_ms": 1.5}),
    "true_length": lambda: say(hear_one.ANSWER, {**HEARD, "length_ms": True}),
    "wrong_matches": lambda: say(hear_one.ANSWER, {**HEARD, "matches": {"a": 1}}),
    "wrong_match": lambda: say(hear_one.ANSWER, {**HEARD, "matches": [{"spot": 7}]}),
    "text_match": lambda: say(hear_one.ANSWER, {**HEARD, "matches": ["x"]}),
    "many_notes": lambda: say(hear_one.ANSWER, {**HEARD, "notes": ["x"] * 1000}),
    "invented_reason": lambda: say(hear_one.ANSWER, {"kind": "set_aside", "reason": "bribe", "text": ""}),
    "silence": lambda: None,
    "wrong_progress": lambda: say(hear_one.ANSWER, {"kind": "progress", "done_ms": "all"}),
    "wrong_layers": lambda: say(hear_one.ANSWER, {"kind": "protection", "layers": "all"}),
}
HONEST = {
    "control_letters": lambda: say(hear_one.ANSWER, {**HEARD, "notes": ["\x1b[2Jgone\r\n" + "x" * 10_000]}),
    "hang": lambda: time.sleep(3600),
    "progress_then_hang": lambda: (
        say(hear_one.ANSWER, {"kind": "progress", "done_ms": 7}),
        time.sleep(3600),
    ),
    "heard": lambda: say(hear_one.ANSWER, {**HEARD, "print_bytes": 3}, b"abc"),
}


def lie(job: Saying, index: object) -> None:
    """Says what it was asked to."""
    (LIES | HONEST)[str(index)]()


class LyingNursery(hear_one.Nursery):
    """Takes the index's name for the lie."""

    def _index_of(self, folder: str | None) -> str | None:  # type: ignore[override]
        return folder


if __name__ == "__main__":
    LyingNursery(socket.socket(fileno=os.dup(0)), lie).serve()
