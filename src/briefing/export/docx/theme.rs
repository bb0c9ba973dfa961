//! The theme: colours and faces that Word offers beside those of the document. None of them is used
//! in it, but a package without this part is not complete.

use super::super::xml::{Attribute, Xml};
use super::styles::LATIN;

const NAMESPACE: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const NAME: &str = "jianbao";

/// The twelve colours that a theme has to have.
const COLOURS: [(&str, &str); 12] = [
    ("dk1", "000000"),
    ("lt1", "FFFFFF"),
    ("dk2", "333333"),
    ("lt2", "EEEEEE"),
    ("accent1", "C8102E"),
    ("accent2", "1F4E79"),
    ("accent3", "7F7F7F"),
    ("accent4", "B8860B"),
    ("accent5", "2E75B6"),
    ("accent6", "548235"),
    ("hlink", "0563C1"),
    ("folHlink", "954F72"),
];

pub(super) fn write() -> String {
    let mut xml = Xml::part();
    let attributes: [Attribute<'_>; 2] = [("xmlns:a", &NAMESPACE), ("name", &NAME)];
    xml.element("a:theme", &attributes, |xml| {
        xml.element("a:themeElements", &[], |xml| {
            xml.element("a:clrScheme", &[("name", &NAME)], |xml| {
                for (name, value) in COLOURS {
                    xml.element(&format!("a:{name}"), &[], |xml| {
                        xml.leaf("a:srgbClr", &[("val", &value)]);
                    });
                }
            });
            xml.element("a:fontScheme", &[("name", &NAME)], |xml| {
                for name in ["a:majorFont", "a:minorFont"] {
                    xml.element(name, &[], |xml| {
                        xml.leaf("a:latin", &[("typeface", &LATIN)]);
                        xml.leaf("a:ea", &[("typeface", &"")]);
                        xml.leaf("a:cs", &[("typeface", &"")]);
                    });
                }
            });
            xml.element("a:fmtScheme", &[("name", &NAME)], formats);
        });
    });
    xml.into_string()
}

/// Three of each kind, all plain: the least that the schema takes.
fn formats(xml: &mut Xml) {
    let fills = |xml: &mut Xml| (0..3).for_each(|_| fill(xml));
    xml.element("a:fillStyleLst", &[], fills);
    xml.element("a:lnStyleLst", &[], |xml| {
        for _ in 0..3 {
            xml.element("a:ln", &[("w", &6350)], fill);
        }
    });
    xml.element("a:effectStyleLst", &[], |xml| {
        for _ in 0..3 {
            xml.element("a:effectStyle", &[], |xml| xml.leaf("a:effectLst", &[]));
        }
    });
    xml.element("a:bgFillStyleLst", &[], fills);
}

fn fill(xml: &mut Xml) {
    xml.element("a:solidFill", &[], |xml| {
        xml.leaf("a:schemeClr", &[("val", &"phClr")]);
    });
}
