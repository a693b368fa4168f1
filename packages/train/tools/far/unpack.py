"""unpack.py PHOTOS PICTURES: WebP pictures in one file become a decoded cache, as packages/train/src/data/pictures.ts reads it."""

import io
import json
import os
import sys
from multiprocessing import Pool

import numpy as np
from PIL import Image

source, target = sys.argv[1:]


def decode(data):
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB")).tobytes()


def main():
    os.makedirs(target, exist_ok=True)
    lines = [json.loads(line) for line in open(f"{source}/index.ndjson")]
    packed = open(f"{source}/photos.bin", "rb")
    data = [packed.read(line.pop("bytes")) for line in lines]
    offset = 0
    with open(f"{target}/pictures.bin", "wb") as pictures, open(f"{target}/index.part", "w") as index, Pool() as pool:
        for line, pixels in zip(lines, pool.imap(decode, data, 64)):
            assert len(pixels) == 3 * line["width"] * line["height"], line["path"]
            pictures.write(pixels)
            index.write(json.dumps({**line, "offset": offset}) + "\n")
            offset += len(pixels)
    os.rename(f"{target}/index.part", f"{target}/index.ndjson")


if __name__ == "__main__":
    main()
