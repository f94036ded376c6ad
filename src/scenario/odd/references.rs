//! The works that the description names.

/// A work: how it is named in the text, and where it was published.
pub type Reference = (&'static str, &'static str);

/// All works, by name.
pub static REFERENCES: &[Reference] = &[
    (
        "Banerjee et al. 2013",
        "Banerjee, A., Chandrasekhar, A. G., Duflo, E. & Jackson, M. O. (2013). The diffusion of microfinance. *Science* 341:1236498.",
    ),
    (
        "Barabási & Albert 1999",
        "Barabási, A.-L. & Albert, R. (1999). Emergence of scaling in random networks. *Science* 286:509–512.",
    ),
    (
        "Barrat & Weigt 2000",
        "Barrat, A. & Weigt, M. (2000). On the properties of small-world network models. *European Physical Journal \
         B* 13:547–560.",
    ),
    (
        "Bass 1969",
        "Bass, F. M. (1969). A new product growth for model consumer durables. *Management Science* 15:215–227.",
    ),
    (
        "Batagelj & Brandes 2005",
        "Batagelj, V. & Brandes, U. (2005). Efficient generation of large random networks. *Physical Review E* \
         71:036113.",
    ),
    (
        "Bläsius et al. 2022",
        "Bläsius, T., Friedrich, T., Katzmann, M., Meyer, U., Penschuck, M. & Weyand, C. (2022). Efficiently \
         generating geometric inhomogeneous and hyperbolic random graphs. *Network Science* 10:361–380.",
    ),
    (
        "Bollobás 1980",
        "Bollobás, B. (1980). A probabilistic proof of an asymptotic formula for the number of labelled regular \
         graphs. *European Journal of Combinatorics* 1:311–316.",
    ),
    (
        "Bringmann et al. 2019",
        "Bringmann, K., Keusch, R. & Lengler, J. (2019). Geometric inhomogeneous random graphs. *Theoretical \
         Computer Science* 760:35–54.",
    ),
    (
        "Brock & Durlauf 2001",
        "Brock, W. A. & Durlauf, S. N. (2001). Discrete choice with social interactions. *Review of Economic Studies* 68:235–260.",
    ),
    ("Brooks 1975", "Brooks, F. P. (1975). *The Mythical Man-Month*. Addison-Wesley."),
    (
        "Centola & Macy 2007",
        "Centola, D. & Macy, M. (2007). Complex contagions and the weakness of long ties. *American Journal of Sociology* 113:702–734.",
    ),
    (
        "Chung & Lu 2002",
        "Chung, F. & Lu, L. (2002). Connected components in random graphs with given expected degree sequences. \
         *Annals of Combinatorics* 6:125–145.",
    ),
    (
        "Currarini et al. 2009",
        "Currarini, S., Jackson, M. O. & Pin, P. (2009). An economic model of friendship: homophily, minorities, and \
         segregation. *Econometrica* 77:1003–1045.",
    ),
    ("Flurry 2015", "Flurry (2015). Retention of the users of mobile messaging apps. Industry report."),
    (
        "Garcia et al. 2013",
        "Garcia, D., Mavrodiev, P. & Schweitzer, F. (2013). Social resilience in online communities: the autopsy of \
         Friendster. *COSN '13*, 39–50.",
    ),
    ("Gilbert 1959", "Gilbert, E. N. (1959). Random graphs. *Annals of Mathematical Statistics* 30:1141–1144."),
    (
        "Granovetter 1978",
        "Granovetter, M. (1978). Threshold models of collective behavior. *American Journal of Sociology* 83:1420–1443.",
    ),
    (
        "Grimm et al. 2020",
        "Grimm, V. et al. (2020). The ODD protocol for describing agent-based and other simulation models: a second \
         update to improve clarity, replication, and structural realism. *Journal of Artificial Societies and Social \
         Simulation* 23(2):7.",
    ),
    (
        "Holland et al. 1983",
        "Holland, P. W., Laskey, K. B. & Leinhardt, S. (1983). Stochastic blockmodels: first steps. *Social \
         Networks* 5:109–137.",
    ),
    (
        "Holme & Kim 2002",
        "Holme, P. & Kim, B. J. (2002). Growing scale-free networks with tunable clustering. *Physical Review E* \
         65:026107.",
    ),
    (
        "Hyndman & Fan 1996",
        "Hyndman, R. J. & Fan, Y. (1996). Sample quantiles in statistical packages. *The American Statistician* \
         50:361–365.",
    ),
    (
        "Immorlica et al. 2007",
        "Immorlica, N., Kleinberg, J., Mahdian, M. & Wexler, T. (2007). The role of compatibility in the diffusion of technologies through social networks. *Proceedings of the 8th ACM Conference on Electronic Commerce*, 75–83.",
    ),
    (
        "Karsai et al. 2014",
        "Karsai, M., Iñiguez, G., Kaski, K. & Kertész, J. (2014). Complex contagion process in spreading of online \
         innovation. *Journal of the Royal Society Interface* 11:20140694.",
    ),
    (
        "Katz & Shapiro 1985",
        "Katz, M. L. & Shapiro, C. (1985). Network externalities, competition, and compatibility. *American Economic \
         Review* 75:424–440.",
    ),
    (
        "Kempe et al. 2003",
        "Kempe, D., Kleinberg, J. & Tardos, É. (2003). Maximizing the spread of influence through a social network. *KDD '03*, 137–146.",
    ),
    (
        "Kirman 1993",
        "Kirman, A. (1993). Ants, rationality, and recruitment. *Quarterly Journal of Economics* 108:137–156.",
    ),
    (
        "Klein et al. 2024",
        "Klein, D. J., Abeysuriya, R. G., Stuart, R. M. & Kerr, C. C. (2024). Noise-free comparison of stochastic \
         agent-based simulations using common random numbers. arXiv:2409.02086.",
    ),
    ("Kleinberg 2000", "Kleinberg, J. M. (2000). Navigation in a small world. *Nature* 406:845."),
    (
        "Kleineberg & Boguñá 2015",
        "Kleineberg, K.-K. & Boguñá, M. (2015). Digital ecology: coexistence and domination among interacting networks. *Scientific Reports* 5:10268.",
    ),
    ("Kleinrock 1976", "Kleinrock, L. (1976). *Queueing Systems, Volume II: Computer Applications*. Wiley."),
    (
        "Krapivsky et al. 2000",
        "Krapivsky, P. L., Redner, S. & Leyvraz, F. (2000). Connectivity of growing random networks. *Physical \
         Review Letters* 85:4629–4632.",
    ),
    (
        "Lancichinetti et al. 2008",
        "Lancichinetti, A., Fortunato, S. & Radicchi, F. (2008). Benchmark graphs for testing community detection \
         algorithms. *Physical Review E* 78:046110.",
    ),
    (
        "Leskovec & Horvitz 2008",
        "Leskovec, J. & Horvitz, E. (2008). Planetary-scale views on a large instant-messaging network. *Proceedings \
         of WWW 2008*:915–924.",
    ),
    (
        "Liben-Nowell et al. 2005",
        "Liben-Nowell, D., Novak, J., Kumar, R., Raghavan, P. & Tomkins, A. (2005). Geographic routing in social \
         networks. *Proceedings of the National Academy of Sciences* 102:11623–11628.",
    ),
    (
        "Lieberman et al. 2005",
        "Lieberman, E., Hauert, C. & Nowak, M. A. (2005). Evolutionary dynamics on graphs. *Nature* 433:312–316.",
    ),
    (
        "Mahadevan et al. 2006",
        "Mahadevan, P., Krioukov, D., Fall, K. & Vahdat, A. (2006). Systematic topology analysis and generation \
         using degree correlations. *Proceedings of SIGCOMM 2006*:135–146.",
    ),
    (
        "McFadden 1974",
        "McFadden, D. (1974). Conditional logit analysis of qualitative choice behavior. In P. Zarembka (ed.), *Frontiers in Econometrics*, 105–142. Academic Press.",
    ),
    (
        "McKay & Wormald 1990",
        "McKay, B. D. & Wormald, N. C. (1990). Uniform generation of random regular graphs of moderate degree. \
         *Journal of Algorithms* 11:52–67.",
    ),
    (
        "McPherson et al. 2001",
        "McPherson, M., Smith-Lovin, L. & Cook, J. M. (2001). Birds of a feather: homophily in social networks. \
         *Annual Review of Sociology* 27:415–444.",
    ),
    (
        "Molloy & Reed 1995",
        "Molloy, M. & Reed, B. (1995). A critical point for random graphs with a given degree sequence. *Random \
         Structures & Algorithms* 6:161–180.",
    ),
    (
        "Moran 1958",
        "Moran, P. A. P. (1958). Random processes in genetics. *Mathematical Proceedings of the Cambridge Philosophical Society* 54:60–71.",
    ),
    (
        "Newman & Park 2003",
        "Newman, M. E. J. & Park, J. (2003). Why social networks are different from other types of networks. \
         *Physical Review E* 68:036122.",
    ),
    ("Newman 2002", "Newman, M. E. J. (2002). Spread of epidemic disease on networks. *Physical Review E* 66:016128."),
    (
        "Onnela et al. 2007",
        "Onnela, J.-P. et al. (2007). Structure and tie strengths in mobile communication networks. *Proceedings of \
         the National Academy of Sciences* 104:7332–7336.",
    ),
    (
        "Salmon et al. 2011",
        "Salmon, J. K., Moraes, M. A., Dror, R. O. & Shaw, D. E. (2011). Parallel random numbers: as easy as 1, 2, \
         3. *Proceedings of SC 2011*.",
    ),
    (
        "Schläpfer et al. 2014",
        "Schläpfer, M. et al. (2014). The scaling of human interactions with city size. *Journal of the Royal \
         Society Interface* 11:20130789.",
    ),
    (
        "Sellke 1983",
        "Sellke, T. (1983). On the asymptotic distribution of the size of a stochastic epidemic. *Journal of Applied \
         Probability* 20:390–394.",
    ),
    (
        "Steele et al. 2014",
        "Steele, G. L., Lea, D. & Flood, C. H. (2014). Fast splittable pseudorandom number generators. *Proceedings \
         of OOPSLA 2014*:453–472.",
    ),
    (
        "Toivonen et al. 2009",
        "Toivonen, R. et al. (2009). A comparative study of social network models: network evolution models and \
         nodal attribute models. *Social Networks* 31:240–254.",
    ),
    (
        "Ugander et al. 2011",
        "Ugander, J., Karrer, B., Backstrom, L. & Marlow, C. (2011). The anatomy of the Facebook social graph. \
         arXiv:1111.4503.",
    ),
    (
        "Ugander et al. 2012",
        "Ugander, J., Backstrom, L., Marlow, C. & Kleinberg, J. (2012). Structural diversity in social contagion. *PNAS* \
         109:5962–5966.",
    ),
    (
        "Watts 1999",
        "Watts, D. J. (1999). Networks, dynamics, and the small-world phenomenon. *American Journal of Sociology* \
         105:493–527.",
    ),
    (
        "Watts & Strogatz 1998",
        "Watts, D. J. & Strogatz, S. H. (1998). Collective dynamics of “small-world” networks. *Nature* 393:440–442.",
    ),
    ("Watts 2002", "Watts, D. J. (2002). A simple model of global cascades on random networks. *PNAS* 99:5766–5771."),
    (
        "Wilson 1927",
        "Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. *Journal of the \
         American Statistical Association* 22:209–212.",
    ),
];

/// What a name stands for.
pub fn reference(name: &str) -> Option<&'static str> {
    REFERENCES.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}
