//! What the figure of a life says in Chinese.

use super::figures::TOLD;
use super::teller::Teller;
use crate::engine::Mover;
use crate::engine::biography::{Event, Inviter, Station};
use crate::report::figure::Head;
use crate::report::growth::cause_in;
use crate::report::labels::layer_labels;
use crate::report::language::Language;
use crate::report::manifest::VERSION;
use crate::report::numbers::thousands;
use crate::units::PlatformIndex;

const ZH: Language = Language::Chinese;

/// What stands above and below.
pub fn head(teller: &Teller) -> Head {
    let (life, scenario) = (&teller.life.biography, teller.scenario);
    let layers = scenario.layers.iter().zip(&life.degrees);
    let contacts: Vec<String> =
        layers.map(|(layer, degree)| format!("{} {}", layer.name, thousands(*degree))).collect();
    let contacts =
        if contacts.is_empty() { String::new() } else { format!(" · 联系人：{}", contacts.join("，")) };
    Head {
        title: title(teller),
        subtitle: format!("{} · 第 {} 次模拟，共 {} 人{contacts}", scenario.title, teller.life.run, teller.persons()),
        source: format!("headstart {VERSION} · 场景 {} · 种子 {}", scenario.name, scenario.seed),
        language: ZH,
    }
}

/// Whom the person follows: "17 号在 5/14 位联系人使用时加入米聊，离开米聊".
fn title(teller: &Teller) -> String {
    let stations = &teller.life.biography.stations;
    let mut turns: Vec<String> = stations.iter().filter_map(|station| turn(teller, station)).collect();
    match turns.len().saturating_sub(TOLD) {
        0 | 1 => {}
        more => {
            turns.truncate(TOLD);
            turns.push(format!("此后又变动 {more} 次"));
        }
    }
    let told = if turns.is_empty() { "没有加入任何平台".to_owned() } else { turns.join("，") };
    format!("{}{told}", person(teller, teller.life.biography.person))
}

fn turn(teller: &Teller, station: &Station) -> Option<String> {
    let on = |platform: PlatformIndex| ZH.platform(teller.scenario, platform).trim_end().to_owned();
    Some(match &station.event {
        Event::Won { platform, by: Mover::Launch, .. } => {
            format!("成为{}的首批用户", ZH.platform(teller.scenario, *platform))
        }
        Event::Won { platform, cause, occurrence, .. } => {
            format!("因{}{}{}", because(teller, *cause), joins(*occurrence), on(*platform))
        }
        Event::Joins { turn, cause, .. } => {
            let joined = format!("{}{}", joins(turn.occurrence), on(turn.platform));
            let (users, all) = (station.around.users[turn.platform], station.around.contacts);
            match (teller.layer_of(*cause), users) {
                (None, _) => format!("因{}{joined}", because(teller, *cause)),
                (Some(_), 0) => format!("在没有联系人使用时{joined}"),
                (Some(_), users) => format!("在 {}/{} 位联系人使用时{joined}", thousands(users), thousands(all)),
            }
        }
        Event::Along { platform, cause: Some(_), occurrence, .. } => {
            format!("随之{}{}", joins(*occurrence), on(*platform))
        }
        Event::Along { platform, cause: None, .. } => format!("并离开{}", on(*platform)),
        Event::Leaves(turn) => format!("离开{}", on(turn.platform)),
        Event::Lapses { platform, .. } => format!("因关闭失去{}", on(*platform)),
        Event::Enters | Event::Ends(_) => return None,
    })
}

fn joins(occurrence: u32) -> &'static str {
    if occurrence > 0 { "重返" } else { "加入" }
}

fn because(teller: &Teller, cause: usize) -> String {
    ZH.beside(cause_in(ZH, &layer_labels(teller.scenario), &teller.life.causes[cause]).trim())
}

fn person(teller: &Teller, person: u32) -> String {
    match teller.id(person) {
        Some(id) => format!("{person} 号（{id}）"),
        None => format!("{person} 号"),
    }
}

/// How a join came about, in short: "由 9 号邀请", "媒体", "首批用户".
pub fn way(teller: &Teller, event: &Event) -> String {
    match event {
        Event::Won { by: Mover::Launch, .. } => "首批用户".to_owned(),
        Event::Won { platform, by, cause, .. } => {
            let name = teller.campaign_name(*platform, *by).map_or_else(String::new, |name| format!("：{name}"));
            format!("{}{name}", because(teller, *cause).trim())
        }
        Event::Joins { inviter: Some(Inviter { person: by, nth, .. }), .. } => {
            let verb = if nth.is_some() { "促成" } else { "邀请" };
            format!("由 {}{verb}", person(teller, *by))
        }
        Event::Joins { cause, .. } if teller.layer_of(*cause).is_some() => "自发加入".to_owned(),
        Event::Joins { cause, .. } => because(teller, *cause).trim().to_owned(),
        Event::Along { cause: Some(_), .. } => "同时加入".to_owned(),
        Event::Along { cause: None, .. } | Event::Enters | Event::Leaves(_) | Event::Lapses { .. } | Event::Ends(_) => {
            String::new()
        }
    }
}
