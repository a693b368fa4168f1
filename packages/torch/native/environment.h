// What belongs to one JavaScript thread: its tensors, resolved operators and generators. Worker threads share nothing.
#pragma once

#include <ATen/ATen.h>
#include <ATen/core/dispatch/Dispatcher.h>

#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "errors.h"
#include "handles.h"

namespace binding {

enum class Kind : uint8_t {
  tensor,
  tensor_list,
  optional_tensor_list,
  scalar,
  scalar_list,
  optional_scalar_list,
  integer,
  integer_list,
  number,
  number_list,
  boolean,
  boolean_list,
  string,
  dtype,
  layout,
  memory_format,
  device,
  generator,
  unsupported,
};

struct Argument {
  std::string name;
  std::string type;
  Kind kind;
  bool optional;
  bool has_default;
  int32_t length;  // of int[2] and the like: one number fills it; 0 where any length goes
  at::IValue default_value;
};

struct Operator {
  c10::OperatorHandle handle;
  std::string name;
  std::vector<Argument> arguments;
  // For each value that comes back, the argument it is (in-place and out= operators), or -1 for a fresh one.
  std::vector<int> aliases;
};

// Typed arrays whose memory a tensor used without copying. The tensor may die on any thread, JavaScript references only on
// theirs, so they wait here for the next call.
class ReleaseQueue {
 public:
  void push(napi_ref reference) {
    const std::lock_guard<std::mutex> lock(mutex_);
    waiting_.push_back(reference);
  }

  void drain(napi_env env) {
    const std::lock_guard<std::mutex> lock(mutex_);
    for (napi_ref reference : waiting_) napi_delete_reference(env, reference);
    waiting_.clear();
  }

 private:
  std::mutex mutex_;
  std::vector<napi_ref> waiting_;
};

struct Environment {
  Handles tensors;
  std::deque<Operator> operators;  // a deque: references stay good while it grows
  std::unordered_map<std::string, uint32_t> operator_ids;
  std::vector<at::Generator> generators;
  std::shared_ptr<ReleaseQueue> releases = std::make_shared<ReleaseQueue>();
  napi_ref error_class = nullptr;
};

inline Environment& environment(napi_env env) {
  void* data = nullptr;
  napi_get_instance_data(env, &data);
  return *static_cast<Environment*>(data);
}

inline void throw_error(napi_env env, const char* code, const std::string& message) {
  const napi_ref reference = environment(env).error_class;
  napi_value constructor, error;
  napi_value arguments[2];
  const bool made = reference != nullptr && napi_get_reference_value(env, reference, &constructor) == napi_ok &&
                    napi_create_string_utf8(env, code, NAPI_AUTO_LENGTH, &arguments[0]) == napi_ok &&
                    napi_create_string_utf8(env, message.data(), message.size(), &arguments[1]) == napi_ok &&
                    napi_new_instance(env, constructor, 2, arguments, &error) == napi_ok;
  if (made) {
    napi_throw(env, error);
  } else {
    napi_throw_error(env, code, message.c_str());
  }
}

}  // namespace binding
