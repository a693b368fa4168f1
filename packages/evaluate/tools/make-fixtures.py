"""Makes fixtures/: what OpenCV and film/negsynth.py answer on small pictures, for the tests of the baselines.

Needs numpy, pillow, scipy, scikit-image, opencv-python-headless 4.x. Run: python make-fixtures.py FOLDER_OF_NEGSYNTH
The photograph is scikit-image's astronaut (NASA, public domain) and coffee (CC0), shrunk by area.
"""
import json, os, sys

import cv2
import numpy as np
from PIL import Image
from skimage import data
from skimage.color import deltaE_ciede2000, rgb2lab

sys.path.insert(0, sys.argv[1])
import negsynth  # noqa: E402

# The reference takes its percentiles from every seventh pixel, which is a matter of speed; here from all, as ours.
negsynth.pct = lambda a, q: np.percentile(a.reshape(-1, a.shape[-1]), q, axis=0)

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "fixtures")


def save(name, picture):
    Image.fromarray(picture).save(os.path.join(OUT, name + ".png"), optimize=True)


def psnr(a, b, where=None):
    d = (a.astype(float) - b.astype(float)) ** 2
    return float(10 * np.log10(255**2 / (d if where is None else d[where]).mean()))


def opencv_cases():
    clean = np.asarray(Image.fromarray(data.astronaut()[0:360, 80:440]).resize((120, 120), Image.BOX))
    save("clean", clean)
    rng = np.random.default_rng(1)
    noisy = np.clip(np.round(clean + rng.normal(0, 25, clean.shape)), 0, 255).astype(np.uint8)
    save("noisy", noisy)
    bgr = noisy[..., ::-1].copy()
    h, h_colour = 12, 20
    nlm = cv2.fastNlMeansDenoisingColored(bgr, None, h, h_colour, 7, 21)[..., ::-1]
    save("nlm-opencv", nlm)
    mask = np.zeros(clean.shape[:2], np.uint8)
    cv2.line(mask, (5, 110), (100, 8), 255, 2)
    cv2.ellipse(mask, (70, 80), (17, 11), 30, 0, 360, 255, -1)
    cv2.rectangle(mask, (0, 20), (14, 34), 255, -1)
    save("mask", mask)
    damaged = clean.copy()
    damaged[mask > 0] = 255
    save("damaged", damaged)
    result = {"opencv": cv2.__version__, "nlm": {"h": h, "hColour": h_colour, "psnr": psnr(nlm, clean)}}
    for name, flag in (("telea", cv2.INPAINT_TELEA), ("navier-stokes", cv2.INPAINT_NS)):
        filled = cv2.inpaint(damaged[..., ::-1].copy(), mask, 3, flag)[..., ::-1]
        save(name + "-opencv", filled)
        result[name] = {"radius": 3, "psnrInside": psnr(filled, clean, mask > 0)}
    return result


def film_cases():
    photo = np.asarray(Image.fromarray(data.coffee()).resize((120, 80), Image.BOX))
    save("photo", photo)
    lab = rgb2lab(photo)
    stocks = [s for s in negsynth.HOLDOUT_STOCKS if not negsynth.is_bw(negsynth.STOCKS[s])]
    cases = []
    for i in range(3):
        rng = np.random.default_rng(i)
        scanner = negsynth.random_scanner(rng, negsynth.HOLDOUT_SCANNERS[i])
        scan, _ = negsynth.negative(photo, negsynth.STOCKS[stocks[i]], scanner, rng)
        code = np.round(scan * 255).astype(np.uint8)
        save(f"scan-{i}", code)
        scan = code / 255
        errors = {}
        for name, answer in (("complement", negsynth.inv_255(scan)), ("stretch", negsynth.inv_stretch(scan)), ("density", negsynth.inv_density(scan))):
            errors[name] = float(deltaE_ciede2000(lab, rgb2lab(np.clip(answer, 0, 1))).mean())
        cases.append({"stock": stocks[i], "scanner": scanner["kind"], "deltaE": errors})
    return cases


if __name__ == "__main__":
    os.makedirs(OUT, exist_ok=True)
    with open(os.path.join(OUT, "expected.json"), "w") as f:
        json.dump({"madeBy": "tools/make-fixtures.py", "opencv": opencv_cases(), "film": film_cases()}, f, indent=1)
        f.write("\n")
