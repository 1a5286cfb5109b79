"""Campaign homes for the tests of this folder."""

from tests.homes import database, home, make_home, template_home

__all__ = ["database", "home", "make_home", "template_home"]
