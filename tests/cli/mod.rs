//! A home of its own for each test, and the real program in it.

#![allow(dead_code, reason = "each test program uses a part")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A home with nothing in it.
pub(crate) struct Home {
    dir: tempfile::TempDir,
}

/// What a run left behind.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
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

    pub(crate) fn library(&self) -> PathBuf {
        self.path("library")
    }

    /// Write a file, with its folders.
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_jianbao"));
        command
            .args(args)
            .env_clear()
            .env("HOME", self.dir.path())
            .env("JIANBAO_LIBRARY", self.library())
            .env("JIANBAO_CONFIG_DIR", self.path("config"))
            .env("TERM", "xterm")
            .env("LC_ALL", "zh_CN.UTF-8")
            .stdin(Stdio::null())
            .current_dir(self.dir.path());
        command
    }

    /// Run with these arguments; a run that hangs fails.
    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        ran(self.command(args).output().unwrap())
    }

    pub(crate) fn run_with_input(&self, args: &[&str], input: &[u8]) -> Ran {
        let mut child = self
            .command(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        ran(child.wait_with_output().unwrap())
    }

    /// `text` with the path of this home replaced, for snapshots.
    pub(crate) fn neutral(&self, text: &str) -> String {
        text.replace(self.dir.path().to_str().unwrap(), "~")
    }
}

pub(crate) fn ran(output: Output) -> Ran {
    Ran {
        code: output.status.code().expect("no signal ended it"),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

impl Ran {
    /// Its stdout, when it ended well.
    #[track_caller]
    pub(crate) fn fine(self) -> String {
        assert_eq!((self.code, self.err.as_str()), (0, ""), "{}", self.out);
        self.out
    }

    #[track_caller]
    pub(crate) fn failed(self, code: i32) -> String {
        assert_eq!(self.code, code, "{}{}", self.out, self.err);
        self.err
    }
}

/// A small bulletin, of another series than the one built in.
pub(crate) const SAMPLE: &str = "\
滨海信息简报

2025年第3期

滨海市科技情报中心 编辑

- 海州区建成首个共享实验室……1
- 白沙县：柑橘加工线投产……2

海州区建成首个共享实验室

海州区首个共享实验室三月启用，向区内小微企业开放，设备可以按小时预约。

一是统一登记。区科技局把四十二台仪器列入目录，编号、价格、负责人都在网上公布。

二是按次补助。企业每用一次，可获得三成补助，每年不超过五万元。

白沙县：柑橘加工线投产

白沙县柑橘加工线四月投产，日处理鲜果六十吨，带动周边三个村就业。

编辑：王 芳

电话：5550123
";

pub(crate) fn assert_harmless(text: &str) {
    let bad = text.chars().find(|c| {
        (*c != '\n' && c.is_control())
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    });
    assert_eq!(bad, None, "{text:?}");
}

pub(crate) fn exists(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}
