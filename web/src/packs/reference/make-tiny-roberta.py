"""Writes tiny-roberta.onnx: the inputs and outputs of a GoEmotions RoBERTa, with a sum of word vectors inside.

python make-tiny-roberta.py  (onnx 1.x, numpy)

Token ids as in text-pack.test.ts: 4 " happy" raises joy (17), 5 " afraid" raises fear (14), padding (1) must not count,
and the bytes of which every other word is made say nothing.
"""

from pathlib import Path

import numpy
from onnx import TensorProto, checker, helper, numpy_helper, save

VOCABULARY, EMOTIONS = 280, 28
vectors = numpy.zeros((VOCABULARY, EMOTIONS), numpy.float32)
vectors[4, 17] = 9
vectors[5, 14] = 9
vectors[1, 2] = 99  # padding that is not masked would read as anger

nodes = [
    helper.make_node("Gather", ["vectors", "input_ids"], ["looked_up"]),
    helper.make_node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
    helper.make_node("Unsqueeze", ["mask", "last"], ["wide_mask"]),
    helper.make_node("Mul", ["looked_up", "wide_mask"], ["masked"]),
    helper.make_node("ReduceSum", ["masked", "middle"], ["summed"], keepdims=0),
    helper.make_node("Sub", ["summed", "threshold"], ["logits"]),
]
graph = helper.make_graph(
    nodes,
    "tiny-roberta",
    [
        helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["batch", "sequence"]),
        helper.make_tensor_value_info("attention_mask", TensorProto.INT64, ["batch", "sequence"]),
    ],
    [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", EMOTIONS])],
    [
        numpy_helper.from_array(vectors, "vectors"),
        numpy_helper.from_array(numpy.array([2], numpy.int64), "last"),
        numpy_helper.from_array(numpy.array([1], numpy.int64), "middle"),
        numpy_helper.from_array(numpy.array(5, numpy.float32), "threshold"),
    ],
)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
checker.check_model(model)
save(model, Path(__file__).with_name("tiny-roberta.onnx"))
