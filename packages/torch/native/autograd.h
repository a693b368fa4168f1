// Gradients: backward, grad, the .grad of leaves, and the switch that turns recording off.
#pragma once

#include <ATen/core/grad_mode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/variable.h>

#include "values.h"

namespace binding {

inline std::vector<at::Tensor> tensors_or_none(napi_env env, size_t count, napi_value* arguments, size_t index) {
  return is_absent(env, count, arguments, index) ? std::vector<at::Tensor>{} : to_tensors(env, arguments[index]);
}

// (roots, gradients | null, retainGraph, createGraph, inputs | null)
inline napi_value backward(napi_env env, size_t count, napi_value* arguments) {
  const auto roots = to_tensors(env, arguments[0]);
  const auto gradients = tensors_or_none(env, count, arguments, 1);
  const bool retain = to_bool(env, arguments[2]);
  const bool create = to_bool(env, arguments[3]);
  torch::autograd::backward(roots, gradients, retain, create, tensors_or_none(env, count, arguments, 4));
  return undefined(env);
}

// (outputs, inputs, gradients | null, retainGraph, createGraph, allowUnused) -> gradients, null where unused
inline napi_value grad(napi_env env, size_t count, napi_value* arguments) {
  const auto outputs = to_tensors(env, arguments[0]);
  const auto inputs = to_tensors(env, arguments[1]);
  const auto gradients = tensors_or_none(env, count, arguments, 2);
  const bool retain = to_bool(env, arguments[3]);
  const bool create = to_bool(env, arguments[4]);
  const bool allow_unused = to_bool(env, arguments[5]);
  const auto result = torch::autograd::grad(outputs, inputs, gradients, retain, create, allow_unused);
  return js_array(env, result, [&](const at::Tensor& tensor) { return js_tensor(env, tensor); });
}

// (tensor) -> its gradient or null
inline napi_value get_grad(napi_env env, size_t, napi_value* arguments) {
  return js_tensor(env, to_tensor(env, arguments[0]).grad());
}

// (tensor, gradient | null). libtorch itself checks nothing here, so what Python checks is checked.
inline napi_value set_grad(napi_env env, size_t count, napi_value* arguments) {
  at::Tensor& tensor = to_tensor(env, arguments[0]);
  if (is_absent(env, count, arguments, 1)) {
    tensor.mutable_grad() = at::Tensor();
    return undefined(env);
  }
  const at::Tensor& gradient = to_tensor(env, arguments[1]);
  TORCH_CHECK(gradient.unsafeGetTensorImpl() != tensor.unsafeGetTensorImpl(), "a tensor cannot be its own gradient");
  TORCH_CHECK(gradient.sizes() == tensor.sizes(), "a gradient of shape ", gradient.sizes(), " was given to a tensor of shape ",
              tensor.sizes());
  TORCH_CHECK(gradient.scalar_type() == tensor.scalar_type() && gradient.device() == tensor.device(),
              "a gradient must have its tensor's dtype and device: ", tensor.scalar_type(), " on ", tensor.device());
  tensor.mutable_grad() = gradient;
  return undefined(env);
}

// (tensors): forgets their gradients in one call.
inline napi_value clear_grads(napi_env env, size_t, napi_value* arguments) {
  for (at::Tensor& tensor : to_tensors(env, arguments[0])) tensor.mutable_grad() = at::Tensor();
  return undefined(env);
}

// (enabled?) -> whether operations were recorded until now
inline napi_value grad_enabled(napi_env env, size_t count, napi_value* arguments) {
  const bool before = at::GradMode::is_enabled();
  if (count > 0) at::GradMode::set_enabled(to_bool(env, arguments[0]));
  return js_bool(env, before);
}

// (tensor, flag?) -> requires_grad
inline napi_value requires_grad(napi_env env, size_t count, napi_value* arguments) {
  at::Tensor& tensor = to_tensor(env, arguments[0]);
  if (count > 1) {
    const bool flag = to_bool(env, arguments[1]);
    TORCH_CHECK(flag || tensor.is_leaf(), "only a leaf can stop requiring a gradient: use detach()");
    tensor.set_requires_grad(flag);
  }
  return js_bool(env, tensor.requires_grad());
}

}  // namespace binding
