// exp, log, pow, sin, cos, cbrt with the same bits in every engine: only + − × ÷, square root and bit casts.
// Math.exp and its kin may change between versions of an engine; a recipe that replays to the same bytes cannot lean on them.
// Also to be avoided where bits matter: `**`, Math.hypot, Math.cbrt. Safe: Math.sqrt, floor, round, abs, min, max, fround, imul.

const LITTLE_ENDIAN_HIGH = 1 // every platform that runs V8 is little-endian
const cast = new Float64Array(1)
const words = new Int32Array(cast.buffer)

/** ln 2 as a sum: 32 bits that multiply exactly by any exponent, the next 53, both from ln 2 = 0.693147180559945309417232121458… */
const LN2_HIGH = 0.6931471803691238
const LN2_LOW = 1.9082149292705877e-10
const INVERSE_LN2 = Math.LOG2E
const SQRT2 = Math.SQRT2

/** 2^k at k + 1023 for −1023 ≤ k ≤ 1023. */
const POWERS = (() => {
  const powers = new Float64Array(2047)
  powers[1023] = 1
  for (let k = 1; k <= 1023; k++) {
    powers[1023 + k] = powers[1022 + k] * 2
    powers[1023 - k] = powers[1024 - k] * 0.5
  }
  return powers
})()

/** e^(high + low) for a small `low`; Cody and Waite's reduction by ln 2, then the Taylor series to r^13 (|r| ≤ 0.35: tail 4e-18). */
function expOfSum(high: number, low: number): number {
  if (Number.isNaN(high)) return high
  if (high > 709.782712893384) return Number.POSITIVE_INFINITY
  if (high < -745.1332191019412) return 0
  const k = Math.floor(high * INVERSE_LN2 + 0.5)
  const a = high - k * LN2_HIGH
  const b = low - k * LN2_LOW
  const r = a + b
  const rest = a - r + b
  let q = 1 / 479001600 + r * (1 / 6227020800)
  q = 1 / 39916800 + r * q
  q = 1 / 3628800 + r * q
  q = 1 / 362880 + r * q
  q = 1 / 40320 + r * q
  q = 1 / 5040 + r * q
  q = 1 / 720 + r * q
  q = 1 / 120 + r * q
  q = 1 / 24 + r * q
  q = 1 / 6 + r * q
  const tail = r * r * (0.5 + r * q)
  const y = 1 + (r + (tail + rest))
  if (k > 1000) return y * POWERS[2023] * POWERS[k + 23]
  if (k < -1000) return y * POWERS[23] * POWERS[k + 2023]
  return y * POWERS[k + 1023]
}

// What a function returns beside its result: a `let` of doubles or a returned pair would allocate with every call.
const spare = new Float64Array(3)
const MANTISSA = 0
const LOG_LOW = 1
const ANGLE_LOW = 2

/** The k of x = m · 2^k with √½ < m ≤ √2 (finite x > 0); leaves m in spare[MANTISSA]. */
function splitExponent(x: number): number {
  let k = -1023
  if (x < 2.2250738585072014e-308) {
    x *= 18014398509481984 // 2^54: out of the subnormals
    k -= 54
  }
  cast[0] = x
  const exponent = words[LITTLE_ENDIAN_HIGH] >> 20
  const m = x * POWERS[2046 - exponent]
  if (m > SQRT2) {
    spare[MANTISSA] = m * 0.5
    return k + exponent + 1
  }
  spare[MANTISSA] = m
  return k + exponent
}

/** Σ 2/(2n + 1) z^n for n ≥ 1: what 2 atanh(s)/s has beyond 2, z = s² ≤ 0.0295 (tail 2e-19). */
function atanhTail(z: number): number {
  let q = 2 / 21 + z * (2 / 23)
  q = 2 / 19 + z * q
  q = 2 / 17 + z * q
  q = 2 / 15 + z * q
  q = 2 / 13 + z * q
  q = 2 / 11 + z * q
  q = 2 / 9 + z * q
  q = 2 / 7 + z * q
  q = 2 / 5 + z * q
  return z * (2 / 3 + z * q)
}

/** ln x (finite x > 0) as an unevaluated sum, about 63 bits; returns the large part, leaves the small one in spare[LOG_LOW]. */
function logParts(x: number): number {
  const k = splitExponent(x)
  const m = spare[MANTISSA]
  // ln m = 2 atanh(s), s = (m − 1)/(m + 1); s gets a correction term, so that the leading 2s is known to twice the precision.
  const f = m - 1
  const t = m + 1
  const tLow = m - (t - 1)
  const s = f / t
  const c = 134217729 // 2^27 + 1: Veltkamp's splitting
  const sc = s * c
  const sh = sc - (sc - s)
  const sl = s - sh
  const tc = t * c
  const th = tc - (tc - t)
  const tl = t - th
  const p = s * t
  const pLow = sl * tl - (p - sh * th - sl * th - sh * tl)
  const sLow = (f - p - pLow - s * tLow) / t
  const z = s * s
  const series = s * atanhTail(z)
  const head = k * LN2_HIGH
  const two = 2 * s
  const sum = head + two
  const v = sum - head
  const lost = head - (sum - v) + (two - v)
  const small = lost + (series + (2 * sLow + k * LN2_LOW))
  const out = sum + small
  spare[LOG_LOW] = small - (out - sum)
  return out
}

/** e^x; error ≤ 1 ulp. */
export function exp(x: number): number {
  return expOfSum(x, 0)
}

/** Natural logarithm; error ≤ 1 ulp; −∞ at 0, NaN below. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN
  if (x === Number.POSITIVE_INFINITY) return x
  // With m = 1 + f: ln m = f − f²/2 + s (f²/2 + tail), s = f/(2 + f): f is exact, all else small beside it.
  const k = splitExponent(x)
  const f = spare[MANTISSA] - 1
  const s = f / (2 + f)
  const half = 0.5 * f * f
  return k * LN2_HIGH - (half - (s * (half + atanhTail(s * s)) + k * LN2_LOW) - f)
}

const LOG10_E = Math.LOG10E
const LOG10_E_LOW = 1.098319650216765e-17

/** Decimal logarithm; error ≤ 2 ulp. */
export function log10(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN
  if (x === Number.POSITIVE_INFINITY) return x
  const high = logParts(x)
  return high * LOG10_E + (spare[LOG_LOW] * LOG10_E + high * LOG10_E_LOW)
}

/** x^y for x ≥ 0 (x < 0 only with a whole y); error ≤ 2 ulp. */
export function pow(x: number, y: number): number {
  if (y === 0) return 1
  if (x === 1 || y === 1) return x
  if (x < 0) {
    if (y !== Math.floor(y)) return Number.NaN
    return y % 2 === 0 ? pow(-x, y) : -pow(-x, y)
  }
  if (x === 0) return y > 0 ? 0 : Number.POSITIVE_INFINITY
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN
  if (x === Number.POSITIVE_INFINITY) return y > 0 ? x : 0
  if (y === Number.POSITIVE_INFINITY || y === Number.NEGATIVE_INFINITY) return x > 1 === y > 0 ? Number.POSITIVE_INFINITY : 0
  const high = logParts(x)
  const low = spare[LOG_LOW]
  const c = 134217729
  const hc = high * c
  const hh = hc - (hc - high)
  const hl = high - hh
  const yc = y * c
  const yh = yc - (yc - y)
  const yl = y - yh
  const p = high * y
  if (p > 800 || p < -800) return expOfSum(p, 0)
  return expOfSum(p, hl * yl - (p - hh * yh - hl * yh - hh * yl) + low * y)
}

/** 10^x; error ≤ 2 ulp. */
export function exp10(x: number): number {
  return pow(10, x)
}

/** Hyperbolic tangent; Lambert's continued fraction near 0; error ≤ 4 ulp. */
export function tanh(x: number): number {
  if (x > 20) return 1
  if (x < -20) return -1
  if (x > -0.5 && x < 0.5) {
    const z = x * x
    return x / (1 + z / (3 + z / (5 + z / (7 + z / (9 + z / (11 + z / (13 + z / 15)))))))
  }
  const e = expOfSum(2 * x, 0)
  return (e - 1) / (e + 1)
}

/** π/2 as two parts of 33 bits and a rest, so that k·part is exact for |k| < 2^20. */
const HALF_PI_1 = 1.5707963267341256
const HALF_PI_2 = 6.077100506303966e-11
const HALF_PI_3 = 2.0222662487959506e-21

/** x − k·π/2 in [−π/4, π/4] with its rounding error in spare[ANGLE_LOW]. */
function reduceAngle(x: number, k: number): number {
  const a = x - k * HALF_PI_1
  const b = k * HALF_PI_2
  const r = a - b
  const rest = a - r - b - k * HALF_PI_3
  const out = r + rest
  spare[ANGLE_LOW] = r - out + rest
  return out
}

function sineSeries(r: number, low: number): number {
  const z = r * r
  let q = -1 / 1307674368000 + z * (1 / 355687428096000)
  q = 1 / 6227020800 + z * q
  q = -1 / 39916800 + z * q
  q = 1 / 362880 + z * q
  q = -1 / 5040 + z * q
  q = 1 / 120 + z * q
  const tail = z * (-1 / 6 + z * q)
  return r + (r * tail + low * (1 - 0.5 * z))
}

function cosineSeries(r: number, low: number): number {
  const z = r * r
  const half = 0.5 * z
  const head = 1 - half
  let q = 1 / 20922789888000 - z * (1 / 6402373705728000)
  q = -1 / 87178291200 + z * q
  q = 1 / 479001600 + z * q
  q = -1 / 3628800 + z * q
  q = 1 / 40320 + z * q
  q = -1 / 720 + z * q
  const tail = z * z * (1 / 24 + z * q)
  return head + (1 - head - half + (tail - r * low))
}

/** Sine of x in radians, |x| ≤ 1e6; absolute error ≤ 2e-16 (NaN beyond 1e6: nobody means that). */
export function sin(x: number): number {
  if (!(x >= -1e6 && x <= 1e6)) return Number.NaN
  const k = Math.floor(x * (2 / Math.PI) + 0.5)
  const r = reduceAngle(x, k)
  const turn = k & 3
  const y = turn & 1 ? cosineSeries(r, spare[ANGLE_LOW]) : sineSeries(r, spare[ANGLE_LOW])
  return turn & 2 ? -y : y
}

/** Cosine of x in radians, |x| ≤ 1e6; absolute error ≤ 2e-16 (NaN beyond 1e6). */
export function cos(x: number): number {
  if (!(x >= -1e6 && x <= 1e6)) return Number.NaN
  const k = Math.floor(x * (2 / Math.PI) + 0.5)
  const r = reduceAngle(x, k)
  const turn = (k + 1) & 3
  const y = turn & 1 ? cosineSeries(r, spare[ANGLE_LOW]) : sineSeries(r, spare[ANGLE_LOW])
  return turn & 2 ? -y : y
}

/** Cube root of any x; a guess from the exponent field, then Halley's iteration twice and Newton's once; error ≤ 1 ulp (normal numbers). */
export function cbrt(x: number): number {
  if (x === 0 || Number.isNaN(x) || x === Number.POSITIVE_INFINITY || x === Number.NEGATIVE_INFINITY) return x
  const a = x < 0 ? -x : x
  cast[0] = a
  words[0] = 0
  words[LITTLE_ENDIAN_HIGH] = ((words[LITTLE_ENDIAN_HIGH] / 3) | 0) + 715094163
  let y = cast[0]
  for (let i = 0; i < 2; i++) {
    const cube = y * y * y
    y *= (cube + a + a) / (cube + cube + a)
  }
  y -= (y - a / (y * y)) / 3
  return x < 0 ? -y : y
}
