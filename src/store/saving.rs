//! How a file is saved and deleted: the protocol's steps in their order (see the map of the store).

use std::io;
use std::path::{Path, PathBuf};

use super::document::{Content, Document, Merged, understand};
use super::error::{Cause, Instead, Step, StoreError, StoreWarning};
use super::file::{Draft, Old, folder, follow, make_folder, read, settle};
use super::lock::Lock;
use super::{Store, backup, is_taken};

impl<D: Document> Store<D> {
    /// Change the content in memory and save it.
    pub fn update(
        &mut self,
        now: u64,
        change: impl FnOnce(&mut D),
    ) -> Result<Vec<StoreWarning>, StoreError> {
        change(self.document_mut());
        self.save(now)
    }

    /// Save the content in memory, merged with what others have saved since it was read.
    ///
    /// `Ok` means that it outlasts a power cut. After an error the file is as it was (or, where
    /// only the last sync failed, is the new one), and the content still in memory.
    pub fn save(&mut self, now: u64) -> Result<Vec<StoreWarning>, StoreError> {
        let result = self.try_save(now);
        self.unsettled = result.is_err();
        result
    }

    fn try_save(&mut self, now: u64) -> Result<Vec<StoreWarning>, StoreError> {
        let mut warnings = Vec::new();
        make_folder(folder(&self.path))?;
        let real = follow(&self.path)?;
        let lock = self.lock(&real, &mut warnings)?;
        let mut old = read(&real, Step::Read)?;
        let (mut theirs, mut is_known) = (None, false);
        if let Some(found) = &old {
            is_known = self.base_text.as_ref().map(String::as_bytes) == Some(&found.bytes);
            let newer = if is_known {
                self.base_newer
            } else {
                match understand::<D>(&found.bytes, self.name()) {
                    Ok(content) => {
                        let newer = content.newer;
                        theirs = Some(content);
                        newer
                    }
                    Err(why) => {
                        let moved_to = Some(backup::set_aside(&real, now, true)?);
                        let instead = Instead::Memory;
                        warnings.push(self.broken(why, moved_to, instead));
                        old = None;
                        None
                    }
                }
            };
            if let Some(found) = newer {
                let known = D::FORMAT;
                return Err(StoreError::new(
                    &real,
                    Step::Read,
                    Cause::Newer { found, known },
                ));
            }
        }
        let merged = theirs.as_ref().map(|content| {
            let theirs = &content.understood.document;
            let none = D::default();
            let base = if backup::is_last(&real, &content.text) {
                &none
            } else {
                self.base.as_ref().unwrap_or(&self.document)
            };
            let Merged {
                document,
                conflicts,
            } = D::merge(base, &self.document, theirs);
            if !conflicts.is_empty() {
                warnings.push(StoreWarning::Conflict {
                    path: self.path.clone(),
                    entries: conflicts,
                });
            }
            document
        });
        let over = theirs.as_ref().map(|theirs| &theirs.text);
        let over = over.or(self.base_text.as_ref()).map_or("", String::as_str);
        // Nobody else wrote; or the file is gone, which must not cost what is in memory.
        let document = merged.as_ref().unwrap_or(&self.document);
        let known = match &theirs {
            Some(theirs) => theirs.plain.then_some(&theirs.understood.document),
            None if self.base_plain => self.base.as_ref().or(Some(&self.document)),
            None => None,
        };
        let quick = known.and_then(|known| document.render_known(over, known));
        let (text, plain) = match quick {
            Some(text) => (text, true),
            None => self.render(document, over, &mut warnings),
        };
        let is_there = (is_known || theirs.is_some()) && text == over;
        if self.unsettled || !is_there {
            replace(&real, &text, old.as_ref(), &lock, Some(now), &mut warnings)?;
        }
        if let Some(merged) = merged {
            self.document = merged;
        }
        self.base = None;
        (self.base_newer, self.base_plain) = (None, plain);
        self.base_text = Some(text);
        Ok(warnings)
    }

    /// Delete the file: it gets a name with `.deleted-` and the time, and stays there. `None`, if it
    /// was not there.
    ///
    /// Where another reader changed it since it was read, it is kept with what they did and that is
    /// told: what was written is not taken away by somebody who has not seen it.
    pub fn delete(
        &mut self,
        now: u64,
        warnings: &mut Vec<StoreWarning>,
    ) -> Result<Option<PathBuf>, StoreError> {
        let real = follow(&self.path)?;
        // Without its folder it is not there.
        if !is_taken(folder(&real)) {
            return Ok(None);
        }
        let _lock = self.lock(&real, warnings)?;
        let Some(old) = read(&real, Step::Read)? else {
            return Ok(None);
        };
        let text = str::from_utf8(&old.bytes).ok();
        if self.base_text.is_some() && text != self.base_text.as_deref() {
            if let Ok(content) = understand(&old.bytes, self.name()) {
                self.take(content, warnings);
            }
            warnings.push(StoreWarning::NotDeleted {
                path: self.path.clone(),
            });
            return Ok(None);
        }
        // A link is set aside itself; what it leads to stays.
        backup::set_deleted_aside(&self.path, now).map(Some)
    }

    /// The text of `document` over the old one; never one that would be read back differently.
    ///
    /// With it, whether [`Document::read_plain`] reads it.
    fn render(&self, document: &D, over: &str, warnings: &mut Vec<StoreWarning>) -> (String, bool) {
        let text = document.render(over);
        let read = understand::<D>(text.as_bytes(), self.name());
        let same = |content: &Content<D>| content.understood.document == *document;
        if let Some(content) = read.ok().filter(same) {
            return (text, content.plain);
        }
        if over.is_empty() {
            return (text, false);
        }
        warnings.push(StoreWarning::Rewritten {
            path: self.path.clone(),
        });
        (document.render(""), false)
    }
}

/// Put `text` in the place of the file `real`; `old` is that file, which was understood.
///
/// With a time, the old text is kept as backup and as the day's copy.
pub(super) fn replace(
    real: &Path,
    text: &str,
    old: Option<&Old>,
    lock: &Lock,
    now: Option<u64>,
    warnings: &mut Vec<StoreWarning>,
) -> Result<(), StoreError> {
    let fail = |step| move |error: io::Error| StoreError::new(real, step, error);
    // The new text first: where the disk is full, that is found out before anything is touched.
    let draft =
        Draft::write(real, text.as_bytes(), old, lock.is_held()).map_err(fail(Step::Write))?;
    if let (Some(old), Some(now)) = (old, now) {
        backup::keep(real, old, lock.is_held(), now, warnings)?;
    }
    draft.place(real).map_err(fail(Step::Replace))?;
    settle(folder(real)).map_err(fail(Step::Settle))
}
