"""What the network hears: a mel spectrum and a finer spectrum of the pitch range, both by fixed-kernel convolution.

The exported graph holds the same arithmetic; see graph.py. Levels are relative to the clip's own root mean square, and
`FLOOR` masks what lies far below it, so that neither gain nor a quiet room's noise floor changes what is heard.
"""

import numpy as np

RATE = 16000
HOP = 160
WINDOW = 400
BINS = 257
MELS = 64
LOWEST, HIGHEST = 50.0, 8000.0
PITCH_WINDOW = 1024
PITCH_HOP = 320
PITCHES = 64
PITCH_LOWEST, PITCH_HIGHEST = 70.0, 1100.0
FLOOR = 1e-3


def hann(size):
    return 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(size) / size)


def spectrum_kernels():
    """[2 * BINS, WINDOW]: cosines, then sines, of a 512-point DFT under a Hann window."""
    angle = (np.outer(np.arange(BINS), np.arange(WINDOW)) % 512) * (2 * np.pi / 512)
    return np.concatenate([np.cos(angle), np.sin(angle)]) * hann(WINDOW) / np.sqrt(WINDOW)


def mel_edges():
    """[MELS + 2] Hz, evenly spaced on O'Shaughnessy's mel scale."""
    low, high = (2595 * np.log10(1 + f / 700) for f in (LOWEST, HIGHEST))
    return 700 * (10 ** (np.linspace(low, high, MELS + 2) / 2595) - 1)


def mel_matrix():
    """[BINS, MELS], triangles of height 1."""
    f = np.arange(BINS)[:, None] * (RATE / 512)
    edges = mel_edges()
    left, centre, right = edges[:-2], edges[1:-1], edges[2:]
    return np.maximum(0, np.minimum((f - left) / (centre - left), (right - f) / (right - centre)))


def pitch_frequencies():
    return np.geomspace(PITCH_LOWEST, PITCH_HIGHEST, PITCHES)


def pitch_kernels():
    """[2 * PITCHES, PITCH_WINDOW]: cosines, then sines, at 16 bins an octave."""
    angle = np.outer(pitch_frequencies(), np.arange(PITCH_WINDOW)) * (2 * np.pi / RATE)
    return np.concatenate([np.cos(angle), np.sin(angle)]) * hann(PITCH_WINDOW) / np.sqrt(PITCH_WINDOW)


_MEL = mel_matrix().astype(np.float32)
_SPECTRUM = spectrum_kernels().astype(np.float32)
_PITCH = pitch_kernels().astype(np.float32)


def _power(samples, kernels, hop):
    size = kernels.shape[1]
    frames = np.lib.stride_tricks.sliding_window_view(samples, size)[::hop]
    parts = frames @ kernels.T
    half = kernels.shape[0] // 2
    return parts[:, :half] ** 2 + parts[:, half:] ** 2


def level(samples):
    return samples / (np.sqrt(np.mean(samples**2)) + 1e-5)


def features(samples):
    """Log powers (mel [frames, 64], pitch [frames of PITCH_HOP, 64]) of at least PITCH_WINDOW samples.

    Both begin at the first sample; padding by half the difference of the windows keeps their centres together.
    """
    x = level(samples).astype(np.float32)
    pad = (PITCH_WINDOW - WINDOW) // 2
    mel = _power(x, _SPECTRUM, HOP) @ _MEL
    pitch = _power(np.pad(x, (pad, pad)), _PITCH, PITCH_HOP)
    return np.log(mel + FLOOR), np.log(pitch + FLOOR)
