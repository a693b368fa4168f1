// Writes a run whose weights lie between those of two runs of one network, the second begun from the first: what is learned in a
// narrow run is kept, and less of what was known before is lost (Wortsman et al. 2022, "Robust fine-tuning of zero-shot models").
//   npx tsx packages/train/tools/blend.ts FIRST SECOND SHARE OUT     OUT = (1 − SHARE) · FIRST + SHARE · SECOND, averaged weights
import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { noGrad, readSafetensors, type Tensor, ops as torch, writeSafetensors } from '@revelado/torch'
import { cacheFolder } from '../src/data/cache-folder.ts'

const [first, second, text, out] = process.argv.slice(2)
const share = Number(text)
if (!out || !(share >= 0 && share <= 1)) {
  console.error('usage: blend.ts FIRST SECOND SHARE OUT (runs by name, SHARE of the second, 0 to 1)')
  process.exit(2)
}
const folderOf = (run: string): string => join(cacheFolder(), 'runs', run)
const checkpoint = (run: string): string => join(folderOf(run), 'checkpoint.safetensors')
const from = readSafetensors(checkpoint(first)).tensors
const { tensors, metadata } = readSafetensors(checkpoint(second))
const blended: Record<string, Tensor> = { ...tensors }
noGrad(() => {
  for (const key of Object.keys(tensors).filter((key) => key.startsWith('average/'))) {
    if (!from[key]) throw new Error(`${first} has no ${key}`)
    const mean = torch.lerp(from[key], tensors[key], share)
    blended[key] = mean
    blended[key.replace('average/', 'parameter/')] = mean
  }
})
mkdirSync(folderOf(out), { recursive: true })
copyFileSync(join(folderOf(second), 'config.json'), join(folderOf(out), 'config.json'))
writeSafetensors(checkpoint(out), blended, metadata)
console.log(`${folderOf(out)}: ${1 - share} of ${first}, ${share} of ${second}`)
