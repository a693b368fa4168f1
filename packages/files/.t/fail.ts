import sharp from 'sharp'

const w = 64,
  h = 48
const raw = Buffer.alloc(w * h * 3)
for (let i = 0; i < raw.length; i++) raw[i] = (i * 7 + ((i / 3 / w) | 0) * 3) % 256
const S = () => sharp(raw, { raw: { width: w, height: h, channels: 3 } })
const made: [string, Buffer][] = [
  ['jpeg', await S().jpeg().toBuffer()],
  ['webp', await S().webp().toBuffer()],
]
for (const c of ['jpeg', 'deflate', 'lzw', 'none', 'packbits'] as const)
  made.push(['tiff-' + c, await S().tiff({ compression: c, tile: false }).toBuffer()])
for (const [n, b] of made)
  for (const [k, x] of [
    ['trunc', b.subarray(0, Math.floor(b.length * 0.97))],
    ['trunc2', b.subarray(0, b.length - 1)],
    [
      'corrupt',
      (() => {
        const c = Buffer.from(b)
        for (let i = Math.floor(b.length * 0.6); i < b.length * 0.65; i++) c[i] ^= 0x5a
        return c
      })(),
    ],
  ] as const)
    for (const failOn of ['none', 'truncated', 'error', 'warning'] as const) {
      try {
        const o = await sharp(x, { failOn }).raw().toBuffer()
        console.log(n, k, failOn, 'ok', o.subarray(0, 3))
      } catch (e: any) {
        console.log(n, k, failOn, 'FAIL', e.message.replace(/\n/g, '|'))
      }
    }
