"""A few helpers over onnx.helper: names are made up."""

import numpy as np
from onnx import TensorProto, helper, numpy_helper


class Graph:
    def __init__(self):
        self.nodes, self.initialisers, self.count, self.names = [], [], 0, {}

    def constant(self, value, dtype=np.float32):
        """The same name for the same value: many small ones repeat."""
        array = np.array(value, dtype, order="C")
        key = (array.dtype.str, array.shape, array.tobytes())
        if key not in self.names:
            self.count += 1
            self.names[key] = f"c{self.count}"
            self.initialisers.append(numpy_helper.from_array(array, self.names[key]))
        return self.names[key]

    def op(self, kind, *inputs, outputs=None, **attributes):
        self.count += 1
        outputs = outputs or [f"v{self.count}"]
        self.nodes.append(helper.make_node(kind, list(inputs), outputs, **attributes))
        return outputs[0] if len(outputs) == 1 else outputs

    def ints(self, *values):
        return self.constant(values, np.int64)

    def weight(self, w):
        """int8 with one float scale per output channel (the first axis)."""
        axes = tuple(range(1, w.ndim))
        scale = np.maximum(np.abs(w).max(axis=axes, keepdims=True), 1e-9).astype(np.float32) / 127
        q = np.clip(np.round(w / scale), -127, 127).astype(np.int8)
        return self.op("Mul", self.op("Cast", self.constant(q, np.int8), to=TensorProto.FLOAT), self.constant(scale))

    def halves(self, x, size):
        return self.op("Split", x, self.ints(size, size), outputs=[f"h{self.count}a", f"h{self.count}b"], axis=1)
