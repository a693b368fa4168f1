// The colour difference CIEDE2000 of two Lab colours, after Sharma, Wu and Dalal (2005).

const DEGREE = Math.PI / 180
const POWER_25_7 = 6103515625

/** c⁷ / (c⁷ + 25⁷) under the root: how much chroma there is, 0..1. */
function chromaShare(c: number): number {
  const c7 = c * c * c * c * c * c * c
  return Math.sqrt(c7 / (c7 + POWER_25_7))
}

/** Hue angle in degrees, 0..360; 0 for greys (equation 7). */
function hue(a: number, b: number): number {
  if (a === 0 && b === 0) return 0
  const h = Math.atan2(b, a) / DEGREE
  return h < 0 ? h + 360 : h
}

/** ΔE00 of two colours given by their L*, a*, b*, k_L = k_C = k_H = 1 (Sharma, Wu, Dalal 2005, equations 2 to 22). */
export function ciede2000Of(l1: number, a1: number, b1: number, l2: number, a2: number, b2: number): number {
  const c1 = Math.sqrt(a1 * a1 + b1 * b1)
  const c2 = Math.sqrt(a2 * a2 + b2 * b2)
  const g = 1.5 - 0.5 * chromaShare((c1 + c2) / 2)
  const ap1 = g * a1
  const ap2 = g * a2
  const cp1 = Math.sqrt(ap1 * ap1 + b1 * b1)
  const cp2 = Math.sqrt(ap2 * ap2 + b2 * b2)
  const h1 = hue(ap1, b1)
  const h2 = hue(ap2, b2)
  const grey = cp1 * cp2 === 0
  let dh = 0
  let meanHue = h1 + h2
  if (!grey) {
    dh = h2 - h1
    if (dh > 180) dh -= 360
    else if (dh < -180) dh += 360
    meanHue = Math.abs(h1 - h2) <= 180 ? (h1 + h2) / 2 : h1 + h2 < 360 ? (h1 + h2 + 360) / 2 : (h1 + h2 - 360) / 2
  }
  const dL = l2 - l1
  const dC = cp2 - cp1
  const dH = 2 * Math.sqrt(cp1 * cp2) * Math.sin((dh / 2) * DEGREE)
  const meanL = (l1 + l2) / 2 - 50
  const meanC = (cp1 + cp2) / 2
  const t =
    1 -
    0.17 * Math.cos((meanHue - 30) * DEGREE) +
    0.24 * Math.cos(2 * meanHue * DEGREE) +
    0.32 * Math.cos((3 * meanHue + 6) * DEGREE) -
    0.2 * Math.cos((4 * meanHue - 63) * DEGREE)
  const turn = (meanHue - 275) / 25
  const rotation = -2 * chromaShare(meanC) * Math.sin(60 * DEGREE * Math.exp(-turn * turn))
  const l = dL / (1 + (0.015 * meanL * meanL) / Math.sqrt(20 + meanL * meanL))
  const c = dC / (1 + 0.045 * meanC)
  const h = dH / (1 + 0.015 * meanC * t)
  return Math.sqrt(Math.max(0, l * l + c * c + h * h + rotation * c * h))
}

/** ΔE00 of two colours [L*, a*, b*]. */
export function ciede2000(lab1: ArrayLike<number>, lab2: ArrayLike<number>): number {
  return ciede2000Of(lab1[0], lab1[1], lab1[2], lab2[0], lab2[1], lab2[2])
}
