# The recipes of samples.ts in NumPy and OpenCV, as one would write them there: for comparing speed, not pixels.
# Reads {"rounds": [{"size": [w, h], "recipes": [...], "look": n, "tile": n}]} and an 8-bit photo (base64) from stdin,
# prints the samples per second of CPU of each round. One thread. Film coefficients are stand-ins: arithmetic costs the same.
import base64, json, sys, time
import numpy as np
import cv2

cv2.setNumThreads(1)
F = np.float32
ramp = np.linspace(0, 1, 1021, dtype=F)
srgb_to_linear = np.where(ramp <= 0.04045, ramp / 12.92, ((ramp + 0.055) / 1.055) ** 2.4).astype(F)
LUMA = np.array([0.299, 0.587, 0.114], F)


def to_srgb(x):
    x = np.clip(x, 0, 1)
    return np.where(x <= 0.0031308, x * 12.92, 1.055 * np.power(np.maximum(x, F(1e-8)), F(1 / 2.4)) - F(0.055)).astype(F)


def normal(r, *shape):
    return r.standard_normal(shape, dtype=F)


def cloud(r, h, w, cell, octaves=1, persistence=0.5):
    out = np.zeros((h, w), F)
    amount = 1.0
    for _ in range(octaves):
        grid = normal(r, int(h / cell) + 4, int(w / cell) + 4)
        out += F(amount) * cv2.resize(grid, (w, h), interpolation=cv2.INTER_CUBIC)
        cell = max(1.0, cell / 2)
        amount *= persistence
    return out


def curve(x, tables):
    return np.dstack([np.interp(x[..., c], ramp, tables[c]).astype(F) for c in range(3)])


def lay(x, cover, p, r):
    h, w = cover.shape
    colour = np.array(p["colour"], F)
    if p["texture"] == "plain":
        layer = colour
    else:
        field = normal(r, h, w) if p["texture"] == "grain" else cloud(r, h, w, 20, 3)
        layer = np.clip(colour + F(p["amount"]) * field[..., None], 0, 1)
    return x + cover[..., None] * (layer - x)


def plain(colour):
    return {"colour": colour, "texture": "plain", "amount": 0}


def blob(r, x, y, radius, n=28):
    a = np.arange(n) * (2 * np.pi / n)
    rad = radius * np.maximum(0.15, 1 + sum(r.normal() * 0.6 / (k + 1) * np.cos(k * a + r.uniform(0, 6.28)) for k in (2, 3, 5, 8)))
    return np.stack([x + rad * np.cos(a), y + rad * np.sin(a)], 1)


def polygon(mask, pts, alpha=1.0):
    cv2.fillPoly(mask, [np.round(pts * 16).astype(np.int32)], float(alpha), cv2.LINE_AA, 4)


def line(mask, pts, width, alpha=1.0):
    cv2.polylines(mask, [np.round(np.asarray(pts) * 16).astype(np.int32)], False, float(alpha), max(1, int(round(width))), cv2.LINE_AA, 4)


def wander(r, x, y, heading, length, steps, wobble):
    turns = heading + np.cumsum(r.normal(0, max(wobble, 1e-6), steps))
    step = length / steps
    return np.stack([x + np.cumsum(step * np.cos(turns)), y + np.cumsum(step * np.sin(turns))], 1)


def ragged(r, a, b, size, levels):
    pts = np.array([a, b], float)
    for _ in range(levels):
        mid = (pts[:-1] + pts[1:]) / 2 + r.normal(0, size, (len(pts) - 1, 2))
        out = np.empty((len(pts) * 2 - 1, 2))
        out[::2], out[1::2] = pts, mid
        pts, size = out, size * 0.58
    return pts


def mask(x):
    return np.zeros(x.shape[:2], np.uint8)


def shapes(r, x, share, count):
    h, w = x.shape[:2]
    m = mask(x)
    for _ in range(count):
        polygon(m, blob(r, r.uniform(0, w), r.uniform(0, h), max(1, np.sqrt(share * w * h / count / np.pi))), 255)
    return m.astype(F) / 255


def clumps(r, h, w, radius):
    n = normal(r, h, w)
    if radius > 0.2:
        n = cv2.GaussianBlur(n, (0, 0), radius)
        n /= n.std() + F(1e-6)
    return n


def jpeg(x, quality):
    u8 = np.clip(x * 255 + 0.5, 0, 255).astype(np.uint8)
    return cv2.imdecode(cv2.imencode(".jpg", u8, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], 1).astype(F) / 255


def wave(t):
    return 4 * np.abs(t - np.floor(t) - 0.5) - 1


# Every damage returns (picture, damaged or None, lost or None).
def film(x, p, r):
    h, w = x.shape[:2]
    silver = p["kind"] == "bw"
    lin = np.interp(x, ramp, srgb_to_linear).astype(F)
    b = p["border"]
    if b:
        s = b["scale"]
        hh, ww = int(h * s), int(w * s)
        full = np.zeros((h, w, 3), F)
        y0, x0 = (h - hh) // 2, (w - ww) // 2
        full[y0 : y0 + hh, x0 : x0 + ww] = cv2.resize(lin, (ww, hh), interpolation=cv2.INTER_AREA)
        lin = full
    e = cv2.transform(lin, LUMA[None]) if silver else cv2.transform(lin, np.eye(3, dtype=F) + F(0.05))
    e = e.reshape(h, w, -1)
    e = e + F(p["frame"]["flare"]) * e.mean((0, 1))
    log = np.log10(np.maximum(e, F(1e-5)))
    if not silver:
        log = cv2.transform(log, np.eye(3, dtype=F) - F(0.05))
    xs = np.linspace(-5, 1.5, 400)
    d = np.dstack([np.interp(log[..., c], xs, 0.6 * np.log1p(np.exp(3 * xs)) / 3) for c in range(log.shape[2])]).astype(F)
    grain = np.dstack([cv2.GaussianBlur(normal(r, h, w), (5, 5), 0.6) for _ in range(d.shape[2])]) if p["grainSeed"] is not None else 0
    d = d + grain * np.interp(d, [0, 1, 2, 3], [0.005, 0.015, 0.02, 0.02]).astype(F)
    if silver:
        t = np.repeat(np.power(F(10), -F(1.1) * d), 3, 2) * F(0.8)
    else:
        a = np.clip(cv2.transform(d, np.eye(3, dtype=F) + F(0.02)), -0.1, 3)
        A, B, C = a[..., 0], a[..., 1], a[..., 2]
        k = 0.01
        t = np.empty_like(a)
        for c in range(3):
            D = k + A + B * k + C * k + k * (A * A + B * B + C * C + A * B + A * C + B * C) + k * (
                A * A * A + B * B * B + C * C * C + A * A * B + A * A * C + B * B * A + B * B * C + C * C * A + C * C * B + A * B * C)
            t[..., c] = np.power(F(10), -D)
    dirt = mask(x)
    if p["dirt"]:
        share = w * h / 4e5
        for _ in range(r.poisson(p["dirt"]["dust"] * share)):
            line(dirt, [r.uniform(0, [w, h])] * 2, 2, 200)
        for _ in range(r.poisson(p["dirt"]["hairs"] * share)):
            line(dirt, wander(r, r.uniform(0, w), r.uniform(0, h), r.uniform(0, 6), 40, 30, 0.4), 1, 200)
        for _ in range(r.poisson(p["dirt"]["scratches"])):
            line(dirt, [r.uniform(0, [w, h]), r.uniform(0, [w, h])], 1, 100)
    m = dirt.astype(F) / 255
    t = t * (1 - F(0.97) * m[..., None])
    if b:
        outside = mask(x)
        outside[: y0 // 2] = 255
        outside[h - y0 // 2 :] = 255
        for hole in range(0, w, max(4, w // 8)):
            cv2.rectangle(outside, (hole, 1), (hole + max(2, w // 16), max(2, y0 // 2)), 255, -1)
        t = t * (1 - outside.astype(F)[..., None] / 255)
    yy, xx = np.mgrid[-1 : 1 : h * 1j, -1 : 1 : w * 1j]
    t = t * (1 - 0.03 * (xx * xx + yy * yy)).astype(F)[..., None]
    if p["scanner"]["mode"] == "frame":
        t = t / np.percentile(t.reshape(-1, 3), 99.7, axis=0).astype(F)
    t = cv2.transform(t, np.eye(3, dtype=F) + F(0.02)) + F(0.002)
    if p["noiseSeed"] is not None:
        t = t + F(p["scanner"]["noise"]) * np.sqrt(np.maximum(t, 0)) * normal(r, h, w, 3)
    enc = p["scanner"]["encoding"]
    y = to_srgb(t) if enc == "srgb" else np.clip(t, 0, 1) if enc == "linear" else np.power(np.clip(t, 0, 1), F(0.5))
    y = np.round(y * 255) / F(255)
    return (jpeg(y, 85) if p["scanner"].get("jpeg") else y), m, None


def noise(x, n):
    return x + n.astype(F), None, None


def blur_with(x, kernel):
    return cv2.filter2D(x, -1, kernel.astype(F), borderType=cv2.BORDER_REPLICATE), None, None


def scratches(x, p, r):
    h, w = x.shape[:2]
    m = mask(x)
    for _ in range(p["count"]):
        line(m, wander(r, r.uniform(0, w), r.uniform(0, h), p["angle"] + r.normal() * p["spread"], p["length"] * r.uniform(0.4, 1.3), 12, 0.05), p["width"], 255 * p["depth"])
    c = m.astype(F) / 255
    return lay(x, c, plain(p["colour"]), r), c, None


def dust(x, p, r):
    h, w = x.shape[:2]
    m = mask(x)
    for _ in range(p["specks"]):
        polygon(m, blob(r, r.uniform(0, w), r.uniform(0, h), p["size"], 12), 255 * p["opacity"])
    for _ in range(p["hairs"]):
        line(m, wander(r, r.uniform(0, w), r.uniform(0, h), r.uniform(0, 6.28), p["size"] * 25, 16, 0.2), 1, 255 * p["opacity"])
    if p["blur"]:
        m = cv2.GaussianBlur(m, (0, 0), p["blur"])
    c = m.astype(F) / 255
    return lay(x, c, plain([p["level"]] * 3), r), c, None


def stains(x, p, r):
    h, w = x.shape[:2]
    m = mask(x)
    for _ in range(p["count"]):
        polygon(m, blob(r, r.uniform(0, w), r.uniform(0, h), p["radius"] * r.uniform(0.5, 1.2)), 255)
    s = cv2.GaussianBlur(m.astype(F) / 255, (0, 0), max(0.5, p["radius"] * p["softness"]))
    c = np.clip(F(p["strength"]) * (s + F(2.4 * p["rim"]) * s * (1 - s)) * (1 + F(0.25) * cloud(r, h, w, max(4, p["radius"] / 2), 3)), 0, 1)
    return x * (1 + c[..., None] * (np.array(p["tint"], F) - 1)), c, None


def lost(x, c, p, r):
    return lay(x, c, p["paint"], r), c, c > 0.5


def gouges(x, p, r):
    h, w = x.shape[:2]
    m = mask(x)
    for _ in range(p["count"]):
        line(m, wander(r, r.uniform(0, w), r.uniform(0, h), r.uniform(0, 6.28), p["length"] * r.uniform(0.3, 1), 14, p["wobble"]), p["width"], 255)
    return lost(x, m.astype(F) / 255, p, r)


def tears(x, p, r):
    h, w = x.shape[:2]
    m = mask(x)
    for _ in range(p["count"]):
        pts = ragged(r, (r.uniform(0, w), 0), (r.uniform(0, w), p["length"]), p["length"] * 0.09, 5)
        for i in range(len(pts) - 1):
            line(m, pts[i : i + 2], p["width"] * (1.1 - i / len(pts)), 255)
    c = m.astype(F) / 255
    if p["shade"]:
        x = x * (1 - F(p["shade"]) * cv2.dilate(c, np.ones((3, 3)))[..., None])
    return lost(x, c, p, r)


def folds(x, p, r):
    h, w = x.shape[:2]
    m = mask(x)
    for _ in range(p["count"]):
        a, b = r.uniform(0, [w, h]), r.uniform(0, 3.14)
        d = np.array([np.cos(b), np.sin(b)]) * (w + h)
        pts = ragged(r, a - d, a + d, p["width"] * 0.5, 8)
        line(m, pts, p["width"], 255)
        if p["shadow"]:
            yy, xx = np.mgrid[0:h, 0:w].astype(F)
            side = (xx - F(a[0])) * F(np.sin(b)) - (yy - F(a[1])) * F(np.cos(b))
            fall = np.maximum(0, 1 - np.abs(side) / F(4 * p["width"]))
            x = x * (1 + F(p["shadow"]) * fall * fall * np.where(side > 0, F(1), F(-0.5)))[..., None]
    return lost(x, m.astype(F) / 255, p, r)


def torn(x, p, r):
    h, w = x.shape[:2]
    m, short = mask(x), min(w, h)
    seams = []
    for _ in range(p["corners"] + p["edges"]):
        seam = ragged(r, (r.uniform(0.1, 0.4) * short, 0), (0, r.uniform(0.1, 0.4) * short), p["depth"] * short * 0.12, 5)
        seams.append(seam)
        polygon(m, np.vstack([seam, [[-9, -9]]]), 255)
    x = lay(x, m.astype(F) / 255, p["behind"], r)
    if p["core"]:
        white = mask(x)
        for seam in seams:
            line(white, seam, p["core"], 255)
        x = lay(x, white.astype(F) / 255, {"colour": [0.95, 0.93, 0.88], "texture": "grain", "amount": 0.03}, r)
        m = np.maximum(m, white)
    c = m.astype(F) / 255
    return x, c, c > 0.5


def hiding(x, p, r):
    h, w = x.shape[:2]
    s = cv2.GaussianBlur(shapes(r, x, p["share"], p["count"]), (0, 0), p["softness"] * 2)
    return lost(x, np.clip((s - F(0.5) + F(0.16) * cloud(r, h, w, p["softness"] * 6, 3, 0.6)) * 3 + F(0.5), 0, 1) * (s > 0.02), p, r)


def tape(x, p, r):
    h, w = x.shape[:2]
    strip, opaque = mask(x), mask(x)
    for _ in range(p["strips"]):
        c, a = r.uniform(0, [w, h]), r.uniform(0, 180)
        polygon(strip, cv2.boxPoints((tuple(c), (p["length"], p["width"]), a)), 255 * p["opacity"])
        polygon(opaque, cv2.boxPoints((tuple(c), (p["length"] * 0.7, p["width"] * 0.7), a)), 255)
    return lost(x, np.maximum(strip, cv2.GaussianBlur(opaque, (0, 0), max(0.6, p["width"] * 0.08))).astype(F) / 255, p, r)


def thresholded(x, field, p, slope, r):
    level = np.quantile(field.ravel()[::7], 1 - p["share"])
    return lost(x, np.clip((field - F(level)) * F(slope) + F(0.5), 0, 1), p, r)


def mould(x, p, r):
    h, w = x.shape[:2]
    g = p["grain"]
    return thresholded(x, F(1.1) * cloud(r, h, w, p["patch"]) + np.maximum(F(0.9) * cloud(r, h, w, g, 2, 0.7), F(1.2) - 4 * np.abs(cloud(r, h, w, g * 1.5, 2, 0.6))), p, 2.5, r)


def ink(x, p, r):
    h, w = x.shape[:2]
    m = mask(x)
    if p["kind"] == "blots":
        for _ in range(r.integers(2, 15)):
            polygon(m, blob(r, r.uniform(0, w), r.uniform(0, h), p["size"] * 0.6), 255)
    else:
        for _ in range(2):
            t = np.arange(0, 60) * 0.5
            line(m, np.stack([w * 0.2 + t * p["size"] * 0.17, h / 2 + p["size"] * np.sin(t)], 1), p["width"], 255 * p["opacity"])
    return lost(x, m.astype(F) / 255, p, r)


def cracks(x, p, r):
    h, w = x.shape[:2]
    cell = p["cell"]
    rows, cols = int(h / cell) + 4, int(w / cell) + 4
    sx = ((np.arange(cols)[None] - 2 + r.uniform(0.05, 0.95, (rows, cols))) * cell).astype(F)
    sy = ((np.arange(rows)[:, None] - 2 + r.uniform(0.05, 0.95, (rows, cols))) * cell).astype(F)
    yy, xx = np.mgrid[0:h, 0:w].astype(F)
    bend = F(p["ragged"] * 0.4 * cell)
    px, py = xx + bend * cloud(r, h, w, cell / 2, 2), yy + bend * cloud(r, h, w, cell / 2, 2)
    c0 = np.clip((px / F(cell)).astype(np.int32) + 2, 1, cols - 2)
    r0 = np.clip((py / F(cell)).astype(np.int32) + 2, 1, rows - 2)
    first = np.full((h, w), 1e9, F)
    second = first.copy()
    for dy in (-1, 0, 1):
        for dx in (-1, 0, 1):
            d = (sx[r0 + dy, c0 + dx] - px) ** 2 + (sy[r0 + dy, c0 + dx] - py) ** 2
            second = np.minimum(second, np.maximum(first, d))
            first = np.minimum(first, d)
    gap = (second - first) / F(2 * cell)
    c = np.clip(F(p["width"] / 2) * (F(0.75) + F(0.45) * cloud(r, h, w, cell * 1.2, 2)) + F(0.5) - gap, 0, 1)
    if p["share"] < 1:
        where = cloud(r, h, w, min(w, h) / 2)
        c = c * (where > np.quantile(where.ravel()[::7], 1 - p["share"]))
    return lost(x, c, p, r)


def bw(x, p, r):
    wts = np.array(p["weights"], F)[None]
    g = np.interp(x, ramp, srgb_to_linear).astype(F) if p["linear"] else x
    g = cv2.transform(g, wts)
    if p["linear"]:
        g = to_srgb(g)
    if p["contrast"] != 1:
        a, b = np.power(ramp, F(p["contrast"])), np.power(1 - ramp, F(p["contrast"]))
        g = np.interp(g, ramp, a / (a + b)).astype(F)
    return np.repeat(g.reshape(*x.shape[:2], 1), 3, 2), None, None


def uneven(x, p, r):
    h, w = x.shape[:2]
    yy, xx = np.mgrid[0:h, 0:w].astype(F)
    s = -F(p["corners"]) * (((xx - w / 2) ** 2 + (yy - h / 2) ** 2) / F((w * w + h * h) / 4)) + F(p["slope"] / max(w, h)) * (xx - w / 2)
    if p["patches"]:
        s = s + F(p["patches"]) * cloud(r, h, w, max(w, h) / 2, 2)
    return np.minimum(1, x * np.power(F(2), s.astype(F) / F(2.2))[..., None]), None, None


def halftone(x, p, r):
    h, w = x.shape[:2]
    yy, xx = np.mgrid[0:h, 0:w].astype(F)
    out = np.empty_like(x)
    for c in range(3):
        a = p["angle"] + (c if p["colour"] else 0)
        if c == 0 or p["colour"]:
            u, v = F(np.cos(a) / p["period"]), F(np.sin(a) / p["period"])
            screen = F(0.5) + F(0.25) * (wave(u * xx + v * yy) + wave(u * yy - v * xx))
        dot = np.clip((x[..., c] - screen) * F(p["period"] / 2) + F(0.5), 0, 1)
        out[..., c] = x[..., c] + F(p["amount"]) * (dot - x[..., c])
    return cv2.GaussianBlur(out, (0, 0), p["softness"]), None, None


def paper(x, p, r):
    h, w = x.shape[:2]
    yy, xx = np.mgrid[0:h, 0:w].astype(F)
    v = F(0.25) * cloud(r, h, w, 2, 2)
    for turn in {"linen": (0, 1.57), "honeycomb": (0, 1.05, 2.09), "rough": ()}[p["kind"]]:
        v = v + F(1.5) * wave((xx * F(np.cos(p["angle"] + turn)) + yy * F(np.sin(p["angle"] + turn))) / F(p["period"]))
    return x * (1 + F(p["amount"]) * v[..., None]), None, None


def correlated(x, p, r):
    h, w = x.shape[:2]
    s, ch = p["sigma"] / 255, p["chroma"]
    n = F(np.sqrt(1 - ch) * s) * clumps(r, h, w, p["radius"])[..., None]
    if ch:
        n = n + F(np.sqrt(ch) * s) * np.dstack([clumps(r, h, w, p["radius"] * 1.5) for _ in range(3)])
    return noise(x, n)


def grain(x, p, r):
    h, w = x.shape[:2]
    n = np.dstack([clumps(r, h, w, p["radius"]) for _ in range(3 if p["colour"] else 1)])
    v = np.clip(x, 0, 1)
    return noise(x, F(p["sigma"] / 255) * (F(0.25) + 3 * v * (1 - v)) * n)


def salt(x, p, r):
    h, w = x.shape[:2]
    hit = r.random((h, w, 3 if p["each"] else 1), dtype=F) < p["share"]
    v = (r.random((h, w, 1), dtype=F) < p["salt"]).astype(F)
    return np.where(hit, v, x), hit.any(2).astype(F), None


def rescale(x, p, r):
    h, w = x.shape[:2]
    how = {"area": cv2.INTER_AREA, "bilinear": cv2.INTER_LINEAR, "nearest": cv2.INTER_NEAREST, "lanczos3": cv2.INTER_LANCZOS4}
    s = cv2.resize(x, (max(1, round(w / p["factor"])), max(1, round(h / p["factor"]))), interpolation=how[p["down"]])
    return cv2.resize(s, (w, h), interpolation=how[p["up"]]), None, None


def disc(radius):
    n = int(np.ceil(radius))
    yy, xx = np.mgrid[-n : n + 1, -n : n + 1]
    k = np.clip(radius + 0.5 - np.hypot(xx, yy), 0, 1)
    return k / k.sum()


def motion(p):
    n = int(np.ceil(p["length"] / 2 + 0.5))
    k = np.zeros((2 * n + 1, 2 * n + 1), np.uint8)
    d = np.array([np.cos(p["angle"]), np.sin(p["angle"])]) * p["length"] / 2
    line(k, [n - d, n + d], 1, 255)
    return k / max(1, k.sum())


def creases(x, p, r):
    h, w = x.shape[:2]
    m = mask(x)
    for _ in range(p["count"]):
        a, b = r.uniform(0, [w, h]), r.uniform(0, [w, h])
        length = float(np.linalg.norm(b - a))
        lines = [ragged(r, a, b, p["jagged"] * length, int(np.clip(np.ceil(np.log2(max(2, length / 1.5))), 1, 9)))]
        for _ in range(p["branches"]):
            at = lines[0][r.integers(len(lines[0]))]
            lines.append(ragged(r, at, at + r.normal(0, 0.15 * length, 2), p["jagged"] * length * 0.2, 5))
        for pts in lines:
            wave = np.interp(np.arange(len(pts)), np.arange(0, len(pts) + 12, 12), r.normal(0, 0.6, len(np.arange(0, len(pts) + 12, 12))))
            for i in range(len(pts) - 1):
                line(m, pts[i : i + 2], p["width"] * np.exp(wave[i]), 255 * p["depth"])
        for _ in range(int(p["flecks"] * length)):
            at = lines[0][r.integers(len(lines[0]))] + r.normal(0, 2.5 * p["width"], 2)
            line(m, [at, at], max(1, p["width"] / 2), 255 * p["depth"])
    c = m.astype(F) / 255
    if p["soft"]:
        c = np.minimum(1, F(1.35) * cv2.blur(cv2.blur(c, (3, 3)), (3, 3)))
    if p["shade"]:
        x = x * (1 - F(p["shade"]) * np.roll(c, max(1, round(p["width"] / 2)), (0, 1))[..., None])
    return lost(x, c, p, r)


def mount(x, p):
    h, w = x.shape[:2]
    left, top, right, bottom = p["margin"]
    x0, y0, ww, hh = (round(v * s) for v, s in zip(p["box"], (w, h, w, h)))
    ww, hh = max(1, min(w - x0, ww)), max(1, min(h - y0, hh))
    out = np.empty_like(x)
    out[:] = np.array(p["page"], F)
    out[max(0, y0 - round(top * h)) : y0 + hh + round(bottom * h), max(0, x0 - round(left * w)) : x0 + ww + round(right * w)] = np.array(p["paper"], F)
    small = cv2.resize(x, (ww, hh), interpolation=cv2.INTER_AREA)
    if p["oval"]:
        yy, xx = np.mgrid[-1 : 1 : hh * 1j, -1 : 1 : ww * 1j].astype(F)
        share = np.clip((1 - np.sqrt(xx * xx + yy * yy)) / F(p["softness"]), 0, 1)[..., None]
        small = out[y0 : y0 + hh, x0 : x0 + ww] * (1 - share) + small * share
    out[y0 : y0 + hh, x0 : x0 + ww] = small
    return out


def muted(x, p):
    grey = cv2.transform(x, LUMA[None]).reshape(*x.shape[:2], 1)
    return grey + F(p["saturation"]) * (x - grey)


def repeated(x, p):
    for one in p["passes"]:
        x = jpeg(x, one["quality"])
    return x, None, None


DAMAGES = {
    "film-negative": film,
    "bw-conversion": bw,
    "toning": lambda x, p, r: (curve(x, [s + (q - s) * ramp for s, q in zip(p["shadow"], p["paper"])]), None, None),
    "fading": lambda x, p, r: (curve(x, [f + (1 - f) * to_srgb(np.power(np.maximum(srgb_to_linear, F(1e-4)), F(k))) for k, f in zip(p["keep"], p["floor"])]), None, None),
    "low-contrast": lambda x, p, r: (F(p["black"]) + F(p["white"] - p["black"]) * x, None, None),
    "exposure": lambda x, p, r: (curve(x, 3 * [to_srgb(np.minimum(F(2 ** p["stops"]) * np.power(srgb_to_linear, F(p["gamma"])), 1))]), None, None),
    "cast": lambda x, p, r: (curve(x, [to_srgb(F(2**s) * np.power(srgb_to_linear, F(g))) for s, g in zip(p["stops"], p["gamma"])]), None, None),
    "uneven-light": uneven,
    "gaussian-noise": lambda x, p, r: noise(x, F(p["sigma"] / 255) * normal(r, *x.shape)),
    "poisson-noise": lambda x, p, r: noise(x, np.sqrt(np.maximum(x, 0) / F(p["photons"])) * normal(r, *x.shape)),
    "luma-noise": lambda x, p, r: noise(x, F(p["sigma"] / 255) * normal(r, *x.shape[:2], 1)),
    "correlated-noise": correlated,
    "film-grain": grain,
    "gaussian-blur": lambda x, p, r: (cv2.GaussianBlur(x, (0, 0), p["sigma"], borderType=cv2.BORDER_REPLICATE), None, None),
    "motion-blur": lambda x, p, r: blur_with(x, motion(p)),
    "defocus": lambda x, p, r: blur_with(x, disc(p["radius"])),
    "rescale": rescale,
    "halftone": halftone,
    "paper-texture": paper,
    "jpeg": lambda x, p, r: repeated(x, p),
    "salt-and-pepper": salt,
    "scratches": scratches,
    "dust": dust,
    "stains": stains,
    "lost-shapes": lambda x, p, r: lost(x, shapes(r, x, p["share"], p["count"]), p, r),
    "gouges": gouges,
    "tears": tears,
    "folds": folds,
    "creases": creases,
    "torn-edges": torn,
    "hiding-stains": hiding,
    "tape": tape,
    "mould": mould,
    "ink": ink,
    "cracks": cracks,
    "flaking": lambda x, p, r: thresholded(x, cloud(r, *x.shape[:2], p["size"], 4, 0.55), p, max(4, p["size"] / 3), r),
}


# What changes the photograph that is asked for as well.
TARGETS = {"mount": mount, "muted": muted}


def sample(photo, recipe, seed):
    r = np.random.default_rng(seed)
    x = photo
    hidden = np.zeros(x.shape[:2], bool)
    gone = np.zeros(x.shape[:2], bool)
    for step in recipe["steps"]:
        name = step["name"]
        if name == "rounding":
            s = 65535 if step["parameters"]["bits"] == 16 else 255
            x = np.round(np.clip(x, 0, 1) * s) / F(s)
            continue
        if name in TARGETS:
            x = photo = TARGETS[name](photo, step["parameters"])
            continue
        x, d, l = DAMAGES[name](x, step["parameters"], r)
        if d is not None:
            hidden |= d > F(0.3)
        if l is not None:
            gone |= l
    return x, photo, hidden, gone


def deliver(x, photo, gone, look, tile):
    if look:
        h, w = x.shape[:2]
        s = look / max(w, h)
        for p in (x, photo):
            cv2.resize(p, (round(w * s), round(h * s)), interpolation=cv2.INTER_AREA)
        for p in (x, photo, gone):
            p[10 : 10 + tile, 10 : 10 + tile].copy()
    else:
        for p in (x, photo):
            np.round(p * 255).astype(np.uint8)


job = json.load(sys.stdin)
rates = []
for one in job["rounds"]:
    w, h = one["size"]
    photo = np.frombuffer(base64.b64decode(one["photo"]), np.uint8).reshape(h, w, 3).astype(F) / 255
    for k, recipe in enumerate(one["recipes"][:20]):
        sample(photo, recipe, k)
    start = time.process_time()
    for k, recipe in enumerate(one["recipes"]):
        x, target, hidden, gone = sample(photo, recipe, k)
        deliver(x, target, gone, one["look"], one["tile"])
    rates.append(len(one["recipes"]) / (time.process_time() - start))
print(json.dumps(rates))
