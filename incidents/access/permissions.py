"""Who may open which address, and which of the staff may do what: whole tables, as data.

A test holds every address of the portal against them.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from incidents.core.desk_vocabulary import StaffRole


class Audience(StrEnum):
    """Who an address is for."""

    ANYONE = "anyone"
    """Nothing of a case is shown; a visitor may begin one here."""
    HOLDER = "holder"
    """Whoever holds the session of one case: by having begun it, or by its number and code."""
    SIGNED_IN = "signed_in"
    """Staff after the password, also before there is a second factor: it is set up on these pages."""


class Permission(StrEnum):
    """What a member of the staff may do. An address of the staff names the one it needs."""

    SEE_COUNTS = "see_counts"
    """How many cases there are, those kept from staff among them."""
    SEE_CASES = "see_cases"
    """The queue, searches, and a case as a memo, without what only its worker needs."""
    SEE_PERSON = "see_person"
    """Address, birth date, telephone, documents of identity; originals and papers that carry them."""
    TAKE_CASE = "take_case"
    """Take a case that nobody works on."""
    WRITE_NOTE = "write_note"
    """Leave a note for the others."""
    ASK_VICTIM = "ask_victim"
    """Write to the victim, and mark what came back as read."""
    WORK_CASE = "work_case"
    """Change its state, whom it waits for, its letters' states."""
    ASSIGN_CASE = "assign_case"
    """Hand a case to somebody, or take it away."""
    JOIN_CASES = "join_cases"
    """Work on several cases together, or separate them again."""
    EXPORT_CASE = "export_case"
    """Take a case out of the portal as a file."""
    ASK_REISSUE = "ask_reissue"
    """Ask that a victim gets a new access code."""
    APPROVE_REISSUE = "approve_reissue"
    """Be the second of the two whom a new access code needs."""
    DECIDE_DISPUTE = "decide_dispute"
    """Decide, as one of two, whether a letter is withdrawn."""
    BLOCK = "block"
    """Put somebody on the block list, or take them off."""
    SEE_FORMATS = "see_formats"
    """Files that nobody knew: the titles of their columns and what they were taken to mean; nothing of a case."""
    DECIDE_FORMATS = "decide_formats"
    """Accept or dismiss what a reader said of such a file."""
    SEE_EVENTS = "see_events"
    """The whole audit trail: ids and codes only."""
    MANAGE_PEOPLE = "manage_people"
    """Invite staff, change roles, end sessions, allow a new second factor."""


class Scope(StrEnum):
    """On which cases a permission holds."""

    ANY = "any"
    OWN = "own"
    """Those assigned to oneself."""


_ANY, _OWN = Scope.ANY, Scope.OWN
_SUPPORT, _WORKER, _SUPERVISOR = StaffRole.SUPPORT, StaffRole.CASE_WORKER, StaffRole.SUPERVISOR

GRANTS: Mapping[Permission, Mapping[str, Scope]] = MappingProxyType(
    {
        Permission.SEE_COUNTS: dict.fromkeys(StaffRole, _ANY),
        Permission.SEE_CASES: {_SUPPORT: _ANY, _WORKER: _ANY, _SUPERVISOR: _ANY},
        Permission.SEE_PERSON: {_WORKER: _ANY, _SUPERVISOR: _ANY},
        Permission.TAKE_CASE: {_SUPPORT: _ANY, _WORKER: _ANY, _SUPERVISOR: _ANY},
        Permission.WRITE_NOTE: {_SUPPORT: _ANY, _WORKER: _ANY, _SUPERVISOR: _ANY},
        Permission.ASK_VICTIM: {_SUPPORT: _OWN, _WORKER: _OWN, _SUPERVISOR: _ANY},
        Permission.WORK_CASE: {_SUPPORT: _OWN, _WORKER: _OWN, _SUPERVISOR: _ANY},
        Permission.ASSIGN_CASE: {_SUPPORT: _OWN, _WORKER: _OWN, _SUPERVISOR: _ANY},
        Permission.JOIN_CASES: {_WORKER: _ANY, _SUPERVISOR: _ANY},
        Permission.EXPORT_CASE: {_WORKER: _OWN, _SUPERVISOR: _ANY},
        Permission.ASK_REISSUE: {_SUPPORT: _ANY, _WORKER: _ANY, _SUPERVISOR: _ANY},
        Permission.APPROVE_REISSUE: {_SUPERVISOR: _ANY},
        Permission.DECIDE_DISPUTE: {_WORKER: _ANY, _SUPERVISOR: _ANY},
        Permission.BLOCK: {_SUPERVISOR: _ANY},
        Permission.SEE_FORMATS: {_SUPPORT: _ANY, _WORKER: _ANY, _SUPERVISOR: _ANY, StaffRole.ADMINISTRATOR: _ANY},
        Permission.DECIDE_FORMATS: {_SUPERVISOR: _ANY, StaffRole.ADMINISTRATOR: _ANY},
        Permission.SEE_EVENTS: {StaffRole.AUDITOR: _ANY},
        Permission.MANAGE_PEOPLE: {StaffRole.ADMINISTRATOR: _ANY},
    }
)
"""Permission -> role -> on which cases. What is not here is refused."""


_ANYONE = (
    "healthz set_language victim:start victim:first_steps victim:privacy victim:companies victim:company"
    " victim:mail_back victim:mail_asked victim:mail_link victim:mail_landing"
    " victim:danger victim:young victim:suggest victim:step victim:keep victim:back victim:leave victim:measures"
    " victim:erased victim:help_lines victim:calls victim:police_questions victim:check_message victim:fetch_code"
    " account_login mfa_authenticate account_inactive account_reset_password account_confirm_password_reset_code"
    " account_complete_password_reset account_password_reset_completed staff:join"
)
_OUTSIDER = "public:verify public:verify_code public:objection public:objection_sent public:appeal public:appeal_sent"
_HOLDER = (
    "victim:histories victim:histories_progress victim:history victim:history_left_out victim:history_columns"
    " victim:history_zone "
    "victim:corrections victim:correction "
    "victim:understood victim:check victim:welcome victim:save victim:sheet victim:saved victim:new_code"
    " victim:papers victim:progress victim:make_version victim:release victim:show_files victim:bundle victim:paper"
    " victim:original victim:recipient victim:state victim:older victim:taken victim:taken_new victim:taken_one"
    " victim:taken_remove victim:story victim:tasks victim:wallets victim:wallets_new victim:wallets_one"
    " victim:wallets_remove victim:accounts victim:accounts_new victim:accounts_one victim:accounts_remove"
    " victim:all_keys victim:keys victim:keys_new victim:keys_one victim:keys_remove"
    " victim:how victim:how_new victim:how_one victim:how_remove victim:when victim:answers"
    " victim:exports victim:to_tell victim:left_out victim:prices"
    " victim:log_out victim:visit victim:my_case victim:looked victim:export victim:erase victim:erase_now"
    " victim:consents victim:safety victim:mails victim:confirm_mail"
    " victim:messages victim:reissue"
    " victim:next_steps victim:contacts victim:contacts_new victim:contacts_one victim:contacts_remove"
    " victim:links victim:links_new victim:links_one victim:links_remove victim:reports victim:reports_new"
    " victim:reports_one victim:reports_remove victim:suspects victim:suspects_new victim:suspects_one"
    " victim:suspects_remove victim:files victim:files_new victim:files_one victim:files_remove"
    " victim:file_found victim:who"
)

_SIGNED_IN = (
    "account_logout account_reauthenticate account_change_password mfa_index mfa_reauthenticate mfa_activate_totp"
    " mfa_deactivate_totp mfa_view_recovery_codes mfa_generate_recovery_codes mfa_list_webauthn mfa_add_webauthn"
    " mfa_remove_webauthn mfa_reauthenticate_webauthn staff:stay"
)
_STAFF: Mapping[str, Permission] = {
    **dict.fromkeys(("staff:disputes", "staff:dispute"), Permission.DECIDE_DISPUTE),
    **dict.fromkeys(("staff:blocks", "staff:lift_block"), Permission.BLOCK),
    "staff:home": Permission.SEE_COUNTS,
    **dict.fromkeys(
        ("staff:queue", "staff:search", "staff:hand_over", "staff:case", "staff:compare", "staff:beside"),
        Permission.SEE_CASES,
    ),
    "staff:identifiers": Permission.EXPORT_CASE,
    **dict.fromkeys(("staff:preview", "staff:original", "staff:paper"), Permission.SEE_PERSON),
    "staff:take": Permission.TAKE_CASE,
    "staff:assign": Permission.ASSIGN_CASE,
    **dict.fromkeys(("staff:move", "staff:wait"), Permission.WORK_CASE),
    "staff:note": Permission.WRITE_NOTE,
    **dict.fromkeys(("staff:ask", "staff:put_away"), Permission.ASK_VICTIM),
    **dict.fromkeys(("staff:join_cases", "staff:part"), Permission.JOIN_CASES),
    **dict.fromkeys(("staff:reissue", "staff:stop_reissue"), Permission.ASK_REISSUE),
    "staff:approve_reissue": Permission.APPROVE_REISSUE,
    "staff:people": Permission.MANAGE_PEOPLE,
    "staff:invite": Permission.MANAGE_PEOPLE,
    "staff:person": Permission.MANAGE_PEOPLE,
    "staff:change_person": Permission.MANAGE_PEOPLE,
    **dict.fromkeys(("staff:formats", "staff:format"), Permission.SEE_FORMATS),
    "staff:decide_format": Permission.DECIDE_FORMATS,
    "staff:events": Permission.SEE_EVENTS,
    "staff:check_trail": Permission.SEE_EVENTS,
}

PERMISSIONS: Mapping[str, Audience | Permission] = MappingProxyType(
    {
        **dict.fromkeys((*_ANYONE.split(), *_OUTSIDER.split()), Audience.ANYONE),
        **dict.fromkeys(_HOLDER.split(), Audience.HOLDER),
        **dict.fromkeys(_SIGNED_IN.split(), Audience.SIGNED_IN),
        **_STAFF,
    }
)
"""View name -> who it is for; an address of the staff names the permission it needs."""
