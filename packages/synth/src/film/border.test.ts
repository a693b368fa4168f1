// Borders: the frame stays inside, holes let light through, holders do not, neighbours are exposed.
import { Random } from '@revelado/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type BorderParameters, drawBorder, frameBox, glowOf, mask, surround } from './border.ts'

const STRIP: BorderParameters = {
  format: '35mm',
  along: 'x',
  scale: 0.6,
  offset: [0.5, 0.5],
  gap: 2,
  neighbours: [0, null],
  cut: [false, false],
  corner: 0,
  phase: 0,
  markings: null,
  outside: 'black',
  holder: null,
}
const W = 200
const H = 150

function around(border: BorderParameters) {
  const box = frameBox(border, W, H)
  const layer = new Float32Array(W * H)
  for (let y = 0; y < box.height; y++) layer.fill(0.5, (box.y + y) * W + box.x, (box.y + y) * W + box.x + box.width)
  return { box, layer, ...surround(border, box, [layer], W, H) }
}

describe('frameBox', () => {
  it('lies inside any picture, whatever is drawn, and fills it without a border', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 8, max: 400 }), fc.integer({ min: 8, max: 400 }), (seed, width, height) => {
        const box = frameBox(drawBorder(new Random(seed)), width, height)
        expect(
          box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height && box.width >= 8 && box.height >= 8,
        ).toBe(true)
      }),
    )
    expect(frameBox(null, 3, 2)).toEqual({ x: 0, y: 0, width: 3, height: 2 })
  })
})

describe('surround', () => {
  it('leaves the frame itself as it is, whatever is drawn', () => {
    for (let seed = 0; seed < 40; seed++) {
      const border = { ...drawBorder(new Random(seed)), corner: 0, holder: null }
      const { box, layer, open, shut } = around(border)
      let changed = 0
      for (let y = box.y; y < box.y + box.height; y++)
        for (let i = y * W + box.x; i < y * W + box.x + box.width; i++)
          if (layer[i] !== 0.5 || open.data[i] > 0 || shut.data[i] > 0) changed++
      expect(changed).toBe(0)
    }
  })

  it('punches holes of 2 × 2.8 mm every 4.75 mm on both sides of the frame', () => {
    const { box, open } = around(STRIP)
    const perMm = box.height / 24
    const area = open.data.reduce((a, b) => a + b, 0) / (perMm * perMm)
    const expected = (2 * (W / perMm / 4.75) * (1.98 * 2.8 - (4 - Math.PI) * 0.25)) / 1
    expect(Math.abs(area / expected - 1)).toBeLessThan(0.1)
  })

  it('shows the neighbour beyond the gap, and bare film where there is none', () => {
    const { box, layer } = around(STRIP)
    const perMm = box.height / 24
    const row = (box.y + box.height / 2) * W
    expect(layer[row + Math.floor(box.x - 3 * perMm)]).toBeCloseTo(0.5, 6)
    expect(layer[row + Math.floor(box.x - perMm)]).toBe(0)
    expect(layer[row + Math.ceil(box.x + box.width + 3 * perMm)]).toBe(0)
  })

  it('is black or open beyond the film', () => {
    const cut = { ...STRIP, cut: [false, true] } as const
    const last = (H / 2) * W + W - 1 // prettier-ignore
    expect(around(cut).shut.data[last]).toBe(1)
    expect(around({ ...cut, outside: 'light' }).open.data[last]).toBe(1)
  })

  it('covers with a holder up to the frame, and not beyond', () => {
    const { box, shut } = around({ ...STRIP, holder: { cover: [1, 1, 1, 1], slope: 0, softness: 1, glow: 0 } })
    expect(shut.data.reduce((a, b) => a + b, 0)).toBeCloseTo(W * H - box.width * box.height, 3)
  })

  it('exposes marks beside the frame only', () => {
    const { box, layer } = around({ ...STRIP, neighbours: [null, null], markings: { seed: 3, exposure: [0.9] } })
    const marks = [...layer.keys()].filter((i) => layer[i] > 0.8)
    expect(marks.length).toBeGreaterThan(10)
    expect(marks.filter((i) => Math.floor(i / W) >= box.y && Math.floor(i / W) < box.y + box.height)).toEqual([])
  })
})

describe('mask', () => {
  it('opens to bare light and shuts to a glow', () => {
    const channel = Float32Array.of(0.3, 0.3, 0.3)
    mask(
      [channel],
      { width: 3, height: 1, data: Float32Array.of(0, 1, 0) },
      { width: 3, height: 1, data: Float32Array.of(0, 0, 1) },
      [0.5],
      [0.02],
    )
    expect(channel[0]).toBeCloseTo(0.3, 6)
    expect(channel[1]).toBeCloseTo(1, 6)
    expect(channel[2]).toBeCloseTo(0.01, 6)
  })

  it('shuts each channel to a glow of its own', () => {
    const channels = [0, 1, 2].map(() => Float32Array.of(0.3))
    const one = { width: 1, height: 1, data: Float32Array.of(1) }
    mask(channels, { ...one, data: Float32Array.of(0) }, one, [1, 0.5, 0.25], [0.1, 0.2, 0.4])
    for (const [c, light] of [0.1, 0.1, 0.1].entries()) expect(channels[c][0]).toBeCloseTo(light, 6)
    mask(channels, { ...one, data: Float32Array.of(0) }, one, [1, 1, 1], [0.1, 0.2, 0.4])
    for (const [c, light] of [0.1, 0.2, 0.4].entries()) expect(channels[c][0]).toBeCloseTo(light, 6)
  })

  it('shows a holder of card in the colour that it was drawn with', () => {
    const drawn = Array.from({ length: 300 }, (_, k) => drawBorder(new Random(k))).filter(({ holder }) => holder)
    const cards = drawn.filter(({ holder }) => holder!.colour)
    expect(cards.length / drawn.length).toBeGreaterThan(0.12)
    expect(cards.length / drawn.length).toBeLessThan(0.28)
    const [{ holder }] = cards
    expect(glowOf(cards[0])).toEqual(holder!.colour!.map((c) => c * holder!.glow))
    expect(Math.max(...glowOf(cards[0]))).toBeGreaterThan(0.006)
  })
})
