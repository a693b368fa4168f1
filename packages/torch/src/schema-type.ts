// Reads the names of types in libtorch's schemas: `T?` is an optional T, `T[]` a list of T.

export function unwrapOptional(type: string): string {
  return type.endsWith('?') ? type.slice(0, -1) : type
}

/** The type of a list's elements; null for what is no list. */
export function listElement(type: string): string | null {
  const plain = unwrapOptional(type)
  return plain.endsWith('[]') ? plain.slice(0, -2) : null
}

export function isTensorType(type: string): boolean {
  return unwrapOptional(type) === 'Tensor'
}
