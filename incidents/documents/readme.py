"""What to do with each paper, in which order: the one text that is for the reporter alone."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext, override

from incidents.core.addressees import ORDER
from incidents.core.record import CaseRecord
from incidents.core.vocabulary import DocumentKind, LetterKind, Strength
from incidents.documents.clean import defang
from incidents.documents.paper import ESTATE, FAKE_PLATFORM, MadeWith, Paper
from incidents.documents.plan import OWN, letters_held_back, plan
from incidents.documents.recipient import Recipient, recipient


def build(record: CaseRecord, made: MadeWith, language: str) -> bytes:
    """The text."""
    with override(language):
        return ("\n".join(_lines(record, made)) + "\n").encode()


def _lines(record: CaseRecord, made: MadeWith) -> Iterator[str]:
    papers = plan(record, letters_released=True)
    yield gettext("Nothing has been sent to any company or to the police. You send each paper yourself.")
    yield gettext("This is not a police report.")
    yield gettext("Case %(reference)s, version %(version)s") % {"reference": made.reference, "version": made.version}
    if made.replaces:
        yield gettext("It replaces version %(number)s.") % {"number": made.replaces}
    if not record.consents.truth:
        yield ""
        yield gettext("Every paper is marked \u201cdraft, not declared\u201d until you say that it is true.")
    yield from _danger(record)
    if any(letter.sent_at for letter in record.letters) or record.contacts:
        yield ""
        yield gettext("Where you wrote to a company before: does its folder hold a file that ends in update.txt?")
        yield gettext("Then paste its three lines into your open ticket. They say whether a new letter goes with them.")
    held = letters_held_back(record)
    first, later = ([], []) if held else (_company_steps(papers), [*_later_steps(papers), *_site_steps(papers)])
    steps = [*first, *_police_steps(papers), *later, *_note_steps(papers)]
    for number, step in enumerate(steps, 1):
        yield ""
        yield f"{number}. {step[0]}"
        yield from (f"   {line}" for line in step[1:])
    yield ""
    if not record.consents.share_with_institutions:
        yield gettext("No letters to companies were made, because you did not agree to share with companies.")
    yield gettext("Keep the folder \u201c%(folder)s\u201d to yourself.") % {"folder": OWN}
    yield gettext(
        "Nobody who works on this calls you, asks for money or asks to see your screen. Whoever does is a thief."
    )


def _danger(record: CaseRecord) -> Iterator[str]:
    if letters_held_back(record):
        yield ""
        yield gettext("If you are in danger, call the emergency number of your country first.")
        yield gettext("Letters to companies wait until you choose: a company may tell the account holder.")
        yield gettext("Once you have chosen, each company's folder says by its message what to send there.")


def _company_steps(papers: tuple[Paper, ...]) -> Iterator[list[str]]:
    """Own account first, then where the money went, the strongest ask first."""
    letters = [paper for paper in papers if paper.kind == DocumentKind.LETTER]
    own = [paper for paper in letters if paper.letter == LetterKind.L2A]
    others = sorted(
        (paper for paper in letters if paper.letter == LetterKind.L1),
        key=lambda paper: ORDER.index(paper.strength or Strength.ENQUIRY),
    )
    for paper in (*own, *others):
        yield [
            gettext("%(name)s: send today. Folder \u201c%(folder)s\u201d.")
            % {"name": paper.name, "folder": paper.folder},
            _why(paper),
            *_how(recipient(paper.institution or "", paper.name)),
            gettext("Paste %(message)s. Attach the letter (PDF) and the identifiers files.")
            % {"message": _message_beside(paper, papers)},
            gettext("Write the ticket number down. Only this company gets this folder."),
        ]


def _message_beside(letter: Paper, papers: Iterable[Paper]) -> str:
    """The name of the message that goes with a letter."""
    whose = (DocumentKind.MESSAGE_TXT, letter.letter, letter.institution)
    return next(paper.file_name for paper in papers if (paper.kind, paper.letter, paper.institution) == whose)


def _why(paper: Paper) -> str:
    if paper.letter == LetterKind.L2A:
        return gettext("Your account there was hit. The letter asks it to act now and to keep its records.")
    return {
        Strength.HOLD: gettext("Money went to one customer there. The letter asks to hold that sum."),
        Strength.LOCATE: gettext("Money went into its shared wallet. The letter asks to find and hold that sum."),
        Strength.ENQUIRY: gettext("Money may have gone there. The letter only asks."),
    }[paper.strength or Strength.ENQUIRY]


def _how(to: Recipient) -> list[str]:
    """The victims' way in, or how to find it safely."""
    if to.channel:
        return [
            gettext("Way in: %(text)s (source: %(source)s, %(when)s; check it first)")
            % {"text": to.channel.text, "source": to.channel.source, "when": to.channel.when or gettext("undated copy")}
        ]
    if to.domain and to.domain_pinned:
        return [gettext("Log in on %(domain)s, open a support ticket, paste the message.") % {"domain": to.domain}]
    safe = gettext("Do not follow search results, phone numbers or chat offers: many are false.")
    if to.domain:
        return [
            gettext(
                "No verified channel. A public list names the site %(domain)s. Type it yourself, do not search for it."
            )
            % {"domain": to.domain},
            safe,
        ]
    return [
        gettext("No verified channel is known. Open the company's own app, or its site from an old contract of yours."),
        safe,
    ]


def _police_steps(papers: tuple[Paper, ...]) -> Iterator[list[str]]:
    names = {paper.kind: paper.file_name for paper in papers if paper.folder == "police"}
    yield [
        gettext("Police: report today, online or at a station. Folder \u201cpolice\u201d."),
        gettext("Short on time: print and hand over %(name)s (two pages).")
        % {"name": names[DocumentKind.FIRST_REPORT]},
        gettext("Better: %(name)s. Its cover says which pages to print.") % {"name": names[DocumentKind.DOSSIER]},
        gettext("If mail with attachments inside is refused: %(name)s.") % {"name": names[DocumentKind.DOSSIER_COPY]},
        gettext("For web forms: copy from %(name)s.") % {"name": names[DocumentKind.DOSSIER_TXT]},
        gettext("Ask for the number of the report. Enter it here and make the papers again."),
        gettext("Hand it over at the desk or by the police's own site. Never to somebody who calls you."),
    ]


def _later_steps(papers: tuple[Paper, ...]) -> Iterator[list[str]]:
    """What own companies get once the first letters are out and the exports are safe."""
    for paper in papers:
        if paper.kind != DocumentKind.LETTER or paper.letter not in {LetterKind.L2B, LetterKind.L2C}:
            continue
        if paper.letter == LetterKind.L2B:
            title = gettext(
                "%(name)s: ask for your data. Not before your own exports are saved, or if you cannot get in."
            )
            why = gettext("The letter asks for a copy of what the company holds about your account.")
        else:
            title = gettext("%(name)s: the complaint that you asked for. Not before your own exports are saved.")
            why = gettext("A company may lock an account after a complaint.")
        yield [
            title % {"name": paper.name},
            why,
            gettext("Put it into the same ticket. File: %(path)s") % {"path": paper.path},
        ]


def _site_steps(papers: tuple[Paper, ...]) -> Iterator[list[str]]:
    """The thief's sites: after the police, by a way that does not give the reporter away."""
    for paper in papers:
        if paper.kind == DocumentKind.LETTER and paper.letter == LetterKind.L5:
            yield [
                gettext("The site %(site)s: report it once you have screenshots and the police know of it.")
                % {"site": defang(paper.name)},
                gettext("A site that is switched off can no longer be examined."),
                gettext("Who to send it to stands in the register of domain names (RDAP, at ICANN for most names)."),
                gettext("It names the registrar's abuse contact. The police can look that up for you."),
                gettext(
                    "The report does not name you. Your e-mail address does: use a web form, or let the police send it."
                ),
                gettext("The registrar may show the report to whoever runs the site. File: %(path)s")
                % {"path": paper.path},
            ]


def _note_steps(papers: tuple[Paper, ...]) -> Iterator[list[str]]:
    for paper in papers:
        if paper.note == FAKE_PLATFORM:
            yield [
                gettext("\u201c%(name)s\u201d: do not write to it. Show the note to the police.")
                % {"name": paper.name},
                gettext("File: %(name)s") % {"name": paper.file_name},
            ]
        elif paper.note == ESTATE:
            yield [
                gettext("%(name)s is closed or insolvent. Send the note to whoever winds it up.")
                % {"name": paper.name},
                gettext("File: %(name)s") % {"name": paper.path},
            ]
