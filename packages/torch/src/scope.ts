// Scopes: the tensors made inside are freed at the end, save those that are returned or kept.
//
// Garbage collection cannot do this: finalizers never run inside synchronous code, and a training step of a gigabyte looks to
// the collector like a few small objects. They are only a net here, for tensors made outside of every scope.

import { TorchError } from './error.ts'
import { native } from './native.ts'

/** What a scope owns: a tensor. */
export interface Owned {
  /** 0 once freed. */
  handle: number
  owner: Scope | null
}

export interface Scope {
  readonly owned: Owned[]
}

let current: Scope | null = null

const net = new FinalizationRegistry<number>((handle) => native.release(handle))

/** Gives a fresh tensor to the current scope; outside of all scopes the garbage collector frees it some time. */
export function own(tensor: Owned): void {
  tensor.owner = current
  if (current === null) net.register(tensor, tensor.handle)
  else current.owned.push(tensor)
}

/**
 * Runs `f` and frees every tensor that was made meanwhile, also when `f` throws. Tensors in the result (also within arrays,
 * plain objects and maps) go to the scope outside.
 *
 * A scope cannot span an `await`: `f` must not be async.
 *
 * @example const loss = scope(() => { const y = network(x); return ops.mse_loss(y, target).item() })
 */
export function scope<T>(f: () => T): T {
  const outer = current
  const mine: Scope = { owned: [] }
  current = mine
  let result: T
  try {
    result = f()
    if (isThenable(result)) throw new TorchError('bad-argument', 'A scope cannot span an await: its function must not be async.')
  } catch (error) {
    current = outer
    free(mine)
    throw error
  }
  current = outer
  passOn(result, mine, new Set())
  free(mine)
  return result
}

/** Takes a tensor out of its scope: it lives until it is disposed (or collected). Returns it. */
export function keep<T extends Owned>(tensor: T): T {
  if (tensor.owner !== null) {
    tensor.owner = null
    net.register(tensor, tensor.handle)
  }
  return tensor
}

/** How many tensors JavaScript holds; constant over the steps of a loop that leaks nothing. */
export function live(): number {
  return native.live()
}

/** An async function's work goes on after the function has returned, when settings and scopes are no longer its own. */
export function isThenable(value: unknown): boolean {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function'
}

function free(scope: Scope): void {
  const dead: number[] = []
  for (const tensor of scope.owned) {
    if (tensor.owner !== scope || tensor.handle === 0) continue
    dead.push(tensor.handle)
    tensor.handle = 0
  }
  if (dead.length > 0) native.release(dead)
}

function passOn(value: unknown, from: Scope, seen: Set<object>): void {
  if (typeof value !== 'object' || value === null || seen.has(value)) return
  seen.add(value)
  if (isOwned(value)) {
    if (value.owner === from && value.handle !== 0) own(value)
  } else if (Array.isArray(value)) {
    for (const element of value) passOn(element, from, seen)
  } else if (value instanceof Map) {
    for (const element of value.values()) passOn(element, from, seen)
  } else if (Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null) {
    for (const element of Object.values(value)) passOn(element, from, seen)
  }
}

const isOwned = (value: object): value is Owned => 'owner' in value && 'handle' in value
