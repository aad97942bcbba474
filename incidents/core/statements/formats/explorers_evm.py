"""Explorers of EVM chains: Etherscan and its kin, Blockscout, Snowtrace, Zerion. Header lines from BittyTax (2026).

Which side is the victim's is told by the two value columns, else by the address that all rows share.
"""

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from incidents.core.statements.format import Act, Cells, Format

_CHAINS = {"eth": "ethereum", "bnb": "bsc", "matic": "polygon", "pol": "polygon", "avax": "avalanche", "ftm": "fantom",
           "xdai": "gnosis"}  # fmt: skip
_FILE_CHAINS = ("bscscan", "polygonscan", "arbiscan", "basescan", "optimistic", "snowtrace", "ftmscan", "gnosisscan")
_APPROVES = re.compile(
    r"approve|increase ?allowance|set ?approval ?for ?all|permit|0x(?:095ea7b3|39509351|a22cb465|d505accf)"
)
"""Methods, by name or selector, that let somebody else move tokens."""
_NETWORKS = ("bsc", "polygon", "arbitrum", "base", "optimism", "avalanche", "fantom", "gnosis")


def _own(path: str, rows: list[Cells]) -> Mapping[str, str]:
    """The address that the file is about: named in its name, else the one most rows share; of equals the sender."""
    name = re.search(r"0x[0-9a-f]{40}", path.casefold())
    seen: Counter[str] = Counter()
    for row in rows:
        sides = ("from", "fromaddress", "parenttxfrom", "to", "toaddress", "txto")
        seen.update(list(dict.fromkeys(row[key].casefold() for key in sides if row.get(key))))
    own = name[0] if name else next((address for address, _ in seen.most_common(1)), "")
    named = next((net for part, net in zip(_FILE_CHAINS, _NETWORKS, strict=True) if part in path.casefold()), "")
    return {"\0own": own, "\0network": named}


@lru_cache
def _value_columns(names: tuple[str, ...]) -> list[tuple[str, str, str]]:
    matches = (re.fullmatch(r"value(in|out)(\w*)", name) for name in names)
    return [(match[0], match[1], match[2]) for match in matches if match]


def _values(cells: Cells) -> Mapping[str, str]:
    """Value_IN(BNB) and Value_OUT(BNB): direction, amount, coin and with it the chain; and whether it failed.

    What an approval is addressed to is the token; who may move it now is not in the file.
    """
    found = {"network": cells.get("\0network", ""), "status": _outcome(cells)}
    for name, side, coin in _value_columns(tuple(cells)):
        found[f"{side}_amount"] = cells[name]
        if coin:
            found[f"{side}_asset"] = coin.upper()
            found["network"] = found["network"] or _CHAINS.get(coin, "")
    if _APPROVES.match(cells.get("method", "").strip().casefold()):
        return {
            "network": found["network"],
            "status": found["status"],
            "type": "approval",
            "token_contract": cells.get("to", ""),
        }
    return found | {"address": cells.get("to") or cells.get("txto", "")}


def _outcome(cells: Cells) -> str:
    """Etherscan leaves the status of what went well empty, or 0 where it is an internal one."""
    status = cells.get("status", "").strip().casefold()
    went_wrong = "error" in status or "fail" in status or ("txto" in cells and status not in ("", "0"))
    return "failed" if went_wrong or cells.get("errcode", "").strip() else ""


def _transfer(cells: Cells) -> Mapping[str, str]:
    """A token's row: out where it is from the own address."""
    sender = (cells.get("from") or cells.get("fromaddress", "")).casefold()
    out = sender == cells.get("\0own")
    return {"direction": "out" if out else "in", "network": cells.get("\0network", "") or cells.get("chain", "")}


_ETH = "Status|ErrCode|Method"
_HEAD = "Blockno|UnixTimestamp|DateTime (UTC)|From|To|ContractAddress|Value_IN(*)|Value_OUT(*)"
_TAIL = "TxnFee(*)|TxnFee(USD)|Historical $Price/*"
_INNER = "ParentTxFrom|ParentTxTo|ParentTx*_Value|From|TxTo|ContractAddress|Value_IN(*)|Value_OUT(*)"
_TOKEN = {
    "at": "unixtimestamp|datetime|blockunixtimestamp|blockdatetime", "txid": "txhash|txhash|transactionhash|txhash",
    "sender": "from|fromaddress", "address": "to|toaddress", "amount": "tokenvalue|value|tokenstransferred|quantity",
    "token_contract": "contractaddress|tokencontractaddress|tokenaddress", "asset": "tokensymbol", "status": "status",
}  # fmt: skip
_VALUES = ("out_amount", "out_asset", "in_amount", "in_asset", "network", "status", "type", "address", "token_contract")
_ACTS = {"out": Act.OUT, "in": Act.IN}

FORMATS = (
    Format(
        "etherscan_transactions",
        None,
        tuple(
            f"{hash_}|{_HEAD}|CurrentValue @ $*/Eth|{_TAIL}|{_ETH}{more}"
            for hash_ in ("Transaction Hash", "Txhash")
            for more in ("", "|PrivateNote", "|ChainId|Chain|Value(*)", "|ChainId|Chain|Value(*)|PrivateNote")
        ),
        {"at": "unixtimestamp", "txid": "transactionhash|txhash", "sender": "from", "fee": "txnfee*"},
        act=Act.SWAP,
        acts={"approval": Act.APPROVAL},
        onchain=True,
        learn=_own,
        derive=_values,
        derives=_VALUES,
    ),
    Format(
        "etherscan_internal",
        None,
        tuple(
            f"{hash_}|Blockno|UnixTimestamp|DateTime (UTC)|{_INNER}|CurrentValue @ $*/Eth|Historical $Price/*|Status"
            f"|ErrCode|Type{more}"
            for hash_ in ("Transaction Hash", "Txhash")
            for more in ("", "|PrivateNote")
        ),
        {"at": "unixtimestamp", "txid": "transactionhash|txhash", "sender": "from"},
        act=Act.SWAP,
        onchain=True,
        learn=_own,
        derive=_values,
        derives=_VALUES,
    ),
    Format(
        "etherscan_tokens",
        None,
        (
            "Transaction Hash|Blockno|UnixTimestamp|DateTime (UTC)|From|To|TokenValue|USDValueDayOfTx|ContractAddress"
            "|TokenName|TokenSymbol",
            "Txhash|Blockno|UnixTimestamp|DateTime|From|To|TokenValue|USDValueDayOfTx|ContractAddress"
            "|TokenName|TokenSymbol",
            "Txhash|UnixTimestamp|DateTime|From|To|Value|ContractAddress|TokenName|TokenSymbol",
            "chain_id|tx_hash|block_number|block_unix_timestamp|block_datetime|from|to|token_value|token_address"
            "|token_name|token_symbol",
            "TxHash|BlockNumber|UnixTimestamp|FromAddress|ToAddress|TokenContractAddress|Type|TokenSymbol"
            "|TokensTransferred|TransactionFee|Status|ErrCode",
        ),
        _TOKEN,
        acts=_ACTS,
        onchain=True,
        learn=_own,
        derive=lambda cells: {**_transfer(cells), "type": _transfer(cells)["direction"]},
        derives=("type", "network"),
    ),
    Format(
        "etherscan_nfts",
        None,
        (
            "Transaction Hash|Blockno|UnixTimestamp|DateTime (UTC)|From|To|ContractAddress|TokenName|TokenSymbol"
            "|Token ID|Type|Quantity",
            "Txhash|Blockno|UnixTimestamp|DateTime|From|To|ContractAddress|TokenId|TokenName|TokenSymbol",
            "Txhash|UnixTimestamp|DateTime|From|To|ContractAddress|TokenId|TokenName|TokenSymbol",
        ),
        {"at": "unixtimestamp", "txid": "transactionhash|txhash", "sender": "from", "address": "to",
         "token_contract": "contractaddress", "asset": "tokensymbol", "index": "tokenid", "note": "tokenname"},
        acts=_ACTS,
        onchain=True,
        learn=_own,
        derive=lambda cells: {**_transfer(cells), "type": _transfer(cells)["direction"],
                              "amount": cells.get("quantity") or "1"},
        derives=("type", "network", "amount"),
    ),
    Format(
        "blockscout_transactions",
        None,
        ("TxHash|BlockNumber|UnixTimestamp|FromAddress|ToAddress|ContractAddress|Type|Value|Fee|Status|ErrCode"
         "|CurrentPrice|TxDateOpeningPrice|TxDateClosingPrice",),
        {"at": "unixtimestamp", "txid": "txhash", "sender": "fromaddress", "address": "toaddress", "type": "type",
         "amount": "value", "fee": "fee", "status": "status"},
        acts=_ACTS,
        onchain=True,
    ),
    Format(
        "zerion_history",
        None,
        (
            "Date|Time|Transaction Type|Status|Application|Accounting Type|Buy Amount|Buy Currency|Buy Currency Address"
            "|Buy Fiat Amount|Buy Fiat Currency|Sell Amount|Sell Currency|Sell Currency Address|Sell Fiat Amount"
            "|Sell Fiat Currency|Fee Amount|Fee Currency|Fee Fiat Amount|Fee Fiat Currency|Sender|Receiver|Tx Hash|Link"
            "|Timestamp|Changes JSON",
        ),
        {"at": "timestamp", "type": "transactiontype", "status": "status", "in_amount": "buyamount",
         "in_asset": "buycurrency", "out_amount": "sellamount", "out_asset": "sellcurrency",
         "token_contract": "sellcurrencyaddress", "fee": "feeamount", "fee_asset": "feecurrency", "sender": "sender",
         "address": "receiver", "txid": "txhash"},
        acts={r"approv": Act.APPROVAL, r"": Act.SWAP},
        onchain=True,
        constants={"network": "ethereum"},
    ),
)  # fmt: skip
