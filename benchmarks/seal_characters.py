"""``python -m benchmarks.seal_characters``: train anew the network that knows single characters of seals.

Wanted once the characters or the way that cells are cut change: 85 minutes on one processor, without any seal but drawn
ones. Needs PyTorch, ONNX and the free faces below (Debian: fonts-noto-cjk-extra, fonts-arphic-uming, fonts-arphic-ukai,
fonts-arphic-gbsn00lp, fonts-arphic-gkai00mp, fonts-lxgw-wenkai); nobody who only uses the network needs them::

    pip install torch==2.13.0 onnx==1.23.2 fonttools==4.68.0
"""

from __future__ import annotations

import argparse
import copy
import math
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from benchmarks.worn_cells import WornCells, draw_faces
from ocr.seals.look_alikes import look_alikes
from ocr.seals.name_cells import SIDE
from ocr.seals.seal_characters import MODEL, SIGNS, as_input

_FONTS = Path("/usr/share/fonts")
_SERIF, _SANS = "opentype/noto/NotoSerifCJK", "opentype/noto/NotoSansCJK"
FACES = (
    *((f"{_SERIF}-{weight}.ttc", 2) for weight in ("Regular", "Medium", "SemiBold", "Bold")),
    *((f"{_SANS}-{weight}.ttc", 2) for weight in ("Regular", "Medium", "Bold")),
    ("truetype/arphic/uming.ttc", 0),
    ("truetype/arphic/ukai.ttc", 0),
    ("truetype/arphic-gbsn00lp/gbsn00lp.ttf", 0),
    ("truetype/arphic-gkai00mp/gkai00mp.ttf", 0),
    ("truetype/lxgw-wenkai/LXGWWenKai-Light.ttf", 0),
    ("truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf", 0),
)
"""File of each face and its number in it: those in which seals are cut, and others for what they share with them."""

_BATCH = 512
_ROUNDS = ((0.47, 4e-3), (0.53, 2.5e-3))
"""Share of the time and highest rate of learning of each round; the second begins with what the first has learned."""

_WARM_UP, _DECAY = 300, 0.02
_SMOOTH = 0.998
_EMBEDDING = 160


class Reader(nn.Module):
    """From cells to a value for each character."""

    def __init__(self, characters: int) -> None:
        """Make an untrained one."""
        super().__init__()
        self.layers = nn.Sequential(
            _layer(2, 24, stride=2, side=5), _layer(24, 40), nn.AvgPool2d(2),
            _layer(40, 80), _layer(80, 112, stride=2), _layer(112, 144),
        )  # fmt: skip
        flat = 144 * (SIDE // 8) ** 2
        self.embedding, self.norm = nn.Linear(flat, _EMBEDDING, bias=False), nn.BatchNorm1d(_EMBEDDING)
        self.dropped = nn.Dropout(0.1)
        self.values = nn.Linear(_EMBEDDING, characters)

    def forward(self, cells: Tensor) -> Tensor:
        """Return batch × characters for what ``as_input`` gives."""
        seen = self.dropped(self.layers(cells).flatten(1))
        values: Tensor = self.values(self.norm(self.embedding(seen)))
        return values


def _layer(before: int, after: int, stride: int = 1, side: int = 3) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(before, after, side, stride, side // 2, bias=False), nn.BatchNorm2d(after), nn.ReLU(inplace=True)
    )


def train(cells: WornCells, minutes: float) -> Reader:
    """Return a network trained for that long, its weights averaged over the last steps."""
    reader = Reader(cells.count)
    for share, rate in _ROUNDS:
        reader = _round(reader, cells, share * minutes * 60, rate)
    return reader.eval()


def _round(begun: Reader, cells: WornCells, seconds: float, rate: float) -> Reader:
    reader = begun.train().to(memory_format=torch.channels_last)
    averaged = copy.deepcopy(reader)
    steps = torch.optim.AdamW(reader.parameters(), lr=rate, weight_decay=_DECAY, betas=(0.9, 0.98))
    losses: list[float] = []
    for share in _shares(seconds):
        for group in steps.param_groups:
            group["lr"] = rate * min(1.0, len(losses) / _WARM_UP) * max(0.01, (1 + math.cos(math.pi * share)) / 2)
        losses.append(_step(reader, steps, cells))
        _average(averaged, reader, min(_SMOOTH, 1 - 10 / (len(losses) + 10)))
        if len(losses) % 200 == 0:
            print(f"{share:.0%} {len(losses) * _BATCH} 字 损失 {np.mean(losses[-200:]):.3f}", flush=True)
    return averaged


def _shares(seconds: float) -> Iterator[float]:
    """Yield the share of the time that has passed until it is over."""
    started = time.monotonic()
    while (share := (time.monotonic() - started) / seconds) < 1:
        yield share


def _step(reader: Reader, steps: torch.optim.Optimizer, cells: WornCells) -> float:
    wanted = cells.ids(_BATCH)
    with torch.no_grad():
        seen = torch.from_numpy(as_input(cells.batch(wanted).numpy()))
    with torch.autocast("cpu", torch.bfloat16):
        values = reader(seen.contiguous(memory_format=torch.channels_last))
    loss = cross_entropy(values.float(), wanted)
    steps.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(reader.parameters(), 2.0)
    steps.step()
    return float(loss.item())


def _average(averaged: Reader, reader: Reader, kept: float) -> None:
    with torch.no_grad():
        for old, new in zip(averaged.state_dict().values(), reader.state_dict().values(), strict=True):
            old.mul_(kept).add_(new, alpha=1 - kept) if old.dtype.is_floating_point else old.copy_(new)


class _Graph:
    """An ONNX graph as it grows; weights in half precision."""

    def __init__(self) -> None:
        self._nodes: list[onnx.NodeProto] = []
        self._weights: list[onnx.TensorProto] = []
        self._last = "cells"

    def then(self, kind: str, *weights: Tensor, **attributes: object) -> None:
        """Add an operation on what the last one gave."""
        name = f"{kind.lower()}{len(self._nodes)}"
        names = [f"{name}_{at}" for at in range(len(weights))]
        self._weights += [
            numpy_helper.from_array(one.detach().numpy().astype(np.float16), it)
            for one, it in zip(weights, names, strict=True)
        ]
        self._nodes.append(helper.make_node(kind, [self._last, *names], [name], **attributes))
        self._last = name

    def save(self, path: Path, characters: int) -> None:
        """Write the whole."""
        self._nodes[-1].output[0] = "values"
        given = helper.make_tensor_value_info("cells", TensorProto.FLOAT, ["cells", 2, SIDE, SIDE])
        told = helper.make_tensor_value_info("values", TensorProto.FLOAT, ["cells", characters])
        graph = helper.make_graph(self._nodes, "seal_characters", [given], [told], self._weights)
        onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)]), path)


def export(reader: Reader, path: Path) -> None:
    """Write a trained network, its normalisations worked into the weights before them."""
    graph = _Graph()
    for layer in reader.layers:
        if isinstance(layer, nn.AvgPool2d):
            graph.then("AveragePool", kernel_shape=[2, 2], strides=[2, 2])
        elif isinstance(layer, nn.Sequential):
            _export_layer(graph, layer)
    graph.then("Flatten", axis=1)
    graph.then("Gemm", *_folded(reader.embedding.weight, reader.norm), transB=1)
    graph.then("Gemm", reader.values.weight, reader.values.bias, transB=1)
    graph.save(path, reader.values.out_features)


def _export_layer(graph: _Graph, layer: nn.Sequential) -> None:
    conv, norm = layer[0], layer[1]
    side, stride = conv.kernel_size[0], conv.stride[0]
    weights = _folded(conv.weight, norm)
    graph.then("Conv", *weights, kernel_shape=[side] * 2, strides=[stride] * 2, pads=[side // 2] * 4)
    graph.then("Relu")


def _folded(weight: Tensor, norm: nn.BatchNorm1d | nn.BatchNorm2d) -> tuple[Tensor, Tensor]:
    state = norm.state_dict()
    scale = norm.weight / torch.sqrt(state["running_var"] + norm.eps)
    return weight * scale.reshape(-1, *[1] * (weight.ndim - 1)), norm.bias - state["running_mean"] * scale


def main() -> None:
    """Train and write the network with the list of its characters."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=85.0, help="训练时长（分钟）")
    parser.add_argument("--seed", type=int, default=1, help="随机数种子")
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    characters = "".join(look_alikes().biases)
    bank = draw_faces([(str(_FONTS / path), number) for path, number in FACES], characters)
    export(train(WornCells(bank, options.seed), options.minutes), MODEL)
    SIGNS.write_text(f"# Characters of {MODEL.name}, in the order of its classes.\n{characters}\n", "utf-8")


if __name__ == "__main__":
    main()
