#!/bin/sh
# Compiles the binding against the torch of this machine's python3. Needs python3 with torch, and g++.
set -e
cd "$(dirname "$0")"
if [ -f node.xz ] && [ ! -x node ]; then
  python3 -c 'import lzma; open("node", "wb").write(lzma.open("node.xz").read())'
  chmod +x node
fi
python3 -c 'import torch, PIL, numpy' || { echo 'This python3 lacks torch, pillow or numpy.' >&2; exit 1; }
TORCH=$(python3 -c 'import importlib.util as u; print(u.find_spec("torch").submodule_search_locations[0])')
CUDA=
[ -f "$TORCH/lib/libtorch_cuda.so" ] && CUDA='-ltorch_cuda -lc10_cuda'
mkdir -p app/build
g++ -std=c++20 -O2 -fPIC -shared -fvisibility=hidden -DNAPI_VERSION=8 -DNODE_GYP_MODULE_NAME=torch -D_GLIBCXX_USE_CXX11_ABI=1 \
  -isystem app/node-headers -isystem "$TORCH/include" -isystem "$TORCH/include/torch/csrc/api/include" \
  app/native/binding.cc -o app/build/torch.node "-L$TORCH/lib" -Wl,--no-as-needed -Wl,-z,nodelete \
  $CUDA -ltorch -ltorch_cpu -lc10 "-Wl,-rpath,$TORCH/lib"
printf '{"path":"%s"}\n' "$TORCH" > app/build/torch.json
