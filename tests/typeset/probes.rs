//! Places in Chinese text where the right answer is known.
//!
//! `|` marks the place; `true`: a line may break there, `false`: it must not. Sources: GB/T
//! 15834-2011 §5.1, W3C CLREQ (GB style), UAX #14.

use jianbao::typeset::break_opportunities;

const PROBES: &[(&str, bool)] = &[
    // Quotation marks: Han may part from “ before it and from ” after it, never inside.
    ("的|“链主”企业", true),
    ("的“|链主”企业", false),
    ("“链|主”", true),
    ("“链主|”企业", false),
    ("“链主”|企业", true),
    ("，|“双碳”", true),
    ("，“|双碳”", false),
    ("。|“双碳”", true),
    ("他说：|“好。”", true),
    ("他说：“好|。”", false),
    ("他说：“好。|”", false),
    ("“好。”|随后", true),
    ("“甲”|“乙”", true),
    ("“甲”|、“乙”", false),
    ("“甲”、|“乙”", true),
    ("“甲”|（简称）", true),
    ("《规划》|“十条”", true),
    ("“|《规划》”", false),
    ("“《规划》|”", false),
    ("“‘|好’”", false),
    ("“‘好|’”", false),
    ("“‘好’|”", false),
    ("的|‘好’", true),
    ("‘好’|字", true),
    ("打造|“5G 工厂”", true),
    ("“|5G 工厂”", false),
    ("提供“AI|”服务", false),
    ("提供“AI”|服务", true),
    ("”|2024 年", true),
    ("it’|s", false),
    // Pausing and closing marks.
    ("甲|，乙", false),
    ("甲，|乙", true),
    ("甲|。乙", false),
    ("甲。|乙", true),
    ("甲|、乙", false),
    ("甲、|乙", true),
    ("甲|；", false),
    ("甲|：乙", false),
    ("甲：|乙", true),
    ("甲|？", false),
    ("甲？|！", false),
    ("甲|！", false),
    ("甲 |，乙", false),
    ("甲\u{3000}|。", false),
    ("甲|,乙", false),
    ("甲|.", false),
    ("甲|!", false),
    ("甲|;", false),
    // Brackets and book titles.
    ("的|《办法》", true),
    ("的《|办法》", false),
    ("《办法|》", false),
    ("《办法》|的", true),
    ("《办法》|（试行）", true),
    ("《办法》（|试行）", false),
    ("《办法》（试行|）", false),
    ("（一）|甲", true),
    ("（|一）", false),
    ("（一|）", false),
    ("甲|【乙】", true),
    ("【|乙】", false),
    ("【乙|】", false),
    ("甲|〔2024〕3 号", true),
    ("〔|2024〕", false),
    ("〔2024|〕", false),
    ("〔2024〕|3 号", true),
    ("甲|(乙)", true),
    ("甲(|乙)", false),
    ("甲(乙|)", false),
    ("甲(乙)|丙", true),
    ("「|甲」", false),
    ("（ |甲）", false),
    // Dashes and ellipses.
    ("结果|——他", false),
    ("结果—|—他", false),
    ("结果——|他", true),
    ("结果|……他", false),
    ("结果…|…他", false),
    ("结果……|他", true),
    ("结果……|”", false),
    // Connectors and solidus.
    ("研发|—转化", false),
    ("研发—|转化", true),
    ("1|—7 月", false),
    ("10|～20", false),
    ("10～|20", true),
    ("五|～六", false),
    ("甲|－乙", false),
    ("甲－|乙", true),
    ("甲|／乙", false),
    ("甲／|乙", false),
    ("和|/或", false),
    ("和/|或", false),
    ("1|-9 月", false),
    ("1-|9 月", false),
    ("甲|-乙", false),
    ("甲-|乙", true),
    ("10|–20", false),
    // Middle dot.
    ("列奥纳多|·达", false),
    ("列奥纳多·|达", true),
    // Numbers, prefixes, signs and units.
    ("1|2", false),
    ("1,|000", false),
    ("1|,000", false),
    ("3|.5", false),
    ("3.|5", false),
    ("５|６", false),
    ("５．|６", false),
    ("3.5|%", false),
    ("3.5|％", false),
    ("3.5|‰", false),
    ("3.5 |%", false),
    ("25|℃", false),
    ("25 |℃", false),
    ("40|°", false),
    ("120|㎡", false),
    ("120 |㎡", false),
    ("３|㎏", false),
    ("%|的", true),
    ("℃|的", true),
    ("￥|100", false),
    ("¥|100", false),
    ("$|100", false),
    ("±|5", false),
    ("№|5", false),
    ("百|分之", true),
    ("亿元|，", false),
    ("亿元|的", true),
    ("第 3 期|的", true),
    // Latin words and codes.
    ("的|R&D 经费", true),
    ("R|&D", false),
    ("R&|D", false),
    ("GB|/T 15834", false),
    ("GB/|T 15834", false),
    ("PM|2.5", false),
    ("PM2|.5", false),
    ("5|G", false),
    ("5G|网络", true),
    ("打造|AI", true),
    ("sc|ience", false),
    ("AI for |Science", true),
    // Signs among Han.
    ("二|〇二四", true),
    ("〇|四", true),
    ("人|々", false),
    ("第|①项", true),
    ("①|开展", true),
    ("甲|★乙", true),
    ("★|乙", true),
    ("甲 |乙", true),
    ("甲\u{a0}|乙", false),
    ("甲|\u{3000}乙", false),
    ("甲\u{3000}|乙", true),
    // What is one grapheme stays so.
    ("e|\u{301}", false),
    ("❤|\u{fe0f}", false),
    ("👩\u{200d}|💻", false),
    ("🇨|🇳", false),
    ("🇨🇳|🇨🇳", true),
    ("葛\u{e0100}|城", true),
    ("葛|\u{e0100}城", false),
    (" |\u{301}", false),
];

#[test]
fn every_probe_has_the_right_answer() {
    let mut wrong = Vec::new();
    for &(marked, wanted) in PROBES {
        let at = marked.find('|').expect("a mark");
        let text = marked.replacen('|', "", 1);
        if break_opportunities(&text).contains(&at) != wanted {
            wrong.push((marked, wanted));
        }
    }
    assert_eq!(wrong, [], "of {}", PROBES.len());
}

#[test]
fn the_end_of_a_text_is_a_break_and_its_beginning_is_none() {
    assert_eq!(break_opportunities("甲"), [3]);
    assert_eq!(break_opportunities("甲\n，乙"), [4, 7, 10]);
    assert!(break_opportunities("").is_empty());
}
