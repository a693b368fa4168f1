// Settings of libtorch: autocast, threads, seeds and generators, determinism, devices, and the C library's heap.
#pragma once

#include <ATen/Context.h>
#include <ATen/DeviceAccelerator.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <ATen/autocast_mode.h>
#include <torch/version.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "values.h"

namespace binding {

// ---- autocast ----

// (device, enabled, dtype | null) -> { enabled, dtype } as they were
inline napi_value autocast_enter(napi_env env, size_t count, napi_value* arguments) {
  const auto type = c10::Device(to_string(env, arguments[0])).type();
  const bool enabled = to_bool(env, arguments[1]);
  const napi_value before = js_object(env);
  set(env, before, "enabled", js_bool(env, at::autocast::is_autocast_enabled(type)));
  set(env, before, "dtype", js_string(env, dtype_name(at::autocast::get_autocast_dtype(type))));
  if (!is_absent(env, count, arguments, 2)) {
    const at::ScalarType dtype = to_dtype(to_string(env, arguments[2]));
    TORCH_CHECK(dtype == at::kBFloat16 || dtype == at::kHalf, "autocast computes in bfloat16 or float16, not in ", dtype);
    at::autocast::set_autocast_dtype(type, dtype);
  }
  at::autocast::set_autocast_enabled(type, enabled);
  at::autocast::increment_nesting();
  return before;
}

// (device, enabled, dtype): back to what autocast_enter gave. The casts of weights kept meanwhile are dropped at the end.
inline napi_value autocast_leave(napi_env env, size_t, napi_value* arguments) {
  const auto type = c10::Device(to_string(env, arguments[0])).type();
  at::autocast::set_autocast_enabled(type, to_bool(env, arguments[1]));
  at::autocast::set_autocast_dtype(type, to_dtype(to_string(env, arguments[2])));
  if (at::autocast::decrement_nesting() == 0) at::autocast::clear_cache();
  return undefined(env);
}

// ---- threads and randomness ----

// (count?) -> threads that one operator uses
inline napi_value threads(napi_env env, size_t count, napi_value* arguments) {
  if (count > 0) {
    const int64_t wanted = to_index(env, arguments[0]);
    if (wanted < 1 || wanted > 4096) throw ArgumentError{"the number of threads must be from 1 to 4096"};
    at::set_num_threads(static_cast<int>(wanted));
  }
  return js_number(env, at::get_num_threads());
}

inline uint64_t to_seed(napi_env env, napi_value value) {
  const int64_t seed = to_index(env, value);
  if (seed < 0) throw ArgumentError{"a seed must be a whole number from 0 to 2^53"};
  return static_cast<uint64_t>(seed);
}

// (seed): of the default generators of every device
inline napi_value manual_seed(napi_env env, size_t, napi_value* arguments) {
  at::manual_seed(to_seed(env, arguments[0]));
  return undefined(env);
}

// (device, seed) -> index of a new generator
inline napi_value new_generator(napi_env env, size_t, napi_value* arguments) {
  const c10::Device device(to_string(env, arguments[0]));
  at::Generator generator = at::globalContext().defaultGenerator(device).clone();
  generator.set_current_seed(to_seed(env, arguments[1]));
  auto& generators = environment(env).generators;
  generators.push_back(generator);
  return js_number(env, static_cast<double>(generators.size() - 1));
}

// (flag) -> as it was; operators without a deterministic version then give an error
inline napi_value deterministic(napi_env env, size_t count, napi_value* arguments) {
  const bool before = at::globalContext().deterministicAlgorithms();
  if (count > 0) at::globalContext().setDeterministicAlgorithms(to_bool(env, arguments[0]), false);
  return js_bool(env, before);
}

// (flag) -> as it was; cuDNN then times its algorithms for each new shape, and takes the fastest from then on
inline napi_value cudnn_benchmark(napi_env env, size_t count, napi_value* arguments) {
  const bool before = at::globalContext().benchmarkCuDNN();
  if (count > 0) at::globalContext().setBenchmarkCuDNN(to_bool(env, arguments[0]));
  return js_bool(env, before);
}

// ---- devices ----

// () -> the version and which devices answer
inline napi_value about(napi_env env, size_t, napi_value*) {
  auto& context = at::globalContext();
  const napi_value row = js_object(env);
  set(env, row, "version", js_string(env, TORCH_VERSION));
  set(env, row, "cuda", js_bool(env, context.hasCUDA()));
  set(env, row, "mps", js_bool(env, context.hasMPS()));
  set(env, row, "mkldnn", js_bool(env, context.hasMKLDNN()));
  set(env, row, "accelerators", js_number(env, at::accelerator::deviceCount()));
  return row;
}

// (device): waits until its queue is empty; nothing to do on the CPU
inline napi_value synchronize(napi_env env, size_t, napi_value* arguments) {
  const c10::Device device(to_string(env, arguments[0]));
  if (!device.is_cpu()) at::accelerator::synchronizeDevice(device.has_index() ? device.index() : at::accelerator::getDeviceIndex());
  return undefined(env);
}

inline napi_value empty_cache(napi_env env, size_t, napi_value*) {
  if (at::accelerator::getAccelerator().has_value()) at::accelerator::emptyCache();
  return undefined(env);
}

// ---- memory ----

// (handle | handles) -> how many were live
inline napi_value release(napi_env env, size_t, napi_value* arguments) {
  Environment& state = environment(env);
  bool is_array;
  NODE(napi_is_array(env, arguments[0], &is_array));
  size_t released = 0;
  if (is_array) {
    for_each(env, arguments[0], [&](napi_value handle) { released += state.tensors.release(to_double(env, handle)); });
  } else {
    released += state.tensors.release(to_double(env, arguments[0]));
  }
  state.releases->drain(env);
  return js_number(env, static_cast<double>(released));
}

// () -> tensors that JavaScript holds
inline napi_value live(napi_env env, size_t, napi_value*) {
  return js_number(env, static_cast<double>(environment(env).tensors.live()));
}

// glibc gives every block above 128 kB back to the kernel at once, and the kernel clears its pages when it is asked for again:
// tens of thousands of page faults in a training step. Kept in the heap, a step is 5 to 18 % faster.
inline napi_value keep_heap(napi_env env, size_t, napi_value*) {
#ifdef __GLIBC__
  mallopt(M_MMAP_MAX, 0);
  mallopt(M_TRIM_THRESHOLD, 0x7fffffff);
  mallopt(M_TOP_PAD, 64 << 20);
#endif
  return undefined(env);
}

// (ErrorClass): what every error of this module is made with
inline napi_value use_error_class(napi_env env, size_t, napi_value* arguments) {
  NODE(napi_create_reference(env, arguments[0], 1, &environment(env).error_class));
  return undefined(env);
}

}  // namespace binding
