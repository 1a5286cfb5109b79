"""Method and limits: what is counted, what the ear can and cannot do, and what waits for a person."""

from __future__ import annotations

from dauys.reports.document import Block, Facts, Heading, Items, Page, Paragraph, Row, Table
from dauys.reports.figure_book import AIRINGS, AIRTIME, DUE, GAPS, MONITORED, SHARE
from dauys.reports.material import Material
from dauys.reports.messages import Foreign, say
from dauys.reports.pages.laboratory import ANCHOR, laboratory_blocks
from dauys.reports.pages.row_cells import waiting_rows


def method_page(material: Material) -> Page:
    """What a reader must know before leaning on a number."""
    blocks: list[Block] = [
        Heading(say("What is counted"), "counted"),
        _counted(material),
        Heading(say("How airings are found"), "found"),
        *_found(),
        Heading(say("How far the system may be wrong: laboratory figures"), ANCHOR),
        *laboratory_blocks(material),
        Heading(say("What this report cannot say"), "limits"),
        _limits(),
        Heading(say("Doubtful sightings waiting for a person"), "waiting"),
        _waiting(material),
        Heading(say("Recordings set aside"), "set-aside"),
        _set_aside(material),
    ]
    return Page("method.html", say("Method and limits"), tuple(blocks))


def _counted(material: Material) -> Facts:
    meaning = {name: definition.meaning for name, definition in material.definitions.items()}
    return Facts(
        (
            (say("Airings"), meaning[AIRINGS]),
            (say("Airtime"), meaning[AIRTIME]),
            (
                say("Borders"),
                say(
                    "An airing across midnight or across the border of prime time is counted once, where it "
                    "starts; its time is divided at the border."
                ),
            ),
            (say("Day and prime time"), say("Days and prime time are those of the outlet's legal time.")),
            (say("Share of airtime"), meaning[SHARE]),
            (
                say("Equal share"),
                say(
                    "An equal share is the whole divided by the number of contestants of the contest. It "
                    "is a yardstick for the eye, not a legal threshold."
                ),
            ),
            (say("Due"), meaning[DUE]),
            (say("Monitored"), meaning[MONITORED]),
            (say("Not monitored"), meaning[GAPS]),
            (
                say("Rounding"),
                say(
                    "Times are kept in milliseconds and rounded where they are shown, so that a sum may "
                    "differ from its shown parts by a second, a share by a tenth of a per cent."
                ),
            ),
        ),
        is_wordy=True,
    )


def _found() -> list[Block]:
    return [
        Paragraph(
            say(
                "Every registered version of every spot is compared with every recording by its sound alone. "
                "A match gives the first and the last moment of the spot on air, the version, and whether it "
                "was whole."
            )
        ),
        Paragraph(
            say(
                "A match of high certainty is confirmed by a rule that is named in its row; every other one "
                "waits for a person and is not counted until then. A person may confirm, reject or correct "
                "either kind."
            )
        ),
        Paragraph(
            say(
                "Where two language versions cannot be told apart by the part that was heard, the airing is "
                "counted and its version is given as undecided."
            )
        ),
        Paragraph(
            say(
                "Certainty is the ear's own measure between 0 and 1 of how much of the sound is explained by "
                "the spot. It is not a probability."
            )
        ),
    ]


def _limits() -> Items:
    return Items(
        (
            say(
                "Time that was not recorded or could not be listened to is shown as not monitored. It is "
                "never a zero: whether anything was aired then is not known."
            ),
            say(
                "Only spots that were registered can be found. Other campaign material is not in this report."
            ),
            say("Very short fragments, and spots under much louder sound, may be missed."),
            say(
                "The numbers say how much was on air. Whether access was equal is for the commission "
                "to judge."
            ),
            say("Clips are copies made for listening. The evidence is the recording, kept unchanged."),
        )
    )


def _waiting(material: Material) -> Block:
    rows = waiting_rows(material)
    if not rows:
        return Paragraph(say("None: no sighting is waiting."))
    head = (
        say("No."),
        say("Local time"),
        say("Outlet"),
        say("Contestant and spot"),
        say("Version"),
        say("Certainty, reason, and place in the recording"),
    )
    return Table(say("Not counted anywhere in this report"), head, rows, frozenset({0}), frozenset({5}))


def _set_aside(material: Material) -> Block:
    if not material.set_aside:
        return Paragraph(say("None: every recording could be listened to."))
    rows = tuple(
        Row((Foreign(item.path_name), Foreign(item.reason, "en"), Foreign(item.text, "en")))
        for item in material.set_aside
    )
    head = (say("Recording"), say("Reason"), say("In words"))
    return Table(say("Their time is shown as not monitored"), head, rows)
