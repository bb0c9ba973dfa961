//! Whatever the terminal answers, no character of the text is lost.

use super::home::{FIRST_TITLE, Home, body_column, body_rows, status, without_blanks};
use super::pty::{Answers, Session};

/// An article as `show` prints it: the title, and its blocks in one string.
struct Shown {
    title: String,
    text: String,
}

fn shown(home: &Home, id: &str) -> Shown {
    let text = home.run(&["show", id, "--width", "1000"]);
    let mut parts = text.trim_end().split("\n\n");
    let head = parts.next().unwrap();
    let mut parts: Vec<&str> = parts.collect();
    // The last part is the source.
    parts.pop();
    Shown {
        title: without_blanks(head.lines().next().unwrap()),
        text: without_blanks(&parts.concat()),
    }
}

/// Read the article on the screen to its end, page by page: its rows.
fn read_through(session: &Session, title: &str) -> Vec<String> {
    let start: String = title.chars().take(8).collect();
    session.wait_for_frame(|screen| body_rows(screen).concat().starts_with(&start));
    let mut rows = session.screen(body_rows);
    loop {
        let before = session.screen(body_rows);
        session.send(" ");
        session.wait_for_frame(|screen| {
            body_rows(screen) != before || status(screen).contains("已到篇末")
        });
        let page = session.screen(body_rows);
        if page == before {
            return rows;
        }
        // A page begins with the last row of the one before, the last page with more.
        let both = (1..=page.len())
            .rev()
            .find(|count| rows.ends_with(&page[..*count]));
        let both = both.unwrap_or_else(|| panic!("a row was passed over: {rows:#?} {page:#?}"));
        rows.extend_from_slice(&page[both..]);
    }
}

fn assert_whole(session: &Session, wanted: &Shown) {
    let text = read_through(session, &wanted.title).concat();
    let rest = text.strip_prefix(&wanted.title);
    let rest = rest.unwrap_or_else(|| panic!("{}\n{text}", wanted.title));
    let source = rest.strip_suffix(&wanted.text);
    let source = source.unwrap_or_else(|| panic!("{}\n{rest}", wanted.text));
    assert!(
        source.starts_with("《科技情报参考》20") && source.chars().count() < 60,
        "{source}"
    );
}

/// Every article of the library, told as `ID/N`, in the order of the list.
fn articles(home: &Home) -> Vec<String> {
    let list = home.run(&["list"]);
    let ids = list.lines().filter_map(|line| line.split(' ').next());
    ids.filter(|id| id.contains('/'))
        .map(str::to_owned)
        .collect()
}

const ALL: [Answers; 4] = [
    Answers::Narrow,
    Answers::Wide,
    Answers::AttributesOnly,
    Answers::Silent,
];

fn at_body(home: &Home, answers: Answers, (columns, rows): (u16, u16)) -> Session {
    let session = home
        .reader(&[])
        .answers(answers)
        .size(columns, rows)
        .spawn();
    session.wait_for_frame(|screen| screen.contents().contains("2024"));
    session.send("\r\r");
    session.wait_for_frame(|screen| {
        // An answer is taken in when “ stands beside the next character.
        let text = screen.contents();
        without_blanks(&text).contains("▌1/6")
            && (answers != Answers::Narrow || text.contains("“蒙科聚”"))
    });
    session
}

#[test]
fn all_articles_are_whole_whatever_the_terminal_answers() {
    let home = Home::new();
    let all = articles(&home);
    assert_eq!(all.len(), 33);
    let all: Vec<Shown> = all.iter().map(|id| shown(&home, id)).collect();
    for answers in ALL {
        let home = Home::new();
        let session = at_body(&home, answers, (80, 24));
        for (position, article) in all.iter().enumerate() {
            if position > 0 {
                session.send("}");
            }
            assert_whole(&session, article);
        }
    }
}

#[test]
fn on_every_size_and_on_the_whole_screen_too() {
    let home = Home::new();
    let wanted: Vec<Shown> = articles(&home)[..4]
        .iter()
        .map(|id| shown(&home, id))
        .collect();
    for answers in ALL {
        for size in [(60, 20), (80, 24), (160, 48), (20, 5), (33, 9)] {
            for zoomed in [false, true] {
                let home = Home::new();
                let session = at_body(&home, answers, size);
                if zoomed {
                    session.send("z");
                    session.wait_for_frame(|screen| body_column(screen) == 0);
                }
                // On the smallest screens every page is a few characters.
                let count = if size.0 < 60 { 1 } else { wanted.len() };
                for (position, article) in wanted[..count].iter().enumerate() {
                    if position > 0 {
                        session.send("}");
                    }
                    assert_whole(&session, article);
                }
            }
        }
    }
}

#[test]
fn the_first_frame_does_not_wait_for_the_answer() {
    let home = Home::new();
    let session = home.reader(&[]).answers(Answers::Silent).spawn();
    // Nothing was answered: laid out to be right on both.
    session.wait_for_frame(|screen| without_blanks(&screen.contents()).contains("金种子"));
    assert!(session.contents().contains('╎'), "{}", session.contents());
    session.send("\x1b[2;2R\x1b[?62;22c");
    session.wait_for_frame(|screen| screen.contents().contains('│'));
    session.wait_for_frame(|screen| {
        let body = body_rows(screen).concat();
        body.starts_with(FIRST_TITLE)
    });
    // What was asked left no trace, and the answer was no key.
    assert!(
        !session.screen(status).contains('R'),
        "{}",
        session.contents()
    );
}
