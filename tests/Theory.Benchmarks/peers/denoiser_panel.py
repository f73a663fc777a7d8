"""One panel of linear denoisers by sampling in NumPy: the work of DenoiserPanel.cs. Arguments: threads, models, draws a model, and
"published" for its 30 Euler steps or "converged" for steps that follow the flow. Prints JSON: seconds, and the mean L1 distance of the histograms from the flow's own law, followed finely and without sampling."""
import json, resource, sys, time
import numpy as np

models, draws, procedure = int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
eps, features, cells, steps = 1e-2, 16, 200, 30
rng = np.random.default_rng(1)
data = np.array([-1.0, 0.0, 1.0])
edges = np.linspace(-1.5, 1.5, cells + 1)
grid = np.linspace(-1.5, 1.5, cells)
centres_x, centres_t = np.linspace(-1.5, 1.5, features), np.linspace(eps, 1, features)
width_x, width_t = (centres_x[1] - centres_x[0]) / 2, (centres_t[1] - centres_t[0]) / 2

def alpha(t): return np.exp(-(0.1 * t + 9.95 * t * t))
def beta(t): return 0.1 + 19.9 * t
def bump(x, centres, width):
    return np.exp(-((x[:, None] - centres) ** 2) / (2 * width**2)) / np.sqrt(2 * np.pi * width**2)

def fit():
    x0, t = rng.choice(data, 256), rng.uniform(eps, 1, 256)
    a = alpha(t)
    x = a * x0 + np.sqrt(1 - a * a) * rng.standard_normal(256)
    phi = (bump(x, centres_x, width_x)[:, :, None] * bump(t, centres_t, width_t)[:, None, :]).reshape(256, -1)
    weight = a * a / (1 - a * a + 1e-8)
    gram = (phi * weight[:, None]).T @ phi / 256
    cross = (weight * x0) @ phi / 256
    return np.linalg.solve(gram + 0.1 * np.eye(features**2), cross).reshape(features, features)

def score(w, x, t):
    a = alpha(t)
    mean = bump(x, centres_x, width_x) @ (w @ bump(np.array([t]), centres_t, width_t)[0])
    return (a * mean - x) / (1 - a * a)

def sample(w):
    """Euler steps of the flow with the estimate tabulated on the grid, each draw taking the cell to its right."""
    x = rng.standard_normal(draws)
    times = np.linspace(1, eps, steps + 1)
    for t, after in zip(times[:-1], times[1:]):
        a = alpha(t)
        table = bump(grid, centres_x, width_x) @ (w @ bump(np.array([t]), centres_t, width_t)[0])
        place = np.clip(np.searchsorted(grid, x), 0, cells - 1)
        x = x + (t - after) * beta(t) * (x + (a * table[place] - x) / (1 - a * a))
    return np.histogram(x, edges)[0] / draws

def graded(n=400):
    """Times from eps to 1, dense where the learned flow is steep."""
    fine = np.linspace(eps, 1, 100_001)
    a = alpha(fine)
    clock = np.cumsum(beta(fine) * (a / (1 - a * a) + 1))
    times = np.interp(np.linspace(clock[0], clock[-1], n + 1), clock, fine)
    times[0], times[-1] = eps, 1
    return times

def follow(w, x, times):
    """Runge-Kutta steps of the flow through the given times, either way."""
    velocity = lambda y, t: -beta(t) * (y + score(w, y, t))
    for t, after in zip(times[:-1], times[1:]):
        h = after - t
        k1 = velocity(x, t); k2 = velocity(x + h / 2 * k1, t + h / 2)
        k3 = velocity(x + h / 2 * k2, t + h / 2); k4 = velocity(x + h * k3, t + h)
        x = x + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
    return x

def sample_converged(w):
    return np.histogram(follow(w, rng.standard_normal(draws), graded()[::-1]), edges)[0] / draws

def carried(w):
    """The masses that the flow carries into the cells: their ends followed back to t = 1, without sampling."""
    from math import erf
    return np.diff([erf(y / 2**0.5) / 2 for y in follow(w, edges.copy(), graded(1600))])

law = sample if procedure == "published" else sample_converged
wall, used = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF)
results = []
for _ in range(models):
    w = fit()
    results.append((w, law(w)))
after = resource.getrusage(resource.RUSAGE_SELF)
wall = time.perf_counter() - wall
error = np.mean([np.abs(masses - carried(w)).sum() for w, masses in results[:3]])
print(json.dumps({"wall": wall, "processor": after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime,
                  "error": error, "version": np.__version__}))
