use proptest::prelude::*;

use super::*;
use crate::library::render::tests::issues;
use crate::library::{Library, Origin};

fn pack(issues: &[Issue]) -> Pack {
    let all: Vec<_> = issues.iter().map(|issue| (issue.clone(), None)).collect();
    Pack::of(all)
}

/// Read everything there is of an index and its records.
fn read_all(index: Index, records: Vec<u8>) -> usize {
    let draft = index.draft();
    let _ = index.find("a-2024");
    let stores = vec![StoreBytes {
        records: Bytes::Heap(records),
        folded: Bytes::Heap(b"abc\n".to_vec()),
    }];
    let pack = Pack::of_cache(index, Path::new(""), stores, None);
    let mut seen = draft.issues.len();
    let issues = pack.len().min(50);
    for issue in 0..issues {
        let record = Record(pack.record(issue));
        seen += record.facts().notes.len() + pack.folded_len(issue);
        for article in (0..record.articles()).filter_map(|at| record.article(at)) {
            seen += article.title().len() + article.blocks().len();
            seen += article.region().map_or(0, str::len) + article.theme().map_or(0, str::len);
            for block in article.blocks().filter_map(|at| record.block(at)) {
                seen += block.text().len() + block.page().unwrap_or(0) as usize;
            }
        }
        let (text, range) = pack.folded(issue..issues);
        seen += text.len() + range.len();
    }
    seen
}

proptest! {
    #[test]
    fn a_packed_issue_is_the_issue(issue in issues()) {
        let library = Library::new([(issue.clone(), Origin::Embedded)]);
        let view = library.find(&issue.id).unwrap();
        prop_assert_eq!(view.to_issue(), issue);
    }

    #[test]
    fn an_index_gives_back_what_it_was_made_of(issues in proptest::collection::vec(issues(), 0..4)) {
        let draft = pack(&issues).index.draft();
        prop_assert_eq!(Index::open(Bytes::Heap(draft.encode())).unwrap().draft(), draft);
    }

    #[test]
    fn a_changed_byte_of_an_index_is_noticed(issue in issues(), at in any::<prop::sample::Index>(), bit in 0..8) {
        let mut bytes = pack(&[issue]).index.draft().encode();
        let at = at.index(bytes.len());
        bytes[at] ^= 1u8 << bit;
        prop_assert!(Index::open(Bytes::Heap(bytes)).is_err());
    }

    #[test]
    fn nothing_leads_outside_where_every_byte_may_be_wrong(
        issue in issues(),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
    ) {
        let mut index = pack(std::slice::from_ref(&issue)).index.draft().encode();
        let mut record = Vec::new();
        encode(&issue, &mut record);
        for (at, byte) in changes {
            let place = at.index(index.len());
            // With the right magic, version and length, and a checksum made for it.
            if place >= 24 {
                index[place] = byte;
            }
            let place = at.index(record.len());
            record[place] = byte;
        }
        let checksum = crc32fast::hash(&index[16..]);
        index[12..16].copy_from_slice(&checksum.to_le_bytes());
        if let Ok(index) = Index::open(Bytes::Heap(index)) {
            read_all(index, record);
        }
    }
}

#[test]
fn an_index_cut_off_anywhere_is_not_opened() {
    let issues: Vec<Issue> = Library::embedded()
        .into_iter()
        .map(|(issue, _)| issue)
        .collect();
    let bytes = pack(&issues).index.draft().encode();
    for length in 0..bytes.len() {
        assert!(Index::open(Bytes::Heap(bytes[..length].to_vec())).is_err());
    }
    let longer = [&bytes[..], b"\0"].concat();
    assert!(Index::open(Bytes::Heap(longer)).is_err());
}

#[test]
fn the_folded_text_has_titles_and_blocks_between_ends() {
    let issue: Issue = crate::library::file::parse(
        "format = 1\ntitle = \"快报\"\nyear = 2025\nnumber = 1\n\
         [[articles]]\ntitle = \"甲 A\"\nblocks = [ { paragraph = \"一 B\" } ]\n\
         [[articles]]\ntitle = \"乙\"\n",
    )
    .unwrap();
    let pack = pack(&[issue]);
    let (text, range) = pack.folded(0..1);
    assert_eq!(text, "甲a\n一b\n乙\n".as_bytes());
    assert_eq!((range, pack.folded_len(0)), (0..1, text.len()));
    assert_eq!((pack.folded_start(0, 0), pack.folded_start(0, 1)), (0, 10));
}
