"""Personal data may be erased from changes that are older than the ledger too.

They have neither salt nor commitment nor entry, so that 0007 refused to empty their `fields`. All else stays as it
was: nothing but `fields` may change, and to nothing else than empty. `=` says nothing of two nulls, so that a column
that may be null is compared by IS NULL here.
"""

from django.db import migrations

NAMED = ("id", "at_ms", "by", "why", "register", "row")
SAME = " AND ".join(f'NEW."{name}" = OLD."{name}"' for name in NAMED)
COMMITTED = (
    'OLD."salt" IS NOT NULL AND NEW."salt" IS NULL AND {fields} AND '
    + SAME
    + ' AND NEW."commitment" = OLD."commitment" '
    'AND NEW."entry_id" = OLD."entry_id"'
)
OLDER = (
    'OLD."salt" IS NULL AND NEW."salt" IS NULL AND {fields} AND ' + SAME + ' AND OLD."commitment" IS NULL '
    'AND NEW."commitment" IS NULL AND OLD."entry_id" IS NULL AND NEW."entry_id" IS NULL'
)
EITHER = f"(({COMMITTED}) OR ({OLDER}))"
SQLITE = """
CREATE TRIGGER dauys_change_no_UPDATE BEFORE UPDATE ON dauys_change WHEN ({allowed}) IS NOT TRUE
BEGIN SELECT RAISE(ABORT, 'dauys_change is append-only'); END
"""
POSTGRESQL = """
CREATE TRIGGER dauys_change_no_UPDATE BEFORE UPDATE ON dauys_change
FOR EACH ROW WHEN (({allowed}) IS NOT TRUE) EXECUTE FUNCTION dauys_append_only()
"""


def guard(apps, schema_editor):
    on_sqlite = schema_editor.connection.vendor == "sqlite"
    where, empty = ("", "'{}'") if on_sqlite else (" ON dauys_change", "'{}'::jsonb")
    allowed = EITHER.format(fields=f'NEW."fields" = {empty}')
    schema_editor.execute(f"DROP TRIGGER dauys_change_no_UPDATE{where}", params=None)
    schema_editor.execute((SQLITE if on_sqlite else POSTGRESQL).format(allowed=allowed), params=None)


class Migration(migrations.Migration):
    dependencies = [("dauys", "0007_ledger")]
    operations = [migrations.RunPython(guard)]
