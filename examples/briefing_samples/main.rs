//! Writes briefings of invented text, for `scripts/proof_briefing.sh`: each in every format, and
//! beside them what the page grid says of them (`NAME.grid.json`).
//!
//! ```text
//! cargo run --example briefing_samples -- FOLDER [COUNT]
//! ```

mod demo;

use std::error::Error;
use std::path::PathBuf;

use jianbao::briefing::{
    Comment, Cover, Date, Distribution, Document, Draft, Footnote, Grid, Group, Item, Options,
    Paragraph, SourceFacts, Standard, export,
};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("which folder?")?);
    let count: u64 = arguments.next().map_or(Ok(3), |count| count.parse())?;
    std::fs::create_dir_all(&folder)?;
    let options = Options {
        draft: Draft::Review,
        standard: Standard::default(),
        references: true,
        created: 1_795_000_000,
    };
    let samples = (0..count).map(|number| (format!("sample{number:03}"), sample(number)));
    for (name, document) in samples.chain([("demo".to_owned(), demo::demo())]) {
        let grid = Grid::new(&document, &options);
        let write = |extension: &str, bytes: &[u8]| {
            std::fs::write(folder.join(format!("{name}.{extension}")), bytes)
        };
        write("grid.json", grid_json(&document, &grid).as_bytes())?;
        for format in export::Format::ALL {
            let bytes = export::write(&document, format, &options)?;
            write(format.extension(), &bytes)?;
        }
    }
    Ok(())
}

fn grid_json(document: &Document, grid: &Grid) -> String {
    let paragraphs = document.items().flat_map(|item| &item.paragraphs);
    let comments: usize = paragraphs.map(|paragraph| paragraph.comments.len()).sum();
    let lines: Vec<_> = grid
        .lines()
        .map(|line| {
            serde_json::json!({
                "page": line.page, "row": line.row, "style": format!("{:?}", line.style),
                "text": line.text, "right": line.right, "first": line.is_first, "last": line.is_last,
            })
        })
        .collect();
    let all = serde_json::json!({
        "pages": grid.pages(), "rest": grid.rest(), "comments": comments, "lines": lines,
    });
    all.to_string()
}

/// Numbers that are the same at each run (a linear congruential generator).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }

    fn of<'a>(&mut self, choice: &[&'a str]) -> &'a str {
        choice[self.below(choice.len() as u64) as usize]
    }

    fn sentence(&mut self) -> String {
        const WORDS: &[&str] = &[
            "推动", "产业", "园区", "服务", "机制", "企业", "平台", "研究", "成果", "转化", "人才",
            "资金", "建设", "全市", "围绕", "重点", "实施", "项目", "联合", "提升", "水平", "加快",
            "形成", "体系", "的", "了", "在",
        ];
        let mut text = String::new();
        for _ in 0..1 + self.below(4) {
            for _ in 0..2 + self.below(6) {
                text.push_str(self.of(WORDS));
            }
            text.push_str(match self.below(9) {
                0 => self.of(&[
                    "“一码通办”",
                    "《若干措施》",
                    "（含县区）",
                    "“双招双引”",
                    "“产学研”合作（试点）",
                ]),
                1 | 2 => self.of(&[
                    "236 家",
                    "12项",
                    "4539.22 亿元",
                    "增长18.5%",
                    "2023 年",
                    "1/3",
                    "10～20件",
                    "3—5年",
                ]),
                3 => self.of(&[
                    "R&D",
                    "AI",
                    "5G",
                    "PM2.5",
                    "GDP",
                    "Wi-Fi",
                    "COVID-19",
                    "A·B",
                    "OpenAI o1",
                ]),
                _ => "",
            });
            // As rare as in real bulletins: LibreOffice parts them at the ends of lines.
            if self.below(80) == 0 {
                text.push_str(self.of(&["——", "……"]));
            }
            text.push_str(self.of(&["，", "，", "、", "；", "：", "，"]));
        }
        text.pop();
        text.push_str(self.of(&["。", "。", "。", "！", "？", "。”"]));
        text
    }

    fn paragraph(&mut self) -> String {
        (0..1 + self.below(5)).map(|_| self.sentence()).collect()
    }
}

/// A briefing of invented text; each number gives another.
fn sample(number: u64) -> Document {
    let mut dice = Dice(number * 7919 + 1);
    let themes = ["产业园区", "科技金融", "人才政策"];
    let mut groups = Vec::new();
    let mut count = 0;
    for theme in themes.iter().take(1 + (number % 3) as usize) {
        let items = (0..2 + dice.below(3)).map(|_| {
            count += 1;
            item(&mut dice, count, number)
        });
        groups.push(Group {
            theme: (number % 3 > 0).then(|| (*theme).to_owned()),
            items: items.collect(),
        });
    }
    Document {
        cover: Cover {
            name: ["科技工作简报", "信息参考", "全市科技创新与产业发展情况简报"]
                [(number % 3) as usize]
                .into(),
            number: Some(12),
            total: Some(128),
            year: None,
            unit: "示例市科学技术信息研究所".into(),
            date: Date::new(2026, 11, 20).ok(),
            classification: ["内部资料", "", "秘密★1年"][(number % 3) as usize].into(),
            serial: ["000012", "", ""][(number % 3) as usize].into(),
        },
        editors_note: vec![dice.paragraph()],
        groups,
        distribution: Distribution {
            report_to: vec!["示例市委办公室".into(), "示例市人民政府办公室".into()],
            send_to: vec![
                "各县（市、区）科学技术局".into(),
                "高新技术产业开发区管理委员会".into(),
                "在示高等学校".into(),
            ],
            issue_to: vec!["本所各部门".into()],
            copies: Some(60),
        },
    }
}

fn item(dice: &mut Dice, count: u32, number: u64) -> Item {
    const TITLES: &[&str] = &[
        "示例市建设“一站式”技术转移服务平台",
        "甲地：以园区为载体推动成果转化",
        "乙地出台科技型中小企业梯度培育办法，三年内实现规模以上工业企业研发活动全覆盖",
        "校企联合实验室的5条经验",
    ];
    let title = dice.of(TITLES).to_owned();
    let mut paragraphs = Vec::new();
    for section in 0..1 + dice.below(3) {
        if section > 0 || dice.below(2) == 0 {
            paragraphs.push(Paragraph::heading(
                1,
                format!("{}、完善服务体系", ["一", "二", "三"][section as usize]),
            ));
        }
        if dice.below(3) == 0 {
            paragraphs.push(Paragraph::heading(2, "（一）强化政策供给"));
        }
        for _ in 0..1 + dice.below(4) {
            let mut paragraph = Paragraph::body(dice.paragraph());
            let text = &paragraph.text;
            let boundary = |at: usize| text.floor_char_boundary(at);
            let (from, to) = (boundary(text.len() / 4), boundary(text.len() / 2));
            if dice.below(3) == 0 {
                paragraph.comments.push(Comment {
                    range: from..to,
                    author: "审稿人".into(),
                    date: 1_794_900_000,
                    text: "请核对这组数字。\n并注明口径。".into(),
                });
                paragraph.highlights.push(from..to);
            }
            if number % 2 == 1 && dice.below(4) == 0 {
                paragraph.footnotes.push(Footnote {
                    at: to,
                    text: "数字为初步核算数，以统计部门公布的为准；口径与上年一致，不含开发区。"
                        .into(),
                });
            }
            paragraphs.push(paragraph);
        }
    }
    Item {
        source: SourceFacts {
            title: title.clone(),
            series: "科技情报参考".into(),
            year: Some(2024),
            number: Some(9),
            pages: Some((count, count + 1)),
            ..SourceFacts::default()
        },
        title,
        paragraphs,
        ..Item::default()
    }
}
