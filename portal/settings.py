"""Django's settings: an embedded portal by default, production from the environment alone.

``RECOURSE_PRODUCTION=yes`` turns every convenience off: secrets, database, broker and origin must then come
from the environment (or from the files that ``..._FILE`` names), or the portal does not start.
docs/operations.md lists the variables.
"""

from pathlib import Path
from urllib.parse import urlsplit

import django_stubs_ext
from django.conf.locale import LANG_INFO

from portal import env, keys, mail, storage
from portal.accounts import staff_accounts
from portal.headers import content_security_policy
from portal.logs import logging_config
from portal.schedule import schedule
from portal.state import CHECKOUT, runtime_folder, state_folder

django_stubs_ext.monkeypatch()  # lets "FormView[Form]" stand in code, not only in stubs

PRODUCTION = env.flag("RECOURSE_PRODUCTION")
DEBUG = False

# Places
BASE_DIR = CHECKOUT
RECOURSE_STATE_DIR: Path = state_folder()
RECOURSE_RUNTIME_DIR: Path = runtime_folder(RECOURSE_STATE_DIR)

# Secrets
if PRODUCTION:
    SECRET_KEY = env.strong("RECOURSE_SECRET_KEY")
    FIELD_KEYS: list[tuple[str, bytes]] = env.strong_key_ring("RECOURSE_FIELD_KEYS")
    INDEX_KEY: bytes = env.strong("RECOURSE_INDEX_KEY").encode()
    CODE_PEPPER: bytes = env.strong("RECOURSE_CODE_PEPPER").encode()
else:
    SECRET_KEY = keys.load(RECOURSE_STATE_DIR, "secret_key")
    FIELD_KEYS = env.key_ring(keys.load(RECOURSE_STATE_DIR, "field_keys"), "var/keys/field_keys")
    INDEX_KEY = keys.load(RECOURSE_STATE_DIR, "index_key").encode()
    CODE_PEPPER = keys.load(RECOURSE_STATE_DIR, "code_pepper").encode()
SECRET_KEY_FALLBACKS = env.strong_many("RECOURSE_SECRET_KEY_FALLBACKS") if PRODUCTION else []

# Who runs this, and under which addresses
OPERATOR_NAME = env.text("RECOURSE_OPERATOR_NAME", "a local installation, not a public service")
OPERATOR_CONTACT = env.text("RECOURSE_OPERATOR_CONTACT")
PORT = env.whole("PORT", 8000)
if PRODUCTION:
    env.required("RECOURSE_ORIGINS")
ORIGINS = [origin.rstrip("/") for origin in env.many("RECOURSE_ORIGINS")] or [f"http://127.0.0.1:{PORT}"]
ORIGIN = ORIGINS[0]
SECURE_ORIGIN = all(origin.startswith("https://") for origin in ORIGINS)
ALLOWED_HOSTS = sorted({urlsplit(origin).hostname or "" for origin in ORIGINS} - {""})
if not PRODUCTION:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]", *env.many("RECOURSE_HOSTS")]
CSRF_TRUSTED_ORIGINS = [origin for origin in ORIGINS if origin.startswith("https://")]
TRUSTED_PROXIES = env.many("RECOURSE_TRUSTED_PROXIES")

# Database
EMBEDDED_DATABASE = not env.text("DATABASE_URL")
if PRODUCTION:
    env.required("DATABASE_URL")
if EMBEDDED_DATABASE:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": RECOURSE_STATE_DIR / keys.DATABASE_NAME,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
            },
        }
    }
else:
    DATABASES = {"default": env.ENV.db_url_config(env.text("DATABASE_URL"))}
    DATABASES["default"].update(CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "incidents.User"

# Broker and jobs. These values held when worker and broker were killed at random moments: change none alone.
EMBEDDED_BROKER = not env.text("BROKER_URL")
if PRODUCTION:
    env.required("BROKER_URL")
BROKER_SOCKET = RECOURSE_RUNTIME_DIR / "broker.sock"
BROKER_URL = env.text("BROKER_URL") or f"redis+socket://{BROKER_SOCKET}?virtual_host=0"
RENDER_WALL_SECONDS = env.whole("RECOURSE_RENDER_WALL_SECONDS", 70)
RENDER_MEMORY_MB = env.whole("RECOURSE_RENDER_MEMORY_MB", 1500)
JOB_LEASE_SECONDS = env.whole("RECOURSE_JOB_LEASE_SECONDS", 150)
JOB_MAX_ATTEMPTS = env.whole("RECOURSE_JOB_MAX_ATTEMPTS", 5)
SWEEP_SECONDS = env.number("RECOURSE_SWEEP_SECONDS", 20)
SWEEP_TASK = "incidents.sweep"
CELERY_BROKER_URL = BROKER_URL
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": env.whole("RECOURSE_VISIBILITY_SECONDS", 300),
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0,
    "interval_max": 0,
    "socket_connect_timeout": 1,
    "socket_timeout": 5,
    "socket_keepalive": True,
}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_ENABLE_REMOTE_CONTROL = True
CELERY_WORKER_MAX_TASKS_PER_CHILD = 50
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULER = "portal.beat:PulsingScheduler"
CELERY_BEAT_SCHEDULE = schedule(sweep=SWEEP_SECONDS)
CELERY_TIMEZONE = "UTC"

# Files, and what it takes to send what can be sent in masses
DRAFTS_BEFORE_PROOF = env.whole("RECOURSE_DRAFTS_BEFORE_PROOF", 20)
PROOF_WAIT_SECONDS = env.whole("RECOURSE_PROOF_WAIT_SECONDS", 20)
SCANNER_URL = env.text("RECOURSE_SCANNER_URL", "")
UPLOAD_MAX_BYTES = env.whole("RECOURSE_UPLOAD_MAX_BYTES", 20 * 1024 * 1024)
UPLOAD_MAX_MEDIA_BYTES = env.whole("RECOURSE_UPLOAD_MAX_MEDIA_BYTES", 250 * 1024 * 1024)
FILE_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler", "portal.uploads.SealedUploadHandler"]
FILE_UPLOAD_TEMP_DIR = storage.private_temporary(RECOURSE_STATE_DIR)
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o600, 0o700
DATA_UPLOAD_MAX_MEMORY_SIZE, DATA_UPLOAD_MAX_NUMBER_FIELDS = 2 * 1024 * 1024, 3000
STORAGES = storage.storages(RECOURSE_STATE_DIR)
KEEP_CLOSED_MONTHS = env.whole("RECOURSE_KEEP_CLOSED_MONTHS", 24)  # then a closed case is erased
STATIC_URL = "/static/"
STATIC_ROOT = RECOURSE_STATE_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"] if (BASE_DIR / "static").is_dir() else []
WHITENOISE_MANIFEST_STRICT = False
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# The application
ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "portal.apps.PortalConfig",
    "incidents.apps.IncidentsConfig",
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
MIDDLEWARE = [
    "portal.proxies.TrustedProxyMiddleware",
    "portal.headers.SafeHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "incidents.web.staff.door.StaffDoor",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS += ["django.forms"]
vars().update(staff_accounts(secure=SECURE_ORIGIN))

# What is shared between processes. Nothing is pickled: sessions, cache and jobs are JSON.
CACHES = {
    "default": {
        "BACKEND": "portal.cache.PatientRedisCache",
        "LOCATION": env.text("RECOURSE_CACHE_URL") or storage.cache_url(BROKER_URL),
        "KEY_PREFIX": "recourse",
        "OPTIONS": {"serializer": "portal.cache.JSONSerializer"},
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_SERIALIZER = "django.contrib.sessions.serializers.JSONSerializer"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Cookies and headers
SESSION_COOKIE_NAME = "__Host-session" if SECURE_ORIGIN else "recourse_session"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE_ORIGIN else "recourse_csrf"
LANGUAGE_COOKIE_NAME = "__Host-language" if SECURE_ORIGIN else "recourse_language"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE_ORIGIN
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = SECURE_ORIGIN
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_ORIGIN else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_ORIGIN
SECURE_HSTS_PRELOAD = env.flag("RECOURSE_HSTS_PRELOAD")
# Preloading binds the operator's whole domain for years: the operator's choice, so no warning without it.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_REFERRER_POLICY = "same-origin"  # with no-referrer browsers send "Origin: null" and every form fails
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = content_security_policy()

# Mail
vars().update(transport := mail.transport(production=PRODUCTION))
MAIL_ON = transport["EMAIL_BACKEND"] != mail.NONE
MAIL_FROM = env.text("RECOURSE_MAIL_FROM") or mail.sender(urlsplit(ORIGIN).hostname or "")
MAIL_NAME = env.text("RECOURSE_MAIL_NAME", "Notices")
MAIL_MAX_ATTEMPTS = env.whole("RECOURSE_MAIL_MAX_ATTEMPTS", 32)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = MAIL_FROM

# Words and times
LOCALE_PATHS = [BASE_DIR / "incidents" / "locale"]
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")] + [
    (folder.name.lower().replace("_", "-"), LANG_INFO[folder.name.lower().replace("_", "-")]["name_local"])
    for folder in sorted(LOCALE_PATHS[0].glob("*"))
    if folder.name != "en" and folder.name.lower().replace("_", "-") in LANG_INFO
]
FORMAT_MODULE_PATH = ["portal.formats"]
USE_I18N = USE_TZ = True
TIME_ZONE = "UTC"
LOGGING_CONFIG = "logging.config.dictConfig"
LOGGING = logging_config(env.text("RECOURSE_LOG_LEVEL", "INFO"))
