// Picks among the overloads of an operator by the kinds of the arguments.

import { TorchError } from './error.ts'
import { Generator } from './generator.ts'
import { type ArgumentRow, native, type OperatorRow } from './native.ts'
import { type AnyOperator, buildOperator, isOptions, type Options } from './operator.ts'
import { listElement, unwrapOptional } from './schema-type.ts'
import { Tensor } from './tensor.ts'
import { DTYPES, MEMORY_FORMATS } from './types.ts'

interface Overload {
  readonly name: string
  readonly row: OperatorRow
  readonly run: AnyOperator
}

/** An operator with all its overloads: itself picks, its properties (`ops.add.Tensor`, `ops.relu.default`) are exact. */
export type OperatorGroup = AnyOperator & Readonly<Record<string, AnyOperator>>

/** `name` is such as `aten::add`, `overloads` such as `['', 'Tensor', 'Scalar', 'out']`. */
export function buildGroup(name: string, overloads: readonly string[]): OperatorGroup {
  // The registry's order is arbitrary. Variants that write into `out` come last: they differ by that argument only.
  const all = overloads.toSorted(compare).map((overload): Overload => {
    const full = overload === '' ? name : `${name}.${overload}`
    const row = native.resolve(name, overload)
    return { name: overload === '' ? 'default' : overload, row, run: buildOperator(full, row) }
  })
  const plain = all.filter((overload) => !isOut(overload.name))
  const usual = plain.length === 1 ? plain[0].run : (...args: unknown[]) => choose(name, plain, args).run(...args)
  const group: AnyOperator = (...args) => {
    const last = args[args.length - 1]
    const writesOut = plain.length === 0 || (isOptions(last) && 'out' in last)
    return writesOut ? choose(name, all, args).run(...args) : usual(...args)
  }
  for (const overload of all) Object.defineProperty(group, overload.name, { value: overload.run, enumerable: true })
  return group as OperatorGroup
}

const isOut = (overload: string) => /(^|_)out$/.test(overload)

const compare = (a: string, b: string) => Number(isOut(a)) - Number(isOut(b)) || (a < b ? -1 : a > b ? 1 : 0)

function choose(name: string, overloads: readonly Overload[], args: readonly unknown[]): Overload {
  const last = args[args.length - 1]
  const options = isOptions(last) ? last : undefined
  const positional = options === undefined ? args.length : args.length - 1
  const found = overloads.find(({ row }) => takes(row.arguments, args, positional, options))
  if (found !== undefined) return found
  const known = overloads.map(({ row }) => `\n  ${row.schema}`).join('')
  throw new TorchError('bad-argument', `${name}: no overload takes these arguments (${args.map(show).join(', ')}). There are:${known}`)
}

function takes(parameters: readonly ArgumentRow[], args: readonly unknown[], positional: number, options: Options | undefined): boolean {
  if (positional > parameters.length) return false
  for (let i = 0; i < parameters.length; i++) {
    const parameter = parameters[i]
    const value = i < positional ? args[i] : options?.[parameter.name]
    if (i < positional && parameter.keyword && value !== undefined) return false
    if (!accepts(parameter, value)) return false
  }
  for (const key in options) {
    if (!parameters.some((parameter) => parameter.name === key)) return false
  }
  return true
}

function accepts(parameter: ArgumentRow, value: unknown): boolean {
  if (value === undefined) return parameter.optional
  if (value === null) return parameter.nullable
  const element = listElement(parameter.type)
  if (element === null) return isOfType(unwrapOptional(parameter.type), value)
  if (Array.isArray(value))
    return value.every((x) => (x === null ? element !== unwrapOptional(element) : isOfType(unwrapOptional(element), x)))
  return (parameter.length > 0 && typeof value === 'number') || ArrayBuffer.isView(value)
}

function isOfType(type: string, value: unknown): boolean {
  switch (type) {
    case 'Tensor':
      return value instanceof Tensor
    case 'int':
    case 'SymInt':
      return typeof value === 'number' ? Number.isInteger(value) : typeof value === 'bigint'
    case 'float':
    case 'SymFloat':
      return typeof value === 'number'
    case 'bool':
      return typeof value === 'boolean'
    case 'Scalar':
      return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint'
    case 'str':
      return typeof value === 'string'
    case 'ScalarType':
      return DTYPES.includes(value as never)
    case 'MemoryFormat':
      return MEMORY_FORMATS.includes(value as never)
    case 'Layout':
      return value === 'strided'
    case 'Device':
      return typeof value === 'string' && !DTYPES.includes(value as never) && !MEMORY_FORMATS.includes(value as never)
    case 'Generator':
      return value instanceof Generator
    default:
      return false
  }
}

function show(value: unknown): string {
  if (value instanceof Tensor) return 'Tensor'
  if (Array.isArray(value)) return `[${value.map(show).join(', ')}]`
  if (isOptions(value)) return `{${Object.keys(value).join(', ')}}`
  return typeof value === 'string' ? `'${value}'` : String(value)
}
