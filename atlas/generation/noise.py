"""Smooth random fields: the same seed gives the same hills."""

import numpy as np
from numpy.typing import NDArray

Field = NDArray[np.float64]


def value_noise(x: Field, y: Field, wavelength: float, rng: np.random.Generator) -> Field:
    """Random values on a lattice of `wavelength` metres, smoothly joined; in [-1, 1]."""
    left, bottom = float(x.min()), float(y.min())
    columns = int((x.max() - left) / wavelength) + 3
    rows = int((y.max() - bottom) / wavelength) + 3
    # Shifting the lattice keeps octaves from lining up along the same rows.
    shift_x, shift_y = rng.random(2)
    lattice = rng.uniform(-1, 1, (rows, columns))
    fx, fy = (x - left) / wavelength + shift_x, (y - bottom) / wavelength + shift_y
    i, j = fx.astype(np.int64), fy.astype(np.int64)
    tx, ty = _smooth(fx - i), _smooth(fy - j)
    low = lattice[j, i] * (1 - tx) + lattice[j, i + 1] * tx
    high = lattice[j + 1, i] * (1 - tx) + lattice[j + 1, i + 1] * tx
    return np.asarray(low * (1 - ty) + high * ty)


def fractal(
    x: Field,
    y: Field,
    wavelength: float,
    finest: float,
    rng: np.random.Generator,
    *,
    fading: float = 0.5,
) -> Field:
    """Octaves of noise from `wavelength` down to `finest`, each `fading` times as strong."""
    total = np.zeros(np.broadcast_shapes(x.shape, y.shape))
    strength = 1.0
    while wavelength >= finest:
        total += strength * value_noise(x, y, wavelength, rng)
        wavelength, strength = wavelength / 2, strength * fading
    return total


def ridged(x: Field, y: Field, wavelength: float, finest: float, rng: np.random.Generator) -> Field:
    """Noise folded into ridges, for mountains; about 0 to 1."""
    return np.asarray(1 - np.abs(fractal(x, y, wavelength, finest, rng)) / 1.2)


def _smooth(t: Field) -> Field:
    return np.asarray(t * t * t * (t * (t * 6 - 15) + 10))
