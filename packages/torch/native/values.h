// Plain values between JavaScript and C++: numbers, strings, lists, names of number types, and lists of tensor handles.
#pragma once

#include <ATen/ATen.h>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "environment.h"

namespace binding {

constexpr double kSafeInteger = 9007199254740992.0;  // 2^53

inline napi_valuetype type_of(napi_env env, napi_value value) {
  napi_valuetype type;
  NODE(napi_typeof(env, value, &type));
  return type;
}

inline const char* type_name(napi_valuetype type) {
  static const char* const names[] = {"undefined", "null",   "boolean",  "number",   "string",
                                      "symbol",    "object", "function", "external", "bigint"};
  return names[type];
}

inline bool is_absent(napi_env env, size_t count, napi_value* arguments, size_t index) {
  if (index >= count) return true;
  const napi_valuetype type = type_of(env, arguments[index]);
  return type == napi_undefined || type == napi_null;
}

// ---- out of JavaScript ----

inline std::string to_string(napi_env env, napi_value value) {
  if (type_of(env, value) != napi_string) {
    throw ArgumentError{std::string("a string was expected, got ") + type_name(type_of(env, value))};
  }
  size_t length = 0;
  NODE(napi_get_value_string_utf8(env, value, nullptr, 0, &length));
  std::string text(length, '\0');
  NODE(napi_get_value_string_utf8(env, value, text.data(), length + 1, &length));
  return text;
}

inline double to_double(napi_env env, napi_value value) {
  double number;
  if (napi_get_value_double(env, value, &number) != napi_ok) {
    throw ArgumentError{std::string("a number was expected, got ") + type_name(type_of(env, value))};
  }
  return number;
}

inline bool to_bool(napi_env env, napi_value value) {
  bool flag;
  if (napi_get_value_bool(env, value, &flag) != napi_ok) {
    throw ArgumentError{std::string("a boolean was expected, got ") + type_name(type_of(env, value))};
  }
  return flag;
}

inline int64_t to_index(napi_env env, napi_value value) {
  const double number = to_double(env, value);
  if (number != std::floor(number) || std::abs(number) > kSafeInteger) {
    throw ArgumentError{"a whole number was expected, got " + std::to_string(number)};
  }
  return static_cast<int64_t>(number);
}

// Calls f(element) for each element of an array.
template <class F>
void for_each(napi_env env, napi_value array, F f) {
  bool is_array;
  NODE(napi_is_array(env, array, &is_array));
  if (!is_array) throw ArgumentError{std::string("an array was expected, got ") + type_name(type_of(env, array))};
  uint32_t length;
  NODE(napi_get_array_length(env, array, &length));
  for (uint32_t i = 0; i < length; ++i) {
    napi_value element;
    NODE(napi_get_element(env, array, i, &element));
    f(element);
  }
}

inline at::Tensor& to_tensor(napi_env env, napi_value handle) {
  return environment(env).tensors.get(to_double(env, handle));
}

// null gives an undefined tensor.
inline std::vector<at::Tensor> to_tensors(napi_env env, napi_value array) {
  std::vector<at::Tensor> tensors;
  for_each(env, array, [&](napi_value element) {
    const bool null = type_of(env, element) == napi_null;
    tensors.push_back(null ? at::Tensor() : to_tensor(env, element));
  });
  return tensors;
}

inline const std::vector<std::pair<const char*, at::ScalarType>>& dtypes() {
  static const std::vector<std::pair<const char*, at::ScalarType>> table = {
      {"float32", at::kFloat},       {"bfloat16", at::kBFloat16},    {"float16", at::kHalf},
      {"float64", at::kDouble},      {"int64", at::kLong},           {"int32", at::kInt},
      {"int16", at::kShort},         {"int8", at::kChar},            {"uint8", at::kByte},
      {"bool", at::kBool},           {"uint16", at::kUInt16},        {"uint32", at::kUInt32},
      {"uint64", at::kUInt64},       {"complex64", at::kComplexFloat}, {"complex128", at::kComplexDouble},
  };
  return table;
}

inline at::ScalarType to_dtype(const std::string& name) {
  for (const auto& [known, type] : dtypes()) {
    if (name == known) return type;
  }
  throw ArgumentError{"unknown dtype '" + name + "'"};
}

inline at::MemoryFormat to_memory_format(const std::string& name) {
  if (name == "contiguous_format") return at::MemoryFormat::Contiguous;
  if (name == "channels_last") return at::MemoryFormat::ChannelsLast;
  if (name == "channels_last_3d") return at::MemoryFormat::ChannelsLast3d;
  if (name == "preserve_format") return at::MemoryFormat::Preserve;
  throw ArgumentError{"unknown memory format '" + name + "'"};
}

// ---- into JavaScript ----

inline napi_value undefined(napi_env env) {
  napi_value value;
  NODE(napi_get_undefined(env, &value));
  return value;
}

inline napi_value null(napi_env env) {
  napi_value value;
  NODE(napi_get_null(env, &value));
  return value;
}

inline napi_value js_number(napi_env env, double number) {
  napi_value value;
  NODE(napi_create_double(env, number, &value));
  return value;
}

// A number where it is exact, else a bigint.
inline napi_value js_integer(napi_env env, int64_t integer) {
  napi_value value;
  if (std::abs(static_cast<double>(integer)) < kSafeInteger) return js_number(env, static_cast<double>(integer));
  NODE(napi_create_bigint_int64(env, integer, &value));
  return value;
}

inline napi_value js_bool(napi_env env, bool flag) {
  napi_value value;
  NODE(napi_get_boolean(env, flag, &value));
  return value;
}

inline napi_value js_string(napi_env env, const std::string& text) {
  napi_value value;
  NODE(napi_create_string_utf8(env, text.data(), text.size(), &value));
  return value;
}

inline napi_value js_scalar(napi_env env, const at::Scalar& scalar) {
  if (scalar.isBoolean()) return js_bool(env, scalar.toBool());
  if (scalar.isIntegral(false)) return js_integer(env, scalar.toLong());
  if (scalar.isComplex()) throw ArgumentError{"a complex number has no JavaScript value: use view_as_real first"};
  return js_number(env, scalar.toDouble());
}

inline napi_value js_tensor(napi_env env, const at::Tensor& tensor) {
  if (!tensor.defined()) return null(env);
  return js_number(env, environment(env).tensors.put(tensor));
}

// f turns one element of the list into a napi_value.
template <class List, class F>
napi_value js_array(napi_env env, const List& list, F f) {
  napi_value array;
  NODE(napi_create_array_with_length(env, list.size(), &array));
  uint32_t i = 0;
  for (const auto& element : list) NODE(napi_set_element(env, array, i++, f(element)));
  return array;
}

inline napi_value js_object(napi_env env) {
  napi_value object;
  NODE(napi_create_object(env, &object));
  return object;
}

inline void set(napi_env env, napi_value object, const char* name, napi_value value) {
  NODE(napi_set_named_property(env, object, name, value));
}

inline const char* dtype_name(at::ScalarType type) {
  for (const auto& [name, known] : dtypes()) {
    if (type == known) return name;
  }
  return c10::toString(type);
}

}  // namespace binding
