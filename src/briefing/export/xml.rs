//! XML in memory: what is opened is closed, and every text and attribute is escaped.
//!
//! Texts come in through `clean`, which leaves out what XML 1.0 forbids; the writer does so once
//! more, because one such character makes a file unreadable.

use std::fmt::{Display, Write};

/// A document that is being written.
#[derive(Debug)]
pub(super) struct Xml(String);

/// An attribute.
pub(super) type Attribute<'a> = (&'a str, &'a dyn Display);

impl Xml {
    /// Begins with the declaration that the parts of a package have.
    pub(super) fn part() -> Self {
        Self("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned())
    }

    pub(super) fn into_string(self) -> String {
        self.0
    }

    /// An element without content.
    pub(super) fn leaf(&mut self, name: &str, attributes: &[Attribute<'_>]) {
        self.open(name, attributes);
        self.0.push_str("/>");
    }

    /// An element whose content `inner` writes.
    pub(super) fn element(
        &mut self,
        name: &str,
        attributes: &[Attribute<'_>],
        inner: impl FnOnce(&mut Self),
    ) {
        self.open(name, attributes);
        self.0.push('>');
        inner(self);
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
    }

    /// An element with text.
    pub(super) fn text_element(&mut self, name: &str, attributes: &[Attribute<'_>], text: &str) {
        self.element(name, attributes, |xml| xml.text(text));
    }

    pub(super) fn text(&mut self, text: &str) {
        escape(&mut self.0, text);
    }

    fn open(&mut self, name: &str, attributes: &[Attribute<'_>]) {
        self.0.push('<');
        self.0.push_str(name);
        for (name, value) in attributes {
            // Writing to a string does not fail.
            let _ = write!(self.0, " {name}=\"");
            let _ = write!(Escaped(&mut self.0), "{value}");
            self.0.push('"');
        }
    }
}

struct Escaped<'a>(&'a mut String);

impl Write for Escaped<'_> {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        escape(self.0, text);
        Ok(())
    }
}

/// Appends a text with the signs of XML and HTML escaped.
pub(super) fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(c),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_escaped_in_texts_and_attributes_and_controls_left_out() {
        let mut xml = Xml(String::new());
        xml.element("a", &[("b", &"<\"&\u{1}>")], |xml| {
            xml.leaf("c", &[("n", &1)]);
            xml.text("x<y>\u{c}&\"");
        });
        assert_eq!(
            xml.into_string(),
            "<a b=\"&lt;&quot;&amp;&gt;\"><c n=\"1\"/>x&lt;y&gt;&amp;&quot;</a>"
        );
    }
}
