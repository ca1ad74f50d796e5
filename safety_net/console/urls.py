"""Addresses of the pages."""

from django.urls import path
from django.views.i18n import JavaScriptCatalog, set_language

from safety_net.console import demo, preferences
from safety_net.console.desk import desk
from safety_net.console.signing_in import SignIn

urlpatterns = [
    path("", desk, name="desk"),
    path("escalation/", desk, name="escalations"),
    path("login/", SignIn.as_view(), name="login"),
    path("login/", SignIn.as_view(), name="account_login"),
    path("demo/<str:username>/", demo.enter, name="demo-door"),
    path("agency/", preferences.switch_agency, name="switch-agency"),
    path("theme/", preferences.choose_theme, name="choose-theme"),
    path("language/", set_language, name="set_language"),
    path("words/", JavaScriptCatalog.as_view(), name="words"),
]
