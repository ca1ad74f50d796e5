"""Addresses of one's account and of signing in. Some names are those that allauth asks for."""

from __future__ import annotations

from allauth.socialaccount.providers.openid_connect import views as openid
from django.urls import path

from accounts.views import account, factors, forgotten, people, signing_in

urlpatterns = [
    path("login/code/", signing_in.Code.as_view(), name="mfa_authenticate"),
    path("logout/", signing_in.leave, name="logout"),
    path("account/", account.account, name="account"),
    path("account/", account.account, name="mfa_index"),
    path("account/", account.account, name="mfa_list_webauthn"),
    path("account/", account.account, name="account_email"),
    path("account/password/", account.Password.as_view(), name="account-password"),
    path("account/password/", account.Password.as_view(), name="account_change_password"),
    path("account/sessions/others/end/", account.end_others, name="account-end-others"),
    path("account/sessions/<slug:handle>/end/", account.end_one, name="account-end-session"),
    path("account/again/", signing_in.PasswordAgain.as_view(), name="account_reauthenticate"),
    path("account/again/code/", signing_in.CodeAgain.as_view(), name="mfa_reauthenticate"),
    path("account/again/key/", signing_in.KeyAgain.as_view(), name="mfa_reauthenticate_webauthn"),
    path("account/app/", factors.SetUpApp.as_view(), name="mfa_activate_totp"),
    path("account/app/remove/", factors.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("account/keys/add/", factors.AddKey.as_view(), name="mfa_add_webauthn"),
    path("account/keys/<int:pk>/remove/", factors.RemoveKey.as_view(), name="mfa_remove_webauthn"),
    path("account/codes/", factors.SeeCodes.as_view(), name="mfa_view_recovery_codes"),
    path("account/codes/new/", factors.NewCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("account/people/", people.people, name="account-people"),
    path("account/people/<int:pk>/<slug:act>/", people.mend, name="account-mend"),
    path("account/forgotten/", forgotten.Forgotten.as_view(), name="account-forgotten"),
    path("account/forgotten/sent/", forgotten.Sent.as_view(), name="account-forgotten-sent"),
    path(
        "account/forgotten/<uidb64>/<token>/",
        forgotten.ChooseAnew.as_view(),
        name="password_reset_confirm",
    ),
    path("account/forgotten/done/", forgotten.Done.as_view(), name="account-forgotten-done"),
    path("account/openid/<slug:provider_id>/login/", openid.login, name="openid_connect_login"),
    path(
        "account/openid/<slug:provider_id>/back/", openid.callback, name="openid_connect_callback"
    ),
]
