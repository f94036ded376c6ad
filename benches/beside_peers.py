"""Runs beside another program on the same edge lists, in turns: `python benches/beside_peers.py OTHER OURS GRAPHS [PERSONS ...]`.

OTHER is a command that takes `GRAPH PERSONS --mode push --workload W --seed S`, OURS the binary of `benches/competing_bass.rs`; both print
one JSON line. GRAPHS is a folder with `er_PERSONS.txt`. Prints a table in Markdown: for each size and workload the processor's seconds
of the simulation (median of five, least), their ratios, the final shares, and by how many standard errors of the mean these differ."""

import json
import statistics
import subprocess
import sys

REPEATS = 5


def run(command):
    return json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


def errors_apart(ours, other, platform, persons):
    shares = [[one[platform] / persons for one in runs] for runs in (ours, other)]
    error = sum(statistics.variance(each) / len(each) for each in shares) ** 0.5
    return (statistics.mean(shares[0]) - statistics.mean(shares[1])) / error


def main():
    other, ours, graphs = sys.argv[1:4]
    print("| persons | workload | other, median (least) | ours, median (least) | ratio of medians (leasts) | shares, other | shares, ours | apart |")
    print("|---|---|---|---|---|---|---|---|")
    for persons in map(int, sys.argv[4:] or [10_000, 100_000, 1_000_000]):
        graph = f"{graphs}/er_{persons}.txt"
        for workload in ("W1", "W2"):
            found = {"other": [], "ours": []}
            for seed in range(1, REPEATS + 1):
                case = [graph, str(persons)]
                found["other"].append(run([other, *case, "--mode", "push", "--workload", workload, "--seed", str(seed)]))
                found["ours"].append(run([ours, *case, workload, str(seed)]))
            seconds = {who: [one["sim_cpu"] for one in runs] for who, runs in found.items()}
            median = {who: statistics.median(each) for who, each in seconds.items()}
            least = {who: min(each) for who, each in seconds.items()}
            share = {who: [statistics.mean(one[p] / persons for one in runs) for p in "AB"] for who, runs in found.items()}
            apart = [errors_apart(found["ours"], found["other"], p, persons) for p in "AB"]
            print(
                f"| {persons:,} | {workload} | {median['other']:.4f} ({least['other']:.4f}) | {median['ours']:.4f} ({least['ours']:.4f}) "
                f"| {median['other'] / median['ours']:.1f} ({least['other'] / least['ours']:.1f}) "
                f"| {share['other'][0]:.4f} / {share['other'][1]:.4f} | {share['ours'][0]:.4f} / {share['ours'][1]:.4f} "
                f"| {apart[0]:+.1f}, {apart[1]:+.1f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
