//! Bad configs, one a file in `tests/config/invalid`, with what is said of them in both languages.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use jianbao::config::parse;
use jianbao::locale::{Lang, Locale};

#[test]
fn bad_configs_are_told_with_place_and_remedy() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/config/invalid");
    let mut paths: Vec<_> = fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    assert!(paths.len() >= 25);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("config/snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for path in paths {
            let name = path.file_stem().unwrap().to_str().unwrap();
            let faults = parse(&fs::read_to_string(&path).unwrap()).faults;
            assert!(!faults.is_empty(), "{name}");
            let mut told = String::new();
            for lang in Lang::ALL {
                let locale = Locale::new(lang);
                for fault in &faults {
                    writeln!(told, "{}", fault.report("config.toml", &locale)).unwrap();
                }
            }
            insta::assert_snapshot!(name, told);
        }
    });
}
