//! Where things are and in which language: command line, then environment, then config.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;

use crate::config::Config;
use crate::locale::{Lang, Locale};

/// What holds for every verb.
#[derive(Debug, Default)]
pub(super) struct Settings {
    /// Language of all texts.
    pub(super) lang: Lang,
    /// Folder of the user's issues; None where the system names no home.
    pub(super) library: Option<PathBuf>,
    /// Folder of the config.
    pub(super) config_dir: Option<PathBuf>,
    /// The settings.
    pub(super) config: Config,
}

type Env<'a> = &'a dyn Fn(&str) -> Option<OsString>;

impl Settings {
    /// Gather the settings before the arguments are parsed: their help and errors have a language.
    pub(super) fn gather(args: &[OsString], env: Env<'_>) -> Self {
        let path = |option: &str, variable: &str| {
            let value = given(args, option).or_else(|| set(env, variable));
            value.map(PathBuf::from)
        };
        let home = set(env, "HOME").map(PathBuf::from);
        let config_dir = path("--config-dir", "JIANBAO_CONFIG_DIR")
            .or_else(|| Some(home.clone()?.join(".config/jianbao")));
        let config = Config::default();
        let library = path("--library", "JIANBAO_LIBRARY")
            .or_else(|| Some(home?.join(".local/share/jianbao/library")));
        let lang = given(args, "--lang")
            .and_then(|name| name.to_str()?.parse().ok())
            .or_else(|| lang_of(env))
            .unwrap_or_default();
        Self { lang, library, config_dir, config }
    }

    /// The config file, whether there is one or not.
    pub(super) fn config_file(&self) -> Option<PathBuf> {
        Some(self.config_dir.as_ref()?.join("config.toml"))
    }

    /// What is wrong with the config, for people.
    #[expect(clippy::unused_self)]
    pub(super) fn config_problems(&self, _: &Locale) -> Vec<String> {
        Vec::new()
    }
}

/// The language that the locale asks for.
fn lang_of(env: Env<'_>) -> Option<Lang> {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| Lang::of_locale(set(env, name)?.to_str()?))
}

/// A variable of the environment, where it is set and not empty.
pub(super) fn set(env: Env<'_>, name: &str) -> Option<OsString> {
    env(name).filter(|value| !value.is_empty())
}

/// The value of an option anywhere on the command line; the parser judges it later.
fn given(args: &[OsString], option: &str) -> Option<OsString> {
    let mut args = args.iter().skip(1).take_while(|arg| *arg != "--");
    while let Some(arg) = args.next() {
        if arg == option {
            return args.next().cloned();
        }
        let bytes = arg.as_encoded_bytes();
        if let Some(value) = bytes.strip_prefix(option.as_bytes())
            && let Some(value) = value.strip_prefix(b"=")
        {
            return Some(OsStr::from_bytes(value).to_owned());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gather(args: &[&str], env: &[(&str, &str)]) -> Settings {
        let args: Vec<OsString> = std::iter::once(&"jianbao").chain(args).map(OsString::from).collect();
        Settings::gather(&args, &|name| {
            env.iter().find(|(key, _)| *key == name).map(|(_, value)| OsString::from(value))
        })
    }

    #[test]
    fn the_command_line_goes_before_the_locale_and_chinese_is_the_last_word() {
        assert_eq!(gather(&["--lang", "en"], &[("LC_ALL", "zh_CN.UTF-8")]).lang, Lang::En);
        assert_eq!(gather(&["list", "--lang=en"], &[]).lang, Lang::En);
        assert_eq!(gather(&["--", "--lang=en"], &[]).lang, Lang::Zh);
        assert_eq!(gather(&[], &[("LC_ALL", "C"), ("LANG", "en_GB.UTF-8")]).lang, Lang::En);
        assert_eq!(gather(&[], &[("LC_ALL", ""), ("LANG", "de_DE")]).lang, Lang::Zh);
    }

    #[test]
    fn folders_come_from_the_option_then_the_variable() {
        let env = [("JIANBAO_LIBRARY", "/env"), ("HOME", "/home/x")];
        assert_eq!(gather(&["--library", "/arg"], &env).library, Some("/arg".into()));
        assert_eq!(gather(&["--library=/arg"], &env).library, Some("/arg".into()));
        assert_eq!(gather(&[], &env).library, Some("/env".into()));
    }
}
