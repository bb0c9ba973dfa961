//! Where the user's files are.
//!
//! What is given wins in this order: command line, environment, config, the system's standard
//! place. The values are arguments, so the order can be tested; only [`Standard::of_system`]
//! asks the system.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use directories::{BaseDirs, ProjectDirs};

/// Variable with the folder of the config and the user's files.
pub const CONFIG_VARIABLE: &str = "JIANBAO_CONFIG_DIR";
/// Variable with the folder of the bulletins.
pub const LIBRARY_VARIABLE: &str = "JIANBAO_LIBRARY";
/// Variable with the directory of caches.
pub const CACHE_VARIABLE: &str = "JIANBAO_CACHE_DIR";
/// Name of the config file.
pub const FILE: &str = "config.toml";

/// The places that the system has for us; None for a user without a home.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standard {
    /// Folder of the config (`~/.config/jianbao`).
    pub config: Option<PathBuf>,
    /// Folder of data (`~/.local/share/jianbao`).
    pub data: Option<PathBuf>,
    /// Directory of caches (`~/.cache/jianbao`).
    pub cache: Option<PathBuf>,
    /// The user's home.
    pub home: Option<PathBuf>,
}

impl Standard {
    /// What the system says.
    pub fn of_system() -> Self {
        let project = ProjectDirs::from("", "", "jianbao");
        Self {
            config: project.as_ref().map(|dirs| dirs.config_dir().to_owned()),
            data: project.as_ref().map(|dirs| dirs.data_dir().to_owned()),
            cache: project.as_ref().map(|dirs| dirs.cache_dir().to_owned()),
            home: BaseDirs::new().map(|dirs| dirs.home_dir().to_owned()),
        }
    }
}

/// The folder of the config: `flag`, else the value of [`CONFIG_VARIABLE`], else the standard one.
///
/// None where there is neither; the reader then goes without a config and saves nothing.
pub fn config_dir(
    flag: Option<&Path>,
    variable: Option<&OsStr>,
    standard: &Standard,
) -> Option<PathBuf> {
    given(flag, variable).or_else(|| standard.config.clone())
}

/// The directory of caches: `flag`, else the value of [`CACHE_VARIABLE`], else the standard one.
pub fn cache_dir(
    flag: Option<&Path>,
    variable: Option<&OsStr>,
    standard: &Standard,
) -> Option<PathBuf> {
    given(flag, variable).or_else(|| standard.cache.clone())
}

/// The folder of the bulletins: `flag`, else the value of [`LIBRARY_VARIABLE`], else the config's
/// `library`, else `library` in the standard folder of data.
///
/// A relative path of the config is taken from the config's folder, the others from where we are.
pub fn library_dir(
    flag: Option<&Path>,
    variable: Option<&OsStr>,
    config: Option<&str>,
    config_dir: Option<&Path>,
    standard: &Standard,
) -> Option<PathBuf> {
    given(flag, variable)
        .or_else(|| Some(folder(config?, config_dir, standard)))
        .or_else(|| Some(standard.data.as_ref()?.join("library")))
}

/// A folder that the config names: it may begin with `~`, and a relative one is taken from the
/// config's folder.
pub fn folder(written: &str, config_dir: Option<&Path>, standard: &Standard) -> PathBuf {
    let path = expand_home(written, standard.home.as_deref());
    config_dir.map_or(path.clone(), |dir| dir.join(path))
}

fn given(flag: Option<&Path>, variable: Option<&OsStr>) -> Option<PathBuf> {
    flag.map(Path::to_owned).or_else(|| {
        // A variable that is set to nothing is none (XDG Base Directory says so of its own).
        variable
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    })
}

/// The path with a leading `~` replaced by the home; no other user's `~name`.
pub fn expand_home(path: &str, home: Option<&Path>) -> PathBuf {
    let rest = match path.strip_prefix('~') {
        Some("") => Some(""),
        Some(rest) => rest.strip_prefix('/'),
        None => None,
    };
    match (rest, home) {
        (Some(""), Some(home)) => home.to_owned(),
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standard() -> Standard {
        Standard {
            config: Some("/home/u/.config/jianbao".into()),
            data: Some("/home/u/.local/share/jianbao".into()),
            cache: Some("/home/u/.cache/jianbao".into()),
            home: Some("/home/u".into()),
        }
    }

    #[test]
    fn command_line_goes_before_environment_before_config_before_standard() {
        let (flag, variable) = (Path::new("/flag"), OsStr::new("/variable"));
        let dir = |flag, variable| config_dir(flag, variable, &standard()).unwrap();
        assert_eq!(dir(Some(flag), Some(variable)), flag);
        assert_eq!(dir(None, Some(variable)), Path::new("/variable"));
        assert_eq!(
            dir(None, Some(OsStr::new(""))),
            Path::new("/home/u/.config/jianbao")
        );

        let library = |flag, variable, config| {
            library_dir(flag, variable, config, Some(Path::new("/c")), &standard()).unwrap()
        };
        assert_eq!(library(Some(flag), Some(variable), Some("/config")), flag);
        assert_eq!(
            library(None, Some(variable), Some("/config")),
            Path::new("/variable")
        );
        assert_eq!(library(None, None, Some("/config")), Path::new("/config"));
        assert_eq!(
            library(None, None, Some("~/简报")),
            Path::new("/home/u/简报")
        );
        assert_eq!(library(None, None, Some("简报")), Path::new("/c/简报"));
        assert_eq!(
            library(None, None, None),
            Path::new("/home/u/.local/share/jianbao/library")
        );
    }

    #[test]
    fn nobody_without_a_home_gets_a_made_up_folder() {
        let none = Standard::default();
        assert_eq!(config_dir(None, None, &none), None);
        assert_eq!(library_dir(None, None, None, None, &none), None);
    }

    #[test]
    fn only_ones_own_home_is_expanded() {
        let home = Some(Path::new("/home/u"));
        assert_eq!(expand_home("~", home), Path::new("/home/u"));
        assert_eq!(expand_home("~/a", home), Path::new("/home/u/a"));
        assert_eq!(expand_home("~other/a", home), Path::new("~other/a"));
        assert_eq!(expand_home("a~", home), Path::new("a~"));
        assert_eq!(expand_home("~/a", None), Path::new("~/a"));
    }
}
