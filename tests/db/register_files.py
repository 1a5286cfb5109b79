"""A small campaign's register files, all of them right."""

from __future__ import annotations

FILES = {
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
