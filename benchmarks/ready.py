"""Import this first: it loads Django with the settings of the tests."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safety_net.settings.test")
django.setup()
