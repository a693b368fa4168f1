// libtorch's operators by name: the registry, an operator's schema, and the one generic call through the dispatcher, which
// brings autograd, autocast, every device and libtorch's own checks with it.
#pragma once

#include <ATen/core/dispatch/Dispatcher.h>

#include <sstream>

#include "arguments.h"
#include "values.h"

namespace binding {

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
