//! EPUB: the chapters of its spine, each a page of HTML.

use std::io::Cursor;

use rbook::Epub;
use rbook::ebook::errors::EbookError;

use super::package::Package;
use super::{ExtractFault, LARGEST_TEXT, Sheet, html};

pub(super) fn read(bytes: &[u8]) -> Result<Sheet, ExtractFault> {
    check(bytes)?;
    let mut options = Epub::options();
    let book = options
        .strict(false)
        .skip_toc(true)
        .read(Cursor::new(bytes.to_vec()))
        .map_err(fault)?;
    let mut pieces = Vec::new();
    let mut read = 0;
    for chapter in book.reader() {
        let chapter = chapter.map_err(ExtractFault::damaged)?;
        read += chapter.content().len();
        if read > 4 * LARGEST_TEXT {
            return Err(ExtractFault::too_much("text"));
        }
        pieces.extend(html::blocks(&opened(chapter.content()))?);
    }
    Ok(Sheet::flowing(pieces))
}

/// Inflates each part once, so that what lies about its size is refused before it is trusted.
fn check(bytes: &[u8]) -> Result<(), ExtractFault> {
    let mut package = Package::open(bytes)?;
    for at in 0..package.len() {
        if package.entry(at)?.encrypted {
            return Err(ExtractFault::Encrypted);
        }
        package.bytes(at)?;
    }
    Ok(())
}

fn fault(error: EbookError) -> ExtractFault {
    ExtractFault::damaged(error)
}

/// XHTML closes empty elements in their start tag, which HTML takes for an open one: `<title/>` would
/// swallow the page.
fn opened(xhtml: &str) -> String {
    let mut out = String::with_capacity(xhtml.len());
    let mut rest = xhtml;
    while let Some(at) = rest.find("/>") {
        let (before, after) = (&rest[..at], &rest[at + 2..]);
        out.push_str(before);
        let name: String = before
            .rfind('<')
            .map(|open| &before[open + 1..])
            .unwrap_or_default()
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        if [
            "title", "script", "style", "a", "p", "div", "span", "td", "li", "iframe",
        ]
        .contains(&name.as_str())
        {
            out.push_str("></");
            out.push_str(&name);
            out.push('>');
        } else {
            out.push_str("/>");
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_title_does_not_swallow_the_page() {
        assert_eq!(
            opened("<title/><br/>甲<a id=\"x\"/>"),
            "<title></title><br/>甲<a id=\"x\"></a>"
        );
    }
}
