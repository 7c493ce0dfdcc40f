"""Bytes of a text file -> letters. Why our own decision: detectors trained on long texts guess wrong on a line of
cp1251, and more often on one of kz1048, the encoding of Kazakh text files of the 2000s.

Order: byte order marks, UTF-16 without a mark, UTF-8 (also with a few broken bytes), then the five Cyrillic encodings
by how likely their letters are, then charset-normalizer for the rest. Formats with a declared charset pass it as hint.
"""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from app.importing.errors import ImportRefused
from app.importing.limits import MAX_CHARACTERS
from app.importing.plausibility import likelihood

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# kz1048 differs from cp1251 only where that has Serbian, Ukrainian and Belarusian letters, so it reads Russian too;
# ptcp154 (the "Asian" Cyrillic page of the 1990s) has the Kazakh letters at other places.
# The numbers are log-priors: how much likelier the encoding is than the first, seen from an office in Kazakhstan.
_CYRILLIC = {"kz1048": 0.0, "cp1251": -0.5, "ptcp154": -1.0, "koi8-r": -3.0, "cp866": -2.0}
_KAZAKH = ("kz1048", "ptcp154")
_OTHERS = ["cp1252", "cp1254", "iso8859_5", "mac_cyrillic"]
# Python has codecs that are no charsets, and some (punycode) take quadratic time.
_CHARSET = re.compile(r"utf-(?:8|16|32)|cp\d+|iso8859|koi8|kz1048|ptcp154|mac-cyrillic|gb|big5|shift_jis|euc_")
_SAMPLE = 32 * 1024
_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x20), 0x7F])
_HIGH_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")


@dataclass(frozen=True)
class Decoded:
    """The letters, the codec that gave them (Python's name), and how many characters were lost (shown as U+FFFD)."""

    text: str
    encoding: str
    lost: int = 0


def decode(data: bytes, hint: str | None = None) -> Decoded:
    """Decode a text of unknown encoding.

    hint: a charset that the document declares; used where it fits the bytes without a loss and gives plausible text.
    Raises ImportRefused: "binary" (NUL or many control characters), "unknown_encoding", "too_much_text".
    """
    decoded = _marked(data) or _utf16_without_mark(data)
    if decoded is None:
        # Control characters have the same bytes in all that follows.
        _refuse_controls(len(data) - len(data.translate(None, _CONTROLS)), len(data), null=b"\x00" in data)
        decoded = _utf8(data) or _hinted(data, hint) or _damaged_utf8(data) or _cyrillic(data) or _other(data)
    else:
        controls = sum(map(decoded.text.count, map(chr, _CONTROLS)))
        _refuse_controls(controls, len(decoded.text), null="\x00" in decoded.text)
    return decoded


def _refuse_controls(controls: int, characters: int, *, null: bool) -> None:
    """Control characters are no text: NUL at all, the others beyond a few strays."""
    if null or controls > _stray(characters):
        raise ImportRefused("binary")


def _stray(characters: int) -> int:
    """How many odd characters a text may have and still be one."""
    return 8 + characters // 100


def _refuse_length(characters: int) -> None:
    if characters > MAX_CHARACTERS:
        raise ImportRefused("too_much_text", limit=MAX_CHARACTERS)


def _marked(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, "replace")
            lost = text.count("\ufffd")
            if lost > _stray(len(text)):
                raise ImportRefused("binary")
            return Decoded(text, encoding, lost)
    return None


def _utf16_without_mark(data: bytes) -> Decoded | None:
    """Latin and Cyrillic letters in UTF-16 have 00 or 04 as every second byte."""
    sample = data[:_SAMPLE] if len(data) % 2 == 0 else b""
    if len(sample) < 4:
        return None
    for encoding, high, low in (("utf-16-le", sample[1::2], sample[0::2]), ("utf-16-be", sample[0::2], sample[1::2])):
        typical = high.count(0) + high.count(4)
        if typical >= 0.85 * len(high) and low.count(0) + low.count(4) < 0.3 * len(low):
            try:
                return Decoded(data.decode(encoding), encoding)
            except UnicodeDecodeError:
                return None
    return None


def _utf8(data: bytes) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return None


def _damaged_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with some broken bytes: nearly all bytes above ASCII form valid sequences, which is never chance."""
    sample = data[:_SAMPLE]
    high = len(_HIGH.findall(sample))
    valid = sum(len(found) for found in _HIGH_UTF8.findall(sample))
    if valid < 8 or valid < 0.9 * high:
        return None
    text = data.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    return Decoded(text, "utf-8", lost) if lost <= _stray(len(text)) else None


def _hinted(data: bytes, hint: str | None) -> Decoded | None:
    if not hint:
        return None
    try:
        encoding = codecs.lookup(hint.strip()).name
        if not _CHARSET.match(encoding):
            return None
        text = data.decode(encoding)
    except (LookupError, ValueError):  # unknown, or does not fit
        return None
    if encoding == "cp1251" and (best := _best(_sample(data))[1]) in _KAZAKH:
        text, encoding = data.decode(best, "replace"), best
    return Decoded(text, encoding) if likelihood(text[:_SAMPLE]) > 2 * _acceptable(_SAMPLE) else None


def _acceptable(characters: int) -> float:
    """The lowest mean log-likelihood of a text. Prose lies at -3.2 to -4, scattering where it is short; random bytes
    lie below -6."""
    return -4.4 - 12 / max(1, characters)


def _sample(data: bytes) -> bytes:
    """A part of the data that has bytes above ASCII: only these tell encodings apart."""
    found = _HIGH.search(data)
    start = max(0, found.start() - 1000) if found else 0
    return data[start : start + _SAMPLE]


def _best(sample: bytes) -> tuple[float, str]:
    """The most likely of the Cyrillic encodings, with the mean log-likelihood of its letters."""
    high = max(1, len(_HIGH.findall(sample)))
    scored = [
        (likelihood(sample.decode(encoding, "replace")), prior, encoding) for encoding, prior in _CYRILLIC.items()
    ]
    score, _, encoding = max(scored, key=lambda row: row[0] + row[1] / high)
    return score, encoding


def _cyrillic(data: bytes) -> Decoded | None:
    sample = _sample(data)
    score, encoding = _best(sample)
    if score < _acceptable(len(_HIGH.findall(sample))):
        return None
    _refuse_length(len(data))
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding, text.count("\ufffd"))


def _other(data: bytes) -> Decoded:
    """Western and rarer Cyrillic encodings, told by charset-normalizer; refused where it cannot tell either."""
    match = from_bytes(_sample(data), threshold=0.15, cp_isolation=_OTHERS).best()
    if match is None:
        raise ImportRefused("unknown_encoding")
    try:
        text = data.decode(match.encoding)
    except (LookupError, ValueError):
        raise ImportRefused("unknown_encoding") from None
    if sum(character.isalpha() for character in text[:_SAMPLE]) < 0.4 * len(text[:_SAMPLE]):
        raise ImportRefused("unknown_encoding")
    return Decoded(text, match.encoding)
