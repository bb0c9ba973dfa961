//! Tests of [`parse`](super::parse); bad files are in `tests/config/invalid`.

use super::*;
use crate::app::Key;
use crate::app::keymap::Lookup;

fn kinds(text: &str) -> Vec<FaultKind> {
    parse(text)
        .faults
        .into_iter()
        .map(|fault| fault.kind)
        .collect()
}

/// The example with every setting that is commented out put in force.
fn uncommented() -> String {
    EXAMPLE
        .lines()
        .map(|line| match line.strip_prefix('#') {
            Some(setting) if setting.starts_with(|c: char| c.is_ascii_lowercase() || c == '[') => {
                setting
            }
            _ => line,
        })
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn an_empty_file_is_the_default() {
    assert_eq!(parse(""), Parsed::default());
    assert_eq!(parse("\u{feff}# 空\r\n"), Parsed::default());
}

#[test]
fn the_example_is_the_default() {
    assert_eq!(parse(EXAMPLE), Parsed::default());
}

#[test]
fn the_example_uncommented_is_the_default_with_a_theme() {
    let Parsed { config, faults } = parse(&uncommented());
    assert_eq!(faults, []);
    assert_eq!(config.themes.keys().collect::<Vec<_>>(), ["mine"]);
    let expected = Config {
        library: Some("~/.local/share/jianbao/library".to_owned()),
        inbox: Some("~/Documents/简报".to_owned()),
        themes: config.themes.clone(),
        ..Config::default()
    };
    assert_eq!(config, expected);
}

#[test]
fn the_example_names_every_setting_action_and_role() {
    let text = uncommented();
    let root: toml::Table = text.parse().unwrap();
    for name in Config::SETTINGS {
        assert!(root.contains_key(name), "{name}");
    }
    for name in Config::PANES {
        assert!(root["panes"].get(name).is_some(), "{name}");
    }
    for &action in Action::ALL {
        let keys = root["keys"]
            .get(action.name())
            .unwrap_or_else(|| panic!("{action:?}"));
        let keys: Vec<&str> = keys
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|k| k.as_str())
            .collect();
        assert_eq!(keys, action.default_keys(), "{action:?}");
    }
    for &role in Role::ALL {
        assert!(
            root["themes"]["mine"].get(role.name()).is_some(),
            "{role:?}"
        );
    }
}

#[test]
fn every_field_of_the_config_is_a_setting() {
    // Taken apart without `..`, so that a new field breaks this test.
    let Config {
        lang: _,
        library: _,
        inbox: _,
        ambiguous_width: _,
        autospace: _,
        citation: _,
        measure: _,
        paragraph_gap: _,
        indent: _,
        mouse: _,
        theme: _,
        panes: Panes {
            issues: _,
            contents: _,
        },
        keys: _,
        themes: _,
    } = Config::default();
    assert_eq!((Config::SETTINGS.len(), Config::PANES.len()), (13, 2));
}

#[test]
fn every_setting_takes_effect() {
    let Parsed { config, faults } = parse(
        r#"
lang = "en"
library = "~/简报"
inbox = "~/收件"
ambiguous_width = "wide"
autospace = "keep"
citation = "gbt7714-2015"
measure = 0x28
paragraph_gap = 2
indent = false
mouse = false
theme = "auto"
panes = { issues = 10, contents = 80 }
"#,
    );
    assert_eq!(faults, []);
    let expected = Config {
        lang: Some(Lang::En),
        library: Some("~/简报".to_owned()),
        inbox: Some("~/收件".to_owned()),
        ambiguous_width: Some(AmbiguousWidth::Wide),
        autospace: Autospace::Keep,
        citation: crate::briefing::Standard::Y2015,
        measure: 40,
        paragraph_gap: 2,
        indent: false,
        mouse: false,
        theme: ThemeChoice::Auto,
        panes: Panes {
            issues: 10,
            contents: 80,
        },
        ..Config::default()
    };
    assert_eq!(config, expected);
    assert_eq!(config.theme_name(Some("0;15")), "light");
    assert_eq!(config.theme_name(Some("15;0")), "dark");
    assert_eq!(config.theme_name(None), "dark");
}

#[test]
fn a_faulty_value_keeps_its_default_and_the_others_hold() {
    let Parsed { config, faults } = parse("measure = 500\nindent = \"no\"\nmouse = false");
    assert_eq!(faults.len(), 2);
    let expected = Config {
        mouse: false,
        ..Config::default()
    };
    assert_eq!(config, expected);
}

#[test]
fn a_file_that_is_not_toml_keeps_all_defaults() {
    let Parsed { config, faults } = parse("mouse = false\nmesure = 3\n[panes\nissues = 11\nx");
    assert_eq!(config, Config::default());
    // What stands before the break is checked as well, what follows it is not.
    assert!(matches!(faults[0].kind, FaultKind::UnknownKey { .. }));
    assert!(
        faults[1..]
            .iter()
            .all(|fault| matches!(fault.kind, FaultKind::Syntax(_)))
    );
    assert_eq!(faults[1].place.line, 3);
}

#[test]
fn full_width_signs_are_named_with_what_they_stand_for() {
    for (text, column, found, meant) in [
        ("theme = “dark”", 9, '“', '"'),
        ("theme ＝ \"dark\"", 7, '＝', '='),
        ("panes = { issues = 20， contents = 30 }", 22, '，', ','),
        ("［keys］", 1, '［', '['),
        ("【keys】", 1, '【', '['),
        ("measure　= 56", 8, '\u{3000}', ' '),
        ("＃ 注释", 1, '＃', '#'),
        ("measure = ５６", 11, '５', '5'),
    ] {
        let faults = parse(text).faults;
        assert_eq!(faults.len(), 1, "{text}: {faults:?}");
        assert_eq!(faults[0].place, Place { line: 1, column }, "{text}");
        let kind = FaultKind::Syntax(Syntax::FullWidth { found, meant });
        assert_eq!(faults[0].kind, kind, "{text}");
    }
    // Within quotes and comments they are text.
    assert_eq!(kinds("library = \"/简报，“新”\" # “注释”，＝"), []);
}

#[test]
fn actions_may_exchange_their_keys_without_a_word() {
    let Parsed { config, faults } = parse("[keys]\nmove_down = \"k\"\nmove_up = [\"j\", \"up\"]");
    assert_eq!(faults, []);
    assert_eq!(config.keys.keys_of(Action::MoveDown), ["k"]);
    assert_eq!(config.keys.keys_of(Action::MoveUp), ["j", "up"]);
}

#[test]
fn who_loses_a_key_is_told_unless_the_user_settled_it() {
    let taken = |lost: &str, from, given| FaultKind::KeyTaken {
        keys: "j".to_owned(),
        lost: lost.to_owned(),
        from,
        given,
    };
    assert_eq!(
        kinds("[keys]\nzoom = [\"j\"]"),
        [taken("j", "move_down", false)]
    );
    assert_eq!(kinds("[keys]\nzoom = [\"j\"]\nmove_down = [\"down\"]"), []);
    assert_eq!(
        kinds("[keys]\nzoom = \"j\"\nfind = \"j\"\nmove_down = []"),
        [taken("j", "zoom", true)]
    );
    // A key that begins a sequence takes the sequence.
    let sequences = Action::ALL
        .iter()
        .flat_map(|action| action.default_keys())
        .filter(|keys| keys.starts_with("g "));
    let kinds = kinds("[keys]\nzoom = \"g\"");
    assert_eq!(kinds.len(), sequences.count(), "{kinds:?}");
    let fault = &parse("[keys]\nzoom = [\"x\", \"j\"]").faults[0];
    assert_eq!((fault.place.line, fault.place.column), (2, 14));
    assert!(!fault.is_error());
}

#[test]
fn an_empty_list_unbinds_and_a_faulty_one_does_not() {
    let map = parse("[keys]\nzoom = []\nfind = [\"no key\", 3]\nopen = [\"o\", \"?!\"]")
        .config
        .keys;
    assert!(map.keys_of(Action::Zoom).is_empty());
    assert_eq!(map.keys_of(Action::Find), ["/"]);
    assert_eq!(map.keys_of(Action::Open), ["o"]);
}

#[test]
fn there_is_always_a_way_out() {
    let Parsed { config, faults } = parse("[keys]\nquit = []\ncommand_palette = []");
    assert_eq!(
        config.keys.look_up(&[Key::ctrl('c')]),
        Lookup::Action(Action::Quit)
    );
    assert!(matches!(
        faults[..],
        [Fault {
            kind: FaultKind::NoWayOut { kept: "ctrl-c" },
            ..
        }]
    ));
    // The palette alone is enough.
    assert_eq!(kinds("[keys]\nquit = []"), []);
}

#[test]
fn full_width_keys_are_the_keys_they_sit_on() {
    let map = parse("[keys]\nzoom = \"。\"").config.keys;
    assert_eq!(map.keys_of(Action::Zoom), ["."]);
}

#[test]
fn a_theme_of_the_user_changes_only_what_it_says() {
    let Parsed { config, faults } = parse(
        r##"
theme = "mine"
[themes.mine]
heading = { bold = false, fg = "#123456" }
base = "light"
accent = 208
[themes.dark]
title = { underline = true }
"##,
    );
    assert_eq!(faults, []);
    let mine = config.theme_named("mine").unwrap();
    let light = Theme::light();
    assert_eq!(mine.appearance, Appearance::Light);
    assert_eq!(mine[Role::Key], light[Role::Key]);
    assert_eq!(mine[Role::Heading].fg, Some(Color::Rgb(0x12, 0x34, 0x56)));
    assert!(!mine[Role::Heading].bold);
    assert_eq!(mine[Role::Accent].fg, Some(Color::Indexed(208)));
    assert_eq!(config.theme_names(), ["dark", "light", "contrast", "mine"]);
    // A built-in name is the built-in theme with changes.
    let dark = config.theme_named("dark").unwrap();
    assert!(dark[Role::Title].underline && dark[Role::Title].bold);
}

#[test]
fn all_faults_are_reported_in_the_order_of_the_file() {
    let text = "\
measure = 10
colour = 1
theme = \"drak\"
[keys]
scrol_down = \"j\"
quit = \"C-q\"
[themes.x]
text = { fg = \"rde\" }
";
    let faults = parse(text).faults;
    assert_eq!(faults.len(), 6, "{faults:?}");
    assert!(faults.is_sorted_by_key(|fault| fault.place));
}

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "[a-z\\[\\]{}=\",.# \n“＝0-9甲]{0,60}") {
        let parsed = parse(&text);
        for lang in Lang::ALL {
            let locale = crate::locale::Locale::new(lang);
            for fault in &parsed.faults {
                proptest::prop_assert!(!fault.report("c", &locale).contains('\n'));
            }
        }
    }
}
