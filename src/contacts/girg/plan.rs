//! At which level of cells two classes of weight meet, and what is done there.
//!
//! Two classes are compared at the deepest level at which skipping through the cells that don't touch is worth while;
//! there and above, these are skipped through. Cells are no more than persons either, so that the work stays in proportion
//! to them.

use super::cells::DEEPEST;
use crate::contacts::classes::Classes;

/// The largest chance with which skipping is faster than looking at all pairs.
const WORTH_WHILE: f64 = 0.4;

/// Two classes of weight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Meeting {
    heavy: usize,
    light: usize,
    /// The level at which they are compared.
    level: u32,
    /// What κ w_i w_j/N does not exceed.
    reach: f64,
    /// 1/T.
    exponent: f64,
}

impl Meeting {
    /// What the chance of a contact at a side of the cells of a level or more does not exceed.
    fn bound(&self, level: u32) -> f64 {
        libm::pow((self.reach * cells_of(level)).min(1.0), self.exponent)
    }
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

/// All meetings of two classes with persons; `scale` is κ/N, `exponent` is 1/T.
pub fn meetings(classes: &Classes, scale: f64, exponent: f64) -> Vec<Meeting> {
    let number = |class: usize| classes.places(class).len() as f64;
    let peopled: Vec<usize> = (0..classes.number()).filter(|&class| number(class) > 0.0).collect();
    let meeting = |heavy: usize, light: usize| {
        let reach = scale * classes.most(heavy) * classes.most(light);
        let top = Meeting { heavy, light, level: 0, reach, exponent };
        let persons = number(heavy).max(number(light));
        let fits = |level: &u32| cells_of(*level) <= persons && top.bound(*level) <= WORTH_WHILE;
        Meeting { level: (1..=DEEPEST).take_while(fits).last().unwrap_or(0), ..top }
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

/// What is done at each level.
pub fn levels(meetings: &[Meeting]) -> Vec<Vec<Task>> {
    let deepest = meetings.iter().map(|meeting| meeting.level).max().unwrap_or(0);
    let task = |meeting: &Meeting, level: u32| Task {
        heavy: meeting.heavy,
        light: meeting.light,
        compares: meeting.level == level,
        bound: meeting.bound(level),
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

    /// 5,000 persons below the mean, 300 up to twice, one up to four times; κ/N = 10⁻⁴ and T = ½: the bound
    /// (10⁻⁴ · 4^level · weights)² is .4 at most up to 6,325 cells for weights 1 and 1, 3,162 for 2 and 1, half as many
    /// for each factor of 2.
    #[test]
    fn classes_meet_where_skipping_pays_or_persons_run_out() {
        let weight = |i| {
            if i < 5000 {
                0.7
            } else if i < 5300 {
                1.5
            } else {
                3.0
            }
        };
        let classes = Classes::new(&(0..5301).map(weight).collect::<Vec<f32>>(), -1);
        let found = meetings(&classes, 1e-4, 2.0);
        // Cells of levels 0 to 6: 1, 4, 16, 64, 256, 1024, 4096.
        let level = |heavy, light| {
            let meets = |meeting: &&Meeting| (meeting.heavy, meeting.light) == (heavy, light);
            found.iter().find(meets).map(|meeting| meeting.level)
        };
        assert_eq!([level(0, 0), level(1, 0), level(2, 0)], [Some(6), Some(5), Some(5)]);
        assert_eq!([level(1, 1), level(2, 1), level(2, 2), level(0, 1)], [Some(4), Some(4), Some(0), None]);
        assert_eq!(depths(&found, 3), [6, 5, 5]);

        let levels = levels(&found);
        assert_eq!(levels.iter().map(Vec::len).collect::<Vec<_>>(), [6, 5, 5, 5, 5, 3, 1]);
        let last = levels[5].iter().find(|task| (task.heavy, task.light) == (1, 0)).expect("they meet there");
        assert!(last.compares && (last.bound - (2e-4f64 * 1024.0).powi(2)).abs() < 1e-12);
        assert!(levels.iter().flatten().all(|task| task.bound <= WORTH_WHILE));
        assert!(levels[..5].iter().flatten().all(|task| !(task.compares && task.light == 0)));
    }

    /// At temperature 0 nobody is a contact at a side or more as long as certain contacts are nearer.
    #[test]
    fn without_temperature_nothing_is_left_to_skip() {
        let found = meetings(&Classes::new(&[0.9; 4000], -1), 1.0 / 1024.0, f64::INFINITY);
        assert_eq!(found[0].level, 4);
        assert!(levels(&found).iter().flatten().all(|task| task.bound.abs() < f64::MIN_POSITIVE));
    }
}
