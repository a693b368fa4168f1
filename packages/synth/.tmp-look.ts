import sharp from 'sharp'
import { readdirSync, statSync } from 'node:fs'
import { Random, fromBytes, toBytes } from '@revelado/core'
import { drawNegative, makeNegative } from './src/film/index.ts'
const root = process.env.HOME + '/.cache/revelado/photos/'
const files: string[] = []
const walk = (d: string) => { for (const f of readdirSync(d)) { const p = d + '/' + f; if (statSync(p).isDirectory()) walk(p); else if (p.endsWith('.jpg')) files.push(p); if (files.length > 4000) return } }
walk(root + 'BSDS500'); walk(root + 'flickr8k_subset')
const kind = process.argv[2] as 'colour' | 'bw', heldOut = process.argv[3] === 'held', inverted = process.argv[3] === 'inverted'
const r = new Random('look'+kind+process.argv[5])
const tiles = [], N = 40, W = 190, H = 150
for (let i = 0; i < N; i++) {
  const f = r.pick(files)
  const { data, info } = await sharp(f).resize(W * 2, H * 2, { fit: 'inside' }).resize({width:W,height:H,fit:'inside'}).removeAlpha().toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })
  const pic = fromBytes(info.width, info.height, new Uint8Array(data))
  const q = drawNegative(new Random(kind + i + process.argv[5]), { kind, heldOut, inverted })
  const neg = makeNegative(pic, q)
  tiles.push({ input: await sharp(Buffer.from(toBytes(neg.scan)), { raw: { width: info.width, height: info.height, channels: 3 } }).png().toBuffer(), left: (i % 8) * (W + 4), top: Math.floor(i / 8) * (H + 4) })
}
await sharp({ create: { width: 8 * (W + 4), height: 5 * (H + 4), channels: 3, background: '#888' } }).composite(tiles).png().toFile(process.argv[4])
