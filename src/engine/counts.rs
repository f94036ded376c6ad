//! What happened to agents, counted by platform: whole numbers, so that counts of several threads add up to the same whatever their order.

use super::Row;

/// Counts of what happened to some of the agents.
#[derive(Debug, Clone, Default)]
pub struct Counts {
    /// One for each platform; what agents' moves do not change stays as it is.
    pub rows: Vec<Row>,
    /// Joinings so far, by platform.
    pub joined: Vec<u64>,
}

impl Counts {
    /// Nothing has happened yet on so many platforms, which can be joined for so many causes.
    pub fn new(platforms: usize, causes: usize) -> Counts {
        let empty = Row { joined_by: std::iter::repeat_n(0, causes).collect(), ..Row::default() };
        Counts { rows: vec![empty; platforms], joined: vec![0; platforms] }
    }

    /// An agent has joined a platform, for the first time or again.
    pub fn joined(&mut self, platform: usize, cause: usize, first: bool) {
        let row = &mut self.rows[platform];
        row.joined_by[cause] += 1;
        self.joined[platform] += 1;
        if first {
            row.registered += 1;
            row.new += 1;
        } else {
            row.returned += 1;
        }
    }

    /// An agent has joined a platform by bundling, the last of the causes.
    pub fn bundled(&mut self, platform: usize, first: bool) {
        let last = self.rows[platform].joined_by.len() - 1;
        self.joined(platform, last, first);
    }

    /// An agent has left a platform it was active on, or joined one for a cause.
    pub fn turned(&mut self, platform: usize, was_active: bool, cause: usize, first: bool) {
        if was_active {
            self.left(platform);
        } else {
            self.joined(platform, cause, first);
        }
    }

    /// An agent has left a platform.
    pub fn left(&mut self, platform: usize) {
        self.rows[platform].left += 1;
    }

    /// An agent who was active on one set of platforms (a bit each) is active on another now.
    pub fn moved(&mut self, before: u8, after: u8) {
        for (platform, row) in self.rows.iter_mut().enumerate() {
            let (was, is) = (before >> platform & 1, after >> platform & 1);
            row.active = row.active.wrapping_add(u32::from(is)).wrapping_sub(u32::from(was));
            let multihomes = |set: u8, member: u8| u32::from(member == 1 && set.count_ones() > 1);
            let change = multihomes(after, is).wrapping_sub(multihomes(before, was));
            row.multihomers = row.multihomers.wrapping_add(change);
        }
    }

    /// Takes over what was counted elsewhere, and leaves nothing there. Fewer may be active there than were before.
    pub fn take(&mut self, other: &mut Counts) {
        let platforms = self.rows.iter_mut().zip(&mut self.joined).zip(other.rows.iter_mut().zip(&mut other.joined));
        for ((row, joined), (from, also)) in platforms {
            *joined += std::mem::take(also);
            row.registered += std::mem::take(&mut from.registered);
            row.active = row.active.wrapping_add(std::mem::take(&mut from.active));
            row.multihomers = row.multihomers.wrapping_add(std::mem::take(&mut from.multihomers));
            row.new += std::mem::take(&mut from.new);
            row.left += std::mem::take(&mut from.left);
            row.returned += std::mem::take(&mut from.returned);
            for (sum, count) in row.joined_by.iter_mut().zip(&mut from.joined_by) {
                *sum += std::mem::take(count);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two agents join, one of them moves on to another platform and is on both for a while.
    fn tell(counts: &mut Counts, event: usize) {
        match event {
            0 => counts.joined(0, 1, true),
            1 | 7 => counts.moved(0b00, 0b01),
            2 => counts.turned(1, false, 2, true),
            3 => counts.moved(0b01, 0b11),
            4 => counts.turned(0, true, 2, false),
            5 => counts.moved(0b11, 0b10),
            _ => counts.bundled(0, false),
        }
    }

    #[test]
    fn what_two_have_counted_adds_up_to_what_one_would_have() {
        let new = || Counts::new(2, 3);
        let (mut whole, mut first, mut second) = (new(), new(), new());
        for event in 0..8 {
            tell(&mut whole, event);
            tell(if event < 4 { &mut second } else { &mut first }, event);
        }
        assert_eq!(first.rows[1].multihomers, 0u32.wrapping_sub(1), "one fewer");
        first.take(&mut second);
        assert_eq!((&first.rows, &first.joined), (&whole.rows, &whole.joined));
        let seen = |p: usize| {
            let Row { active, registered, left, returned, multihomers, .. } = first.rows[p];
            (active, registered, left, returned, multihomers)
        };
        assert_eq!([0, 1].map(seen), [(1, 1, 1, 1, 0), (1, 1, 0, 0, 0)]);
        assert_eq!(first.joined, [2, 1]);
        assert!(second.rows.iter().all(|row| *row == new().rows[0]), "nothing is left there");
    }
}
