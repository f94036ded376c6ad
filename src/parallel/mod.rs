//! Work on several threads whose results come in the order of the jobs: they do not depend on the threads.

mod parted;

pub use parted::Parted;

use std::num::NonZeroUsize;
use std::sync::{Mutex, PoisonError};

/// As many threads as the machine has cores for this program.
pub fn cores() -> NonZeroUsize {
    std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

/// The results of jobs 0, 1, 2, …, in this order.
pub fn in_order<T: Send>(threads: NonZeroUsize, jobs: usize, job: impl Fn(usize) -> T + Sync) -> Vec<T> {
    side_by_side(&mut vec![(); jobs], threads.get(), |number, ()| job(number))
}

/// Works at all parts by several threads, and returns what came out, in the order of the parts.
#[expect(clippy::missing_panics_doc, reason = "every part is worked at, or a thread has panicked before")]
pub fn side_by_side<P: Send, T: Send>(
    parts: &mut [P],
    threads: usize,
    work: impl Fn(usize, &mut P) -> T + Sync,
) -> Vec<T> {
    let threads = threads.min(parts.len());
    if threads <= 1 {
        return parts.iter_mut().enumerate().map(|(at, part)| work(at, part)).collect();
    }
    let mut results: Vec<Option<T>> = parts.iter().map(|_| None).collect();
    let queue = Mutex::new(parts.iter_mut().zip(&mut results).enumerate());
    let take = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some((at, (part, result))) = take() {
                    *result = Some(work(at, part));
                }
            });
        }
    });
    results.into_iter().map(|result| result.expect("every part was worked at")).collect()
}

/// Does work that is done again and again in [`both`], by so many threads that stay ready for it.
///
/// Where the system gives no threads, one does everything.
pub fn ready<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
    if threads <= 1 {
        return work();
    }
    match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
        Ok(pool) => pool.install(work),
        Err(_) => work(),
    }
}

/// Does two pieces of work, at the same time where a thread of [`ready`] is free.
pub fn both(one: impl FnOnce() + Send, other: impl FnOnce() + Send) {
    rayon::join(one, other);
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
