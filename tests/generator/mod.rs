//! Bulletins made up from a seed, with the answer that an import of them must give.
//!
//! Cities, units, people and figures are fictional.

pub(crate) mod typeset;

/// A small generator of numbers (splitmix64): the same seed gives the same bulletin everywhere.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x1234_5678)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % limit as u64) as usize
    }

    pub(crate) fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    /// True in `percent` of 100 throws.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub(crate) fn pick<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.below(list.len())]
    }
}

/// A block of an article.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    pub(crate) heading: bool,
    pub(crate) text: String,
}

/// An article.
#[derive(Debug, Clone)]
pub(crate) struct Article {
    /// One line, or two.
    pub(crate) title: Vec<String>,
    pub(crate) blocks: Vec<Block>,
}

/// An issue.
#[derive(Debug, Clone)]
pub(crate) struct Issue {
    pub(crate) series: String,
    pub(crate) year: u16,
    pub(crate) number: u16,
    pub(crate) total: Option<u32>,
    pub(crate) publisher: String,
    pub(crate) editor: String,
    pub(crate) phone: String,
    pub(crate) articles: Vec<Article>,
}

const SERIES: &[&str] = &[
    "海港科技简报",
    "云岭工作动态",
    "城市治理参考",
    "产业观察",
    "AI 应用快报",
    "松江信息",
    "调研内参",
    "创新要情",
];
const UNITS: &[&str] = &[
    "云溪市科学技术局综合保障中心",
    "望江市产业研究院",
    "白鹭市人民政府办公室",
    "青石市科技创新促进会",
];
const PEOPLE: &[&str] = &["沈知远", "顾 明", "欧阳青禾", "陆 川"];
const CITIES: &[&str] = &[
    "云溪市",
    "望江市",
    "白鹭市",
    "青石市",
    "银滩市",
    "翠岭市",
    "松涛区",
    "北原省南浦市",
    "西川省",
];
const ACTORS: &[&str] = &[
    "科技部门",
    "高新区管委会",
    "龙头企业",
    "高校院所",
    "孵化器",
    "“云帆”创新平台",
    "产业联盟（筹）",
    "专家服务团",
];
const VERBS: &[&str] = &[
    "统筹推进",
    "加快建设",
    "持续优化",
    "深入实施",
    "全面梳理",
    "协同攻关",
    "规范管理",
    "探索完善",
];
const OBJECTS: &[&str] = &[
    "概念验证平台",
    "中试基地",
    "“揭榜挂帅”机制",
    "成果转化清单",
    "科技特派员制度",
    "低空经济场景",
    "数据要素市场",
    "《云溪市创新券管理办法》",
    "人才“服务站”",
    "AI 大模型应用",
    "绿色低碳园区",
    "知识产权质押融资",
];
const CLAUSES: &[&str] = &[
    "服务企业",
    "累计完成技术合同",
    "新增平台载体",
    "培训技术经纪人",
    "撮合融资项目",
    "开放应用场景",
];
const COUNTS: &[&str] = &["家", "项", "个", "人次", "场"];
const ENDS: &[&str] = &[
    "取得阶段性成效",
    "群众满意度明显提升",
    "形成可复制的做法",
    "为全年目标打下基础",
    "创新活力不断释放",
];

/// A clause without a mark at its end.
fn clause(dice: &mut Dice) -> String {
    match dice.below(6) {
        0 => format!(
            "{}{}{}",
            dice.pick(ACTORS),
            dice.pick(VERBS),
            dice.pick(OBJECTS)
        ),
        1 => {
            let space = if dice.chance(50) { " " } else { "" };
            format!(
                "{}{space}{}{space}{}",
                dice.pick(CLAUSES),
                dice.between(2, 9800),
                dice.pick(COUNTS)
            )
        }
        2 => format!("同比增长 {}.{}%", dice.between(1, 90), dice.below(10)),
        3 => format!(
            "推动“{}”和“{}”落地",
            dice.pick(OBJECTS)
                .trim_matches(['“', '”'])
                .replace(['“', '”'], ""),
            dice.pick(VERBS)
        ),
        4 => format!(
            "{}（以下简称“{}”）",
            dice.pick(ACTORS).replace(['（', '）', '“', '”'], ""),
            dice.pick(VERBS)
        ),
        _ => format!(
            "{}{}{}",
            dice.pick(VERBS),
            dice.pick(OBJECTS),
            if dice.chance(50) {
                "和配套政策"
            } else {
                ""
            }
        ),
    }
}

fn sentence(dice: &mut Dice) -> String {
    let mut text = match dice.below(4) {
        0 => format!("{}年以来", dice.between(2020, 2026)),
        1 => format!("在{}", dice.pick(CITIES)),
        2 => "截至目前".to_owned(),
        _ => clause(dice),
    };
    for _ in 0..dice.between(1, 4) {
        text.push(if dice.chance(85) { '，' } else { '；' });
        text.push_str(&clause(dice));
    }
    if dice.chance(30) {
        text.push('，');
        text.push_str(dice.pick(ENDS));
    }
    text.push_str(if dice.chance(96) { "。" } else { "！" });
    text
}

fn sentences(dice: &mut Dice, low: usize, high: usize) -> String {
    let count = dice.between(low, high);
    (0..count).map(|_| sentence(dice)).collect()
}

const HAN: [&str; 8] = ["一", "二", "三", "四", "五", "六", "七", "八"];

fn article(dice: &mut Dice, city: &str) -> Article {
    let first = format!(
        "{city}{}{}{}",
        if dice.chance(40) { "：" } else { "" },
        dice.pick(VERBS),
        dice.pick(OBJECTS)
    );
    let second = format!(
        "{}{}{}",
        dice.pick(VERBS),
        dice.pick(OBJECTS),
        dice.pick(&["", "显成效", "走深走实", "再上台阶"])
    );
    let title = if dice.chance(30) {
        vec![first, second]
    } else {
        vec![format!(
            "{first}{}",
            dice.pick(&["", "见实效", "出新招", "促转型"])
        )]
    };
    let mut blocks = Vec::new();
    let mut push = |heading, text| blocks.push(Block { heading, text });
    push(false, sentences(dice, 1, 4));
    let style = dice.below(6);
    if style == 4 {
        let text = format!("{}明确以下重点：", clause(dice));
        push(false, text);
    }
    let items = dice.between(2, 5);
    for (nth, n) in HAN.iter().take(items).enumerate() {
        match style {
            0 => push(
                false,
                format!("{n}是{}。{}", clause(dice), sentences(dice, 1, 5)),
            ),
            1 => {
                push(
                    true,
                    format!("{n}、{}，{}", dice.pick(VERBS), dice.pick(ENDS)),
                );
                push(false, sentences(dice, 1, 5));
            }
            2 => push(
                false,
                format!("（{n}）{}。{}", clause(dice), sentences(dice, 1, 4)),
            ),
            3 => push(
                false,
                format!("({}) {}。{}", nth + 1, clause(dice), sentences(dice, 1, 4)),
            ),
            4 => push(
                false,
                format!("——{}，{}", clause(dice), sentences(dice, 1, 3)),
            ),
            _ => push(false, sentences(dice, 1, 6)),
        }
    }
    Article { title, blocks }
}

/// Makes an issue.
pub(crate) fn issue(dice: &mut Dice) -> Issue {
    let mut articles: Vec<Article> = Vec::new();
    let count = dice.between(3, 8);
    while articles.len() < count {
        let city = dice.pick(CITIES);
        let next = article(dice, city);
        if articles.iter().all(|a| a.title[0] != next.title[0]) {
            articles.push(next);
        }
    }
    Issue {
        series: dice.pick(SERIES).to_owned(),
        year: dice.between(2015, 2027) as u16,
        number: dice.between(1, 36) as u16,
        total: dice.chance(40).then(|| dice.between(40, 700) as u32),
        publisher: dice.pick(UNITS).to_owned(),
        editor: dice.pick(PEOPLE).to_owned(),
        phone: format!(
            "0{}-{}",
            dice.between(100, 999),
            dice.between(2_000_000, 8_999_999)
        ),
        articles,
    }
}
