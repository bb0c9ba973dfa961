use super::*;
use crate::bulletin::TextKind;

fn library() -> Library {
    Library::new(Library::embedded())
}

#[test]
fn what_changed_is_told_by_one_walk() {
    let issues = |years: &[u16]| {
        let all = Library::embedded().into_iter();
        Library::new(all.take(3).zip(years).map(|((mut issue, origin), year)| {
            issue.year = *year;
            issue.id = format!("a-{year}").parse().unwrap();
            (issue, origin)
        }))
    };
    let before = issues(&[2020, 2021]);
    assert_eq!(before.changes_since(&before.clone()), None);
    assert_eq!(issues(&[2020, 2021]).changes_since(&before), None);
    let after = issues(&[2020, 2021, 2022]);
    let changes = after.changes_since(&before).unwrap();
    assert_eq!(changes.new, [after.issue_at(0).unwrap().handle()]);
    assert_eq!(changes.other, []);
    assert_eq!(before.changes_since(&after), Some(Changes::default()));
    // The same ids with one another's text.
    let after = issues(&[2021, 2020]);
    assert_eq!(after.changes_since(&before).unwrap().other.len(), 2);
    let after = issues(&[2019]);
    assert_eq!(after.changes_since(&before).unwrap().new.len(), 1);
}

#[test]
fn every_embedded_issue_is_its_file_and_is_named_by_its_masthead() {
    for ((name, text), (embedded, _)) in EMBEDDED.into_iter().zip(Library::embedded()) {
        let issue = file::parse(text).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        assert_eq!(
            issue.id,
            IssueId::of(&issue.title, issue.year, issue.number)
        );
        assert_eq!(issue.text, TextKind::Digest);
        assert_eq!(issue, embedded, "{name}");
    }
}

#[test]
fn the_five_issues_hold_thirty_three_articles_newest_first() {
    let library = library();
    let counts: Vec<usize> = library
        .issues()
        .map(|issue| issue.articles().len())
        .collect();
    assert_eq!(counts, [6, 8, 6, 6, 7]);
    assert_eq!(library.issue_at(0).unwrap().id().as_str(), "kjqbck-2024-09");
}

#[test]
fn what_is_built_in_stands_in_the_order_of_time_each_by_its_id() {
    let issues: Vec<(Issue, Origin)> = Library::embedded();
    for ((id, _), (issue, _)) in embedded::ISSUES.iter().zip(&issues) {
        assert_eq!(*id, issue.id.as_str());
    }
    // The list is made of them from the last to the first without being sorted.
    let listed: Vec<IssueId> = in_order(issues.clone())
        .into_iter()
        .map(|(issue, _)| issue.id)
        .collect();
    let reversed: Vec<IssueId> = issues
        .into_iter()
        .rev()
        .map(|(issue, _)| issue.id)
        .collect();
    assert_eq!(listed, reversed);
}

#[test]
fn a_tail_finds_an_issue_and_a_number_its_article() {
    let library = library();
    assert_eq!(library.matching("2024-9").len(), 1);
    assert_eq!(library.matching("2024").len(), 0);
    let id: ArticleId = "kjqbck-2024-02/8".parse().unwrap();
    let article = library.find_article(&id).unwrap();
    assert_eq!(article.id(), id);
    assert_eq!(article.page(), Some(11));
    assert!(article.issue().article(9).is_none() && article.issue().article(0).is_none());
}

#[test]
fn an_issue_of_the_user_takes_the_place_of_the_embedded_one() {
    let mut own = file::parse(EMBEDDED[4].1).unwrap();
    own.articles.truncate(1);
    let path = Origin::File(PathBuf::from("own.toml"));
    let library = Library::new(
        Library::embedded()
            .into_iter()
            .chain([(own.clone(), path.clone())]),
    );
    assert_eq!(library.len(), 5);
    let issue = library.find(&own.id).unwrap();
    assert_eq!(issue.origin(), &path);
    assert_eq!(issue.to_issue(), own);
}
