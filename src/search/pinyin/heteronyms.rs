//! Characters of today's Chinese that are read in several ways.
//!
//! The dictionaries behind the `pinyin` crate give every reading that a character ever had: 夏 is
//! *xia* and was *jia*, 南 was *na*, 能 was *xiong*. Of the characters that everybody writes (the first
//! level of GB 2312) only those below have a second reading in words or place names that are in use;
//! with all the others `nj` would find 宁夏.

use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

/// Each character with its readings beside the first of the crate.
const IN_USE: &str = "\
阿e 艾yi 扒pa 柏bo 膀pang 磅pang 蚌beng 薄bo,bao 堡bu,pu 刨pao 炮bao 辟pi 臂bei 扁pian \
便pian 秘bi 泌bi 屏bing 剥bo,bao 泊po 伯bai 卜bo 埔bu 参shen,cen 藏zang,cang 曾ceng,zeng 差chai,ci \
查zha 刹cha,sha 禅shan 单chan,shan 颤zhan 长chang,zhang 朝chao,zhao 车ju 称chen 澄deng \
乘sheng 盛cheng 匙shi 重chong,zhong 种chong 臭xiu 畜xu 传zhuan 幢zhuang 椎chui 绰chao 伺ci,si \
枞zong 攒cuan,zan 撮zuo 大dai 石dan 弹tan,dan 叨tao 提di 得dei,de 的di 地de,di 调tiao,diao \
都du,dou 度duo 囤tun,dun 恶wu,e 佛fu,fo 否pi 脯pu 轧zha,ga,ya 盖ge 给ji 蛤ha,ge 颈geng 枸ju,gou \
贾gu,jia 呱gu 龟jun,qiu,gui 柜ju 虾ha 吭hang,keng 行hang,xing 巷hang 和huo,hu,he 核hu 吓he,xia \
还huan,hai 会kuai 豁hua 奇ji,qi 系ji 稽qi,ji 藉ji,jie 茄jia,qie 夹ga,jia 槛jian,kan 见xian \
降xiang,jiang 强jiang,qiang 角jue,jiao 脚jue,jiao 校jiao,xiao 觉jiao,jue 嚼jue,jiao 侥yao 解xie,jie \
芥gai 劲jing,jin 圈juan,quan 隽jun,juan 咀zui 句gou 浚xun,jun 卡qia 咖ga 壳qiao,ke 溃hui \
落la,lao,luo 烙luo,lao 乐yue,lao,le 了liao,le 肋le 勒lei,le 俩liang,lia 六lu 绿lu 碌liu,lu 露lou,lu \
陆liu 率shuai,lü 络lao 弄long,nong 埋man 脉mo 蔓wan,man 氓meng,mang 没mo,mei 糜mei,mi 模mu 抹ma \
牟mu,mou 缪miu,mou,miao 娜nuo,na 粘nian,zhan 疟yao 区ou 迫pai 胖pan 朴piao,po,pu 曝pu,bao 栖xi \
蹊xi,qi 茜xi,qian 铅yan 纤qian,xian 切qie 亲qing 券xuan 雀qiao,que 色shai 塞se,sai 厦xia,sha \
杉sha,shan 什shi,shen 省xing 识zhi 似shi 熟shou 数shuo 说shui,shuo 属zhu 宿xiu,su 拓ta,tuo 沓da,ta \
褪tun,tui 驮duo,tuo 尾yi 尉yu,wei 蔚yu,wei 遗wei 铣xian,xi 削xue,xiao 血xie,xue 叶xie 邪ye,xie \
咽ye,yan 殷yan,yin 钥yue,yao 员yun 约yao 咋za,zha,ze 择zhai,ze 扎za,zha 栅shan,zha 翟di,zhai \
着zhao,zhuo,zhe 爪zhua,zhao 仔zai,zi 琢zuo,zhuo 柞zha,zuo 洞tong 番pan 莞guan,wan 荥xing,ying \
筠jun,yun 涡guo,wo 繁po 尺che 仇qiu,chou";

/// The bytes of the first level of GB 2312: the characters that everybody writes.
const FIRST_LEVEL: (RangeInclusive<u8>, RangeInclusive<u8>) = (0xb0..=0xd7, 0xa1..=0xfe);

/// The characters that everybody writes, with their readings beside the first.
pub(super) static HETERONYMS: LazyLock<HashMap<char, Vec<&'static str>>> = LazyLock::new(|| {
    let (rows, cells) = FIRST_LEVEL;
    let bytes: Vec<u8> = rows
        .flat_map(|row| cells.clone().flat_map(move |cell| [row, cell]))
        .collect();
    let (text, _) = encoding_rs::GBK.decode_without_bom_handling(&bytes);
    let mut all: HashMap<char, Vec<&str>> = text.chars().map(|c| (c, Vec::new())).collect();
    for entry in IN_USE.split_whitespace() {
        let mut chars = entry.chars();
        if let Some(c) = chars.next() {
            all.entry(c).or_default().extend(chars.as_str().split(','));
        }
    }
    all
});
