//! Containers in ZIP: their parts, counted while they are inflated, whatever the directory says.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use encoding_rs::{Encoding, GB18030};
use zip::ZipArchive;
use zip::result::ZipError;

use super::{ExtractFault, LARGEST_PART, MOST_ENTRIES};

/// Most bytes that all parts of a container may have together.
const LARGEST_WHOLE: u64 = 256 << 20;

/// An open container.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Bytes inflated so far.
    read: u64,
}

/// An entry of the directory.
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) is_dir: bool,
    pub(super) encrypted: bool,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, ExtractFault> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(fault)?;
        if archive.len() > MOST_ENTRIES {
            return Err(ExtractFault::too_much("entries"));
        }
        Ok(Self { archive, read: 0 })
    }

    pub(super) fn len(&self) -> usize {
        self.archive.len()
    }

    /// Entry `at`, without reading it.
    pub(super) fn entry(&mut self, at: usize) -> Result<Entry, ExtractFault> {
        let file = self.archive.by_index_raw(at).map_err(fault)?;
        Ok(Entry {
            name: name(file.name_raw()),
            is_dir: file.is_dir(),
            encrypted: file.encrypted(),
        })
    }

    /// The bytes of entry `at`.
    pub(super) fn bytes(&mut self, at: usize) -> Result<Vec<u8>, ExtractFault> {
        if self.read > LARGEST_WHOLE {
            return Err(ExtractFault::too_much("bytes"));
        }
        let file = self.archive.by_index(at).map_err(fault)?;
        let mut bytes = Vec::new();
        let mut capped = file.take(LARGEST_PART + 1);
        capped
            .read_to_end(&mut bytes)
            .map_err(ExtractFault::damaged)?;
        self.read += bytes.len() as u64;
        if bytes.len() as u64 > LARGEST_PART || self.read > LARGEST_WHOLE {
            return Err(ExtractFault::too_much("bytes"));
        }
        Ok(bytes)
    }

    /// The part called `name`, if there is one. A leading slash and the case of letters do not count.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, ExtractFault> {
        let wanted = tidy(name);
        let at = self.archive.index_for_name(&wanted).or_else(|| {
            (0..self.archive.len()).find(|&at| {
                let name = self.archive.name_for_index(at);
                name.and_then(Result::ok)
                    .is_some_and(|name| tidy(&name).eq_ignore_ascii_case(&wanted))
            })
        });
        at.map(|at| self.bytes(at)).transpose()
    }

    /// The part called `name` as text: XML says its encoding by a byte order mark or is UTF-8.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, ExtractFault> {
        Ok(self.part(name)?.map(|bytes| xml_text(&bytes)))
    }

    /// The part called `name`, which must be there.
    pub(super) fn needed(&mut self, name: &str) -> Result<String, ExtractFault> {
        self.text(name)?.ok_or_else(|| ExtractFault::Missing {
            part: tidy(name).chars().take(80).collect(),
        })
    }
}

fn xml_text(bytes: &[u8]) -> String {
    let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or((encoding_rs::UTF_8, 0));
    let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
    text.into_owned()
}

/// File names in ZIP are UTF-8 or, from Chinese Windows, GB18030.
fn name(raw: &[u8]) -> String {
    match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => GB18030.decode_without_bom_handling(raw).0.into_owned(),
    }
}

/// A path inside a container: `/` between folders, none before the first, `.` and `..` resolved.
pub(super) fn tidy(path: &str) -> String {
    let mut folders: Vec<&str> = Vec::new();
    for folder in path.split(['/', '\\']) {
        match folder {
            "" | "." => {}
            ".." => {
                folders.pop();
            }
            other => folders.push(other),
        }
    }
    folders.join("/")
}

/// The path that `target` means in a part of folder `base`.
pub(super) fn beside(base: &str, target: &str) -> String {
    if target.starts_with('/') {
        return tidy(target);
    }
    let folder = base.rsplit_once('/').map_or("", |(folder, _)| folder);
    tidy(&format!("{folder}/{target}"))
}

fn fault(error: ZipError) -> ExtractFault {
    match error {
        ZipError::UnsupportedArchive(why) if why == ZipError::PASSWORD_REQUIRED => {
            ExtractFault::Encrypted
        }
        other => ExtractFault::damaged(other),
    }
}

/// Characters of `text` that XML has as they are.
pub(super) fn collapse(text: &str) -> Cow<'_, str> {
    if text.contains(['\n', '\r']) {
        Cow::Owned(text.replace(['\n', '\r'], " "))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_in_a_container_are_resolved_inside_it() {
        assert_eq!(beside("word/document.xml", "styles.xml"), "word/styles.xml");
        assert_eq!(beside("word/document.xml", "/xl/a.xml"), "xl/a.xml");
        assert_eq!(beside("a/b/c.xml", "../../../../etc/passwd"), "etc/passwd");
    }
}
