"""The Django application: its tables begin with `dauys_`."""

from django.apps import AppConfig


class DauysConfig(AppConfig):
    name = "dauys.db"
    label = "dauys"
