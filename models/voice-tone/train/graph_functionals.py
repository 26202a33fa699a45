"""The graph's part that computes the functionals of functionals.py and reads arousal from them."""

import numpy as np
from onnx import TensorProto

from front_end import MELS
from functional_reader import REACH
from functionals import CEPSTRA, FUNDAMENTALS, JUMP, QUIET, SEMITONES, SHARPNESS, VOICED, comb


def _cosines(g):
    """[CEPSTRA, MELS], computed when the graph is loaded."""
    k, band = (
        g.op("Cast", g.op("Range", *(g.constant(v, np.int64) for v in (0, size, 1))), to=TensorProto.FLOAT)
        for size in (CEPSTRA, MELS)
    )
    centre = g.op("Mul", g.op("Add", band, g.constant(0.5)), g.constant(np.pi / MELS))
    angle = g.op("Mul", g.op("Unsqueeze", k, g.ints(1)), g.op("Unsqueeze", centre, g.ints(0)))
    return g.op("Mul", g.op("Cos", angle), g.constant(1 / np.sqrt(MELS)))


def _sum(g, x):
    return g.op("ReduceSum", x, g.ints(2))


def _mean(g, x, weight):
    """Over time: [1, n, T] under [1, 1, T] to [1, n, 1]."""
    total = g.op("Add", _sum(g, weight), g.constant(1e-3))
    return g.op("Div", _sum(g, g.op("Mul", x, weight)), total)


def _deviation(g, x, weight, mean):
    off = g.op("Sub", x, mean)
    return g.op("Sqrt", g.op("Add", _mean(g, g.op("Mul", off, off), weight), g.constant(1e-4)))


def _cube(g, x):
    return g.op("Mul", g.op("Mul", x, x), x)


def _frames(g, x, start, end):
    """A stretch of the last axis; `end` is a tensor's name."""
    return g.op("Slice", x, g.ints(start), end, g.ints(2))


def _channels(g, x, start, end):
    return g.op("Slice", x, g.ints(start), g.ints(end), g.ints(1))


def _tracks(g, mel, pitch):
    """Pitch, voicing, energy [1, 1, n] and cepstra [1, CEPSTRA, n]."""
    energy = g.op("Log", g.op("ReduceSum", g.op("Exp", mel), g.ints(1)))
    shape = g.op("Concat", energy, g.op("MatMul", _cosines(g), mel), axis=1)
    halved = g.op("AveragePool", shape, kernel_shape=[2], strides=[2])
    ends = [g.op("Slice", g.op("Shape", x), g.ints(2), g.ints(3)) for x in (halved, pitch)]
    steps = g.op("Min", *ends)
    halved, pitch = _frames(g, halved, 0, steps), _frames(g, pitch, 0, steps)
    energy = _channels(g, halved, 0, 1)
    energy = g.op("Sub", energy, g.op("Log", g.op("ReduceMean", g.op("Exp", energy), axes=[2])))
    fine = g.op("Sub", pitch, g.op("ReduceMean", pitch, axes=[1]))
    taps, before = comb()
    after = FUNDAMENTALS + len(taps) - 1 - before - MELS
    score = g.op(
        "Conv",
        g.op("Unsqueeze", fine, g.ints(1)),
        g.constant(taps[None, None, :, None]),
        pads=[before, 0, after, 0],
    )
    score = g.op("Squeeze", score, g.ints(1))
    height = g.op("ReduceMax", score, axes=[1])
    share = g.op("Softmax", g.op("Mul", score, g.constant(SHARPNESS)), axis=1)
    semitones = g.op("ReduceSum", g.op("Mul", share, g.constant(SEMITONES[None, :, None])), g.ints(1))
    return semitones, height, energy, _channels(g, halved, 1, 1 + CEPSTRA), steps


def _functionals(g, mel, pitch):
    """[1, n, 1] in the order of functionals.functionals."""
    semitones, height, energy, cepstra, steps = _tracks(g, mel, pitch)
    heard = g.op("Sigmoid", g.op("Mul", g.op("Sub", energy, g.constant(QUIET)), g.constant(2.0)))
    voiced = g.op("Mul", heard, g.op("Sigmoid", g.op("Sub", height, g.constant(VOICED))))
    last = g.op("Sub", steps, g.ints(1))
    later = lambda x: _frames(g, x, 1, steps)  # noqa: E731
    step_of = lambda x: g.op("Sub", later(x), _frames(g, x, 0, last))  # noqa: E731
    both = g.op("Mul", later(voiced), _frames(g, voiced, 0, last))
    rows = g.op("Concat", semitones, energy, cepstra, axis=1)
    mean = _mean(g, rows, voiced)
    deviation = _deviation(g, rows, voiced, mean)
    scaled = g.op("Div", g.op("Sub", rows, mean), deviation)
    step = step_of(rows)
    size = g.op("Abs", step)
    row = lambda x, i: _channels(g, x, i, i + 1)  # noqa: E731
    jump = g.op("Div", row(step, 0), g.constant(JUMP))
    small = g.op("Mul", both, g.op("Exp", g.op("Neg", g.op("Mul", jump, jump))))
    squared = _mean(g, g.op("Mul", row(step, 0), row(step, 0)), small)
    # -1 at the first frame, 1 at the last.
    count = g.op("Cast", last, to=TensorProto.FLOAT)
    index = g.op("CumSum", g.op("Add", g.op("Mul", energy, g.constant(0.0)), g.constant(1.0)), g.constant(2, np.int64))
    time = g.op("Sub", g.op("Div", g.op("Mul", g.op("Sub", index, g.constant(1.0)), g.constant(2.0)), count), g.constant(1.0))
    level = _mean(g, energy, heard)
    spread = _deviation(g, energy, heard, level)
    beyond = g.op("Div", g.op("Sub", energy, level), spread)
    pair = lambda a, b: _mean(g, g.op("Mul", row(scaled, a), row(scaled, b)), voiced)  # noqa: E731
    return g.op(
        "Concat",
        _mean(g, row(size, 0), small),
        g.op("Sqrt", g.op("Add", squared, g.constant(1e-6))),
        g.op("Mul", _mean(g, g.op("Mul", row(scaled, 0), time), voiced), row(deviation, 0)),
        _mean(g, _cube(g, row(scaled, 0)), voiced),
        level,
        spread,
        _mean(g, row(size, 1), later(heard)),
        _mean(g, _cube(g, beyond), heard),
        *(pair(a, b) for a, b in ((3, 1), (0, 1), (0, 3), (4, 1), (3, 4))),
        _channels(g, mean, 3, 2 + CEPSTRA),
        row(deviation, 0),
        _channels(g, deviation, 3, 2 + CEPSTRA),
        _mean(g, _channels(g, size, 3, 2 + CEPSTRA), both),
        axis=1,
    )


def functional_arousal(g, mel, pitch, reader):
    """Arousal logit [1, 1] of log powers [1, 64, T] and [1, 64, ~T / 2]."""
    x = g.op("Squeeze", _functionals(g, mel, pitch), g.ints(2))
    x = g.op("Div", g.op("Sub", x, g.constant(reader["centre"])), g.constant(reader["spread"]))
    x = g.op("Clip", x, g.constant(-REACH), g.constant(REACH))
    for name in ("hidden", "arousal"):
        weight = g.op("Transpose", g.weight(reader[f"{name}.weight"]), perm=[1, 0])
        x = g.op("Add", g.op("MatMul", x, weight), g.constant(reader[f"{name}.bias"]))
        x = g.op("Relu", x) if name == "hidden" else x
    return x
