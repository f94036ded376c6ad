//! Replacing: who joins leaves all rivals at the same moment.
//!
//! A person who uses the set S of platforms and joins p for any cause but a [choice](super::Choice), by itself or won by a campaign, uses from
//! then on
//!
//! S′ = {p} where p replaces its rivals, else S ∪ {p}.
//!
//! Each rival left counts as left, and its clock is wound anew, as if the person had left it on their own. How readily somebody joins who
//! is on a rival is still told by multihoming, loyalty and returning. The neutral value is not to replace.
//!
//! With everybody on one of two platforms that replace each other, joining by themselves at rate a (media) and by the share of contacts on the
//! other at rate h (kernel `share`), persons recruit each other like the ants of Kirman 1993, *Ants, rationality, and recruitment*, Q. J. Econ.
//! 108:137: among N who all know each other the number on either is Beta-binomial(N, α, α) in the long run, α = a(N − 1)/h. Without media, and h
//! times as large for one of the two, that one is the fitter mutant of Moran 1958, *Random processes in genetics*, and on graphs of one degree,
//! whatever they look like, takes over as often as Lieberman, Hauert & Nowak 2005, *Evolutionary dynamics on graphs*, Nature 433:312, derive.

/// The platforms (a bit each) that a person uses who used `active` and joins p.
#[inline]
pub fn after_joining(p: usize, active: u8, replaces: bool) -> u8 {
    if replaces { 1 << p } else { active | 1 << p }
}

#[cfg(test)]
mod tests {
    use super::after_joining;

    #[test]
    fn a_platform_takes_the_place_of_its_rivals_or_stands_beside_them() {
        assert_eq!([0b000, 0b011, 0b010].map(|active| after_joining(2, active, true)), [0b100; 3]);
        assert_eq!([0b000, 0b011, 0b010].map(|active| after_joining(2, active, false)), [0b100, 0b111, 0b110]);
    }
}
