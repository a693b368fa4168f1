// Turns an operator's schema into a JavaScript function.

import { TorchError } from './error.ts'
import { Generator } from './generator.ts'
import { GUARDS } from './guards.ts'
import { type ArgumentRow, native, type OperatorRow } from './native.ts'
import { isTensorType, listElement, unwrapOptional } from './schema-type.ts'
import { Tensor } from './tensor.ts'

/** Any operator: positional arguments, then by name in a plain object. */
export type AnyOperator = (...args: unknown[]) => unknown

/** Arguments by name: a plain object. */
export type Options = Readonly<Record<string, unknown>>

export function isOptions(value: unknown): value is Options {
  if (typeof value !== 'object' || value === null) return false
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

type ToNative = (value: unknown) => unknown

/** One overload, such as `aten::add` with `Tensor`. */
export function buildOperator(name: string, row: OperatorRow): AnyOperator {
  const places = new Map(row.arguments.map((argument, index) => [argument.name, index]))
  const toNative = row.arguments.map((argument) => reader(name, argument, row.schema))
  const results = row.returns.map(({ type, alias }) => resultReader(type, alias))
  const aliased = row.returns.map(({ alias }) => alias)
  const guard = GUARDS[name]

  return (...args) => {
    const last = args[args.length - 1]
    if (isOptions(last)) {
      args.pop()
      spread(last, args)
    }
    if (args.length > places.size)
      throw new TorchError('bad-argument', `${name} takes ${places.size} arguments; its signature: ${row.schema}`)
    const given = args.slice()
    for (let i = 0; i < given.length; i++) {
      const read = toNative[i]
      if (read !== null) given[i] = read(given[i])
    }
    guard?.(name, given)
    const value = native.call(row.id, ...given)
    if (results.length === 1) return aliased[0] >= 0 ? args[aliased[0]] : results[0](value)
    if (results.length === 0) return undefined
    return results.map((read, i) => (aliased[i] >= 0 ? args[aliased[i]] : read((value as unknown[])[i])))
  }

  function spread(options: Options, args: unknown[]): void {
    for (const key in options) {
      const place = places.get(key)
      if (place === undefined) {
        throw new TorchError('bad-argument', `${name} has no argument '${key}'; its signature: ${row.schema}`)
      }
      while (args.length < place) args.push(undefined)
      args[place] = options[key]
    }
  }
}

/** Plain numbers go to libtorch as they are and are checked there; only what stands for a handle is checked here. */
function reader(name: string, argument: ArgumentRow, schema: string): ToNative | null {
  const fail = (value: unknown): never => {
    throw new TorchError(
      'bad-argument',
      `${name}: argument '${argument.name}' must be ${argument.type}, got ${describe(value)}; its signature: ${schema}`,
    )
  }
  const tensor = (value: unknown): number => {
    if (!(value instanceof Tensor)) return fail(value)
    if (value.handle === 0) throw new TorchError('bad-argument', `${name}: argument '${argument.name}' is a tensor that was disposed`)
    return value.handle
  }
  const orAbsent =
    (read: ToNative): ToNative =>
    (value) =>
      value === undefined || value === null ? value : read(value)
  const element = listElement(argument.type)
  if (isTensorType(argument.type)) return orAbsent(tensor)
  if (element !== null && isTensorType(element)) {
    const read = element === 'Tensor' ? tensor : orAbsent(tensor)
    return orAbsent((value) => (Array.isArray(value) ? Array.from(value, read) : fail(value)))
  }
  if (unwrapOptional(argument.type) === 'Generator') {
    return orAbsent((value) => (value instanceof Generator ? value.index : fail(value)))
  }
  if (element !== null) return orAbsent((value) => (ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value))
  return null
}

function resultReader(type: string, alias: number): (value: unknown) => unknown {
  if (alias >= 0) return (value) => value
  const wrap = (value: unknown) => (typeof value === 'number' ? new Tensor(value) : null)
  if (isTensorType(type)) return wrap
  const element = listElement(type)
  if (element !== null && isTensorType(element)) return (value) => (value as unknown[]).map(wrap)
  return (value) => value
}

function describe(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'an array'
  return typeof value === 'object' ? `a ${value.constructor?.name ?? 'plain object'}` : `${typeof value} ${String(value)}`
}
