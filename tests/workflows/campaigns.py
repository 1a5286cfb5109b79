"""A small campaign for tests: registers, spots and recordings that the text ear understands."""

from __future__ import annotations

from pathlib import Path

from tests.workflows.text_ear import TextEar, spot_text

from dauys.domain.acts import Act
from dauys.workflows.home import CampaignHome
from dauys.workflows.load import load

ACT = Act("person:test", 1_600_000_000_000, "a test")

REGISTERS = {
    "contests.csv": """id,name_kk,name_ru,name_en,campaign_start,campaign_end,voting_day
lists,Тізімдер,Списки,Lists,2020-12-10T18:00+06:00,2021-01-09T00:00+06:00,2021-01-10
""",
    "contestants.csv": """id,contest,order,name_kk,name_ru,name_en
north,lists,1,Солтүстік,Север,North
south,lists,2,Оңтүстік,Юг,South
""",
    "aliases.csv": """contestant,language,text,since,until
north,ru,Северяне,,
north,ru,Северяне,2020-12-15,2021-01-01
""",
    "outlets.csv": """id,medium,level,owner,languages,zone,prime_time,name_kk,name_ru,name_en
kok,tv,national,Көк ЖШС,kk ru,Asia/Almaty,07:00-09:00 19:00-23:00,Көк,Кок,Kok
tau,radio,regional,,kk,Asia/Aqtau,,Тау,Тау,Tau
""",
    "channels.csv": """id,outlet,name_kk,name_ru,name_en,first_day,last_day,due
kok-1,kok,Көк 1,Кок 1,Kok 1,2020-12-22,2020-12-23,06:00-24:00
kok-2,kok,Көк 2,Кок 2,Kok 2,2020-12-22,2020-12-22,06:00-24:00
tau,tau,Тау,Тау,Tau,2020-12-22,2020-12-22,00:00-24:00
""",
    "spots.csv": """id,contestant,title
alpha,north,Alpha
beta,south,Beta
""",
    "versions.csv": """spot,version,language,path
alpha,kk,kk,sound/alpha-kk.m4a
alpha,ru,ru,sound/alpha-ru.m4a
beta,,kk,sound/beta.m4a
""",
}


def write_registers(folder: Path, **changed: str) -> Path:
    """The register folder, with files replaced (`contests="…"`), and the sound of its versions."""
    (folder / "sound").mkdir(parents=True, exist_ok=True)
    for name, text in REGISTERS.items():
        (folder / name).write_text(changed.get(name.removesuffix(".csv"), text), "utf-8")
    for name in ("alpha-kk", "alpha-ru", "beta"):
        (folder / "sound" / f"{name}.m4a").write_bytes(spot_text(name))
    return folder


def loaded(home: CampaignHome, ear: TextEar, folder: Path) -> CampaignHome:
    """The home with the registers of `folder` in it."""
    load(home, str(write_registers(folder)), 2, ACT, ear)
    return home


def drop(folder: Path, name: str, content: bytes) -> Path:
    """A recording's file below `folder`."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path
