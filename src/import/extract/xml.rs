//! XML of container parts: events with a limit on depth, and no document type.

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

use super::{DEEPEST, ExtractFault};

/// What comes next in a part. Names are without their prefix.
pub(super) enum Node<'a> {
    Open(Element<'a>),
    /// An element ends. One that is empty gives `Open` and `Close`.
    Close(String),
    Text(String),
    End,
}

/// A start tag.
pub(super) struct Element<'a> {
    tag: BytesStart<'a>,
}

impl Element<'_> {
    pub(super) fn name(&self) -> &str {
        self.tag.local_name().into_inner()
    }

    /// The value of attribute `name`, whatever its prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.tag.attributes();
        attributes
            .with_checks(false)
            .flatten()
            .find(|a| a.key.local_name().as_ref() == name)
            .map(|a| match unescape(&a.value) {
                Ok(value) => value.into_owned(),
                Err(_) => a.value.into_owned(),
            })
    }

    /// The value of attribute `name` as a number.
    pub(super) fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// Whether an on-off property is on: `<w:b/>` and `<w:b w:val="1"/>`, not `<w:b w:val="0"/>`.
    pub(super) fn is_on(&self) -> bool {
        !self
            .attribute("val")
            .is_some_and(|value| matches!(value.as_str(), "0" | "false" | "off" | "none"))
    }
}

/// Reads a part.
pub(super) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    part: &'a str,
    depth: usize,
    /// The name of an empty element, whose end is still to be told.
    closing: Option<String>,
}

impl<'a> Xml<'a> {
    /// Reads `text`; `part` names it in errors.
    pub(super) fn of(part: &'a str, text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().check_end_names = false;
        Self {
            reader,
            part,
            depth: 0,
            closing: None,
        }
    }

    pub(super) fn next(&mut self) -> Result<Node<'a>, ExtractFault> {
        if let Some(name) = self.closing.take() {
            return Ok(Node::Close(name));
        }
        loop {
            let event = self.reader.read_event();
            let event = event.map_err(|e| ExtractFault::damaged(format!("{}: {e}", self.part)))?;
            return Ok(match event {
                Event::Start(tag) => {
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return Err(ExtractFault::too_much("depth"));
                    }
                    Node::Open(Element { tag })
                }
                Event::Empty(tag) => {
                    self.closing = Some(tag.local_name().into_inner().to_owned());
                    Node::Open(Element { tag })
                }
                Event::End(tag) => {
                    self.depth = self.depth.saturating_sub(1);
                    Node::Close(tag.local_name().into_inner().to_owned())
                }
                Event::Text(text) => Node::Text(text.xml10_content().into_owned()),
                Event::CData(text) => Node::Text(text.xml10_content().into_owned()),
                Event::GeneralRef(name) => {
                    let raw = format!("&{};", &*name.xml10_content());
                    Node::Text(unescape(&raw).map_or(raw.clone(), std::borrow::Cow::into_owned))
                }
                Event::DocType(_) => {
                    return Err(ExtractFault::Doctype {
                        part: self.part.to_owned(),
                    });
                }
                Event::Eof => Node::End,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
            });
        }
    }
}
