//! From an article and a quotation to an anchor.

use super::super::find::{self, Target};
use super::super::{Failure, Session};
use crate::annotations::Anchor;
use crate::annotations::anchor::{ArticleText, IssueText, Spot};
use crate::args;
use crate::library::{ArticleView, Library};
use crate::search;

/// The anchor on `quote` in the article that `id` names, or on the whole article.
pub(in crate::cli) fn anchor(
    session: &Session<'_>,
    library: &Library,
    id: &str,
    quote: Option<&str>,
) -> Result<Anchor, Failure> {
    let article = match find::target(session, library, id)? {
        Target::Article(article) => article,
        Target::Issue(issue) => {
            let arguments = args!["id" => issue.id().as_str()];
            return Err(Failure::new(
                session.text_with("cli-article-wanted", arguments),
            ));
        }
    };
    on(session, article, quote)
}

/// The anchor on `quote` in `article`, or on all of it.
pub(super) fn on(
    session: &Session<'_>,
    article: ArticleView<'_>,
    quote: Option<&str>,
) -> Result<Anchor, Failure> {
    let issue = article.issue().to_issue();
    let text = IssueText::of(&issue);
    let number = article.number();
    let Some(article) = text.article(number) else {
        return Err(Failure::new(session.text("cli-article-wanted-at")));
    };
    let Some(quote) = quote else {
        return Ok(Anchor::whole(&issue.id, article));
    };
    let Some((start, end)) = passage(article, quote) else {
        let id = format!("{}/{number}", issue.id);
        let arguments = args!["id" => id, "quote" => quote];
        return Err(Failure::new(session.text_with("cli-no-quote", arguments)));
    };
    Ok(Anchor::passage(&issue.id, article, start, end))
}

/// Where the words stand first, whatever the spaces, width and quotation marks; they may go on in
/// the next paragraph.
fn passage(article: &ArticleText<'_>, quote: &str) -> Option<(Spot, Spot)> {
    if quote.trim().is_empty() {
        return None;
    }
    let all = article.blocks().join("\n");
    let found = search::find(&all, quote).into_iter().next()?;
    let spot = |offset: usize| {
        let before = &all[..offset];
        let block = before.matches('\n').count();
        let start = before.rfind('\n').map_or(0, |feed| feed + 1);
        Spot::new(block as u32, (offset - start) as u32)
    };
    Some((spot(found.start), spot(found.end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whatever_their_spaces_and_across_paragraphs() {
        let article = ArticleText::new(1, "", vec!["占 GDP 比重增长。", "乙“丙”丁"]);
        let at = |quote| passage(&article, quote);
        assert_eq!(at("gdp比重"), Some((Spot::new(0, 4), Spot::new(0, 14))));
        let end = "乙“丙”".len() as u32;
        assert_eq!(
            at("增长。 乙\"丙\""),
            Some((Spot::new(0, 14), Spot::new(1, end)))
        );
        assert_eq!((at("戊"), at(" ")), (None, None));
    }
}
