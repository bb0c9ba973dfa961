//! The briefing of the picture in the README: invented places, invented figures.

use jianbao::briefing::{
    Comment, Cover, Date, Distribution, Document, Footnote, Group, Item, Paragraph, SourceFacts,
};

/// Three items of two themes.
pub(crate) fn demo() -> Document {
    Document {
        cover: Cover {
            name: "科技工作简报".into(),
            number: Some(12),
            total: Some(128),
            year: None,
            unit: "示例市科学技术信息研究所".into(),
            date: Date::new(2026, 11, 20).ok(),
            classification: "内部资料".into(),
            serial: "000012".into(),
        },
        editors_note: vec![
            "各地近来在成果转化和科技金融上做法不少，本期选编三则，供有关部门参阅。文中数字均以原刊为准，引用前请再核对。"
                .into(),
        ],
        groups: vec![
            Group {
                theme: Some("成果转化".into()),
                items: vec![bench(), park()],
            },
            Group {
                theme: Some("科技金融".into()),
                items: vec![loans()],
            },
        ],
        distribution: Distribution {
            report_to: vec!["示例市委办公室".into(), "示例市人民政府办公室".into()],
            send_to: vec!["各县（市、区）科学技术局".into(), "示例大学".into()],
            issue_to: vec!["本所各部门".into()],
            copies: Some(60),
        },
    }
}

fn source(title: &str, number: u32, pages: (u32, u32)) -> SourceFacts {
    SourceFacts {
        title: title.into(),
        series: "示例参考".into(),
        year: Some(2026),
        number: Some(number),
        pages: Some(pages),
        ..SourceFacts::default()
    }
}

fn bench() -> Item {
    let title = "甲市：把中试平台建到园区里";
    let mut costs = Paragraph::body(
        "平台由园区出场地、高校出团队、企业出订单，设备开放共享，按机时收费。运行一年来，共服务企业86家，完成中试项目41个，其中27个已经投产，平均每个项目少花费120余万元。",
    );
    let from = costs.text.find("27").unwrap_or(0);
    costs.comments.push(Comment {
        range: from..from + "27个已经投产".len(),
        author: "审稿人".into(),
        date: 1_794_900_000,
        text: "投产数与上期所载不同，请核对。".into(),
    });
    costs.highlights.push(from..from + "27个已经投产".len());
    Item {
        title: title.into(),
        paragraphs: vec![
            Paragraph::heading(1, "一、先问企业要什么"),
            Paragraph::body(
                "甲市在建平台之前，用三个月走访了园区的214家企业，把“想做而不敢做”的试验列成清单，再按清单购置设备。清单每半年更新一次，由企业投票决定先后。",
            ),
            Paragraph::heading(1, "二、再定平台怎么管"),
            costs,
            Paragraph::body(
                "平台设技术经理人12名，负责把企业的话“翻译”成试验方案，把试验结果“翻译”成工艺参数。经理人的报酬与投产项目挂钩，不与合同金额挂钩。",
            ),
        ],
        source: source(title, 9, (3, 5)),
        ..Item::default()
    }
}

fn park() -> Item {
    let title = "乙县：一个“小窗口”办好转化全流程";
    Item {
        title: title.into(),
        paragraphs: vec![
            Paragraph::body(
                "乙县把专利评估、合同登记、税收减免等9个事项并到一个窗口，材料由31份减到8份，办结时间由22个工作日减到5个。窗口不坐等，每周二、周四到园区现场办理。",
            ),
            Paragraph::heading(2, "（一）前台一次受理"),
            Paragraph::body(
                "企业只填一张表，后台按事项分派；缺什么材料，由窗口代为调取，不再让企业在部门之间来回跑。",
            ),
            Paragraph::heading(2, "（二）后台限时反馈"),
            Paragraph::body(
                "各部门须在两个工作日内回复，逾期由系统自动提醒分管负责人；确有困难的，书面说明理由，由窗口答复企业。",
            ),
        ],
        source: source(title, 10, (7, 8)),
        ..Item::default()
    }
}

fn loans() -> Item {
    let title = "丙区：用“技术流”代替“资金流”评价小企业";
    let mut share = Paragraph::body(
        "试点一年，全区有132家企业凭评价结果取得贷款4.6亿元，其中首次贷款的占六成；不良率为0.4%，低于同期小微企业贷款的平均水平。",
    );
    let at = share.text.find('；').unwrap_or(0);
    share.footnotes.push(Footnote {
        at,
        text: "首次贷款指企业在征信系统中没有贷款记录。".into(),
    });
    Item {
        title: title.into(),
        paragraphs: vec![
            Paragraph::body(
                "丙区与4家银行约定，不看抵押看研发：研发投入、专利质量、技术人员比重等11项指标折成分数，分数对应额度，系统自动授信。",
            ),
            share,
        ],
        source: source(title, 11, (2, 3)),
        ..Item::default()
    }
}
