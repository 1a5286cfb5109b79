"""An invented rule book for the invented campaign: it finds at every level, and leaves things open."""

from __future__ import annotations

from dauys.reports import Law
from dauys.rules import read_book

BOOK = """
book: steppe
title: {kk: Дала ережелері, ru: Степные правила, en: Rules of the steppe}
checked_on: 2020-12-01
source: invented for tests
zones: [Asia/Almaty, Asia/Aqtau]
unit_of_account: {2020-04-01: 2778.00, 2020-12-24: 2917.00}
windows:
  silence:
    - {from: {date: 2020-12-24, at: "21:30"}, until: {date: 2020-12-25, at: "00:00"}}
rules:
  - id: S1
    kind: interval_ban
    level: breach
    provision: art. 7
    title: {kk: Тыныштық кезеңінде үгіт жоқ, ru: В тишину агитации нет, en: No campaigning in the silence}
    status: N
    sources: [B1]
    offence: {article: "102", fines: {person: 15, entity: unknown}, status: N}
    terms: {during: silence, rows: {table: airings}}
  - id: S2
    kind: deadline
    level: indication
    provision: art. 8
    title: {kk: Кесте мерзімінде беріледі, ru: Расписание подаётся в срок, en: Schedules are sent in time}
    status: "?"
    access: conditions
    offence: {article: "121", fines: unknown, stated: 75 000 EUR, status: K}
    terms:
      rows: {table: orders}
      at: [schedule_sent_at_ms]
      no_later_than: {field: applied_at_ms, plus: {hours: 72}}
      if_missing: found
  - id: S3
    kind: required_fields
    level: breach
    provision: art. 9
    title: {kk: Хабарламада әдіс пен өңір бар, ru: В уведомлении есть метод и регион, en: A notice says method and regions}
    status: V
    offence: {article: "120", fines: unknown, status: K}
    terms: {rows: {table: poll-notices, where: {decision: accepted}}, fields: [entity, methods, regions]}
  - id: S6
    kind: quota
    level: information
    provision: art. 12
    title: {kk: Қанша шықты, ru: Сколько вышло, en: How much each got}
    status: V
    access: volume
    terms:
      {rows: {table: airings}, measure: {sum: length_ms}, cell: [outlet_id], among: contestants, test: equal, tolerance_pm: null}
  - id: S4
    kind: interval_ban
    level: breach
    provision: art. 10
    title: {kk: Заң айқын емес, ru: Закон не ясен, en: The law leaves it open}
    status: K
    terms: {during: unknown, rows: {table: airings}}
  - id: S5
    kind: eligibility
    level: information
    provision: art. 11
    title: {kk: Тіркелген оқиғалар, ru: Зарегистрированные случаи, en: Incidents on record}
    status: K
    terms: {rows: {table: incidents}, field: act, not_in: [damage]}
"""
# A book's lines are the lawyer's.
# ruff: noqa: E501


def law() -> Law:
    """The book as a home's own."""
    return Law(read_book(BOOK, "steppe/rules.yaml"), "home", "0" * 64)
