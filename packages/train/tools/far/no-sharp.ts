// In place of sharp on a machine that has no libvips: photographs come decoded, and contact sheets stay empty.
const chain: unknown = new Proxy(() => chain, {
  get: (_, name) => (name === 'toBuffer' ? () => Promise.resolve(Buffer.alloc(0)) : name === 'then' ? undefined : () => chain),
})

export default function sharp(): unknown {
  return chain
}
