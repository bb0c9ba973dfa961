//! PDF: the glyphs of its pages with their places, by way of the interpreter of page contents.

use hayro_interpret::font::{Glyph as Shown, GlyphRun};
use hayro_interpret::hayro_cmap::{BfString, WritingMode};
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect, Vec2};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageData, ImageDrawProps,
    InterpreterCache, InterpreterSettings, SoftMask, TransformExt, interpret_page,
};

use super::faces::Faces;
use super::layout::{self, Glyph};
use super::{ExtractFault, Piece, Remark, Sheet, radicals};

/// Most pages.
const MOST_PAGES: usize = 5_000;

/// Most glyphs of a file.
const MOST_GLYPHS: usize = 4_000_000;

/// Most pixels of a picture.
const MOST_PIXELS: u64 = 64 << 20;

fn open(bytes: &[u8], password: Option<&str>) -> Result<Pdf, ExtractFault> {
    let opened = Pdf::new_with_password(bytes.to_vec(), password.unwrap_or_default());
    let pdf = opened.map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) if password.is_none() => {
            ExtractFault::Locked
        }
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => ExtractFault::WrongPassword,
        LoadPdfError::Decryption(_) => ExtractFault::Encrypted,
        LoadPdfError::Invalid => ExtractFault::damaged("PDF"),
    })?;
    if pdf.pages().len() > MOST_PAGES {
        return Err(ExtractFault::too_much("pages"));
    }
    Ok(pdf)
}

pub(super) fn read(bytes: &[u8], password: Option<&str>) -> Result<Sheet, ExtractFault> {
    let pdf = open(bytes, password)?;
    let cache = InterpreterCache::new();
    let settings = InterpreterSettings::default();
    let mut faces = Faces::default();
    let mut sheet = Sheet::flowing(Vec::new());
    let mut texts = Vec::new();
    let (mut glyphs, mut radicals, mut layers) = (0, 0, 0u32);
    let (mut turned, mut vertical) = (0, 0);
    for (page, number) in pdf.pages().iter().zip(1u32..) {
        sheet.pages = number;
        faces.look_at(page, &settings);
        let mut collector = Collector::of(page, &faces);
        interpret(&pdf, page, &cache, &mut collector);
        let Collector {
            seen,
            hidden,
            images,
            ..
        } = &collector;
        glyphs += seen.len() + hidden.len();
        turned += collector.turned;
        vertical += collector.vertical;
        radicals += collector.radicals;
        if glyphs > MOST_GLYPHS {
            return Err(ExtractFault::too_much("text"));
        }
        // Invisible text is what a scanner recognised, unless something is written over it.
        let layer = seen.len() * 4 < hidden.len();
        layers += u32::from(layer);
        if seen.is_empty() && hidden.is_empty() && *images > 0 {
            sheet.scanned.push(number);
        }
        let text = if layer {
            collector.hidden
        } else {
            collector.seen
        };
        texts.push((number, text));
    }
    // Turned pages and lines from top to bottom have an order of their own.
    if vertical > glyphs || (glyphs == 0 && turned > 0) {
        return Err(ExtractFault::Vertical);
    }
    sheet.pieces = layout::lines(texts);
    name_doors(&mut sheet.pieces);
    let mut remark = |kind: &str, count: usize, confidence: u8| {
        if count > 0 {
            sheet.remarks.push(Remark {
                kind: kind.to_owned(),
                confidence,
                detail: count.to_string(),
            });
        }
    };
    remark("turned_text", turned, 80);
    remark("vertical_text", vertical, 80);
    remark("radicals_as_characters", radicals, 99);
    remark("text_layer_of_scan", layers as usize, 60);
    sheet.recognised = layers > 0;
    Ok(sheet)
}

/// Says what the radical of the door means in this file.
fn name_doors(pieces: &mut [Piece]) {
    let has = |piece: &Piece| piece.text.contains(radicals::DOOR);
    if pieces.iter().any(has) {
        let meant = radicals::door(pieces.iter().map(|piece| &*piece.text));
        for piece in pieces.iter_mut().filter(|piece| has(piece)) {
            piece.text = piece
                .text
                .replace(radicals::DOOR, meant.encode_utf8(&mut [0; 4]));
        }
    }
}

fn interpret<'a, D: Device<'a>>(
    pdf: &'a Pdf,
    page: &'a Page<'a>,
    cache: &InterpreterCache<'a>,
    device: &mut D,
) {
    let transform = page.initial_transform(true).to_kurbo();
    let (width, height) = page.render_dimensions();
    let frame = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let settings = InterpreterSettings::default();
    let mut context = Context::new(transform, frame, cache, pdf.xref(), settings);
    interpret_page(page, &mut context, device);
}

/// Collects what is written on a page.
struct Collector<'f, 'a> {
    faces: &'f Faces<'a>,
    seen: Vec<Glyph>,
    hidden: Vec<Glyph>,
    images: usize,
    /// Glyphs that stand askew: watermarks and stamps.
    turned: usize,
    /// Glyphs in lines that run from top to bottom.
    vertical: usize,
    /// Kangxi radicals that stand for the characters they look like.
    radicals: usize,
    width: f32,
    height: f32,
}

impl<'f, 'a> Collector<'f, 'a> {
    fn of(page: &Page<'_>, faces: &'f Faces<'a>) -> Self {
        let (width, height) = page.render_dimensions();
        Self {
            faces,
            seen: Vec::new(),
            hidden: Vec::new(),
            images: 0,
            turned: 0,
            vertical: 0,
            radicals: 0,
            width,
            height,
        }
    }

    fn glyph(&mut self, shown: &Shown<'_>, transform: Affine, bold: bool, hidden: bool) {
        let origin = transform * Point::ZERO;
        let up = transform * Point::new(0.0, 1000.0) - origin;
        let along = transform * Point::new(1000.0, 0.0) - origin;
        if along.x <= 0.0 || along.y.abs() > 0.1 * along.x {
            self.turned += 1;
            return;
        }
        let (x, y) = (origin.x as f32, origin.y as f32);
        if x < -1.0 || y < -1.0 || x > self.width + 1.0 || y > self.height + 1.0 {
            return;
        }
        let size = Vec2::hypot(up) as f32;
        let share = advance(shown).unwrap_or(1000.0) / 1000.0;
        let advance = along.x as f32 * share;
        let mut put = |text: char, nth: f32, of: f32| {
            let text = self.character(text);
            let glyph = Glyph {
                text,
                x: x + advance * nth / of,
                y,
                size,
                advance: advance / of,
                bold,
            };
            let list = if hidden {
                &mut self.hidden
            } else {
                &mut self.seen
            };
            list.push(glyph);
        };
        match shown.as_unicode() {
            // What the encoding of a composite font lacks is read as code 0, byte by byte, and has
            // the looks of a space: a character is lost there, not parted.
            Some(BfString::Char(c)) if shown.char_code() == 0 && c.is_whitespace() => {
                put('\u{fffd}', 0.0, 1.0);
            }
            Some(BfString::Char(c)) => put(c, 0.0, 1.0),
            Some(BfString::String(text)) => {
                let count = text.chars().count() as f32;
                let mut nth = 0.0;
                for c in text.chars() {
                    put(c, nth, count);
                    nth += 1.0;
                }
            }
            None => put('\u{fffd}', 0.0, 1.0),
        }
    }

    /// What a glyph means: a radical the character it looks like, the horizontal bar the dash that
    /// fonts draw with the same glyph, a control character nothing known.
    fn character(&mut self, c: char) -> char {
        if c.is_control() {
            return '\u{fffd}';
        }
        let Some(meant) = radicals::character(c) else {
            return c;
        };
        self.radicals += 1;
        meant
    }
}

/// Advance in thousandths of an em.
fn advance(shown: &Shown<'_>) -> Option<f32> {
    match shown {
        Shown::Outline(glyph) => glyph.advance_width(),
        Shown::Type3(glyph) => glyph.advance_width(),
    }
}

impl Device<'_> for Collector<'_, '_> {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_clip_rect(&mut self, _: &Rect) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, mode: &DrawMode) {
        if self.seen.len() + self.hidden.len() > MOST_GLYPHS {
            return;
        }
        if matches!(run.writing_mode(), WritingMode::Vertical) {
            self.vertical += run.glyphs().len();
            return;
        }
        // Makeshift bold is the same text filled, then stroked: the layout finds the twins.
        let bold = matches!(mode, DrawMode::Stroke(_) | DrawMode::FillAndStroke(..))
            || self.faces.is_bold(run);
        let hidden = matches!(mode, DrawMode::Invisible);
        for glyph in run.glyphs() {
            self.glyph(glyph, props.transform * glyph.transform(), bold, hidden);
        }
    }

    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {
        self.images += 1;
    }
    fn draw_rect(&mut self, _: &Rect, _: DrawProps<'_>, _: &DrawMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

/// A picture in shades of grey.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// Pixels from left to right.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
    /// One byte a pixel, row by row; 0 is black.
    pub pixels: Vec<u8>,
    /// Width of the page it fills, in points.
    pub page_width: f32,
}

pub(super) fn picture(
    bytes: &[u8],
    password: Option<&str>,
    page: u32,
) -> Result<Picture, ExtractFault> {
    let pdf = open(bytes, password)?;
    let cache = InterpreterCache::new();
    let missing = || ExtractFault::Missing {
        part: format!("page {page}"),
    };
    let leaf = (page as usize)
        .checked_sub(1)
        .and_then(|at| pdf.pages().get(at));
    let leaf = leaf.ok_or_else(missing)?;
    let mut camera = Camera {
        largest: None,
        page_width: leaf.render_dimensions().0,
    };
    interpret(&pdf, leaf, &cache, &mut camera);
    camera.largest.ok_or_else(missing)
}

/// Keeps the largest picture of a page.
struct Camera {
    largest: Option<Picture>,
    page_width: f32,
}

impl Device<'_> for Camera {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_clip_rect(&mut self, _: &Rect) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn draw_glyph_run(&mut self, _: &GlyphRun<'_, '_>, _: DrawProps<'_>, _: &DrawMode) {}

    fn draw_image(&mut self, image: Image<'_, '_>, _: ImageDrawProps<'_>) {
        let (width, height) = (image.width(), image.height());
        let area = |picture: &Picture| u64::from(picture.width) * u64::from(picture.height);
        let own = u64::from(width) * u64::from(height);
        if own > MOST_PIXELS
            || self
                .largest
                .as_ref()
                .is_some_and(|other| area(other) >= own)
        {
            return;
        }
        let mut keep = |width: u32, height: u32, pixels: Vec<u8>| {
            if pixels.len() as u64 == u64::from(width) * u64::from(height) {
                self.largest = Some(Picture {
                    width,
                    height,
                    pixels,
                    page_width: self.page_width,
                });
            }
        };
        match image {
            Image::Raster(raster) => raster.with_rgba(
                |data, _| match data {
                    ImageData::Luma(data) => keep(data.width, data.height, data.data),
                    ImageData::Rgb(data) => {
                        let (width, height) = (data.width, data.height);
                        keep(width, height, data.data.chunks_exact(3).map(grey).collect());
                    }
                },
                None,
            ),
            Image::Stencil(stencil) => stencil.with_stencil(
                |data, _| {
                    let inverted = data.data.iter().map(|&ink| 255 - ink).collect();
                    keep(data.width, data.height, inverted);
                },
                None,
            ),
        }
    }
    fn draw_rect(&mut self, _: &Rect, _: DrawProps<'_>, _: &DrawMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

/// Luma of ITU-R BT.601.
fn grey(rgb: &[u8]) -> u8 {
    let weighted = u32::from(rgb[0]) * 299 + u32::from(rgb[1]) * 587 + u32::from(rgb[2]) * 114;
    (weighted / 1000) as u8
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    /// A page with `text` in a font that is not embedded, written in UCS-2 and across the page.
    fn page(text: &str) -> Vec<u8> {
        written(text, "UniGB-UCS2-H")
    }

    /// The same in another encoding.
    fn written(text: &str, encoding: &str) -> Vec<u8> {
        let mut code = String::new();
        for unit in text.encode_utf16() {
            let _ = write!(code, "{unit:04x}");
        }
        let content = format!("BT /F 14 Tf 72 700 Td <{code}> Tj ET");
        let objects = [
            "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
            "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R\
             /Resources<</Font<</F 5 0 R>>>>>>"
                .to_owned(),
            format!(
                "<</Length {}>>\nstream\n{content}\nendstream",
                content.len()
            ),
            format!(
                "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/{encoding}\
                 /DescendantFonts[6 0 R]>>"
            ),
            "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000\
             /CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>"
                .to_owned(),
        ];
        let mut file = String::from("%PDF-1.7\n");
        for (nth, object) in objects.iter().enumerate() {
            let _ = write!(file, "{} 0 obj\n{object}\nendobj\n", nth + 1);
        }
        file.push_str("trailer\n<</Root 1 0 R/Size 7>>\n%%EOF\n");
        file.into_bytes()
    }

    #[test]
    fn text_from_top_to_bottom_is_recognised_and_refused() {
        let text = "海州区建成共享实验室";
        let fault = read(&written(text, "UniGB-UCS2-V"), None).unwrap_err();
        assert_eq!(fault, ExtractFault::Vertical);
        assert!(read(&page(text), None).unwrap().remarks.is_empty());
    }

    #[test]
    fn a_character_that_its_encoding_lacks_is_seen_to_be_lost() {
        let sheet = read(&page("海州·白沙 甲乙"), None).unwrap();
        let text = &sheet.pieces[0].text;
        assert!(
            text.starts_with("海州\u{fffd}") && text.ends_with("白沙 甲乙"),
            "{text}"
        );
    }
}
