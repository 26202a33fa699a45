"""Trained members to shipped files: graph, vocabulary, linear matrix, valence-arousal head, manifest, parity vectors.

The linear share and the temperature are chosen on the GoEmotions rows held out from all training (one in twenty),
with the quantised files, through onnxruntime; dev is only printed.
"""

import json
import os

import numpy as np

import hashing
import manifest
import place
from data import LABELS
from export import write_graph, write_linear
from fit import LIMIT
from measure import line, probabilities, summary

# Training weighs classes by prior^-0.3; this much of it is taken back, chosen on the held-out rows (accuracy and
# macro-F1 both rise there for every linear share tried).
PRIOR_BACK = 0.1
LICENCE = "CC-BY-4.0"
PLACE_LICENCE = "CC-BY-SA-4.0"
PARITY_TEXTS = [
    "I can't believe she remembered my birthday!! 🎉 I'm so happy :)",
    "Everything is fine, I went to work and came home.",
    "WHY does this ALWAYS happen to me... I hate it sooooo much",
    "My grandmother died this morning. I keep looking at her chair.",
    "What if the results are bad? I couldn’t sleep, my heart is racing.",
    "ugh, the smell in that kitchen was revolting 🤢🤢🤢🤢🤢",
    "wait, what?! he said THAT? https://example.org/x?y=1 @someone u/other [NAME] 12345 7",
    "ﬁne — “naïve” café ½ Ⅳ e\u0301te\u0301 \ud83d\udc69\u200d\ud83d\udc67 z\u0335\u0321a\u0338lgo <3",
]


class Shipped:
    """The quantised files, run as the product runs them."""

    def __init__(self, folder, pieces, linear):
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(os.path.join(folder, "network.onnx"), options)
        self.pieces, self.linear = pieces, linear

    def network(self, word_lists, size=256):
        ids = [self.pieces.of_words(words, LIMIT) for words in word_lists]
        order = np.argsort([len(x) for x in ids], kind="stable")
        scores, features = [None] * len(ids), [None] * len(ids)
        for start in range(0, len(order), size):
            chosen = order[start : start + size]
            lengths = np.array([len(ids[i]) for i in chosen], np.int32)
            block = np.zeros((len(chosen), lengths.max()), np.int32)
            for row, i in enumerate(chosen):
                block[row, : len(ids[i])] = ids[i]
            s, f = self.session.run(None, {"ids": block, "lengths": lengths})
            for row, i in enumerate(chosen):
                scores[i], features[i] = s[row], f[row]
        return np.stack(scores), np.stack(features)

    def hashed(self, word_lists):
        y = hashing.matrix(word_lists) @ self.linear[:-1] + self.linear[-1]
        return np.log(probabilities(y))


def fit_mix(network, hashed, truth):
    """On held-out rows: the linear share with the best accuracy + macro-F1, then the temperature with the least loss."""
    scores = {}
    for share in (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4):
        found = summary(probabilities((1 - share) * network + share * hashed), truth)
        scores[share] = found["accuracy"] + found["macroF1"]
    share = max(scores, key=scores.get)
    mixed = (1 - share) * network + share * hashed
    losses = {}
    for temperature in np.arange(0.6, 1.3, 0.02):
        p = probabilities(mixed, temperature)
        losses[float(temperature)] = -np.log(p[np.arange(len(truth)), truth] + 1e-9).mean()
    return share, min(losses, key=losses.get)


def package(folder, pieces, members, linear_weights, held, dev, prior):
    """members: see write_graph. held and dev: single-label GoEmotions rows. prior: share of each label in training."""
    for state, _widths, _share in members:
        state["out.bias"] = state["out.bias"] + (PRIOR_BACK * np.log(prior)).astype(np.float32)
    write_graph(os.path.join(folder, "network.onnx"), members)
    with open(os.path.join(folder, "vocabulary.txt"), "w", encoding="utf-8", newline="\n") as file:
        file.write("\n".join(pieces.vocabulary))
    shipped = Shipped(folder, pieces, write_linear(os.path.join(folder, "linear.bin"), linear_weights))

    truth = np.array([row.labels[0] for row in held])
    network, _ = shipped.network([row.words for row in held])
    hashed = shipped.hashed([row.words for row in held])
    share, temperature = fit_mix(network, hashed, truth)
    share, temperature = round(share, 3), round(temperature, 3)
    print("held out:", len(held), "linear share", share, "temperature", temperature)
    print("  ", line(probabilities((1 - share) * network + share * hashed, temperature), truth))

    seen = np.array([row.labels[0] for row in dev])
    network, _ = shipped.network([row.words for row in dev])
    hashed = shipped.hashed([row.words for row in dev])
    mixed = (1 - share) * network + share * hashed
    print("dev: network", line(probabilities(network), seen))
    print("dev: linear ", line(probabilities(hashed), seen))
    for strength in (0, 0.5, 1):
        print("dev: mixed, prior", strength, line(probabilities(mixed / temperature - strength * np.log(prior)), seen))

    head = fit_head(folder, shipped)

    manifest.update(
        folder,
        [
            ("network.onnx", "network", LICENCE),
            ("vocabulary.txt", "vocabulary", LICENCE),
            ("linear.bin", "linear", LICENCE),
            ("valence-arousal.bin", "valence-arousal", PLACE_LICENCE),
            ("valence-arousal-ngrams.bin", "valence-arousal-ngrams", PLACE_LICENCE),
        ],
        {
            "maxPieces": LIMIT,
            "hashing": hashing_field(hashing.WORD_BITS, hashing.CHAR_BITS),
            "placeHashing": hashing_field(place.WORD_BITS, place.CHAR_BITS),
        },
        {
            "labels": LABELS,
            "linearShare": share,
            "temperature": temperature,
            "labelPrior": [round(float(q), 4) for q in prior],
        },
    )
    write_vectors(folder, shipped, head, share)


def hashing_field(word_bits, char_bits):
    return {"wordBits": word_bits, "charBits": char_bits, "charSizes": list(hashing.CHAR_SIZES)}


def fit_head(folder, shipped):
    """Writes the two valence-arousal files; returns the function from word lists to places, as stored."""

    def ngrams_of(lines):
        return hashing.matrix(lines, place.WORD_BITS, place.CHAR_BITS)

    lines, targets = place.read_emobank("emobank_train.tsv.gz")
    w, bias, ngrams = place.fit_place(shipped.network(lines)[1], ngrams_of(lines), targets)
    place.write_place(os.path.join(folder, "valence-arousal.bin"), w, bias)
    whole = np.concatenate([ngrams, np.zeros((1, 2))]).astype(np.float32)
    stored = write_linear(os.path.join(folder, "valence-arousal-ngrams.bin"), whole)

    def head(word_lists):
        return shipped.network(word_lists)[1] @ w + bias + ngrams_of(word_lists) @ stored[:-1]

    lines, targets = place.read_emobank("emobank_dev.tsv.gz")
    guess = head(lines)
    r = [place.correlation(guess[:, c], targets[:, c]) for c in range(2)]
    print("emobank dev: valence r", r[0], "arousal r", r[1])
    return head


def write_vectors(folder, shipped, head, share):
    """What this side computes for a few texts: the product's side must agree to 1e-4 (parity.test.ts)."""
    from normalise import words

    vectors = []
    for text in PARITY_TEXTS:
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        tokens = words(text)
        network, _ = shipped.network([tokens])
        hashed = shipped.hashed([tokens])
        vectors.append(
            {
                "text": text,
                "words": tokens,
                "ids": [int(i) for i in shipped.pieces.of_words(tokens, LIMIT)],
                "buckets": hashing.buckets_of(tokens)[:20],
                "scores": [round(float(s), 6) for s in ((1 - share) * network + share * hashed)[0]],
                "place": [round(float(s), 6) for s in head([tokens])[0]],
            }
        )
    with open(os.path.join(folder, "train", "vectors.json"), "w", encoding="utf-8") as file:
        json.dump(vectors, file, indent=1, ensure_ascii=True)
        file.write("\n")
