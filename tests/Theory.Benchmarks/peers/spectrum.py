"""The spectrum of random features as the published procedure solves it, in NumPy and SciPy: the work of SpectrumSolve.cs. At each place the three
equations, as six real ones, are followed from 100 i down to 1e-9 i in 113 solutions by MINPACK's Levenberg-Marquardt method, each from the last.
Its constants are exact here, where the publication draws them. Arguments: threads, psi_p, psi_n, t, a, b, v^2, s^2, then the places.
Prints JSON: seconds and the densities."""
import json, resource, sys, time
import numpy as np
from scipy.optimize import root
import scipy

psi_p, psi_n, t, a, b, v2, s2 = map(float, sys.argv[2:9])
places = np.array([float(x) for x in sys.argv[9:]])
ratio, signal = psi_p / psi_n, a * a * np.exp(-2 * t)
atoms, weights = np.array([1.0, 1.0]), np.array([0.5, 0.5])  # two atoms of the covariance, as published

def equations(x, place, height):
    q, r, s = x[0] + 1j * x[1], x[2] + 1j * x[3], x[4] + 1j * x[5]
    overlap = 1 + signal * ratio * r + v2 * ratio * q
    inner = b * b * psi_p + 1 / q + atoms * (psi_p * signal / overlap)
    first = s - np.sum(weights / inner)
    second = r - np.sum(weights * atoms / inner)
    third = psi_p * (s2 - (place + 1j * height)) + psi_p * v2 / overlap + (1 - psi_p) / q - s / q**2
    return np.array([first.real, first.imag, second.real, second.imag, third.real, third.imag])

heights = [float(k) for k in range(100, 0, -1)] + [0.9, 0.7, 0.5, 0.3, 0.1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9]

def density(place):
    start = -1 / (place + 100j)
    x = np.array([start.real, start.imag] * 3)
    for height in heights:
        x = root(equations, x, args=(place, height), method="lm").x
    return abs(x[1]) / np.pi

wall, used = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF)
densities = [float(density(place)) for place in places]
after = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({
    "wall": time.perf_counter() - wall,
    "processor": after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime,
    "version": f"{np.__version__}, SciPy {scipy.__version__}",
    "densities": densities,
}))
