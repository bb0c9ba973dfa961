//! Libraries of any size, from a vocabulary: issues of seven articles, 18 KB of text each, as the
//! monthly bulletins of many cities would be. The same number gives the same library.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const CITIES: &[&str] = &[
    "杭州",
    "宁波",
    "温州",
    "嘉兴",
    "湖州",
    "绍兴",
    "金华",
    "衢州",
    "舟山",
    "台州",
    "丽水",
    "南京",
    "苏州",
    "无锡",
    "常州",
    "合肥",
    "芜湖",
    "济南",
    "青岛",
    "郑州",
    "武汉",
    "长沙",
    "成都",
    "重庆",
    "西安",
    "兰州",
    "呼和浩特",
    "沈阳",
    "大连",
    "长春",
    "哈尔滨",
    "福州",
    "厦门",
    "南昌",
    "广州",
    "深圳",
    "珠海",
    "佛山",
    "南宁",
    "海口",
    "贵阳",
    "昆明",
    "银川",
    "乌鲁木齐",
];
const THINGS: &[&str] = &[
    "科技创新",
    "人工智能",
    "数字经济",
    "先进制造",
    "绿色低碳",
    "生物医药",
    "集成电路",
    "新型储能",
    "低空飞行",
    "现代农业",
    "城市更新",
    "公共服务",
    "人才引育",
    "成果转化",
    "知识产权",
    "科技金融",
    "中小企业",
    "产业园区",
    "创新平台",
    "重点实验室",
    "营商环境",
    "数据要素",
    "基础研究",
    "开放合作",
];
const DOES: &[&str] = &[
    "出台", "推进", "建成", "启用", "举办", "发布", "完善", "探索", "深化", "支持", "引导", "扩大",
    "统筹", "优化", "培育", "打造", "形成", "落实", "评估", "开展",
];
const WHAT: &[&str] = &[
    "若干措施",
    "行动方案",
    "专项资金",
    "服务体系",
    "工作机制",
    "示范项目",
    "试点任务",
    "对接活动",
    "综合平台",
    "联合体",
    "清单制度",
    "评价办法",
    "孵化载体",
    "揭榜攻关",
    "风险补偿",
    "应用场景",
    "标准体系",
    "合作网络",
    "培训计划",
    "监测系统",
];
const TAILS: &[&str] = &[
    "同比增长",
    "较上年提高",
    "覆盖全市",
    "服务企业",
    "累计投入",
    "带动就业",
    "惠及群众",
    "签约项目",
    "达到预期",
    "位居前列",
];
/// Stands in one article of a thousand issues.
pub(crate) const RARE: &str = "量子磁力计校准";
/// Stands in most articles.
pub(crate) const COMMON: &str = "科技";

/// A small generator of numbers (xorshift64*), so that every run makes the same library.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % sides
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.roll(words.len())]
    }
}

fn sentence(dice: &mut Dice, out: &mut String) {
    let city = dice.of(CITIES);
    match dice.roll(4) {
        0 => {
            let _ = write!(
                out,
                "{city}市{}{}{}，{} {}.{}%，占 GDP 比重{}。",
                dice.of(DOES),
                dice.of(THINGS),
                dice.of(WHAT),
                dice.of(TAILS),
                dice.roll(40),
                dice.roll(10),
                dice.of(TAILS),
            );
        }
        1 => {
            let _ = write!(
                out,
                "“{}”{}{}以来，{}{}余家，{}{}。",
                dice.of(THINGS),
                dice.of(WHAT),
                dice.of(DOES),
                dice.of(TAILS),
                dice.roll(5000),
                dice.of(DOES),
                dice.of(WHAT),
            );
        }
        2 => {
            let _ = write!(
                out,
                "{}年，{city}{}{}，{}{}与{}相衔接，{}亿元资金{}到位。",
                2004 + dice.roll(20),
                dice.of(DOES),
                dice.of(WHAT),
                dice.of(DOES),
                dice.of(THINGS),
                dice.of(THINGS),
                dice.roll(900),
                dice.of(DOES),
            );
        }
        _ => {
            let _ = write!(
                out,
                "围绕{}、{}和{}，{}{}，{}{}。",
                dice.of(THINGS),
                dice.of(THINGS),
                dice.of(THINGS),
                dice.of(DOES),
                dice.of(WHAT),
                dice.of(DOES),
                dice.of(WHAT),
            );
        }
    }
}

/// The name and text of the issue file number `issue` of `of`.
fn issue(issue: usize, of: usize) -> (String, String) {
    let mut dice =
        Dice(0x9e37_79b9_7f4a_7c15 ^ (issue as u64 + 1).wrapping_mul(0xbf58_476d_1ce4_e5b9));
    // As many series as needed for twenty years of months.
    let series = issue % of.div_ceil(240).max(1);
    let month = issue / of.div_ceil(240).max(1);
    let (year, number) = (2024 - month / 12, 12 - month % 12);
    let id = format!("kjck{series:03}-{year}-{number:02}");
    let mut text = format!(
        "format = 1\nid = \"{id}\"\ntitle = \"科技参考{series:03}\"\nyear = {year}\nnumber = {number}\n\
         publisher = \"科学技术情报研究所\"\neditor = \"编辑部\"\ntext = \"full\"\n"
    );
    let titles: Vec<String> = (0..7)
        .map(|_| {
            let (city, does) = (dice.of(CITIES), dice.of(DOES));
            format!("{city}市{does}{}{}", dice.of(THINGS), dice.of(WHAT))
        })
        .collect();
    for (at, title) in titles.iter().enumerate() {
        let article = at + 1;
        let _ = write!(
            text,
            "\n[[contents]]\ntitle = \"{title}\"\npage = {article}\narticle = {article}\n"
        );
    }
    let rare = (issue % 1000 == 499).then(|| dice.roll(7));
    for (at, title) in titles.iter().enumerate() {
        let page = at + 1;
        let _ = write!(
            text,
            "\n[[articles]]\ntitle = \"{title}\"\npage = {page}\nblocks = [\n"
        );
        for block in 0..8 {
            text.push_str("  { paragraph = \"");
            if rare == Some(at) && block == 3 {
                let _ = write!(text, "当地完成{RARE}。");
            }
            let start = text.len();
            while text.len() - start < 295 {
                sentence(&mut dice, &mut text);
            }
            text.push_str("\" },\n");
        }
        text.push_str("]\n");
    }
    (format!("{id}.toml"), text)
}

/// Write issues `range` of a library of `of` into `dir`.
pub(crate) fn write(dir: &Path, range: std::ops::Range<usize>, of: usize) {
    fs::create_dir_all(dir).expect("the folder can be made");
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    std::thread::scope(|scope| {
        for thread in 0..threads {
            let range = range.clone();
            scope.spawn(move || {
                for number in range.skip(thread).step_by(threads) {
                    let (name, text) = issue(number, of);
                    fs::write(dir.join(name), text).expect("an issue can be written");
                }
            });
        }
    });
}
