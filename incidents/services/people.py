"""The staff: invited by administrators, changed by them, and a lost second factor made good by two of them.

Each change of what an account may do ends its sessions. Nobody changes their own account here.
"""

from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import F, QuerySet
from django.db.transaction import atomic

from incidents.access.desk import check_staff
from incidents.access.invitations import invitations
from incidents.access.permissions import Permission
from incidents.core.desk_vocabulary import MailKind, StaffRole
from incidents.core.errors import BadInput, NotAllowed, NotFound
from incidents.core.vocabulary import Actor, ActorKind
from incidents.models import FactorReset, Mail, User
from incidents.services import clock, events


def invite(*, by: Actor, username: str, email: str, role: StaffRole) -> tuple[User, str]:
    """A new account without a password, and the one-time code with which its owner sets one.

    Raises BadInput for a user name that is taken (in any spelling), cannot be one, or an address that is none.
    """
    user = User(username=User.normalize_username(username.strip()), email=email.strip(), role=role)
    user.set_unusable_password()
    with atomic():
        if by.kind != ActorKind.OPERATOR:
            _administrator(by)
        try:
            user.full_clean(exclude=["password"])
        except ValidationError as error:
            raise BadInput("user_invalid", members=sorted(error.message_dict)) from error
        if User.objects.filter(username__iexact=user.username).exists():
            raise BadInput("user_invalid", members=["username"])
        if not user.email or User.objects.filter(email__iexact=user.email).exists():
            raise BadInput("user_invalid", members=["email"])
        user.save(force_insert=True)
        events.record(by=by, kind="staff_invited", user=str(user.id), role=role)
    return user, invitations.make_token(user)


def invite_again(*, by: Actor, user: User) -> str:
    """A new one-time code; password, older codes and sessions are dead, the second factor stays."""
    with atomic():
        row = _other(by, user)
        row.set_unusable_password()
        row.sessions_epoch += 1
        row.save(update_fields=["password", "sessions_epoch"])
        events.record(by=by, kind="staff_invited_again", user=str(row.id))
    return invitations.make_token(row)


def join(*, username: str, code: str, password: str, by: Actor) -> User:
    """Set the password that a one-time code allows, once.

    Raises NotFound, the same for an unknown name, a wrong, used or old code; BadInput with the reasons for a password
    that is too short or too common.
    """
    del by  # nobody yet: it becomes the owner of the account
    with atomic():
        user = User.objects.select_for_update().filter(username__iexact=username.strip(), is_active=True).first()
        if user is None or not invitations.check_token(user, code.strip()):
            raise NotFound("invitation_not_found")
        try:
            validate_password(password, user)
        except ValidationError as error:
            raise BadInput("password_weak", reasons=list(error.messages)) from error
        user.set_password(password)
        user.sessions_epoch += 1
        user.save(update_fields=["password", "sessions_epoch"])
        events.record(by=Actor(ActorKind.STAFF, user.id), kind="staff_joined")
    return user


def change_role(*, by: Actor, user: User, role: StaffRole) -> None:
    """Another role, from the next sign-in on: the sessions end."""
    with atomic():
        row = _other(by, user)
        events.record(by=by, kind="staff_role_changed", user=str(row.id), before=row.role, after=role)
        row.role = role
        row.sessions_epoch += 1
        row.save(update_fields=["role", "sessions_epoch"])


def set_active(*, by: Actor, user: User, active: bool) -> None:
    """Close an account, with all its sessions, at once; or open it again."""
    with atomic():
        row = _other(by, user)
        row.is_active = active
        row.sessions_epoch += 1
        row.save(update_fields=["is_active", "sessions_epoch"])
        events.record(by=by, kind="staff_opened" if active else "staff_closed", user=str(row.id))


def end_sessions(*, by: Actor, user: User) -> None:
    """End every session of a person, on all their devices."""
    with atomic():
        row = _other(by, user)
        User.objects.filter(id=row.id).update(sessions_epoch=F("sessions_epoch") + 1)
        events.record(by=by, kind="staff_sessions_ended", user=str(row.id))


def ask_factor_reset(*, by: Actor, user: User) -> None:
    """The first of two administrators: this person lost the second factor. One request at a time."""
    with atomic():
        row = _other(by, user)
        if open_resets().filter(user=row).exists():
            raise NotAllowed("reset_asked_already")
        FactorReset.objects.create(user=row, asked_by=_administrator(by), asked_at=clock.now())
        events.record(by=by, kind="factor_reset_asked", user=str(row.id))


def approve_factor_reset(*, by: Actor, user: User) -> str:
    """The second of two: every second factor goes, and the password with it; the one-time code to set a new one.

    Raises NotAllowed("needs_another_person") for whoever asked, NotFound where nobody did.
    """
    with atomic():
        row = _other(by, user)
        open_reset = _open(row)
        second = _administrator(by)
        if second.id == open_reset.asked_by_id:
            raise NotAllowed("needs_another_person")
        Authenticator.objects.filter(user_id=row.id).delete()
        row.set_unusable_password()
        row.sessions_epoch += 1
        row.save(update_fields=["password", "sessions_epoch"])
        open_reset.approved_by, open_reset.done_at = second, clock.now()
        open_reset.save(update_fields=["approved_by", "done_at"])
        events.record(by=by, kind="factor_reset_done", user=str(row.id), asked_by=str(open_reset.asked_by_id))
    return invitations.make_token(row)


def refuse_factor_reset(*, by: Actor, user: User) -> None:
    """It was not that person, or the factor was found: nothing changes."""
    with atomic():
        row = _other(by, user)
        open_reset = _open(row)
        open_reset.refused_at = clock.now()
        open_reset.save(update_fields=["refused_at"])
        events.record(by=by, kind="factor_reset_refused", user=str(row.id))


def open_resets() -> QuerySet[FactorReset]:
    """Lost second factors that wait for the second administrator."""
    return FactorReset.objects.filter(done_at=None, refused_at=None).select_related("user", "asked_by")


def is_newest_mail(number: str) -> bool:
    """Whether no other code for a new password went to the same address after this one."""
    mail = Mail.objects.filter(id=UUID(number), kind=MailKind.STAFF_PASSWORD).first() if number else None
    if mail is None:
        return False
    later = Mail.objects.filter(kind=mail.kind, to_index=mail.to_index, created_at__gt=mail.created_at)
    return not later.exists()


def days_to_join() -> int:
    """How long a one-time code holds."""
    return int(settings.PASSWORD_RESET_TIMEOUT // 86400)


def _administrator(by: Actor) -> User:
    user = User.objects.filter(id=by.id).first() if by.kind == ActorKind.STAFF and by.id else None
    if user is None:
        raise NotAllowed("not_permitted")
    check_staff(user, Permission.MANAGE_PEOPLE)
    return user


def _other(by: Actor, user: User) -> User:
    """The row to change, locked; raises NotAllowed for oneself and for whoever is no administrator."""
    _administrator(by)
    if by.id == user.id:
        raise NotAllowed("not_oneself")
    return User.objects.select_for_update().get(id=user.id)


def _open(user: User) -> FactorReset:
    reset = open_resets().filter(user=user).first()
    if reset is None:
        raise NotFound("reset_not_asked")
    return reset
