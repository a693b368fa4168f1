// libtorch's operators by name: the registry, an operator's schema, and the one generic call through the dispatcher, which
// brings autograd, autocast, every device and libtorch's own checks with it.
#pragma once

#include <ATen/core/dispatch/Dispatcher.h>

#include <sstream>

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

// ---- one argument out of JavaScript ----

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

// ---- one result into JavaScript; tensors are handles ----

inline napi_value js_result(napi_env env, const at::IValue& value) {
  if (value.isTensor()) return js_tensor(env, value.toTensor());
  if (value.isTensorList()) {
    return js_array(env, value.toTensorVector(), [&](const at::Tensor& tensor) { return js_tensor(env, tensor); });
  }
  if (value.isNone()) return null(env);
  if (value.isBool()) return js_bool(env, value.toBool());
  if (value.isInt()) return js_integer(env, value.toInt());
  if (value.isDouble()) return js_number(env, value.toDouble());
  if (value.isString()) return js_string(env, value.toStringRef());
  if (value.isSymInt()) return js_integer(env, value.toSymInt().guard_int(__FILE__, __LINE__));
  if (value.isIntList()) {
    return js_array(env, value.toIntVector(), [&](int64_t integer) { return js_integer(env, integer); });
  }
  if (value.isDoubleList()) {
    return js_array(env, value.toDoubleVector(), [&](double number) { return js_number(env, number); });
  }
  if (value.isScalar()) return js_scalar(env, value.toScalar());
  if (value.isDevice()) return js_string(env, value.toDevice().str());
  throw ArgumentError{"a result of type " + value.tagKind() + " cannot be given to JavaScript"};
}

// ---- the registry ----

// () -> every registered operator as "aten::add.Tensor".
inline napi_value operator_names(napi_env env, size_t, napi_value*) {
  std::vector<std::string> names;
  for (const auto& name : c10::Dispatcher::singleton().getAllOpNames()) {
    if (!c10::Dispatcher::singleton().findSchema(name)) continue;
    names.push_back(name.overload_name.empty() ? name.name : name.name + "." + name.overload_name);
  }
  return js_array(env, names, [&](const std::string& name) { return js_string(env, name); });
}

// The argument that a result is an alias of, being written to; -1 for a fresh value.
inline int alias_of(const c10::FunctionSchema& schema, const c10::Argument& result) {
  const c10::AliasInfo* info = result.alias_info();
  if (!info || !info->isWrite()) return -1;
  for (size_t i = 0; i < schema.arguments().size(); ++i) {
    const c10::AliasInfo* other = schema.arguments()[i].alias_info();
    if (other && other->isWrite() && other->beforeSets() == info->beforeSets()) return static_cast<int>(i);
  }
  return -1;
}

inline Argument describe(const c10::Argument& from) {
  Argument argument;
  argument.name = from.name();
  argument.type = from.real_type()->str();
  argument.kind = kind_of(from.real_type(), argument.optional);
  argument.has_default = from.default_value().has_value();
  argument.length = from.N().value_or(0);
  if (argument.has_default) argument.default_value = *from.default_value();
  return argument;
}

inline uint32_t find_operator(napi_env env, const std::string& name, const std::string& overload) {
  Environment& state = environment(env);
  const std::string key = overload.empty() ? name : name + "." + overload;
  const auto known = state.operator_ids.find(key);
  if (known != state.operator_ids.end()) return known->second;
  Operator op{c10::Dispatcher::singleton().findSchemaOrThrow(name.c_str(), overload.c_str()), key, {}, {}};
  const c10::FunctionSchema& schema = op.handle.schema();
  for (const c10::Argument& argument : schema.arguments()) op.arguments.push_back(describe(argument));
  for (const c10::Argument& result : schema.returns()) op.aliases.push_back(alias_of(schema, result));
  const uint32_t id = static_cast<uint32_t>(state.operators.size());
  state.operators.push_back(std::move(op));
  state.operator_ids[key] = id;
  return id;
}

// (name, overload) -> { id, schema, arguments: [{ name, type, keyword, optional, length }], returns: [{ type, alias }] }.
inline napi_value resolve(napi_env env, size_t, napi_value* arguments) {
  const uint32_t id = find_operator(env, to_string(env, arguments[0]), to_string(env, arguments[1]));
  const Operator& op = environment(env).operators[id];
  const c10::FunctionSchema& schema = op.handle.schema();
  size_t index = 0;
  const napi_value js_arguments = js_array(env, op.arguments, [&](const Argument& argument) {
    const napi_value row = js_object(env);
    set(env, row, "name", js_string(env, argument.name));
    set(env, row, "type", js_string(env, argument.type));
    set(env, row, "keyword", js_bool(env, schema.arguments()[index++].kwarg_only()));
    set(env, row, "optional", js_bool(env, argument.has_default || argument.optional));
    set(env, row, "nullable", js_bool(env, argument.optional));
    set(env, row, "length", js_number(env, argument.length));
    return row;
  });
  index = 0;
  const napi_value js_returns = js_array(env, schema.returns(), [&](const c10::Argument& result) {
    const napi_value row = js_object(env);
    set(env, row, "type", js_string(env, result.real_type()->str()));
    set(env, row, "alias", js_number(env, op.aliases[index++]));
    return row;
  });
  std::ostringstream text;
  text << schema;
  const napi_value row = js_object(env);
  set(env, row, "id", js_number(env, id));
  set(env, row, "schema", js_string(env, text.str()));
  set(env, row, "arguments", js_arguments);
  set(env, row, "returns", js_returns);
  return row;
}

// (id, ...arguments) -> the result, an array where there are several. A result that is one of the arguments comes as undefined:
// JavaScript has it already.
inline napi_value call(napi_env env, size_t count, napi_value* arguments) {
  Environment& state = environment(env);
  const double id = count == 0 ? -1 : to_double(env, arguments[0]);
  if (!(id >= 0 && id < static_cast<double>(state.operators.size()))) throw ArgumentError{"no such operator"};
  const Operator& op = state.operators[static_cast<size_t>(id)];
  if (count - 1 > op.arguments.size()) {
    throw ArgumentError{op.name + " takes " + std::to_string(op.arguments.size()) + " arguments, got " + std::to_string(count - 1)};
  }
  torch::jit::Stack stack;
  stack.reserve(std::max(op.arguments.size(), op.aliases.size()));
  for (size_t i = 0; i < op.arguments.size(); ++i) {
    const ArgumentReader reader{env, op, op.arguments[i]};
    stack.push_back(i + 1 < count ? reader.read(arguments[i + 1]) : reader.absent());
  }
  op.handle.callBoxed(stack);
  if (stack.empty()) return undefined(env);
  if (stack.size() == 1) return op.aliases[0] >= 0 ? undefined(env) : js_result(env, stack[0]);
  size_t index = 0;
  return js_array(env, stack, [&](const at::IValue& value) {
    return op.aliases[index++] >= 0 ? undefined(env) : js_result(env, value);
  });
}

}  // namespace binding
