//! One writer at a time.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use rustix::io::Errno;

use super::error::{Cause, Step, StoreError};
use super::file::{beside, nonblocking, uninterrupted};

/// The lock of a file; given back when dropped, and by the kernel when the process is killed.
#[derive(Debug)]
pub(crate) enum Lock {
    /// It is ours.
    Held {
        /// Keeps it.
        _file: File,
    },
    /// The file system has no locks.
    None,
}

impl Lock {
    pub(crate) fn is_held(&self) -> bool {
        matches!(self, Self::Held { .. })
    }

    /// The lock of the file `real`, waited for no longer than `patience`.
    ///
    /// It is a file of its own, as the file itself is replaced, and is never removed: another
    /// process could be waiting for it.
    pub(crate) fn acquire(real: &Path, patience: Duration) -> Result<Self, StoreError> {
        let path = beside(real, ".", ".lock");
        let fail = |cause: Cause| StoreError::new(&path, Step::Lock, cause);
        let file = open(&path).map_err(|error| fail(error.into()))?;
        let metadata = uninterrupted(|| file.metadata()).map_err(|error| fail(error.into()))?;
        if !metadata.is_file() {
            return Err(fail(Cause::NotAFile));
        }
        let start = Instant::now();
        let mut pause = Duration::from_millis(1);
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self::Held { _file: file }),
                Err(TryLockError::WouldBlock) => {
                    let waited = start.elapsed();
                    if waited >= patience {
                        let seconds = waited.as_secs();
                        return Err(fail(Cause::Locked { seconds }));
                    }
                    sleep(pause.min(patience.saturating_sub(waited)));
                    pause = (pause * 2).min(Duration::from_millis(20));
                }
                Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Interrupted => {}
                Err(TryLockError::Error(error)) if has_none(&error) => return Ok(Self::None),
                Err(TryLockError::Error(error)) => return Err(fail(error.into())),
            }
        }
    }
}

fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    options.mode(0o600).custom_flags(nonblocking());
    match options.open(path) {
        // Another user's lock file can be locked without being written.
        Err(error) if error.kind() == ErrorKind::PermissionDenied => OpenOptions::new()
            .read(true)
            .custom_flags(nonblocking())
            .open(path)
            .map_err(|_| error),
        result => result,
    }
}

/// Whether the error says that there are no locks here (network and FUSE file systems).
fn has_none(error: &io::Error) -> bool {
    error.kind() == ErrorKind::Unsupported
        || matches!(
            Errno::from_io_error(error),
            Some(Errno::NOLCK | Errno::OPNOTSUPP | Errno::NOSYS | Errno::INVAL)
        )
}
