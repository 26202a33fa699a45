"""Trained members to shipped files: graph, manifest, parity vectors. Calibrated on the dev speakers."""

import json
import os

import numpy as np
import onnxruntime
from scipy.optimize import minimize_scalar

import manifest
from data import LABELS, TRAINED_ON
from graph import write_graph
from measure import figures
from network import DILATIONS

# An acted emotion then lies at 0.6 to 0.8, where the circumplex has it, and the scale's ends stay free.
AROUSAL_SCALE = 0.3
# Gliding harmonics that swell four times a second, in noise; packages/inference/src/voice/voice-network.test.ts makes
# the same. samples, Hz, Hz a second, noise.
PARITY_SOUNDS = [(8000, 110, 30, 0.0), (23456, 220, -60, 0.01), (48000, 160, 45, 0.05), (80000, 300, -20, 0.002)]


def parity_sound(samples, hertz, glide, noise):
    t = np.arange(samples) / 16000
    phase = 2 * np.pi * (hertz * t + glide * t * t / 2)
    tone = sum(np.sin(k * phase) / k for k in range(1, 9)) * (0.55 + 0.45 * np.sin(2 * np.pi * 4 * t))
    state, hiss = 1, np.zeros(samples)
    for n in range(samples):
        state = (state * 1664525 + 1013904223) % 2**32
        hiss[n] = state / 2**31 - 1
    return (0.2 * tone + noise * hiss).astype(np.float32)


class Shipped:
    def __init__(self, path):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(path, options)

    def read(self, sounds):
        """Logits [sounds, 7] and arousal [sounds]."""
        read = [self.session.run(None, {"sound": sound[None]}) for sound in sounds]
        return np.array([logits[0] for logits, _ in read]), np.array([arousal[0] for _, arousal in read])


def fit_temperature(logits, truth):
    """Divisor of the logits with the least log loss over all seven labels."""

    def loss(temperature):
        z = logits / temperature
        z = z - z.max(1, keepdims=True)
        return -(z[np.arange(len(truth)), truth] - np.log(np.exp(z).sum(1))).mean()

    return float(minimize_scalar(loss, (0.5, 3), bounds=(0.3, 4), method="bounded").x)


def package(folder, members, reader, dev):
    """members, reader: state dicts as arrays. dev: clips of the dev speakers of both corpora."""
    path = os.path.join(folder, "network.onnx")
    write_graph(path, members, reader, DILATIONS, AROUSAL_SCALE)
    shipped = Shipped(path)
    logits, arousal = shipped.read([clip.samples for clip in dev])
    temperature = fit_temperature(logits, np.array([LABELS.index(clip.label) for clip in dev]))
    print("temperature", round(temperature, 3))
    for source in TRAINED_ON:
        own = [i for i, clip in enumerate(dev) if clip.source == source]
        print(source, figures([dev[i] for i in own], logits[own], arousal[own]))
    manifest.update(folder, ["network.onnx"], {"labels": LABELS, "temperature": round(temperature, 3)})
    write_vectors(folder, shipped)


def write_vectors(folder, shipped):
    """What the shipped graph answers natively: the product's WASM must agree to 1e-4."""
    vectors = []
    for samples, hertz, glide, noise in PARITY_SOUNDS:
        logits, arousal = shipped.read([parity_sound(samples, hertz, glide, noise)])
        vectors.append(
            {
                "samples": samples,
                "hertz": hertz,
                "glide": glide,
                "noise": noise,
                "logits": [round(float(x), 6) for x in logits[0]],
                "arousal": round(float(arousal[0]), 6),
            }
        )
    with open(os.path.join(folder, "train", "vectors.json"), "w", encoding="utf-8") as file:
        json.dump(vectors, file, indent=1)
        file.write("\n")
