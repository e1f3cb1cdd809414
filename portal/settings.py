"""Settings of the site.

Everything that the portal writes lies in one folder, ``WENLAN_DATA``. What differs between one machine and a
server farm comes from the environment, or from the file ``wenlan.env`` in that folder; the README lists the variables.
"""
import os
import secrets
from contextlib import suppress
from pathlib import Path

from csp.constants import NONE, SELF

from portal import branding, logs
from portal.configuration import Configuration, read_file
from search.backends import engines

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("WENLAN_DATA") or BASE_DIR / "data").resolve()
DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
given = Configuration(read_file(DATA_DIR / "wenlan.env") | os.environ)
given.text("WENLAN_DATA")


def _local_secret_key() -> str:
    """The key in the data folder, made at first start: never committed, the same after a restart.

    It appears under its name whole, so that processes that start at once all read the same one.
    """
    path = DATA_DIR / "secret_key"
    if not path.exists() or not path.stat().st_size:
        beside = path.with_name(f".secret_key.{secrets.token_hex(4)}")
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
        with suppress(FileExistsError):
            os.link(beside, path)
        if not path.stat().st_size:  # a power failure left its name alone
            os.replace(beside, path)
        beside.unlink(missing_ok=True)
    return path.read_text().strip()


DEBUG = given.flag("WENLAN_DEBUG")
SECRET_KEY = given.text("WENLAN_SECRET_KEY") or _local_secret_key()
if len(SECRET_KEY) < 50:
    given.refuse("WENLAN_SECRET_KEY", "至少要有 50 个随机字符")
ALLOWED_HOSTS = given.hosts("WENLAN_HOSTS", "localhost,127.0.0.1,[::1]")
# Behind a proxy that speaks HTTPS to the world and overwrites X-Forwarded-Proto and X-Forwarded-For.
HTTPS = given.flag("WENLAN_HTTPS")
# Behind a proxy that overwrites X-Forwarded-For, whatever it speaks.
PROXY = given.flag("WENLAN_PROXY") or HTTPS
# Under which path the site lies; gunicorn reads the same variable.
FORCE_SCRIPT_NAME = given.prefix("SCRIPT_NAME") or None
# What the office that runs the site has put in place of ours: names, logo, pages.
SITE_DIR = DATA_DIR / "site"
try:
    SITE = branding.load(SITE_DIR)
except branding.Wrong as error:
    SITE = branding.Branding()  # until all that is wrong is said
    given.refuse(str(SITE_DIR / branding.FILE), str(error))

INSTALLED_APPS = [
    "portal.apps.Administration",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "csp",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "portal",
    "documents",
    "search",
    "api",
    "haystack",  # after search, whose rebuild_index goes before haystack's own
]

MIDDLEWARE = [
    "portal.logs.Requests",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.middleware.Compression",
    "portal.middleware.SharedCaching",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "api.http.middleware.ForPrograms",
    "portal.fair_use.FairUse",
    "portal.middleware.BodyLimit",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.known_browsers.KnownBrowsers",
    "axes.middleware.AxesMiddleware",
    "portal.middleware.Unavailable",
]
if DEBUG:
    MIDDLEWARE.append("portal.middleware.OwnNotFound")

# Where what is counted for Prometheus lies: best a folder in memory, which no full disk takes away.
METRICS_DIR = given.folder("WENLAN_METRICS")
if METRICS_DIR:
    MIDDLEWARE.insert(1, "portal.metrics.Metrics")

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context.branding",
            ],
        },
    },
]

DATABASES = {"default": given.database("DATABASE_URL", f"sqlite:///{DATA_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Readers never wait for a writer (WAL), and two writers queue instead of failing (IMMEDIATE).
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
            "PRAGMA foreign_keys=ON; PRAGMA journal_size_limit=67108864;"
        ),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Files that were set for readers to take away; any of them can be made again.
    "exports": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "exports",
        "TIMEOUT": 30 * 24 * 3600,
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
}

HAYSTACK_CONNECTIONS = {
    "default": engines.connection(given, str(DATA_DIR / "index")),
}
HAYSTACK_LIMIT_TO_REGISTERED_MODELS = False
# What passages mean, as vectors, where the extra of requirements-meaning.txt is installed; it can be computed anew.
VECTORS = DATA_DIR / "vectors"
# One less than the threads of a process: pages that search nothing always find one free.
SEARCHES_AT_ONCE = given.number("WENLAN_SEARCHES_AT_ONCE", 3, at_least=1, at_most=64)
SEARCH_CACHE_MB = given.number("WENLAN_SEARCH_CACHE_MB", 160, at_least=10, at_most=100_000)
INDEX_IN_BACKGROUND = True
# For how many days what was deleted can be restored.
TRASH_DAYS = given.number("WENLAN_TRASH_DAYS", 30, at_most=36_500)

# Whom security.txt tells to write to: an address as mailto:… or https://…; without it, the page about the site.
SECURITY_CONTACT = given.text("WENLAN_SECURITY_CONTACT")

# The site's own address, for links in what is sent: who reads an e-mail came by none.
ADDRESS = given.origin("WENLAN_ADDRESS")
MAIL = given.mail_server("WENLAN_MAIL")
NOTICES_BY_MAIL = MAIL is not None
if MAIL:
    if not ADDRESS:
        given.refuse("WENLAN_ADDRESS", "要发邮件，就要写明网站自己的地址，例如 https://policies.example.cn，邮件里的链接用它")
    EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.host, MAIL.port, MAIL.user, MAIL.password
    EMAIL_USE_TLS, EMAIL_USE_SSL, EMAIL_TIMEOUT = MAIL.starts_tls, MAIL.is_tls, 15
DEFAULT_FROM_EMAIL = given.text("WENLAN_MAIL_FROM") or f"wenlan@{ADDRESS.partition('://')[2].partition(':')[0] or 'localhost'}"

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AXES_HANDLER = "portal.known_browsers.Handler"
AXES_FAILURE_LIMIT = 5
LOGIN_URL = "admin:login"
AXES_COOLOFF_TIME = 1  # hours, as templates/429.html says
AXES_LOCKOUT_TEMPLATE = "429.html"
AXES_ENABLE_ADMIN = False
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_SENSITIVE_PARAMETERS = ["otp_token", "code"]
AXES_ENABLE_ACCESS_FAILURE_LOG = True
AXES_CLIENT_IP_CALLABLE = "portal.client_ip.client_ip"
# Whether everybody who enters the admin has to give a second factor; who has set one up is asked for it anyhow.
TWO_FACTOR = given.flag("WENLAN_TWO_FACTOR")
OTP_TOTP_ISSUER = SITE.name
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = f"{FORCE_SCRIPT_NAME or ''}/static/"
STATICFILES_DIRS = [folder for folder in (SITE_DIR / "static", BASE_DIR / "static") if folder.is_dir()]
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "documents.storage.WholeFileStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# Originals are served by a view that checks publication, never by path.
MEDIA_ROOT = DATA_DIR / "files"
FILE_UPLOAD_PERMISSIONS = 0o640
PUBLIC_BODY_BYTES = 2_000_000
STAFF_BODY_BYTES = 220_000_000  # an archive of the largest size that is read, and its form
DATA_UPLOAD_MAX_MEMORY_SIZE = 8_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 2_000  # as many as an archive may hold

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
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = f"{FORCE_SCRIPT_NAME or ''}/"
# Both bind more than this site, and cannot be taken back: they are for its owner to choose.
SECURE_HSTS_INCLUDE_SUBDOMAINS = given.flag("WENLAN_HSTS_SUBDOMAINS")
SECURE_HSTS_PRELOAD = given.flag("WENLAN_HSTS_PRELOAD")
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31_536_000
    CSRF_TRUSTED_ORIGINS = [f"https://{'*' if host.startswith('.') else ''}{host}" for host in ALLOWED_HOSTS]

LOGGING = logs.configuration(given.choice("WENLAN_LOG", ("text", "json")))

given.finish()
