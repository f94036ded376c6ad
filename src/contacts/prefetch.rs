//! Asking for memory before it is needed, so that the processor waits for many places at once instead of one after the other.

#![allow(unsafe_code, reason = "the only way to ask; see the argument below")]

/// Asks for an element that will be read soon. It is no fault if there is none.
#[inline]
pub fn prefetch<T>(elements: &[T], index: usize) {
    let address = elements.as_ptr().wrapping_add(index);
    #[cfg(all(target_arch = "x86_64", not(miri)))]
    // SAFETY: the instruction reads nothing into the program, changes nothing, and does not fault, whatever the address; SSE is part of
    // every x86-64.
    unsafe {
        std::arch::x86_64::_mm_prefetch::<{ std::arch::x86_64::_MM_HINT_T0 }>(address.cast());
    }
    #[cfg(not(all(target_arch = "x86_64", not(miri))))]
    let _ = address;
}

#[cfg(test)]
mod tests {
    use super::prefetch;

    #[test]
    fn asking_for_what_is_not_there_is_no_fault() {
        let few = [1u32, 2, 3];
        for index in [0, 2, 3, 1 << 40, usize::MAX] {
            prefetch(&few, index);
            prefetch::<u64>(&[], index);
        }
        assert_eq!(few, [1, 2, 3]);
    }
}
