"""Bytes to characters, and characters without those that only harm."""
import re
import unicodedata

from documents.vocabulary.characters import LINE_END, UNSEEN

from .text import Refused

BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)

# Radicals in place of the characters that look the same, as fonts in many PDF files name them (⼈⺠ for 人民), and what
# people copy from them. NFKC knows those of U+2F00; of those before, the ones that are characters (EquivalentUnifiedIdeograph.txt).
RADICALS = re.compile("[\u2e80-\u2fd5]")
_PAIRS = (
    "⺁厂⺄乙⺈刀⺊卜⺌小⺎兀⺒巳⺓幺⺛旡⺜日⺝月⺞歺⺟母⺠民⺧牛⺩王⺫目⺬示⺴冗⺶羊⺻聿⺼肉⻁虎⻄西⻅见⻆角⻉贝⻋车⻏邑⻑長⻒镸⻓长⻔门⻗雨⻘青⻙韦⻚页⻛风⻜飞"
    "⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
CHARACTER_OF = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))


def clean(text: str) -> str:
    """``text`` in NFC with ``\\n`` line ends and characters for radicals, without what shows nothing or turns the
    direction of writing."""
    text = unicodedata.normalize("NFC", UNSEEN.sub("", LINE_END.sub("\n", text)))
    return RADICALS.sub(lambda found: CHARACTER_OF.get(found[0]) or unicodedata.normalize("NFKC", found[0]), text)


def _two_byte_characters(codec: str, leads: range) -> frozenset[str]:
    pairs = (bytes([lead, trail]).decode(codec, "ignore") for lead in leads for trail in range(0x40, 0xFF))
    return frozenset("".join(pairs))


# The characters that make up nearly all of any text: punctuation and the first, common level of each standard.
SIMPLIFIED = _two_byte_characters("gb2312", range(0xA1, 0xD8))
TRADITIONAL = _two_byte_characters("big5", range(0xA1, 0xC7))
ASCII = re.compile(r"[\t\n\r -~]+")
COMMON = {
    "gb18030": SIMPLIFIED,
    "big5": TRADITIONAL,
    "utf-16-le": SIMPLIFIED | TRADITIONAL,
    "utf-16-be": SIMPLIFIED | TRADITIONAL,
}
ENOUGH = 0.9
CLEARLY = 0.05
CONTROLS = re.compile("[\0-\x08\x0e-\x1f]")
FEW_CONTROLS = 0.1  # of the characters: where there are more, the bytes are UTF-16
# Four Chinese characters of UTF-8 in a row: by chance in GBK less than once in a library.
UTF8_RUN = re.compile(rb"(?:[\xe4-\xe9][\x80-\xbf]{2}){4}")
HEAD_BYTES = 4096  # of a page are searched for its encoding, as browsers do
CHARSET = re.compile(rb"<meta[^>]*?charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
GB_NAMES = re.compile(r"gb[-_]?(2312|k|18030)|x-gbk|euc-cn|cp936", re.I)


def decode(data: bytes, declared: str = "") -> tuple[str, str]:
    """The text of ``data`` and the name of its encoding; nothing is ever replaced.

    Byte order mark, then strict UTF-8, then what the file declares, then that encoding in which most characters are
    common ones. GBK and GB2312 are read as GB18030, which holds both. Raises ``Refused`` where none fits.
    """
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _strictly(data[len(bom):], encoding), encoding
    text = _attempt(data, "utf-8")
    if text is not None and len(CONTROLS.findall(text)) <= FEW_CONTROLS * len(text):
        return text, "utf-8"
    if mixed := UTF8_RUN.search(data):
        _unclear(data, max(mixed.start(), _first_fault(data, "utf-8")))
    shares = {encoding: _share(data, encoding) for encoding in COMMON}
    declared = "gb18030" if GB_NAMES.fullmatch(declared) else declared.lower()
    best, second = sorted(shares, key=shares.__getitem__, reverse=True)[:2]
    if shares.get(declared, 0) >= ENOUGH:
        best = declared
    elif shares[best] < ENOUGH or shares[best] - shares[second] < CLEARLY:
        _unclear(data)
    return _strictly(data, best), best


def decode_page(data: bytes, charset: str = "") -> tuple[str, str]:
    """The source of a page and its encoding. ``charset``: what was said of it outside, before which its own word counts."""
    declared = CHARSET.search(data[:HEAD_BYTES])
    return decode(data, declared[1].decode() if declared else charset)


def _attempt(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused(f"按 {encoding} 读到第 {error.start + 1} 字节处出错，文件可能被截断或混有别的编码") from None


def _share(data: bytes, encoding: str) -> float:
    """How many of the characters beyond ASCII are common ones in ``encoding``, from 0 to 1."""
    if (text := _attempt(data, encoding)) is None:
        return 0.0
    beyond_ascii = ASCII.sub("", text)
    return sum(map(COMMON[encoding].__contains__, beyond_ascii)) / len(beyond_ascii) if beyond_ascii else 1.0


def _unclear(data: bytes, position: int | None = None) -> None:
    """Refuse, naming the byte up to which the better of the two usual encodings reads."""
    if position is None:
        position = max(_first_fault(data, "utf-8"), _first_fault(data, "gb18030"))
    raise Refused(f"文字编码无法确定（第 {position + 1} 字节处读不通），请另存为 UTF-8 后再传")


def _first_fault(data: bytes, encoding: str) -> int:
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start
    return 0
