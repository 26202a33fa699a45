"""Writers of the files that the product reads: the int8 linear layout and the ONNX graph."""

import struct

import numpy as np


def quantise_columns(w):
    """int8 q per weight with w = scale * q * |q|: few weights are large, and evenly spaced steps would lose the rest.

    Measured on dev: evenly spaced steps over the whole range cost 3.5 points of macro-F1, these none.
    """
    scale = np.maximum(np.abs(w).max(axis=0), 1e-9).astype(np.float32) / (127 * 127)
    q = np.sign(w) * np.round(np.sqrt(np.abs(w) / scale))
    return q.astype(np.int8), scale


def write_linear(path, w):
    """(features + 1) x columns, the last row the bias. Layout: see packages/inference/src/text/int8-linear.ts."""
    q, scale = quantise_columns(w[:-1])
    with open(path, "wb") as file:
        file.write(struct.pack("<II", *q.shape))
        file.write(scale.astype("<f4").tobytes())
        file.write(w[-1].astype("<f4").tobytes())
        file.write(q.tobytes())
    stored = q.astype(np.float32)
    return np.concatenate([stored * np.abs(stored) * scale, w[-1:]]).astype(np.float32)


class Graph:
    """A few helpers over onnx.helper: names are made up, int8 weights become float inside the graph."""

    def __init__(self):
        self.nodes, self.initialisers, self.count = [], [], 0

    def constant(self, array):
        from onnx import numpy_helper

        self.count += 1
        name = f"c{self.count}"
        self.initialisers.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def op(self, kind, *inputs, outputs=None, **attributes):
        from onnx import helper

        self.count += 1
        outputs = outputs or [f"v{self.count}"]
        self.nodes.append(helper.make_node(kind, list(inputs), outputs, **attributes))
        return outputs[0]

    def weight(self, w, axes=-1):
        """int8 with one float scale per slice along every axis but `axes`; dequantised once, when loaded."""
        scale = np.maximum(np.abs(w).max(axis=axes, keepdims=True), 1e-9).astype(np.float32) / 127
        q = np.clip(np.round(w / scale), -127, 127).astype(np.int8)
        return self.op("Mul", self.op("Cast", self.constant(q), to=1), self.constant(scale))

    def rows(self, table, ids):
        """Rows of an int8 table, dequantised after they are picked: the table stays int8 in memory."""
        scale = (np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-3) / 127).astype(np.float16)
        q = np.clip(np.round(table / scale.astype(np.float32)), -127, 127).astype(np.int8)
        picked = self.op("Cast", self.op("Gather", self.constant(q), ids), to=1)
        scales = self.op("Cast", self.op("Gather", self.constant(scale), ids), to=1)
        return self.op("Mul", picked, scales)


def _gates(matrix):
    """PyTorch keeps a GRU's gates as reset, update, new; ONNX as update, reset, hidden."""
    reset, update, new = np.split(matrix, 3)
    return np.concatenate([update, reset, new])


def _member(g, state, ids_by_time, lengths, mask, widths):
    table = state["embedding.weight"].copy()
    table[0] = 0
    x = g.rows(table, ids_by_time)
    both = lambda name: np.stack([_gates(state[f"gru.{name}_l0{way}"]) for way in ("", "_reverse")])  # noqa: E731
    bias = np.concatenate([both("bias_ih"), both("bias_hh")], 1).astype(np.float32)
    hidden = state["gru.weight_hh_l0"].shape[1]
    y = g.op(
        "GRU", x, g.weight(both("weight_ih")), g.weight(both("weight_hh")), g.constant(bias), lengths,
        direction="bidirectional", hidden_size=hidden, linear_before_reset=1,
    )  # fmt: skip
    y = g.op("Transpose", y, perm=[2, 0, 1, 3])
    y = g.op("Reshape", y, g.constant(np.array([0, 0, 2 * hidden], np.int64)))
    far = g.constant(np.array(-1e4, np.float32))
    wide_mask = g.op("Unsqueeze", mask, g.constant(np.array([2], np.int64)))
    scores = g.op("Add", g.op("MatMul", y, g.constant(state["attend.weight"].T)), g.constant(state["attend.bias"]))
    share = g.op("Softmax", g.op("Where", wide_mask, scores, far), axis=1)
    second = g.constant(np.array([1], np.int64))
    attended = g.op("ReduceSum", g.op("Mul", share, y), second, keepdims=0)
    highest = g.op("ReduceMax", g.op("Where", wide_mask, y, far), axes=[1], keepdims=0)
    pooled = [highest, attended]
    if widths:
        channels = g.op("Transpose", x, perm=[1, 2, 0])
        channels = g.op("Mul", channels, g.op("Cast", g.op("Unsqueeze", mask, second), to=1))
        third = g.constant(np.array([2], np.int64))
        for index, width in enumerate(widths):
            w, b = state[f"convolutions.{index}.weight"], state[f"convolutions.{index}.bias"]
            seen = g.op("Relu", g.op("Conv", channels, g.weight(w, (1, 2)), g.constant(b), pads=[width - 1, width - 1]))
            steps = g.op("Squeeze", g.op("Slice", g.op("Shape", seen), third, g.constant(np.array([3], np.int64))))
            zero, one = g.constant(np.array(0, np.int64)), g.constant(np.array(1, np.int64))
            positions = g.op("Unsqueeze", g.op("Range", zero, steps, one), g.constant(np.array([0], np.int64)))
            ends = g.op("Add", g.op("Cast", lengths, to=7), g.constant(np.array(width - 1, np.int64)))
            inside = g.op("Less", positions, g.op("Unsqueeze", ends, second))
            inside = g.op("Cast", g.op("Unsqueeze", inside, second), to=1)
            pooled.append(g.op("ReduceMax", g.op("Mul", seen, inside), axes=[2], keepdims=0))
    joined = g.op("Concat", *pooled, axis=1)
    dense = g.op("MatMul", joined, g.op("Transpose", g.weight(state["dense.weight"]), perm=[1, 0]))
    features = g.op("Relu", g.op("Add", dense, g.constant(state["dense.bias"])))
    bias = state["out.bias"] + state["source.weight"][0]
    logits = g.op("Add", g.op("MatMul", features, g.constant(state["out.weight"].T)), g.constant(bias))
    return g.op("LogSoftmax", logits, axis=1), features


def write_graph(path, members):
    """members: (state dict as numpy arrays, convolution widths or (), share). Shares sum to 1.

    Inputs ids int32 [B, T] and lengths int32 [B]; outputs scores float32 [B, 7], the shared mean of the members'
    log-probabilities, and features float32 [B, sum of dense sizes].
    """
    import onnx
    from onnx import TensorProto, helper

    g = Graph()
    ids_by_time = g.op("Transpose", "ids", perm=[1, 0])
    zero, one = g.constant(np.array(0, np.int64)), g.constant(np.array(1, np.int64))
    steps = g.op("Squeeze", g.op("Slice", g.op("Shape", "ids"), g.constant(np.array([1])), g.constant(np.array([2]))))
    positions = g.op("Unsqueeze", g.op("Range", zero, steps, one), g.constant(np.array([0], np.int64)))
    ends = g.op("Unsqueeze", g.op("Cast", "lengths", to=7), g.constant(np.array([1], np.int64)))
    mask = g.op("Less", positions, ends)
    scores, features = [], []
    for state, widths, share in members:
        s, f = _member(g, state, ids_by_time, "lengths", mask, widths)
        scores.append(g.op("Mul", s, g.constant(np.array(share, np.float32))))
        features.append(f)
    g.op("Sum", *scores, outputs=["scores"])
    g.op("Concat", *features, outputs=["features"], axis=1)
    graph = helper.make_graph(
        g.nodes,
        "text-reader",
        [
            helper.make_tensor_value_info("ids", TensorProto.INT32, ["batch", "pieces"]),
            helper.make_tensor_value_info("lengths", TensorProto.INT32, ["batch"]),
        ],
        [
            helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["batch", 7]),
            helper.make_tensor_value_info("features", TensorProto.FLOAT, ["batch", "width"]),
        ],
        g.initialisers,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8, producer_name="undertone")
    onnx.checker.check_model(model, full_check=True)
    onnx.save(model, path)
