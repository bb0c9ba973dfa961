//! A home for each test, and what is seen of the reader in it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::pty::{Builder, Session};

/// The title of the first article of the newest issue that is built in.
pub(crate) const FIRST_TITLE: &str = "“蒙科聚”播撒科技“金种子”深耕生物医药产业沃土";

/// A bulletin that no other process has imported yet.
pub(crate) const BULLETIN: &str = "北海信息简报\n\n2025年第3期\n\n北海市信息中心编\n\n目录\n\n\
    海州区建成首个共享实验室 1\n\n海州区建成首个共享实验室\n\n\
    3月5日，海州区首个共享实验室建成，面积1200平方米，首批入驻企业12家。\n\n\
    实验室由区里与三家企业共同出资，设备向全市开放。\n";
/// The issue it has.
pub(crate) const BULLETIN_NAME: &str = "2025年第3期";

/// A home with nothing in it.
pub(crate) struct Home {
    dir: tempfile::TempDir,
}

impl Home {
    pub(crate) fn new() -> Self {
        Self {
            dir: tempfile::tempdir().unwrap(),
        }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// A file of the config folder.
    pub(crate) fn config(&self, name: &str) -> PathBuf {
        self.path(".config/jianbao").join(name)
    }

    pub(crate) fn library(&self) -> PathBuf {
        self.path(".local/share/jianbao/library")
    }

    /// The reader, not started yet.
    pub(crate) fn reader(&self, args: &[&str]) -> Builder {
        Builder::new(env!("CARGO_BIN_EXE_jianbao"))
            .clean()
            .env("HOME", self.dir.path())
            .env("LANG", "zh_CN.UTF-8")
            .env("COLORTERM", "truecolor")
            .args(args)
    }

    /// The reader at its first frame, on a screen that is lower than its articles.
    pub(crate) fn started(&self, args: &[&str]) -> Session {
        let session = self.reader(args).size(80, 14).spawn();
        session.wait_for_frame(|screen| screen.contents().contains("2024"));
        session
    }

    /// The program without a terminal; what it prints.
    #[track_caller]
    pub(crate) fn run(&self, args: &[&str]) -> String {
        let output = Command::new(env!("CARGO_BIN_EXE_jianbao"))
            .args(args)
            .env_clear()
            .env("HOME", self.dir.path())
            .env("LANG", "zh_CN.UTF-8")
            .output()
            .unwrap();
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{args:?}: {error}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Import the bulletin, as another process does.
    pub(crate) fn import(&self) {
        let file = write(&self.path("in/a.txt"), BULLETIN);
        self.run(&["import", file.to_str().unwrap()]);
    }
}

/// Write a file, with its folders.
pub(crate) fn write(path: &Path, bytes: impl AsRef<[u8]>) -> PathBuf {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
    path.to_owned()
}

/// Wait for something that no screen shows.
#[track_caller]
pub(crate) fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let until = Instant::now() + Duration::from_secs(30);
    while !is_so() {
        assert!(Instant::now() < until, "{what} never came");
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn size(screen: &vt100::Screen) -> (u16, u16) {
    let (rows, columns) = screen.size();
    (rows.get(), columns.get())
}

/// The column after the border left of the body.
pub(crate) fn body_column(screen: &vt100::Screen) -> u16 {
    let (rows, columns) = size(screen);
    let is_border = |x: u16| {
        (0..rows.saturating_sub(1)).all(|y| {
            screen
                .cell(y, x)
                .is_some_and(|cell| matches!(cell.contents(), "│" | "╎"))
        })
    };
    (0..columns)
        .rev()
        .find(|x| is_border(*x))
        .map_or(0, |x| x + 1)
}

/// The rows of the body without blanks, from below its heading.
pub(crate) fn body_rows(screen: &vt100::Screen) -> Vec<String> {
    let (rows, columns) = size(screen);
    let left = body_column(screen);
    let height = usize::from(rows).saturating_sub(2);
    let rows = screen.rows(left, columns - left).skip(1).take(height);
    rows.map(|row| without_blanks(&row)).collect()
}

pub(crate) fn without_blanks(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The last row.
pub(crate) fn status(screen: &vt100::Screen) -> String {
    let (_, columns) = size(screen);
    screen.rows(0, columns).last().unwrap_or_default()
}

/// Type, and wait until the screen says so.
#[track_caller]
pub(crate) fn press(session: &Session, keys: &str, seen: &str) {
    session.send(keys);
    session.wait_for_frame(|screen| screen.contents().contains(seen));
}

/// The key Esc, unmistakably, and wait until this is not on the screen any more.
#[track_caller]
pub(crate) fn escape(session: &Session, gone: &str) {
    session.send(ESCAPE);
    session.wait_for_frame(|screen| !screen.contents().contains(gone));
}

/// Esc as kitty's protocol writes it: what comes next is no part of it.
pub(crate) const ESCAPE: &str = "\x1b[27u";
