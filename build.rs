//! Turns the issues of `data/` into code, so that the reader starts without parsing them and a
//! broken one fails the build.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use toml::{Table, Value};

/// The linker script that puts what a start runs side by side.
const START_ORDER: &str = "scripts/start_order.ld";

fn main() {
    println!("cargo:rerun-if-changed=data");
    println!("cargo:rerun-if-changed=build.rs");
    link_for_a_quick_start();
    let mut paths: Vec<_> = fs::read_dir("data")
        .expect("the folder data/ is part of the package")
        .map(|entry| entry.expect("data/ can be listed").path())
        .filter(|path| path.extension().is_some_and(|ext| ext == "toml"))
        .collect();
    paths.sort();
    let mut code = String::new();
    let mut ids = Vec::new();
    for path in paths {
        let text = fs::read_to_string(&path).expect("data/ can be read");
        let issue: Table = text
            .parse()
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let _ = writeln!(code, "fn issue_{}() -> Issue {{", ids.len());
        let id = write_issue(&mut code, &issue)
            .unwrap_or_else(|key| panic!("{}: {key} is missing", path.display()));
        code.push_str("}\n");
        ids.push(id.to_owned());
    }
    let count = ids.len();
    let _ = write!(
        code,
        "/// What the program has built in, oldest first.\n\
         pub(super) static ISSUES: [BuiltIn; {count}] = [\n"
    );
    for (at, id) in ids.iter().enumerate() {
        let _ = writeln!(code, "    ({id:?}, issue_{at}),");
    }
    code.push_str("];\n");
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&out).join("embedded.rs"), code).expect("OUT_DIR can be written");
}

/// On Linux with the GNU C library, has the program linked so that less is done before `main`.
///
/// - At a fixed address: the importer's libraries bring 54,000 pointers (names of glyphs and entities,
///   places of panics) that a position-independent program relocates first, which makes a megabyte of
///   pages dirty and took a third of the time to the first frame. Stack, heap and libraries stay at
///   random addresses.
/// - With gcc's unwinder inside, where its archive is at hand: one shared library fewer to load.
/// - In a release with what a start runs side by side (`scripts/start_order.ld`): a third of the memory
///   was code of the importer between it.
fn link_for_a_quick_start() {
    let is = |key, value| env::var(key).is_ok_and(|set| set == value);
    if !is("CARGO_CFG_TARGET_OS", "linux") || !is("CARGO_CFG_TARGET_ENV", "gnu") {
        return;
    }
    println!("cargo:rustc-link-arg-bins=-no-pie");
    // GNU's linker and LLVM's know the script, of others one cannot be sure.
    let flags = env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    let own_linker = env::var_os("RUSTC_LINKER").is_some() || flags.contains("-ld=");
    if is("PROFILE", "release") && is("CARGO_CFG_TARGET_ARCH", "x86_64") && !own_linker {
        println!("cargo:rerun-if-changed={START_ORDER}");
        // The compiler, which links, parts arguments at commas.
        let root = env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
        if !root.contains(',') {
            println!("cargo:rustc-link-arg-bins=-Wl,-T,{root}/{START_ORDER}");
        }
    }
    if is("HOST", &env::var("TARGET").unwrap_or_default()) && archive_is_there("libgcc_eh.a") {
        println!("cargo:rustc-link-lib=dylib=gcc_eh");
    }
}

/// Whether the C compiler, which links, knows an archive of this name; it prints a path if so.
fn archive_is_there(name: &str) -> bool {
    Command::new("cc")
        .arg(format!("-print-file-name={name}"))
        .output()
        .is_ok_and(|output| output.stdout.contains(&b'/'))
}

/// `Issue { … }`; its id. The error is the key that is missing.
fn write_issue<'a>(code: &mut String, issue: &'a Table) -> Result<&'a str, &'static str> {
    let text = match string(issue, "text") {
        Some("digest") => "Digest",
        _ => "Full",
    };
    let id = string(issue, "id").ok_or("id")?;
    let _ = write!(
        code,
        "Issue {{ id: id({id:?}), title: {}, year: {}, number: {}, total: {}, publisher: {}, \
         editor: {}, phone: {}, text: TextKind::{text}, source: {}, contents: vec![",
        owned(string(issue, "title").ok_or("title")?),
        number(issue, "year").ok_or("year")?,
        number(issue, "number").ok_or("number")?,
        option(number(issue, "total").map(|n| n.to_string())),
        option(string(issue, "publisher").map(owned)),
        option(string(issue, "editor").map(owned)),
        option(string(issue, "phone").map(owned)),
        option(
            issue
                .get("source")
                .and_then(Value::as_table)
                .and_then(|source| {
                    let (file, sha256) = (string(source, "file")?, string(source, "sha256")?);
                    Some(format!(
                        "Source {{ file: {}, sha256: {} }}",
                        owned(file),
                        owned(sha256)
                    ))
                })
        ),
    );
    for entry in tables(issue, "contents") {
        let _ = write!(
            code,
            "ContentsEntry {{ title: {}, page: {}, article: {} }},",
            owned(string(entry, "title").ok_or("contents.title")?),
            option(number(entry, "page").map(|n| n.to_string())),
            option(number(entry, "article").map(|n| n.to_string())),
        );
    }
    code.push_str("], articles: vec![");
    for article in tables(issue, "articles") {
        let _ = write!(
            code,
            "Article {{ title: {}, page: {}, region: {}, theme: {}, blocks: vec![",
            owned(string(article, "title").ok_or("articles.title")?),
            option(number(article, "page").map(|n| n.to_string())),
            option(string(article, "region").map(owned)),
            option(string(article, "theme").map(owned)),
        );
        for block in tables(article, "blocks") {
            let (kind, text) = match (string(block, "paragraph"), string(block, "heading")) {
                (Some(text), None) => ("Paragraph", text),
                (None, Some(text)) => ("Heading", text),
                _ => return Err("articles.blocks.paragraph"),
            };
            let page = option(number(block, "page").map(|n| n.to_string()));
            let _ = write!(
                code,
                "Block {{ kind: BlockKind::{kind}, text: {}, page: {page} }},",
                owned(text)
            );
        }
        code.push_str("] },");
    }
    code.push_str("], notes: vec![");
    for note in tables(issue, "notes") {
        let _ = write!(
            code,
            "ImportNote {{ kind: {}, line: {}, confidence: {}, detail: {} }},",
            owned(string(note, "kind").ok_or("notes.kind")?),
            option(number(note, "line").map(|n| n.to_string())),
            option(number(note, "confidence").map(|n| n.to_string())),
            owned(string(note, "detail").ok_or("notes.detail")?),
        );
    }
    code.push_str("] }\n");
    Ok(id)
}

fn string<'a>(table: &'a Table, key: &str) -> Option<&'a str> {
    table.get(key)?.as_str()
}

fn number(table: &Table, key: &str) -> Option<i64> {
    table.get(key)?.as_integer()
}

fn tables<'a>(table: &'a Table, key: &str) -> impl Iterator<Item = &'a Table> {
    let values = table.get(key).and_then(Value::as_array);
    values.into_iter().flatten().filter_map(Value::as_table)
}

fn owned(text: &str) -> String {
    format!("{text:?}.to_owned()")
}

fn option(value: Option<String>) -> String {
    value.map_or_else(|| "None".to_owned(), |value| format!("Some({value})"))
}
