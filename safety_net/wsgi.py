"""REST and pages: the synchronous half of the web process."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safety_net.settings.local")
application = get_wsgi_application()
