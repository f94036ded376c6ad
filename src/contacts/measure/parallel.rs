//! Jobs on several threads whose results come in the order of the jobs.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// The results of jobs 0, 1, 2, …, in this order.
pub fn in_order<T: Send>(threads: NonZeroUsize, jobs: usize, job: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let threads = threads.get().min(jobs);
    if threads < 2 {
        return (0..jobs).map(job).collect();
    }
    let next = AtomicUsize::new(0);
    let work = || {
        let numbers = std::iter::from_fn(|| Some(next.fetch_add(1, Ordering::Relaxed)).filter(|&number| number < jobs));
        numbers.map(|number| (number, job(number))).collect::<Vec<_>>()
    };
    let mut results: Vec<(usize, T)> = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("a job that panics ends the work")).collect()
    });
    results.sort_by_key(|(number, _)| *number);
    results.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_jobs() {
        for threads in [1, 2, 7] {
            let threads = NonZeroUsize::new(threads).expect("not zero");
            assert_eq!(in_order(threads, 50, |job| job * job), (0..50).map(|job| job * job).collect::<Vec<_>>());
            assert!(in_order(threads, 0, |job| job).is_empty());
        }
    }
}
