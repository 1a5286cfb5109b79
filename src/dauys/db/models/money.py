"""What outlets charge, what contestants order and pay. Money is tiyn, a hundredth of a tenge."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dauys.db.models import columns
from dauys.domain.money import Per


class TariffNotice(models.Model):
    """An outlet's notice of its prices: when and where it was published, when filed with the commission."""

    id = columns.public_id()
    outlet = columns.kept("Outlet", "tariff_notices")
    published_on = columns.day(optional=True)
    published_in = columns.text(blank=True)
    filed_on = columns.day(optional=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [columns.filled("id", "tariff_notice_has_id")]


class Tariff(models.Model):
    """One price of a notice, for one class of slot."""

    notice = columns.kept("TariffNotice", "tariffs")
    slot_class = columns.text()
    per = columns.text(16)
    price_tiyn = columns.number()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["notice", "slot_class", "per"], name="tariff_once"),
            columns.filled("slot_class", "tariff_has_class"),
            columns.one_of("per", Per, "tariff_per"),
            columns.not_negative("price_tiyn", "tariff_price"),
        ]


class Order(models.Model):
    """What a contestant ordered from an outlet; `fund` is the contestant whose electoral fund pays.

    schedule_sent_at_ms: when the outlet sent the commission the schedule of its slots. An application that
    the outlet refused has no price and no contract.
    """

    id = columns.public_id()
    contestant = columns.kept("Contestant", "orders")
    outlet = columns.kept("Outlet", "orders")
    spot = columns.kept("Spot", "orders", optional=True)
    version = columns.text(columns.ID_LENGTH, blank=True)
    applied_at_ms = columns.number()
    contracted_on = columns.day(optional=True)
    price_tiyn = columns.number(optional=True)
    fund = columns.kept("Contestant", "orders_paid", optional=True)
    schedule_sent_at_ms = columns.number(optional=True)
    is_refused = models.BooleanField(default=False)
    refusal = columns.long_text()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            columns.filled("id", "order_has_id"),
            columns.not_negative("price_tiyn", "order_price"),
            columns.version_of_spot("order_version_of_spot"),
            models.CheckConstraint(
                condition=Q(is_refused=True) | Q(price_tiyn__isnull=False, refusal=""), name="order_has_price"
            ),
            models.CheckConstraint(
                condition=Q(is_refused=False) | Q(contracted_on__isnull=True),
                name="order_refused_or_contracted",
            ),
        ]


class Payment(models.Model):
    """What was paid for an order, and from whose electoral fund."""

    id = columns.public_id()
    order = columns.kept("Order", "payments")
    paid_on = columns.day()
    price_tiyn = columns.number()
    fund = columns.kept("Contestant", "payments", optional=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            columns.filled("id", "payment_has_id"),
            columns.not_negative("price_tiyn", "payment_price"),
        ]
