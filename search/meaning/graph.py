"""The model as a graph for ONNX Runtime, its large matrices in whole numbers of 8 bits."""
from __future__ import annotations

import numpy as np
from onnx import TensorProto, helper, numpy_helper

from .model import Model

OPERATORS = 20
LARGEST = 63
"""Of a weight; a processor without VNNI adds two products in 16 bits, which 127 would overflow."""


def build(model: Model) -> bytes:
    """A graph ``rows`` (texts × pieces × hidden), ``padding`` (texts × 1 × 1 × pieces; 0, or very small where there is no piece)
    → ``hidden``, likewise ``rows``."""
    return _Builder(model).serialized()


class _Builder:
    def __init__(self, model: Model) -> None:
        self._model, self._shape = model, model.shape
        self._nodes: list = []
        self._constants: list = []

    def serialized(self) -> bytes:
        hidden = self._shape.hidden
        value = self._normal("rows", "emb.ln")
        for layer in range(self._shape.layers):
            value = self._layer(value, f"l{layer}")
        self._nodes.append(helper.make_node("Identity", [value], ["hidden"]))
        shapes: dict[str, list[str | int]] = {
            "rows": ["texts", "pieces", hidden], "padding": ["texts", 1, 1, "pieces"], "hidden": ["texts", "pieces", hidden],
        }
        shaped = [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in shapes.items()]
        graph = helper.make_graph(self._nodes, "e5", shaped[:2], shaped[2:], self._constants)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPERATORS)], ir_version=9)
        return model.SerializeToString()

    def _node(self, kind: str, *inputs: str, outputs: int = 1, **how: float | list[int]) -> str:
        names = [f"v{len(self._nodes)}.{n}" for n in range(outputs)]
        self._nodes.append(helper.make_node(kind, list(inputs), names, **how))
        return names[0]

    def _constant(self, array: np.ndarray | np.generic) -> str:
        name = f"c{len(self._constants)}"
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def _layer(self, value: str, layer: str) -> str:
        attended = self._linear(self._attention(value, layer), f"{layer}.ao", self._shape.hidden)
        value = self._normal(self._node("Add", value, attended), f"{layer}.aln")
        inner = self._node("Gelu", self._linear(value, f"{layer}.fi", self._shape.inner))
        return self._normal(self._node("Add", value, self._linear(inner, f"{layer}.fo", self._shape.hidden)), f"{layer}.oln")

    def _attention(self, value: str, layer: str) -> str:
        heads, hidden = self._shape.heads, self._shape.hidden
        apart = self._constant(np.array([0, 0, heads, hidden // heads]))
        split = [self._node("Reshape", self._linear(value, f"{layer}.{part}", hidden), apart) for part in "qkv"]
        query, key, content = (
            self._node("Transpose", part, perm=[0, 2, 3, 1] if place == 1 else [0, 2, 1, 3]) for place, part in enumerate(split))
        scale = self._constant(np.float32((hidden // heads) ** -0.5))
        likeness = self._node("Add", self._node("Mul", self._node("MatMul", query, key), scale), "padding")
        mixed = self._node("MatMul", self._node("Softmax", likeness, axis=-1), content)
        return self._node("Reshape", self._node("Transpose", mixed, perm=[0, 2, 1, 3]), self._constant(np.array([0, 0, hidden])))

    def _linear(self, value: str, name: str, outputs: int) -> str:
        """``value`` times a matrix, both rounded to whole numbers, plus what is added to each output."""
        matrix = self._model.matrix(f"{name}.w", outputs).T
        scale = np.maximum(np.abs(matrix).max(axis=0), 1e-12) / LARGEST
        weights = self._constant(np.rint(matrix / scale).astype("i1"))
        rounded = self._node("DynamicQuantizeLinear", value, outputs=3)
        stem = rounded.removesuffix(".0")
        product = self._node("MatMulInteger", rounded, weights, f"{stem}.2")
        factor = self._node("Mul", f"{stem}.1", self._constant(scale.astype("f4")))
        product = self._node("Mul", self._node("Cast", product, to=TensorProto.FLOAT), factor)
        return self._node("Add", product, self._constant(self._model.tensors[f"{name}.b"]))

    def _normal(self, value: str, name: str) -> str:
        scale, shift = (self._constant(self._model.tensors[f"{name}.{part}"]) for part in "wb")
        return self._node("LayerNormalization", value, scale, shift, axis=-1, epsilon=self._shape.epsilon)
