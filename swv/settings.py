"""One settings file, driven by the environment; see .env.example for every variable."""

import logging
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import environ
import structlog
from celery.schedules import crontab
from csp.constants import NONE, SELF

from swv.logboek import zonder_melding

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent
SWV_DATA = Path(env.str("SWV_DATA", default=str(BASE_DIR / ".swv"))).resolve()

SWV_DEMO = env.bool("SWV_DEMO", default=False)
SWV_PROFIEL = env.str("SWV_PROFIEL", default="vo2001")
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
HTTPS = env.bool("HTTPS", default=not (DEBUG or SWV_DEMO))

try:
    VERSIE = version("swv-kantoor")
except PackageNotFoundError:  # run from a checkout, not installed
    VERSIE = env.str("SWV_VERSIE", default="0.1.0")

INSTALLED_APPS = [
    "leerlingen",
    "ect",
    "tlv",
    "thuiszitters",
    "financien",
    "kwaliteit",
    "swv",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "django_filters",
    "guardian",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "csp",
    "pgtrigger",
    "pghistory",
    "django_structlog",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "swv.uploadgrens.UploadgrensMiddleware",
    "swv.middleware.SessiegrensMiddleware",
    "swv.middleware.AanmeldenVerplichtMiddleware",
    "swv.middleware.TweedeFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "swv.middleware.LogMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "swv.middleware.NietBewarenMiddleware",
    "swv.middleware.ModuleMiddleware",
    "swv.middleware.ToegangMiddleware",
    "swv.bevestiging.BevestigMiddleware",
    "swv.middleware.MethodeMiddleware",
    "swv.middleware.InzageMiddleware",
    "swv.middleware.AlleenLezenMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "swv.urls"
WSGI_APPLICATION = "swv.wsgi.application"

_LOADERS = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [("django.template.loaders.cached.Loader", _LOADERS)],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "swv.context.basis",
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "swv.templatetags.keuzelijst",
                "swv.templatetags.opmaak",
            ],
        },
    }
]
COTTON_DIR = "componenten"
COTTON_ISOLATE_BY_DEFAULT = True  # a component sees its arguments and the context processors, not the page
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- database -----------------------------------------------------------------
DATABASES = {"default": env.db_url("DATABASE_URL")}
DATABASES["default"].setdefault("OPTIONS", {})
DATABASES["default"]["OPTIONS"] |= {
    "pool": {"min_size": 1, "max_size": env.int("DB_POOL", default=4), "timeout": 5},
    "options": "-c statement_timeout=60000 -c lock_timeout=10000",
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- login ----------------------------------------------------------------------
AUTH_USER_MODEL = "swv.Gebruiker"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "swv.aanmelden.Aanmeldbackend",
    "guardian.backends.ObjectPermissionBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "swv.wachtwoorden.Minimumlengte",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "swv.aanmelden.Aanmeldadapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip"}
ACCOUNT_FORMS = {
    "change_password": "swv.inlogteksten.Wijzigen",
    "set_password": "swv.inlogteksten.Instellen",
    "reset_password_from_key": "swv.inlogteksten.Herstellen",
}
MFA_ADAPTER = "swv.inlogteksten.Codeadapter"
MFA_TOTP_ISSUER = "SWV-kantoor"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
AXES_VERBOSE = False
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "account/geblokkeerd.html"
AXES_RESET_ON_SUCCESS = True
AXES_SENSITIVE_PARAMETERS = ["username", "login", "password", "bewaard"]
AXES_USERNAME_CALLABLE = "swv.aanmelden.naam_bij_inlog"
AXES_USERNAME_FORM_FIELD = "login"
SESSIE_STIL_SECONDEN = env.int("SESSIE_STIL_SECONDEN", default=30 * 60)
SESSIE_MAX_SECONDEN = env.int("SESSIE_MAX_SECONDEN", default=11 * 3600)
INZAGE_PER_UUR = env.int(
    "INZAGE_PER_UUR", default=300
)  # different pupils; above it the FG hears (swv/inzagebewaking.py)
# Reverse proxies in front of this server: without the right number everyone shares one address and one lock-out.
AANTAL_PROXIES = env.int("AANTAL_PROXIES", default=0)
ALLAUTH_TRUSTED_PROXY_COUNT = AANTAL_PROXIES
AXES_IPWARE_PROXY_COUNT = AANTAL_PROXIES or None
GUARDIAN_RAISE_403 = False
ANONYMOUS_USER_NAME = None

# --- security --------------------------------------------------------------------
SESSION_COOKIE_NAME = "__Host-sessie" if HTTPS else "sessie"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = SESSIE_MAX_SECONDEN
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^gezond/$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
CSRF_FAILURE_VIEW = "swv.views.fouten.csrf"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
UPLOAD_MAX_BYTES = 20 * 1024 * 1024
UPLOAD_MAX_VERZOEK = 60 * 1024 * 1024  # all of one request together; larger is not even parsed
CLAMAV_SOCKET = env.str("CLAMAV_SOCKET", default="")

# --- broker and jobs: the broker holds nothing that cannot be lost (eisen.md B1) ---
REDIS_URL = env.str("REDIS_URL", default="redis://localhost:6379/0")
CACHES = {
    "default": {
        "BACKEND": "swv.cache.Cache",
        "LOCATION": REDIS_URL.replace("redis+socket://", "unix://"),
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
    }
}
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 240  # an endless job dies before the broker delivers it again
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 300,
    "unacked_restore_interval": 1,
    "unacked_restore_throttle": 1,
    "socket_timeout": 5,
    "socket_connect_timeout": 3,
}
CELERY_TIMEZONE = "Europe/Amsterdam"
CELERY_BEAT_SCHEDULE = {
    "opdrachten-oppakken": {"task": "swv.tasks.pak_opdrachten_op", "schedule": 20.0},
    "hartslag": {"task": "swv.tasks.hartslag", "schedule": 15.0},
    "inzage-bewaken": {"task": "swv.tasks.bewaak_inzage", "schedule": 60.0},
    "sporen-verzegelen": {"task": "swv.tasks.verzegel_sporen", "schedule": 900.0},
    "sporen-controleren": {"task": "swv.tasks.controleer_sporen", "schedule": crontab(hour=4, minute=10)},
    "kwartalen-vastleggen": {"task": "swv.tasks.leg_kwartalen_vast", "schedule": crontab(hour=0, minute=30)},
    "toegang-controleren": {"task": "swv.tasks.controleer_toegang", "schedule": crontab(hour=5, minute=40)},
    "dagmails": {"task": "swv.tasks.plaats_dagmails", "schedule": crontab(hour=7, minute=30)},
    "sessies-opruimen": {"task": "swv.tasks.ruim_sessies_op", "schedule": crontab(hour=3, minute=20)},
    "rollen-bijwerken": {
        "task": "swv.tasks.werk_rollen_bij",
        "schedule": crontab(hour=0, minute=5),
    },
    "bestanden-scannen": {"task": "swv.tasks.scan_bestanden", "schedule": 30.0},
    "wezen-opruimen": {"task": "swv.tasks.ruim_wezen_op", "schedule": crontab(hour=2, minute=30)},
    "opp-herinneringen": {
        "task": "leerlingen.tasks.herinner_opp",
        "schedule": crontab(hour=6, minute=20),
    },
    "tlv-termijnen": {
        "task": "tlv.tasks.werk_termijnen_bij",
        "schedule": crontab(hour=0, minute=15),
    },
    "thuiszitters-herinneren": {
        "task": "thuiszitters.tasks.herinner",
        "schedule": crontab(hour=6, minute=10),
    },
}

# --- files, mail, language -----------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(SWV_DATA / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "swv.letters.Letterzoeker",
]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": SWV_DATA / "bestanden"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = env.bool("STATIC_ZONDER_COLLECT", default=DEBUG or SWV_DEMO)
BESTANDEN_ROOT = SWV_DATA / "bestanden"
EMAIL_BACKEND = env.str("EMAIL_BACKEND", default="django.core.mail.backends.filebased.EmailBackend")
EMAIL_FILE_PATH = str(SWV_DATA / "mail")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="SWV-kantoor <noreply@swv.invalid>")
BASIS_URL = env.str("BASIS_URL", default="http://127.0.0.1:8000")

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

# --- logs: data, never personal data -----------------------------------------------------
_VOORAF: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.processors.TimeStamper(fmt="iso"),
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
]
structlog.configure(
    processors=[
        structlog.stdlib.filter_by_level,
        *_VOORAF,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = logging.DEBUG  # one line per request, when it ends
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": _VOORAF,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                zonder_melding,
                structlog.processors.JSONRenderer(),
            ],
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        "pikepdf": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
        # These quote messages and names; failed jobs and logins stand in the database.
        "celery.app.trace": {"level": "CRITICAL"},
        "axes": {"level": "ERROR"},
    },
}
