"""What a microphone, a room and a telephone do to a voice, done to the clean clips."""

import numpy as np
from scipy.signal import fftconvolve, resample_poly

SPEEDS = [(20, 17), (10, 9), (20, 19), (1, 1), (20, 21), (10, 11), (17, 20)]


def tilted_noise(size, rng):
    """Noise whose spectrum falls or rises by a random power, of unit root mean square."""
    spectrum = rng.normal(size=size // 2 + 1) + 1j * rng.normal(size=size // 2 + 1)
    spectrum *= np.maximum(np.arange(size // 2 + 1), 2 + size * 30 / 16000) ** -rng.uniform(-0.3, 1.2)
    noise = np.fft.irfft(spectrum, size)
    return noise / np.sqrt(np.mean(noise**2))


def room(samples, rng):
    """An exponentially dying tail of noise after the direct sound."""
    seconds = rng.uniform(0.1, 0.5)
    tail = rng.normal(size=int(seconds * 16000)) * np.exp(-6.9 * np.linspace(0, 1, int(seconds * 16000)))
    tail *= rng.uniform(0.1, 0.6) / np.sqrt(np.sum(tail**2))
    tail[0] += 1
    return fftconvolve(samples, tail)[: len(samples)]


def narrow(samples, rng):
    """A telephone's or an old headset's band."""
    spectrum = np.fft.rfft(samples)
    f = np.arange(len(spectrum)) * (16000 / len(samples))
    high, low = rng.choice([3400, 4000, 5500, 7000]), rng.choice([0, 80, 200])
    return np.fft.irfft(spectrum / (1 + (f / high) ** 12) * (f >= low), len(samples))


def disturbed(samples, rng):
    """One clip at another speed, and by chance in a room, overdriven, in noise, through a narrow band."""
    up, down = SPEEDS[rng.integers(len(SPEEDS))]
    x = resample_poly(samples, up, down) if up != down else samples.astype(np.float64)
    if rng.random() < 0.3:
        x = room(x, rng)
    if rng.random() < 0.15:
        x = np.clip(x, -1, 1) if rng.random() < 0.5 else np.tanh(x * rng.uniform(1, 3))
    if rng.random() < 0.6:
        x = x + tilted_noise(len(x), rng) * np.sqrt(np.mean(x**2)) * 10 ** (-rng.uniform(5, 35) / 20)
    if rng.random() < 0.2:
        x = narrow(x, rng)
    return x.astype(np.float32)
