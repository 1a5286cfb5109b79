"""A report of every kind of block and inline, with names that try to be markup: material for the formats."""

from __future__ import annotations

from typing import get_args

from dauys.domain.figures import Definition, Kind, Unit
from dauys.domain.names import Names
from dauys.reports.charts import chart_specs
from dauys.reports.document import (
    Bar,
    BarChart,
    Beside,
    Block,
    Chart,
    Clip,
    ClockChart,
    CoverageChart,
    CoverageRow,
    DaysChart,
    DaysLine,
    Facts,
    Heading,
    Items,
    Link,
    Page,
    Paragraph,
    Report,
    Row,
    Statement,
    Statements,
    Table,
)
from dauys.reports.figures import Figure, Monitored
from dauys.reports.messages import (
    Area,
    Count,
    Day,
    Foreign,
    Joined,
    Length,
    Measured,
    Message,
    Moment,
    Money,
    Position,
    Span,
    Thousandths,
    say,
)
from dauys.reports.selection import Selection
from dauys.reports.wording import Wording

VOTING_MS = 1_610_064_000_000
HOSTILE = (
    '#read("/etc/passwd")',
    '"); #panic("out") ("',
    "$x^2$ *b* _i_ @a <b> \\ `c` [d] {e} // f /* g */ ~ = h",
    "<script>alert(1)</script> & </w:t>",
    "=HYPERLINK(1)",
    "{value}",
)
"""Names that would be commands, were they read as source."""
LONG = Names(
    "«Бірлік жолы» халықтық-патриоттық қайта жаңғыру қозғалысының бірлескен партиясы",
    "Объединённая партия народно-патриотического движения обновления «Бирлик жолы»",
    "Birlik Zholy United Party of the People's Renewal Movement",
)
KAZAKH = (
    "Барлық сайланушыларға телеарналарда бірдей уақыт пен бірдей шарт ұсынылды.",
    "Үгіт материалдарының көлемі, бағасы және шыққан уақыты әрбір өтінім бойынша салыстырылды.",
    "Әкімдіктер мен редакцияларға ескертулер жіберілді; қайшылықтар № 12 хаттамада көрсетілген.",
    "Бағасы 12 500 ₸ болатын хабарландырулардың ішінен «Көк дала» мен «Самал» аталды — тек өңірлерде.",
)


def figure(name: str, value: int | None, unit: Unit = Unit.COUNT, gap: int = 0) -> Figure:
    """A figure of invented rows, an hour monitored behind it unless the gap is all of it."""
    names = Names(f"Көрсеткіш {name}", f"Показатель {name}", f"Figure {name}")
    definition = Definition(name, Kind.COUNT, unit, names, names, "appearances", monitored="ms")
    monitored = Monitored("ms", 3_600_000, 3_600_000 - gap, gap)
    return Figure(
        f"tv.{name}.total", definition, Selection(medium="tv", contestant_id="p0"), value, monitored
    )


FIGURES = {
    "airings": figure("airings", 2582),
    "airtime": figure("airtime", 45_296_000, Unit.MS),
    "share": figure("share", 254, Unit.PERMILLE),
    "area": figure("area", 123_456, Unit.MM2),
    "price": figure("price", 1_250_050, Unit.TIYN),
    "unheard": figure("unheard", 0, gap=3_600_000),
    "unknown": figure("unknown", None, Unit.PERMILLE),
}
INLINES: dict[type, object] = {
    Message: say("equal share: {share}", share=Thousandths(200)),
    Names: LONG,
    Figure: FIGURES["airings"],
    Link: Link(say("Outlets"), "outlets.html#tv"),
    Clip: Clip("00ff.m4a"),
    Count: Count(1234567),
    Day: Day("2021-01-08"),
    Moment: Moment(VOTING_MS, "Asia/Almaty"),
    Length: Length(30_000),
    Position: Position(3_661_230),
    Span: Span(7_322_000),
    Thousandths: Thousandths(334),
    Area: Area(10_050),
    Money: Money(99_000_000),
    Measured: Measured("laboratory.recall", 997, "permille"),
    Foreign: Foreign("Біз біргеміз", "kk"),
    Joined: Joined((Count(1), Day("2021-01-09")), "\n"),
}
"""One inline of each type."""


def _names(text: str) -> Names:
    return Names(text, text, text)


def _member(number: int) -> Names:
    return LONG if number == 0 else _names(HOSTILE[number - 1])


N_MEMBERS = len(HOSTILE) + 1


def _bars() -> BarChart:
    bars = tuple(
        Bar(_member(n), FIGURES["airtime"], figure(f"s{n}", 40 * n, Unit.PERMILLE)) for n in range(N_MEMBERS)
    )
    group = (Names("Тізімдер", "Списки", "Party lists"), bars)
    return BarChart("airtime", say("Airtime"), say("Airtime"), (group,))


def _coverage() -> CoverageChart:
    days = tuple(f"2020-12-{day}" for day in range(10, 32))
    halves = {day: (1000, 50 * n) for n, day in enumerate(days)}
    row = CoverageRow(LONG, FIGURES["airtime"], FIGURES["airtime"], halves)
    return CoverageChart("coverage", say("Coverage map"), say("Coverage map"), days, (row,))


CHARTS: dict[type, Chart] = {
    BarChart: _bars(),
    CoverageChart: _coverage(),
    ClockChart: ClockChart(
        "debate", say("Airtime"), say("Airtime"), tuple((_member(n), FIGURES["airtime"]) for n in range(3))
    ),
    DaysChart: DaysChart(
        "days",
        say("Day by day"),
        say("Day by day"),
        ("2021-01-06", "2021-01-07", "2021-01-08"),
        tuple(DaysLine(_member(n), {"2021-01-07": n}, FIGURES["airings"]) for n in range(3)),
    ),
}
TABLE = Table(
    say("Contestants"),
    (say("Contestant"), say("Airings"), say("Airtime"), say("Share"), say("not monitored"), say("Why")),
    (
        Row((LONG,), "group"),
        *(
            Row(
                (
                    _member(n),
                    FIGURES["airings"],
                    FIGURES["airtime"],
                    FIGURES["share"],
                    FIGURES["unheard"],
                    _names(HOSTILE[0] * 2),
                )
            )
            for n in range(N_MEMBERS)
        ),
        Row(
            (
                say("All contestants together"),
                *(FIGURES[n] for n in ("airings", "airtime", "share", "unknown")),
                Joined(()),
            ),
            "total",
        ),
        Row((say("Monitored"), *(FIGURES["airtime"],) * 4, Joined(())), "time"),
    ),
    numeric=frozenset({1, 2, 3, 4}),
    wide=frozenset({5}),
)
LONG_TABLE = Table(
    say("Outlets"),
    tuple(say("Airings") for _ in range(9)),
    tuple(Row((LONG, *(FIGURES["airings"],) * 8)) for _ in range(40)),
    numeric=frozenset(range(1, 9)),
)
BLOCKS: dict[type, Block] = {
    Heading: Heading(say("Method and limits"), "method"),
    Paragraph: Paragraph(Foreign(KAZAKH[0]), "lead"),
    Statement: Statement(LONG, Names("Төраға", "Председатель", "Chair"), _names(KAZAKH[1])),
    Statements: Statements((Foreign(KAZAKH[2]), say("{seconds} s", seconds=FIGURES["airtime"]))),
    Items: Items(tuple(Foreign(text) for text in HOSTILE)),
    Facts: Facts(((say("Outlets"), Count(4)), (say("Airings"), FIGURES["airings"]), (say("Share"), LONG))),
    Table: TABLE,
    Beside: Beside(Paragraph(Foreign(KAZAKH[3]), "note"), Facts(((say("Why"), LONG),), is_wordy=True)),
    **CHARTS,
}
"""One block of each type."""


def members(union: object) -> set[type]:
    """The types of a union, those of the unions in it too."""
    return {kind for part in get_args(union) for kind in (members(part) or {part})}


def whole() -> Report:
    """Two printed pages and one that is not; every inline stands in a list of the second."""
    inlines = Items(tuple(INLINES[kind] for kind in sorted(INLINES, key=lambda kind: kind.__name__)))
    deep = Heading(say("Outlets"), level=4)
    pages = (
        Page("index.html", say("First page"), tuple(BLOCKS.values()), LONG),
        Page(
            "session.html",
            say("Session"),
            (BLOCKS[Heading], deep, inlines, LONG_TABLE),
        ),
        Page("other.html", say("Coverage map"), (Paragraph(Foreign("never on paper")),)),
    )
    notices = (
        Names(
            "Жолдар көрнекілік үшін жасалған: олардың ешбіріне баға беруге болмайды.",
            "Строки приведены для наглядности: оценивать по ним нельзя никого.",
            "The rows are illustrative: no judgement rests on them.",
        ),
    )
    figures = {each.id: each for each in FIGURES.values()}
    return Report(say("Media monitoring report"), pages, figures, {}, INLINES[Moment], notices)  # type: ignore[arg-type]


def drawings(report: Report, language: str) -> dict[str, str]:
    """Every chart as SVG, as the workflow draws it."""
    import vl_convert

    return {
        name: vl_convert.vegalite_to_svg(spec, vl_version="5.20", allowed_base_urls=[])
        for name, spec in chart_specs(report, language).items()
    }


def blank_drawings(report: Report) -> dict[str, str]:
    """A small picture for every chart, where its content does not matter."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40"><text y="20">ә 1</text></svg>'
    return {chart.name: svg for chart in report.charts()}


def wording(language: str) -> Wording:
    """The words of a language."""
    return Wording(language)
