//! Where things are and in which language: command line, then environment, then config.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use super::faults;
use crate::config::paths::{self, Standard};
use crate::config::{self, Config, Fault};
use crate::library::cache::Places;
use crate::library::folder::{Links, Problem, read};
use crate::locale::{Lang, Locale};
use crate::store::is_taken;

/// What the command line and the environment say; it does not change while the program runs.
#[derive(Debug, Clone, Default)]
struct Given {
    lang: Option<Lang>,
    locale: Option<Lang>,
    library: Option<PathBuf>,
    library_variable: Option<OsString>,
    config_dir: Option<PathBuf>,
    cache_dir: Option<PathBuf>,
}

/// What holds for every verb.
#[derive(Debug, Clone, Default)]
pub(super) struct Settings {
    given: Given,
    /// Language of all texts.
    pub(super) lang: Lang,
    /// Folder of the user's issues; None where the system names no home.
    pub(super) library: Option<PathBuf>,
    /// Folder of the config.
    pub(super) config_dir: Option<PathBuf>,
    /// Directory of caches; None where the system names no home.
    pub(super) cache_dir: Option<PathBuf>,
    /// The settings.
    pub(super) config: Config,
    /// Text of the config file; empty where there is none.
    pub(super) config_text: String,
    problems: Problems,
}

/// What is wrong with the config.
#[derive(Debug, Clone, Default)]
enum Problems {
    /// Nothing, or there is no config.
    #[default]
    None,
    /// The file is not read at all.
    File(Problem),
    /// Some settings do not hold.
    Faults(Vec<Fault>),
}

type Env<'a> = &'a dyn Fn(&str) -> Option<OsString>;

impl Settings {
    /// Gather the settings before the arguments are parsed: their help and errors have a language.
    pub(super) fn gather(args: &[OsString], env: Env<'_>) -> Self {
        let option = |name| given(args, name).map(PathBuf::from);
        let variable = set(env, paths::CONFIG_VARIABLE);
        Self::of(Given {
            lang: given(args, "--lang").and_then(|name| name.to_str()?.parse().ok()),
            locale: lang_of(env),
            library: option("--library"),
            library_variable: set(env, paths::LIBRARY_VARIABLE),
            config_dir: paths::config_dir(
                option("--config-dir").as_deref(),
                variable.as_deref(),
                &Standard::of_system(),
            ),
            cache_dir: paths::cache_dir(
                option("--cache-dir").as_deref(),
                set(env, paths::CACHE_VARIABLE).as_deref(),
                &Standard::of_system(),
            ),
        })
    }

    fn of(given: Given) -> Self {
        let (config, config_text, problems) = given
            .config_dir
            .as_deref()
            .map(read_config)
            .unwrap_or_default();
        let library = paths::library_dir(
            given.library.as_deref(),
            given.library_variable.as_deref(),
            config.library.as_deref(),
            given.config_dir.as_deref(),
            &Standard::of_system(),
        );
        let lang = given
            .lang
            .or(config.lang)
            .or(given.locale)
            .unwrap_or_default();
        let config_dir = given.config_dir.clone();
        let cache_dir = given.cache_dir.clone();
        Self {
            given,
            lang,
            library,
            config_dir,
            cache_dir,
            config,
            config_text,
            problems,
        }
    }

    /// Where the library and its cache are.
    pub(super) fn places(&self) -> Places<'_> {
        Places {
            library: self.library.as_deref(),
            cache: self.cache_dir.as_deref(),
        }
    }

    /// The folder that is watched for bulletins, where the config names one.
    pub(super) fn inbox(&self) -> Option<PathBuf> {
        let written = self.config.inbox.as_deref()?;
        let standard = Standard::of_system();
        Some(paths::folder(
            written,
            self.config_dir.as_deref(),
            &standard,
        ))
    }

    /// The settings after the config file changed.
    pub(super) fn reread(&self) -> Self {
        Self::of(self.given.clone())
    }

    /// Whether the language was given on the command line.
    pub(super) fn lang_is_given(&self) -> bool {
        self.given.lang.is_some()
    }

    /// The config file, whether there is one or not.
    pub(super) fn config_file(&self) -> Option<PathBuf> {
        Some(self.config_dir.as_ref()?.join(paths::FILE))
    }

    /// What is wrong with the config, for people, and whether a setting does not hold by it.
    pub(super) fn config_problems(&self, locale: &Locale) -> Vec<(String, bool)> {
        let file = self.config_file().unwrap_or_default().display().to_string();
        match &self.problems {
            Problems::None => Vec::new(),
            Problems::File(problem) => {
                vec![(
                    format!("{file}: {}", faults::problem(locale, problem)),
                    true,
                )]
            }
            Problems::Faults(faults) => {
                let told = |fault: &Fault| (fault.report(&file, locale), fault.is_error());
                faults.iter().map(told).collect()
            }
        }
    }
}

fn read_config(dir: &Path) -> (Config, String, Problems) {
    let path = dir.join(paths::FILE);
    // A config may be a link into a folder of dotfiles; a dangling one is told, none at all is not.
    if !is_taken(&path) {
        return Default::default();
    }
    let text = read(&path, Links::Follow)
        .and_then(|bytes| String::from_utf8(bytes).map_err(|_| Problem::NotUtf8));
    match text {
        Err(problem) => (Config::default(), String::new(), Problems::File(problem)),
        Ok(text) => {
            let parsed = config::parse(&text);
            (parsed.config, text, Problems::Faults(parsed.faults))
        }
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

/// Whether the arguments (without the program's name) say where things are and in which language, and
/// nothing more: then there is nothing to parse, and no text of an error to be had ready.
///
/// Whatever is not plainly so is left to the parser.
pub(super) fn are_plain(args: &[OsString]) -> bool {
    const PLACES: [&str; 3] = ["--library", "--config-dir", "--cache-dir"];
    let mut seen: Vec<&str> = Vec::new();
    let mut args = args.iter();
    while let Some(option) = args.next().map(OsString::as_os_str) {
        let value = args.next().and_then(|value| value.to_str());
        let (Some(option), Some(value)) = (option.to_str(), value) else {
            return false;
        };
        let is_value = !value.is_empty() && !value.starts_with('-');
        let is_known = match option {
            "--lang" => value.parse::<Lang>().is_ok(),
            _ => PLACES.contains(&option),
        };
        if !is_value || !is_known || seen.contains(&option) {
            return false;
        }
        seen.push(option);
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_a_language_alone_need_no_parser() {
        let plain = |args: &[&str]| {
            let args: Vec<OsString> = args.iter().map(OsString::from).collect();
            are_plain(&args)
        };
        assert!(plain(&[]));
        assert!(plain(&[
            "--library",
            "a",
            "--lang",
            "en",
            "--config-dir",
            "b"
        ]));
        for args in [
            &["--library"][..],
            &["--library", ""],
            &["--library", "-a"],
            &["--library", "a", "--library", "b"],
            &["--library=a"],
            &["--lang", "fr"],
            &["--mouse", "a"],
            &["list"],
            &["--library", "a", "list"],
        ] {
            assert!(!plain(args), "{args:?}");
        }
    }

    fn gather(args: &[&str], env: &[(&str, &str)]) -> Settings {
        let args: Vec<OsString> = std::iter::once(&"jianbao")
            .chain(args)
            .map(OsString::from)
            .collect();
        Settings::gather(&args, &|name| {
            env.iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| OsString::from(value))
        })
    }

    #[test]
    fn the_command_line_goes_before_the_locale_and_chinese_is_the_last_word() {
        assert_eq!(
            gather(&["--lang", "en"], &[("LC_ALL", "zh_CN.UTF-8")]).lang,
            Lang::En
        );
        assert_eq!(gather(&["list", "--lang=en"], &[]).lang, Lang::En);
        assert_eq!(gather(&["--", "--lang=en"], &[]).lang, Lang::Zh);
        assert_eq!(
            gather(&[], &[("LC_ALL", "C"), ("LANG", "en_GB.UTF-8")]).lang,
            Lang::En
        );
        assert_eq!(
            gather(&[], &[("LC_ALL", ""), ("LANG", "de_DE")]).lang,
            Lang::Zh
        );
    }

    #[test]
    fn folders_come_from_the_option_then_the_variable() {
        let env = [("JIANBAO_LIBRARY", "/env"), ("HOME", "/home/x")];
        assert_eq!(
            gather(&["--library", "/arg"], &env).library,
            Some("/arg".into())
        );
        assert_eq!(
            gather(&["--library=/arg"], &env).library,
            Some("/arg".into())
        );
        assert_eq!(gather(&[], &env).library, Some("/env".into()));
    }
}
