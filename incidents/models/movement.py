"""A movement: one way money left. One table for all kinds; the columns of other kinds stay empty."""

from django.db import models

from incidents.core import record_movement
from incidents.models.fields import AmountField, EncryptedJSONField, EncryptedTextField
from incidents.models.rows import PartRow


class Movement(PartRow):
    """One row of what left: identifiers and amounts are clear (look-up), what names people is not."""

    part = record_movement.Movement

    kind = models.TextField(null=True, blank=True)
    at = models.DateTimeField(null=True, blank=True)
    at_told = models.CharField(max_length=64, null=True, blank=True)
    asset = models.TextField(null=True, blank=True)
    amount = AmountField(null=True, blank=True)
    institution = models.TextField(null=True, blank=True)
    note = EncryptedTextField(null=True, blank=True)
    origin = EncryptedJSONField(null=True, blank=True)
    value_given = EncryptedJSONField(null=True, blank=True)
    in_report = models.BooleanField(null=True)

    network = models.TextField(null=True, blank=True)
    txid = models.TextField(null=True, blank=True)
    index = models.IntegerField(null=True, blank=True)
    from_address = models.TextField(null=True, blank=True)
    to_address = models.TextField(null=True, blank=True)
    memo = models.TextField(null=True, blank=True)
    token_contract = models.TextField(null=True, blank=True)
    fee = AmountField(null=True, blank=True)
    fee_asset = models.TextField(null=True, blank=True)
    to_institution = models.TextField(null=True, blank=True)

    withdrawal_id = models.TextField(null=True, blank=True)
    status = models.TextField(null=True, blank=True)
    transfer_id = models.TextField(null=True, blank=True)
    counterparty = EncryptedTextField(null=True, blank=True)

    market = models.TextField(null=True, blank=True)
    side = models.TextField(null=True, blank=True)
    order_id = models.TextField(null=True, blank=True)
    trade_id = models.TextField(null=True, blank=True)
    price = AmountField(null=True, blank=True)
    quantity = AmountField(null=True, blank=True)
    quote_asset = models.TextField(null=True, blank=True)
    quote_amount = AmountField(null=True, blank=True)
    liquidity = models.TextField(null=True, blank=True)
    source = models.TextField(null=True, blank=True)
    api_key_label = EncryptedTextField(null=True, blank=True)
    reference_price = AmountField(null=True, blank=True)
    reference_source = models.TextField(null=True, blank=True)
    still_held = models.BooleanField(null=True)

    position_id = models.TextField(null=True, blank=True)
    liquidation_id = models.TextField(null=True, blank=True)
    spender = models.TextField(null=True, blank=True)

    bank = EncryptedTextField(null=True, blank=True)
    iban_masked = EncryptedTextField(null=True, blank=True)
    payment_reference = EncryptedTextField(null=True, blank=True)
    recall_requested_at = models.DateTimeField(null=True, blank=True)
    recall_requested_at_told = models.CharField(max_length=64, null=True, blank=True)

    txid_key = models.CharField(max_length=200, blank=True, default="", db_index=True, help_text="one spelling")
    to_key = models.CharField(max_length=200, blank=True, default="", db_index=True, help_text="one spelling")

    class Meta(PartRow.Meta):
        ordering = ("position",)

    def __str__(self) -> str:
        return f"{self.kind} {self.position}"
