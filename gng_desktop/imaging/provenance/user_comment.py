"""The text of an EXIF UserComment, in whatever code and order of bytes a program wrote it."""

from __future__ import annotations

import unicodedata

from gng_desktop.imaging.provenance.fields import TEXT_LIMIT, text_of

_CODES = {b"ASCII\0\0\0", b"UNICODE\0", b"JIS\0\0\0\0\0", bytes(8)}
_CHARSETS = (
    *("gb2312", "big5", "shift_jis", "euc_kr", "cp1252", "cp1250", "cp1251", "cp1253", "cp1254"),
    *("cp1255", "cp1256", "cp1257", "cp1258", "cp874"),
)
"""What one text is written in, as a rule; without the rare characters of newer sets."""
_SAMPLE = 2_000
_ODD = ("Cc", "Cn", "Co", "Cs")


def user_comment(value: bytes, little: bool) -> str:
    """Return an EXIF UserComment as text: eight bytes name its code, the rest is the comment.

    Programs write UTF-16 in either order, whatever that of the file's numbers is (`little`: the
    lower byte first), and EXIF 3.0 UTF-8: it is taken first where it decodes, then the file's
    order, then the other, as the text makes sense.
    """
    code = value[:8] if value[:8] in _CODES else b""
    text = value[len(code) :][: 4 * TEXT_LIMIT]
    if code.startswith(b"JIS"):
        for charset in ("iso2022_jp", "shift_jis", "euc_jp"):
            try:
                return text.rstrip(b"\0").decode(charset)
            except UnicodeDecodeError:
                continue
    if code == b"UNICODE\0" or b"\0" in text.rstrip(b"\0"):
        return _unicode(text, little)
    return text_of(text)


def _unicode(data: bytes, little: bool) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace").rstrip("\0")
    narrow = _decoded(data.rstrip(b"\0"), "utf-8-sig")
    orders = ("utf-16-le", "utf-16-be") if little else ("utf-16-be", "utf-16-le")
    wide = max((_decoded(data[: len(data) & ~1], order) for order in orders), key=_sense)
    if narrow and not _odd(narrow):
        # Some pairs of ASCII letters make a character of Chinese: such a text reads oddly.
        plain = sum(c.isalnum() or c.isspace() for c in narrow) / len(narrow)
        short = narrow.isascii() and len(data) <= 32 and plain < 0.75
        if not short or _sense(wide)[0] < 1:
            return narrow
    return wide or data.decode(orders[0], "replace").rstrip("\0")


def _decoded(data: bytes, charset: str) -> str:
    try:
        return data.decode(charset).rstrip("\0")
    except UnicodeDecodeError:
        return ""


def _sense(text: str) -> tuple[float, float]:
    """Return how much of a text one common character set holds, 0..1, and the share of ASCII."""
    sample = text[:_SAMPLE]
    if not sample:
        return 0.0, 0.0
    held = max(len(sample.encode(name, "ignore").decode(name)) for name in _CHARSETS)
    return (held - _odd(sample)) / len(sample), sum(map(str.isascii, sample)) / len(sample)


def _odd(text: str) -> int:
    return sum(unicodedata.category(c) in _ODD and c not in "\t\n\r" for c in text)
