"""Sign-in: only those of django-allauth's pages that a closed desk needs. Sign-up is not among them."""

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import path

from incidents.web.staff.access import needs_sure
from incidents.web.staff.views_sign_in import SignOutView

urlpatterns = [
    path("sign-in", account.login, name="account_login"),
    path("sign-in/second", factors.authenticate, name="mfa_authenticate"),
    path("sign-in/closed", account.account_inactive, name="account_inactive"),
    path("sign-out", SignOutView.as_view(), name="account_logout"),
    path("sure", account.reauthenticate, name="account_reauthenticate"),
    path("sure/code", factors.reauthenticate, name="mfa_reauthenticate"),
    path("sure/passkey", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("password", needs_sure(account.password_change), name="account_change_password"),
    path("password/lost", account.password_reset, name="account_reset_password"),
    path("password/code", account.confirm_password_reset_code, name="account_confirm_password_reset_code"),
    path("password/new", account.complete_password_reset, name="account_complete_password_reset"),
    path("password/done", account.password_reset_from_key_done, name="account_password_reset_completed"),
    path("factors", factors.index, name="mfa_index"),
    path("factors/app/add", totp.activate_totp, name="mfa_activate_totp"),
    path("factors/app/remove", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("factors/codes", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("factors/codes/new", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("factors/passkeys", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("factors/passkeys/add", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("factors/passkeys/<int:pk>/remove", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
]
