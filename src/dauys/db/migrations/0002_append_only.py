"""Decisions, changes and sightings are append-only: the database itself refuses to change or delete them.

Django rebuilds a SQLite table when a column changes, and the triggers go with the old table: a later
migration of one of these tables must add them again (tests/db/test_append_only.py watches).
"""

from django.db import migrations

TABLES = ("dauys_decision", "dauys_change", "dauys_sighting", "dauys_hearing")

SQLITE = """
CREATE TRIGGER {table}_no_{act} BEFORE {act} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
POSTGRESQL_FUNCTION = """
CREATE FUNCTION dauys_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
POSTGRESQL = """
CREATE TRIGGER {table}_no_{act} BEFORE {act} ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION dauys_append_only()
"""


def guard(apps, schema_editor):
    on_sqlite = schema_editor.connection.vendor == "sqlite"
    if not on_sqlite:
        schema_editor.execute(POSTGRESQL_FUNCTION, params=None)
    for table in TABLES:
        for act in ("UPDATE", "DELETE") if on_sqlite else ("UPDATE", "DELETE", "TRUNCATE"):
            schema_editor.execute((SQLITE if on_sqlite else POSTGRESQL).format(table=table, act=act))


def unguard(apps, schema_editor):
    on_sqlite = schema_editor.connection.vendor == "sqlite"
    for table in TABLES:
        for act in ("UPDATE", "DELETE") if on_sqlite else ("UPDATE", "DELETE", "TRUNCATE"):
            where = "" if on_sqlite else f" ON {table}"
            schema_editor.execute(f"DROP TRIGGER {table}_no_{act}{where}")
    if not on_sqlite:
        schema_editor.execute("DROP FUNCTION dauys_append_only()")


class Migration(migrations.Migration):
    dependencies = [("dauys", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
