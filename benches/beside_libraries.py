"""Making contact graphs beside C++ libraries, on the same machine in one run: `python benches/beside_libraries.py [PERSONS]`.

Needs networkit and igraph (pip install networkit igraph). Each case runs in a process of its own, turn by turn, and
prints a JSON line: seconds to make the graph in memory, ends of contacts, peak memory of the process."""

import json
import resource
import subprocess
import sys
import time

MEAN_DEGREE = 20


def networkit_graph(name, persons, threads):
    import networkit as nk

    nk.setNumberOfThreads(threads)
    nk.setSeed(1, True)
    if name == "erdos_renyi":
        return nk.generators.ErdosRenyiGenerator(persons, MEAN_DEGREE / (persons - 1)).generate().numberOfEdges()
    return nk.generators.BarabasiAlbertGenerator(MEAN_DEGREE // 2, persons).generate().numberOfEdges()


def igraph_graph(name, persons, _threads):
    import igraph

    if name == "erdos_renyi":
        return igraph.Graph.Erdos_Renyi(n=persons, p=MEAN_DEGREE / (persons - 1)).ecount()
    if name == "random_regular":
        return igraph.Graph.K_Regular(persons, MEAN_DEGREE).ecount()
    return igraph.Graph.Barabasi(persons, MEAN_DEGREE // 2).ecount()


MAKERS = {"networkit": networkit_graph, "igraph": igraph_graph}


def one(maker, name, persons, threads):
    began = time.perf_counter()
    edges = MAKERS[maker](name, persons, threads)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 // 1_000_000
    line = {"maker": maker, "graph": name, "persons": persons, "threads": threads, "seconds": round(seconds, 2)}
    print(json.dumps({**line, "ends": 2 * edges, "peak_mb": peak}), flush=True)


def main():
    if len(sys.argv) == 5:
        one(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
        return
    persons = sys.argv[1] if len(sys.argv) > 1 else "10000000"
    for name in ["erdos_renyi", "barabasi_albert", "random_regular"]:
        for threads in ["1", "2"]:
            bench = ["cargo", "bench", "--quiet", "--bench", "generation", "--", name, persons, threads]
            subprocess.run(bench, check=True)
            if name != "random_regular":
                subprocess.run([sys.executable, __file__, "networkit", name, persons, threads], check=True)
        subprocess.run([sys.executable, __file__, "igraph", name, persons, "1"], check=True)
    for threads in ["1", "2"]:
        subprocess.run(["cargo", "bench", "--quiet", "--bench", "generation", "--", "acquaintance", persons, threads], check=True)


main()
