//! Reading a file that may be anything, and replacing one so that it is never half.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io::{self, ErrorKind, Read, Write as _};
use std::os::unix::fs::{
    DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _, fchown,
};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::error::{Cause, Step, StoreError};
use super::is_taken;
use crate::config::Place;

/// Largest file of the user that is read.
const LARGEST: u64 = 64 << 20;
/// Links that are followed one after the other, as many as the kernel follows.
const LINKS: usize = 40;
/// Rights of files with what a person read and noted.
const PRIVATE: u32 = 0o600;

/// Rights of a new file that is for others, before the umask.
const SHARED: u32 = 0o666;

/// The text of the file at `path`; None where there is no file.
///
/// Links are followed. What is no regular file is an error, and never waited for.
pub fn read_text(path: &Path) -> Result<Option<String>, StoreError> {
    let Some(old) = read(path, Step::Load)? else {
        return Ok(None);
    };
    match String::from_utf8(old.bytes) {
        Ok(text) => Ok(Some(text)),
        Err(error) => {
            let place = place_of_fault(error.as_bytes(), error.utf8_error().valid_up_to());
            Err(StoreError::new(path, Step::Load, Cause::NotUtf8(place)))
        }
    }
}

/// The place of the first byte that is not UTF-8.
pub(super) fn place_of_fault(bytes: &[u8], valid: usize) -> Place {
    Place::of(str::from_utf8(&bytes[..valid]).unwrap_or_default(), valid)
}

/// A file as it stands on the disk.
#[derive(Debug)]
pub(super) struct Old {
    pub bytes: Vec<u8>,
    mode: u32,
    owner: (u32, u32),
}

/// Try again what a signal interrupted. std does so for most calls, not for all.
pub(crate) fn uninterrupted<T>(mut call: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    loop {
        match call() {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            result => return result,
        }
    }
}

pub(super) fn read(path: &Path, step: Step) -> Result<Option<Old>, StoreError> {
    let fail = |cause: Cause| StoreError::new(path, step, cause);
    let metadata = match uninterrupted(|| fs::metadata(path)) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(fail(error.into())),
    };
    // Opening a device can have effects, so it is looked at before; a pipe put there in between
    // is not waited for because of O_NONBLOCK, and found out by the second look.
    if !metadata.is_file() {
        return Err(fail(Cause::NotAFile));
    }
    let open = OpenOptions::new()
        .read(true)
        .custom_flags(nonblocking())
        .open(path);
    let mut file = match open {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(fail(error.into())),
    };
    let metadata = uninterrupted(|| file.metadata()).map_err(|error| fail(error.into()))?;
    if !metadata.is_file() {
        return Err(fail(Cause::NotAFile));
    }
    let mut bytes = Vec::new();
    let limited = Read::take(&mut file, LARGEST + 1).read_to_end(&mut bytes);
    limited.map_err(|error| fail(error.into()))?;
    if bytes.len() as u64 > LARGEST {
        return Err(fail(Cause::TooLarge { limit: LARGEST }));
    }
    Ok(Some(Old {
        bytes,
        mode: metadata.mode() & 0o7777,
        owner: (metadata.uid(), metadata.gid()),
    }))
}

pub(super) fn nonblocking() -> i32 {
    rustix::fs::OFlags::NONBLOCK.bits().cast_signed()
}

/// The real file behind `path`, which need not exist: links are followed, also one that leads to
/// nothing yet.
pub(super) fn follow(path: &Path) -> Result<PathBuf, StoreError> {
    let mut real = path.to_owned();
    for _ in 0..LINKS {
        let link = match uninterrupted(|| fs::read_link(&real)) {
            Ok(link) => link,
            // No link, or nothing at all.
            Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::NotFound) => {
                return Ok(real);
            }
            Err(error) => return Err(StoreError::new(path, Step::Follow, error)),
        };
        real = folder(&real).join(link);
    }
    Err(StoreError::new(path, Step::Follow, Cause::Links))
}

/// The folder of a file, `.` for a bare name.
pub(super) fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// The file beside `path` with `before` and `after` around its name.
pub(super) fn beside(path: &Path, before: &str, after: &str) -> PathBuf {
    let mut name = OsString::from(before);
    name.push(path.file_name().unwrap_or_default());
    name.push(after);
    path.with_file_name(name)
}

pub(super) fn make_folder(dir: &Path) -> Result<(), StoreError> {
    // Looked at first: the builder takes an interrupted look for "not there".
    let is_there = || uninterrupted(|| fs::metadata(dir)).is_ok_and(|found| found.is_dir());
    if is_there() {
        return Ok(());
    }
    match uninterrupted(|| DirBuilder::new().recursive(true).mode(0o700).create(dir)) {
        Err(error) if !is_there() => Err(StoreError::new(dir, Step::MakeFolder, error)),
        _ => Ok(()),
    }
}

/// Put `text` in the place of the file at `path`, or there where there is none, with its folder.
///
/// For files that can be made again (an issue that was imported): neither a lock nor a backup. The
/// file is the old or the new one at every moment, and the new one lasts once this returns.
pub fn replace_text(path: &Path, text: &str) -> Result<(), StoreError> {
    replace_bytes(path, text.as_bytes())
}

/// As [`replace_text`], for a file that may be anything.
pub fn replace_bytes(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let fail = |step| move |error: io::Error| StoreError::new(path, step, error);
    write_draft(path, bytes)?
        .place(path)
        .map_err(fail(Step::Replace))?;
    settle(folder(path)).map_err(fail(Step::Settle))
}

/// As [`replace_bytes`], for a file that is made to be given to others (an export): a new one has the
/// rights that the user's umask leaves, where the reader's own files are private.
pub fn hand_out(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let fail = |step| move |error: io::Error| StoreError::new(path, step, error);
    make_folder(folder(path))?;
    let old = read(path, Step::Read)?;
    let mode = old.as_ref().map_or(SHARED, |old| old.mode);
    Draft::write_as(path, bytes, old.as_ref(), false, mode)
        .map_err(fail(Step::Write))?
        .place(path)
        .map_err(fail(Step::Replace))?;
    settle(folder(path)).map_err(fail(Step::Settle))
}

/// Threads that wait for the disk: more than the cores, as a disk takes several syncs in one go.
const WRITERS: usize = 8;

/// As [`replace_text`] for many files at once, with an answer for each.
///
/// Each file is written and synced before it is renamed, as ever; the syncs run beside one another,
/// and a folder is synced once for all that was renamed in it. No path may come twice.
pub fn replace_all(files: &[(&Path, &str)]) -> Vec<Result<(), StoreError>> {
    let next = AtomicUsize::new(0);
    let drafts: Vec<Mutex<Option<Result<Draft, StoreError>>>> =
        files.iter().map(|_| Mutex::new(None)).collect();
    let work = || {
        loop {
            let nth = next.fetch_add(1, Ordering::Relaxed);
            let Some((path, text)) = files.get(nth) else {
                return;
            };
            let written = write_draft(path, text.as_bytes());
            *drafts[nth].lock().unwrap_or_else(PoisonError::into_inner) = Some(written);
        }
    };
    thread::scope(|scope| {
        for _ in 1..WRITERS.min(files.len()) {
            scope.spawn(work);
        }
        work();
    });
    let mut results: Vec<Result<(), StoreError>> = Vec::with_capacity(files.len());
    let mut folders: BTreeMap<PathBuf, Vec<usize>> = BTreeMap::new();
    for (nth, (draft, (path, _))) in drafts.into_iter().zip(files).enumerate() {
        let draft = draft.into_inner().unwrap_or_else(PoisonError::into_inner);
        let fail = |step| move |error: io::Error| StoreError::new(path, step, error);
        // A thread that panicked has written nothing; the scope tells of it.
        let draft = draft.unwrap_or_else(|| Err(fail(Step::Write)(ErrorKind::Other.into())));
        let placed = draft.and_then(|draft| draft.place(path).map_err(fail(Step::Replace)));
        if placed.is_ok() {
            folders
                .entry(folder(path).to_owned())
                .or_default()
                .push(nth);
        }
        results.push(placed);
    }
    for (dir, placed) in folders {
        if let Err(error) = settle(&dir) {
            for nth in placed {
                let again = io::Error::from(error.kind());
                results[nth] = Err(StoreError::new(files[nth].0, Step::Settle, again));
            }
        }
    }
    results
}

fn write_draft(path: &Path, bytes: &[u8]) -> Result<Draft, StoreError> {
    make_folder(folder(path))?;
    let old = read(path, Step::Read)?;
    let fail = |error: io::Error| StoreError::new(path, Step::Write, error);
    Draft::write(path, bytes, old.as_ref(), false).map_err(fail)
}

/// Put `text` at `path`, where nothing may be yet, be it a link that leads nowhere; the folder is
/// made if need be.
///
/// The file is whole or not there at every moment, and lasts once this returns. Where there is
/// something, the cause is an `AlreadyExists`.
pub fn create_text(path: &Path, text: &str) -> Result<(), StoreError> {
    let fail = |step| move |error: io::Error| StoreError::new(path, step, error);
    if is_taken(path) {
        return Err(fail(Step::Write)(ErrorKind::AlreadyExists.into()));
    }
    make_folder(folder(path))?;
    let draft = Draft::write(path, text.as_bytes(), None, false).map_err(fail(Step::Write))?;
    draft.place_new(path).map_err(fail(Step::Replace))?;
    settle(folder(path)).map_err(fail(Step::Settle))
}

/// A file that is removed unless it was put in its place.
#[derive(Debug)]
pub(super) struct Draft {
    path: PathBuf,
    placed: bool,
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.placed {
            // It is in nobody's way: the next save takes it for the rest of one that was killed.
            let _ = fs::remove_file(&self.path);
        }
    }
}

impl Draft {
    /// Write `bytes` to a file beside `real`, down to the disk.
    ///
    /// `alone` says that the lock is held; then a rest of an earlier save with the same name is
    /// swept away. Without it each process has a name of its own.
    pub(super) fn write(
        real: &Path,
        bytes: &[u8],
        old: Option<&Old>,
        alone: bool,
    ) -> io::Result<Self> {
        let mode = old.map_or(PRIVATE, |old| old.mode);
        Self::write_as(real, bytes, old, alone, mode)
    }

    /// As [`Draft::write`], made with these rights as far as the umask leaves them.
    fn write_as(
        real: &Path,
        bytes: &[u8],
        old: Option<&Old>,
        alone: bool,
        mode: u32,
    ) -> io::Result<Self> {
        let path = if alone {
            beside(real, ".", ".tmp")
        } else {
            beside(real, ".", &format!(".tmp-{}", std::process::id()))
        };
        let open = || {
            OpenOptions::new()
                .write(true)
                .create_new(true)
                .mode(mode & 0o777)
                .open(&path)
        };
        let mut file = match open() {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                uninterrupted(|| fs::remove_file(&path))?;
                open()?
            }
            opened => opened?,
        };
        let draft = Self {
            path,
            placed: false,
        };
        if let Some(old) = old {
            keep_owner(&file, old)?;
        }
        file.write_all(bytes)?;
        file.sync_all()?;
        Ok(draft)
    }

    /// Put it in the place of `target`, which is never missing meanwhile.
    pub(super) fn place(mut self, target: &Path) -> io::Result<()> {
        uninterrupted(|| fs::rename(&self.path, target))?;
        self.placed = true;
        Ok(())
    }

    /// Put it at `target`, unless something is there.
    fn place_new(self, target: &Path) -> io::Result<()> {
        // A link, unlike a rename, is refused where there is something.
        match uninterrupted(|| fs::hard_link(&self.path, target)) {
            // Not every file system knows links.
            Err(_) if !is_taken(target) => self.place(target),
            result => result,
        }
    }
}

/// Give the new file the owner and the rights of the old one, whatever the umask.
fn keep_owner(file: &File, old: &Old) -> io::Result<()> {
    let new = uninterrupted(|| file.metadata())?;
    if (new.uid(), new.gid()) != old.owner {
        // A file of another user's stays theirs where we may (root); where not, it is ours now, as
        // with every program that replaces files.
        let _ = fchown(file, Some(old.owner.0), Some(old.owner.1));
    }
    if new.mode() & 0o7777 != old.mode {
        uninterrupted(|| file.set_permissions(Permissions::from_mode(old.mode)))?;
    }
    Ok(())
}

/// Make renames in `dir` last a power cut.
pub(super) fn settle(dir: &Path) -> io::Result<()> {
    match File::open(dir)?.sync_all() {
        // File systems that cannot sync a folder say so by these.
        Err(error)
            if matches!(
                error.kind(),
                ErrorKind::InvalidInput | ErrorKind::Unsupported
            ) =>
        {
            Ok(())
        }
        result => result,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_files_each_is_replaced_or_told() {
        let dir = tempfile::tempdir().unwrap();
        let path = |nth: usize| dir.path().join(format!("{}/{nth}.toml", nth % 3));
        replace_text(&path(4), "old").unwrap();
        fs::set_permissions(path(4), Permissions::from_mode(0o640)).unwrap();
        // Where a folder stands, no file can be put.
        fs::create_dir_all(path(7)).unwrap();
        let paths: Vec<PathBuf> = (0..40).map(path).collect();
        let texts: Vec<String> = (0..40).map(|nth| format!("text {nth}")).collect();
        let files: Vec<(&Path, &str)> = paths
            .iter()
            .zip(&texts)
            .map(|(path, text)| (path.as_path(), text.as_str()))
            .collect();
        for (nth, result) in replace_all(&files).into_iter().enumerate() {
            assert_eq!(result.is_ok(), nth != 7, "{nth}: {result:?}");
            if nth != 7 {
                assert_eq!(fs::read_to_string(path(nth)).unwrap(), texts[nth]);
            }
        }
        assert_eq!(fs::metadata(path(4)).unwrap().mode() & 0o777, 0o640);
        let left = fs::read_dir(dir.path().join("0")).unwrap().count();
        assert_eq!(left, 14, "no draft is left");
        assert!(replace_all(&[]).is_empty());
    }

    #[test]
    fn what_is_new_is_written_once_and_never_over_a_file() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a/b/config.toml");
        create_text(&path, "one").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "one");
        assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, 0o600);
        assert_eq!(fs::read_dir(folder(&path)).unwrap().count(), 1);
        let is_refused = || {
            let error = create_text(&path, "two").unwrap_err();
            matches!(error.cause, Cause::Io(error) if error.kind() == ErrorKind::AlreadyExists)
        };
        assert!(is_refused());
        assert_eq!(fs::read_to_string(&path).unwrap(), "one");
        fs::remove_file(&path).unwrap();
        std::os::unix::fs::symlink(dir.path().join("nowhere"), &path).unwrap();
        assert!(is_refused() && !dir.path().join("nowhere").exists());
    }

    #[test]
    fn what_is_handed_out_is_for_others_and_replaced_in_one_step() {
        let dir = tempfile::tempdir().unwrap();
        // What the umask leaves is known by a file made without any care.
        fs::write(dir.path().join("plain"), "").unwrap();
        let mode = |name: &str| fs::metadata(dir.path().join(name)).unwrap().mode() & 0o777;
        let path = dir.path().join("a.docx");
        hand_out(&path, b"one").unwrap();
        assert_eq!(mode("a.docx"), mode("plain"));
        fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
        hand_out(&path, b"two").unwrap();
        assert_eq!(
            (mode("a.docx"), fs::read(&path).unwrap()),
            (0o640, b"two".to_vec())
        );
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2);
    }
}
