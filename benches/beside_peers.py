"""Runs beside another program on the same edge lists, in turns: `python benches/beside_peers.py OTHER OURS GRAPHS [PERSONS ...]`.

OTHER is a command that takes `GRAPH PERSONS --mode push --workload W --seed S`, OURS the binary of `benches/competing_bass.rs`; both print
one JSON line. GRAPHS is a folder with `er_PERSONS.txt`. Prints a table in Markdown: for each size and workload the processor's seconds
of the simulation (median of five, least), their ratios, ours by two threads on the clock with its ratio, the final shares, and by how many
standard errors of the mean these differ."""

import json
import statistics
import subprocess
import sys

REPEATS = 5
COLUMNS = [
    "persons",
    "workload",
    "other, median (least)",
    "ours, median (least)",
    "ratio of medians (leasts)",
    "two threads",
    "ratio",
    "shares, other",
    "shares, ours",
    "apart",
]


def run(command):
    return json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


def errors_apart(ours, other, platform, persons):
    shares = [[one[platform] / persons for one in runs] for runs in (ours, other)]
    error = sum(statistics.variance(each) / len(each) for each in shares) ** 0.5
    return (statistics.mean(shares[0]) - statistics.mean(shares[1])) / error


def told(seconds):
    return f"{statistics.median(seconds):.4f} ({min(seconds):.4f})"


def ratio(ones, others):
    return f"{statistics.median(ones) / statistics.median(others):.1f} ({min(ones) / min(others):.1f})"


def main():
    other, ours, graphs = sys.argv[1:4]
    print("| " + " | ".join(COLUMNS) + " |")
    print("|" + "---|" * len(COLUMNS))
    for persons in map(int, sys.argv[4:] or [10_000, 100_000, 1_000_000]):
        case = [f"{graphs}/er_{persons}.txt", str(persons)]
        for workload in ("W1", "W2"):
            runs = {"other": [], "ours": [], "two": []}
            for seed in map(str, range(1, REPEATS + 1)):
                runs["other"].append(run([other, *case, "--mode", "push", "--workload", workload, "--seed", seed]))
                runs["ours"].append(run([ours, *case, workload, seed]))
                runs["two"].append(run([ours, *case, workload, seed, "2"]))
            seconds = {who: [one["sim_cpu"] for one in runs[who]] for who in ("other", "ours")}
            clock = {who: [one["sim_s"] for one in runs[who]] for who in ("other", "two")}
            share = {who: [statistics.mean(one[p] / persons for one in runs[who]) for p in "AB"] for who in runs}
            apart = [errors_apart(runs["ours"], runs["other"], p, persons) for p in "AB"]
            cells = [
                f"{persons:,}",
                workload,
                told(seconds["other"]),
                told(seconds["ours"]),
                ratio(seconds["other"], seconds["ours"]),
                told(clock["two"]),
                ratio(clock["other"], clock["two"]),
                " / ".join(f"{one:.4f}" for one in share["other"]),
                " / ".join(f"{one:.4f}" for one in share["ours"]),
                ", ".join(f"{one:+.1f}" for one in apart),
            ]
            assert share["two"] == share["ours"], "threads leave a trace"
            print("| " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
