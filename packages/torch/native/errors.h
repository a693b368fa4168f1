// Faults on the way from JavaScript into libtorch, and the one guard that turns every C++ exception into a JavaScript error.
#pragma once

#include <node_api.h>

#include <c10/util/Exception.h>

#include <string>

namespace binding {

// The caller handed over something of the wrong kind.
struct ArgumentError {
  std::string message;
};

// A Node-API call failed; when a JavaScript exception is pending, that one is thrown on unchanged.
struct NodeError {
  napi_status status;
  const char* call;
};

#define NODE(call)                                            \
  do {                                                        \
    const napi_status status_ = (call);                       \
    if (status_ != napi_ok) throw NodeError{status_, #call};  \
  } while (0)

// Throws `new ErrorClass(code, message)`; the class is handed in once by src/native.ts. Defined in environment.h.
void throw_error(napi_env env, const char* code, const std::string& message);

// No operator of libtorch has more than about 50 arguments.
constexpr size_t kMaxArguments = 80;

using Function = napi_value (*)(napi_env, size_t count, napi_value* arguments);

// Wraps a function of the binding: no C++ exception ever passes into Node.
template <Function function>
napi_value guarded(napi_env env, napi_callback_info info) {
  const char* code = "libtorch";
  std::string message;
  try {
    size_t count = kMaxArguments;
    napi_value arguments[kMaxArguments];
    NODE(napi_get_cb_info(env, info, &count, arguments, nullptr, nullptr));
    if (count > kMaxArguments) throw ArgumentError{"too many arguments"};
    return function(env, count, arguments);
  } catch (const ArgumentError& error) {
    code = "bad-argument";
    message = error.message;
  } catch (const c10::Error& error) {
    message = error.what_without_backtrace();
  } catch (const NodeError& error) {
    code = "bad-argument";
    message = std::string("Node-API refused ") + error.call + " with status " + std::to_string(error.status);
  } catch (const std::exception& error) {
    message = error.what();
  } catch (...) {
    message = "unknown C++ exception";
  }
  bool pending = false;
  napi_is_exception_pending(env, &pending);
  if (!pending) throw_error(env, code, message);
  return nullptr;
}

}  // namespace binding
