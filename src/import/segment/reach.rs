//! How far the contents reach: by pages, by bullets, or up to the title of the first article, which
//! says an entry again.

use super::Draft;
use super::contents::{entry_key, present};
use super::item::Item;
use super::keys::likeness;
use super::setting::is_full;

/// How many of the items belong to the contents.
pub(super) fn length(draft: &Draft<'_>, items: &[Item], explicit: bool) -> usize {
    let bullets = items
        .iter()
        .filter(|i| i.is_bulleted() && !i.body.is_empty())
        .count();
    let keys: Vec<String> = items.iter().map(|i| entry_key(&i.body)).collect();
    let mut pages = 0;
    let mut end = 0;
    for (nth, item) in items.iter().enumerate() {
        // A title that wraps over more lines than this is none.
        let back = || nth == end && item.page.is_none() && repeats(&keys, end);
        let over = pages > 0 && (nth > end + 4 || back());
        if over {
            break;
        }
        if item.page.is_some() {
            (pages, end) = (pages + 1, nth + 1);
        }
    }
    let single = pages == 1 && (bullets > 0 || explicit || repeats(&keys, end));
    if pages >= 2 || single {
        while items
            .get(end)
            .is_some_and(|i| i.is_bulleted() && items[0].bullet_kind() == i.bullet_kind())
        {
            end += 1;
        }
        return end;
    }
    let first = items.iter().position(|i| !i.body.is_empty()).unwrap_or(0);
    if bullets >= 2 && items.get(first).is_some_and(Item::is_bulleted) {
        let mut end = 0;
        for (nth, item) in items.iter().enumerate() {
            if nth > end + 3 {
                break;
            }
            if item.is_bulleted() {
                end = nth + 1;
            }
        }
        return continued(draft, items, end);
    }
    let bare = (1..items.len()).find(|&nth| repeats(&keys, nth));
    // Lines that fill their column are text, even if one of them comes back.
    let cut = |nth: &usize| {
        let [left, right] = [nth - 1, *nth].map(|nth| &draft.lines[items[nth].at]);
        draft.is_fixed() && is_full(left, &right.text)
    };
    let like = bare.or_else(|| first_title_is_like(items));
    match like.filter(|nth| !cut(nth)) {
        Some(nth) => nth,
        None if explicit => unmatched(items),
        None => 0,
    }
}

/// Whether the lines from item `end` repeat one of the entries before it.
fn repeats(keys: &[String], end: usize) -> bool {
    let joined = |from: usize, count: usize| keys.get(from..from + count).map(<[String]>::concat);
    let long = |key: &String| key.chars().count() >= 7;
    let heads: Vec<String> = (1..=3)
        .filter_map(|count| joined(end, count))
        .filter(long)
        .collect();
    (0..end).any(|from| {
        (1..=3).any(|count| {
            from + count <= end && joined(from, count).is_some_and(|key| heads.contains(&key))
        })
    })
}

/// Where the title of the first article, which stands at the end of the region, is like the first
/// entry or the second but not the same.
fn first_title_is_like(items: &[Item]) -> Option<usize> {
    let keys: Vec<String> = items.iter().map(|i| entry_key(&i.body)).collect();
    let joined = |from: usize, count: usize| keys.get(from..from + count).map(<[String]>::concat);
    let spans = || (1..=2usize).flat_map(|count| (0..=2usize).map(move |from| (from, count)));
    (items.len().saturating_sub(8).max(1)..items.len()).find(|&nth| {
        let entries: Vec<String> = spans()
            .filter(|(from, count)| from + count <= nth)
            .filter_map(|(from, count)| joined(from, count))
            .collect();
        (1..=2).filter_map(|count| joined(nth, count)).any(|title| {
            let long = title.chars().count() >= 6;
            long && entries.iter().any(|entry| likeness(entry, &title) >= 80)
        })
    })
}

/// The end of bulleted contents whose last entry may go on without a bullet.
fn continued(draft: &Draft<'_>, items: &[Item], end: usize) -> usize {
    for more in (1..=2).rev() {
        let Some(last) = items.get(end - 1..end + more) else {
            continue;
        };
        let body: String = last.iter().map(|i| i.body.as_str()).collect();
        let whole = entry_key(&body);
        if present(draft, items[end - 1].at + 1 + more, &[whole]) == [true] {
            return end + more;
        }
    }
    end
}

/// Contents under a heading whose titles do not come back as they are: up to a title that is like
/// an entry, or up to the last line before the text.
fn unmatched(items: &[Item]) -> usize {
    let few = &items[..items.len().min(60)];
    let keys: Vec<String> = few.iter().map(|i| entry_key(&i.body)).collect();
    let like =
        (1..keys.len()).find(|&nth| keys[..nth].iter().any(|k| likeness(k, &keys[nth]) >= 80));
    like.unwrap_or_else(|| few.len().saturating_sub(1))
}
