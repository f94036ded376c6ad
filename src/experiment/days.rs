//! The days of a run, packed for the disk.

use std::io;

use crate::engine::{Row, Trajectory};
use crate::market::MAX_CAUSES;

/// Version of the notation, and the length of what stands before the counts.
const NOTATION: u32 = 3;
/// What stands for the day of a reaction that did not come.
const NEVER: u32 = u32::MAX;
/// Level of compression: higher ones take longer than the run.
const LEVEL: i32 = 3;

/// All counts of trajectories, each column by itself, compressed.
pub fn pack(trajectories: &[Trajectory]) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    for trajectory in trajectories {
        write(trajectory, &mut bytes);
    }
    zstd::encode_all(bytes.as_slice(), LEVEL)
}

fn write(trajectory: &Trajectory, bytes: &mut Vec<u8>) {
    let causes = trajectory.causes.join("\n");
    let (days, reactions) = (trajectory.market.len() as u32, trajectory.reactions.len() as u32);
    let shape = [NOTATION, trajectory.platforms as u32, days, reactions, causes.len() as u32];
    bytes.extend(shape.iter().flat_map(|number| number.to_le_bytes()));
    bytes.extend_from_slice(causes.as_bytes());
    let mut put = |count: u32| bytes.extend_from_slice(&count.to_le_bytes());
    trajectory.market.iter().for_each(|count| put(*count));
    trajectory.reactions.iter().for_each(|day| put(day.unwrap_or(NEVER)));
    for column in 0..COLUMNS + trajectory.causes.len() {
        trajectory.rows.iter().for_each(|row| put(counts(row, column)));
    }
}

/// Unpacks; nothing if the bytes are not whole or were packed in another notation.
pub fn unpack(bytes: &[u8]) -> Option<Vec<Trajectory>> {
    let bytes = zstd::decode_all(bytes).ok()?;
    let (mut rest, mut trajectories) = (bytes.as_slice(), Vec::new());
    while !rest.is_empty() {
        let (trajectory, behind) = read(rest)?;
        trajectories.push(trajectory);
        rest = behind;
    }
    Some(trajectories)
}

/// The first trajectory, and what stands behind it.
fn read(bytes: &[u8]) -> Option<(Trajectory, &[u8])> {
    let (shape, rest) = bytes.split_at_checked(20)?;
    let shape: Vec<u32> = numbers(shape).collect();
    let [NOTATION, platforms, days, reactions, length] = shape[..] else { return None };
    let (causes, rest) = rest.split_at_checked(length as usize)?;
    let causes: Vec<String> = std::str::from_utf8(causes).ok()?.split('\n').map(str::to_owned).collect();
    if causes.len() > MAX_CAUSES {
        return None;
    }
    let rows = days as usize * platforms as usize;
    let (counts, behind) =
        rest.split_at_checked(4 * ((days + reactions) as usize + rows * (COLUMNS + causes.len())))?;
    let mut numbers = numbers(counts);
    let market = numbers.by_ref().take(days as usize).collect();
    let day = |day: u32| Some(day).filter(|day| *day != NEVER);
    let reactions = numbers.by_ref().take(reactions as usize).map(day).collect();
    let mut columns: Vec<Vec<u32>> = Vec::with_capacity(COLUMNS + causes.len());
    for _ in 0..COLUMNS + causes.len() {
        columns.push(numbers.by_ref().take(rows).collect());
    }
    let row = |at: usize| Row {
        registered: columns[0][at],
        active: columns[1][at],
        new: columns[2][at],
        left: columns[3][at],
        returned: columns[4][at],
        multihomers: columns[5][at],
        down: columns[6][at],
        reputation: columns[7][at],
        joined_by: columns[COLUMNS..].iter().map(|column| column[at]).collect(),
    };
    let rows = (0..rows).map(row).collect();
    Some((Trajectory { causes, platforms: platforms as usize, rows, market, reactions }, behind))
}

/// Columns besides those of the causes.
const COLUMNS: usize = 8;

fn counts(row: &Row, column: usize) -> u32 {
    match column {
        0 => row.registered,
        1 => row.active,
        2 => row.new,
        3 => row.left,
        4 => row.returned,
        5 => row.multihomers,
        6 => row.down,
        7 => row.reputation,
        cause => row.joined_by[cause - COLUMNS],
    }
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).map(|word| u32::from_le_bytes([word[0], word[1], word[2], word[3]]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_unpacks_to_the_same_days() {
        let row = |at: u32| Row {
            registered: at * 7,
            active: at * 5,
            new: at,
            left: at % 3,
            returned: at % 2,
            multihomers: at / 2,
            down: at % 7,
            reputation: 1000 - at,
            joined_by: [at, u32::MAX - at, 0].into_iter().collect(),
        };
        let days = Trajectory {
            causes: vec!["initial".into(), "media".into(), "invitation_电话".into()],
            platforms: 2,
            rows: (0..8).map(row).collect(),
            market: vec![3, 4, 4, 9],
            reactions: vec![None, Some(2)],
        };
        let two = [days.clone(), Trajectory { platforms: 1, rows: days.rows[..4].to_vec(), ..days }];
        let packed = pack(&two).expect("into memory");
        assert_eq!(unpack(&packed).as_deref(), Some(&two[..]));
        assert_eq!(unpack(&packed[..packed.len() - 1]), None);
    }
}
