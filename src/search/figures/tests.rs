use super::*;

fn told(text: &str) -> Vec<(String, f64, String)> {
    figures(text)
        .into_iter()
        .map(|figure| {
            (
                text[figure.range.clone()].to_owned(),
                figure.value,
                figure.unit,
            )
        })
        .collect()
}

fn only(text: &str) -> Figure {
    let mut found = figures(text);
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    found.remove(0)
}

#[test]
fn qualifiers_before_inside_and_after_belong_to_the_number() {
    for (text, words, value, unit, qualifier) in [
        (
            "设备共享1.8万余次",
            "1.8万余次",
            18000.0,
            "次",
            Qualifier::Over,
        ),
        (
            "引育青年3.6万余人",
            "3.6万余人",
            36000.0,
            "人",
            Qualifier::Over,
        ),
        ("营收 3 亿以上，", "3 亿以上", 3e8, "", Qualifier::Over),
        ("投入2000余万元", "2000余万元", 2e7, "元", Qualifier::Over),
        (
            "贷款超过 22000 笔",
            "超过 22000 笔",
            22000.0,
            "笔",
            Qualifier::Over,
        ),
        ("余额近600亿元", "近600亿元", 6e10, "元", Qualifier::Nearly),
        ("总值约13亿元", "约13亿元", 1.3e9, "元", Qualifier::About),
        ("低息30%左右", "30%左右", 30.0, "%", Qualifier::About),
        (
            "补助最高不超过100万元",
            "最高不超过100万元",
            1e6,
            "元",
            Qualifier::AtMost,
        ),
        (
            "支持不低于 1000 万元",
            "不低于 1000 万元",
            1e7,
            "元",
            Qualifier::AtLeast,
        ),
        ("选派2名以上人员", "2名以上", 2.0, "名", Qualifier::Over),
        ("企业达800多家", "800多家", 800.0, "家", Qualifier::Over),
        ("引进企业超百家", "超百家", 100.0, "家", Qualifier::Over),
        ("活动近百场次", "近百场次", 100.0, "场次", Qualifier::Nearly),
        (
            "设备39台（套）",
            "39台（套）",
            39.0,
            "台（套）",
            Qualifier::Exact,
        ),
        (
            "产值1,234.5万元",
            "1,234.5万元",
            12_345_000.0,
            "元",
            Qualifier::Exact,
        ),
        ("共计１２家", "１２家", 12.0, "家", Qualifier::Exact),
    ] {
        let figure = only(text);
        assert_eq!(&text[figure.range.clone()], words);
        assert!(
            (figure.value - value).abs() < 1e-6 * value,
            "{text}: {}",
            figure.value
        );
        assert_eq!(
            (figure.unit.as_str(), figure.qualifier),
            (unit, qualifier),
            "{text}"
        );
    }
}

#[test]
fn dates_ordinals_codes_documents_names_and_markers_are_no_figures() {
    for text in [
        "2024年1月1日起施行",
        "1—10月，运行平稳",
        "排名第17位",
        "国发〔2024〕3号文件",
        "行动“131”计划",
        "建设“1”批驿站",
        "5G基站与3D打印",
        "分段制“2+2”模式",
        "科技园1.0版",
        "（1）强合作。",
        "1.强合作",
        "《评价报告2023》出炉",
        "近2年立项",
        "前2年学习",
        "榜单50强",
        "甬优“31”号",
        "2035年远景目标",
        "2021-2025年规划",
        "标准GB/T 15834，见附件",
    ] {
        assert_eq!(told(text), [], "{text}");
    }
}

#[test]
fn growth_is_a_change_and_a_new_level_is_not() {
    let text = "产值4539.22亿元、同比增长13.0%，贷款171亿元";
    let found = figures(text);
    assert_eq!(found.len(), 2);
    let change = found[0].change.as_ref().unwrap();
    assert_eq!(&text[change.range.clone()], "同比增长13.0%");
    assert!((change.signed() - 13.0).abs() < 1e-9 && change.kind == Kind::Rise);
    for text in [
        "比例提高到77.8%",
        "余额增长至560亿元",
        "含量降至0.05 mg/kg",
        "面积扩大到3亩",
    ] {
        assert_eq!(only(text).kind, Kind::Level, "{text}");
    }
    for (text, kind) in [
        ("较年初增加47.23亿元", Kind::Rise),
        ("增幅达74.54%", Kind::Rise),
        ("较去年上升 3 位", Kind::Rise),
        ("能耗同比下降5%", Kind::Fall),
        ("利率低于市场同类产品30%左右", Kind::Below),
        ("增速高于全省平均7.3个百分点", Kind::Above),
        ("占全市72%", Kind::Share),
        ("占GDP比重15.5%", Kind::Share),
        ("总量两年翻番", Kind::Rise),
    ] {
        assert_eq!(only(text).kind, kind, "{text}");
    }
}

#[test]
fn a_doubling_and_a_rate_belong_to_the_level_before() {
    let text = "高新技术企业总量突破1600家、两年翻番。";
    let figure = only(text);
    assert_eq!(figure.label, "高新技术企业总量");
    let change = figure.change.unwrap();
    assert_eq!((&text[change.range], change.value), ("两年翻番", 100.0));
    let text = "余额101.33亿元，较年初增加47.23亿元，增幅达74.54%。";
    let found = figures(text);
    assert_eq!(found.len(), 2);
    assert_eq!(found[1].label, "余额");
}

#[test]
fn numbers_that_are_told_together_keep_their_own_indicators_and_changes() {
    let text = "全市产值、合同成交额分别为4539.22亿元、428.73亿元，同比分别增长13.0%、178.31%。";
    let found = figures(text);
    let row = |figure: &Figure| {
        (
            figure.label.clone(),
            figure.value,
            figure.change().map(|change| change.0),
        )
    };
    let rows: Vec<_> = found.iter().map(row).collect();
    assert_eq!(
        rows,
        [
            ("产值".to_owned(), 453_922_000_000.0, Some(13.0)),
            ("合同成交额".to_owned(), 42_873_000_000.0, Some(178.31)),
        ]
    );
}

#[test]
fn numbers_that_share_a_unit_and_ranges_are_read_whole() {
    let text = "高于全省、全市平均29.9和7.3个百分点";
    let found = told(text);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].2, "个百分点");
    let range = only("每年选派10—20名专家");
    assert_eq!((range.value, range.upper), (10.0, Some(20.0)));
}

#[test]
fn a_measure_without_a_unit_is_found_where_words_tell_it() {
    let text = "土壤的 pH 由修复前的 5.45 升高至 6.23，";
    assert_eq!(told(text).len(), 2);
    assert_eq!(told("科普教育基地 24，").len(), 1);
}

#[test]
fn the_indicator_is_what_is_counted() {
    for (text, label) in [
        ("截至目前，累计开展“双周汇”活动10场，", "“双周汇”活动"),
        ("服务超500家企业，", "服务企业"),
        ("支持金额2100万元；", "支持金额"),
        ("全年完成技术合同成交额490亿元", "技术合同成交额"),
        ("与100余家高校院所合作", "高校院所合作"),
        ("解决364名应届毕业生就业", "解决应届毕业生就业"),
    ] {
        let found = figures(text);
        assert_eq!(found[0].label, label, "{text}");
    }
}

#[test]
fn the_same_indicator_told_with_two_values_is_pointed_out() {
    let one = figures("累计开展“双周汇”活动10场，服务企业80家，撮合融资超5000万元。");
    let two = figures("累计开展“双周汇”活动9场，服务企业80家，撮合融资5000万元。");
    let three = figures("已累计开展活动9场，服务企业80家。另有服务企业6005家。");
    let texts = [&one, &two, &three];
    let told: Vec<Told<'_>> = texts
        .iter()
        .enumerate()
        .flat_map(|(article, figures)| {
            figures.iter().map(move |figure| Told {
                figure,
                label: &figure.label,
                issue: 0,
                article: article as u32,
                sentence: (article * 1000 + figure.sentence.start) as u64,
                region: Some("江苏省南京市"),
            })
        })
        .collect();
    let other = told_twice(&told);
    let disputed: Vec<f64> = told
        .iter()
        .zip(&other)
        .filter(|(_, other)| other.is_some())
        .map(|(told, _)| told.figure.value)
        .collect();
    assert_eq!(disputed, [10.0, 9.0, 9.0]);
}

#[test]
fn every_range_is_a_slice_of_the_text() {
    use proptest::prelude::*;
    let alphabet = "[0-9０-９.,，。、（）“”+%万亿百千余多近超约以上家项元年月日第占同比增长翻番—\\- A-Gж😀]{0,60}";
    proptest!(|(text in alphabet)| {
        for figure in figures(&text) {
            prop_assert!(text.get(figure.range.clone()).is_some());
            prop_assert!(text.get(figure.sentence.clone()).is_some());
            prop_assert!(text.get(figure.clause.clone()).is_some());
            if let Some(change) = &figure.change {
                prop_assert!(text.get(change.range.clone()).is_some());
            }
        }
    });
}
