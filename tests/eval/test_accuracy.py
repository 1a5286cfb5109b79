"""The scorer: what is a hit, a wrong version, a false airing; and each bar, met and not met."""

from __future__ import annotations

import csv
import math
import subprocess
import sys
import wave
from dataclasses import replace
from pathlib import Path

import pytest
from eval.bars import bars
from eval.curves import FAMILIES, curve
from eval.figures import figures, wilson
from eval.logs import Distractor, Heard, Truth, listened_h
from eval.matching import lies_on, matched
from eval.report import compared
from eval.table import table

ACCURACY = Path(__file__).parents[2] / "eval" / "accuracy.py"
TRUTH_HEADER = (
    "recording,spot,version,start_s,end_s,spot_start_s,spot_end_s,speed,pitch,integrity,missing,class,parameter,"
    "undecidable_with"
)
AIRINGS_HEADER = (
    "recording,spot,version,start_s,end_s,spot_start_s,spot_end_s,score,speed,integrity,undecided_with,why"
)
TRUTH = Truth(
    recording="r1",
    start_s=100.0,
    end_s=120.0,
    spot="milk",
    version="kk",
    integrity=frozenset({"whole"}),
    kind="aac",
    parameter=32.0,
    undecidable_with=frozenset(),
)
ROW = Heard(
    recording="r1",
    start_s=100.004,
    end_s=119.99,
    spot="milk",
    version="kk",
    score=0.9,
    integrity=frozenset({"whole"}),
    undecided_with=frozenset(),
)


def whole(truth: Truth = TRUTH, row: Heard = ROW, **changes: float):
    """The figures of one airing and one row that found it, the row changed first."""
    match = matched([truth], [replace(row, **changes)])
    return figures(match.hits, match.missed, [])


class TestHits:
    def test_a_row_on_the_airing_is_a_hit(self):
        match = matched([TRUTH], [ROW])
        assert (len(match.hits), match.missed, match.false) == (1, [], [])

    @pytest.mark.parametrize(
        "change",
        [
            {"recording": "r2"},
            {"spot": "bread"},
            {"start_s": 111.0, "end_s": 131.0},
            {"start_s": 300.0, "end_s": 320.0},
        ],
    )
    def test_elsewhere_or_of_another_spot_it_is_false_and_the_airing_missed(self, change):
        row = replace(ROW, **change)
        match = matched([TRUTH], [row])
        assert (match.hits, match.missed, match.false) == ([], [TRUTH], [row])

    @pytest.mark.parametrize(("start_s", "hit"), [(109.9, True), (110.1, False)])
    def test_half_of_the_shorter_interval_decides(self, start_s, hit):
        row = replace(ROW, start_s=start_s, end_s=start_s + 20)
        assert bool(matched([TRUTH], [row]).hits) is hit

    def test_a_second_row_on_the_same_airing_is_false(self):
        close, rough = ROW, replace(ROW, start_s=105.0)
        match = matched([TRUTH], [rough, close])
        assert [hit.row for hit in match.hits] == [close]
        assert match.false == [rough]

    def test_back_to_back_airings_need_a_row_each(self):
        second = replace(TRUTH, start_s=120.0, end_s=140.0)
        merged = replace(ROW, start_s=100.0, end_s=140.0)
        assert len(matched([TRUTH, second], [merged]).missed) == 1
        both = [ROW, replace(ROW, start_s=120.0, end_s=140.0)]
        assert matched([TRUTH, second], both).missed == []

    def test_of_two_rows_alike_the_right_version_is_taken(self):
        other = replace(ROW, version="ru")
        assert matched([TRUTH], [other, ROW]).hits[0].row.version == "kk"


class TestVersions:
    def test_another_version_is_wrong(self):
        assert whole(version="ru").wrong_versions == 1
        assert whole().wrong_versions == 0

    def test_not_where_the_aired_part_cannot_decide(self):
        truth = replace(TRUTH, undecidable_with=frozenset({"milk__ru"}))
        assert whole(truth, version="ru").wrong_versions == 0

    def test_not_where_the_row_leaves_the_true_version_open(self):
        assert whole(version="ru", undecided_with=frozenset({"milk__kk"})).wrong_versions == 0

    def test_another_spot_that_the_aired_part_cannot_rule_out_is_a_hit(self):
        truth = replace(TRUTH, undecidable_with=frozenset({"bread__kk"}))
        assert whole(truth, spot="bread").hits == 1

    def test_leaving_open_what_can_be_decided_is_counted(self):
        open_row = {"undecided_with": frozenset({"milk__ru"})}
        assert whole(**open_row).undecided == 1
        truth = replace(TRUTH, undecidable_with=frozenset({"milk__ru"}))
        assert whole(truth, **open_row).undecided == 0


class TestFigures:
    def test_errors_are_taken_apart_for_truncated_airings(self):
        cut = replace(TRUTH, integrity=frozenset({"cut_end"}))
        assert whole(end_s=119.9).end_p95_s == pytest.approx(0.1)
        assert math.isnan(whole(end_s=119.9).end_truncated_p95_s)
        assert whole(cut, end_s=119.9).end_truncated_p95_s == pytest.approx(0.1)
        assert whole(start_s=99.98).start_median_s == pytest.approx(0.02)

    def test_integrity_is_right_only_as_the_exact_set(self):
        cut = replace(TRUTH, integrity=frozenset({"cut_end", "overlapped"}))
        assert whole(cut, integrity=frozenset({"cut_end", "overlapped"})).integrity_right == 1
        assert whole(cut, integrity=frozenset({"cut_end"})).integrity_right == 0

    def test_a_missed_airing_among_the_doubtful_is_counted(self):
        assert figures([], [TRUTH], [TRUTH]).doubtful == 1
        assert figures([], [TRUTH], []).doubtful == 0

    @pytest.mark.parametrize(
        ("hits", "n", "low", "high"), [(40, 40, 0.9124, 1.0), (0, 10, 0.0, 0.2775), (50, 100, 0.4038, 0.5962)]
    )
    def test_wilson_agrees_with_published_values(self, hits, n, low, high):
        assert wilson(hits, n) == pytest.approx((low, high), abs=2e-4)


class TestBars:
    def perfect(self):
        """Figures of two airings, one of them cut, that meet every bar."""
        cut = replace(TRUTH, integrity=frozenset({"cut_end"}), start_s=300.0, end_s=306.0)
        row = replace(ROW, start_s=300.0, end_s=306.0, integrity=frozenset({"cut_end"}))
        match = matched([TRUTH, cut], [ROW, row])
        return figures(match.hits, [], [])

    def test_all_met(self):
        good = self.perfect()
        assert all(bar.met for bar in bars(good, {"aac": good}, 1.0))

    @pytest.mark.parametrize(
        ("change", "what"),
        [
            ({"hits": 197, "n": 200}, "recall, all classes"),
            ({"wrong_versions": 1}, "wrong versions"),
            ({"start_median_s": 0.011}, "start error, median, s"),
            ({"start_p95_s": 0.031}, "start error, p95, s"),
            ({"end_p95_s": 0.061}, "end error, p95, s"),
            ({"end_truncated_p95_s": 0.151}, "end error of truncated airings, p95, s"),
            ({"end_truncated_p95_s": math.nan}, "end error of truncated airings, p95, s"),
            ({"integrity_right": 0}, "integrity exactly right"),
        ],
    )
    def test_each_fails_alone(self, change, what):
        bad = replace(self.perfect(), **change)
        assert [bar.what for bar in bars(bad, {}, 0.0) if not bar.met] in (
            [what],
            [what, "integrity exactly right"],
        )

    def test_false_airings_fail_above_one_a_day(self):
        good = self.perfect()
        assert [bar.what for bar in bars(good, {}, 1.01) if not bar.met] == ["false airings per 24 h"]

    @pytest.mark.parametrize(("kind", "met"), [("aac", False), ("noise_0", True), ("voice_over", True)])
    def test_hard_classes_have_a_lower_bar(self, kind, met):
        part = replace(self.perfect(), n=100, hits=96)
        recall = next(bar for bar in bars(self.perfect(), {kind: part}, 0.0) if bar.what == f"recall, {kind}")
        assert recall.met is met

    def test_classes_beyond_the_promise_have_none(self):
        part = replace(self.perfect(), hits=0)
        assert not any("beyond" in bar.what for bar in bars(self.perfect(), {"beyond_speed": part}, 0.0))


class TestCurves:
    def test_a_factor_is_drawn_in_per_cent_and_joins_what_is_beyond(self):
        speed = next(family for family in FAMILIES if family.name == "Speed")
        inside = replace(TRUTH, kind="speed", parameter=0.965)
        beyond = replace(TRUTH, kind="beyond_speed", parameter=1.07)
        bins = curve(speed, [inside], [beyond])
        assert [(part.low, part.high, part.n, part.hits) for part in bins] == [(-4, -3, 1, 1), (6, 8, 1, 0)]


class TestFalseAirings:
    def test_each_is_said_to_lie_on_what_it_overlaps_most(self):
        ad = Distractor("r1", 300.0, 320.0, "same_bed", "milk__kk")
        assert lies_on(replace(ROW, start_s=301, end_s=310), [TRUTH], [ad]) == "same_bed (milk__kk)"
        assert lies_on(replace(ROW, start_s=118, end_s=140), [TRUTH], [ad]) == "aac of milk__kk"
        assert lies_on(replace(ROW, start_s=500, end_s=510), [TRUTH], [ad]) == "programme"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A corpus of one recording of half an hour (silence) with two airings and one distractor."""
    (tmp_path / "recordings").mkdir()
    with wave.open(str(tmp_path / "recordings" / "r1.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(100)
        file.writeframes(bytes([128]) * 100 * 1800)
    truth = [
        TRUTH_HEADER,
        "r1,milk,kk,100.0000,120.0000,0,20,1.00000,1.00000,whole,,aac,32.0,",
        "r1,milk,ru,200.0000,206.0000,0,6,1.00000,1.00000,cut_end,6000-20000,beyond_cut,6.0,milk__kk",
    ]
    (tmp_path / "truth.csv").write_text("\n".join([*truth, ""]))
    (tmp_path / "distractors.csv").write_text(
        "recording,start_s,end_s,kind,detail\nr1,300.0,320.0,same_bed,milk__kk\n"
    )
    return tmp_path


def log(path: Path, *rows: str) -> Path:
    """An airing log."""
    path.write_text("\n".join([AIRINGS_HEADER, *rows, ""]))
    return path


class TestReport:
    def test_hours_are_read_from_the_recordings(self, corpus):
        assert listened_h(corpus / "recordings") == pytest.approx(0.5, abs=1e-3)

    def test_a_clean_log_has_no_false_airing_and_no_miss(self, corpus):
        airings = log(
            corpus / "airings.csv",
            "r1,milk,kk,100.003,120.001,0,20,0.9,1.0,whole,,clear",
            "r1,milk,kk,200.003,206.001,0,6,0.9,1.0,cut_end,milk__ru,cut",
        )
        report = compared(corpus, airings, None)
        assert (report.false_per_day, report.overall.n, report.overall.recall) == (0.0, 1, 1.0)
        assert report.by_class["beyond_cut"].wrong_versions == 0

    def test_a_planted_false_row_and_a_missing_row_are_named(self, corpus):
        airings = log(corpus / "airings.csv", "r1,milk,kk,301.0,319.0,0,18,0.5,1.0,whole,,")
        doubtful = log(corpus / "airings.doubtful.csv", "r1,milk,kk,100.0,120.0,0,20,0.4,1.0,whole,,")
        report = compared(corpus, airings, doubtful)
        assert report.false_per_day == pytest.approx(48, rel=0.01)
        assert (report.overall.recall, report.overall.doubtful) == (0.0, 1)
        text = table(report)
        assert "| milk__kk | same_bed (milk__kk) | whole | 0.50 | r1 | 301.000 | 319.000 |" in text
        assert "1 of the promised classes, 1 beyond them." in text
        assert "| milk__kk | aac | 32 | r1 | 100.000 | 120.000 |" in text

    def test_the_command_writes_the_table_and_every_problem(self, corpus):
        airings = log(corpus / "airings.csv", "r1,milk,ru,100.0,120.0,0,20,0.9,1.0,cut_end,,")
        command = [sys.executable, str(ACCURACY), "--corpus", str(corpus), "--airings", str(airings)]
        out, misses = corpus / "table.md", corpus / "misses.csv"
        subprocess.run([*command, "--out", str(out), "--misses", str(misses)], check=True)
        with misses.open(newline="") as file:
            problems = [(row["problem"], row["start_s"]) for row in csv.DictReader(file)]
        assert problems == [("miss", "200.000"), ("wrong_version", "100.000"), ("integrity", "100.000")]
        written = out.read_text()
        assert "| wrong versions | 1 |  | 0 | **no** |" in written
        assert "| recall, aac | 1 | 20.7%-100.0% | 0.97 | yes |" in written
