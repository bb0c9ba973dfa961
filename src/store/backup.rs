//! The text before the last one, a copy a day, and broken files set aside.

use std::fs;
use std::path::{Path, PathBuf};

use super::document::{Content, Document, understand};
use super::error::{Cause, Step, StoreError, StoreWarning};
use super::file::{Draft, Old, beside, folder, read, settle, uninterrupted};
use super::is_taken;

/// Copies of days that are kept.
const DAYS: usize = 5;

/// Keep the old text as `.bak`, and once a day as a copy with its date.
pub(super) fn keep(
    real: &Path,
    old: &Old,
    alone: bool,
    now: u64,
    warnings: &mut Vec<StoreWarning>,
) -> Result<(), StoreError> {
    let put = |path: &Path| {
        // A name of its own, so that the draft of the new text stands meanwhile.
        Draft::write(path, &old.bytes, Some(old), alone)
            .and_then(|draft| draft.place(path))
            .map_err(|error| StoreError::new(path, Step::BackUp, error))
    };
    put(&beside(real, "", ".bak"))?;
    let (day, _) = date_and_time(now);
    let copy = beside(real, "", &format!(".{day}.bak"));
    if !is_taken(&copy) {
        // A copy of the day less is no reason not to save.
        match put(&copy) {
            Ok(()) => forget_old_days(real),
            Err(error) => warnings.push(StoreWarning::NoCopy(error)),
        }
    }
    Ok(())
}

fn forget_old_days(real: &Path) {
    for copy in days(real).iter().skip(DAYS) {
        // One too many does no harm; it is tried again tomorrow.
        let _ = fs::remove_file(copy);
    }
}

/// The copies of days, the newest first.
fn days(real: &Path) -> Vec<PathBuf> {
    let name = real
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let is_copy = |path: &PathBuf| {
        path.file_name()
            .and_then(|file| file.to_str()?.strip_prefix(&name)?.strip_prefix('.'))
            .and_then(|rest| rest.strip_suffix(".bak"))
            .is_some_and(|day| {
                day.len() == 10 && day.bytes().all(|b| b.is_ascii_digit() || b == b'-')
            })
    };
    let mut days: Vec<PathBuf> = fs::read_dir(folder(real))
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(is_copy)
        .collect();
    days.sort();
    days.reverse();
    days
}

/// A backup with what is in it.
pub(super) type Backup<D> = (PathBuf, Content<D>, Old);

/// The newest backup that is understood, and why a newer one could not be read this time.
pub(super) fn newest<D: Document>(
    real: &Path,
    name: &str,
) -> (Option<Backup<D>>, Option<StoreError>) {
    let mut unread = None;
    let mut all = std::iter::once(beside(real, "", ".bak")).chain(days(real));
    let found = all.find_map(|path| {
        let old = match read(&path, Step::Load) {
            Ok(old) => old?,
            Err(error) => {
                if matches!(error.cause, Cause::Io(_)) {
                    unread.get_or_insert(error);
                }
                return None;
            }
        };
        let content = understand(&old.bytes, name).ok()?;
        Some((path, content, old))
    });
    (found, unread)
}

/// Whether `text` is that of the `.bak` of the file `real`, as it is after a recovery alone.
pub(super) fn is_last(real: &Path, text: &str) -> bool {
    let old = read(&beside(real, "", ".bak"), Step::Load);
    matches!(old, Ok(Some(old)) if old.bytes == text.as_bytes())
}

/// Give a broken file a name that is free, with the time.
///
/// Where the file is about to be `replaced`, it keeps its place until then: a run that ends in
/// between leaves a broken file, which the next start recovers, and not none.
pub(super) fn set_aside(real: &Path, now: u64, replaced: bool) -> Result<PathBuf, StoreError> {
    let (day, time) = date_and_time(now);
    let mut aside = beside(real, "", &format!(".broken-{day}-{time}"));
    let mut n = 2;
    while is_taken(&aside) {
        aside = beside(real, "", &format!(".broken-{day}-{time}-{n}"));
        n += 1;
    }
    let linked = replaced && uninterrupted(|| fs::hard_link(real, &aside)).is_ok();
    // Not every file system knows links.
    let moved = if linked {
        Ok(())
    } else {
        uninterrupted(|| fs::rename(real, &aside))
    };
    moved
        .and_then(|()| settle(folder(real)))
        .map_err(|error| StoreError::new(real, Step::SetAside, error))?;
    Ok(aside)
}

/// Give a file that is deleted, and its backups, names that nothing takes for a file of ours:
/// `.deleted-` with the time. The file itself goes first; the backups of a file that is gone are
/// no reason to fail.
pub(super) fn set_deleted_aside(path: &Path, now: u64) -> Result<PathBuf, StoreError> {
    let (day, time) = date_and_time(now);
    let mut ending = format!(".deleted-{day}-{time}");
    let mut n = 2;
    while is_taken(&beside(path, "", &ending)) {
        ending = format!(".deleted-{day}-{time}-{n}");
        n += 1;
    }
    let aside = beside(path, "", &ending);
    uninterrupted(|| fs::rename(path, &aside))
        .map_err(|error| StoreError::new(path, Step::Delete, error))?;
    let mut backups = vec![beside(path, "", ".bak")];
    backups.extend(days(path));
    for backup in backups {
        let name = backup.file_name().unwrap_or_default().to_string_lossy();
        let own = path.file_name().unwrap_or_default().to_string_lossy();
        let rest = name.strip_prefix(&*own).unwrap_or_default();
        let to = beside(path, "", &format!("{ending}{rest}"));
        let _ = uninterrupted(|| fs::rename(&backup, &to));
    }
    settle(folder(path)).map_err(|error| StoreError::new(path, Step::Settle, error))?;
    Ok(aside)
}

/// Date (`2024-09-01`) and time (`120000`) of seconds since 1970, in UTC.
fn date_and_time(seconds: u64) -> (String, String) {
    let (days, rest) = (seconds / 86_400, seconds % 86_400);
    // Howard Hinnant, chrono-Compatible Low-Level Date Algorithms: `civil_from_days`, for years
    // that begin in March.
    let z = days.min(3_000_000) + 719_468;
    let (era, of_era) = (z / 146_097, z % 146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * march + 2) / 5 + 1;
    let month = if march < 10 { march + 3 } else { march - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    (
        format!("{year:04}-{month:02}-{day:02}"),
        format!("{:02}{:02}{:02}", rest / 3600, rest / 60 % 60, rest % 60),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_become_dates() {
        for (seconds, day, time) in [
            (0, "1970-01-01", "000000"),
            (951_782_399, "2000-02-28", "235959"),
            (951_782_400, "2000-02-29", "000000"),
            (1_725_192_000, "2024-09-01", "120000"),
            (4_107_542_400, "2100-03-01", "000000"),
        ] {
            assert_eq!(date_and_time(seconds), (day.to_owned(), time.to_owned()));
        }
        date_and_time(u64::MAX);
    }
}
