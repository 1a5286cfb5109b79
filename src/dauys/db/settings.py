"""Django's settings for the database alone; `web` extends them. `db.connect` points them at one home."""

from dauys.db.databases import settings_of

DATABASES = {"default": settings_of("sqlite:///:memory:")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = ["dauys.db"]
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = False
