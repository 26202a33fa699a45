"""The ONNX graph: front end and members in one, int8 weights that become float when the graph is loaded.

Input `sound` float32 [1, samples], 16 kHz mono; outputs `logits` float32 [1, 7] and `arousal` float32 [1] in [-1, 1].
The kernels of the front end are computed by the graph itself from a few numbers: nothing of them is stored.
"""

import numpy as np
import onnx
from onnx import TensorProto, helper

import front_end
from graph_builder import Graph
from graph_functionals import functional_arousal

OPSET = 17


def _window(g, size):
    n = g.op("Cast", g.op("Range", *(g.constant(v, np.int64) for v in (0, size, 1))), to=TensorProto.FLOAT)
    turn = g.op("Cos", g.op("Mul", n, g.constant(2 * np.pi / size)))
    scaled = g.op("Sub", g.constant(1.0), turn)
    return g.op("Mul", scaled, g.constant(0.5 / np.sqrt(size)))


def _kernels(g, turns, size):
    """Cosines, then sines, of `turns` (float64, turns a sample): [2 * turns, 1, size] under a Hann window."""
    n = g.op("Cast", g.op("Range", *(g.constant(v, np.int64) for v in (0, size, 1))), to=TensorProto.DOUBLE)
    phase = g.op("Mod", g.op("Mul", g.constant(turns[:, None], np.float64), n), g.constant(1.0, np.float64), fmod=1)
    angle = g.op("Mul", g.op("Cast", phase, to=TensorProto.FLOAT), g.constant(2 * np.pi))
    both = g.op("Concat", g.op("Cos", angle), g.op("Sin", angle), axis=0)
    return g.op("Unsqueeze", g.op("Mul", both, _window(g, size)), g.ints(1))


def _mel_matrix(g):
    """[MELS, BINS]."""
    edges = front_end.mel_edges()
    f = g.constant(np.arange(front_end.BINS)[None] * (front_end.RATE / 512))
    left, centre, right = (edges[i : i + front_end.MELS, None] for i in range(3))
    rising = g.op("Div", g.op("Sub", f, g.constant(left)), g.constant(centre - left))
    falling = g.op("Div", g.op("Sub", g.constant(right), f), g.constant(right - centre))
    return g.op("Max", g.op("Min", rising, falling), g.constant(0.0))


def _power(g, sound, kernels, hop, pad, size):
    parts = g.op("Conv", sound, kernels, strides=[hop], pads=[pad, pad])
    real, imaginary = g.halves(parts, size)
    return g.op("Add", g.op("Mul", real, real), g.op("Mul", imaginary, imaginary))


def _standardised(g, spectrum):
    x = g.op("Sub", spectrum, g.op("ReduceMean", spectrum, axes=[1, 2]))
    deviation = g.op("Sqrt", g.op("ReduceMean", g.op("Mul", x, x), axes=[1, 2]))
    x = g.op("Div", x, g.op("Add", deviation, g.constant(0.1)))
    return g.op("Unsqueeze", x, g.ints(1))


def _front_end(g):
    mean_square = g.op("ReduceMean", g.op("Mul", "sound", "sound"), axes=[1])
    level = g.op("Add", g.op("Sqrt", mean_square), g.constant(1e-5))
    sound = g.op("Unsqueeze", g.op("Div", "sound", level), g.ints(1))
    kernels = _kernels(g, np.arange(front_end.BINS) / 512, front_end.WINDOW)
    spectrum = _power(g, sound, kernels, front_end.HOP, 0, front_end.BINS)
    mel = g.op("MatMul", _mel_matrix(g), spectrum)
    kernels = _kernels(g, front_end.pitch_frequencies() / front_end.RATE, front_end.PITCH_WINDOW)
    pad = (front_end.PITCH_WINDOW - front_end.WINDOW) // 2
    pitch = _power(g, sound, kernels, front_end.PITCH_HOP, pad, front_end.PITCHES)
    return tuple(g.op("Log", g.op("Add", power, g.constant(front_end.FLOOR))) for power in (mel, pitch))


def _folded(state, weight, norm):
    """A convolution's weights with the following batch normalisation inside."""
    gain = state[f"{norm}.weight"] / np.sqrt(state[f"{norm}.running_var"] + 1e-5)
    w = state[f"{weight}.weight"] * gain.reshape(-1, *[1] * (state[f"{weight}.weight"].ndim - 1))
    return w, state[f"{norm}.bias"] - gain * state[f"{norm}.running_mean"]


def _convolution(g, x, w, b, relu=True, **attributes):
    y = g.op("Conv", x, g.weight(w), g.constant(b), **attributes)
    return g.op("Relu", y) if relu else y


def _planes(g, x, state, name, strides):
    """The two-dimensional convolutions: [1, 1, 64, T] -> [1, channels * 8, T / stride]."""
    for layer, stride in enumerate(strides):
        w, b = _folded(state, f"{name}.{layer}.0", f"{name}.{layer}.1")
        x = _convolution(g, x, w, b, strides=stride, pads=[1, 1, 1, 1])
    return g.op("Reshape", x, g.ints(1, w.shape[0] * 8, -1))


def _residual(g, x, state, name, dilation):
    w, b = _folded(state, f"{name}.first", f"{name}.first_norm")
    y = _convolution(g, x, w, b, dilations=[dilation], pads=[dilation, dilation])
    w, b = _folded(state, f"{name}.second", f"{name}.second_norm")
    y = _convolution(g, y, w, b, relu=False, pads=[1, 1])
    gate = g.op("ReduceMean", y, axes=[2])
    for layer, last in (("squeeze", "Relu"), ("excite", "Sigmoid")):
        w, b = state[f"{name}.{layer}.weight"], state[f"{name}.{layer}.bias"]
        gate = g.op(last, _convolution(g, gate, w[:, :, None], b, relu=False))
    return g.op("Relu", g.op("Add", x, g.op("Mul", y, gate)))


def _member(g, mel, pitch, state, dilations):
    """Logits [1, 7] and arousal logit [1, 1] of one network."""
    x = _planes(g, mel, state, "mel", [[2, 2]] * 3)
    y = _planes(g, pitch, state, "pitch", [[2, 2], [2, 2], [2, 1]])
    ends = [g.op("Slice", g.op("Shape", z), g.ints(2), g.ints(3)) for z in (x, y)]
    end = g.op("Min", *ends)
    x, y = (g.op("Slice", z, g.ints(0), end, g.ints(2)) for z in (x, y))
    w, b = _folded(state, "join", "join_norm")
    x = _convolution(g, g.op("Concat", x, y, axis=1), w, b)
    for index, dilation in enumerate(dilations):
        x = _residual(g, x, state, f"blocks.{index}", dilation)
    hidden = g.op("Tanh", _convolution(g, x, state["attend_hidden.weight"], state["attend_hidden.bias"], relu=False))
    share = _convolution(g, hidden, state["attend.weight"], state["attend.bias"], relu=False)
    share = g.op("Softmax", share, axis=2)
    sum_over_time = lambda z: g.op("ReduceSum", z, g.ints(2), keepdims=0)  # noqa: E731
    weighted = g.op("Mul", share, x)
    mean = sum_over_time(weighted)
    variance = g.op("Sub", sum_over_time(g.op("Mul", weighted, x)), g.op("Mul", mean, mean))
    pooled = g.op("Concat", mean, g.op("Sqrt", g.op("Max", variance, g.constant(1e-4))), axis=1)
    gain = state["norm.weight"] / np.sqrt(state["norm.running_var"] + 1e-5)
    shift = state["norm.bias"] - gain * state["norm.running_mean"]

    def head(w, b):
        return g.op("Add", g.op("MatMul", pooled, g.constant((w * gain).T)), g.constant(w @ shift + b))

    logits = head(state["emotion.weight"], state["emotion.bias"] + state["source"].mean(0))
    return logits, head(state["arousal.weight"], state["arousal.bias"])


def write_graph(path, members, reader, dilations, arousal_scale=1.0):
    """members: state dicts as float32 arrays, whose emotions are averaged; reader: see functional_reader.py.

    arousal is tanh(scale * logit / 2), where the logit is the sum of the first member's and the reader's.
    """
    g = Graph()
    mel, pitch = _front_end(g)
    planes = _standardised(g, mel), _standardised(g, pitch)
    read = [_member(g, *planes, state, dilations) for state in members]
    share = g.constant(1 / len(members))
    g.op("Mul", g.op("Sum", *[logits for logits, _ in read]), share, outputs=["logits"])
    arousal = g.op("Add", read[0][1], functional_arousal(g, mel, pitch, reader))
    both = g.op("Mul", arousal, g.constant(arousal_scale / 2))
    g.op("Reshape", g.op("Tanh", both), g.ints(1), outputs=["arousal"])
    graph = helper.make_graph(
        g.nodes,
        "voice-reader",
        [helper.make_tensor_value_info("sound", TensorProto.FLOAT, [1, "samples"])],
        [
            helper.make_tensor_value_info("logits", TensorProto.FLOAT, [1, 7]),
            helper.make_tensor_value_info("arousal", TensorProto.FLOAT, [1]),
        ],
        g.initialisers,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=8)
    onnx.checker.check_model(model)
    onnx.save(model, path)
