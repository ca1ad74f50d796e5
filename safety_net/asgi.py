"""The web process: sockets and long polls here, REST and pages in WSGI threads."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safety_net.settings.local")
application = get_asgi_application()
