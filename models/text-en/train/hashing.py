"""Hashed n-grams: the same buckets as packages/inference/src/text/hashed-ngrams.ts."""

import numpy as np
from scipy.sparse import csr_matrix

WORD_BITS = 16
CHAR_BITS = 15
CHAR_SIZES = (2, 3, 4)
BUCKETS = (1 << WORD_BITS) + (1 << CHAR_BITS)

_cache = {}


def hash32(text):
    """FNV-1a over UTF-16LE bytes, finished by MurmurHash3's mixer."""
    found = _cache.get(text)
    if found is not None:
        return found
    h = 0x811C9DC5
    for byte in text.encode("utf-16-le"):
        h = ((h ^ byte) * 0x01000193) & 0xFFFFFFFF
    h ^= h >> 16
    h = (h * 0x85EBCA6B) & 0xFFFFFFFF
    h ^= h >> 13
    h = (h * 0xC2B2AE35) & 0xFFFFFFFF
    h ^= h >> 16
    _cache[text] = h
    return h


def buckets_of(words, word_bits=WORD_BITS, char_bits=CHAR_BITS):
    """The set of buckets of word 1- and 2-grams and of the words' character 2- to 4-grams."""
    found = set()
    word_mask, char_mask, base = (1 << word_bits) - 1, (1 << char_bits) - 1, 1 << word_bits
    previous = "<s>"
    for word in words:
        found.add(hash32(word) & word_mask)
        found.add(hash32(previous + " " + word) & word_mask)
        previous = word
        if word[0] == "<" or len(word) > 40:
            continue
        marked = "_" + word + "_"
        for size in CHAR_SIZES:
            for start in range(len(marked) - size + 1):
                found.add(base + (hash32(marked[start : start + size]) & char_mask))
    return sorted(found)


def matrix(word_lists, word_bits=WORD_BITS, char_bits=CHAR_BITS):
    """Rows of presence / sqrt(count)."""
    indices, indptr, values = [], [0], []
    for words in word_lists:
        found = buckets_of(words, word_bits, char_bits)
        indices.extend(found)
        indptr.append(len(indices))
        values.extend([1 / np.sqrt(max(1, len(found)))] * len(found))
    width = (1 << word_bits) + (1 << char_bits)
    return csr_matrix((np.array(values, np.float32), np.array(indices, np.int32), indptr), (len(word_lists), width))
