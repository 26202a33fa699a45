"""Writes log-mel.json: Whisper's log-mel spectrogram by librosa, for the signals of log-mel.test.ts.

python make-log-mel.py  (librosa 0.11, numpy)

The recipe is that of Whisper's feature extractor: pad with silence to 30 s, STFT of 400 under a periodic Hann window
every 160 samples, centred and reflected, without its last frame; power; librosa's mel filters; log10 of at least
1e-10; at least 8 under the loudest; (x + 4) / 4.
"""

import json
from pathlib import Path

import librosa
import numpy

RATE = 16_000


def noise(count):
    """The generator of log-mel.test.ts: a linear congruence of 32 bits (Numerical Recipes)."""
    state, values = 1, numpy.empty(count)
    for index in range(count):
        state = (state * 1664525 + 1013904223) % 2**32
        values[index] = state / 2**31 - 1
    return values


def signal(seconds):
    time = numpy.arange(int(seconds * RATE)) / RATE
    sweep = 0.4 * numpy.sin(2 * numpy.pi * (150 + 120 * time) * time)
    return (sweep + 0.02 * noise(time.size)).astype(numpy.float32)


def log_mel(samples):
    padded = numpy.zeros(30 * RATE)
    padded[: samples.size] = samples
    spectrum = librosa.stft(padded, n_fft=400, hop_length=160, window="hann", center=True, pad_mode="reflect")
    power = numpy.abs(spectrum[:, :-1]) ** 2
    mels = librosa.filters.mel(sr=RATE, n_fft=400, n_mels=80, dtype=numpy.float64) @ power
    logs = numpy.log10(numpy.maximum(mels, 1e-10))
    return (numpy.maximum(logs, logs.max() - 8) + 4) / 4


figures = []
for seconds, frames in [(7.3, [0, 1, 2, 99, 400, 728, 729, 730, 731, 732, 2999]), (30, [0, 1500, 2998, 2999])]:
    logs = log_mel(signal(seconds))
    columns = {str(frame): [round(float(value), 5) for value in logs[:, frame]] for frame in frames}
    figures.append({"seconds": seconds, "mean": round(float(logs.mean()), 6), "frames": columns})

path = Path(__file__).with_name("log-mel.json")
path.write_text(json.dumps({"librosa": librosa.__version__, "signals": figures}) + "\n")
