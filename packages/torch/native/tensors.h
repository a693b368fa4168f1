// What a tensor is (shape, dtype, device), and its memory to and from typed arrays, copied or shared.
#pragma once

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <cstring>

#include "values.h"

namespace binding {

inline napi_value js_sizes(napi_env env, at::IntArrayRef sizes) {
  return js_array(env, sizes, [&](int64_t size) { return js_number(env, static_cast<double>(size)); });
}

inline napi_value shape(napi_env env, size_t, napi_value* arguments) {
  return js_sizes(env, to_tensor(env, arguments[0]).sizes());
}

inline napi_value strides(napi_env env, size_t, napi_value* arguments) {
  return js_sizes(env, to_tensor(env, arguments[0]).strides());
}

inline napi_value dtype(napi_env env, size_t, napi_value* arguments) {
  return js_string(env, dtype_name(to_tensor(env, arguments[0]).scalar_type()));
}

inline napi_value device(napi_env env, size_t, napi_value* arguments) {
  return js_string(env, to_tensor(env, arguments[0]).device().str());
}

inline napi_value is_leaf(napi_env env, size_t, napi_value* arguments) {
  return js_bool(env, to_tensor(env, arguments[0]).is_leaf());
}

// (tensor) -> the number, boolean or bigint of a tensor with one element
inline napi_value item(napi_env env, size_t, napi_value* arguments) {
  return js_scalar(env, to_tensor(env, arguments[0]).item());
}

// (tensors, tensors) -> the first index at which shape, strides, dtype or device differ, or -1
inline napi_value first_difference(napi_env env, size_t, napi_value* arguments) {
  const auto left = to_tensors(env, arguments[0]);
  const auto right = to_tensors(env, arguments[1]);
  if (left.size() != right.size()) throw ArgumentError{"two lists of the same length were expected"};
  for (size_t i = 0; i < left.size(); ++i) {
    const at::Tensor &a = left[i], &b = right[i];
    const bool same = a.defined() && b.defined() && a.sizes() == b.sizes() && a.strides() == b.strides() &&
                      a.scalar_type() == b.scalar_type() && a.device() == b.device();
    if (!same) return js_number(env, static_cast<double>(i));
  }
  return js_number(env, -1);
}

struct ArrayMemory {
  void* data;
  size_t bytes;
};

inline ArrayMemory array_memory(napi_env env, napi_value array) {
  bool is_typed_array;
  NODE(napi_is_typedarray(env, array, &is_typed_array));
  if (!is_typed_array) throw ArgumentError{"a typed array was expected"};
  napi_typedarray_type type;
  size_t length, offset;
  void* data;
  napi_value buffer;
  NODE(napi_get_typedarray_info(env, array, &type, &length, &data, &buffer, &offset));
  static constexpr size_t kElementSizes[] = {1, 1, 1, 2, 2, 4, 4, 4, 8, 8, 8};
  if (static_cast<size_t>(type) >= std::size(kElementSizes)) throw ArgumentError{"this kind of typed array is not known"};
  return {data, length * kElementSizes[type]};
}

// (typedArray, shape, dtype, share) -> tensor on the CPU. Shared, the array lives as long as the tensor's memory is used.
inline napi_value from_array(napi_env env, size_t, napi_value* arguments) {
  const ArrayMemory memory = array_memory(env, arguments[0]);
  const at::ScalarType type = to_dtype(to_string(env, arguments[2]));
  const size_t element = c10::elementSize(type);
  std::vector<int64_t> sizes;
  double bytes = static_cast<double>(element);
  for_each(env, arguments[1], [&](napi_value size) {
    sizes.push_back(to_index(env, size));
    if (sizes.back() < 0) throw ArgumentError{"a shape cannot hold a negative number"};
    bytes *= static_cast<double>(sizes.back());
  });
  if (bytes != static_cast<double>(memory.bytes)) {
    throw ArgumentError{"an array of " + std::to_string(memory.bytes) + " bytes does not fill a " + dtype_name(type) +
                        " tensor of shape " + c10::str(at::IntArrayRef(sizes))};
  }
  const at::TensorOptions options(type);
  if (to_bool(env, arguments[3]) && memory.bytes > 0) {
    if (reinterpret_cast<uintptr_t>(memory.data) % element != 0) {
      throw ArgumentError{std::string("the array's memory is not aligned for ") + dtype_name(type)};
    }
    napi_ref reference;
    NODE(napi_create_reference(env, arguments[0], 1, &reference));
    const auto release = [queue = environment(env).releases, reference](void*) { queue->push(reference); };
    return js_tensor(env, at::from_blob(memory.data, sizes, release, options));
  }
  const at::Tensor tensor = at::empty(sizes, options);
  if (memory.bytes > 0) std::memcpy(tensor.mutable_data_ptr(), memory.data, memory.bytes);
  return js_tensor(env, tensor);
}

// (tensor, share) -> ArrayBuffer with its elements in row-major order. Shared, it is the tensor's own memory, which must be
// contiguous on the CPU and can then no longer be resized.
inline napi_value to_buffer(napi_env env, size_t, napi_value* arguments) {
  const at::NoGradGuard no_grad;
  at::Tensor tensor = to_tensor(env, arguments[0]).detach();
  TORCH_CHECK(!tensor.is_meta(), "a tensor on 'meta' has no values");
  const bool share = to_bool(env, arguments[1]);
  if (share) {
    TORCH_CHECK(tensor.device().is_cpu() && tensor.layout() == at::kStrided && tensor.is_contiguous() && !tensor.is_conj() && !tensor.is_neg(),
                "only the memory of a contiguous tensor on the CPU can be shared");
  } else {
    tensor = tensor.cpu().to_dense().contiguous().resolve_conj().resolve_neg();
  }
  const size_t bytes = tensor.nbytes();
  napi_value buffer;
  void* data;
  if (share && bytes > 0) {
    tensor.storage().unsafeGetStorageImpl()->set_resizable(false);
    auto* kept = new at::Tensor(tensor);
    const napi_status status = napi_create_external_arraybuffer(
        env, kept->mutable_data_ptr(), bytes, [](napi_env, void*, void* hint) { delete static_cast<at::Tensor*>(hint); }, kept, &buffer);
    if (status == napi_ok) return buffer;
    delete kept;
    throw ArgumentError{"this JavaScript engine does not take memory from outside: copy instead of sharing"};
  }
  NODE(napi_create_arraybuffer(env, bytes, &data, &buffer));
  if (bytes > 0) std::memcpy(data, tensor.const_data_ptr(), bytes);
  return buffer;
}

}  // namespace binding
