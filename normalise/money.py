"""How sums of money are written: numbers, scales, currencies on either side."""

from __future__ import annotations

import re

from normalise.number_words import NUMBER_WORDS

CURRENCIES = {
    "EUR": r"eur(?:o|os|iem)?(?![a-z])|€|eiro(?![a-z])|евро(?![а-я])",
    "LVL": r"lvl(?![a-z])|ls(?![a-z])|lat(?:i|u|iem|us|s|am|a)(?![a-z])|лат(?:ов|а|ы)(?![а-я])",
    "USD": r"usd(?![a-z])|us\$|\$|asv dolar\w*|dolar\w*",
    "GBP": r"gbp(?![a-z])|£|marcin\w*",
    "CHF": r"chf(?![a-z])|sveices frank\w*",
    "NOK": r"nok(?![a-z])|norvegijas kron\w*",
    "SEK": r"sek(?![a-z])|zviedrijas kron\w*",
    "DKK": r"dkk(?![a-z])|danijas kron\w*",
}
# Latvia's lats until then
EURO_SINCE = "2014-01-01"
# with what the words for a currency begin
_BEGINNINGS = (
    *("eur", "€", "eiro", "евро", "lvl", "ls", "lat", "лат", "usd", "us$", "$", "asv dolar", "dolar"),
    *("gbp", "£", "marcin", "chf", "sveices frank", "nok", "norvegijas kron", "sek", "zviedrijas kron"),
    *("dkk", "danijas kron"),
)
_CURRENCY = "|".join(f"(?P<{{side}}{code}>{words})" for code, words in CURRENCIES.items())
# thousands by blank, dot, comma or apostrophe, which the flattened text has as a quotation mark;
# a blank after the decimal comma is a slip that occurs
_NUMBER = r"\d{1,3}(?:[ .,'`\"]\d{3})+(?!\d)(?:\s?[.,]\s?\d{1,2}(?!\d))?|\d+(?:[.,]\s?\d{1,2}(?!\d))?"
# a digit first: at most places that alone decides
_FREE = r"(?=\d)(?<!\d)(?<!\d[/.,])(?<![a-z][-.])(?<!\d-\d-)"
# with its currency behind it a number may follow a word's dash: "apvienībai—3850 Ls"
_FREE_OF_DASH = r"(?=\d)(?<!\d)(?<!\d[/.,])(?<![a-z]\.)(?:(?<![a-z]-)|(?<=[a-z]{5}-))(?<!\d-\d-)"
_SCALE = (
    r"(?:\s?(?P<{side}scale>ml[jn]\b\.?|milj(?:on\w*|\.)|miljard\w*|tukst(?:os\w*|\.)|million|thousand|tk\.?"
    r"|тысяч\w*|тыс\.?|миллион\w*|млн\.?))?"
)
_TAIL = r"(?:[.,]?\s?-(?!\d))?"
# telephone numbers are written in the same groups
_NO_PHONE = r"(?![26]\d \d{3} \d{3}\b)"
_PAYER = (
    r"(?:elfla|ejzf|ejzaf|eraf|esf\+?|kf|vkkf|lvaf|aif|leader|es|valsts|pasvaldib\w*|dom\w*|partner\w*|biedrib\w*|"
    r"(?:lidz)?finansejum\w*|publisk\w*|granta?)"
)
_MONTH = r"(?:janv|febr|mart|apri|maij|juni|juli|augu|sept|okto|nove|dece)"

AFTER = re.compile(
    rf"{_FREE_OF_DASH}(?P<number>{_NUMBER}){_TAIL}{_SCALE.format(side='a')}(?:\s|  )?"
    rf"(?P<words>\([a-z ]{{3,60}}\)\s?|\((?:[a-z ]+\s)?|:)?(?:{_CURRENCY.format(side='a')})"
)
BEFORE = re.compile(
    rf"(?<![a-z])(?:{_CURRENCY.format(side='b')})\)?[ ]?[:\-]?[ ]?"
    rf"(?P<number>{_NUMBER}){_TAIL}{_SCALE.format(side='b')}(?![\d/%]|[.,]\d|\s%)"
)
# "1 miljons 342 tūkstoši eiro", "12 tūkstoši 500 eiro", "3 тысячи 500 евро"
IN_STEPS = re.compile(
    rf"{_FREE}(?:(?P<millions>\d{{1,3}}) miljon\w* (?:un )?(?P<thousands>\d{{1,3}}) tukst\w*\.?"
    r"|(?P<only_thousands>\d{1,3}) (?:tukst\w*\.?|тысяч\w*)(?= \d{1,3}\s))(?: (?P<rest>\d{1,3}))?\s"
    rf"(?:{_CURRENCY.format(side='m')})"
)
# "48 316 eiro un 20 centus"
CENTS = re.compile(r"\s(?:un |and |и )?(?P<cents>\d{1,2}) (?:cent|цент)\w*")
CURRENCY_BEFORE = re.compile(rf"(?:{_CURRENCY.format(side='c')})\)?[ ]?:?[ ]?$")
# up to where a currency is named
IN_WORDS = re.compile(rf"(?<![a-z])(?P<words>{NUMBER_WORDS})\Z")
CURRENCY = re.compile(rf"(?<![a-z])(?:{_CURRENCY.format(side='w')})")
# `20 000,-` is money without a word for it
DASHED = re.compile(rf"{_FREE}(?P<number>\d{{1,3}}(?:[ .]\d{{3}})+|\d{{2,7}}),-(?!\d)")
# sums without a currency beside a word of money
BARE = re.compile(
    r"(?:budzet\w*|budget|finansejum\w*|izmaks\w*|summ?\w*|lidzfinansejum\w*|dotacij\w*"
    r"|(?:atbilstigie|attiecinamie|kopejie) izdevumi)\*{0,2}\s?(?:eur)?\s?[:\-]?\s{0,2}"
    r"(?:(?:esf|eraf|kf|elfla|ejzf)\s?:\s?)?"
    r"(?P<number>\d{1,3}(?:[ .,]\d{3})*[.,]\d{2}|\d{4,7}[.,]\d{2}|\d{1,3}(?: \d{3})+"
    r"|(?!19\d\d|20\d\d)\d{3,6})"
    r"(?![\d%]|\.\d|\s?%|[.,]?\s?gad|-|[ ](?:projekt|pieteikum|organizac|dalibniek))"
)
# in a sentence whose other sums name the currency
SCALED = re.compile(rf"{_FREE}(?P<number>{_NUMBER})\s?(?P<ascale>milj(?:on\w*|\.)|tukst(?:os\w*|\.))")
PRIZE = re.compile(r"\d\.?\s?viet\w*\s?[-:]?\s?(?P<number>\d{2,5})(?=\s?[,;.)\n-]|\s-|$)")
SPACED = re.compile(
    rf"{_FREE}(?<!\d )(?P<number>{_NO_PHONE}\d{{1,3}}(?: \d{{3}})+(?:[.,]\d{{2}})?)"
    r"(?=\s?[,;)\n]|\.\s|\sun\s|$)"
)
OF_PAYER = re.compile(
    rf"\b{_PAYER}\s?[-:]?\s(?P<number>(?!19\d\d\b|20\d\d\b)(?:{_NUMBER}))(?=\s?[,;)\n]|\.\s(?!{_MONTH})|\.?$|\sun\b)"
)
BY_PAYER = re.compile(
    rf"{_FREE}(?P<number>(?!19\d\d\b|20\d\d\b)(?:\d{{1,3}}(?: \d{{3}})+|\d{{3,7}}))\s(?={_PAYER}\b)"
)
# "no tām 6891,59 ir ELFLA finansējums"
SHARE = re.compile(
    rf"{_FREE}(?P<number>\d{{1,3}}(?: \d{{3}})*,\d\d|\d{{4,6}},\d\d)\sir\s(?:\w+\s){{0,3}}(?:lidz)?finansejum"
)
# "Nr. 2019.LV/X/05, 2 950 EUR": the end of a number is no sum
LEFT_OF = re.compile(
    rf"{_FREE}(?<![a-z]/)(?<![a-z])(?:(?!(?:19|20)\d\d\s-)(?P<number>{_NUMBER})\s?(?:,|-|lidz|vai|un)|"
    rf"(?P<part>\d{{1,3}}(?:[ .]\d{{3}})+(?:,\d\d)?) no)\s?$"
)
RIGHT_OF = re.compile(
    rf"(?:\s?[,;/]|\s(?:un|vai|lidz)|\s?-)\s?(?P<number>{_NUMBER})(?=\s?(?:[,;.)/]|un\s|vai\s|lidz\s|-|\n|$))"
)
LAST_NUMBER = re.compile(
    r"(?:(?<!lv)-|:)(?!\s*(?:[01]?\d|2[0-4])\.[0-5]\d\s?[;.]?$)\s*"
    rf"(?P<number>{_NO_PHONE}\d{{1,3}}(?:[ .]\d{{3}})+(?:[.,]\d{{2}})?|\d+[.,]\d{{2}}|"
    r"[3-9]\d{3}|[1-9]\d{4,6})\s?[;.]?$"
)
ROW_NUMBER = re.compile(
    rf"[\s:\-](?<!lv-)(?P<number>{_NO_PHONE}\d{{1,3}}(?: \d{{3}})+(?:[.,]\d{{2}})?|"
    r"(?!19\d\d\b|20\d\d\b)[1-9]\d{2,5}(?:[.,]\d{2})?)\s?[;.,]?$"
)
NO_SUM_IN_ROW = re.compile(r"\b(?:skait|iela|indeks|kod[su]|nr\b|reg\.|tel\b|talr|ilgum|menes|cilvek)")
# a column's heading that names the currency, and a sum on a line of its own
COLUMN_HEADING = re.compile(
    r"(?m)\b(?:summa|(?:lidz)?finansejum\w*|izmaksas|budzets|pieskirt\w*)[^.\d\n]{0,30}?(?:eur|€|eiro)\)?\s?$"
)
ALONE_IN_LINE = re.compile(
    r"(?m)^(?:[^\n]{8,200}?[^\d\n]\s)?[ \t]{0,4}(?P<number>\d{1,3}(?:[ .]\d{3})*,\d{2})(?=,\s|\s?$)"
)
# "Kandavas novada muzejs - krajuma digitalizacija - 1 800"
GRANTEE_ROW = re.compile(r"(?m)^[^\n]{8,160}?\s-\s(?P<number>\d{1,3} \d{3}|[1-9]\d{2,4})(?:,\d\d)?\s?[;.]?$")
_SCALES = {
    "milj": 1e6,
    "mlj": 1e6,
    "mln": 1e6,
    "mill": 1e6,
    "miljard": 1e9,
    "tuks": 1e3,
    "thou": 1e3,
    "tk": 1e3,
    "тыс": 1e3,
    "млн": 1e6,
    "миллион": 1e6,
}


def currency_places(flat: str) -> list[int]:
    """Where a flattened text may name a currency, in order: `BEFORE` and `CURRENCY` match nowhere else.

    `str.find` passes over a text some ten times faster than an expression of many alternatives.
    """
    places: set[int] = set()
    for beginning in _BEGINNINGS:
        at = flat.find(beginning)
        while at >= 0:
            places.add(at)
            at = flat.find(beginning, at + 1)
    return sorted(places)


def currency_of(match: re.Match[str], side: str) -> str:
    """The ISO 4217 code that an expression with currencies on that side has matched."""
    return next(code for code in CURRENCIES if match.group(side + code))


def value_of_number(number: str, scale: str | None) -> float:
    """The value of a written number; the last mark is a decimal one unless three digits follow it.

    >>> value_of_number("9637, 65", None), value_of_number("30,000", None), value_of_number("1,944", "milj.")
    (9637.65, 30000.0, 1944000.0)
    """
    digits = re.sub(r"[\s'’`\"]", "", number)
    match = re.search(r"[.,](\d{1,3})$" if scale else r"[.,](\d{1,2})$", digits)
    whole, part = (digits[: match.start()], match.group(1)) if match else (digits, "")
    value = float(re.sub(r"[.,]", "", whole) + ("." + part if part else ""))
    if scale:
        longest_first = sorted(_SCALES.items(), key=lambda item: -len(item[0]))
        value *= next((factor for word, factor in longest_first if scale.startswith(word)), 1.0)
    return round(value, 2)


def currency_in(words: str) -> str:
    """The ISO 4217 code of the first currency that flattened words name; EUR where they name none."""
    return next((code for code, name in CURRENCIES.items() if re.search(name, words)), "EUR")
