//! Names of divisions in a text: the longest from the left, without false friends.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::gazetteer::{GAZETTEER, Gazetteer, Level, Region, division, prefixes};

/// A name found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    /// Where it begins, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The divisions that are called so.
    pub regions: Vec<Region>,
    /// Whether it is the official name of one of them.
    pub full: bool,
}

/// What follows a name and makes another thing of it: 阿里云, 重庆大学, 北京时间, 长春花, 中山装.
const FOLLOWS: [(&str, &[&str]); 21] = [
    (
        "阿里",
        &["云", "巴巴", "健康", "妈妈", "系", "平台", "集团", "达摩"],
    ),
    ("北京", &["时间", "证券交易所", "同仁堂", "现代", "烤鸭"]),
    ("长春", &["花", "藤", "碱", "新碱", "真人"]),
    (
        "中山",
        &["装", "陵", "先生", "医", "舰", "大学", "大道", "路"],
    ),
    ("朝阳", &["产业", "行业", "企业", "群众"]),
    ("吉林", &["大学"]),
    ("安康", &["杯", "工程", "的"]),
    ("宝鸡", &["人"]),
    (
        "平安",
        &["中国", "银行", "集团", "建设", "保险", "科技", "创建"],
    ),
    ("大同", &["小异", "世界", "社会"]),
    ("太平", &["洋", "保险", "天国"]),
    ("昆仑", &["山", "万维", "银行", "数据"]),
    ("黄山", &["毛峰"]),
    (
        "东方",
        &[
            "财富", "红", "电气", "证券", "学院", "职业", "明珠", "雨虹", "园林", "国信", "航空",
        ],
    ),
    ("武夷山", &["岩茶"]),
    ("长治", &["久安"]),
    ("广安", &["门"]),
    ("新民", &["晚报", "主"]),
    ("开化", &["放"]),
    ("三明", &["治"]),
    ("六安", &["瓜片"]),
];

/// What follows a short name and shows that it is part of the name of a body elsewhere or of none:
/// a university, a bank, a company is not the region that it is called after.
const BODIES: [&str; 24] = [
    "大学",
    "银行",
    "交大",
    "交通大学",
    "理工",
    "师范",
    "医科大",
    "证券",
    "律师",
    "集团",
    "股份",
    "有限公司",
    "医药工业",
    "现代",
    "路",
    "街",
    "大道",
    "工业大学",
    "科技大学",
    "农业大学",
    "邮电大学",
    "化工大学",
    "中医药大学",
    "人寿",
];

/// What precedes a short name and makes another thing of it: 上海 in 上海合作组织 is no region.
pub(super) const ORGANISATIONS: [&str; 4] = ["上海合作组织", "北京冬奥", "博鳌亚洲", "海南航空"];

/// Short names of counties that are ordinary words: they count with their type alone.
static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| HashSet::from(ORDINARY));

const ORDINARY: [&str; 204] = [
    "安定", "安康", "安宁", "安平", "安全", "保定", "昌明", "长安", "长寿", "成功", "大方", "大化",
    "大关", "东方", "东风", "丰富", "富民", "高级", "公安", "共和", "光明", "广大", "和平", "和田",
    "红旗", "红星", "互助", "华安", "化德", "淮上", "集安", "嘉善", "建设", "交口", "金山", "进贤",
    "开化", "开平", "乐业", "利津", "联合", "灵山", "隆昌", "绿春", "马山", "民权", "民主", "明光",
    "南部", "南海", "南山", "宁静", "平安", "平定", "平和", "平原", "青年", "青山", "清水", "繁荣",
    "融安", "融水", "山阳", "商城", "上思", "射洪", "石景", "寿光", "松山", "太和", "太平", "天等",
    "天全", "天台", "团结", "团风", "温泉", "文明", "西部", "西山", "祥云", "新城", "新民", "新兴",
    "新星", "兴安", "兴国", "兴业", "兴隆", "兴文", "修水", "盐池", "阳光", "阳新", "永安", "永定",
    "友谊", "玉泉", "远安", "云山", "赞皇", "镇安", "中江", "中山", "自由", "尊重", "资源", "万全",
    "乐安", "安化", "安新", "通道", "大新", "古田", "沙洋", "平安", "平顺", "正安", "正定", "正阳",
    "同心", "同江", "永丰", "永顺", "永和", "大名", "大同", "宜君", "怀安", "尚义", "定边", "静安",
    "白云", "富源", "双江", "三台", "三江", "三门", "石林", "会同", "会理", "江口", "江山", "江城",
    "河口", "河间", "东光", "东海", "东平", "东山", "东阳", "西平", "西和", "南和", "南京", "北安",
    "中阳", "左权", "右玉", "理县", "龙门", "龙江", "凤凰", "天长", "铁力", "双流", "双阳", "灯塔",
    "红安", "麻城", "五常", "来宾", "来安", "来凤", "临时", "合作", "合水", "合山", "武功", "华容",
    "建德", "建平", "建始", "建水", "建瓯", "建昌", "建宁", "泰安", "泰和", "昌都", "高安", "高平",
    "高要", "高邑", "高阳", "高青", "高唐", "高县", "高州", "开原", "开阳", "开远", "开江", "开鲁",
];

/// Names in `text`, in order.
pub(super) fn names(text: &str) -> Vec<Name> {
    let gazetteer = &*GAZETTEER;
    let mut found: Vec<Name> = Vec::new();
    // Up to where the text is taken.
    let mut taken = 0;
    let mut before: Option<(usize, char)> = None;
    for (here, c) in text.char_indices() {
        let Some((at, first)) = before.replace((here, c)) else {
            continue;
        };
        if gazetteer.may_begin(first, c) && at >= taken {
            taken = name_at(gazetteer, text, at, &mut found).unwrap_or(taken);
        }
    }
    found
}

/// Take the name that begins at `at`, or what is none though it looks like one. Where it ends.
fn name_at(gazetteer: &Gazetteer, text: &str, at: usize, found: &mut Vec<Name>) -> Option<usize> {
    let rest = &text[at..];
    if let Some(organisation) = ORGANISATIONS.iter().find(|name| rest.starts_with(**name)) {
        return Some(at + organisation.len());
    }
    let mut longest = prefixes(rest, gazetteer.reach(rest));
    let name = longest.find(|name| !gazetteer.named(name).is_empty())?;
    let mut regions = gazetteer.named(name).to_vec();
    let mut full = regions.iter().any(|region| division(*region).name == name);
    let mut end = at + name.len();
    // 海南州 is the autonomous prefecture, 海南 the province.
    let states = |region: &Region| division(*region).kind == "自治州";
    if text[end..].starts_with('州') && regions.iter().any(states) {
        regions.retain(states);
        full = true;
        end += "州".len();
    }
    let after = &text[end..];
    // What is adjacent to the name of its own province or prefecture is meant as a region.
    let led = found
        .last()
        .filter(|last| text[last.end..at].trim().is_empty())
        .is_some_and(|last| {
            let inside = |region: &Region| last.regions.iter().any(|up| region.is_in(*up));
            regions.iter().any(inside)
        });
    if is_false(name, full, led, &regions, &text[..at], after) {
        // 重庆 in 重庆大学 is none, and nothing within it is.
        return Some(end);
    }
    found.push(Name {
        start: at,
        end,
        regions,
        full,
    });
    Some(end)
}

fn is_false(
    name: &str,
    full: bool,
    led: bool,
    regions: &[Region],
    before: &str,
    after: &str,
) -> bool {
    let follows = FOLLOWS.iter().filter(|(of, _)| *of == name);
    if follows
        .flat_map(|(_, words)| words.iter())
        .any(|word| after.starts_with(word))
    {
        return true;
    }
    if full {
        // 高新区, 开发区 and 新区 are no districts; 市区 of 城市区域 begins inside of a word.
        return before.ends_with(['城', '门']) && after.starts_with('域');
    }
    if led {
        return false;
    }
    if BODIES.iter().any(|body| after.starts_with(body)) {
        return true;
    }
    let county = regions.iter().all(|region| region.level() == Level::County);
    // Short names of counties: only where no ordinary word is meant, and not in the middle of one.
    county && (WORDS.contains(name) || name.chars().count() < 3 && !starts_word(before))
}

/// Whether a name can begin after `before`: at the start, or after a mark or blank.
fn starts_word(before: &str) -> bool {
    before
        .chars()
        .next_back()
        .is_none_or(|c| !c.is_alphanumeric())
}
