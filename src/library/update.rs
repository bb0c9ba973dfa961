//! A new import of an issue whose file is there already, and may have been edited by hand.

use std::collections::{HashMap, VecDeque};

use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, TableLike, Value};

use super::file;
use super::render::{block, block_key, quoted, render, text_kind};
use crate::bulletin::{Article, Block, ContentsEntry, FORMAT, ImportNote, Issue, Source};

/// `new` with the facts that it lacks and the issue in the library has.
///
/// Region and theme are mostly written by hand, and a colophon that one dump has lost may have
/// been in another; neither is forgotten because a new import does not know it. Articles are
/// matched by title, else by position.
#[must_use]
pub fn adopt(old: &Issue, mut new: Issue) -> Issue {
    new.total = new.total.or(old.total);
    for (mine, theirs) in [
        (&mut new.publisher, &old.publisher),
        (&mut new.editor, &old.editor),
        (&mut new.phone, &old.phone),
    ] {
        fill(mine, theirs.as_ref());
    }
    let pairs = pair_up(
        old.articles.iter().map(|article| article.title.clone()),
        new.articles.iter().map(|article| article.title.clone()),
    );
    for (article, twin) in new.articles.iter_mut().zip(pairs) {
        if let Some(twin) = twin.map(|index| &old.articles[index]) {
            fill(&mut article.region, twin.region.as_ref());
            fill(&mut article.theme, twin.theme.as_ref());
        }
    }
    new
}

fn fill(mine: &mut Option<String>, theirs: Option<&String>) {
    if mine.is_none() {
        *mine = theirs.cloned();
    }
}

/// The text `old` of an issue file, changed so that it holds `issue`.
///
/// Keys that this program does not know, comments and the layout stay where they are. A file whose
/// shape cannot be kept (tables written inline, say) is written anew: the issue is never wrong.
pub fn update(old: &str, issue: &Issue) -> String {
    edit(old, issue)
        .filter(|text| file::parse(text).as_ref() == Ok(issue))
        .unwrap_or_else(|| render(issue))
}

fn edit(old: &str, issue: &Issue) -> Option<String> {
    let was = file::parse(old).ok()?;
    if was == *issue {
        return Some(old.to_owned());
    }
    let mut document: DocumentMut = old.parse().ok()?;
    let root = document.as_table_mut();
    forget_positions(root);
    put(root, "format", Some(i64::from(FORMAT).into()));
    put(root, "id", Some(string(issue.id.as_str())));
    put(root, "title", Some(string(&issue.title)));
    put(root, "year", Some(i64::from(issue.year).into()));
    put(root, "number", Some(i64::from(issue.number).into()));
    put(root, "total", issue.total.map(|n| i64::from(n).into()));
    put(root, "publisher", issue.publisher.as_deref().map(string));
    put(root, "editor", issue.editor.as_deref().map(string));
    put(root, "phone", issue.phone.as_deref().map(string));
    put(root, "text", Some(string(text_kind(issue.text))));
    match &issue.source {
        None => drop(root.remove("source")),
        Some(source) => put_source(root, source)?,
    }
    let titles = was.contents.iter().map(|entry| entry.title.clone());
    let new_titles = issue.contents.iter().map(|entry| entry.title.clone());
    let pairs = pair_up(titles, new_titles);
    put_tables(root, "contents", &issue.contents, &pairs, |table, entry| {
        put_entry(table, entry);
        Some(())
    })?;
    let titles = was.articles.iter().map(|article| article.title.clone());
    let new_titles = issue.articles.iter().map(|article| article.title.clone());
    let pairs = pair_up(titles, new_titles);
    put_tables(root, "articles", &issue.articles, &pairs, put_article)?;
    let name = |note: &ImportNote| format!("{} {}", note.kind, note.detail);
    let pairs = pair_up(was.notes.iter().map(name), issue.notes.iter().map(name));
    put_tables(root, "notes", &issue.notes, &pairs, |table, note| {
        put_note(table, note);
        Some(())
    })?;
    Some(document.to_string())
}

/// Let tables stand in the order in which they are held, not where they once stood in the file.
fn forget_positions(table: &mut Table) {
    for (_, item) in table.iter_mut() {
        match item {
            Item::Table(table) => {
                table.set_position(None);
                forget_positions(table);
            }
            Item::ArrayOfTables(tables) => {
                for table in tables.iter_mut() {
                    table.set_position(None);
                    forget_positions(table);
                }
            }
            _ => {}
        }
    }
}

fn string(text: &str) -> Value {
    quoted(text).parse().unwrap_or_else(|_| text.into())
}

/// Give `key` this value or none; the comment beside it stays, and an equal value is not touched.
fn put(table: &mut dyn TableLike, key: &str, value: Option<Value>) {
    let Some(mut value) = value else {
        table.remove(key);
        return;
    };
    match table.get_mut(key).and_then(Item::as_value_mut) {
        Some(old) if same(old, &value) => {}
        Some(old) => {
            *value.decor_mut() = old.decor().clone();
            *old = value;
        }
        None => {
            table.insert(key, Item::Value(value));
        }
    }
}

fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::String(a), Value::String(b)) => a.value() == b.value(),
        (Value::Integer(a), Value::Integer(b)) => a.value() == b.value(),
        _ => false,
    }
}

fn put_source(root: &mut Table, source: &Source) -> Option<()> {
    let table = root
        .entry("source")
        .or_insert_with(|| Item::Table(Table::new()))
        .as_table_like_mut()?;
    put(table, "file", Some(string(&source.file)));
    put(table, "sha256", Some(string(&source.sha256)));
    Some(())
}

fn put_entry(table: &mut Table, entry: &ContentsEntry) {
    put(table, "title", Some(string(&entry.title)));
    put(table, "page", entry.page.map(|n| i64::from(n).into()));
    put(table, "article", entry.article.map(|n| i64::from(n).into()));
}

fn put_note(table: &mut Table, note: &ImportNote) {
    put(table, "kind", Some(string(&note.kind)));
    put(table, "line", note.line.map(|n| i64::from(n).into()));
    put(
        table,
        "confidence",
        note.confidence.map(|n| i64::from(n).into()),
    );
    put(table, "detail", Some(string(&note.detail)));
}

fn put_article(table: &mut Table, article: &Article) -> Option<()> {
    put(table, "title", Some(string(&article.title)));
    put(table, "page", article.page.map(|n| i64::from(n).into()));
    put(table, "region", article.region.as_deref().map(string));
    put(table, "theme", article.theme.as_deref().map(string));
    let blocks = table
        .entry("blocks")
        .or_insert_with(|| Item::Value(Value::Array(Array::new())));
    put_blocks(blocks.as_array_mut()?, &article.blocks)
}

fn put_blocks(array: &mut Array, blocks: &[Block]) -> Option<()> {
    let mut old: Vec<Value> = array.iter().cloned().collect();
    let text = |value: &Value| {
        let table = value.as_inline_table();
        let text = table.and_then(|table| table.get("paragraph").or_else(|| table.get("heading")));
        text.and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    let pairs = pair_up(
        old.iter().map(text),
        blocks.iter().map(|block| block.text.clone()),
    );
    array.clear();
    for (part, twin) in blocks.iter().zip(pairs) {
        let mut value = match twin {
            Some(index) => std::mem::replace(&mut old[index], Value::from(false)),
            None => block(part).parse::<Value>().ok()?.decorated("\n  ", ""),
        };
        let table = value.as_inline_table_mut()?;
        for key in ["paragraph", "heading"] {
            let text = (key == block_key(part.kind)).then(|| string(&part.text));
            put(table, key, text);
        }
        put(table, "page", part.page.map(|n| i64::from(n).into()));
        array.push_formatted(value);
    }
    if array.trailing().as_str().is_none_or(str::is_empty) {
        array.set_trailing("\n");
    }
    array.set_trailing_comma(!blocks.is_empty());
    Some(())
}

/// Make the array of tables `key` hold `items`, each in the table of its twin where it has one.
fn put_tables<T>(
    root: &mut Table,
    key: &str,
    items: &[T],
    pairs: &[Option<usize>],
    put: impl Fn(&mut Table, &T) -> Option<()>,
) -> Option<()> {
    if items.is_empty() {
        root.remove(key);
        return Some(());
    }
    let tables = root
        .entry(key)
        .or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()))
        .as_array_of_tables_mut()?;
    let mut old: Vec<Table> = tables.iter().cloned().collect();
    tables.clear();
    for (item, twin) in items.iter().zip(pairs) {
        let mut table = twin
            .and_then(|index| old.get_mut(index))
            .map_or_else(Table::new, std::mem::take);
        put(&mut table, item)?;
        tables.push(table);
    }
    Some(())
}

/// For each of `new` the position of its twin in `old`: of the same name, else at the same place.
fn pair_up(
    old: impl Iterator<Item = String>,
    new: impl Iterator<Item = String>,
) -> Vec<Option<usize>> {
    let mut places: HashMap<String, VecDeque<usize>> = HashMap::new();
    let mut free = Vec::new();
    for (place, name) in old.enumerate() {
        places.entry(name).or_default().push_back(place);
        free.push(true);
    }
    let mut pairs: Vec<Option<usize>> = new
        .map(|name| {
            let place = places.get_mut(&name)?.pop_front()?;
            free[place] = false;
            Some(place)
        })
        .collect();
    for (place, twin) in pairs.iter_mut().enumerate() {
        if twin.is_none() && free.get(place) == Some(&true) {
            *twin = Some(place);
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::render::tests::issues;
    use proptest::prelude::*;

    const BY_HAND: &str = r#"# my copy
format = 1
title = "科技快报" # as printed
year = 2024
number = 3
shelf = "B2"

[[articles]]
title = "甲"
stars = 5
region = "浙江省"
blocks = [
  # the first
  { paragraph = "一。", mark = "yes" },
  { paragraph = "二。" }, # good
]

# about the second
[[articles]]
title = "乙"
blocks = [
  { paragraph = "三。" },
]

[mine]
colour = "red"
"#;

    #[test]
    fn a_new_import_keeps_comments_and_unknown_keys() {
        let mut issue = file::parse(BY_HAND).unwrap();
        issue.title = "科技快讯".to_owned();
        issue.total = Some(7);
        issue.articles.swap(0, 1);
        issue.articles[1].blocks[1].text = "二二。".to_owned();
        let mut fourth = issue.articles[1].blocks[0].clone();
        fourth.text = "四。".to_owned();
        issue.articles[1].blocks.push(fourth);
        let text = update(BY_HAND, &issue);
        assert_eq!(file::parse(&text).as_ref(), Ok(&issue), "{text}");
        insta::assert_snapshot!(text);
    }

    #[test]
    fn an_equal_issue_leaves_the_file_alone() {
        assert_eq!(update(BY_HAND, &file::parse(BY_HAND).unwrap()), BY_HAND);
    }

    #[test]
    fn a_new_import_does_not_forget_what_it_does_not_know() {
        let old = file::parse(BY_HAND).unwrap();
        let mut new = old.clone();
        new.articles.swap(0, 1);
        for article in &mut new.articles {
            article.region = None;
        }
        let new = adopt(&old, new);
        assert_eq!(new.articles[1].region.as_deref(), Some("浙江省"));
        assert_eq!(new.articles[0].region, None);
    }

    proptest! {
        #[test]
        fn the_updated_file_holds_the_new_issue(old in issues(), new in issues()) {
            prop_assert_eq!(file::parse(&update(&render(&old), &new)), Ok(new));
        }
    }
}
