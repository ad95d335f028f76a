"""All settings of the portal. What differs between machines is read from the environment (see the README's table)."""

import sys
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from ita_portal.logs import without_trace_of_refusals

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# --- Environment -----------------------------------------------------------------------------------------------------

INSECURE_KEY = "development-only-key-not-for-production"
DEBUG = env.bool("DEBUG", default=False)
TESTING = "pytest" in sys.modules
SECRET_KEY = env.str("SECRET_KEY", default=INSECURE_KEY if DEBUG or TESTING else "")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
PRODUCTION = env.bool("PRODUCTION", default=False)
# Where the public reaches this portal; printed on every published document.
OWN_URL = f"https://{ALLOWED_HOSTS[0].lstrip('.')}" if PRODUCTION and ALLOWED_HOSTS else "http://127.0.0.1:8000"
PUBLIC_URL = env.str("PUBLIC_URL", default=OWN_URL).rstrip("/")
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var")))
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(DATA_DIR / "media")))
FRAMEWORKS_DIR = env.str("FRAMEWORKS_DIR", default="")
LOG_LEVEL = env.str("LOG_LEVEL", default="INFO")

if not SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY is not set. Set it, or DEBUG=true on a development machine.")
if SECRET_KEY == INSECURE_KEY and not (DEBUG or TESTING):
    raise ImproperlyConfigured("The development SECRET_KEY only works with DEBUG=true.")
if PRODUCTION and DEBUG:
    raise ImproperlyConfigured("PRODUCTION=true does not start with DEBUG=true.")
if PRODUCTION and len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("PRODUCTION=true needs a SECRET_KEY of its own, at least 50 characters long.")
if PRODUCTION and "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("PRODUCTION=true needs the host names in ALLOWED_HOSTS, not '*'.")
if not PUBLIC_URL.startswith(("http://", "https://")):
    raise ImproperlyConfigured("PUBLIC_URL is the address of the portal as the public sees it: https://host.")

# --- Applications ----------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django_otp",
    "django_otp.plugins.otp_totp",
    "ita_portal.accounts",
    "ita_portal.jobs",
    "assessments",
    "measures",
    "reports",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "crispy_forms",
    "crispy_bootstrap5",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "ita_portal.accounts.middleware.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "ita_portal.middleware.PrivatePagesMiddleware",
]

ROOT_URLCONF = "ita_portal.urls"
WSGI_APPLICATION = "ita_portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["assessments.templatetags.thai", "django.templatetags.static"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "assessments.unread.unread_notifications",
                "reports.reviewing.waiting.waiting_reviews",
                "reports.overview.menu.overview_menu",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- Database --------------------------------------------------------------------------------------------------------

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'portal.sqlite3'}")}
DATABASES["default"]["ATOMIC_REQUESTS"] = False
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Without these a busy office loses writes: WAL lets readers go on, IMMEDIATE queues writers.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA mmap_size=134217728;"
            "PRAGMA journal_size_limit=27103364;PRAGMA cache_size=2000;"
        ),
    }
    Path(DATABASES["default"]["NAME"]).parent.mkdir(parents=True, exist_ok=True)
else:
    # The threads of a test's server must not hold the database open after it.
    DATABASES["default"]["CONN_MAX_AGE"] = 0 if TESTING else env.int("CONN_MAX_AGE", default=60)

# --- Accounts and sign-in --------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "ita_portal.accounts.backends.PasswordBackend",
    "assessments.permissions.AgencyBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "ita_portal.accounts.passwords.NotLikeTheUser",
        "OPTIONS": {"user_attributes": ("username", "name", "email")},
    },
    {"NAME": "ita_portal.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "ita_portal.accounts.passwords.NotCommon"},
    {"NAME": "ita_portal.accounts.passwords.NotOnlyDigits"},
]
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "assessments:home"
LOGOUT_REDIRECT_URL = "accounts:login"
SESSION_COOKIE_AGE = 60 * 60 * 8  # seconds without a page after which one signs in again
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
PASSWORD_RESET_TIMEOUT = 60 * 60 * 2  # seconds that a link to a new password is good for
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=PRODUCTION)  # of administrators; others may choose
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)  # how many proxies of ours write X-Forwarded-For
OTP_TOTP_ISSUER = "ITA"
OTP_TOTP_SYNC = False  # one step early or late, whatever was accepted before
OTP_TOTP_THROTTLE_FACTOR = 0  # accounts/throttling.py counts codes
if TRUSTED_PROXIES < 0:
    raise ImproperlyConfigured("TRUSTED_PROXIES is the number of proxies in front of the portal: 0 or more.")

# --- Language, dates, files ------------------------------------------------------------------------------------------

LANGUAGE_CODE = "th"
LANGUAGES = [("th", "ไทย")]
LOCALE_PATHS = [BASE_DIR / "ita_portal" / "locale"]
TIME_ZONE = "Asia/Bangkok"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
if not PRODUCTION:
    STATIC_ROOT.mkdir(parents=True, exist_ok=True)
MEDIA_URL = "media/"  # never served as a folder: each file is asked for through a view
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "ita_portal.static_files.HashedStaticFiles"
            if PRODUCTION
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION  # production serves what collectstatic gathered in STATIC_ROOT
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000

# --- E-mail ----------------------------------------------------------------------------------------------------------

EMAIL_URL = env.str("EMAIL_URL", default="")  # empty, in development: letters are files in DATA_DIR/mail
if PRODUCTION and not EMAIL_URL:
    raise ImproperlyConfigured("PRODUCTION=true needs EMAIL_URL: smtp+tls://user:password@host:587.")
if EMAIL_URL and not EMAIL_URL.startswith(("smtp://", "smtp+tls://", "smtp+ssl://")):
    raise ImproperlyConfigured("EMAIL_URL is the address of a mail server: smtp+tls://user:password@host:587.")
if EMAIL_URL:
    _mail = env.email_url("EMAIL_URL")
    EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
    EMAIL_HOST, EMAIL_PORT = _mail["EMAIL_HOST"], _mail["EMAIL_PORT"]
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_USER"], _mail["EMAIL_HOST_PASSWORD"]
    EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.get("EMAIL_USE_TLS", False), _mail.get("EMAIL_USE_SSL", False)
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_TIMEOUT = 20  # seconds that a mail server may be silent
_own_host = PUBLIC_URL.partition("://")[2].partition("/")[0].partition(":")[0]
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("DEFAULT_FROM_EMAIL", default=f"ITA สู่มาตรการ <no-reply@{_own_host}>")

# --- Jobs ------------------------------------------------------------------------------------------------------------

JOBS_BROKER = env.str("JOBS_BROKER", default="")  # empty: workers find jobs in the database by themselves
JOBS_LEASE_SECONDS = env.float("JOBS_LEASE_SECONDS", default=10)  # a worker silent for so long is taken for dead
JOBS_RETRY_DELAYS = env.list("JOBS_RETRY_DELAYS", cast=int, default=[2, 10, 60])  # seconds after each failure
if JOBS_BROKER and not JOBS_BROKER.startswith(("amqp://", "amqps://")):
    raise ImproperlyConfigured("JOBS_BROKER is the address of a RabbitMQ: amqp://user:password@host/vhost.")
if JOBS_LEASE_SECONDS < 1:
    raise ImproperlyConfigured("JOBS_LEASE_SECONDS is at least 1: the holder renews its lease five times in it.")
if not JOBS_RETRY_DELAYS:
    raise ImproperlyConfigured("JOBS_RETRY_DELAYS holds at least one number of seconds.")

# --- Security --------------------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # Bootstrap draws check boxes and arrows with data: pictures
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF],
        "frame-ancestors": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
CSRF_FAILURE_VIEW = "ita_portal.errors.csrf_failure"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the preview shows the document in a frame of the same site
SESSION_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
if PRODUCTION:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=3600)

# --- Log -------------------------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"refusals": {"()": "django.utils.log.CallbackFilter", "callback": without_trace_of_refusals}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {
        "fontTools": {"level": "WARNING"},
        "weasyprint": {"level": "WARNING"},
        "django.request": {"filters": ["refusals"]},
        "django.server": {"handlers": ["stderr"], "level": LOG_LEVEL, "propagate": False},
    },
}
