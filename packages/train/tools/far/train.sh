#!/bin/sh
# Unpacks the pictures, where that was not done before, and trains.
set -e
cd "$(dirname "$0")"
[ -f pictures/index.ndjson ] || python3 unpack.py photos pictures
NODE=node
[ -x ./node ] && NODE=./node
# Garbage collected without helper threads: the cores draw more samples (packages/cli/bin/collector.js)
exec "$NODE" --single-threaded-gc app/dist/main.js
