"""Text to words: the same steps, in the same order, as packages/inference/src/text/words.ts.

The parity test (packages/inference/src/text/parity.test.ts) compares both sides on stored vectors.
"""

import unicodedata

import regex

MAX_REPEAT = 3

_SURROGATE = regex.compile(r"[\ud800-\udfff]")
_APOSTROPHE = regex.compile("[\u2018\u2019\u02bc\u00b4`]")
_QUOTE = regex.compile("[\u201c\u201d\u00ab\u00bb\u201e]")
_DROPPED = regex.compile(r"[\p{Mn}\p{Me}\p{Cf}\u{1F3FB}-\u{1F3FF}]".replace(r"\u{1F3FB}-\u{1F3FF}", "\U0001F3FB-\U0001F3FF"))

_TOKEN = regex.compile(
    r"(?P<url>(?:https?://|www\.)[^ \t\r\n]+)"
    r"|(?P<name>\[[A-Z]{3,12}\])"
    r"|(?P<user>(?:(?<![\p{L}\p{N}/])/?u/|@)[A-Za-z0-9_-]{2,})"
    r"|(?P<emoticon>[:;=][-o']?[()\[\]DPp/\\|*3]|<3|\^_?\^|[xX]D(?![\p{L}\p{N}]))"
    r"|(?P<word>\p{L}+(?:'\p{L}+)*)"
    r"|(?P<number>\p{N}+)"
    r"|(?P<symbol>[^ \t\r\n])"
)
_LETTER_RUN = regex.compile(r"(\p{L})\1{3,}")


def clean(text):
    text = _SURROGATE.sub("\ufffd", text)
    text = unicodedata.normalize("NFKC", text)
    text = _APOSTROPHE.sub("'", text)
    text = _QUOTE.sub('"', text)
    text = _DROPPED.sub("", text)
    return regex.sub(r"[\s\p{Cc}\p{Z}]", " ", text)


def words(text):
    """A list of lower-case words, numbers, symbols and the marks <url> <user> <name> <cap> <num>."""
    out = []
    repeated = 0
    for match in _TOKEN.finditer(clean(text)):
        kind = match.lastgroup
        token = match.group()
        if kind in ("url", "user", "name"):
            token = f"<{kind}>"
        elif kind == "word":
            if len(token) > 1 and token == token.upper() and token != token.lower():
                out.append("<cap>")
            token = _LETTER_RUN.sub(r"\1\1\1", token.lower())
        elif kind == "number":
            token = token if len(token) <= 2 else "<num>"
        if kind == "symbol" and out and out[-1] == token:
            repeated += 1
            if repeated >= MAX_REPEAT:
                continue
        else:
            repeated = 0
        out.append(token)
    return out
