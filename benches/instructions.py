"""Instructions of a fixed small run: `python benches/instructions.py OURS`, where OURS is the binary of `benches/competing_bass.rs`.

Needs valgrind. Counts what the engine executes (without making the contacts) for 10,000 persons of each workload. The counts do not
depend on the load of the machine, so that a later change sees its cost; docs/performance.md records them."""

import re
import subprocess
import sys
import tempfile

PERSONS = 10_000


def instructions(program, workload):
    with tempfile.NamedTemporaryFile() as counts:
        command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={counts.name}"]
        subprocess.run([*command, program, "self", str(PERSONS), workload], check=True, capture_output=True)
        told = subprocess.run(["callgrind_annotate", "--inclusive=yes", counts.name], check=True, capture_output=True, text=True).stdout
    found = {}
    for name in ("engine::fast::sized", ">::hear"):
        lines = [line for line in told.splitlines() if re.search(re.escape(name) + r"( |$)", line)]
        found[name] = max((int(line.split()[0].replace(",", "")) for line in lines), default=0)
    return found


def main():
    for workload in ("W1", "W2"):
        for name, count in instructions(sys.argv[1], workload).items():
            print(f"{workload} {name}: {count / 1e6:.1f} million instructions")


if __name__ == "__main__":
    main()
