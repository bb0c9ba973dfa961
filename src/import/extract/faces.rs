//! Which faces are bold: titles and headings are told from the text by them.
//!
//! Of most fonts the interpreter tells name and weight with each glyph. Of a font of the kind Type 1
//! (what `LibreOffice` makes of an OpenType face) it tells nothing, so those are looked up in the
//! resources of the page and known again by the glyphs of their programs.

use std::collections::HashSet;

use hayro_font::{Font, FontCache, FontGlyph};
use hayro_interpret::InterpreterSettings;
use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_syntax::object::{Dict, Name};
use hayro_interpret::hayro_syntax::page::Page;

/// Names of faces that titles and headings are set in: bold, 黑体, 小标宋.
const BOLD: [&str; 7] = ["bold", "heavy", "black", "simhei", "xbs", "heiti", "-hei"];

/// The least weight that is bold, of 100 to 900.
const LEAST: u32 = 600;

/// Most fonts of the kind Type 1 that are looked at: each has 256 glyphs at most.
const MOST_FONTS: usize = 512;

/// The bold faces of a file that are known by their glyphs only.
#[derive(Default)]
pub(super) struct Faces<'a> {
    fonts: FontCache<'a>,
    /// Names of fonts that were looked at: of a part of a face it begins with a mark of its own.
    known: HashSet<String>,
    /// Keys of the glyphs of bold faces.
    glyphs: HashSet<u128>,
}

impl<'a> Faces<'a> {
    /// Looks at the fonts of a page that were on no page before it.
    pub(super) fn look_at(&mut self, page: &Page<'a>, settings: &InterpreterSettings) {
        let fonts = &page.resources().fonts;
        for name in fonts.keys() {
            let Some(font) = fonts.get::<Dict<'a>>(&*name) else {
                continue;
            };
            let kind = font.get::<Name<'_>>(b"Subtype");
            if !kind.is_some_and(|kind| matches!(kind.as_str(), "Type1" | "MMType1")) {
                continue;
            }
            let Some(face) = font.get::<Name<'_>>(b"BaseFont") else {
                continue;
            };
            let weight = font
                .get::<Dict<'_>>(b"FontDescriptor")
                .and_then(|descriptor| descriptor.get::<u32>(b"FontWeight"));
            if self.known.len() < MOST_FONTS
                && self.known.insert(face.as_str().to_owned())
                && is_bold_face(face.as_str(), weight)
                && let Some(font) =
                    self.fonts
                        .font(&font, &settings.font_resolver, &settings.cmap_resolver)
            {
                self.glyphs.extend(keys(&font));
            }
        }
    }

    /// Whether a run is set in a bold face.
    pub(super) fn is_bold(&self, run: &GlyphRun<'_, '_>) -> bool {
        let Some(Glyph::Outline(glyph)) = run.glyphs().first().map(|glyph| &**glyph) else {
            return false;
        };
        match glyph.font_data() {
            Some(face) => is_bold_face(
                face.postscript_name.as_deref().unwrap_or_default(),
                face.weight,
            ),
            None => {
                !self.glyphs.is_empty() && self.glyphs.contains(&glyph.identifier().cache_key())
            }
        }
    }
}

/// Keys of the glyphs that the codes of a font of one byte lead to.
fn keys(font: &Font<'_>) -> Vec<u128> {
    let glyph = |code: u32| match font.glyph(font.map_code(code), code) {
        FontGlyph::Outline(glyph) => Some(glyph.identifier().cache_key()),
        FontGlyph::Type3(_) => None,
    };
    (0..=255).filter_map(glyph).collect()
}

fn is_bold_face(name: &str, weight: Option<u32>) -> bool {
    let name = name.to_ascii_lowercase();
    weight.is_some_and(|weight| weight >= LEAST) || BOLD.iter().any(|word| name.contains(word))
}

#[cfg(test)]
mod tests {
    use super::is_bold_face;

    #[test]
    fn faces_of_titles_are_known_by_name_or_weight() {
        for name in [
            "BAAAAA+NotoSerifCJKjp-Bold-VKana",
            "SimHei",
            "FZXBSJW--GB1-0",
            "STHeiti",
        ] {
            assert!(is_bold_face(name, None), "{name}");
        }
        assert!(is_bold_face("ABCDEF+Unknown", Some(700)));
        assert!(!is_bold_face(
            "CAAAAA+NotoSerifCJKjp-Regular-VKana",
            Some(400)
        ));
        assert!(!is_bold_face("STSong-Light", None));
    }
}
