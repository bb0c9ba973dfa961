//! Text of others in what lies over the panes and beside them: search, finder, figures, regions,
//! related articles, tags, notes, briefings.

use super::home::{ESCAPE, Home, escape, press, status, write};
use super::hostile::{assert_harmless, each_in_parallel, hostile, quoted};

const CTRL_P: &str = "\x10";
const CTRL_R: &str = "\x12";

/// Two issues that are alike, of whose texts this one is a part, with figures in them.
fn issue(year: usize, text: &str) -> String {
    let (text, before) = (quoted(text), quoted(&format!("{text}增长15.5%，达到3亿元")));
    format!(
        "format = 1\nid = \"x-{year}-01\"\ntitle = {text}\nyear = {year}\nnumber = 1\n\
         [[articles]]\ntitle = {text}\nregion = {text}\ntheme = {text}\n\
         blocks = [{{ paragraph = {before} }}, {{ paragraph = \"某市产值增长12.3%，达到4亿元。\" }}]\n\
         [[articles]]\ntitle = \"第二篇\"\nblocks = [{{ paragraph = {text} }}]\n"
    )
}

/// A bookmark, a highlight and notes on the article, with tags; searches that were kept.
fn own_files(home: &Home, text: &str) {
    let text = quoted(text);
    let sheet = format!(
        "format = 1\n\
         [[bookmarks]]\nid = \"b1\"\narticle = 1\nname = {text}\ntags = [\"甲\", {text}]\n\
         [[highlights]]\nid = \"h1\"\narticle = 1\nquote = \"某市产值增长\"\nprefix = {text}\n\
         [[notes]]\nid = \"n1\"\non = \"h1\"\ntext = {text}\ntags = [{text}]\n\
         [[notes]]\nid = \"n2\"\narticle = 1\ntext = {text}\n"
    );
    write(&home.config("annotations/x-2101-01.toml"), sheet);
    let searches = format!("format = 1\nrecent = [{text}]\n[saved]\n{text} = {text}\n");
    write(&home.config("searches.toml"), searches);
}

#[test]
fn hostile_text_over_the_panes_and_beside_them() {
    each_in_parallel(&hostile(), |text| {
        let home = Home::new();
        for year in [2101, 2102] {
            let file = home.library().join(format!("x-{year}-01.toml"));
            write(&file, issue(year, text));
        }
        own_files(&home, text);
        let reader = home.reader(&["open", "x-2101-01/1"]);
        let mut session = reader.size(160, 24).spawn();
        session.wait_for_frame(|screen| screen.contents().contains("1/2"));
        // What a paste may hold: no end of the paste; and no more than anybody pastes there.
        let short: String = text.replace("\x1b[201~", "").chars().take(500).collect();
        let pasted = format!("\x1b[200~{short}\x1b[201~");

        press(&session, "p", "▎");
        session.send("l");
        session.wait_for_frame(|screen| status(screen).contains("j k 选"));
        session.send("jk");
        escape(&session, "j k 选");
        press(&session, "#", "输入可筛选");
        session.send(&pasted);
        escape(&session, "输入可筛选");
        press(&session, "D", "地区 共");
        session.send("jj");
        escape(&session, "地区 共");
        press(&session, "S", "检索：");
        session.send(&pasted);
        escape(&session, "检索：");
        press(&session, CTRL_P, "找名称");
        session.send(&pasted);
        escape(&session, "找名称");
        press(&session, "T", "标签（");
        press(&session, CTRL_R, "新名：");
        session.send(&pasted);
        escape(&session, "新名：");
        escape(&session, "标签（");
        press(&session, "M", "标注 ");
        session.send("\x1b[B\x1b[B");
        session.send(&pasted);
        escape(&session, "标注 ");
        press(&session, "+", "条（共 1 条）");
        press(&session, "=", "1 条 ·");
        press(&session, "p", "预览（");
        escape(&session, "预览（");
        escape(&session, "1 条 ·");
        // None or some that are alike; then the list of issues, with the saved search above it.
        session.send(format!("gr{ESCAPE}"));
        session.send("hhq");
        assert_eq!(session.exit_code(), 0, "{text:?}");
        session.assert_given_back();
        assert_harmless(&session, text);
    });
}
