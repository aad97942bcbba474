"""Crypto.com: app, exchange and on-chain wallet. Header lines from BittyTax, Export-To-Ghostfolio, cryptoTax (2026)."""

import re
from collections.abc import Mapping

from incidents.core.statements.format import Act, Cells, Format

_TO = re.compile(r"(?:Withdrawal|Transaction|Transfer)\s+to\s+(?P<to>\S+)")
_KINDS = {
    r"exchange_to_crypto|to_exchange_transfer": Act.OWN_TRANSFER,
    r"crypto_withdrawal|viban_withdrawal|viban_card_top_up|invest_withdrawal_to": Act.OUT,
    r"crypto_transfer": Act.INTERNAL,
    r"crypto_payment|card_top_up|pay_checkout(?!_reward)": Act.BY_SIGN,
    r"crypto_deposit|viban_deposit|fiat_deposit": Act.IN,
    r"reward|interest|cashback|bonus|rebate|airdrop|gift|reimburse|credited_to|refund|admin_wallet_credited|earn(?!.*program)"
    r"|compound_interest|rewards": Act.IN,
    r"dust_conversion|swap_(credited|debited)|interest_swap": Act.LEG,
    r"crypto_exchange|viban_exchange|crypto_viban|crypto_purchase|viban_purchase|trading|recurring_buy|van_purchase"
    r"|purchase_commit|sell_commit": Act.SWAP,
    r"lockup|stake|earn_program|invest_|supercharger|vault|deposit_to|locked"
    r"|unlock|transfer_to|swap_": Act.OWN_TRANSFER,
}


def _sides(cells: Cells) -> Mapping[str, str]:
    """An exchange has two sides; a purchase was paid in the native currency."""
    amount, into = cells.get("amount", "").strip(), cells.get("toamount", "").strip()
    asset, native = cells.get("currency", ""), cells.get("nativecurrency", "")
    if into and cells.get("tocurrency"):
        return {"out_amount": amount, "out_asset": asset, "in_amount": into, "in_asset": cells["tocurrency"]}
    worth = cells.get("nativeamount", "")
    if "purchase" in cells.get("transactionkind", ""):
        return {"out_amount": worth, "out_asset": native, "in_amount": amount, "in_asset": asset}
    if amount.startswith("-"):
        return {"out_amount": amount, "out_asset": asset}
    return {"in_amount": amount, "in_asset": asset}


def _address(cells: Cells) -> Mapping[str, str]:
    match = _TO.search(cells.get("description", ""))
    return {"address": match["to"]} if match and cells.get("sentamount") else {}


FORMATS = (
    Format(
        "cryptocom_app",
        "crypto-com",
        (
            "Timestamp (UTC)|Transaction Description|Currency|Amount|To Currency|To Amount|Native Currency"
            "|Native Amount|Native Amount (in USD)|Transaction Kind|Transaction Hash",
            "Timestamp (UTC)|Transaction Description|Currency|Amount|To Currency|To Amount|Native Currency"
            "|Native Amount|Native Amount (in USD)|Transaction Kind",
        ),
        {"at": "timestamp", "type": "transactionkind", "asset": "currency", "amount": "amount",
         "txid": "transactionhash", "note": "transactiondescription"},
        acts=_KINDS,
        derive=_sides,
        derives=("out_amount", "out_asset", "in_amount", "in_asset"),
        pair_by=("at",),
    ),
    Format(
        "cryptocom_exchange_trades",
        "crypto-com",
        ("Order ID|Trade ID|Time (UTC)|Symbol|Side|Trade Price|Trade Amount|Volume of Business|Fee|Fee Currency",),
        {"at": "time", "order_id": "orderid", "id": "tradeid", "market": "symbol", "side": "side",
         "price": "tradeprice", "quantity": "tradeamount", "quote_amount": "volumeofbusiness", "fee": "fee",
         "fee_asset": "feecurrency"},
        act=Act.TRADE,
    ),
    Format(
        "cryptocom_wallet",
        "crypto-com",
        ("Date|Sent Amount|Sent Currency|Received Amount|Received Currency|Fee Amount|Fee Currency|Net Worth Amount"
         "|Net Worth Currency|Label|Description|TxHash",),
        {"at": "date", "out_amount": "sentamount", "out_asset": "sentcurrency", "in_amount": "receivedamount",
         "in_asset": "receivedcurrency", "fee": "feeamount", "fee_asset": "feecurrency", "txid": "txhash",
         "type": "label", "note": "description"},
        acts={r"cost|stake": Act.OWN_TRANSFER, r"": Act.SWAP},
        act=Act.SWAP,
        derive=_address,
        derives=("address",),
    ),
)  # fmt: skip
