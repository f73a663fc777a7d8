"""One panel of 2-D linear denoisers by the published procedure in NumPy: the work of OrientationPanel.cs. Arguments: threads, models, draws a model.
Thirty Euler steps, the estimate tabulated on a 200 x 200 grid, each draw taking the node to its right. Prints JSON: seconds."""
import json, resource, sys, time
import numpy as np

models, draws = int(sys.argv[2]), int(sys.argv[3])
eps, features, nodes, steps, samples = 1e-2, 10, 200, 30, 500
rng = np.random.default_rng(1)
data = np.array([[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0], [0.0, -1.0]])
grid = np.linspace(-1.5, 1.5, nodes)
centres, instants = np.linspace(-1.5, 1.5, features), np.linspace(eps, 1, features)

def alpha(t): return np.exp(-(0.1 * t + 9.95 * t * t))
def beta(t): return 0.1 + 19.9 * t
def bump(x, at):
    width = (at[1] - at[0]) / 2
    return np.exp(-((x[:, None] - at) ** 2) / (2 * width**2)) / np.sqrt(2 * np.pi * width**2)

def fit():
    x0, t = data[rng.integers(0, 4, samples)], rng.uniform(eps, 1, samples)
    a = alpha(t)
    x = a[:, None] * x0 + np.sqrt(1 - a * a)[:, None] * rng.standard_normal((samples, 2))
    phi = (bump(x[:, 0], centres)[:, :, None, None] * bump(x[:, 1], centres)[:, None, :, None]
           * bump(t, instants)[:, None, None, :]).reshape(samples, -1)
    weight = (a * a / (1 - a * a))[:, None]
    gram = (phi * weight).T @ phi / samples
    cross = (x0 * weight).T @ phi / samples
    return (cross @ np.linalg.inv(gram + 0.1 * np.eye(features**3))).reshape(2, features, features, features)

def sample(w):
    along = bump(grid, centres)
    z = rng.standard_normal((2, draws))
    times = np.linspace(1, eps, steps + 1)
    for t, after in zip(times[:-1], times[1:]):
        a = alpha(t)
        table = along @ (w @ bump(np.array([t]), instants)[0]) @ along.T
        i, j = (np.clip(np.searchsorted(grid, c), None, nodes - 1) for c in z)
        z = z + (t - after) * beta(t) * (z + (a * table[:, i, j] - z) / (1 - a * a))
    return np.histogram2d(z[0], z[1], nodes, [[-1.5, 1.5], [-1.5, 1.5]])[0] / draws

wall, used = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF)
total = sum(sample(fit()) for _ in range(models))
after = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({"wall": time.perf_counter() - wall, "processor": after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime,
                  "mass": float(total.sum() / models), "version": np.__version__}))
