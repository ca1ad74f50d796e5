"""The admin app with the site that records its changes; see admin_site.py."""

from django.contrib.admin.apps import AdminConfig


class CityAdminConfig(AdminConfig):
    default_site = "safety_net.core.admin_site.CityAdminSite"
