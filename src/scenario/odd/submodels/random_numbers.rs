//! Draws by address.

use crate::scenario::odd::submodel::{Submodel, draw, parameter};
use crate::scenario::odd::topic::Topic;

pub static RANDOM_NUMBERS: Submodel = Submodel {
    title: "Random numbers",
    text: "\
Every random number is a pure function of what it decides. The world (seed, number of the run r = 0, 1, …) and a name
give a stream: the first 16 bytes of SHA-256 over `\"headstart 1\\0\"`, seed and r (8 bytes each, little-endian) and
the name in UTF-8, as two little-endian words a, b. A word has an index j:

    word(j)      = S(S(j·φ ⊕ a) + b)           modulo 2⁶⁴; φ = 9E3779B97F4A7C15₁₆
    below(j)     = stream with a′ = word(j), b′ = S(a′ ⊕ rotl(b, 32)) ⊕ φ
    unit(j)      = (⌊word(j)/2¹¹⌋ + ½)/2⁵³      in (0, 1)
    under(j, n)  = ⌊word(j)·n/2⁶⁴⌋              in 0 … n − 1
    exponential  = −ln unit
    normal       = √(−2 ln u₀) · cos(2π u₁)     u₀ and u₁: units 0 and 1 of below(j)

S is the finalizer of SplitMix64 (Steele et al. 2014), ⊕ the exclusive or of bits, rotl a rotation to the left.

⟨draws⟩

LUCK is the platform's `luck` (*Clocks*), LAYER the layer's name, NAME the audience's. Contacts of a second
implementation agree in distribution; for the same bytes, the index of each of their draws stands in the code named
with the generator.

*Why:* no result depends on the order of work or the number of threads; a run alone is the same as in an ensemble; and
two scenarios with the same seed are *twins*, identical up to the moment at which they first differ, so that
differences between them are not drowned in noise (Klein et al. 2024). Logarithms and exponentials come from one
portable library, not from the machine: the same bytes everywhere.",
    parameters: &[
        parameter("seed", "seed", "any; scenarios that are compared have the same"),
        parameter("runs", "r", "scenario; how exact an answer is"),
        parameter("precision", "", "scenario; how exact an answer is"),
        parameter("on_request", "", "scenario; how large it is"),
    ],
    says: &[
        (
            Topic::Stochasticity,
            "Every draw has an address (*Random numbers*): the same persons have the same luck in \
            two scenarios with the same seed.",
        ),
        (
            Topic::Initialization,
            "Runs of a scenario differ in their number r, and with it in all draws; scenarios \
            with the same seed share them.",
        ),
    ],
    draws: &[draw(
        "person",
        "under(0, N), under(1, switchers), under(2, persons won at once)",
        "whose life `headstart person` tells when nobody is named",
    )],
    code: &["rng.rs"],
    cites: &["Steele et al. 2014", "Klein et al. 2024"],
    ..Submodel::BLANK
};

pub static UNCERTAIN_NUMBERS: Submodel = Submodel {
    title: "Uncertain numbers",
    without: "every number is the same in all runs",
    text: "\
A number of the scenario may be uncertain: it has a distribution, and each run draws it once, from the stream that
carries its key. What falls outside the range of its key is drawn again (after 1,000 draws the median, brought into
the range, is taken). Distributions are

- uniform between low and high;
- normal with mean and standard deviation sd;
- lognormal, median · e^(spread · z), z standard normal;
- beta(α, β), stretched to low … high;
- triangular between low and high with a mode;
- empirical: one of a list of values, all alike.

Draws are rounded to 40 significant bits, so that the last digits of a machine's mathematics don't matter. Uncertain
numbers of one scenario are independent of each other. *Why:* what nobody knows is not to be fixed silently; the runs
of an ensemble spread over it, and sensitivity analyses take the spread apart.",
    says: &[(
        Topic::Stochasticity,
        "Numbers that nobody knows exactly are drawn once a run (*Uncertain numbers*): an \
        ensemble spreads over luck and ignorance together.",
    )],
    draws: &[draw("parameter KEY", "Philox 4×32-10 (Salmon et al. 2011), words in their order", "an uncertain number")],
    code: &["scenario/quantity.rs"],
    cites: &["Salmon et al. 2011"],
    applies: super::is_uncertain,
    ..Submodel::BLANK
};
