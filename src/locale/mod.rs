//! Every word of the interface, in Chinese and in English.
//!
//! The texts are Project Fluent files below `locales/`, one folder a language, one file a part of
//! the program, built into the binary. Plain texts are found in them as they are; a part is parsed
//! when one of its texts takes more than that, so a start does not pay for texts that nobody reads.

mod plain;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::fmt;
use std::str::FromStr;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use unic_langid::LanguageIdentifier;

use plain::{Found, Texts};

pub use fluent_bundle::FluentValue as Value;

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Chinese, also where the locale says nothing.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// The languages there are.
    pub const ALL: [Self; 2] = [Self::Zh, Self::En];

    /// Name on the command line and in the config.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// The language that a POSIX locale name asks for (`en_GB.UTF-8`, `zh_CN`, `C`).
    ///
    /// None for a name that asks for neither, so that the caller can go on to the next variable.
    pub fn of_locale(name: &str) -> Option<Self> {
        match name.split(['_', '.', '-', '@']).next()? {
            "zh" => Some(Self::Zh),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    fn identifier(self) -> LanguageIdentifier {
        // Both names are well-formed; the default (und) would only change plural rules.
        self.name().parse().unwrap_or_default()
    }
}

/// Text names no language.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a language; zh or en")]
pub struct LangError(pub String);

impl FromStr for Lang {
    type Err = LangError;
    fn from_str(name: &str) -> Result<Self, LangError> {
        Self::ALL
            .into_iter()
            .find(|lang| lang.name() == name)
            .ok_or_else(|| LangError(name.to_owned()))
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A file of texts.
struct Part {
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "names the file in the tests' messages")
    )]
    name: &'static str,
    zh: &'static str,
    en: &'static str,
}

impl Part {
    fn source(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }
}

macro_rules! parts {
    ($($name:literal),+) => {
        [$(Part {
            name: $name,
            zh: include_str!(concat!("../../locales/zh/", $name, ".ftl")),
            en: include_str!(concat!("../../locales/en/", $name, ".ftl")),
        }),+]
    };
}

/// The parts, in the order in which a key is looked for. What the first frame needs stands first.
static PARTS: [Part; 9] = parts![
    "frame", "reader", "actions", "search", "briefing", "review", "config", "store", "cli"
];

type Bundle = FluentBundle<FluentResource>;

/// The texts of one language.
pub struct Locale {
    lang: Lang,
    texts: [OnceCell<Texts>; PARTS.len()],
    bundles: [OnceCell<Bundle>; PARTS.len()],
}

impl fmt::Debug for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Locale({})", self.lang)
    }
}

impl Locale {
    /// The texts of `lang`.
    pub fn new(lang: Lang) -> Self {
        Self {
            lang,
            texts: [const { OnceCell::new() }; PARTS.len()],
            bundles: [const { OnceCell::new() }; PARTS.len()],
        }
    }

    /// Its language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The text of `key`; the key itself where there is none, which a test rules out.
    pub fn text<'a>(&'a self, key: &'a str) -> Cow<'a, str> {
        self.format(key, None)
    }

    /// The text of `key` with named arguments put in.
    pub fn text_with<'a>(&'a self, key: &'a str, arguments: &[(&str, Value<'_>)]) -> Cow<'a, str> {
        let mut args = FluentArgs::with_capacity(arguments.len());
        for (name, value) in arguments {
            args.set(*name, value.clone());
        }
        Cow::Owned(self.format(key, Some(&args)).into_owned())
    }

    fn format<'a>(&'a self, key: &'a str, args: Option<&'a FluentArgs<'_>>) -> Cow<'a, str> {
        let cells = self.texts.iter().zip(&self.bundles);
        for (part, (texts, bundle)) in PARTS.iter().zip(cells) {
            let texts = texts.get_or_init(|| Texts::new(part.source(self.lang)));
            match texts.find(key, args) {
                Found::Nothing => continue,
                Found::Text(text) => return text,
                Found::ForFluent => {}
            }
            let bundle = bundle.get_or_init(|| self::bundle(part, self.lang));
            if let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) {
                return bundle.format_pattern(pattern, args, &mut Vec::new());
            }
        }
        Cow::Borrowed(key)
    }
}

fn bundle(part: &Part, lang: Lang) -> Bundle {
    let mut bundle = Bundle::new(vec![lang.identifier()]);
    // The isolating marks around arguments are bidi controls, which never go to a terminal.
    bundle.set_use_isolating(false);
    // A file with an error still gives its sound messages; the tests parse every file strictly.
    let resource =
        FluentResource::try_new(part.source(lang).to_owned()).unwrap_or_else(|(sound, _)| sound);
    bundle.add_resource_overriding(resource);
    bundle
}

/// Arguments for [`Locale::text_with`]: `args!["count" => 3, "id" => name]`.
#[macro_export]
macro_rules! args {
    ($($name:literal => $value:expr),* $(,)?) => {
        &[$(($name, $crate::locale::Value::from($value))),*]
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::action::{Action, Group};
    use std::collections::{BTreeMap, BTreeSet};

    /// Keys of a file with the arguments that each text takes.
    fn keys(source: &str) -> BTreeMap<String, BTreeSet<String>> {
        let resource = FluentResource::try_new(source.to_owned())
            .unwrap_or_else(|(_, errors)| panic!("{errors:?}"));
        assert!(resource.entries().count() > 0);
        let mut keys = BTreeMap::new();
        let mut key = None;
        for line in source.lines() {
            if let Some((name, _)) = line
                .split_once(" =")
                .filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase()))
            {
                assert!(
                    keys.insert(name.to_owned(), BTreeSet::new()).is_none(),
                    "{name} twice"
                );
                key = Some(name.to_owned());
            }
            let Some(set) = key.as_ref().and_then(|key| keys.get_mut(key)) else {
                continue;
            };
            for piece in line.split('$').skip(1) {
                set.insert(
                    piece
                        .chars()
                        .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
                        .collect(),
                );
            }
        }
        keys
    }

    #[test]
    fn both_languages_have_the_same_texts_with_the_same_arguments() {
        for part in &PARTS {
            assert_eq!(keys(part.zh), keys(part.en), "{}", part.name);
        }
    }

    #[test]
    fn a_text_is_the_same_with_and_without_fluent() {
        let mut plain = 0;
        for (part, lang) in PARTS
            .iter()
            .zip([Lang::Zh; PARTS.len()])
            .chain(PARTS.iter().zip([Lang::En; PARTS.len()]))
        {
            let bundle = bundle(part, lang);
            for (key, names) in keys(part.source(lang)) {
                let mut args = FluentArgs::new();
                for (at, name) in names.iter().enumerate() {
                    let value = [Value::from("二 2"), Value::from(1234.5), Value::from(7)];
                    args.set(name.as_str(), value[at % 3].clone());
                }
                let pattern = bundle
                    .get_message(&key)
                    .and_then(|message| message.value())
                    .unwrap();
                let wanted = bundle.format_pattern(pattern, Some(&args), &mut Vec::new());
                match Texts::new(part.source(lang)).find(&key, Some(&args)) {
                    Found::Nothing => panic!("{key}"),
                    Found::ForFluent => {}
                    Found::Text(text) => {
                        assert_eq!(text, wanted, "{lang} {key}");
                        plain += 1;
                    }
                }
            }
        }
        assert!(plain > 500, "{plain}");
    }

    #[test]
    fn every_action_and_group_is_described() {
        for lang in Lang::ALL {
            let locale = Locale::new(lang);
            for key in Action::ALL
                .iter()
                .map(|a| a.text_key())
                .chain(Group::ALL.map(|g| format!("group-{}", g.name())))
            {
                assert_ne!(locale.text(&key), key, "{lang}");
            }
        }
    }

    /// Every text between quotes in `source` that stands behind a text look-up or has the form of
    /// a key of the command line.
    fn asked_for(source: &str) -> BTreeSet<String> {
        let mut asked = BTreeSet::new();
        for call in ["text(", "text_with("] {
            for rest in source.split(call).skip(1) {
                let literal = rest
                    .trim_start()
                    .strip_prefix('"')
                    .and_then(|r| r.split('"').next());
                asked.extend(literal.map(str::to_owned));
            }
        }
        let literals = source
            .split('"')
            .filter(|literal| literal.starts_with("cli-"));
        asked.extend(literals.map(str::to_owned));
        asked
    }

    #[test]
    fn every_text_that_the_code_asks_for_exists_and_none_of_the_command_line_is_left_over() {
        fn read(dir: &std::path::Path, all: &mut String) {
            for entry in std::fs::read_dir(dir).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    read(&path, all);
                } else if path.extension().is_some_and(|ending| ending == "rs") {
                    let text = std::fs::read_to_string(&path).unwrap();
                    // What stands in tests asks for nothing that a user sees.
                    all.push_str(text.split("#[cfg(test)]").next().unwrap_or_default());
                }
            }
        }
        let mut source = String::new();
        read(
            &std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
            &mut source,
        );
        let asked = asked_for(&source);
        let there: BTreeSet<String> = PARTS
            .iter()
            .flat_map(|part| keys(part.zh).into_keys())
            .collect();
        let form = |key: &&String| {
            key.contains('-')
                && key
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c == '-' || c.is_ascii_digit())
        };
        let missing: Vec<_> = asked
            .iter()
            .filter(form)
            .filter(|key| !there.contains(*key))
            .collect();
        assert!(missing.is_empty(), "{missing:?}");
        let over = |key: &&String| key.starts_with("cli-") && !asked.contains(*key);
        let over: Vec<_> = there.iter().filter(over).collect();
        assert!(over.is_empty(), "{over:?}");
    }

    #[test]
    fn a_locale_name_asks_for_a_language() {
        assert_eq!(Lang::of_locale("en_GB.UTF-8"), Some(Lang::En));
        assert_eq!(Lang::of_locale("zh_TW"), Some(Lang::Zh));
        assert_eq!(Lang::of_locale("C.UTF-8"), None);
    }
}
