// libtorch's operators as functions: `ops.conv2d(x, w, b, { padding: 1 })`.

import { TorchError } from './error.ts'
import type { Ops } from './generated/ops.ts'
import { native } from './native.ts'
import type { AnyOperator } from './operator.ts'
import { buildGroup, type OperatorGroup } from './overload.ts'

/** Overloads by operator, such as `aten::add` → `['Tensor', 'Scalar', 'out']`; read once from libtorch. */
let registry: Map<string, string[]> | undefined

function overloadsOf(name: string): readonly string[] | undefined {
  if (registry === undefined) {
    registry = new Map()
    for (const full of native.operatorNames()) {
      const dot = full.indexOf('.', full.indexOf('::'))
      const base = dot < 0 ? full : full.slice(0, dot)
      const overload = dot < 0 ? '' : full.slice(dot + 1)
      const known = registry.get(base)
      if (known === undefined) registry.set(base, [overload])
      else known.push(overload)
    }
  }
  return registry.get(name)
}

/** Every registered operator with its overload, such as `aten::add.Tensor`. */
export function operatorNames(): string[] {
  return native.operatorNames()
}

/**
 * The operators of a namespace of the registry (`aten`, `prims`, `quantized`, …), untyped, each made when it is first asked for.
 *
 * Beware of names that begin with an underscore and are not in `ops`: they are kernels that libtorch's own code calls, and some
 * check nothing, so that wrong arguments can end the process.
 *
 * The first look-up falls through to the proxy, which leaves an ordinary property behind; later ones cost nothing more.
 */
export function namespace(library: string): Readonly<Record<string, OperatorGroup>> {
  const made: Record<string, OperatorGroup> = Object.create(
    new Proxy(Object.create(null), {
      get(_, key): OperatorGroup | undefined {
        if (typeof key !== 'string') return undefined
        const name = `${library}::${key}`
        const overloads = overloadsOf(name)
        // What JavaScript itself asks of any object must not be taken for a missing operator.
        if (overloads === undefined && ['then', 'toJSON', 'asymmetricMatch', 'constructor'].includes(key)) return undefined
        if (overloads === undefined) throw new TorchError('bad-argument', `libtorch has no operator ${name}`)
        const group = buildGroup(name, overloads)
        Object.defineProperty(made, key, { value: group, enumerable: true })
        return group
      },
      has: (_, key) => typeof key === 'string' && overloadsOf(`${library}::${key}`) !== undefined,
    }),
  )
  return made
}

/**
 * libtorch's own operators (namespace `aten`). The overload is picked by the kinds of the arguments; `ops.add.Tensor` is one
 * overload exactly. A plain object as the last argument names arguments. Operators ending in `_` change their first argument
 * and return it.
 *
 * Only those useful for networks are typed; `namespace('aten')` has all of them.
 */
export const ops = namespace('aten') as unknown as Ops

/** Calls an operator by its full name: `call('aten::add.Tensor', x, y)`, `call('aten::relu', x)`. */
export function call(name: string, ...args: unknown[]): unknown {
  return operator(name)(...args)
}

const exact = new Map<string, AnyOperator>()

function operator(name: string): AnyOperator {
  const known = exact.get(name)
  if (known !== undefined) return known
  const [, library, base, overload] = /^(\w+)::(\w+)(?:\.(\w+))?$/.exec(name) ?? []
  const group = overloadsOf(`${library}::${base}`) && namespace(library)[base]
  const found = overload === undefined ? group : group?.[overload]
  if (found === undefined) throw new TorchError('bad-argument', `libtorch has no operator ${name}`)
  exact.set(name, found)
  return found
}
