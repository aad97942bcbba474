"""The tasks after the first papers as one table: what adds most stands first."""

from django.utils.translation import gettext_lazy as _

from incidents.core.record import CaseRecord
from incidents.core.vocabulary import CaseKind, MovementKind
from incidents.web.victim.around import contacts, files, links, reports, suspects, who
from incidents.web.victim.draft import Draft
from incidents.web.victim.more import accounts, causes, exports, keys, story, taken, taken_words, wallets
from incidents.web.victim.more.key_advice import still_on
from incidents.web.victim.more.tasks import Line, Task
from incidents.web.victim.prices import page as prices

ON_CHAIN = frozenset({CaseKind.SEED_THEFT, CaseKind.WALLET_DRAINER})
FROM_WALLET = frozenset({MovementKind.ONCHAIN_TRANSFER, MovementKind.TOKEN_APPROVAL})
MOST_READ = 200
"""Lines typed by hand that are read again for the state of their task: those from files are exact."""


def _needs_wallets(record: CaseRecord) -> bool:
    return record.kind in ON_CHAIN or any(movement.kind in FROM_WALLET for movement in record.movements)


def _all_counted(record: CaseRecord) -> bool:
    """Every line of the papers has an amount; a permission that was signed needs none."""
    counted = [m for m in record.reported if m.kind != MovementKind.TOKEN_APPROVAL]
    return bool(record.reported) and all(m.amount is not None for m in counted)


def _looks_wrong(record: CaseRecord) -> bool:
    typed = [movement for movement in record.reported if movement.origin is None]
    return any(any(taken_words.doubts_of(movement)) for movement in typed[:MOST_READ])


TASKS: tuple[Task, ...] = (
    Task(
        exports.WORD,
        _("Histories from your companies"),
        _("They prove most."),
        "victim:exports",
        is_done=exports.are_there,
        is_needed=lambda record: bool(record.accounts),
    ),
    Task(
        taken.PAGES.word,
        _("What was taken, line by line"),
        _("Each line is a trace that a company can follow."),
        "victim:taken",
        is_done=_all_counted,
        has_problem=_looks_wrong,
        overview=taken.PAGES.overview,
    ),
    Task(
        prices.PAGE.word,
        _("What the traded coins were worth"),
        _("It tells how much the forced trades cost you."),
        "victim:prices",
        is_done=prices.is_told,
        is_needed=prices.is_needed,
        has_problem=prices.looks_wrong,
        overview=prices.PAGE.overview,
    ),
    Task(
        accounts.PAGES.word,
        _("Your accounts at companies"),
        _("A company finds your account by its number."),
        "victim:accounts",
        is_done=lambda record: bool(record.accounts) and all(a.uid or a.registered_email for a in record.accounts),
        overview=accounts.PAGES.overview,
    ),
    Task(
        "keys",
        _("API keys"),
        _("A key that is still on lets the thief back in."),
        "victim:all_keys",
        is_done=lambda record: any(account.api_keys for account in record.accounts),
        is_needed=lambda record: bool(record.accounts),
        has_problem=lambda record: any(still_on(account) for account in record.accounts),
        overview=keys.overview,
    ),
    Task(
        wallets.PAGES.word,
        _("Your own wallets"),
        _("They show which money was yours."),
        "victim:wallets",
        is_done=lambda record: any(wallet.address for wallet in record.wallets),
        is_needed=_needs_wallets,
        overview=wallets.PAGES.overview,
    ),
    Task(
        causes.PAGES.word,
        _("How it happened"),
        _("Known, only suspected, or said by others."),
        "victim:how",
        is_done=lambda record: bool(record.causes),
        overview=causes.PAGES.overview,
    ),
    Task(
        story.WINDOW.word,
        _("When it happened"),
        _("Companies look up the logins of that time."),
        "victim:when",
        is_done=lambda record: record.window.from_ is not None,
        overview=story.WINDOW.overview,
    ),
    Task(
        story.STORY.word,
        _("What happened, in your own words"),
        _("The police read it first."),
        "victim:story",
        is_done=lambda record: bool(record.narrative),
        overview=story.STORY.overview,
    ),
    Task(
        links.PAGES.word,
        _("Links and contacts of the thief"),
        _("Police and hosts find traces with them."),
        "victim:links",
        is_done=lambda record: bool(record.indicators),
        overview=links.PAGES.overview,
    ),
    Task(
        files.PAGES.word,
        _("Your files"),
        _("Screenshots, mails and chats, as they are."),
        "victim:files",
        is_done=lambda record: bool(record.evidence),
        overview=files.PAGES.overview,
    ),
    Task(
        who.PAGE.word,
        _("Your birth date and address"),
        _("Only the police papers show them."),
        "victim:who",
        is_done=lambda record: bool(record.victim.date_of_birth and record.victim.address.lines),
        overview=who.PAGE.overview,
    ),
    Task(
        reports.PAGES.word,
        _("Reports to the police and others"),
        _("A police number opens doors at companies."),
        "victim:reports",
        is_done=lambda record: any(report.number for report in record.police_reports),
        overview=reports.PAGES.overview,
    ),
    Task(
        contacts.PAGES.word,
        _("What companies answered"),
        _("Tickets, holds and refusals go into the next version."),
        "victim:contacts",
        is_done=lambda record: bool(record.contacts),
        overview=contacts.PAGES.overview,
    ),
    Task(
        suspects.PAGES.word,
        _("Whom you suspect"),
        _("Only the police papers show it."),
        "victim:suspects",
        is_done=lambda record: bool(record.suspects),
        overview=suspects.PAGES.overview,
    ),
    Task(
        "consents",
        _("What you agree to"),
        _("Who may see it, and which letters are made."),
        "victim:consents",
        is_done=lambda record: bool(record.consents.truth),
    ),
)


def tasks(draft: Draft) -> list[Line]:
    """Every task with its state, in order."""
    return [Line(task, task.state(draft)) for task in TASKS]
