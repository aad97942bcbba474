"""What people write before a secret, in eleven languages: the words that only a label is made of."""
# ruff: noqa: RUF001 - as people type it

# Every label holds one of these.
TRIGGERS = (
    "key", "priv", "seed", "pass", "pw", "pk", "pvt", "secr", "segret", "geheim", "schl", "kennwort", "contrase",
    "heslo", "wachtwoord", "has\u0142o", "haslo", "senha", "parola", "senord", "adgangskode", "salasana", "jelsz",
    "ifre", "mdp", "llave", "clave", "chave", "chiave", "sleutel", "klucz", "anahtar", "\u043a\u043b\u044e\u0447",
    "\u043f\u0430\u0440\u043e\u043b", "\u0441\u0435\u043a\u0440\u0435\u0442", "\u79c1\u94a5", "\u79c1\u9470",
    "\u79d8\u5bc6\u9375", "\u5bc6\u94a5", "\u5bc6\u9470", "\u5bc6\u7801", "\u5bc6\u78bc",
    "\u30d1\u30b9\u30ef\u30fc\u30c9", "\u30b7\u30fc\u30af\u30ec\u30c3\u30c8", "\ube44\ubc00", "\ube44\ubc88",
    "\uac1c\uc778", "\ud504\ub77c\uc774\ube57", "\uc2dc\ud06c\ub9bf", "://",
)  # fmt: skip
KEYS = (
    r"(?:private|priv|secret|signing|spend|view|wallet|metamask|phantom|ledger|trust|exported)[\s_-]*key|privkey|secretkey|"
    r"privater?\s+schl[uü]ssel|privatschl[uü]ssel|geheimer\s+schl[uü]ssel|cl[eé]\s+priv[eé]e|"
    r"(?:clave|llave)\s+privada|chave\s+privada|chiave\s+privata|priv[eé]sleutel|klucz\s+prywatny|"
    r"[oö]zel\s+anahtar\w*|(?:приватн|закрыт|секретн)\w+\s+ключ\w*|私钥|私鑰|秘密鍵|개인\s?키|프라이빗\s?키|"
    r"(?:hex\s+)?seed(?:\s*\(?hex\)?)?|(?:pk|priv|pvt)(?=\s{0,3}[:=])|my\s+key"
)
"""Of a wallet's key."""

SPACELESS_LOGINS = "密码|密碼|パスワード|비밀번호|비번"
LOGINS = (
    r"pass\s?words?|passwd|pwd|pswd|pw|(?<!_)(?-i:[Pp]ass)|pass[\s_-]?code|passwort|kennwort|contrase[nñ]a|mot\s+de\s+passe|"
    r"mdp|wachtwoord|has[lł]o|heslo|senha|parola|l[oö]senord|adgangskode|salasana|jelsz[oó]|[sş]ifre\w*|парол[ьяю]\w*"
)
FUND_PASSWORDS = r"(?:fund|asset|trading|withdrawal)\s+pass(?:word|code)"
PHRASES = r"pass[\s_-]?phrase|passphrase"
"""Of an API key, or a wallet's last word."""

API_SECRETS = (
    r"(?:api|client|app|access|secret)[\s_-]*(?:key[\s_-]*)?secret(?:[\s_-]*key)?|api[\s_-]*private[\s_-]*key|"
    r"secret[\s_-]*(?:api[\s_-]*|access[\s_-]*)?key|api[\s_-]*geheimnis"
)
SECRETS = (
    rf"{API_SECRETS}|secret|geheimnis|geheimer\s+schl[uü]ssel|(?:clave|llave|chave)\s+secreta|cl[eé]\s+secr[eè]te|"
    r"chiave\s+segreta|gizli\s+anahtar\w*|секретн\w+\s+ключ\w*|(?:api[\s_-]*)?секрет\w*"
)
"""As short as this, a label needs a value that is random."""

SPACELESS_SECRETS = r"(?<!api)(?<!api\s)密[钥鑰]|私[钥鑰]|シークレット(?:キー)?|시크릿(?:\s?키)?|비밀\s?키"

BE = r"\b(?:is|was|ist|war|lautet|lautete|wurde|es|est|era|fue|[eé]tait|foi|é|è|byl\w?|был[ао]?)\b"
SPACELESS_BE = "[是为為はが는은]"
"""Languages without spaces, or with their verb glued to the word."""

OF = r"(?:for|of|to|from|i\s+used|für|von|zu|bei|para|del?|d[aoi]|pour|du|per|от|для)"
"""What leads from a label to what it is for."""

NOT_A_VALUE = (
    r"(?:changed|unknown|none|reset|forgotten|stolen|required|missing|wrong|incorrect|different|correct|empty|hidden|"
    r"removed|redacted|compromised|secure|enabled|disabled|updated|expired|leaked|protected|entered|same|manager|"
    r"please|sample|example|string|bytes|never|always|yes|not|unchanged|invalid|optional|strong|weak|ge[aä]ndert|unbekannt|vergessen|gestohlen|"
    r"cambiada|desconocida|robada|chang[eé]|inconnu|vol[eé]|gewijzigd|onbekend|gestolen|null|undefined|\d+FA|true|false|"
    r"bilmiyorum|hat[ıi]rlam[ıi]yorum|неизвест\w*|забыл\w*|sconosciut\w|dimenticat\w|rubat\w|desconhecid\w|esquecid\w|roubad\w)"
    r"(?:[^\w@#$%*]\D*)?"
)
"""Words that a sentence goes on with: the password itself is not in it."""
