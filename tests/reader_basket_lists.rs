//! One key puts in what is selected in any list: (screen, keys, what is kept and marked).

mod screen;

use jianbao::annotations::HighlightKind;
use jianbao::briefing::basket::Briefing;
use jianbao::library::Library;
use jianbao::locale::Lang;
use screen::Reader;

fn briefing(reader: &Reader) -> Briefing {
    let (_, briefing) = reader.model.basket.shelf.current().unwrap();
    briefing.clone()
}

#[test]
fn a_found_article_is_put_in_after_one_moved_to_it_and_its_row_says_so() {
    let mut reader = Reader::new(100, 24);
    reader.keys("S").type_text("科技金融+");
    // While one types it is a character: 互联网+ can be searched for.
    assert!(reader.screen().contains("科技金融+"), "{}", reader.screen());
    assert!(reader.model.basket.shelf.current().is_none());
    reader.keys("backspace down up");
    assert!(reader.status().contains("+ 简报"), "{}", reader.status());
    reader.keys("＋");
    assert!(
        reader.status().contains("已放入《简报》第 1 条（共 1 条）"),
        "{}",
        reader.status()
    );
    let hit = reader.model.results.hits[0].article;
    let title = reader.model.library.article(hit).title().to_owned();
    assert_eq!(briefing(&reader).excerpts[0].heading(), title);
    assert!(briefing(&reader).excerpts[0].spot.is_none());
    let row = reader.screen().lines().nth(3).unwrap().to_owned();
    assert!(row.contains(&title) && row.contains("已引用"), "{row}");
    reader.keys("+");
    assert!(
        reader.status().contains("已有这些文字"),
        "{}",
        reader.status()
    );
    // The other key puts in also while one types.
    reader.keys("backspace");
    assert!(reader.status().contains("^L 简报"), "{}", reader.status());
    reader.keys("down down ctrl-l");
    assert_eq!(briefing(&reader).excerpts.len(), 2);
}

#[test]
fn a_figure_becomes_an_excerpt_of_its_sentence_with_the_figure_lit() {
    let mut reader = Reader::new(120, 30);
    reader.keys("] enter j enter # down +");
    let status = reader.status();
    assert!(status.contains("第 1 条（共 1 条）"), "{status}");
    let briefing = briefing(&reader);
    let excerpt = &briefing.excerpts[0];
    assert_eq!(excerpt.paragraphs.len(), 1);
    let text = &excerpt.paragraphs[0].text;
    assert!(
        text.ends_with(['。', '；']) && text.trim() == text,
        "{text}"
    );
    let lit: Vec<_> = excerpt.lit.iter().collect();
    assert_eq!((lit.len(), lit[0].kind), (1, HighlightKind::Figure));
    assert!(text.contains(&lit[0].quote), "{text}: {}", lit[0].quote);
    assert!(excerpt.source.pages.is_some());
    assert!(reader.screen().contains("已引用"), "{}", reader.screen());
}

#[test]
fn the_finder_puts_in_articles_sections_and_marks_and_says_what_it_cannot() {
    let mut reader = Reader::new(100, 24);
    reader.keys("enter B ctrl-p");
    reader.keys("ctrl-l");
    assert!(
        reader.status().contains("这一项不是文字"),
        "{}",
        reader.status()
    );
    let title = {
        let issue = reader.model.library.issues().next().unwrap();
        issue.article(2).unwrap().title().to_owned()
    };
    reader.type_text(&title).keys("ctrl-l");
    assert_eq!(briefing(&reader).excerpts[0].heading(), title);
    assert!(reader.screen().contains("已引用"), "{}", reader.screen());
    // A section: its heading and what stands under it.
    reader.keys("ctrl-u");
    let heading = {
        let issues = reader.model.library.issues();
        let mut blocks = issues
            .flat_map(jianbao::library::IssueView::articles)
            .flat_map(|article| {
                article
                    .blocks()
                    .map(|block| (block.kind, block.text.to_owned()))
                    .collect::<Vec<_>>()
            });
        blocks.find(|(kind, _)| *kind == jianbao::bulletin::BlockKind::Heading)
    };
    if let Some((_, heading)) = heading {
        reader.type_text(&heading).keys("ctrl-l");
        let briefing = briefing(&reader);
        assert_eq!(briefing.excerpts[1].paragraphs[0].text, heading);
        assert!(briefing.excerpts[1].paragraphs.len() > 1);
    }
}

#[test]
fn the_list_of_marks_and_lists_of_articles_use_the_same_key() {
    let mut reader = Reader::new(100, 24);
    reader.keys("enter enter 4 j v 3 M +");
    assert_eq!(briefing(&reader).excerpts.len(), 1);
    let row = reader.screen().lines().nth(2).unwrap().to_owned();
    assert!(row.contains("已引用"), "{row}");
    // While a filter is typed it is a character.
    reader.type_text("x+");
    assert_eq!(briefing(&reader).excerpts.len(), 1);
    reader.keys("esc D enter");
    reader.keys("+ j +");
    let status = reader.status();
    assert!(status.contains("条"), "{status}");
    assert!(briefing(&reader).excerpts.len() >= 2, "{status}");
    assert!(reader.screen().contains("已引用"), "{}", reader.screen());
    reader.keys("esc esc g r down +");
    assert!(reader.screen().contains("已引用"), "{}", reader.screen());
}

#[test]
fn another_key_of_the_config_is_that_of_the_lists_too() {
    let config = jianbao::config::parse("[keys]\nadd_to_briefing = [\"ctrl-q\"]\n").config;
    let library = Library::new(Library::embedded());
    let mut reader = Reader::with(library, config, Lang::En, 100, 24);
    reader.keys("S").type_text("科技").keys("ctrl-q");
    assert_eq!(briefing(&reader).excerpts.len(), 1, "{}", reader.status());
}
