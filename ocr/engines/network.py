"""Networks on OpenVINO: infer requests and their buffers kept, pixels normalised and heads made cheap in the graph."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import numpy.typing as npt
import openvino
from openvino import opset13 as operations
from openvino.preprocess import PrePostProcessor

from ocr.engine import Bitmap

Output = npt.NDArray[np.float32]
_ACTIVATIONS = ("Softmax", "Sigmoid")
_HEAD = ("Add", "ConvolutionBackpropData", "Relu", "Add", "ConvolutionBackpropData")
"""What the head of a detection model is from its end, less its last activation."""


class Network:
    """A compiled model with its infer requests: one per stream, their buffers used again for every call."""

    def __init__(
        self, core: openvino.Core, model: openvino.Model, mean: list[float], deviation: list[float], streams: int
    ) -> None:
        """Compile a model that takes RGB bytes, N×H×W×3; it was trained on BGR.

        Args:
            core: Knows how many threads there are.
            model: To be compiled; its last softmax or sigmoid is left out, so that it gives logits.
            mean: Per channel, taken off its input.
            deviation: Per channel, by which its input is divided.
            streams: Inputs worked on at the same time; the threads are shared out among them.

        Raises:
            RuntimeError: OpenVINO refuses it.
        """
        _give_logits(model)
        steps = PrePostProcessor(model)
        steps.input().tensor().set_element_type(openvino.Type.u8).set_layout(openvino.Layout("NHWC"))
        steps.input().model().set_layout(openvino.Layout("NCHW"))
        steps.input().preprocess().convert_element_type(openvino.Type.f32).reverse_channels().mean(mean).scale(
            deviation
        )
        compiled = core.compile_model(steps.build(), "CPU", {"NUM_STREAMS": str(streams)})
        self._streams = streams
        self._queue = openvino.AsyncInferQueue(compiled, streams)
        self._queue.set_callback(_hand_over)

    def infer(self, inputs: Iterable[Bitmap], take: Callable[[int, Output], None]) -> None:
        """Run every input, N×H×W×3; inputs may be made while others are worked on.

        Args:
            inputs: Taken one after the other as streams become free.
            take: Called from any thread with the index and the output, which is valid until it returns.

        Raises:
            RuntimeError: Inference failed.
        """
        failures: list[Exception] = []
        try:
            for index, values in enumerate(inputs):
                shared = np.ascontiguousarray(values)
                self._queue.start_async([shared], (index, take, shared, failures), share_inputs=True)
        finally:
            self._queue.wait_all()
        if failures:
            raise RuntimeError("an output could not be taken") from failures[0]


    def prepare(self, shape: tuple[int, int, int, int]) -> None:
        """Run an empty input of this shape in every stream: each prepares for a new shape by itself.

        Raises:
            RuntimeError: Inference failed.
        """
        self.infer([np.zeros(shape, np.uint8)] * self._streams, lambda _, output: None)


_Job = tuple[int, Callable[[int, Output], None], Bitmap, list[Exception]]
"""Index, who takes the output, the input (used where it lies: it has to stay until then), what went wrong."""


def _hand_over(request: openvino.InferRequest, job: _Job) -> None:
    index, take, _, failures = job
    try:
        take(index, np.asarray(request.get_output_tensor().data))
    except Exception as error:  # OpenVINO ends the whole process when one leaves a callback
        failures.append(error)


def _give_logits(model: openvino.Model) -> None:
    """Leave out the last activation: most of its values are never looked at."""
    result = model.get_results()[0]
    last = _source(result).get_node()
    if last.get_type_name() in _ACTIVATIONS:
        _replace(model, _source(last))


def flatten_head(model: openvino.Model) -> None:
    """Replace two doublings of the picture, 2×2 each, by two 1×1 convolutions and one shuffle: the same sums.

    Transposed convolutions run in single precision on four and sixteen times the pixels: a seventh of the time of
    a PP-OCRv6 detection model. A model that ends otherwise stays as it is.
    """
    _give_logits(model)
    nodes = [_source(model.get_results()[0]).get_node()]
    while len(nodes) < len(_HEAD) and nodes[-1].get_type_name() == _HEAD[len(nodes) - 1]:
        nodes.append(_source(nodes[-1]).get_node())
    if [node.get_type_name() for node in nodes] != list(_HEAD):
        return
    last_bias, last, _, bias, first = nodes
    kernel, last_kernel = _weights(first), _weights(last)
    doubled = all(node.get_attributes()["strides"] == [2, 2] for node in (first, last))
    if not doubled or kernel.shape[2:] != (2, 2) or last_kernel.shape[1:] != (1, 2, 2):
        return
    parts = _convolved(_source(first), kernel.transpose(2, 3, 1, 0).reshape(-1, kernel.shape[0]))
    parts = operations.relu(operations.add(parts, _constant(np.tile(_weights(bias).ravel(), 4).reshape(1, -1, 1, 1))))
    joined = operations.add(_convolved(parts.output(0), _shared_out(last_kernel)), _constant(_weights(last_bias)))
    _replace(model, operations.depth_to_space(joined, "blocks_first", 4).output(0))


def _shared_out(kernel: Output) -> Output:
    """Return the last kernel, channels×1×2×2, for four parts side by side: 16 × (4 × channels), row by row."""
    weights = np.zeros((2, 2, 2, 2, 2, 2, len(kernel)), np.float32)
    for down in range(2):
        for across in range(2):
            weights[down, :, across, :, down, across] = kernel[:, 0].transpose(1, 2, 0)
    return weights.reshape(16, -1)


def _convolved(source: openvino.Output, weights: Output) -> openvino.Node:
    return operations.convolution(source, _constant(weights[:, :, None, None]), [1, 1], [0, 0], [0, 0], [1, 1])


def _constant(values: Output) -> openvino.Node:
    return operations.constant(np.ascontiguousarray(values, np.float32))


def _weights(node: openvino.Node) -> Output:
    """Return the constant that a convolution or addition works with."""
    return np.array(_source(node, 1).get_node().data, np.float32)


def _source(node: openvino.Node, place: int = 0) -> openvino.Output:
    """Return where an input comes from, behind what only hands it on."""
    found = node.input_value(place)
    while found.get_node().get_type_name() in ("Identity", "Convert"):
        found = found.get_node().input_value(0)
    return found


def _replace(model: openvino.Model, output: openvino.Output) -> None:
    model.get_results()[0].input(0).replace_source_output(output)
    model.validate_nodes_and_infer_types()
