"""What stays of a case when it is erased, and what goes: each field of each table is declared, a test says so.

Kept are ids, states, counts, times and hashes that the audit trail and the figures of the portal rest on. Everything
that says something about a person or a theft is erased.
"""

from collections.abc import Mapping
from types import MappingProxyType

_PART = frozenset({"id", "case", "position"})

KEPT: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "Case": frozenset(
            {"id", "reference", "state", "version", "changes", "incident_row", "created_at", "updated_at"}
            | {"submitted_at", "score", "score_changes_at", "email_confirmed_at", "accepted_at", "assignee"}
            | {"waiting_for", "waiting_since", "raised_at", "lead", "reissue_off", "retention_warned_at"}
        ),
        "Block": frozenset({"id", "kind", "key", "reason", "by", "at", "appeal", "appealed_at", "lifted_at"})
        | {"lifted_by"},
        "CodeReissue": frozenset(
            {"id", "case", "asked_by", "asked_at", "ground", "approved_by", "approved_at", "not_before", "done_at"}
            | {"stopped_at", "stopped_by"}
        ),
        "Dispute": frozenset({"id", "document", "state", "role", "opened_at", "decided_at"}),
        "DisputeVote": frozenset({"id", "dispute", "user", "upholds", "at"}),
        "FactorReset": frozenset({"id", "user", "asked_by", "asked_at", "approved_by", "done_at", "refused_at"}),
        "Look": frozenset({"id", "case", "user", "event_number", "at"}),
        "Mail": frozenset(
            {"id", "case", "kind", "language", "state", "attempts", "lease", "lease_until", "next_at", "error_code"}
            | {"created_at", "sent_at"}
        ),
        "MailLink": frozenset({"id", "case", "purpose", "token_hash", "created_at", "expires_at", "used_at"}),
        "Message": frozenset({"id", "case", "author", "from_staff", "answers", "sent_at", "read_at"}),
        "Statement": frozenset(
            {
                "id",
                "case",
                "part",
                "evidence",
                "rows_total",
                "rows_read",
                "rows_skipped",
                "rows_ruined",
                "state",
                "attempts",
            }
            | {"lease", "lease_until", "next_at", "error_code", "created_at", "finished_at", "reviewed_at"}
        ),
        "StatementRow": frozenset({"id", "statement", "case", "line"}),
        "FormatProposal": frozenset(
            {"id", "header_key", "headers", "mapping", "zone", "used", "differed"}
            | {"first_at", "last_at", "accepted_at", "dismissed_at"}
        ),
        "Note": frozenset({"id", "case", "author", "written_at"}),
        "Account": _PART,
        "Cause": _PART,
        "Contact": _PART,
        "Evidence": _PART | {"received_at"},
        "Indicator": _PART,
        "Letter": _PART,
        "Movement": _PART,
        "PoliceReport": _PART,
        "Suspect": _PART,
        "Wallet": _PART,
        "Submission": frozenset({"id", "case", "version", "fingerprint", "made_at"}),
        "Document": frozenset(
            {"id", "case", "submission", "position", "kind", "letter", "strength", "language", "input_hash", "replaces"}
            | {"state", "attempts", "lease", "lease_until", "next_at", "enqueued_at", "error_code", "created_at"}
            | {"finished_at", "media_type", "sha256", "size", "pages", "seconds", "code", "withdrawn_at"}
            | {"withdrawn_why"}
        ),
        "Event": frozenset({"id", "number", "at", "kind", "case_id", "actor", "details", "previous", "hash"}),
        "EventHead": frozenset({"id", "number", "hash", "mac"}),
        "Incident": frozenset({"id", "slug", "name", "opened_at", "closed_at"}),
        "Throttle": frozenset({"id", "key", "since", "count"}),
        "User": frozenset({"id", "username", "is_active", "is_staff", "is_superuser", "date_joined", "last_login"})
        | {"role", "sessions_epoch"},
    }
)

ERASED: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "Block": frozenset(),
        "CodeReissue": frozenset({"pickup_hash"}),
        "Dispute": frozenset({"name", "contact", "text"}),
        "DisputeVote": frozenset({"reason"}),
        "FactorReset": frozenset(),
        "Look": frozenset(),
        "Mail": frozenset({"to", "to_index", "secret"}),
        "MailLink": frozenset({"email_index", "browser_hash"}),
        "Message": frozenset({"template", "text", "check_code"}),
        "Statement": frozenset(
            {
                "name",
                "format",
                "institution",
                "encoding",
                "delimiter",
                "zone",
                "zone_from",
                "mapping",
                "needs",
                "counts",
                "warnings",
            }
        ),
        "StatementRow": frozenset(
            {"kind", "why", "at", "asset", "amount", "market", "same_key", "same_as", "suggested", "reasons", "chosen"}
            | {"movement", "sealed"}
        ),
        "FormatProposal": frozenset(),
        "Note": frozenset({"text"}),
        "Case": frozenset(
            {
                "score_reasons",
                "mails_off",
                "code_hash",
                "email_index",
                "letters_released",
                "typed",
                "incident",
                "language",
                "country",
                "time_zone",
            }
            | {"victim", "reporter", "other_holders", "safety", "estimate", "kind", "discovered_at"}
            | {"discovered_at_told", "window", "window_from", "window_to", "ongoing", "narrative", "consents", "extra"}
        ),
        "Account": frozenset(
            {"extra", "institution", "institution_name", "uid", "registered_email", "state", "two_factor", "api_keys"}
        ),
        "Cause": frozenset({"extra", "statement", "status", "by", "on"}),
        "Contact": frozenset(
            {"extra", "institution", "channel", "sent_at", "sent_at_told", "reference", "status", "hold_until", "note"}
        ),
        "Evidence": frozenset(
            {"extra", "file", "title", "captured_at", "captured_at_told", "source", "grade", "sha256"}
            | {"stored_as", "preview_as", "measured_sha256", "media_type", "size", "scan", "proposed"}
        ),
        "Indicator": frozenset({"extra", "kind", "value", "value_index", "role", "first_seen", "note"}),
        "Letter": frozenset({"extra", "kind", "institution", "dropped", "sent_at", "sent_at_told"}),
        "Movement": frozenset(
            {"extra", "kind", "at", "at_told", "asset", "amount", "institution", "note", "origin", "value_given"}
            | {"in_report", "network", "txid", "index", "from_address", "to_address", "memo", "token_contract", "fee"}
            | {
                "fee_asset",
                "to_institution",
                "withdrawal_id",
                "status",
                "transfer_id",
                "counterparty",
                "market",
                "side",
            }
            | {"order_id", "trade_id", "price", "quantity", "quote_asset", "quote_amount", "liquidity", "source"}
            | {"api_key_label", "reference_price", "reference_source", "still_held", "position_id", "liquidation_id"}
            | {"spender", "bank", "iban_masked", "payment_reference", "recall_requested_at", "recall_requested_at_told"}
            | {"txid_key", "to_key"}
        ),
        "PoliceReport": frozenset(
            {"extra", "country", "authority", "document", "number", "filed_on", "officer", "unit", "email"}
        ),
        "Suspect": frozenset({"extra", "name_or_handle", "suspected_by", "because"}),
        "Wallet": frozenset({"extra", "network", "address", "app"}),
        "Submission": frozenset({"record", "papers"}),
        "Document": frozenset({"institution", "folder", "file_name", "stored_as", "note"}),
        "Event": frozenset(),
        "EventHead": frozenset(),
        "Incident": frozenset(),
        "Throttle": frozenset(),
        "User": frozenset({"password", "first_name", "last_name", "email"}),
    }
)
