//! Bulletins written by chance: formulas and figures, as repetitive as the real ones.

use crate::rng::Rng;

pub(crate) struct Article {
    pub(crate) title: String,
    pub(crate) blocks: Vec<String>,
}

const CITIES: &[&str] = &[
    "青山市",
    "临江市",
    "云台县",
    "白河区",
    "安远市",
    "东陵市",
    "石桥县",
    "南屏市",
    "永宁区",
    "北川市",
];
const UNITS: &[&str] = &[
    "科技局",
    "发展改革委",
    "高新区管委会",
    "工业和信息化局",
    "生产力促进中心",
    "大学科技园",
    "概念验证中心",
    "市场监管局",
    "金融办",
    "人才服务中心",
];
const FIELDS: &[&str] = &[
    "生物医药",
    "新能源汽车",
    "人工智能",
    "智能装备",
    "稀土新材料",
    "现代种业",
    "集成电路",
    "氢能储能",
    "数字经济",
    "绿色算力",
    "乳制品加工",
    "光伏组件",
];
const ACTS: &[&str] = &[
    "出台实施细则",
    "设立专项资金",
    "搭建公共服务平台",
    "组建创新联合体",
    "举办成果对接会",
    "开展揭榜挂帅",
    "推行首席专家制度",
    "建设中试基地",
    "完善容错机制",
    "发放创新券",
    "实行全程代办",
    "开通绿色通道",
];
const AIMS: &[&str] = &[
    "打通成果转化最后一公里",
    "破解企业融资难题",
    "培育新质生产力",
    "提升产业链韧性",
    "引导社会资本投早投小",
    "推动科研人员服务企业",
    "降低中小企业研发成本",
    "让数据多跑路、群众少跑腿",
];
const FORMULAS: &[&str] = &[
    "下一步，将继续深化科技体制改革，为高质量发展注入新动能。",
    "会议强调，要坚持创新在现代化建设全局中的核心地位。",
    "目前，各项工作正在有序推进。",
];
const SAID: &[&str] = &[
    "企业只需提交一次材料",
    "逐项明确责任单位和完成时限",
    "难题由专班当场答复",
    "办理时间由十五天缩短为三天",
    "审批事项全部网上可查",
    "凡是承诺的资金年底前拨付到位",
    "失败的项目经评议可以免责",
    "专家每周到车间坐诊",
];
const SHAPES: &[&str] = &[
    "一中心、多基地",
    "一核两翼",
    "研发在园区、转化在县区",
    "龙头牵引、链条协同",
    "一产业一基金",
    "前店后厂",
];
const PEOPLE: &[&str] = &["负责人", "首席专家", "企业代表", "博士生导师", "工作人员"];

/// An issue of `count` articles.
pub(crate) fn issue(rng: &mut Rng, count: usize) -> Vec<Article> {
    (0..count).map(|_| article(rng)).collect()
}

pub(crate) fn article(rng: &mut Rng) -> Article {
    let title = format!(
        "{}：{} {}",
        rng.pick(CITIES),
        rng.pick(ACTS),
        rng.pick(AIMS)
    );
    let paragraphs = 4 + rng.below(8);
    let mut blocks = Vec::new();
    for _ in 0..paragraphs {
        if rng.chance(12) {
            blocks.push(format!(
                "（{}）{}",
                rng.pick(&["一", "二", "三", "四"]),
                rng.pick(AIMS)
            ));
        }
        let count = 2 + rng.below(5);
        blocks.push((0..count).map(|_| sentence(rng)).collect());
    }
    Article { title, blocks }
}

pub(crate) fn sentence(rng: &mut Rng) -> String {
    let (city, unit, field) = (rng.pick(CITIES), rng.pick(UNITS), rng.pick(FIELDS));
    let (act, other, aim) = (rng.pick(ACTS), rng.pick(ACTS), rng.pick(AIMS));
    let (n, m) = (2 + rng.below(900), 1 + rng.below(99));
    let tenth = rng.below(10);
    match rng.below(9) {
        0 => format!("{city}{unit}围绕{field}产业{act}，{aim}。"),
        1 => format!(
            "截至{m}月底，全市{field}企业达到{n}家，同比增长{m}.{tenth}%，占规上工业的比重为{tenth}成。"
        ),
        2 => format!(
            "“我们{act}，就是要{aim}。”{city}{unit}{}表示，企业只需提交一次材料。",
            rng.pick(PEOPLE)
        ),
        3 => format!("{city}拿出{n}万元，对{field}领域的{m}个项目给予支持，并{act}、{other}。"),
        4 => format!(
            "在{field}方面，{unit}联合{m}家高校院所{act}，累计转化成果{n}项，合同金额{m}.{tenth}亿元。"
        ),
        5 => format!(
            "为{aim}，{city}先后{act}，{other}，形成“{}”的格局。",
            rng.pick(SHAPES)
        ),
        6 => format!(
            "{unit}建立“{field}+”清单，{}，每{}调度一次！",
            rng.pick(SAID),
            rng.pick(&["周", "月", "季度", "半年"])
        ),
        7 => format!(
            "{city}与{}签订合作协议，共同{act}，首批{n}名技术经纪人已经上岗。",
            rng.pick(CITIES)
        ),
        _ => rng.pick(FORMULAS).to_owned(),
    }
}
