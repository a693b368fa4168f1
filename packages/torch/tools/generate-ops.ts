// Writes src/generated/ops.ts: TypeScript signatures of libtorch's operators, from libtorch's own registry.
// Run: npx tsx packages/torch/tools/generate-ops.ts

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ArgumentRow, native, type OperatorRow } from '../src/native.ts'
import { listElement, unwrapOptional } from '../src/schema-type.ts'
import { PACKAGE } from './sources.ts'

/** Kernels and formats that no network's author calls by hand; they stay callable through `namespace` and `call`. */
const LEFT_OUT = [
  /^_(?!foreach_|fused_adam|fused_sgd|fused_adagrad|softmax$|log_softmax$|to_copy$)/,
  /_backward|_jvp$|_copy_?$|_for_eval$|^sym_|^special_|^is_set_to$/,
  /cudnn|miopen|mkldnn|mps|sparse|coo$|quant|fbgemm|q_per|q_scale|q_zero|thnn|slow_conv|nested|native_|cuda|^conv_tbc|vulkan|xnnpack/,
  /batch_norm_(gather|elemt|stats|update|reduce)|crow_|ccol_|^(values|indices|row_indices|col_indices|coalesce|int_repr)$/,
  /^(rename|align|refine_names|record_stream|set_|data|output_nr|retain_grad|swapaxes|swapdims|moveaxis|row_stack|qscheme)/,
]

const TYPES: Readonly<Record<string, string>> = {
  Tensor: 'Tensor',
  int: 'number',
  SymInt: 'number',
  float: 'number',
  SymFloat: 'number',
  bool: 'boolean',
  str: 'string',
  Scalar: 'Scalar',
  ScalarType: 'DType',
  Layout: "'strided'",
  MemoryFormat: 'MemoryFormat',
  Device: 'Device',
  Generator: 'Generator',
}

/** undefined where JavaScript has nothing for a type. */
function typeScript(type: string, length = 0): string | undefined {
  const plain = unwrapOptional(type)
  if (plain !== type) {
    const inner = typeScript(plain, length)
    return inner && `${inner} | null`
  }
  const element = listElement(type)
  if (element === null) return TYPES[type]
  const inner = typeScript(element)
  if (inner === undefined) return undefined
  return `readonly ${inner.includes('|') ? `(${inner})` : inner}[]${length > 0 ? ' | number' : ''}`
}

function returnType(row: OperatorRow): string | undefined {
  const types = row.returns.map(({ type }) => {
    // A ScalarType comes back as libtorch's number of it.
    if (type === 'Scalar' || type === 'ScalarType') return 'number'
    return typeScript(type)?.replace('readonly ', '')
  })
  if (types.includes(undefined)) return undefined
  return types.length === 0 ? 'void' : types.length === 1 ? types[0] : `[${types.join(', ')}]`
}

const RESERVED = new Set(['function', 'default', 'with', 'in', 'var', 'new', 'this', 'options'])

const parameterName = (name: string) => (RESERVED.has(name) ? `${name}_` : name)

/** The declaration of one overload: as many signatures as there are places where the options may begin. */
function declare(typeName: string, row: OperatorRow): string | undefined {
  const result = returnType(row)
  const types = row.arguments.map((argument) => typeScript(argument.type, argument.length))
  if (result === undefined || types.includes(undefined)) return undefined
  const typeOf = new Map(row.arguments.map((argument, i) => [argument, types[i] as string]))
  const positional = row.arguments.filter((argument) => !argument.keyword)
  const required = positional.findLastIndex((argument) => !argument.optional) + 1
  const named = [...positional.slice(required), ...row.arguments.filter((argument) => argument.keyword)]
  const mustName = named.some((argument) => !argument.optional)
  const parameter = (argument: ArgumentRow) =>
    `${parameterName(argument.name)}: ${typeOf.get(argument)}${argument.optional ? ' | undefined' : ''}`
  const options = named.length === 0 ? [] : [`options${mustName ? '' : '?'}: ${typeName}_options`]
  const lines: string[] = []
  if (named.length > 0) {
    const members = named.map((argument) => `${argument.name}${argument.optional ? '?' : ''}: ${typeOf.get(argument)}`)
    lines.push(`interface ${typeName}_options { ${members.join('; ')} }`)
  }
  lines.push(`interface ${typeName} {`, `  /** \`${row.schema}\` */`)
  for (let count = required; count <= positional.length; count++) {
    // The last signature needs no options of its own unless there are arguments that can only be named.
    const end = count === positional.length && !named.some((argument) => argument.keyword) ? [] : options
    lines.push(`  (${[...positional.slice(0, count).map(parameter), ...end].join(', ')}): ${result}`)
  }
  lines.push('}')
  return lines.join('\n')
}

function main(): void {
  const overloads = new Map<string, string[]>()
  for (const full of native.operatorNames()) {
    const match = /^aten::(\w+)(?:\.(\w+))?$/.exec(full)
    if (match === null || LEFT_OUT.some((pattern) => pattern.test(match[1]))) continue
    overloads.set(match[1], [...(overloads.get(match[1]) ?? []), match[2] ?? ''])
  }
  const declarations: string[] = []
  const members: string[] = []
  for (const name of [...overloads.keys()].sort()) {
    const all: [string, string][] = []
    for (const overload of overloads.get(name)!.sort()) {
      if (/(^|_)out$|[Dd]imname|names/.test(overload)) continue
      const typeName = overload === '' ? `${name}_default` : `${name}_${overload}`
      const declaration = declare(typeName, native.resolve(`aten::${name}`, overload))
      if (declaration === undefined) continue
      declarations.push(declaration)
      all.push([overload === '' ? 'default' : overload, typeName])
    }
    if (all.length === 0) continue
    const exact = all.map(([overload, typeName]) => `readonly ${overload}: ${typeName}`).join('; ')
    members.push(`  readonly ${name}: ${all.map(([, typeName]) => typeName).join(' & ')} & { ${exact} }`)
  }
  const text = [
    `// Generated by tools/generate-ops.ts from the registry of libtorch ${native.about().version}. Do not edit.`,
    '',
    "import type { Generator } from '../generator.ts'",
    "import type { Tensor } from '../tensor.ts'",
    "import type { Device, DType, MemoryFormat, Scalar } from '../types.ts'",
    '',
    ...declarations,
    '',
    'export interface Ops {',
    ...members,
    '}',
    '',
  ].join('\n')
  const path = join(PACKAGE, 'src/generated/ops.ts')
  writeFileSync(path, text)
  console.log(`${path}: ${members.length} operators, ${declarations.length} overloads, ${Math.round(text.length / 1024)} kB`)
}

main()
