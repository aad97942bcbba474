"""Settings of staff accounts: closed sign-up, a password and always a second factor, limits, short sessions."""

from typing import Any

FIVE_MINUTES = 300


def staff_accounts(*, secure: bool) -> dict[str, Any]:
    """What django-allauth and django.contrib.auth read; ``secure`` when every origin is https."""
    return {
        "AUTHENTICATION_BACKENDS": ["allauth.account.auth_backends.AuthenticationBackend"],
        "PASSWORD_HASHERS": [
            "portal.passwords.Argon2Hasher",
            "django.contrib.auth.hashers.ScryptPasswordHasher",
        ],
        "AUTH_PASSWORD_VALIDATORS": [
            {
                "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
                "OPTIONS": {"min_length": 12},
            },
            {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
            {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
            {"NAME": "portal.passwords.GuessedEasily"},
        ],
        "LOGIN_URL": "account_login",
        "LOGIN_REDIRECT_URL": "staff:home",
        "ACCOUNT_ADAPTER": "incidents.web.staff.adapters.AccountAdapter",
        "ACCOUNT_LOGIN_METHODS": {"username"},
        "ACCOUNT_SIGNUP_FIELDS": ["username*", "password1*"],
        "ACCOUNT_EMAIL_VERIFICATION": "none",
        "ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS": False,
        "ACCOUNT_SESSION_REMEMBER": False,
        "ACCOUNT_LOGOUT_REDIRECT_URL": "account_login",
        "ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED": True,
        "ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT": 2 * FIVE_MINUTES,
        "ACCOUNT_RATE_LIMITS": False,  # counted in the database instead: it is there when the cache is not
        "ACCOUNT_REAUTHENTICATION_TIMEOUT": FIVE_MINUTES,
        "ACCOUNT_LOGIN_TIMEOUT": 2 * FIVE_MINUTES,
        "ACCOUNT_FORMS": {
            "login": "incidents.web.staff.sign_in_forms.SignInForm",
            "reset_password": "incidents.web.staff.sign_in_forms.LostPasswordForm",
            "confirm_password_reset_code": "incidents.web.staff.sign_in_forms.MailedCodeForm",
        },
        "MFA_ADAPTER": "incidents.web.staff.adapters.FactorAdapter",
        "MFA_FORMS": {
            "add_webauthn": "incidents.web.staff.factor_forms.PasskeyForm",
            "authenticate": "incidents.web.staff.factor_forms.SecondStepForm",
            "reauthenticate": "incidents.web.staff.factor_forms.SureForm",
        },
        "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
        "MFA_RECOVERY_CODES_SHOW_ONCE": True,
        "MFA_TOTP_ISSUER": "Recourse",
        "MFA_TOTP_TOLERANCE": 1,
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": not secure,
    }
