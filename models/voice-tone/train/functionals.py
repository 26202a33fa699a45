"""How a clip moves: functionals (in openSMILE's sense) of pitch, energy and spectral shape, without how high it is.

A sob and a shout may be equally high; what differs is how far pitch and spectrum move. Moments under soft masks instead
of percentiles over a voicing decision: the exported graph holds the same arithmetic, see graph_functionals.py.
"""

import numpy as np

from front_end import MELS, PITCH_HIGHEST, PITCH_LOWEST, PITCHES

CEPSTRA = 14
# Bands of the finer spectrum that may hold the fundamental: up to 642 Hz.
FUNDAMENTALS = 52
BANDS_AN_OCTAVE = (PITCHES - 1) / np.log2(PITCH_HIGHEST / PITCH_LOWEST)
SEMITONES = np.arange(FUNDAMENTALS) * 12 / BANDS_AN_OCTAVE
HARMONICS = 5
# Softmax's sharpness over the comb's log powers, and the comb's height of a frame that is voiced as likely as not.
SHARPNESS, VOICED = 2.0, 6.0
# Of a frame's log energy against the clip's mean power, where it counts as half heard.
QUIET = -3.0
# Semitones in 20 ms beyond which a step is rather an octave error.
JUMP = 3.0


def cosines():
    """[CEPSTRA, MELS] of the discrete cosine transform."""
    return np.cos(np.pi / MELS * np.outer(np.arange(CEPSTRA), np.arange(MELS) + 0.5)) / np.sqrt(MELS)


def comb():
    """(taps, bands before the fundamental): harmonics less the gaps below them, each weaker than the last by .8."""
    reach = [BANDS_AN_OCTAVE * np.log2(m) for m in (0.5, HARMONICS)]
    before, after = int(np.ceil(-reach[0])), int(np.ceil(reach[1]))
    taps = np.zeros(before + after + 1)
    for harmonic in range(1, HARMONICS + 1):
        for sign, multiple in ((1, harmonic), (-1, harmonic - 0.5)):
            at = before + BANDS_AN_OCTAVE * np.log2(multiple)
            low = min(int(at), len(taps) - 2)
            taps[low] += sign * 0.8 ** (harmonic - 1) * (low + 1 - at)
            taps[low + 1] += sign * 0.8 ** (harmonic - 1) * (at - low)
    return taps, before


_COSINES = cosines()
_TAPS, _BEFORE = comb()
# [FUNDAMENTALS, PITCHES]: the comb at every fundamental, cut off at the spectrum's ends.
_COMBS = np.array([np.pad(_TAPS, PITCHES)[PITCHES + _BEFORE - i :][:PITCHES] for i in range(FUNDAMENTALS)])


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def tracks(mel, pitch):
    """Every 20 ms of log powers mel [64, T] and pitch [64, T / 2]: pitch in semitones, voicing, log energy, cepstra."""
    steps = min(mel.shape[1] // 2, pitch.shape[1])
    halved = lambda x: (x[..., 0 : 2 * steps : 2] + x[..., 1 : 2 * steps : 2]) / 2  # noqa: E731
    energy = halved(np.log(np.exp(mel).sum(0)))
    energy = energy - np.log(np.exp(energy).mean())
    fine = pitch[:, :steps] - pitch[:, :steps].mean(0)
    score = _COMBS @ fine
    height = score.max(0)
    share = np.exp(SHARPNESS * (score - height))
    semitones = (share * SEMITONES[:, None]).sum(0) / share.sum(0)
    return semitones, height, energy, halved(_COSINES @ mel)


def _mean(x, weight):
    return (x * weight).sum(-1) / (weight.sum(-1) + 1e-3)


def _deviation(x, weight, mean):
    return np.sqrt(_mean((x - mean[..., None]) ** 2, weight) + 1e-4)


def functionals(mel, pitch):
    """[53] of one clip's log powers; in the graph's order."""
    semitones, height, energy, cepstra = tracks(mel.astype(np.float64), pitch.astype(np.float64))
    heard = sigmoid(2 * (energy - QUIET))
    voiced = heard * sigmoid(height - VOICED)
    both = voiced[1:] * voiced[:-1]
    # Pitch, energy and the shape of the spectrum, as rows.
    rows = np.concatenate([semitones[None], energy[None], cepstra])
    mean = _mean(rows, voiced)
    deviation = _deviation(rows, voiced, mean)
    scaled = (rows - mean[:, None]) / deviation[:, None]
    step = rows[:, 1:] - rows[:, :-1]
    time = np.linspace(-1, 1, len(energy))
    small = both * np.exp(-((step[0] / JUMP) ** 2))
    level = _mean(energy, heard)
    spread = _deviation(energy, heard, np.array(level))
    pair = lambda a, b: _mean(scaled[a] * scaled[b], voiced)  # noqa: E731
    return np.concatenate(
        [
            [_mean(abs(step[0]), small), np.sqrt(_mean(step[0] ** 2, small) + 1e-6)],
            [_mean(scaled[0] * time, voiced) * deviation[0], _mean(scaled[0] ** 3, voiced)],
            [level, spread, _mean(abs(step[1]), heard[1:]), _mean(((energy - level) / spread) ** 3, heard)],
            [pair(3, 1), pair(0, 1), pair(0, 3), pair(4, 1), pair(3, 4)],
            mean[3:],
            deviation[[0, *range(3, len(rows))]],
            _mean(abs(step[3:]), both),
        ]
    )
