//! Days ask for no memory: what a run needs is there when it begins, or grows a few times to what the busiest day takes.

use allocation_counter::measure;
use headstart::engine::fast;
use headstart::scenario::Scenario;

use crate::linear::rivals;
use crate::random::world;
use crate::support::quantity;

/// How often a run of so many days asks for memory.
fn requests(mut scenario: Scenario, days: i64) -> u64 {
    scenario.end = scenario.start.saturating_add(jiff::Span::new().days(days));
    let (market, contacts) = world(&scenario, 0);
    measure(|| drop(fast::run(&market, &contacts))).count_total
}

/// A thousand days more are a thousand rows more; users come and go all the time.
#[test]
fn a_thousand_days_more_ask_for_no_more_memory() {
    let straight: fn(&mut Scenario) = |_| {};
    let bent: fn(&mut Scenario) = |made| {
        made.platforms[0].stickiness = quantity(2.0);
        made.platforms[1].pull = quantity(0.1);
    };
    for change in [straight, bent] {
        let mut scenario = rivals();
        change(&mut scenario);
        let [few, many] = [200, 1200].map(|days| requests(scenario.clone(), days));
        assert!(many < few + 10, "200 days ask {few} times, 1,200 days {many} times");
    }
}
