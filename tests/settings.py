"""The installation's settings with the values of a test run.

The address of the database is filled in by `tests/conftest.py`, which starts the server.
"""

from __future__ import annotations

import os

VALUES = {
    "SECRET_KEY": "only-for-tests-" * 4,
    "CLAVES_CIFRADO": "c29sby1wYXJhLWxhcy1wcnVlYmFzLXNvbG8tcHJ1ZWI=",
    "SITE_URL": "http://localhost:8000",
    "SANDBOX": "1",
    "SANDBOX_URL": "http://127.0.0.1:9",
    "ALLOWED_HOSTS": "localhost,127.0.0.1,testserver",
    "DATABASE_URL": "postgres://nobody@localhost/sigobito",
    "BROKER_URL": "redis://127.0.0.1:9/0",
    "DEFAULT_FROM_EMAIL": "Municipio de prueba <no-responder@prueba.invalid>",
    "WAKEUP_ACTIVO": "0",
    "LOG_LEVEL": "WARNING",
}
os.environ.update(VALUES)

from ops.settings import *  # noqa: E402, F403

# A run makes some thousand accounts; the real hasher has its own test.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES = {
    name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name}
    for name in ("default", "proceso")
}
# Static files come from where they are written, without collecting them first.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
