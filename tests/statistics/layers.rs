//! Layers: members, homophily, the strength of ties, null models.

use headstart::contacts::{ContactLayers, build};
use headstart::rng::World;
use headstart::scenario::{AudienceSpec, Dated, GeneratorSpec, HomophilySpec, LayerSpec, Members, NullModel, Quantity};

const WORLD: World = World { seed: 20_11, replicate: 0 };

fn audience(share: f64) -> AudienceSpec {
    let step = |value| Dated { from: None, value: Quantity::constant("share", value) };
    AudienceSpec { name: "students".into(), members: Members::Share { share: vec![step(share / 2.0), step(share)] } }
}

fn belongs(person: u32, share: f64) -> bool {
    audience(share).stream(&WORLD).unit(u64::from(person)) < share
}

/// Erdős–Rényi among members: N = 50,000, 30 % members with mean degree 8: 60,000 contacts, Poisson; 4 standard errors, plus
/// those of the number of members (.7 %, a binomial number of 15,000).
#[test]
fn members_alone_have_contacts_and_as_many_as_asked_for() {
    for generator in [GeneratorSpec::erdos_renyi(8.0), GeneratorSpec::acquaintance(8.0)] {
        let layer = LayerSpec { members: Some(audience(0.3)), ..LayerSpec::new("campus", generator) };
        let contacts = build(&[layer], 50_000, &WORLD);
        assert!(contacts.pairs(0).all(|(i, j)| belongs(i, 0.3) && belongs(j, 0.3)));
        let members = (0..50_000).filter(|&i| belongs(i, 0.3)).count() as f64;
        let mean = contacts.len() as f64 / members;
        assert!((mean / 8.0 - 1.0).abs() < 4.0 / 60_000f64.sqrt() + 0.01, "{mean}");
    }
}

/// Contacts across are 2s(1 − s)(1 − h)/(1 − h·2s(1 − s)) of all, 14.06 % at s = .3, h = .7 (42 % without); the mean degree stays.
/// Erdős–Rényi 12 among 50,000: 300,000 contacts; 4 standard errors of both, .0025 and .0073.
#[test]
fn fewer_contacts_cross_and_the_mean_stays() {
    let homophily = HomophilySpec { audience: audience(0.3), strength: Quantity::constant("strength", 0.7) };
    let layer = LayerSpec { homophily: Some(homophily), ..LayerSpec::new("phone", GeneratorSpec::erdos_renyi(12.0)) };
    let contacts = build(&[layer], 50_000, &WORLD);
    let all = contacts.pairs(0).count() as f64;
    let across = contacts.pairs(0).filter(|&(i, j)| belongs(i, 0.3) != belongs(j, 0.3)).count() as f64 / all;
    let expected = 0.42 * 0.3 / (1.0 - 0.7 * 0.42);
    assert!((across - expected).abs() < 4.0 * (expected * (1.0 - expected) / 3e5).sqrt() + 0.002, "{across}");
    assert!((all / 3e5 - 1.0).abs() < 4.0 / 3e5f64.sqrt() + 0.005, "{all}");
}

/// A layer of members half of whose contacts are phone contacts: 20 % members, phone 40 (8 of them members), campus 10: 5 in
/// common, 5 own. N = 50,000, 10,000 members: 50,000 contacts in all; 4 standard errors of the share and 1.5 % for what is
/// common by chance and the number of members.
#[test]
fn members_share_contacts_with_a_layer_for_everybody() {
    let phone = LayerSpec::new("phone", GeneratorSpec::erdos_renyi(40.0));
    let campus = LayerSpec::new("campus", GeneratorSpec::erdos_renyi(10.0)).overlapping(0, 0.5);
    let campus = LayerSpec { members: Some(audience(0.2)), ..campus };
    let contacts = build(&[phone, campus], 50_000, &WORLD);
    let count = |mask: u32| -> f64 {
        contacts
            .iter()
            .map(|(_, row)| row.iter().filter(|&&end| contacts.mask(end) & mask == mask).count() as f64)
            .sum()
    };
    let (campus, common) = (count(0b10), count(0b11));
    assert!((common / campus - 0.5).abs() < 4.0 * 0.5 / 50_000f64.sqrt() + 0.015, "{}", common / campus);
    assert!((campus / 1e5 - 1.0).abs() < 0.03, "{campus}");
    assert!(contacts.pairs(1).all(|(i, j)| belongs(i, 0.2) && belongs(j, 0.2)));
}

/// The strengths of the 150,000 ties of a layer of Erdős–Rényi 6 among 50,000, lognormal with spread 1: mean 1 with standard
/// error √(e − 1)/√150,000 = .0034, median e^(−1/2).
#[test]
fn ties_are_heavy_tailed_with_mean_one() {
    let layer = LayerSpec {
        tie_spread: Quantity::constant("tie_spread", 1.0),
        ..LayerSpec::new("phone", GeneratorSpec::erdos_renyi(6.0))
    };
    let contacts = build(&[layer], 50_000, &WORLD);
    let unit = f64::from(contacts.unit(0));
    let mut strengths: Vec<f64> = contacts.pairs(0).map(|(i, j)| f64::from(contacts.weight(i, j, 0)) * unit).collect();
    strengths.sort_by(f64::total_cmp);
    let mean = strengths.iter().sum::<f64>() / strengths.len() as f64;
    assert!((mean - 1.0).abs() < 4.0 * 0.0034 + 0.003, "{mean}");
    let median = strengths[strengths.len() / 2];
    // The density of the median's logarithm is .4: standard error of the median 1.25/√150,000 of it, plus a level's width.
    assert!((median / (-0.5f64).exp() - 1.0).abs() < 4.0 * 0.0032 + 0.01, "{median}");
    let most = strengths[strengths.len() - 1];
    assert!(most > 20.0, "the strongest of so many is beyond twenty times the mean: {most}");
}

fn share_of_neighbors(contacts: &ContactLayers) -> f64 {
    let near = contacts.pairs(0).filter(|(i, j)| j - i <= 2).count() as f64;
    near / contacts.pairs(0).count() as f64
}

/// A rewired ring lattice is a random regular graph: all degrees stay, and of 100,000 contacts 4/N·N/2 = 4 are expected between
/// persons at most two places apart.
#[test]
fn a_rewired_ring_is_a_random_regular_graph() {
    let ring = LayerSpec::new("phone", GeneratorSpec::RingLattice { degree: 4 });
    let null = LayerSpec { null_model: Some(NullModel::Rewired), ..ring.clone() };
    let (ring, null) = (build(&[ring], 50_000, &WORLD), build(&[null], 50_000, &WORLD));
    assert!((0..50_000).all(|i| null.degree(i, 0) == 4));
    assert!(share_of_neighbors(&ring) > 0.99 && share_of_neighbors(&null) < 15.0 / 1e5);
}
