//! Text of others in marks and notes, in files that are no TOML, and on the command line.

use std::fmt::Write as _;

use super::home::{Home, escape, press, status, write};
use super::hostile::{assert_harmless, check, each_in_parallel, hostile, quoted};

const CTRL_T: &str = "\x14";
const CTRL_O: &str = "\x0f";
const DOWN: &str = "\x1b[B";

#[test]
fn hostile_marks_in_the_list_its_fields_the_editor_and_the_text() {
    let all = hostile();
    std::thread::scope(|scope| {
        for part in all.chunks(all.len().div_ceil(4)) {
            scope.spawn(move || hostile_marks(part));
        }
    });
}

fn hostile_marks(part: &[String]) {
    let home = Home::new();
    let mut sheet = String::from("format = 1\n");
    for (n, text) in part.iter().enumerate() {
        let text = quoted(text);
        write!(
            sheet,
            "[[bookmarks]]\nid = \"b{n}\"\narticle = 1\ntitle = {text}\nname = {text}\ntags = [{text}]\n\
             [[highlights]]\nid = \"h{n}\"\narticle = 1\nkind = {text}\ntitle = {text}\n\
             quote = {text}\nprefix = {text}\nsuffix = {text}\n\
             [[notes]]\nid = \"n{n}\"\narticle = 2\ntitle = {text}\ntext = {text}\ntags = [{text}]\n\
             [[notes]]\nid = \"o{n}\"\non = \"b{n}\"\ntext = {text}\n"
        )
        .unwrap();
    }
    write(&home.config("annotations/kjqbck-2024-09.toml"), sheet);
    let mut session = home.reader(&[]).size(100, 16).spawn();
    session.wait_for_frame(|screen| screen.contents().contains("2024"));
    press(&session, "M", "标注 ");
    for _ in 0..4 * part.len() {
        press(&session, CTRL_T, "标签（");
        escape(&session, "标签（");
        press(&session, CTRL_O, "笔记：");
        escape(&session, "笔记：");
        session.wait_for_frame(|screen| screen.contents().contains("标注 "));
        session.send(DOWN);
    }
    // In the text, with the notes beside it.
    escape(&session, "标注 ");
    session.send("\r\r");
    session.wait_for_frame(|screen| status(screen).contains("1/6"));
    session.send("GggzGggq");
    assert_eq!(session.exit_code(), 0);
    session.assert_given_back();
    assert_harmless(&session, "marks");
    let lists = [
        "bookmarks",
        "highlights",
        "notes",
        "notes --json",
        "annotations export",
        "annotations export --format org",
        "annotations export --format csv",
        "annotations export --format json",
        "check",
    ];
    for list in lists {
        let mut session = home.reader(&list.split(' ').collect::<Vec<_>>()).spawn();
        session.exit_code();
        if list.ends_with("csv") {
            // Its first character is ours: a byte order mark, by which spreadsheets know UTF-8.
            let raw = String::from_utf8(session.raw_bytes()).unwrap();
            assert_eq!(check(raw.replacen('\u{feff}', "", 1).as_bytes()), Ok(()));
        } else {
            assert_harmless(&session, list);
        }
    }
}

#[test]
fn hostile_files_that_are_not_understood_and_hostile_arguments() {
    each_in_parallel(&hostile(), |text| {
        let home = Home::new();
        for file in ["config.toml", "state.toml", "annotations/x-2024-01.toml"] {
            write(&home.config(file), format!("{text} = [\n"));
        }
        write(&home.library().join("a.toml"), format!("\"{text}"));
        // As a string of its own that is no number: told with what stands there.
        let year = format!("year = {}\nnumber = 1\n", quoted(text));
        write(&home.library().join("b.toml"), year);
        let input = write(&home.path("in/a.txt"), text);
        // An argument cannot hold it.
        let argument = text.replace('\0', "");
        let short: String = argument.chars().take(2000).collect();
        for arguments in [
            &["check"][..],
            &["list"],
            &[&short],
            &["show", &short],
            &["notes", "--issue", &short, "--tag", &short],
            &["--lang", &short, "list"],
            &["import", input.to_str().unwrap(), &short],
            &["restore", input.to_str().unwrap()],
        ] {
            let mut session = home.reader(arguments).size(200, 40).spawn();
            // An argument that is none opens the reader. A verb has not taken the terminal, which
            // would put the key among its output.
            let took = |bytes: &[u8]| bytes.windows(8).any(|part| part == b"\x1b[?1049h");
            if session.shows_soon("2024-09/") && took(&session.raw_bytes()) {
                session.send("q");
            }
            session.exit_code();
            assert_harmless(&session, &arguments.join(" "));
        }
        let mut session = home.reader(&[]).size(250, 12).spawn();
        session.wait_for_frame(|screen| !status(screen).is_empty());
        session.send("\r\rjMq\x1b[27u\x1b[27uq");
        assert_eq!(session.exit_code(), 0, "{text:?}");
        assert_harmless(&session, text);
    });
}
