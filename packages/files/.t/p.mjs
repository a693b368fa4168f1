import sharp from 'sharp'

const f = '/work/shared/testsets/real/negatives/lix42_negative-converter__hdri64_linear_ir_NEG.tif'
for (const page of [0, 1]) {
  const m = await sharp(f, { page }).metadata()
  delete m.xmpAsString
  delete m.xmp
  delete m.iptc
  console.log(m)
  const s = await sharp(f, { page }).stats()
  console.log(s.channels.map((c) => [c.min, c.max, c.mean | 0]))
}
const m = await sharp(f).metadata()
console.log(m.xmpAsString.replace(/\s+/g, ' ').slice(0, 1800))
console.log(m.xmpAsString.length, m.iptc)
