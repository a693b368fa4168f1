// The Node module: libtorch's dispatcher, autograd and tensors as plain functions over numbers. src/native.ts types them.
#include <node_api.h>

#include "autograd.h"
#include "environment.h"
#include "errors.h"
#include "operators.h"
#include "runtime.h"
#include "tensors.h"

namespace {

using binding::Function;
using binding::guarded;

template <Function function>
void add(napi_env env, napi_value exports, const char* name) {
  napi_value value;
  if (napi_create_function(env, name, NAPI_AUTO_LENGTH, guarded<function>, nullptr, &value) != napi_ok) return;
  napi_set_named_property(env, exports, name, value);
}

void forget_environment(napi_env, void* data, void*) {
  delete static_cast<binding::Environment*>(data);
}

}  // namespace

NAPI_MODULE_INIT() {
  napi_set_instance_data(env, new binding::Environment, forget_environment, nullptr);

  add<binding::operator_names>(env, exports, "operatorNames");
  add<binding::resolve>(env, exports, "resolve");
  add<binding::call>(env, exports, "call");

  add<binding::shape>(env, exports, "shape");
  add<binding::strides>(env, exports, "strides");
  add<binding::dtype>(env, exports, "dtype");
  add<binding::device>(env, exports, "device");
  add<binding::is_leaf>(env, exports, "isLeaf");
  add<binding::item>(env, exports, "item");
  add<binding::first_difference>(env, exports, "firstDifference");
  add<binding::from_array>(env, exports, "fromArray");
  add<binding::to_buffer>(env, exports, "toBuffer");

  add<binding::backward>(env, exports, "backward");
  add<binding::grad>(env, exports, "grad");
  add<binding::get_grad>(env, exports, "getGrad");
  add<binding::set_grad>(env, exports, "setGrad");
  add<binding::clear_grads>(env, exports, "clearGrads");
  add<binding::grad_enabled>(env, exports, "gradEnabled");
  add<binding::requires_grad>(env, exports, "requiresGrad");

  add<binding::autocast_enter>(env, exports, "autocastEnter");
  add<binding::autocast_leave>(env, exports, "autocastLeave");
  add<binding::threads>(env, exports, "threads");
  add<binding::manual_seed>(env, exports, "manualSeed");
  add<binding::new_generator>(env, exports, "newGenerator");
  add<binding::deterministic>(env, exports, "deterministic");
  add<binding::cudnn_benchmark>(env, exports, "cudnnBenchmark");
  add<binding::about>(env, exports, "about");
  add<binding::synchronize>(env, exports, "synchronize");
  add<binding::empty_cache>(env, exports, "emptyCache");

  add<binding::release>(env, exports, "release");
  add<binding::live>(env, exports, "live");
  add<binding::keep_heap>(env, exports, "keepHeap");
  add<binding::use_error_class>(env, exports, "useErrorClass");
  return exports;
}
