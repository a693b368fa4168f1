"""The Python half of step.ts: reads weights and inputs, then does one training step for each line of its input.

python step.py NETWORK.py TENSORS.safetensors SETTINGS-AS-JSON
"""

import contextlib
import importlib.util
import json
import struct
import sys
import time
import warnings

warnings.filterwarnings("ignore", message="Failed to initialize NumPy")
import torch  # noqa: E402

DTYPES = {"F32": torch.float32, "F16": torch.float16, "BF16": torch.bfloat16, "I64": torch.int64, "U8": torch.uint8}


def read_tensors(path):
    """safetensors; those that were in channels_last are put so again."""
    data = open(path, "rb").read()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    metadata = header.pop("__metadata__", {})
    channels_last = set(json.loads(metadata.get("channelsLast", "[]")))
    tensors = {}
    for name, entry in header.items():
        start, end = (8 + length + offset for offset in entry["data_offsets"])
        flat = torch.frombuffer(bytearray(data[start:end]), dtype=DTYPES[entry["dtype"]])
        tensor = flat.reshape(entry["shape"]).clone()
        tensors[name] = tensor.contiguous(memory_format=torch.channels_last) if name in channels_last else tensor
    return tensors


def load(path):
    spec = importlib.util.spec_from_file_location("network", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main():
    network, tensors, settings = sys.argv[1], read_tensors(sys.argv[2]), json.loads(sys.argv[3])
    torch.set_num_threads(settings["threads"])
    weights = {n[8:]: t.requires_grad_() for n, t in tensors.items() if n.startswith("weights.")}
    inputs = {n[7:]: t for n, t in tensors.items() if n.startswith("inputs.")}
    compute_loss = load(network).build(weights, inputs, settings)
    training = settings["training"]
    parameters = list(weights.values())
    average = [p.detach().clone() for p in parameters]
    optimiser = torch.optim.AdamW(parameters, lr=training["rate"], weight_decay=training["weightDecay"], fused=True)

    def step():
        mixed = settings["dtype"] == "bfloat16"
        with torch.autocast("cpu", torch.bfloat16) if mixed else contextlib.nullcontext():
            loss = compute_loss()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, training["clip"])
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        with torch.no_grad():
            torch._foreach_lerp_(average, parameters, 1 - training["decay"])
        return loss.item()

    print("ready", flush=True)
    for _ in sys.stdin:
        start = time.perf_counter()
        loss = step()
        print(json.dumps({"ms": (time.perf_counter() - start) * 1e3, "loss": loss}), flush=True)


main()
