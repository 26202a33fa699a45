"""The members as one ONNX graph with int8 weights, and the regression as a binary file."""

import struct

import numpy as np
import onnx
import torch
from network import LABELS, SIDE
from onnx import TensorProto, helper, numpy_helper

OPSET = 17


def folded(convolution):
    """Convolution and batch normalisation as one: float64 weights [O, I, 3, 3] and bias [O]."""
    conv, norm = convolution
    scale = (norm.weight / torch.sqrt(norm.running_var + norm.eps)).double()
    weights = conv.weight.double() * scale[:, None, None, None]
    return weights.detach().numpy(), (norm.bias.double() - norm.running_mean.double() * scale).detach().numpy()


def quantised(weights):
    """Symmetric int8 with one scale an output channel, chosen among a few clippings by squared error."""
    rows = weights.reshape(len(weights), -1)
    best, best_error = None, np.full(len(rows), np.inf)
    for clipping in np.linspace(0.7, 1, 13):
        scale = np.maximum(np.abs(rows).max(1) * clipping / 127, 1e-12)
        whole = np.clip(np.round(rows / scale[:, None]), -127, 127)
        error = ((whole * scale[:, None] - rows) ** 2).sum(1)
        better = error < best_error
        if best is None:
            best = (whole, scale)
        best[0][better], best[1][better] = whole[better], scale[better]
        best_error = np.minimum(error, best_error)
    return best[0].astype(np.int8).reshape(weights.shape), best[1].astype(np.float32)


class Graph:
    """Collects nodes and initialisers under running names."""

    def __init__(self):
        self.nodes, self.initialisers = [], []

    def constant(self, values):
        name = f"c{len(self.initialisers)}"
        self.initialisers.append(numpy_helper.from_array(np.asarray(values), name))
        return name

    def node(self, kind, *inputs, **attributes):
        name = f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [name], **attributes))
        return name

    def weights(self, values):
        """Cast and multiply: the runtime folds both when it loads the graph, so that it computes in float32."""
        whole, scale = quantised(values)
        shape = (-1, *(1,) * (values.ndim - 1))
        as_float = self.node("Cast", self.constant(whole), to=TensorProto.FLOAT)
        return self.node("Mul", as_float, self.constant(scale.reshape(shape)))

    def convolution(self, x, module, stride=1):
        weights, bias = folded(module)
        return self.node(
            "Conv", x, self.weights(weights), self.constant(bias.astype(np.float32)),
            kernel_shape=[3, 3], pads=[1, 1, 1, 1], strides=[stride, stride],
        )  # fmt: skip

    def member(self, x, member):
        x = self.node("Relu", self.convolution(x, member.stem))
        for stage in member.stages:
            x = self.node("Relu", self.convolution(x, stage.reduce, stride=2))
            for block in stage.blocks:
                inner = self.node("Relu", self.convolution(x, block.first))
                x = self.node("Relu", self.node("Add", x, self.convolution(inner, block.second)))
        pooled = self.node("ReduceMean", x, axes=[2, 3], keepdims=0)
        weights = self.weights(member.head.weight.detach().double().numpy())
        bias = self.constant(member.head.bias.detach().numpy())
        return self.node("Gemm", pooled, weights, bias, transB=1)


def write_network(members, path):
    """`crop` float32 [1, 48, 48] in 0..1 -> `scores` float32 [1, 7]: log-probabilities, averaged over members and mirror."""
    graph = Graph()
    x = graph.node("Reshape", "crop", graph.constant(np.array([1, 1, SIDE, SIDE], np.int64)))
    centred = graph.node("Sub", x, graph.node("ReduceMean", x, axes=[2, 3]))
    variance = graph.node("ReduceMean", graph.node("Mul", centred, centred), axes=[2, 3])
    spread = graph.node("Add", graph.node("Sqrt", variance), graph.constant(np.float32(1e-3)))
    x = graph.node("Div", centred, spread)
    ends = [np.array([value], np.int64) for value in (-1, -SIDE - 1, 3, -1)]
    mirrored = graph.node("Slice", x, *(graph.constant(end) for end in ends))
    both = graph.node("Concat", x, mirrored, axis=0)
    total = None
    for member in members:
        scores = graph.node("LogSoftmax", graph.member(both, member), axis=1)
        total = scores if total is None else graph.node("Add", total, scores)
    mean = graph.node("ReduceMean", total, axes=[0], keepdims=1)
    graph.nodes.append(helper.make_node("Div", [mean, graph.constant(np.float32(len(members)))], ["scores"]))
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "face-expression",
            [helper.make_tensor_value_info("crop", TensorProto.FLOAT, [1, SIDE, SIDE])],
            [helper.make_tensor_value_info("scores", TensorProto.FLOAT, [1, LABELS])],
            graph.initialisers,
        ),
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=8,
    )
    onnx.checker.check_model(model, full_check=True)
    onnx.save(model, path)


def write_geometry(matrix, bias, path):
    """u32 features, u32 labels, f32 bias per label, f32 weights label by label; little endian."""
    labels, count = matrix.shape
    with open(path, "wb") as file:
        file.write(struct.pack("<II", count, labels))
        file.write(bias.astype("<f4").tobytes())
        file.write(matrix.astype("<f4").tobytes())
