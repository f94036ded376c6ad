//! At which level of cells two classes of weight meet, and what is done there.
//!
//! Two classes are compared at the deepest level whose cells are no smaller than the distance within which contacts may
//! be certain; above it, cells that don't touch are skipped through. Cells are no more than persons either, so that the
//! work stays in proportion to them.

use super::cells::DEEPEST;
use crate::contacts::classes::Classes;

/// Two classes of weight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Meeting {
    heavy: usize,
    light: usize,
    /// The level at which they are compared.
    level: u32,
    /// What κ w_i w_j/N does not exceed.
    reach: f64,
}

/// What two classes of weight do at a level.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Task {
    /// The class in a cell, the heavier one.
    pub heavy: usize,
    /// The class in the cells around.
    pub light: usize,
    /// Whether cells that touch are looked at pair by pair: it is the level at which the two are compared.
    pub compares: bool,
    /// What the chance of a contact with somebody in a cell that does not touch does not exceed.
    pub bound: f64,
}

/// All meetings of two classes with persons; `scale` is κ/N.
pub fn meetings(classes: &Classes, scale: f64) -> Vec<Meeting> {
    let number = |class: usize| classes.places(class).len() as f64;
    let peopled: Vec<usize> = (0..classes.number()).filter(|&class| number(class) > 0.0).collect();
    let meeting = |heavy: usize, light: usize| {
        let reach = scale * classes.most(heavy) * classes.most(light);
        let most_cells = number(heavy).max(number(light)).min(1.0 / reach);
        let level = (1..=DEEPEST).take_while(|&level| cells_of(level) <= most_cells).last().unwrap_or(0);
        Meeting { heavy, light, level, reach }
    };
    let lighter =
        |&heavy: &usize| peopled.iter().filter(move |&&light| light <= heavy).map(move |&light| (heavy, light));
    peopled.iter().flat_map(lighter).map(|(heavy, light)| meeting(heavy, light)).collect()
}

/// For each class the deepest level at which it meets another.
pub fn depths(meetings: &[Meeting], classes: usize) -> Vec<u32> {
    let mut depths = vec![0; classes];
    for meeting in meetings {
        for class in [meeting.heavy, meeting.light] {
            depths[class] = meeting.level.max(depths[class]);
        }
    }
    depths
}

/// What is done at each level; `exponent` is 1/T.
pub fn levels(meetings: &[Meeting], exponent: f64) -> Vec<Vec<Task>> {
    let deepest = meetings.iter().map(|meeting| meeting.level).max().unwrap_or(0);
    let task = |meeting: &Meeting, level: u32| Task {
        heavy: meeting.heavy,
        light: meeting.light,
        compares: meeting.level == level,
        bound: libm::pow((meeting.reach * cells_of(level)).min(1.0), exponent),
    };
    let tasks =
        |level| meetings.iter().filter(|meeting| meeting.level >= level).map(|meeting| task(meeting, level)).collect();
    (0..=deepest).map(tasks).collect()
}

/// Number of cells of a level.
pub fn cells_of(level: u32) -> f64 {
    libm::ldexp(1.0, 2 * level as i32)
}

impl Task {
    /// Whether a pair of cells is looked at from this one: within a class, from the first.
    pub fn meets(&self, cell: u64, other: u64) -> bool {
        self.heavy != self.light || other >= cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 5,000 persons below the mean, 300 up to twice, one up to four times: κ/N = 10⁻⁴ makes reaches 10⁻⁴ · 1, 2, 4 …
    #[test]
    fn classes_meet_where_contacts_become_certain_or_persons_run_out() {
        let weights: Vec<f32> = (0..5301)
            .map(|i| {
                if i < 5000 {
                    0.7
                } else if i < 5300 {
                    1.5
                } else {
                    3.0
                }
            })
            .collect();
        let classes = Classes::new(&weights, -1);
        let found = meetings(&classes, 1e-4);
        // Cells of levels 4, 5, 6, 7 are 256, 1024, 4096, 16384.
        let level =
            |heavy, light| found.iter().find(|pair| (pair.heavy, pair.light) == (heavy, light)).map(|pair| pair.level);
        assert_eq!([level(0, 0), level(1, 0), level(2, 0)], [Some(6), Some(6), Some(5)]);
        assert_eq!([level(1, 1), level(2, 1), level(2, 2), level(0, 1)], [Some(4), Some(4), Some(0), None]);
        assert_eq!(depths(&found, 3), [6, 6, 5]);

        let levels = levels(&found, 2.0);
        assert_eq!(levels.iter().map(Vec::len).collect::<Vec<_>>(), [6, 5, 5, 5, 5, 3, 2]);
        assert!(levels.iter().flatten().all(|task| task.bound <= 1.0));
        let last = levels[6].iter().find(|task| (task.heavy, task.light) == (1, 0)).expect("they meet there");
        assert!(last.compares && (last.bound - (2e-4f64 * 4096.0).powi(2)).abs() < 1e-12);
        assert!(levels[..5].iter().flatten().all(|task| !(task.compares && task.light == 0)));
    }
}
