"""Links of every explorer we know, in every form of theirs that we met."""

import pytest

from incidents.core.explorers import read_link
from incidents.core.network_facts import EVM_NETWORKS
from incidents.core.references import read

H = "4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b"
HU = H.upper()
E = "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb"
S = "29Zm9BtGVx3sfpxru7SZNeftffBZ7Arxv53FBCMvq9FpM29rL8MuVgKUsqYo9uo5Rzmt1dhrmKPJDUcp6eZ5rK4k"
SA = "833XorXTTx5iya5B3Tr6iqEs9GbRuvVfwyLCP2vpdzhq"
T = "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"
B = "1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggu"
X = "rG1QQv2nh2gr7RCZ1P8YYcBUKCCN633jCn"
G = "GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZ"
TON = "UQB-ejjqwZvzd8m7fcZbPTofsRbGbuw96bQ190Lgi198e1Gl"
TON_ID = "q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s"
AL = "X2LZ3HZD2SXVGP6WATFEDVALZ3DQL7JQK5ZM75NUX22RSRTVVZOA"
ALA = "GONISIUAYDOMHM7VURRAAAP5H6OAWRRBCPXEIOZO3QI7TZKR5GTAQ7WK7Y"
D = "12bzRJfh7arnnfPPUZHeJUaE62QLEwhK48QnH9LXeK2m1iZU"
ADA = "addr1vx2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzers66hrl8"
OS = "osmo1clpqr4nrk4khgkxj78fcwwh6dl3uw4epasmvnj"
DG = "DPS6iZj7roHquvwRYXNBua9QtKPzigUUhM"
L = "LVg2kJoFNg45Nbpy53h7Fe1wKyeXVRhMH9"
Q = "qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a"
# Network, kind, link. "evm": the site shows every such chain and does not say which.
LINKS = f"""
bitcoin txid https://mempool.space/tx/{H}
bitcoin txid https://mempool.space/tx/{H}:0
bitcoin txid https://mempool.space/tx/{H}#vout=1
bitcoin txid https://mempool.space/de/tx/{H}#flow=&vout=0
bitcoin txid https://mempool.space/api/tx/{H}/hex
bitcoin address https://mempool.space/address/{B}
bitcoin txid https://www.blockchain.com/btc/tx/{H}
bitcoin txid https://www.blockchain.com/de/btc/tx/{H}
bitcoin txid https://www.blockchain.com/explorer/transactions/btc/{H}
bitcoin address https://www.blockchain.com/explorer/addresses/btc/{B}
ethereum txid https://www.blockchain.com/explorer/transactions/eth/0x{H}
bitcoin txid https://blockchain.info/tx/{H}
bitcoin txid https://blockchain.info/rawtx/{H}
bitcoin address https://blockchain.info/rawaddr/{B}
bitcoin txid https://blockstream.info/tx/{H}?expand
bitcoin txid https://blockstream.info/tx/{H}?input:0&expand
bitcoin txid https://www.blockstream.info/nojs/tx/{H}
bitcoin txid https://btcscan.org/tx/{H}
bitcoin txid https://btc.com/btc/transaction/{H}
bitcoin txid https://explorer.btc.com/btc/transaction/{H}
bitcoin txid https://blockchair.com/bitcoin/transaction/{H}?o=1
bitcoin address https://blockchair.com/bitcoin/address/{B}
ethereum txid https://blockchair.com/ethereum/transaction/0x{H}
tron txid https://blockchair.com/tron/transaction/{H}
litecoin txid https://blockchair.com/litecoin/transaction/{H}
dogecoin address https://blockchair.com/dogecoin/address/{DG}
xrp txid https://blockchair.com/xrp-ledger/transaction/{HU}
xrp txid https://blockchair.com/ripple/transaction/{HU}
bitcoin txid https://live.blockcypher.com/btc/tx/{H}/
dogecoin txid https://live.blockcypher.com/doge/tx/{H}/
bitcoin txid https://api.blockcypher.com/v1/btc/main/txs/{H}
bitcoin txid https://www.oklink.com/btc/tx/{H}
ethereum txid https://www.oklink.com/eth/tx/0x{H}
tron txid https://www.oklink.com/tron/tx/{H}
tron txid https://www.oklink.com/trx/tx/{H}
bsc txid https://www.oklink.com/bsc/tx/0x{H}
arbitrum txid https://www.oklink.com/arbitrum-one/tx/0x{H}
solana txid https://www.oklink.com/sol/tx/{S}
polygon txid https://www.oklink.com/polygon/tx/0x{H}
ethereum txid https://www.okx.com/web3/explorer/eth/tx/0x{H}
tron txid https://www.okx.com/web3/explorer/tron/tx/{H}
tron txid https://www.okx.com/de/web3/explorer/tron/tx/{H}
bitcoin txid https://3xpl.com/bitcoin/transaction/{H}
bitcoin txid https://chain.so/tx/BTC/{H}
dogecoin txid https://sochain.com/tx/DOGE/{H}
bitcoin txid https://bitinfocharts.com/bitcoin/tx/{H}
bitcoin address https://bitinfocharts.com/bitcoin/address/{B}
bitcoin txid https://btc.tokenview.io/en/tx/{H}
tron txid https://trx.tokenview.io/en/tx/{H}
bitcoin txid https://www.walletexplorer.com/txid/{H}
bitcoin address https://www.walletexplorer.com/address/{B}
bitcoin txid https://oxt.me/transaction/{H}
litecoin txid https://litecoinspace.org/tx/{H}
litecoin address https://litecoinspace.org/address/{L}
dogecoin txid https://dogechain.info/tx/{H}
dogecoin address https://dogechain.info/address/{DG}
bitcoincash txid https://explorer.bitcoin.com/bch/tx/{H}
bitcoincash address https://blockchair.com/bitcoin-cash/address/{Q}
bitcoincash address https://bch.loping.net/address/bitcoincash:{Q}
ethereum txid https://etherscan.io/tx/0x{H}
ethereum txid https://etherscan.io/tx/{H}
ethereum txid https://www.etherscan.io/tx/0x{H}#internal
ethereum txid https://etherscan.io/tx/0x{H}/advanced#eventlog
ethereum txid https://etherscan.io/vmtrace?txhash=0x{H}&type=parity
ethereum address https://etherscan.io/address/{E}#tokentxns
ethereum address https://etherscan.io/token/{E}
ethereum address https://etherscan.io/tokentxns?a={E}
ethereum address https://etherscan.io/txs?a={E}
ethereum address https://etherscan.io/address-tokenpage?a={E}
ethereum txid https://cn.etherscan.io/tx/0x{H}
ethereum txid etherscan.io/tx/0x{H}
ethereum txid http://etherscan.io/tx/0x{H}
ethereum txid https://eth.blockscout.com/tx/0x{H}?tab=logs
ethereum txid https://ethplorer.io/tx/0x{H}
ethereum address https://ethplorer.io/address/{E}#chart=candlestick
ethereum txid https://beaconcha.in/tx/0x{H}
bsc txid https://bscscan.com/tx/0x{H}
bsc address https://bscscan.com/token/0x55d398326f99059ff775485246999027b3197955?a={E}
bsc txid https://bsctrace.com/tx/0x{H}
polygon txid https://polygonscan.com/tx/0x{H}
arbitrum txid https://arbiscan.io/tx/0x{H}
arbitrum txid https://arbitrum.blockscout.com/tx/0x{H}
optimism txid https://optimistic.etherscan.io/tx/0x{H}
optimism txid https://optimism.blockscout.com/tx/0x{H}
optimism txid https://explorer.optimism.io/tx/0x{H}
base txid https://basescan.org/tx/0x{H}
base txid https://base.blockscout.com/tx/0x{H}
avalanche txid https://snowtrace.io/tx/0x{H}?chainid=43114
avalanche txid https://snowscan.xyz/tx/0x{H}
avalanche txid https://subnets.avax.network/c-chain/tx/0x{H}
avalanche txid https://avascan.info/blockchain/c/tx/0x{H}
fantom txid https://ftmscan.com/tx/0x{H}
gnosis txid https://gnosisscan.io/tx/0x{H}
scroll txid https://scrollscan.com/tx/0x{H}
linea txid https://lineascan.build/tx/0x{H}
zksync txid https://era.zksync.network/tx/0x{H}
zksync txid https://explorer.zksync.io/tx/0x{H}
bsc txid https://routescan.io/tx/0x{H}?chainid=56
evm address https://debank.com/profile/{E}
evm address https://blockscan.com/address/{E}
evm address https://platform.arkhamintelligence.com/explorer/address/{E}
evm address https://intel.arkm.com/explorer/address/{E}
tron txid https://tronscan.org/#/transaction/{H}
tron txid https://www.tronscan.org/#/transaction/{H}?lang=de
tron txid https://tronscan.io/#/transaction/{H}
tron txid https://tronscan.org/transaction/{H}
tron address https://tronscan.org/#/address/{T}
tron address https://tronscan.org/#/contract/{T}/transactions
tron address https://tronscan.org/#/token20/{T}
tron address https://tronscan.io/#/address/{T}/transfers
tron txid https://apilist.tronscanapi.com/api/transaction-info?hash={H}
tron txid https://trx.tokenview.io/cn/tx/{H}
solana txid https://solscan.io/tx/{S}
solana txid https://solscan.io/tx/{S}?cluster=mainnet
solana address https://solscan.io/account/{SA}#transfers
solana address https://solscan.io/token/{SA}
solana txid https://explorer.solana.com/tx/{S}?cluster=mainnet-beta
solana address https://explorer.solana.com/address/{SA}/tokens
solana txid https://solana.fm/tx/{S}?cluster=mainnet-alpha
solana address https://solana.fm/address/{SA}
solana txid https://solanabeach.io/transaction/{S}
solana address https://solanabeach.io/address/{SA}
solana txid https://xray.helius.xyz/tx/{S}
solana txid https://orb.helius.dev/tx/{S}
solana txid https://orbmarkets.io/tx/{S}
xrp txid https://livenet.xrpl.org/transactions/{HU}
xrp txid https://livenet.xrpl.org/transactions/{HU}/raw
xrp address https://livenet.xrpl.org/accounts/{X}
xrp txid https://xrpscan.com/tx/{HU}
xrp address https://xrpscan.com/account/{X}
xrp txid https://bithomp.com/explorer/{HU}
xrp address https://bithomp.com/explorer/{X}
xrp txid https://bithomp.com/en/transaction/{HU}
xrp address https://bithomp.com/de/account/{X}
xrp address https://xrpcharts.ripple.com/#/graph/{X}
stellar txid https://stellar.expert/explorer/public/tx/{H}
stellar address https://stellar.expert/explorer/public/account/{G}
stellar txid https://stellarchain.io/transactions/{H}
stellar address https://stellarchain.io/accounts/{G}
stellar txid https://horizon.stellar.org/transactions/{H}
stellar txid https://lumenscan.io/txns/{H}
stellar address https://lumenscan.io/account/{G}
stellar txid https://steexp.com/tx/{H}
cardano txid https://cardanoscan.io/transaction/{H}
cardano address https://cardanoscan.io/address/{ADA}
cardano txid https://cexplorer.io/tx/{H}
cardano address https://cexplorer.io/address/{ADA}/tx#data
cardano txid https://adastat.net/transactions/{H}
cardano address https://adastat.net/addresses/{ADA}
cardano txid https://explorer.cardano.org/en/transaction?id={H}
cardano address https://explorer.cardano.org/en/address?address={ADA}
cardano txid https://beta.explorer.cardano.org/en/transaction/{H}
monero txid https://xmrchain.net/tx/{H}
monero txid https://www.exploremonero.com/transaction/{H}
monero txid https://localmonero.co/blocks/tx/{H}
monero txid https://blockchair.com/monero/transaction/{H}
monero txid https://moneroblocks.info/tx/{H}
ton txid https://tonviewer.com/transaction/{H}
ton address https://tonviewer.com/{TON}
ton address https://tonviewer.com/{TON}?section=transactions
ton txid https://tonscan.org/tx/{H}
ton txid https://tonscan.org/tx/{TON_ID}=
ton txid https://tonscan.org/tx/{TON_ID}%3D
ton address https://tonscan.org/address/{TON}
ton txid https://tonscan.org/tx/44208900000003:{TON_ID}=:{TON}
ton address https://tonwhales.com/explorer/address/{TON}
ton txid https://dton.io/tx/{HU}
ton txid https://tonapi.io/v2/blockchain/transactions/{H}
polkadot txid https://polkadot.subscan.io/extrinsic/0x{H}
polkadot txid https://polkadot.subscan.io/extrinsic/20123456-2
polkadot address https://polkadot.subscan.io/account/{D}
polkadot address https://polkadot.subscan.io/account/{D}?tab=transfer
polkadot txid https://polkadot.statescan.io/#/extrinsics/20123456-2
cosmos txid https://www.mintscan.io/cosmos/tx/{HU}
cosmos txid https://www.mintscan.io/cosmos/txs/{HU}
cosmos txid https://www.mintscan.io/cosmos/tx/{HU}?height=123
cosmos txid https://www.mintscan.io/osmosis/txs/{HU}
cosmos address https://www.mintscan.io/osmosis/address/{OS}
cosmos address https://www.mintscan.io/osmosis/account/{OS}
cosmos txid https://atomscan.com/transactions/{HU}
cosmos txid https://ping.pub/cosmos/tx/{HU}
cosmos txid https://finder.terra.money/mainnet/tx/{HU}
cosmos txid https://celatone.osmosis.zone/osmosis-1/txs/{HU}
cosmos txid https://www.bigdipper.live/cosmos/transactions/{HU}
algorand txid https://allo.info/tx/{AL}
algorand address https://allo.info/account/{ALA}
algorand txid https://algoexplorer.io/tx/{AL}
algorand txid https://explorer.perawallet.app/tx/{AL}/
algorand txid https://lora.algokit.io/mainnet/transaction/{AL}
near txid https://nearblocks.io/txns/{SA}
near txid https://nearblocks.io/txns/{SA}?tab=execution
near address https://nearblocks.io/address/alice.near
near address https://nearblocks.io/address/{H}
near txid https://explorer.near.org/transactions/{SA}
near address https://explorer.near.org/accounts/alice.near
near txid https://pikespeak.ai/transaction-viewer/{SA}
aptos txid https://explorer.aptoslabs.com/txn/0x{H}?network=mainnet
aptos txid https://explorer.aptoslabs.com/txn/1669599662?network=mainnet
aptos address https://explorer.aptoslabs.com/account/0x{H}/coins?network=mainnet
aptos txid https://aptoscan.com/transaction/1669599662
aptos txid https://tracemove.io/transaction/0x{H}
sui txid https://suiscan.xyz/mainnet/tx/{SA}
sui address https://suiscan.xyz/mainnet/account/0x{H}/activity
sui txid https://suivision.xyz/txblock/{SA}
sui address https://suivision.xyz/account/0x{H}
sui txid https://explorer.sui.io/txblock/{SA}?network=mainnet
sui address https://suiexplorer.com/address/0x{H}?network=mainnet
ethereum txid https://viewblock.io/ethereum/tx/0x{H}
ethereum txid https://metasleuth.io/result/eth/0x{H}
ethereum txid https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fetherscan.io%2Ftx%2F0x{H}&data=05
bsc txid https://www.google.com/url?q=https://bscscan.com/tx/0x{H}&sa=D
tron txid https://l.facebook.com/l.php?u=https%3A%2F%2Ftronscan.org%2F%23%2Ftransaction%2F{H}&h=AT0
tron txid https://web.archive.org/web/20240101000000/https://tronscan.org/#/transaction/{H}
bitcoin txid https://mempool.space/tx/{HU}
bsc txid HTTPS://BSCSCAN.COM/TX/0X{HU}
bsc txid https://bscscan .com/tx/0x{H}
ethereum txid <https://etherscan.io/tx/0x{H}>
ethereum txid https://etherscan.io/tx/0x{H})
ethereum txid https://etherscan.io/tx/0x{H[:20]}\u200b{H[20:]}
"""


@pytest.mark.parametrize("line", LINKS.strip().splitlines())
def test_a_link_says_network_kind_and_id(line: str) -> None:
    network, kind, link = line.split(" ", 2)
    reference = read(link)
    assert (reference.kind, reference.valid) == (kind, True)
    assert reference.networks == (EVM_NETWORKS if network == "evm" else (network,))
    assert reference.source
    assert "/" not in reference.canonical


def test_an_output_in_a_link_is_kept() -> None:
    assert "output_index:3" in read(f"https://mempool.space/tx/{H}:3").notes


def test_a_site_that_is_no_explorer_decides_nothing() -> None:
    for host in ("etherscan.io.evil.example", "etherscan-io.example", "bscscan.io.example"):
        reference = read(f"https://{host}/tx/0x{H}")
        assert reference.network is None
        assert "unknown_explorer" in reference.notes
    assert read_link(f"https://evil.example/?next=https://also.example/{H}").known is False  # type: ignore[union-attr]
