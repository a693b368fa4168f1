"""Writes src/film/fixtures/negatives.json: scans by an independent simulator in NumPy, for the same stock, roll, frame and scanner.

python packages/synth/tools/film-fixtures.py FOLDER   (FOLDER holds negsynth.py and stocks.json; needs numpy, scipy, pillow)
No grain, dirt or noise; 16 bits. Parameters are written in the form of NegativeParameters.
"""
import json, os, sys
import numpy as np

sys.path.insert(0, sys.argv[1])
import negsynth as ns

ns.add_grain = lambda density, stock, roll, rng: density
rng = np.random.default_rng(20)
WIDTH, HEIGHT = 10, 8


def picture():
    p = rng.uniform(0, 1, (HEIGHT, WIDTH, 3))
    p[0] = np.linspace(0, 1, WIDTH)[:, None]                      # neutral ramp
    p[1] = np.eye(3)[np.arange(WIDTH) % 3] * np.linspace(.1, 1, WIDTH)[:, None]  # saturated colours
    return np.round(p * 255) / 255


class Even:
    """Hands out the light's unevenness instead of random numbers."""

    def __init__(self, uneven):
        self.tilts = [uneven["tiltX"], uneven["tiltY"]]
        self.uneven = uneven

    def uniform(self, low, high): return self.uneven["vignette"]
    def normal(self, mean, deviation): return self.tilts.pop(0)
    def standard_normal(self, shape): return np.zeros(shape)


def numbers(a): return [round(float(v), 6) for v in np.asarray(a).ravel()]


def draw(stock, kind, mode, encoding, aged, tone):
    bw, n = ns.is_bw(stock), len(stock["curve"])
    age = .7 if aged else 0
    centres, widths, light = ns.SCANNERS[kind][:3]
    k = rng.uniform(*ns.SCANNERS[kind][5])
    matrix = (1 - k) * np.eye(3) + k * (ns.CAM2RGB + rng.normal(0, .06, (3, 3)))
    fr = ns.frame_params(stock, rng)
    return dict(
        version=1, kind="bw" if bw else "colour",
        roll=dict(stock=stock["name"], contrast=numbers(rng.normal(1, .035, n)), speed=numbers(rng.normal(0, .06, n)),
                  interimage=numbers(rng.uniform(.03, .18, (3, 3)) * (1 - np.eye(3))), fog=numbers(abs(rng.normal(0, .03, 3))),
                  keep=numbers(1 - age * rng.uniform([.05, 0, .02], [.35, .12, .25])), stain=round(age * .2, 6),
                  tint=numbers(rng.normal(0, .012, 3)), mask=1, pitch=12, grainSize=.5),
        frame=dict(ev=round(fr["ev"], 6), light=numbers(fr["gains"]), flare=round(fr["flare"], 6), highlights=round(fr["k"], 6)),
        scanner=dict(kind=kind, centres=numbers(np.array(centres) + rng.normal(0, 3, 3)), widths=numbers(np.array(widths) * rng.uniform(.9, 1.15, 3)),
                     leak=.013 if "camera" in kind or kind == "phone" else 0, light=light, slope=round(rng.normal(0, .4), 6),
                     matrix=numbers(matrix / matrix.sum(1, keepdims=True)), mode=mode, level=round(rng.uniform(.5, .97), 6), tone=tone,
                     balance=numbers(10 ** rng.normal(0, .04, 3)), tint=[1, 1, 1], veil=.008, black=round(rng.normal(0, .003), 6), noise=.002,
                     callier=1.17, encoding=encoding, bits=16, jpeg=None),
        unevenness=dict(vignette=.05, tiltX=.011, tiltY=-.007), grainSeed=None, noiseSeed=None, dirt=None, border=None, edits=[])


def scan(p, image):
    """The simulator's own scan for parameters p, and the density of the clear film."""
    stock, s, r, f = ns.STOCKS[p["roll"]["stock"]], p["scanner"], p["roll"], p["frame"]
    S = np.array([ns.gauss(m, w) for m, w in zip(s["centres"], s["widths"])]) + s["leak"]
    S = S * (ns.LIGHTS[s["light"]] * (ns.WL / 560) ** s["slope"])
    scanner = dict(kind=s["kind"], S=S / S.sum(1, keepdims=True), M=np.array(s["matrix"]).reshape(3, 3), mode=s["mode"],
                   enc="lin" if s["encoding"] == "linear" else s["encoding"], level=s["level"], tone=s["tone"], wb=np.array(s["balance"]),
                   veil=s["veil"], black=s["black"], noise=0, callier=s["callier"], bits=16, jpeg=False)
    P = np.array(stock["curve"]).copy()
    P[:, 1] *= r["contrast"]
    P[:, [2, 4]] += np.array(r["speed"])[:, None]
    roll = dict(P=P, inter=np.array(r["interimage"]).reshape(3, 3), fog=np.array(r["fog"]), keep=np.array(r["keep"]), stain=r["stain"],
                tint=np.array(r["tint"]), pitch=12, grain_px=.5)
    frame = dict(ev=f["ev"], gains=np.array(f["light"]), flare=f["flare"], k=f["highlights"])
    out, info = ns.negative(image, stock, scanner, Even(p["unevenness"]), roll, frame, dirt=False)
    return out, info["base"]


CASES = [  # stock, scanner, exposure mode, encoding, aged, tone
    ("Kodak Gold 200", "coolscan", "base", "linear", False, 1),
    ("Fuji Superia X-Tra 400", "flatbed", "frame", "2.2", True, 1),
    ("Kodak Vision3 200T 5213", "camera_led", "orange", "srgb", False, 1.3),
    ("Agfa Vista 100", "phone", "orange", "srgb", True, 1.2),
    ("Kodak Aerocolor IV 2460", "flatbed_led", "base", "2.2", False, 1),
    ("Kodak Ektar 100", "camera_rgb", "base", "linear", True, 1),
    ("Kodak Portra 400", "minilab", "frame", "srgb", False, 1),
    ("Kodak 5247", "camera_flash", "orange", "linear", False, 1.45),
    ("Kodak 5222, dev 6 min", "coolscan", "orange", "1.8", True, 1),
    ("Ilford HP5 Plus (table only)", "camera_led", "frame", "srgb", False, 1.1),
    ("Kodak Tri-X 400, dev 7 min", "flatbed", "base", "1.8", False, 1),
]
cases = []
for name, *rest in CASES:
    image, p = picture(), None
    p = draw(ns.STOCKS[name], *rest)
    out, base = scan(p, image)
    cases.append(dict(parameters=p, picture=[int(round(v * 255)) for v in image.transpose(2, 0, 1).ravel()],
                      scan=[int(round(v * 65535)) for v in out.transpose(2, 0, 1).ravel()], clear=numbers(base)))
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "src", "film", "fixtures", "negatives.json")
json.dump(dict(width=WIDTH, height=HEIGHT, cases=cases), open(path, "w"), separators=(",", ":"))
