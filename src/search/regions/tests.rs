use super::*;

fn of(title: &str, body: &str) -> String {
    region_of(title, [body]).map_or_else(String::new, Region::path)
}

#[test]
fn the_snapshot_holds_every_division_once_and_each_lies_in_a_province() {
    let counts = |length: usize| {
        include_str!("divisions.tsv")
            .lines()
            .filter(|line| {
                line.split('\t')
                    .next()
                    .is_some_and(|code| code.len() == length && !line.starts_with('#'))
            })
            .count()
    };
    assert_eq!((counts(2), counts(4), counts(6)), (34, 333, 2845));
    for line in include_str!("divisions.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
    {
        let name = line.rsplit('\t').next().unwrap();
        assert!(!named(name).is_empty());
        for region in named(name) {
            assert_eq!(region.line()[0].level(), Level::Province, "{name}");
        }
    }
}

#[test]
fn long_and_short_names_in_a_title_give_the_region() {
    for (title, path) in [
        ("内蒙古：两大抓手见成效", "内蒙古自治区"),
        ("苏州全力服务企业", "江苏省苏州市"),
        ("西青区科技创新工作", "天津市西青区"),
        ("四川省攀枝花市开发岗位", "四川省攀枝花市"),
        ("四川绵阳以人才促创新", "四川省绵阳市"),
        ("宁波海曙区攻坚", "浙江省宁波市海曙区"),
        ("江西多措并举支持新区", "江西省"),
        ("广西壮族自治区印发办法", "广西壮族自治区"),
        ("延边州推进创新", "吉林省延边朝鲜族自治州"),
        ("新疆阿克苏地区培训", "新疆维吾尔自治区阿克苏地区"),
        ("湖北仙桃：无纺布升级", "湖北省仙桃市"),
        ("义乌市小商品数字化", "浙江省金华市义乌市"),
    ] {
        assert_eq!(of(title, ""), path, "{title}");
    }
}

#[test]
fn false_friends_give_no_region() {
    for text in [
        "阿里云发布新模型",
        "重庆大学与企业合作",
        "北京时间三月启动",
        "长春花种植技术",
        "上海合作组织论坛",
        "平安建设",
        "东方财富年报",
        "中山大学成果展",
        "积极建设和平友谊",
        "朝阳产业前景",
    ] {
        assert_eq!(of(text, ""), "", "{text}");
    }
}

#[test]
fn a_name_of_many_is_settled_by_its_neighbours() {
    assert_eq!(of("海南：离岛创新", ""), "海南省");
    assert_eq!(of("海南州生态监测", ""), "青海省海南藏族自治州");
    assert_eq!(
        of("青海省海南藏族自治州生态监测", ""),
        "青海省海南藏族自治州"
    );
    assert_eq!(of("吉林省创新", ""), "吉林省");
    assert_eq!(of("吉林创新", ""), "吉林省");
    assert_eq!(of("吉林市创新", ""), "吉林省吉林市");
    assert_eq!(of("南京鼓楼区科创", ""), "江苏省南京市鼓楼区");
    assert_eq!(of("福州市鼓楼区科创", ""), "福建省福州市鼓楼区");
    assert_eq!(
        of("鼓楼区科创", "徐州市推进，徐州有基础"),
        "江苏省徐州市鼓楼区"
    );
    assert_eq!(of("鼓楼区科创", ""), "");
    assert_eq!(of("朝阳市创新", ""), "辽宁省朝阳市");
    assert_eq!(of("北京市朝阳区创新", ""), "北京市朝阳区");
    assert_eq!(of("朝阳区创新", "北京市支持，北京企业多"), "北京市朝阳区");
    assert_eq!(
        of("朝阳区创新", "长春市支持，长春企业多"),
        "吉林省长春市朝阳区"
    );
}

#[test]
fn without_a_name_in_the_title_the_body_decides() {
    let body = "呼和浩特市举办发布会，赛罕区、玉泉区参加。内蒙古自治区指导，呼和浩特市有基础。上海专家到会。";
    assert_eq!(of("“平台”播撒种子", body), "内蒙古自治区呼和浩特市");
    assert_eq!(of("题目", "本文顺带提到苏州。"), "");
}

#[test]
fn a_path_is_read_as_far_down_as_it_is_known() {
    let path = |text: &str| parse(text).map_or_else(String::new, Region::path);
    assert_eq!(path("浙江省宁波市海曙区"), "浙江省宁波市海曙区");
    assert_eq!(path("江西省赣江新区"), "江西省");
    assert_eq!(path("南京"), "江苏省南京市");
    assert_eq!(path("西青区"), "天津市西青区");
    assert_eq!(path("天津市西青区"), "天津市西青区");
    assert_eq!(path("海外"), "");
    assert_eq!(path(""), "");
}
