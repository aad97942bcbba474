"""What single formats say of their rows: whether money left at all, and what was only allowed."""

from tests.core.statements.reading import whole

OWN, OTHER = "0x5b3975651c3cab92d044c096dc30a1c2d9525497", "0x8dd29add9992f7006f4d0f57bd9e468d6cd32012"
TXID = "0x" + "ab" * 32
ETHERSCAN = (
    "Transaction Hash,Blockno,UnixTimestamp,DateTime (UTC),From,To,ContractAddress,Value_IN(ETH),Value_OUT(ETH)"
    ",CurrentValue @ $1200/Eth,TxnFee(ETH),TxnFee(USD),Historical $Price/Eth,Status,ErrCode,Method\n"
)
INTERNAL = (
    "Transaction Hash,Blockno,UnixTimestamp,DateTime (UTC),ParentTxFrom,ParentTxTo,ParentTxETH_Value,From,TxTo"
    ",ContractAddress,Value_IN(ETH),Value_OUT(ETH),CurrentValue @ $1200/Eth,Historical $Price/Eth,Status,ErrCode,Type\n"
)


def sent(amount: str, status: str = "", code: str = "", method: str = "Transfer") -> str:
    """A row of Etherscan's list of transactions."""
    return f"{TXID},1,1670465649,,{OWN},{OTHER},,0,{amount},,0.001,,,{status},{code},{method}\n"


def test_a_transaction_that_failed_moved_nothing() -> None:
    rows = sent("1") + sent("2", "Error(0)") + sent("3", "", "Out of gas") + sent("4", "", "execution reverted")
    statement, read = whole(ETHERSCAN + rows)
    assert [row["amount"] for row in read] == ["1"]
    assert statement.tally.skipped == {"failed": 3}


def test_an_internal_transaction_with_status_0_went_well() -> None:
    rows = [
        f"{TXID},1,1670465649,,{OWN},{OWN},0,{OWN},{OTHER},,0,{amount},,,{status},,call\n"
        for amount, status in (("1", "0"), ("2", "1"), ("3", ""))
    ]
    statement, read = whole(INTERNAL + "".join(rows))
    assert [(row["amount"], row["to_address"]) for row in read] == [("1", OTHER), ("3", OTHER)]
    assert statement.tally.skipped == {"failed": 1}


def test_an_approval_names_the_token_and_moves_nothing() -> None:
    rows = "".join(sent("0", method=name) for name in ("Approve", "Set Approval For All", "0x095ea7b3", "Swap"))
    statement, read = whole(ETHERSCAN + rows)
    assert [row["kind"] for row in read] == ["token_approval"] * 3
    assert {row["token_contract"] for row in read} == {OTHER}
    assert not [row for row in read if {"to_address", "amount", "asset"} & row.keys()]
    assert statement.tally.skipped == {"not_a_movement": 1}


def test_bittrex_says_in_three_columns_whether_a_withdrawal_left() -> None:
    header = (
        "PaymentUuid,Currency,Amount,Address,Opened,Authorized,PendingPayment,TxCost,TxId,Canceled,InvalidAddress\n"
    )
    row = "a,ETH,{},0x123,12/31/2015 3:33:44 PM,TRUE,{},0.006,0x,{},{}\n"
    told = ("FALSE,FALSE,FALSE", "FALSE,TRUE,FALSE", "FALSE,FALSE,TRUE", "TRUE,FALSE,FALSE")
    rows = [row.format(number, *flags.split(",")) for number, flags in enumerate(told, 1)]
    statement, read = whole(header + "".join(rows))
    assert [found["amount"] for found in read] == ["1"]
    assert statement.tally.skipped == {"failed": 2, "pending": 1}


def test_the_fee_of_the_oldest_coinbase_file_is_in_its_currency() -> None:
    header = (
        "Timestamp,Transaction Type,Asset,Quantity Transacted,EUR Spot Price at Transaction,EUR Subtotal"
        ",EUR Total (inclusive of fees),EUR Fees,Notes\n"
    )
    _, read = whole(header + "2019-12-08T02:14:09Z,Buy,BTC,0.5,7000,3500,3540,40,Bought 0.5 BTC\n")
    assert (read[0]["fee"], read[0]["fee_asset"], read[0]["quote_amount"]) == ("40", "EUR", "3500")
