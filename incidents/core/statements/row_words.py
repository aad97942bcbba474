"""What people's own words for the rows of a list mean, in many languages: which left, which came in, which never were.

A word that tells both directions, or takes one back, tells none: such a row is left to its sign, or is left out.
"""

import re
from collections.abc import Mapping

from incidents.core.statements.format import Act

_OUT = (
    r"withdraw|\bsen[dt]\b|\bsending\b|\bout\b|\bout(?:bound|going|flow)"
    r"|auszahl|abheb|abbuch|abgang|ausgang|gesendet|retir[aoe]|retrait|\benvoi|\benvoy|enviad|envío|\benvio|sortie"
    r"|saque|levantamento|\bsa[ií]da|salida|preliev|inviat|\binvio|uscita|výběr|výber|odeslán|odoslan|wypłat|wysłan"
    r"|opname|opgenomen|verzonden|verstuurd|uitgaand|uttag|utbetal|skickat|uttak|hævning|udbetal|nosto|lähetetty"
    r"|kivét|kifizet|retrag|trimis|çek(?:me|im|il)|gönder|вывод|вывед|снятие|списан|отправ|виведен|вивід|відправ"
    r"|提币|提幣|提现|提現|转出|轉出|发送|發送|出金|出庫|送金|送付|출금|송금|보내|rút|penarikan|\btarik|ถอน|سحب|برداشت|משיכה|ανάληψη|निकासी"
)
_IN = (
    r"deposit|receiv|\brecv|\bin\b|\bin(?:bound|coming|flow)\b|\bincome\b|\bcredit(?:ed)?\b|reward|airdrop|\bmining\b"
    r"|einzahl|eingang|empfang|gutschrift|depós|dépôt|depot|\brecib|\brecebid|\breçu|entrada|ingreso|ricevut|entrata"
    r"|versament|vklad|přijat|prijat|wpłat|otrzyman|storting|gestort|ontvang|insättning|mottag|indbetal|innskudd"
    r"|mottatt|talletus|vastaanot|befizet|beérkez|depun|primit|yat\u0131r|пополн|ввод|зачисл|получен|поступл|депозит"
    r"|поповн|отриман|зарахув|充币|充幣|充值|存入|存款|转入|轉入|接收|入金|入庫|受取|입금|받기|nạp|setoran|ฝาก|إيداع|واریز|הפקדה|κατάθεση|जमा"
)
_TRADE = (
    r"\bbuy|\bsell|\btrade|\btrading|\bbought|\bsold|kauf|\bachat|\bvente|compra|\bventa|\bvenda|acquisto|vendita"
    r"|nákup|prodej|kupno|sprzedaż|aankoop|verkoop|\bköp\b|sälj|\bexchange|\bconvert|\bconversion|\bswap"
    r"|покупк|продаж|обмен|买入|買入|卖出|賣出|兑换|購入|売却|매수|매도"
)
_FAILED = (
    r"cancel|fail|reject|declin|expired|unsuccess|abgebrochen|fehlgeschlagen|storniert|abgelehnt|annul|cancelad|fallid"
    r"|refusé|échou|rifiutat|zrušen|anulow|iptal|başar\u0131s\u0131z|отмен|отклон|失敗|失败|取消|취소|실패"
)
_TAKEN_BACK = (
    r"refund|revers|return|charge.?back|rückerstatt|rückbuch|erstatt|reembols|devoluc|devoluç|rembours|rimbors"
    r"|возврат|退款|返金|환불"
)
_FEE = (
    r"^(?:fees?|commission|commissione|gebühr|frais|comisión|taxa|poplatek|комиссия|手续费|手数料|수수료)\b"
    r"|\bfees?$|gebühr$"
)


def _only(words: str, *others: str) -> str:
    """Those words where none of the others stands beside them."""
    return "^" + "".join(f"(?!.*(?:{other}))" for other in others) + f".*(?:{words})"


ACTS: Mapping[str, Act] = {
    _only(_FAILED, _TAKEN_BACK): Act.FAILED,
    _only(_FEE, _FAILED, _TAKEN_BACK): Act.FEE,
    _only(r"liquidat", _FAILED, _TAKEN_BACK): Act.LIQUIDATION,
    _only(_OUT, _FAILED, _TAKEN_BACK, _IN, _TRADE): Act.OUT,
    _only(_IN, _FAILED, _TAKEN_BACK, _OUT, _TRADE): Act.IN,
    _only(_TRADE, _FAILED, _TAKEN_BACK, _OUT, _IN, "transfer"): Act.TRADE,
}
"""Patterns over the lower-case text of a row's type; what fits none is not known."""


def tells_act(cell: str) -> bool:
    """Whether somebody's own word says what a row is.

    >>> tells_act("Auszahlung"), tells_act("SELL"), tells_act("BTC")
    (True, True, False)
    """
    text = cell.casefold()
    return any(re.search(pattern, text) for pattern in ACTS)
