//! Magnitudes and units after a number.

/// Magnitudes, the longest first.
pub(super) const MAGNITUDES: [(&str, f64); 9] = [
    ("万亿", 1e12),
    ("千亿", 1e11),
    ("百亿", 1e10),
    ("千万", 1e7),
    ("百万", 1e6),
    ("亿", 1e8),
    ("万", 1e4),
    ("千", 1e3),
    ("百", 1e2),
];

/// Units, the longest first where one begins another. Measure words after the tables of
/// 《现代汉语八百词》, units after GB 3100.
const UNITS: &[&str] = &[
    "个百分点",
    "百分点",
    "个工作日",
    "工作日",
    "个小时",
    "个月",
    "个点",
    "平方公里",
    "平方千米",
    "平方米",
    "立方米",
    "千瓦时",
    "人民币",
    "课时",
    "学时",
    "小时",
    "分钟",
    "公里",
    "千米",
    "厘米",
    "毫米",
    "纳米",
    "微米",
    "公顷",
    "公斤",
    "千克",
    "毫克",
    "千瓦",
    "兆瓦",
    "吉瓦",
    "摄氏度",
    "美元",
    "欧元",
    "港元",
    "日元",
    "英镑",
    "人次",
    "家次",
    "批次",
    "场次",
    "户次",
    "项次",
    "车次",
    "架次",
    "台套",
    "席位",
    "mg/kg",
    "mg/L",
    "kW·h",
    "kWh",
    "GWh",
    "MWh",
    "TWh",
    "km²",
    "km2",
    "m²",
    "m2",
    "m³",
    "m3",
    "kV",
    "kW",
    "MW",
    "GW",
    "km",
    "kg",
    "cm",
    "mm",
    "nm",
    "μm",
    "TB",
    "GB",
    "MB",
    "PB",
    "℃",
    "°C",
    "㎡",
    "㎞",
    "㎏",
    "%",
    "％",
    "‰",
    "元",
    "个",
    "家",
    "项",
    "名",
    "人",
    "位",
    "件",
    "只",
    "支",
    "所",
    "座",
    "台",
    "套",
    "块",
    "场",
    "次",
    "笔",
    "户",
    "款",
    "类",
    "种",
    "条",
    "期",
    "届",
    "批",
    "轮",
    "倍",
    "道",
    "篇",
    "部",
    "处",
    "间",
    "栋",
    "幢",
    "辆",
    "架",
    "艘",
    "列",
    "头",
    "匹",
    "株",
    "棵",
    "粒",
    "颗",
    "门",
    "节",
    "天",
    "周",
    "年",
    "岁",
    "县",
    "市",
    "省",
    "国",
    "区",
    "村",
    "乡",
    "镇",
    "街",
    "方",
    "亩",
    "米",
    "吨",
    "斤",
    "克",
    "升",
    "度",
    "层",
    "分",
    "组",
    "对",
    "双",
    "份",
    "张",
    "卷",
    "册",
    "本",
    "页",
    "字",
    "句",
    "例",
    "宗",
    "起",
    "趟",
    "班",
    "床",
    "席",
    "盏",
    "枚",
    "吨级",
    "秒",
    "亿",
    "成",
];

/// The text from `at` on without blanks before it.
pub(super) fn blank(text: &str, at: usize) -> &str {
    text[at..].trim_start_matches([' ', '\u{3000}', '\u{a0}'])
}

pub(super) fn magnitude(text: &str, at: usize) -> (f64, usize) {
    let rest = blank(text, at);
    for (word, scale) in MAGNITUDES {
        if let Some(left) = rest.strip_prefix(word) {
            return (scale, text.len() - left.len());
        }
    }
    (1.0, at)
}

/// The unit at `at` with its end; 台（套） and 户（次） are units too.
pub(super) fn unit(text: &str, at: usize, has_scale: bool) -> (String, usize) {
    let rest = blank(text, at);
    let Some(unit) = UNITS.iter().find(|unit| rest.starts_with(**unit)) else {
        return (String::new(), at);
    };
    let after = &rest[unit.len()..];
    // Letters go on: 3D, 5Gbps.
    let goes_on = |c: char| c.is_ascii_alphanumeric();
    let latin = unit.chars().all(|c| c.is_ascii_alphabetic());
    if latin && after.starts_with(goes_on) || has_scale && *unit == "亿" {
        return (String::new(), at);
    }
    let mut end = text.len() - after.len();
    let unit = if *unit == "％" { "%" } else { unit };
    if let Some(inner) = after.strip_prefix(['（', '(']) {
        let mut chars = inner.chars();
        if let (Some(second), Some('）' | ')')) = (chars.next(), chars.next())
            && UNITS.contains(&second.to_string().as_str())
        {
            end = text.len() - chars.as_str().len();
            return (format!("{unit}（{second}）"), end);
        }
    }
    (unit.to_owned(), end)
}

/// `value` times a magnitude, without the dust of binary fractions.
pub(super) fn scaled(value: f64, scale: f64) -> f64 {
    if scale > 1.0 {
        (value * scale * 100.0).round() / 100.0
    } else {
        value
    }
}
