"""Every setting of the installation, from the environment."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import available_timezones

import django_stubs_ext
from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from core.roles import ROLES
from ops.env import Env, SettingError

# Lets our classes name what Django's are about (ModelAdmin[Entrega]) at run time, too.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
env = Env()

# Where it runs -----------------------------------------------------------------------------------
DEBUG = env.flag("DEBUG", default=False)
SANDBOX = env.flag("SANDBOX", default=False)
SANDBOX_URL = env.url("SANDBOX_URL", "", schemes=("http",))
SITE_URL = env.url("SITE_URL", schemes=("https", "http"))
HOST = urlsplit(SITE_URL).hostname or ""
LOOPBACK = HOST in {"127.0.0.1", "localhost", "::1"}
HTTPS = SITE_URL.startswith("https://")
if not HTTPS and not (LOOPBACK and (SANDBOX or DEBUG)):
    raise SettingError("SITE_URL", "must start with https:// (http only for a sandbox on loopback)")
if not LOOPBACK:
    for _name, _on in (("SANDBOX", SANDBOX), ("DEBUG", DEBUG)):
        if _on:
            raise SettingError(_name, "must be 0: SITE_URL is not an address of this machine")
if SANDBOX and not SANDBOX_URL:
    raise SettingError("SANDBOX_URL", "is missing, and SANDBOX is on")

SECRET_KEY = env.text("SECRET_KEY", least=50)
# Fernet keys of 32 bytes in base64, the newest first: the others only decrypt.
CLAVES_CIFRADO = env.keys("CLAVES_CIFRADO")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", HOST, least=1)
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# The web server's own (ops/gunicorn.py). Threads share the 45 MB that Django takes; two processes
# use two cores.
WEB_BIND = env.text("WEB_BIND", "127.0.0.1:8000", least=1)
WEB_PROCESOS = env.whole("WEB_PROCESOS", 2, low=1)
WEB_HILOS = env.whole("WEB_HILOS", 2, low=1)

# What it is made of ------------------------------------------------------------------------------
ROOT_URLCONF = "ops.urls"
API_URLCONF = "ops.urls_api"
WSGI_APPLICATION = "ops.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "core.Usuario"

INSTALLED_APPS = [
    "core",
    "workflows.plazos",
    "workflows.metas",
    "workflows.compromisos",
    "workflows.solicitudes",
    "workflows.comunicacion",
    "workflows.traslados",
    "notifiers",
    "channels",
    "webui",
    "ops",
    # Its modules are loaded with the addresses, so that workers do without them.
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_celery_beat",
    "django_htmx",
    "csp",
]

MIDDLEWARE = [
    "ops.middleware.roomy",
    "ops.middleware.one_origin",
    # Before whatever answers by itself: static files and the way to https carry them, too.
    "csp.middleware.CSPMiddleware",
    "ops.middleware.own_headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "ops.middleware.private_pages",
    "webui.portal.middleware.no_matter_who",
    "webui.api.middleware.sin_sesion",
    "webui.pases.middleware.sin_sesion",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "ops.middleware.idle_session",
    "webui.cuentas.tras_cada_paso",
    "ops.middleware.chosen_language",
    "ops.middleware.municipal_hour",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "webui.api.middleware.con_clave",
    "webui.pases.middleware.con_pase",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "ops.middleware.body_limit",
    # Every view asks for a login unless it says otherwise.
    "webui.borradores.puerta.Puerta",
    "django.contrib.messages.middleware.MessageMiddleware",
    "ops.puertas.segundo_paso",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ops.puertas.mismo_equipo",
    "ops.puertas.nada_queda",
    "django_htmx.middleware.HtmxMiddleware",
    "webui.ocupado.Ocupado",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "webui.contexto.marco",
            ],
        },
    },
]

FORM_RENDERER = "webui.components.dibujante.Dibujante"

# Data --------------------------------------------------------------------------------------------
DATABASES = {
    "default": env.database("DATABASE_URL")
    | {
        "CONN_MAX_AGE": env.whole("DATABASE_MAX_AGE", 600),
        "CONN_HEALTH_CHECKS": True,
        # A list of choices is short: a cursor on the server asks three times for each.
        "DISABLE_SERVER_SIDE_CURSORS": True,
    },
}
# Every wait for it ends: for a connection, for an answer (`manage.py prepare` lifts that one), for
# a lock, for a server that is gone without a word. And one of ours that stands still inside a
# transaction is cut off, so that nobody waits for its locks.
DATABASE_ESPERA_SEGUNDOS = env.whole("DATABASE_ESPERA_SEGUNDOS", 60, low=5)
DATABASES["default"].setdefault("OPTIONS", {}).update(
    # Most of what PostgreSQL does for a page is planning: a session of the web keeps the plans of
    # what it is asked again and again, for some megabytes. The others never do: what looks for the
    # few among a million needs a plan for its values (ADR 33).
    server_side_binding=True,
    prepare_threshold=env.whole("DATABASE_PREPARAR_TRAS", 0) or None,
    connect_timeout=5,
    tcp_user_timeout=20_000,
    keepalives_idle=30,
    options=(
        f"-c statement_timeout={DATABASE_ESPERA_SEGUNDOS}s -c lock_timeout=15s"
        " -c idle_in_transaction_session_timeout=60s"
    ),
)
# Shared by every process, so that login limits hold, and indifferent to the loss of the broker;
# and one of each process's own, for what may be some seconds old.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "ops_cache",
        # Whoever guesses makes entries: with few of them the oldest counts would be forgotten.
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    "proceso": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
}
MEDIA_ROOT = Path(env.text("MEDIA_ROOT", str(BASE_DIR / "var" / "media")))
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# A whole request with its files: as many of the largest as a form takes (ops.middleware).
CUERPO_MAXIMO = 8 * 15 * 1024 * 1024 + DATA_UPLOAD_MAX_MEMORY_SIZE
# What somebody without an account may send with a request: files, and megabytes of each.
PORTAL_ARCHIVOS = env.whole("PORTAL_ARCHIVOS", 3, low=0)
PORTAL_ARCHIVO_MB = env.whole("PORTAL_ARCHIVO_MB", 5, low=1)
CUERPO_DEL_PUBLICO = PORTAL_ARCHIVOS * PORTAL_ARCHIVO_MB * 1024**2 + DATA_UPLOAD_MAX_MEMORY_SIZE
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.text("STATIC_ROOT", str(BASE_DIR / "var" / "static")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Words and time ----------------------------------------------------------------------------------
LANGUAGE_CODE = "es"
LANGUAGES = [("es", _("Español")), ("en", _("Inglés"))]
LOCALE_PATHS = [BASE_DIR / "webui" / "locale"]
USE_TZ = True
# Only what the framework itself prints; what people read follows the municipality's own row.
TIME_ZONE = env.text("TIME_ZONE", "America/Panama")
if TIME_ZONE not in available_timezones():
    raise SettingError("TIME_ZONE", "must be a time zone such as America/Panama")

# People ------------------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = ["ops.accounts.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "NumericPasswordValidator",
    )
]
AUTH_PASSWORD_VALIDATORS += [
    {"NAME": "ops.passwords.Commonest"},
    {"NAME": "ops.passwords.OwnWords"},
]
AUTH_PASSWORD_VALIDATORS[1]["OPTIONS"] = {"min_length": 12}  # type: ignore[assignment]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "mi_dia:inicio"
ACCOUNT_ADAPTER = "ops.accounts.InvitedOnly"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
# Wrong passwords: of one address whatever the account; of one account by each of its own browsers
# or by each address; and of one account by all the browsers it does not know (ops.accounts).
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key", "login_strangers": "50/h/key"}
# What the public may do on the portal (webui.portal.ventanilla). Forms from one address, and those
# of browsers that did no work for it; then codes and PINs, counted as passwords above; PINs asked
# for by mail. Telephones of one company share an address, so the first is not narrow.
PORTAL_POR_HORA = env.whole("PORTAL_POR_HORA", 20, low=1)
PORTAL_SIN_GUIONES_POR_HORA = env.whole("PORTAL_SIN_GUIONES_POR_HORA", 3, low=0)
ACCOUNT_RATE_LIMITS |= {
    "portal_envio": f"{PORTAL_POR_HORA}/h/ip",
    "portal_sin_guiones": (
        f"{PORTAL_SIN_GUIONES_POR_HORA}/h/ip,{10 * PORTAL_SIN_GUIONES_POR_HORA}/h/key"
    ),
    "portal_pin_aqui": "10/m/ip",
    "portal_pin": "5/15m/key",
    "portal_pin_de_todos": "30/h/key",
    "portal_otro_pin": "10/h/ip,3/d/key",
    "portal_paso": "60/h/key",
    "ventanilla_pin": "5/d/key,30/h/user",
}
# How many bits of SHA-256 a browser looks for before it sends a form (0: none): 16 are some tenths
# of a second of a new telephone, and three of an old one.
PORTAL_TRABAJO_BITS = env.whole("PORTAL_TRABAJO_BITS", 16, low=0)
# Nobody writes a request faster, nor leaves its form open longer, in seconds.
PORTAL_MINIMO_SEGUNDOS = env.whole("PORTAL_MINIMO_SEGUNDOS", 3, low=0)
PORTAL_FORMULARIO_SEGUNDOS = env.whole("PORTAL_FORMULARIO_SEGUNDOS", 4 * 3600, low=600)
# How long a browser that showed code and PIN sees the request.
PORTAL_CONSULTA_SEGUNDOS = env.whole("PORTAL_CONSULTA_SEGUNDOS", 3600, low=300)
# How often one address may fetch all that is public, as a sheet or JSON, in a minute.
PORTAL_DESCARGAS_POR_MINUTO = env.whole("PORTAL_DESCARGAS_POR_MINUTO", 10, low=1)
# What is sent by links of mails (webui.pases): more from one address in a minute is no person.
ACCOUNT_RATE_LIMITS["pase"] = "30/m/ip"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = True
# Another address, as another second factor, is for who says again who it is.
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_FORMS = {"change_password": "webui.claves.forms.CambiarContrasenaForm"}
MFA_ADAPTER = "ops.accounts.SecondFactor"
MFA_FORMS = {
    "add_webauthn": "webui.sesiones.forms.AgregarLlaveForm",
    "edit_webauthn": "webui.sesiones.forms.NombrarLlaveForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
# Who has one of these roles does nothing before there is a second factor.
SEGUNDO_FACTOR = env.some("SEGUNDO_FACTOR", "", among=list(ROLES))

# What a browser may do ---------------------------------------------------------------------------
PREFIX = "__Host-" if HTTPS else ""
SESSION_ENGINE = "ops.sesiones"
SESSION_COOKIE_NAME = f"{PREFIX}sesion"
SESSION_COOKIE_AGE = env.whole("SESION_INACTIVA_SEGUNDOS", 4 * 3600, low=300)
# However busy it is: a day's work, and who has left is out by the next one.
SESION_MAXIMA_SEGUNDOS = env.whole("SESION_MAXIMA_SEGUNDOS", 12 * 3600, low=600)
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = f"{PREFIX}csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "ops.mensajes.Messages"
# By it a person's own browsers are known (workflows.cruce.accesos).
EQUIPO_COOKIE_NAME = f"{PREFIX}equipo"
EQUIPO_COOKIE_AGE = 365 * 24 * 3600
RECIENTES_COOKIE_NAME = f"{PREFIX}recientes"
# With it whoever showed code and PIN sees that request (webui.portal.ventanilla).
CONSULTA_COOKIE_NAME = f"{PREFIX}consulta"
LANGUAGE_COOKIE_NAME = f"{PREFIX}idioma"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# What watches the process asks from inside, without TLS.
SECURE_REDIRECT_EXEMPT = [r"^salud/$", r"^salud/motor/$", r"^metrics$"]
if env.flag("DETRAS_DE_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # Login limits count by the address the proxy saw.
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        "upgrade-insecure-requests": HTTPS,
    },
}

# Mail --------------------------------------------------------------------------------------------
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.whole("EMAIL_PORT", 25, low=1)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
_security = env.choice("EMAIL_SECURITY", "none", among=("none", "starttls", "ssl"))
EMAIL_USE_TLS = _security == "starttls"
EMAIL_USE_SSL = _security == "ssl"
EMAIL_TIMEOUT = env.whole("EMAIL_TIMEOUT", 10, low=1)
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", least=3)
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Jobs --------------------------------------------------------------------------------------------
TICK_SEGUNDOS = env.whole("TICK_SEGUNDOS", 30, low=1)
# Longer than an attempt at a real network may last (docs/promises.md).
LEASE_SEGUNDOS = env.whole("LEASE_SEGUNDOS", 120, low=5 if SANDBOX else 110)
WAKEUP_ACTIVO = env.flag("WAKEUP_ACTIVO", default=True)
CELERY_BROKER_URL = env.url("BROKER_URL", schemes=("redis", "rediss", "redis+socket"))
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "unacked_restore_interval": 1,
    "unacked_restore_throttle": 1,
    "visibility_timeout": 300,
    "socket_connect_timeout": 2,
    "socket_timeout": 10,
    "health_check_interval": 10,
}
CELERY_TASK_IGNORE_RESULT = True
CELERY_RESULT_EXPIRES = None
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_CREATE_MISSING_QUEUES = False
CELERY_TASK_PUBLISH_RETRY = False
CELERY_WORKER_POOL = "threads"
CELERY_WORKER_CONCURRENCY = env.whole("WORKER_HILOS", 4, low=1)
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_SEND_TASK_EVENTS = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"
CELERY_BEAT_MAX_LOOP_INTERVAL = 5
CELERY_TIMEZONE = TIME_ZONE
DJANGO_CELERY_BEAT_TZ_AWARE = True

# Programs that ask in a person's name ---------------------------------------------------------
# The longest life of a key, in days.
API_CLAVE_DIAS = env.whole("API_CLAVE_DIAS", 365, low=1)
# Requests that each key may make in a minute.
API_POR_MINUTO = env.whole("API_POR_MINUTO", 120, low=1)
# Keys that are none, which an address may try in five minutes.
API_FALLOS = env.whole("API_FALLOS", 20, low=1)
# How long what was answered under an Idempotency-Key is known.
API_RECIBO_HORAS = env.whole("API_RECIBO_HORAS", 48, low=24)
# What can be done from a mail --------------------------------------------------------------------
# Days that the steps of a mail can be taken without logging in; 0: mails offer none.
PASE_DIAS = env.whole("PASE_DIAS", 14, low=0)
# Sheets ------------------------------------------------------------------------------------------
# A longer list is written by a worker.
EXPORTAR_EN_LINEA = env.whole("EXPORTAR_EN_LINEA", 2000, low=0)
# How long what was exported, or brought to be imported, is kept.
TRASLADOS_DIAS = env.whole("TRASLADOS_DIAS", 3, low=1)
# Rows of one import, which is one transaction: catalogues, and case files.
IMPORTAR_FILAS = env.whole("IMPORTAR_FILAS", 20_000, low=1)
IMPORTAR_CASOS = env.whole("IMPORTAR_CASOS", 5_000, low=1)

# Who watches -------------------------------------------------------------------------------------
# What a monitor shows to read how the engine is; without one nobody may.
METRICAS_TOKEN = env.text("METRICAS_TOKEN", "")
if METRICAS_TOKEN and len(METRICAS_TOKEN) < 20:
    raise SettingError("METRICAS_TOKEN", "needs at least 20 characters")
# How long something may wait for the engine before that counts as late.
MOTOR_TARDE_SEGUNDOS = env.whole("MOTOR_TARDE_SEGUNDOS", 300, low=10)

# The networks ------------------------------------------------------------------------------------
FACEBOOK_VERSION = env.text("FACEBOOK_VERSION", "v25.0", least=4)
# A post is believed absent after this many reads, spread over ESPERA seconds; TOPE seconds after
# the attempt an official decides.
RECONCILIACION_LECTURAS = env.whole("RECONCILIACION_LECTURAS", 3, low=1)
# Real timelines lag.
RECONCILIACION_ESPERA = env.whole("RECONCILIACION_ESPERA", 300, low=1 if SANDBOX else 60)
RECONCILIACION_TOPE = env.whole("RECONCILIACION_TOPE", 24 * 3600, low=1)

# Addresses that people type (core.salida) ---------------------------------------------------------
# Hosts that may be called: example.org, .example.org (what is under it), chat.example.org:8443.
SALIDA_PERMITIDA = env.hosts("SALIDA_PERMITIDA", "")
# Networks of one's own that may be called although they are not public.
SALIDA_REDES = env.networks("SALIDA_REDES", "")

# What is written down ----------------------------------------------------------------------------
LOG_LEVEL = env.choice("LOG_LEVEL", "INFO", among=("DEBUG", "INFO", "WARNING", "ERROR"))
_format = "text" if SANDBOX or DEBUG else "json"
LOG_FORMAT = env.choice("LOG_FORMAT", _format, among=("json", "text"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"context": {"()": "ops.logs.Context"}},
    "formatters": {"json": {"()": "ops.logs.Json"}, "text": {"()": "ops.logs.Text"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "filters": ["context"],
            "formatter": LOG_FORMAT,
        }
    },
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": ["stderr"], "propagate": False},
        "gunicorn.error": {"handlers": ["stderr"], "level": LOG_LEVEL, "propagate": False},
        # Two lines for every call of the clock.
        "celery.app.trace": {"level": "WARNING"},
        "celery.worker.strategy": {"level": "WARNING"},
        "celery.beat": {"level": "WARNING"},
    },
}
SILENCED_SYSTEM_CHECKS: list[str] = []
