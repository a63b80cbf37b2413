//! Readers beside a writer: what they see is a commit, whole, and they never wait.

use super::papers::{built, meta, paper, resolver, small};
use countersign::index::{Facet, Kind, Query, Reader, Writer};
use std::sync::atomic::{AtomicBool, Ordering};

#[test]
fn a_search_during_an_ingest_sees_one_commit_whole() {
    const STEP: usize = 10;
    let dir = tempfile::tempdir().unwrap();
    drop(built(dir.path(), (0..STEP).map(|n| paper(n, 0))));
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let searching = scope.spawn(|| {
            let mut reader = Reader::open(dir.path()).unwrap();
            let mut seen = vec![0];
            while !done.load(Ordering::Relaxed) || reader.refresh().unwrap() {
                reader.refresh().unwrap();
                let totals = [Kind::Articles, Kind::Passages, Kind::Figures, Kind::Commitments].map(|kind| {
                    let result = reader.search(&Query { limit: 5, ..Query::new("*", kind) }, &resolver).unwrap();
                    let by_source: u64 = result.facets.of(Facet::Source).iter().map(|(_, count)| count).sum();
                    assert_eq!(by_source, result.total);
                    result.total
                });
                let articles = totals[0];
                assert_eq!(totals, [articles, articles * 3, articles * 2, articles], "kinds of different commits");
                assert_eq!(articles % STEP as u64, 0, "a part of a commit");
                assert!(Some(&articles) >= seen.last(), "time runs back");
                seen.push(articles);
            }
            seen.dedup();
            seen
        });
        let mut writer = Writer::open(dir.path(), small()).unwrap();
        for step in 1..6 {
            (step * STEP..(step + 1) * STEP).for_each(|n| paper(n, 0).add(&writer));
            writer.commit(&meta()).unwrap();
        }
        writer.finish(&meta()).unwrap();
        done.store(true, Ordering::Relaxed);
        let seen = searching.join().unwrap();
        assert_eq!(seen.last(), Some(&60), "{seen:?}");
    });
}
