//! Bytes to text: byte order mark, UTF-16 by its NULs, strict UTF-8, strict GB18030, then a guess.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::ImportError;
use super::sniff::sniff;

/// The text of `bytes` and the name of the encoding it was found to be in.
///
/// Borrows where the bytes are UTF-8. A byte order mark is left out. Where an encoding is certain
/// (a mark, NULs) but some of the bytes are broken, these become U+FFFD; the import notes each.
pub fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, &'static str), ImportError> {
    match sniff(bytes) {
        Some(format) => Err(ImportError::Format { format }),
        None => text(bytes),
    }
}

/// The same, whatever format the bytes begin as.
pub(super) fn text(bytes: &[u8]) -> Result<(Cow<'_, str>, &'static str), ImportError> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return Ok((text, encoding.name()));
    }
    if let Some(encoding) = utf16_by_nuls(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        return Ok((text, encoding.name()));
    }
    if let Some(offset) = bytes.iter().position(|&b| b == 0) {
        return Err(ImportError::Binary { offset, byte: 0 });
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok((Cow::Borrowed(text), UTF_8.name()));
    }
    if let Some(text) = GB18030.decode_without_bom_handling_and_without_replacement(bytes) {
        return Ok((text, "GB18030"));
    }
    let encoding = guess(bytes);
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    // A dump of a real encoding has a rare broken byte; a binary file has little else.
    let broken = text.chars().filter(|&c| c == '\u{fffd}').count();
    if broken > 16 && broken * 20 > text.chars().count() {
        let (offset, byte) = first_undecodable(bytes);
        return Err(ImportError::Binary { offset, byte });
    }
    let name = if encoding == encoding_rs::GBK {
        "GB18030"
    } else {
        encoding.name()
    };
    Ok((text, name))
}

/// Bytes that the guess is made from: enough for any bulletin, and a bound on the time it takes.
const SAMPLE: usize = 1 << 20;

fn guess(bytes: &[u8]) -> &'static Encoding {
    // A cut character at the end of an otherwise valid file is a torn copy, not another encoding.
    if let Err(error) = std::str::from_utf8(bytes) {
        let good = error.valid_up_to();
        if good > 64 && good + 4 > bytes.len() {
            return UTF_8;
        }
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    detector.guess(Some(b"cn"), Utf8Detection::Allow)
}

fn first_undecodable(bytes: &[u8]) -> (usize, u8) {
    let offset = std::str::from_utf8(bytes).map_or_else(|e| e.valid_up_to(), |_| 0);
    (offset, bytes.get(offset).copied().unwrap_or_default())
}

/// Bytes looked at for UTF-16.
const NUL_SAMPLE: usize = 64 * 1024;

/// UTF-16 without a mark: ASCII in it (line ends, digits) has NULs. They stand on both sides, since
/// 一 is U+4E00, so the byte order is the one in which the text is Chinese or ASCII.
fn utf16_by_nuls(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(NUL_SAMPLE) & !1];
    if !sample.contains(&0) {
        return None;
    }
    let pairs = sample.len() / 2;
    let plausible = |unit: fn([u8; 2]) -> u16| {
        let units = sample.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        let likely = |u: &u16| matches!(u, 0x09..=0x0d | 0x20..=0x7e | 0x2010..=0x2027 | 0x3000..=0x303f | 0x4e00..=0x9fff | 0xff00..=0xff65);
        units.filter(likely).count()
    };
    let (little, big) = (plausible(u16::from_le_bytes), plausible(u16::from_be_bytes));
    let best = little.max(big);
    if best * 10 < pairs * 9 || little == big {
        None
    } else if little > big {
        Some(UTF_16LE)
    } else {
        Some(UTF_16BE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "城市简报\n2025年第3期\n一个标题\n";

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|u| {
                if big {
                    u.to_be_bytes()
                } else {
                    u.to_le_bytes()
                }
            })
            .collect()
    }

    fn decoded(bytes: &[u8]) -> (String, &'static str) {
        let (text, name) = decode(bytes).unwrap();
        (text.into_owned(), name)
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let gb = GB18030.encode(TEXT).0.into_owned();
        for (bytes, name) in [
            (TEXT.as_bytes().to_vec(), "UTF-8"),
            ([b"\xef\xbb\xbf", TEXT.as_bytes()].concat(), "UTF-8"),
            (gb, "GB18030"),
            (utf16(TEXT, false), "UTF-16LE"),
            (utf16(TEXT, true), "UTF-16BE"),
            (
                [b"\xff\xfe".to_vec(), utf16(TEXT, false)].concat(),
                "UTF-16LE",
            ),
            (
                [b"\xfe\xff".to_vec(), utf16(TEXT, true)].concat(),
                "UTF-16BE",
            ),
        ] {
            assert_eq!(decoded(&bytes), (TEXT.to_owned(), name), "{name}");
        }
    }

    #[test]
    fn a_torn_last_character_does_not_change_the_encoding() {
        let long = TEXT.repeat(20);
        let torn = &long.as_bytes()[..long.len() - 3];
        let (text, name) = decoded(torn);
        assert_eq!(name, "UTF-8");
        assert!(text.ends_with('\u{fffd}'));
    }

    #[test]
    fn nuls_on_both_sides_are_no_text() {
        let error = decode(&[1, 0, 0, 7, 0, 0, 9, 9]).unwrap_err();
        assert!(matches!(error, ImportError::Binary { .. }), "{error}");
    }
}
