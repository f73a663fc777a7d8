"""The memorization fraction with the usual tools: threads, script (loop, sklearn or blocked), training and generated points."""

import json
import sys
import time

import numpy as np

script, train, generated = sys.argv[2], np.load(sys.argv[3]), np.load(sys.argv[4])


def loop():
    """One generated point after the other: what a first script does. Every point costs the same, so some stand for all."""
    some = generated[:: len(generated) // 20]
    least = [np.partition(np.linalg.norm(train - x, axis=1), 1)[:2] for x in some]
    return np.array([(d[0] / d[1] if d[1] > 0 else 0) for d in least]), len(generated) / len(some)


def sklearn():
    """What people use: brute force is what 'auto' takes in this dimension."""
    from sklearn.neighbors import NearestNeighbors

    d, _ = NearestNeighbors(n_neighbors=2).fit(train).kneighbors(generated)
    return d[:, 0] / d[:, 1], 1


def blocked():
    """Products in single precision by the BLAS, in blocks; rounding decides near-ties."""
    norms = np.einsum("ij,ij->i", train, train)
    ratios = []
    for x in np.array_split(generated, max(1, len(generated) // 512)):
        d2 = norms - 2 * x @ train.T + np.einsum("ij,ij->i", x, x)[:, None]
        two = np.sqrt(np.maximum(np.partition(d2, 1, axis=1)[:, :2], 0))
        ratios.append(two[:, 0] / np.maximum(two[:, 1], 1e-30))
    return np.concatenate(ratios), 1


wall, processor = time.perf_counter(), time.process_time()
ratios, share = {"loop": loop, "sklearn": sklearn, "blocked": blocked}[script]()
wall, processor = (time.perf_counter() - wall) * share, (time.process_time() - processor) * share
print(json.dumps({"wall": wall, "processor": processor, "fraction": float((ratios < 1 / 3).mean())}))
