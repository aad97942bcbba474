"""Error codes become sentences here, and nowhere else: what happened, and what to do now."""

from collections.abc import Mapping

from django.template.defaultfilters import filesizeformat
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from incidents.core.errors import RecourseError

AGAIN = _("Something went wrong here. Your answers are kept. Try again in a few minutes.")

SENTENCES: Mapping[str, str | Promise] = {
    "unexpected": AGAIN,
    "internal": _("Something went wrong here. We try again by ourselves."),
    "bad_input": _("We could not read this. Check it and try again."),
    "record_invalid": _("We could not read one of the answers. Check it and try again."),
    "not_an_object": _("We could not read one of the answers. Check it and try again."),
    "unknown_schema": _("This file was made by another version. We could not read it."),
    "unknown_word": _("This word is not in our list. We kept it as typed."),
    "unknown_member": _("This part is new to us. We kept it as it is."),
    "unknown_zone": _("We do not know this time zone. Choose another one."),
    "unknown_language": _("We do not have this language. Choose another one."),
    "date_unreadable": _("Enter the day as numbers, like 27 3 2026."),
    "time_unreadable": _("Enter the time like 14:30."),
    "time_without_offset": _("This time had no time zone. We used yours."),
    "amount_not_a_number": _("Enter the amount as a number, like 1250.50."),
    "amount_too_long": _("This number is too long. Check it and try again."),
    "not_json": _("We could not read this file."),
    "secret_found": _("This holds a secret that nobody needs. We did not keep it."),
    "secret_not_stored": _("This held a secret that nobody needs. We took it out."),
    "characters_removed": _("We took out characters that cannot be kept."),
    "unknown_format": _("We do not know this kind of file yet. We can keep it as it is."),
    "not_found": _("We could not find this."),
    "case_not_found": _("Case number and code do not fit together. Check both."),
    "code_wrong": _("This is not the code of this case. Check it and try again."),
    "document_withdrawn": _("This letter was withdrawn. It is not offered any more."),
    "document_not_found": _("This paper is not there. It may not be made yet."),
    "no_such_paper": _("This paper is not there. It may not be made yet."),
    "fact_not_found": _("This line is not there any more."),
    "file_gone": _("This file is not there any more."),
    "file_outside": _("This file is not part of the case."),
    "file_missing": _("This file is missing."),
    "file_empty": _("The file is empty. Choose another one."),
    "file_type_refused": _("We cannot take this kind of file. Choose a picture, PDF, text, CSV or mail."),
    "file_could_run": _("We cannot take this kind of file: it could run. Print it to a PDF, or send a picture."),
    "file_two_in_one": _("This file is two things at once. That is not safe. Send a picture of it instead."),
    "file_unpacks_too_far": _("This file unpacks to far more than its size. Unpack it, then upload what matters."),
    "file_too_hard": _("We could not read this file safely. Print it to a PDF, or send pictures of it."),
    "file_old_office": _("This office file is old or has a password. Save it as PDF or CSV first."),
    "file_infected": _("Our virus scanner stopped this file. Send a picture of it instead, or tell the police."),
    "storage_away": _("This file could not be kept just now. Choose it again in a few minutes."),
    "image_too_large": _("The picture has too many dots to show. The original is kept."),
    "image_unreadable": _("The picture cannot be shown. The original is kept."),
    "not_allowed": _("This cannot be done with the case as it is now."),
    "not_permitted": _("Your role does not allow this."),
    "not_yours": _("This case is assigned to somebody else."),
    "not_oneself": _("Nobody changes their own account. Ask another administrator."),
    "needs_another_person": _("Two people are needed: somebody else must do this."),
    "reset_asked_already": _("Somebody asked for this already."),
    "reset_not_asked": _("Nobody has asked for this, or it is decided."),
    "invitation_not_found": _("User name and code do not fit together. The code may be used up or too old."),
    "user_invalid": _("This user name is taken or cannot be one."),
    "password_weak": _("This password is too short or on a list of common ones."),
    "code_used": _("This code was used already. Wait for the next one."),
    "text_missing": _("Write something first."),
    "text_too_long": _("This is too long. Shorten it, or send it in two parts."),
    "message_not_found": _("This message is not there."),
    "taken_already": _("Somebody else has taken this case in the meantime."),
    "same_case": _("These are worked on together already, or are one and the same case."),
    "not_linkable": _("One of the victims did not agree to be linked, or a case is unconfirmed."),
    "not_joined": _("This case is worked on by itself already."),
    "reissue_off": _("The victim switched this off for ever. Nobody can give this case a new code."),
    "reissue_runs": _("A new code is on its way already."),
    "reissue_not_found": _("No new code is on its way."),
    "reissue_too_early": _("The words are right. Come back when the 24 hours are over."),
    "no_code_yet": _("This case has no code yet that could be replaced."),
    "case_closed": _("This case is closed. Its papers are still here."),
    "no_such_transition": _("This cannot be done with the case as it is now."),
    "no_free_reference": AGAIN,
    "changed_elsewhere": _("The case was changed in another window. Your answer is below: check it and save again."),
    "no_such_letter": _("No letter of ours has this code. Compare it with the one on the letter."),
    "no_such_entry": _("We do not know this code. Compare it with the one you were shown."),
    "objection_not_found": _("This objection is not there."),
    "objection_decided": _("This objection is decided already."),
    "voted_already": _("You have decided about this already. It takes somebody else now."),
    "already_blocked": _("This is on the block list already."),
    "nothing_to_block": _("This cannot be read. Check it and try again."),
    "block_over": _("This entry is lifted already."),
    "blocked": _("This address cannot be used here."),
    "proof_missing": _("We could not see that somebody is here. Try once more."),
    "too_many": _("That is too much at once. Wait a little, then go on."),
    "files_too_many": _("The case holds as many files as it can. Remove nothing: tell the police of the others."),
    "statement_not_found": _("This list is not there."),
    "statement_being_read": _("This list is being read just now. Look at it again in a moment."),
    "statement_not_text": _("This file cannot be read as a list. It stays in your case as it is."),
    "archive_encrypted": _("The archive has a password. Unpack it, then upload the files."),
    "archive_unreadable": _("The archive is damaged or of an unknown kind. Unpack it, then upload the files."),
    "archive_too_deep": _("There are archives within archives. Unpack it, then upload the files."),
    "archive_too_large": _("What the archive holds is too large. Unpack it, then upload the lists alone."),
    "archive_too_many_files": _("The archive holds too many files. Unpack it, then upload the lists alone."),
    "mapping_unreadable": AGAIN,
    "mapping_unknown_meaning": AGAIN,
    "mapping_without_amount": _("Say which column holds the amount."),
    "mapping_meaning_twice": _("Two columns have the same meaning. Choose one of them."),
    "mapping_without_direction": _("No column says which way money went. So each owner of such a file is asked."),
    "zone_unknown": _("Choose a time zone from the list."),
    "too_many_chosen": _("More lines are chosen than papers can carry. Choose those that matter most."),
    "unknown_filter": AGAIN,
    "render_failed": _("The paper could not be made. We try again by ourselves."),
    "render_crashed": _("The paper could not be made. We try again by ourselves."),
    "render_timeout": _("Making the paper took too long. We try again by ourselves."),
    "render_too_large": _("The paper became too large to make."),
    "worker_died": _("Making the paper was cut off several times."),
    "mail_off": _("This portal sends no mail."),
    "mail_no_address": _("There is no e-mail address."),
    "mail_unconfirmed": _("The e-mail address is not confirmed."),
    "mail_unsafe": _("No mail is sent, for safety."),
    "mail_switched_off": _("This mail was switched off."),
    "mail_address_changed": _("The e-mail address has changed."),
    "mail_unwanted": _("The owner of this mailbox wants no mail."),
    "mail_late": _("The mail came too late and was not sent."),
    "mail_refused": _("The mail server refused this address."),
    "mail_server_away": _("The mail server does not answer. We try again by ourselves."),
    "line_break": _("This must be one line."),
    "email_unreadable": _("Enter an e-mail address like name@example.org."),
    "email_odd": _("We cannot write to this address. Choose one with plain letters."),
    "link_over": _("This link does nothing any more. Ask for a new one."),
    "key_missing": AGAIN,
    "value_does_not_open": AGAIN,
}
"""Every code that the other floors raise (a test compares)."""

WAITS = frozenset({"too_many_tries", "limit_reached", "wait_not_over"})
"""Codes whose sentence says how long to wait."""


def sentence(error: RecourseError) -> str:
    """What to tell the reader about an error.

    >>> from incidents.core.errors import NotFound
    >>> sentence(NotFound("file_gone"))
    'This file is not there any more.'
    """
    if error.code == "file_too_large":
        return gettext("The file is larger than %(most)s. Choose a smaller one.") % {
            "most": filesizeformat(str(error.params.get("most", 0)))
        }
    if error.code in WAITS:
        return waiting(error)
    return for_code(error.code)


def for_code(code: str) -> str:
    """The sentence of a bare code, as jobs keep it."""
    return str(SENTENCES.get(code, AGAIN))


def waiting(error: RecourseError) -> str:
    """When to go on, in the largest unit that says it well."""
    wait = error.params.get("wait")
    seconds = wait if isinstance(wait, int) else 15 * 60
    if error.code == "wait_not_over":
        words = ngettext(
            "Wait %(count)s second more, then press the button.",
            "Wait %(count)s seconds more, then press the button.",
            seconds,
        )
        return words % {"count": seconds}
    words = (
        gettext("Too many tries.")
        if error.code == "too_many_tries"
        else gettext("That is as much as we take at once. Nothing is lost.")
    )
    return f"{words} {when(seconds)}"


def when(seconds: int) -> str:
    """How long to wait.

    >>> when(61), when(3 * 3600)
    ('Wait 2 minutes, then try again.', 'Wait 3 hours, then try again.')
    """
    minutes, hours = -(-seconds // 60), -(-seconds // 3600)
    if minutes < 120:
        words = ngettext("Wait %(count)s minute, then try again.", "Wait %(count)s minutes, then try again.", minutes)
        return words % {"count": minutes}
    words = ngettext("Wait %(count)s hour, then try again.", "Wait %(count)s hours, then try again.", hours)
    return words % {"count": hours}
