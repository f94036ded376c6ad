//! Whether work fits into memory: better refused than begun, with advice on what would fit.

use sysinfo::System;

use super::Failure;
use super::options::Execution;
use super::pilot::size;
use crate::report::human;
use crate::scenario::Scenario;

/// Refuses work that takes more memory than it may. `need` tells the bytes for a number of agents and of threads.
pub fn ensure(scenario: &Scenario, execution: Execution, need: impl Fn(u32, usize) -> f64) -> Result<(), Failure> {
    let (title, agents) = (&scenario.title, scenario.market.agents);
    let threads = execution.threads().get();
    match execution.memory().or_else(free) {
        Some(room) if need(agents, threads) > room => {
            let from = if execution.memory().is_some() { "--memory allows" } else { "free are" };
            Err(Failure::Usage(format!(
                "{title} with {} agents takes about {} of memory on {threads} thread{}; {from} {}.\n{}",
                human(f64::from(agents)),
                size(need(agents, threads)),
                if threads == 1 { "" } else { "s" },
                size(room),
                advice(room, agents, threads, need)
            )))
        }
        _ => Ok(()),
    }
}

/// What would fit.
fn advice(room: f64, agents: u32, threads: usize, need: impl Fn(u32, usize) -> f64) -> String {
    let fewer_threads = (1..threads).rev().find(|&threads| need(agents, threads) <= room);
    let fewer_agents = most_agents(agents, |agents| need(agents, threads) <= room);
    let mut ways = Vec::new();
    ways.extend(
        fewer_threads.map(|threads| format!("--threads {threads}, which takes {}", size(need(agents, threads)))),
    );
    ways.extend(fewer_agents.map(|agents| format!("--agents {agents}, each of whom stands for more persons")));
    ways.push("--memory SIZE, if you know better".to_owned());
    format!("  what helps: {}", ways.join("; "))
}

/// The most agents who fit, in two digits.
fn most_agents(agents: u32, fits: impl Fn(u32) -> bool) -> Option<u32> {
    let (mut low, mut high) = (0, agents);
    while high - low > 1 {
        let middle = u32::midpoint(low, high);
        *(if fits(middle) { &mut low } else { &mut high }) = middle;
    }
    let unit = 10u32.pow(low.checked_ilog10()?.saturating_sub(1));
    Some(low / unit * unit)
}

/// Memory that is free, in a container what its limit leaves \[bytes\]; `None` where that is not known.
fn free() -> Option<f64> {
    let mut system = System::new();
    system.refresh_memory();
    let limit = system.cgroup_limits().map_or(u64::MAX, |limits| limits.free_memory);
    let free = system.available_memory().min(limit);
    (free > 0).then_some(free as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 100 bytes an agent and thread.
    fn need(agents: u32, threads: usize) -> f64 {
        100.0 * f64::from(agents) * threads as f64
    }

    #[test]
    fn advice_fits_and_is_not_stingy() {
        let told = advice(1e9, 15_000_000, 2, need);
        assert!(told.contains("--agents 5000000,"), "{told}");
        assert!(!told.contains("--threads"), "not even one thread fits: {told}");
        let told = advice(2e9, 15_000_000, 2, need);
        assert!(told.contains("--threads 1, which takes 1.5 GB") && told.contains("--agents 10000000"), "{told}");
        assert_eq!(most_agents(1000, |_| false), None, "nobody fits");
        assert_eq!(most_agents(1_000_000, |agents| agents <= 123_456), Some(120_000));
    }

    #[test]
    fn a_machine_knows_its_memory() {
        assert!(free().is_none_or(|bytes| bytes > 1e6));
    }
}
