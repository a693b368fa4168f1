import { describe, expect, it } from 'vitest'
import { initialValues } from '../initialise.ts'
import { parameterCount, sizesOf } from '../sizes.ts'
import { ENCODER, RESNET34, type ResNetConfig, resnet } from './resnet.ts'
import { autoencoder, autoencoderSizes, predecessorSizes, predecessorUnet } from './unet.ts'

const tiny: ResNetConfig = { widths: [4, 8, 12, 16], blocks: [2, 1, 1, 1] }

describe('the encoder', () => {
  const sizes = sizesOf((ops) => resnet(ops, [1, 3, 224, 224]))

  it('is ResNet34 without its last layer: 21.28 million parameters, 3.66 billion multiply-adds at 224 pixels', () => {
    expect(parameterCount(sizes)).toBe(21_284_672)
    expect(sizes.flops / 2e9).toBeCloseTo(3.66, 1)
  })

  it('has the names of torchvision', () => {
    const names = [...sizes.parameters.keys(), ...sizes.statistics.keys()]
    expect(names.length).toBe(36 + 4 * 36)
    for (const name of ['conv1.weight', 'bn1.bias', 'layer1.2.bn2.running_var', 'layer2.0.downsample.0.weight', 'layer4.2.conv2.weight'])
      expect(names).toContain(ENCODER + name)
    expect(sizes.parameters.get(`${ENCODER}layer2.0.downsample.0.weight`)!.shape).toEqual([128, 64, 1, 1])
  })

  it('halves the picture five times', () => {
    let shapes: (readonly number[])[] = []
    sizesOf((ops) => (shapes = resnet(ops, [2, 3, 96, 64], tiny)))
    expect(shapes).toEqual([
      [2, 4, 48, 32],
      [2, 4, 24, 16],
      [2, 8, 12, 8],
      [2, 12, 6, 4],
      [2, 16, 3, 2],
    ])
  })
})

describe('the U-Net', () => {
  it('has about 20 million parameters beside the encoder, about 41 million in all', () => {
    const all = parameterCount(predecessorSizes(1, 64, 64))
    expect(all).toBeGreaterThan(40.5e6)
    expect(all).toBeLessThan(41.8e6)
    expect(all - 21_284_672).toBeLessThan(20.2e6)
  })

  it('gives a picture of its input’s size, and so does the autoencoder', () => {
    for (const describeIt of [predecessorUnet, autoencoder]) {
      let shape: readonly number[] = []
      sizesOf((ops) => (shape = describeIt(ops, [2, 3, 64, 96], tiny)))
      expect(shape).toEqual([2, 3, 64, 96])
    }
  })

  it('shares the encoder’s names with the autoencoder', () => {
    const encoder = (sizes: ReturnType<typeof autoencoderSizes>): string[] =>
      [...sizes.parameters.keys()].filter((n) => n.startsWith(ENCODER))
    expect(encoder(autoencoderSizes(1, 64, 64))).toEqual(encoder(predecessorSizes(1, 64, 64, RESNET34)))
  })
})

describe('icnr', () => {
  it('starts the four outputs of a pixel alike, and channels apart', () => {
    const values = initialValues({ name: 'w', shape: [8, 3, 1, 1], init: 'icnr' }, 1)
    const row = (i: number): number[] => [...values.subarray(3 * i, 3 * i + 3)]
    for (const i of [1, 2, 3]) expect(row(i)).toEqual(row(0))
    for (const i of [5, 6, 7]) expect(row(i)).toEqual(row(4))
    expect(row(4)).not.toEqual(row(0))
  })
})
