//! Time of the processor, which other programs on the machine do not lengthen as they do that of the clock.

use std::fs;

/// Seconds that the processor has worked on this thread; 0 where the system does not tell.
pub fn processor_seconds() -> f64 {
    // The system brings its count up to date when a thread may be taken off its processor.
    std::thread::yield_now();
    let told = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    told.split(' ').next().and_then(|nanoseconds| nanoseconds.parse::<f64>().ok()).map_or(0.0, |told| told / 1e9)
}
