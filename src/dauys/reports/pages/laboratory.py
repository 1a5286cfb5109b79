"""How far the ear may be wrong, as measured in the laboratory; said so, and never as the campaign's."""

from __future__ import annotations

from dauys.reports.document import Block, Facts, Inline, Link, Paragraph
from dauys.reports.laboratory import Laboratory, laboratory
from dauys.reports.material import Material
from dauys.reports.messages import Count, Foreign, Joined, Message, say

ANCHOR = "laboratory"
_PLACE = f"method.html#{ANCHOR}"


def laboratory_blocks(material: Material) -> tuple[Block, ...]:
    """What was measured, on what, the figures, of which ear, and how to get them again."""
    measured = laboratory()
    return (
        Paragraph(
            say(
                "These are laboratory figures, not figures of this campaign. The sound of free packages was "
                "made worse artificially (noise, voices over it, codecs, speed, pitch, cuts) within the "
                "range in which the system promises to hear, and the system looked for the airings placed in "
                "it."
            )
        ),
        Paragraph(_no_probes()),
        *(Paragraph(sentence) for sentence in _whose(material, measured)),
        Paragraph(_readings(measured)),
        Facts(_figures(measured)),
        Facts(_source(measured), is_wordy=True),
    )


def laboratory_limits(material: Material) -> tuple[Message, ...]:
    """The same in few sentences, where the limits of what is known stand."""
    measured = laboratory()
    figure = measured.figure
    return (
        say(
            "Laboratory figures, not of this campaign: in sound of free packages that was made worse "
            "artificially the system found {found} of {airings} airings, {recall} (95 % interval from {low} "
            "to {high}). It named {false} false airings in {listened}, and {wrong} wrong versions.",
            found=figure("found"),
            airings=figure("airings"),
            recall=figure("recall"),
            low=figure("recall-low"),
            high=figure("recall-high"),
            false=figure("false"),
            listened=figure("listened"),
            wrong=figure("wrong-versions"),
        ),
        say(
            "Of the airings found there the integrity was exactly right in {right}; half of the starts were "
            "within {median} of the truth, 95 in 100 within {start}, and 95 in 100 ends of uncut airings "
            "within {end}.",
            right=figure("integrity-right"),
            median=figure("start-median"),
            start=figure("start-p95"),
            end=figure("end-p95"),
        ),
        _readings(measured),
        *_whose(material, measured),
        _no_probes(),
    )


def laboratory_note(material: Material) -> list[Block]:
    """For the first page: a sentence, where anything in the report was heard by the ear."""
    if not material.ears:
        return []
    measured = laboratory()
    sentence = say(
        "Laboratory figures, not of this campaign: in artificially degraded sound the system found {recall} "
        "of airings (95 % interval from {low} to {high}), with {rate} false airings in 24 hours. Daily "
        "probes of this campaign do not exist yet.",
        recall=measured.figure("recall"),
        low=measured.figure("recall-low"),
        high=measured.figure("recall-high"),
        rate=measured.figure("false-per-day"),
    )
    other = say("They are of another version of the system than the one that heard this report's recordings.")
    way = Link(say("How it was measured"), _PLACE)
    said = (sentence, way) if _is_same(material, measured) else (sentence, other, way)
    return [Paragraph(Joined(said, " "), "note")]


def _no_probes() -> Message:
    return say(
        "Daily probes, which would tell the system's error on recordings of this campaign, do not exist yet."
    )


def _readings(measured: Laboratory) -> Message:
    """Every scoring of a split but the first could have changed the ear by what it showed."""
    if measured.readings == 1:
        return say("The system was scored on this sound once.")
    return say(
        "Times that the system was scored on this sound while it was being made: {count}. The figures are "
        "kinder than those of a first scoring.",
        count=Count(measured.readings),
    )


def _is_same(material: Material, measured: Laboratory) -> bool:
    return set(material.ears) == {(measured.engine, measured.params_digest)}


def _whose(material: Material, measured: Laboratory) -> tuple[Message, ...]:
    """Whether what was measured is what heard this report's recordings."""
    if not material.ears:
        return (say("No recording stands behind this report's airings: these figures touch none of them."),)
    if _is_same(material, measured):
        return (say("The same version of the system heard the recordings of this report."),)
    heard = Joined(tuple(_ear(*ear) for ear in material.ears), "; ")
    return (
        say(
            "The figures are of another version of the system ({measured}) than heard recordings of this "
            "report ({heard}).",
            measured=_ear(measured.engine, measured.params_digest),
            heard=heard,
        ),
    )


def _ear(engine: str, params_digest: str) -> Foreign:
    return Foreign(f"{engine} {params_digest}")


def _figures(measured: Laboratory) -> tuple[tuple[Inline, Inline], ...]:
    """Each figure by itself, in the order of the file."""
    return tuple((_LABELS[name], number) for name, number in measured.figures.items())


_LABELS: dict[str, Message] = {
    "laboratory.listened": say("Sound listened to"),
    "laboratory.airings": say("Airings placed in it, degraded within the promised range"),
    "laboratory.found": say("Of them found"),
    "laboratory.recall": say("Share found"),
    "laboratory.recall-low": say("Share found, lower end of the 95 % interval (Wilson)"),
    "laboratory.recall-high": say("Share found, upper end of the 95 % interval (Wilson)"),
    "laboratory.false": say("False airings in all the sound"),
    "laboratory.false-per-day": say("False airings in 24 hours of sound"),
    "laboratory.wrong-versions": say("Found with the wrong version"),
    "laboratory.integrity-right": say("Integrity exactly right, of those found"),
    "laboratory.start-median": say("Error of the start, median"),
    "laboratory.start-p95": say("Error of the start, 95 in 100 within"),
    "laboratory.end-p95": say("Error of the end of uncut airings, 95 in 100 within"),
}


def _source(measured: Laboratory) -> tuple[tuple[Inline, Inline], ...]:
    commit = Foreign(measured.commit)
    ear = _ear(measured.engine, measured.params_digest)
    commands = tuple(Foreign(command) for command in measured.commands)
    return (
        (say("Part of the evaluation's sound"), Foreign(f"{measured.split}, {measured.scale}")),
        (
            say("Version that was measured, and its parameters"),
            say("{ear}, commit {commit}", ear=ear, commit=commit),
        ),
        (say("To measure it again"), Joined(commands, "\n")),
    )
