// One argument of an operator, out of JavaScript, by the kind that the operator's schema asks for.
#pragma once

#include <ATen/core/jit_type.h>

#include "values.h"

namespace binding {

inline Kind list_kind(Kind element, bool optional_element) {
  if (optional_element) {
    if (element == Kind::tensor) return Kind::optional_tensor_list;
    return element == Kind::scalar ? Kind::optional_scalar_list : Kind::unsupported;
  }
  switch (element) {
    case Kind::tensor:
      return Kind::tensor_list;
    case Kind::scalar:
      return Kind::scalar_list;
    case Kind::integer:
      return Kind::integer_list;
    case Kind::number:
      return Kind::number_list;
    case Kind::boolean:
      return Kind::boolean_list;
    default:
      return Kind::unsupported;
  }
}

inline Kind kind_of(const c10::TypePtr& type, bool& optional) {
  optional = type->kind() == c10::TypeKind::OptionalType;
  if (optional) {
    bool nested;
    return kind_of(type->castRaw<c10::OptionalType>()->getElementType(), nested);
  }
  switch (type->kind()) {
    case c10::TypeKind::TensorType:
      return Kind::tensor;
    case c10::TypeKind::NumberType:
      return Kind::scalar;
    case c10::TypeKind::IntType:
    case c10::TypeKind::SymIntType:
      return Kind::integer;
    case c10::TypeKind::FloatType:
    case c10::TypeKind::SymFloatType:
      return Kind::number;
    case c10::TypeKind::BoolType:
      return Kind::boolean;
    case c10::TypeKind::StringType:
      return Kind::string;
    case c10::TypeKind::ScalarTypeType:
      return Kind::dtype;
    case c10::TypeKind::LayoutType:
      return Kind::layout;
    case c10::TypeKind::MemoryFormatType:
      return Kind::memory_format;
    case c10::TypeKind::DeviceObjType:
      return Kind::device;
    case c10::TypeKind::GeneratorType:
      return Kind::generator;
    case c10::TypeKind::ListType: {
      bool optional_element;
      const Kind element = kind_of(type->castRaw<c10::ListType>()->getElementType(), optional_element);
      return list_kind(element, optional_element);
    }
    default:
      return Kind::unsupported;
  }
}

[[noreturn]] inline void refuse(const Operator& op, const Argument& argument, const std::string& got) {
  const char* or_null = argument.optional ? " or null" : "";
  throw ArgumentError{op.name + ": argument '" + argument.name + "' must be " + argument.type + or_null + ", got " + got};
}

struct ArgumentReader {
  napi_env env;
  const Operator& op;
  const Argument& argument;

  void expect(napi_value value, napi_valuetype wanted) const {
    const napi_valuetype type = type_of(env, value);
    if (type != wanted) refuse(op, argument, type_name(type));
  }

  bool is_null(napi_value value) const {
    const napi_valuetype type = type_of(env, value);
    return type == napi_null || type == napi_undefined;
  }

  at::Tensor tensor(napi_value value) const {
    expect(value, napi_number);
    return to_tensor(env, value);
  }

  int64_t integer(napi_value value) const {
    const napi_valuetype type = type_of(env, value);
    if (type == napi_bigint) return big_integer(value);
    if (type != napi_number) refuse(op, argument, type_name(type));
    const double number = to_double(env, value);
    if (number != std::floor(number)) refuse(op, argument, "a number that is not whole");
    if (std::abs(number) > kSafeInteger) refuse(op, argument, "a number beyond 2^53 (give a bigint)");
    return static_cast<int64_t>(number);
  }

  int64_t big_integer(napi_value value) const {
    int64_t integer;
    bool lossless;
    NODE(napi_get_value_bigint_int64(env, value, &integer, &lossless));
    if (!lossless) refuse(op, argument, "a bigint beyond 64 bits");
    return integer;
  }

  double number(napi_value value) const {
    expect(value, napi_number);
    return to_double(env, value);
  }

  bool boolean(napi_value value) const {
    expect(value, napi_boolean);
    return to_bool(env, value);
  }

  std::string string(napi_value value) const {
    expect(value, napi_string);
    return to_string(env, value);
  }

  // JavaScript cannot tell 1.0 from 1: whole numbers become integers, as a Python programmer would write them.
  at::Scalar scalar(napi_value value) const {
    const napi_valuetype type = type_of(env, value);
    if (type == napi_boolean) return at::Scalar(to_bool(env, value));
    if (type == napi_bigint) return at::Scalar(big_integer(value));
    if (type != napi_number) refuse(op, argument, type_name(type));
    const double number = to_double(env, value);
    const bool whole = number == std::floor(number) && std::abs(number) < kSafeInteger;
    return whole ? at::Scalar(static_cast<int64_t>(number)) : at::Scalar(number);
  }

  at::Generator generator(napi_value value) const {
    expect(value, napi_number);
    const double index = to_double(env, value);
    auto& generators = environment(env).generators;
    if (!(index >= 0 && index < static_cast<double>(generators.size()))) refuse(op, argument, "no generator");
    return generators[static_cast<size_t>(index)];
  }

  template <class List, class F>
  List list(napi_value value, F element) const {
    bool is_array;
    NODE(napi_is_array(env, value, &is_array));
    if (!is_array) refuse(op, argument, type_name(type_of(env, value)));
    List list;
    for_each(env, value, [&](napi_value x) { list.push_back(element(x)); });
    return list;
  }

  at::IValue read(napi_value value) const {
    const napi_valuetype type = type_of(env, value);
    if (type == napi_undefined) return absent();
    if (type == napi_null) {
      if (!argument.optional) refuse(op, argument, "null");
      return at::IValue();
    }
    switch (argument.kind) {
      case Kind::tensor:
        return at::IValue(tensor(value));
      case Kind::tensor_list:
        return at::IValue(list<c10::List<at::Tensor>>(value, [&](napi_value x) { return tensor(x); }));
      case Kind::optional_tensor_list:
        return at::IValue(list<c10::List<std::optional<at::Tensor>>>(value, [&](napi_value x) {
          return is_null(x) ? std::nullopt : std::optional<at::Tensor>(tensor(x));
        }));
      case Kind::scalar:
        return at::IValue(scalar(value));
      case Kind::scalar_list:
        return at::IValue(list<std::vector<at::Scalar>>(value, [&](napi_value x) { return scalar(x); }));
      case Kind::optional_scalar_list:
        return at::IValue(list<c10::List<std::optional<at::Scalar>>>(value, [&](napi_value x) {
          return is_null(x) ? std::nullopt : std::optional<at::Scalar>(scalar(x));
        }));
      case Kind::integer:
        return at::IValue(integer(value));
      case Kind::integer_list:
        if (type == napi_number && argument.length > 0) return at::IValue(std::vector<int64_t>(argument.length, integer(value)));
        return at::IValue(list<std::vector<int64_t>>(value, [&](napi_value x) { return integer(x); }));
      case Kind::number:
        return at::IValue(number(value));
      case Kind::number_list:
        return at::IValue(list<std::vector<double>>(value, [&](napi_value x) { return number(x); }));
      case Kind::boolean:
        return at::IValue(boolean(value));
      case Kind::boolean_list:
        return at::IValue(list<c10::List<bool>>(value, [&](napi_value x) { return boolean(x); }));
      case Kind::string:
        return at::IValue(string(value));
      case Kind::dtype:
        return at::IValue(static_cast<int64_t>(to_dtype(string(value))));
      case Kind::layout:
        if (string(value) != "strided") refuse(op, argument, "a layout other than 'strided'");
        return at::IValue(static_cast<int64_t>(at::kStrided));
      case Kind::memory_format:
        return at::IValue(static_cast<int64_t>(to_memory_format(string(value))));
      case Kind::device:
        return at::IValue(c10::Device(string(value)));
      case Kind::generator:
        return at::IValue(generator(value));
      case Kind::unsupported:
        break;
    }
    throw ArgumentError{op.name + ": argument '" + argument.name + "' of type " + argument.type + " cannot be given from JavaScript"};
  }

  at::IValue absent() const {
    if (argument.has_default) return argument.default_value;
    if (argument.optional) return at::IValue();
    throw ArgumentError{op.name + ": argument '" + argument.name + "' (" + argument.type + ") is missing"};
  }
};

}  // namespace binding
