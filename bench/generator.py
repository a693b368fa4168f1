"""The generator of generator.ts in PyTorch, over the same weights: LOOK and REPAIR as packages/model describes them."""

import math

import torch
import torch.nn.functional as F

WIDTHS, BLOCKS = (32, 64, 128, 192, 256), (1, 1, 1, 2, 2)
R_WIDTHS, R_DOWN, R_UP = (48, 96, 192), (2, 2, 3), (2, 2)
FIRST_APART, THEN_APART = (4, 4, 4), (2, 4, 4)
AXES = torch.tensor([[1.0, 1, 1], [1, 0, -1], [1, -2, 1]])
AXES = AXES / AXES.norm(dim=1, keepdim=True)


def build(weights, inputs, settings):
    def conv(name, x):
        w = weights[name + ".weight"]
        return F.conv2d(x, w, weights[name + ".bias"], padding=w.shape[2] // 2)

    def down(name, x):
        return F.conv2d(x, weights[name + ".weight"], weights[name + ".bias"], stride=2)

    def up(name, x):
        return F.conv_transpose2d(x, weights[name + ".weight"], weights[name + ".bias"], stride=2)

    def linear(name, x):
        return F.linear(x, weights[name + ".weight"], weights[name + ".bias"])

    def residual(name, x):
        return x + conv(name + ".b", F.relu(conv(name + ".a", F.relu(x))))

    def modulated(name, x, g):
        scale, shift = linear(name + ".film", g)[:, :, None, None].chunk(2, 1)
        return x + conv(name + ".b", F.relu(conv(name + ".a", F.relu(x)) * (scale + 1) + shift))

    def space_to_depth(x):
        return torch.cat([x[:, :, dy::2, dx::2] for dy in (0, 1) for dx in (0, 1)], 1)

    def curve(x, knots, count):
        place = x.clamp(0, count - 1)
        low = place.floor().clamp(0, count - 2)
        a, b = knots.gather(2, low.long()), knots.gather(2, (low + 1).long())
        return a + (place - low) * (b - a)

    def develop(pixels, p):
        n = p.shape[0]
        first, matrix, offset, second = p.split([27, 9, 3, 39], 1)
        y = curve(pixels * 8, first.view(n, 3, 9), 9)
        y = torch.matmul(matrix.view(n, 3, 3), y) + offset.view(n, 3, 1)
        return curve(y * 6 + 3, second.view(n, 3, 13), 13)

    def statistics(x):
        n = x.shape[0]
        centres = torch.linspace(0, 1, 16).view(1, 1, 16, 1, 1)
        histogram = F.relu(1 - (x.reshape(n, 3, 1, 1, -1) - centres).abs() * 15).mean((-2, -1)).reshape(n, 48)
        against = torch.cat([x[:, 0:1] - x[:, 1:2], x[:, 2:3] - x[:, 1:2]], 1)
        seen = torch.cat([x, against, against.abs()], 1)
        mean = seen.mean((-2, -1), keepdim=True)
        deviation = (((seen - mean) ** 2).mean((-2, -1), keepdim=True) + 1e-6).sqrt()
        return torch.cat([histogram, torch.cat([mean, deviation], 1).reshape(n, 14)], 1)

    def look(x, lost, hints, used):
        f = conv("look.stem", space_to_depth(torch.cat([x * 2 - 1, lost, hints], 1)))
        skips = []
        for level in range(5):
            if level:
                f = down(f"look.down{level}", f)
            for i in range(BLOCKS[level]):
                f = residual(f"look.enc{level}.{i}", f)
            if level < 4:
                skips.append(f)
        pooled = torch.cat([f.mean((-2, -1)), f.amax((-2, -1)), skips[3].mean((-2, -1))], 1)
        g = F.relu(linear("look.global.b", F.relu(linear("look.global.a", torch.cat([pooled, statistics(x)], 1)))))
        identity, inversion = linear("look.develop.identity", g), linear("look.develop.inversion", g)
        p = identity + used[:, 0:1] * (inversion - identity)
        flat = x.reshape(x.shape[0], 3, -1)
        amount = torch.maximum(used[:, 0:1], used[:, 2:3])[:, :, None]
        developed = (flat + amount * (develop(flat, p) - flat)).reshape(x.shape)
        told = torch.cat([g, used], 1)
        for i in range(BLOCKS[4]):
            f = modulated(f"look.mid{i}", f, told)
        shown = torch.cat([developed * 2 - 1, lost, hints], 1)
        for level in (3, 2, 1, 0):
            f = conv(f"look.join{level}", torch.cat([up(f"look.up{level}", f), skips[level]], 1))
            f = f + conv(f"look.show{level}", F.avg_pool2d(shown, 2 ** (level + 1)))
            for i in range(BLOCKS[level]):
                f = modulated(f"look.dec{level}.{i}", f, told)
        out = F.pixel_shuffle(conv("look.out", F.relu(f)), 2)
        return developed, developed + out[:, :3]

    def luma(x):
        return F.conv2d(x, torch.tensor([0.299, 0.587, 0.114]).view(1, 3, 1, 1), torch.zeros(1))

    def informed(level, h, p):
        scale, shift = linear(f"repair.film{level}", p)[:, :, None, None].chunk(2, 1)
        return h * (scale + 1) + shift

    def largeness(name, axis, profile, times=1):
        small = linear(f"repair.{name}.noise{axis}", profile * profile).abs() + 1 / 255
        return (times / (small * small))[:, :, None, None]

    def shrinkage(name, x, apart, large):
        planes = F.conv2d(x - 0.5, AXES.view(3, 3, 1, 1))
        small = []
        for axis, distance in enumerate(apart):
            wide = distance // 2
            pairs = space_to_depth(planes[:, axis : axis + 1])
            cosines = F.conv2d(pairs, weights[f"repair.{name}.analysis{axis}"], stride=wide, padding=4 - wide)
            size = cosines * large(axis) * cosines
            back = F.conv2d(cosines * torch.exp(size * size * -math.log(2)), weights[f"repair.{name}.synthesis{axis}"])
            small.append(F.pixel_shuffle(F.pixel_shuffle(back, 2) if distance == 4 else back, 2))
        return F.conv2d(torch.cat(small, 1), AXES.t().reshape(3, 3, 1, 1))

    def by_block(f, profile, axis):
        wide = THEN_APART[axis] // 2
        w, b = weights[f"repair.then.block{axis}.weight"], weights[f"repair.then.block{axis}.bias"]
        return torch.sigmoid(F.conv2d(f, w, b, stride=wide, padding=3 - wide)) * largeness("then", axis, profile, 64)

    def repair(tile, developed, seen, confidence, lost, switches, profile):
        p = F.relu(linear("repair.profile", profile))
        colour, invent = switches[:, 0:1, None, None], switches[:, 1:2, None, None]
        base = developed + colour * (seen + (luma(developed) - luma(seen)) - developed)
        offered = seen - base
        f = conv("repair.stem", space_to_depth(torch.cat([tile * 2 - 1, base * 2 - 1, offered, confidence, lost], 1)))
        grain = shrinkage("first", base, FIRST_APART, lambda axis: largeness("first", axis, profile))
        f = f + conv("repair.smooth", space_to_depth(grain))
        skips = []
        for level in range(3):
            if level:
                f = down(f"repair.down{level}", f)
            f = informed(level, f, p)
            for i in range(R_DOWN[level]):
                f = residual(f"repair.enc{level}.{i}", f)
            if level < 2:
                skips.append(f)
        for level in (1, 0):
            f = up(f"repair.up{level}", f) + skips[level]
            for i in range(R_UP[level]):
                f = residual(f"repair.dec{level}.{i}", f)
        known = F.relu(f)
        out = F.pixel_shuffle(conv("repair.out", known), 2)
        noise = shrinkage("then", base, THEN_APART, lambda axis: by_block(known, profile, axis))
        gate = torch.sigmoid(out[:, 3:4] * 4 - 3)
        return base + gate * invent * offered - noise + out[:, :3]

    def loss():
        i = inputs
        developed, small = look(i["picture"], i["lost"], i["hints"], i["switches"])
        restored = repair(i["tile"], i["developed"], i["look"], i["confidence"], i["tileLost"], i["switches"][:, :2], i["profile"])
        return F.l1_loss(small, i["target"]) + F.l1_loss(developed, i["target"]) + F.l1_loss(restored, i["tileTarget"])

    return loss
