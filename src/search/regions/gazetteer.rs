//! The divisions and their names.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::scan::ORGANISATIONS;

/// The snapshot: `code TAB type TAB name`, in the order of the codes.
const SNAPSHOT: &str = include_str!("divisions.tsv");

/// How high a division stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// 省, 自治区, 直辖市, 特别行政区.
    Province,
    /// 地级市, 自治州, 地区, 盟.
    Prefecture,
    /// 县, 市辖区, 县级市, 旗.
    County,
}

/// A division.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Division {
    /// Its code after GB/T 2260: two, four or six digits.
    pub code: &'static str,
    /// Its type: 地级市, 县, 旗 ….
    pub kind: &'static str,
    /// Its official name.
    pub name: &'static str,
}

/// A region of the gazetteer, by its code. In the order of the codes, so that what lies in a region
/// follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Region(u16);

pub(super) struct Gazetteer {
    divisions: Vec<Division>,
    codes: HashMap<&'static str, Region>,
    /// Full names and short ones; a name may be that of many divisions.
    names: HashMap<&'static str, Vec<Region>>,
    /// The first two characters of names, each with the characters of the longest.
    starts: HashMap<(char, char), usize>,
    /// The same pairs by a hash of them, a bit each: nearly all of a text is passed over by it.
    filter: Box<[u64; FILTER_WORDS]>,
    /// What each division lies in.
    parents: Vec<Option<Region>>,
    /// Characters of the longest name.
    pub(super) longest: usize,
}

/// 131,072 bits, which stay in the nearest cache; of 5,000 pairs four in a hundred others are taken
/// for one.
const FILTER_WORDS: usize = 2048;

/// The place of a pair in the filter.
fn bit_of(first: char, second: char) -> (usize, u64) {
    let hash = (first as u32)
        .wrapping_mul(0x9e37_79b1)
        .wrapping_add(second as u32)
        .wrapping_mul(0x85eb_ca6b);
    let bit = hash >> 15;
    ((bit / 64) as usize, 1 << (bit % 64))
}

pub(super) static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::read);

/// Short forms that no rule gives.
const SHORT: [(&str, &str); 1] = [("15", "内蒙")];

/// Names of peoples in those of autonomous divisions, which their short names leave out.
const PEOPLES: [&str; 52] = [
    "蒙古族",
    "蒙古",
    "回族",
    "藏族",
    "维吾尔",
    "苗族",
    "彝族",
    "壮族",
    "布依族",
    "朝鲜族",
    "满族",
    "侗族",
    "瑶族",
    "白族",
    "土家族",
    "哈尼族",
    "哈萨克族",
    "哈萨克",
    "傣族",
    "黎族",
    "傈僳族",
    "佤族",
    "畲族",
    "拉祜族",
    "水族",
    "东乡族",
    "纳西族",
    "景颇族",
    "柯尔克孜",
    "土族",
    "达斡尔族",
    "仫佬族",
    "羌族",
    "布朗族",
    "撒拉族",
    "毛南族",
    "仡佬族",
    "锡伯",
    "阿昌族",
    "普米族",
    "塔吉克",
    "怒族",
    "鄂温克族",
    "德昂族",
    "保安族",
    "裕固族",
    "独龙族",
    "鄂伦春",
    "各族",
    "壮",
    "回",
    "鄂温克",
];

impl Gazetteer {
    fn read() -> Self {
        let mut gazetteer = Self {
            divisions: Vec::with_capacity(3_300),
            codes: HashMap::with_capacity(3_300),
            names: HashMap::with_capacity(6_500),
            starts: HashMap::with_capacity(5_000),
            filter: Box::new([0; FILTER_WORDS]),
            parents: Vec::with_capacity(3_300),
            longest: 0,
        };
        for line in SNAPSHOT.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            let (Some(code), Some(kind), Some(name)) =
                (fields.next(), fields.next(), fields.next())
            else {
                continue;
            };
            let region = Region(gazetteer.divisions.len() as u16);
            gazetteer.divisions.push(Division { code, kind, name });
            // A county under a province has no prefecture. What holds another stands before it.
            let up = |length: usize| gazetteer.codes.get(code.get(..length)?).copied();
            let parent = match code.len() {
                6 => up(4).or_else(|| up(2)),
                4 => up(2),
                _ => None,
            };
            gazetteer.parents.push(parent);
            gazetteer.codes.insert(code, region);
            gazetteer.add(name, region);
            if let Some(short) = short(kind, name) {
                gazetteer.add(short, region);
            }
        }
        for (code, name) in SHORT {
            if let Some(region) = gazetteer.codes.get(code).copied() {
                gazetteer.add(name, region);
            }
        }
        for name in ORGANISATIONS {
            let mut chars = name.chars();
            if let (Some(first), Some(second)) = (chars.next(), chars.next()) {
                gazetteer.expect(first, second);
            }
        }
        gazetteer
    }

    fn add(&mut self, name: &'static str, region: Region) {
        let count = name.chars().count();
        self.longest = self.longest.max(count);
        let mut chars = name.chars();
        if let (Some(first), Some(second)) = (chars.next(), chars.next()) {
            let longest = self.starts.entry((first, second)).or_default();
            *longest = count.max(*longest);
            self.expect(first, second);
        }
        let regions = self.names.entry(name).or_default();
        if !regions.contains(&region) {
            regions.push(region);
        }
    }

    fn expect(&mut self, first: char, second: char) {
        let (word, bit) = bit_of(first, second);
        self.filter[word] |= bit;
    }

    /// Whether a name, or one of the organisations called after one, may begin with these two.
    pub(super) fn may_begin(&self, first: char, second: char) -> bool {
        let (word, bit) = bit_of(first, second);
        self.filter[word] & bit != 0
    }

    /// Characters of the longest name that begins as `text` does; 0 where none does.
    pub(super) fn reach(&self, text: &str) -> usize {
        let mut chars = text.chars();
        let start = chars.next().zip(chars.next());
        start.map_or(0, |start| self.starts.get(&start).copied().unwrap_or(0))
    }

    pub(super) fn named(&self, name: &str) -> &[Region] {
        self.names.get(name).map_or(&[], Vec::as_slice)
    }
}

/// The short name of a division: without its type and the names of peoples.
///
/// A county of two characters (辉县, 城区) has none; nor has a district or a banner, whose short
/// name is an ordinary word as often as not (朝阳, 长安, 新城).
fn short(kind: &str, name: &'static str) -> Option<&'static str> {
    let endings: &[&str] = match kind {
        "省" => &["省"],
        "自治区" => &["自治区"],
        "直辖市" | "地级市" | "县级市" => &["市"],
        "特别行政区" => &["特别行政区"],
        "自治州" => &["自治州"],
        "地区" => &["地区"],
        "盟" => &["盟"],
        "县" => &["县"],
        "自治县" => &["自治县"],
        _ => return None,
    };
    let mut rest = endings
        .iter()
        .find_map(|ending| name.strip_suffix(ending))?;
    while let Some(shorter) = PEOPLES.iter().find_map(|people| rest.strip_suffix(people)) {
        if shorter.chars().count() < 2 {
            break;
        }
        rest = shorter;
    }
    (rest.chars().count() >= 2).then_some(rest)
}

/// What is known of a region.
pub fn division(region: Region) -> Division {
    GAZETTEER.divisions[usize::from(region.0)]
}

/// Whether divisions are called so, by their long or short name.
pub fn is_name(name: &str) -> bool {
    !GAZETTEER.named(name).is_empty()
}

/// How many divisions there are.
pub fn count() -> usize {
    GAZETTEER.divisions.len()
}

/// The regions of that name, long or short.
pub fn named(name: &str) -> Vec<Region> {
    GAZETTEER.named(name).to_vec()
}

impl Region {
    /// How high it stands.
    pub fn level(self) -> Level {
        match division(self).code.len() {
            2 => Level::Province,
            4 => Level::Prefecture,
            _ => Level::County,
        }
    }

    /// The region that it lies in.
    pub fn parent(self) -> Option<Self> {
        GAZETTEER.parents[usize::from(self.0)]
    }

    /// Its place among all divisions, from 0. It means something for one edition of the gazetteer.
    pub fn number(self) -> u16 {
        self.0
    }

    /// The region with this [number](Self::number).
    pub fn numbered(number: u16) -> Option<Self> {
        (usize::from(number) < GAZETTEER.divisions.len()).then_some(Self(number))
    }

    /// Whether it is `other` or lies in it.
    pub fn is_in(self, other: Self) -> bool {
        division(self).code.starts_with(division(other).code)
    }

    /// From the province down to it.
    pub fn line(self) -> Vec<Self> {
        let mut line: Vec<Self> =
            std::iter::successors(Some(self), |region| region.parent()).collect();
        line.reverse();
        line
    }

    /// Its name with those of the regions that it lies in: 浙江省宁波市海曙区.
    pub fn path(self) -> String {
        self.line()
            .into_iter()
            .map(|region| division(region).name)
            .collect()
    }
}

/// The region that a path as [`Region::path`] gives it names, and as far down as it is known:
/// 江西省赣江新区 is 江西省. `None` where not even the province is.
pub fn parse(path: &str) -> Option<Region> {
    let mut rest = path.trim();
    let mut region: Option<Region> = None;
    while !rest.is_empty() {
        let longest = GAZETTEER.longest;
        let next = prefixes(rest, longest).find_map(|name| {
            let all = GAZETTEER.named(name);
            let found = match region {
                Some(region) => {
                    let mut inside = all.iter();
                    inside.find(|found| found.is_in(region) && **found != region)?
                }
                None => alone(all)?,
            };
            Some((*found, name.len()))
        });
        let Some((found, length)) = next else { break };
        region = Some(found);
        rest = rest[length..].trim_start();
    }
    region
}

/// The one of these that stands higher than all others: 吉林 is the province.
fn alone(all: &[Region]) -> Option<&Region> {
    let highest = all.iter().map(|region| region.level()).min()?;
    let mut top = all.iter().filter(|region| region.level() == highest);
    top.next().filter(|_| top.next().is_none())
}

/// The beginnings of a text of at most `longest` characters, the longest first; two at least.
pub(super) fn prefixes(text: &str, longest: usize) -> impl Iterator<Item = &str> {
    let ends: Vec<usize> = text
        .char_indices()
        .map(|(at, c)| at + c.len_utf8())
        .take(longest)
        .skip(1)
        .collect();
    ends.into_iter().rev().map(|end| &text[..end])
}
