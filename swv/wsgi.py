"""The entry point of the web server."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "swv.settings")
application = get_wsgi_application()
ADRESSEN = get_resolver().url_patterns  # imports every view before gunicorn forks: once, not once per process
# What is loaded now stays: without this the collector walks all of it during a page, and every process
# that gunicorn forks gets its own copy of the memory.
gc.collect()
gc.freeze()
