//! Articles made up for the tests, with passages, figures and commitments at known places.

use countersign::index::{
    ArticleRecord, CommitMeta, CommitmentRecord, Facet, Facets, FigureRecord, Options, PassageRecord, Query, Reader, Writer,
};
use countersign::text::Span;
use jiff::civil::{Date, date};
use std::path::Path;

/// A made-up article.
#[derive(Debug, Clone)]
pub struct Paper {
    pub id: String,
    pub sha256: String,
    pub title: String,
    pub source: String,
    pub lang: String,
    pub published: Date,
    pub text: String,
    pub actors: Vec<String>,
    pub pillars: Vec<String>,
    pub strength: String,
    pub figures: Vec<(f64, f64)>,
}

impl Paper {
    /// Paragraphs, parted by empty lines in the text.
    pub fn passages(&self) -> Vec<Span> {
        let mut start = 0;
        let mut spans = Vec::new();
        for part in self.text.split("\n\n") {
            spans.push(Span::new(start, start + part.len()));
            start += part.len() + 2;
        }
        spans
    }

    fn facets(&self) -> Facets<'_> {
        let own = |facet, values: &'_ [String]| values.iter().map(|value| (facet, value.clone().into())).collect::<Vec<_>>();
        let mut facets = own(Facet::Actor, &self.actors);
        facets.extend(own(Facet::Pillar, &self.pillars));
        facets.push((Facet::Strength, self.strength.as_str().into()));
        facets.push((Facet::Year, self.published.year().to_string().into()));
        facets
    }

    pub fn add(&self, writer: &Writer) {
        let passages = self.passages();
        let ids: Vec<String> = (1..=self.figures.len()).map(|i| format!("f{i}")).collect();
        let figure = |(i, &(low, high)): (usize, &(f64, f64))| FigureRecord {
            id: &ids[i],
            span: Span::new(0, 4),
            sentence: passages[i % passages.len()],
            low,
            high,
            period: None,
            year: Some(self.published.year()),
            payload: b"{\"figure\":true}",
            facets: vec![(Facet::Measure, "troops/trained".into()), (Facet::Actor, self.actors[0].as_str().into())],
        };
        writer
            .add(&ArticleRecord {
                id: &self.id,
                sha256: &self.sha256,
                version: "lexicon 1",
                title: Some(&self.title),
                source: Some(&self.source),
                byline: None,
                published: Some(self.published),
                lang: Some(&self.lang),
                text: &self.text,
                payload: self.id.as_bytes(),
                facets: self.facets(),
                passages: passages.iter().map(|&span| PassageRecord { span, heading: None, facets: self.facets() }).collect(),
                figures: self.figures.iter().enumerate().map(figure).collect(),
                commitments: vec![CommitmentRecord {
                    id: "c1",
                    span: passages[0],
                    sentence: passages[0],
                    figures: &ids,
                    payload: b"{}",
                    facets: vec![(Facet::Strength, self.strength.as_str().into())],
                }],
            })
            .unwrap();
    }
}

const WORDS: [&str; 28] = [
    "training",
    "trained",
    "soldiers",
    "drones",
    "funding",
    "alliance",
    "pledge",
    "pledged",
    "artillery",
    "shells",
    "budget",
    "ministers",
    "summit",
    "border",
    "air",
    "defence",
    "missiles",
    "convoy",
    "harbour",
    "energy",
    "grid",
    "winter",
    "reserve",
    "brigade",
    "officers",
    "industry",
    "joint",
    "exercise",
];
const ACTORS: [&str; 5] = ["state/ukraine", "state/denmark", "organization/nato", "organization/nsatu", "state/poland"];
const STRENGTHS: [&str; 5] = ["refused", "proposed", "intended", "pledged", "enacted"];

/// A small generator of numbers, the same on every machine.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }
}

/// Paper number `n` in its `edition`: another edition has the same id and other words.
pub fn paper(n: usize, edition: u64) -> Paper {
    let mut dice = Dice::new(n as u64 * 7 + edition + 1);
    let mut paragraph =
        |len: usize| (0..len).map(|_| WORDS[dice.below(WORDS.len()).min(dice.below(WORDS.len()))]).collect::<Vec<_>>().join(" ");
    let text = format!("{}\n\n{}\n\n{}", paragraph(20 + n % 30), paragraph(12), paragraph(40));
    let title = paragraph(4);
    let low = (dice.below(300) * 1000) as f64;
    Paper {
        id: format!("corpus/{n}.txt"),
        sha256: format!("{n}-{edition}"),
        title,
        source: ["Harbour Post", "Kyiv Courier", "The Ledger"][dice.below(3)].to_owned(),
        lang: ["en", "en", "uk"][dice.below(3)].to_owned(),
        published: date(2023 + dice.below(3) as i16, 1 + dice.below(12) as i8, 1 + dice.below(28) as i8),
        text,
        actors: (0..1 + dice.below(3)).map(|_| ACTORS[dice.below(5)].to_owned()).collect(),
        pillars: vec![["training", "financing", "air-defence"][dice.below(3)].to_owned()],
        strength: STRENGTHS[dice.below(5)].to_owned(),
        figures: vec![(low, low), (low + 500.0, f64::INFINITY)],
    }
}

pub fn meta() -> CommitMeta {
    CommitMeta { lexicon: "1".to_owned(), rules: "1".to_owned(), reviews: String::new() }
}

pub fn small() -> Options {
    Options { threads: 1, memory: 64 << 20 }
}

/// An index with these papers, added in this order.
pub fn built(dir: &Path, papers: impl IntoIterator<Item = Paper>) -> Reader {
    let writer = Writer::open(dir, small()).unwrap();
    papers.into_iter().for_each(|paper| paper.add(&writer));
    writer.finish(&meta()).unwrap();
    Reader::open(dir).unwrap()
}

/// What the tests call actors.
pub fn resolver(name: &str) -> Vec<String> {
    match name.to_lowercase().as_str() {
        "ukraine" | "kyiv" => vec!["state/ukraine".to_owned()],
        "nato" => vec!["organization/nato".to_owned()],
        "two bodies" => vec!["organization/nsatu".to_owned(), "organization/nato".to_owned()],
        _ => Vec::new(),
    }
}

/// Document ids of all hits.
pub fn documents(reader: &Reader, query: Query) -> Vec<String> {
    let result = reader.search(&Query { limit: 10_000, ..query }, &resolver).unwrap();
    assert_eq!(result.total, result.hits.len() as u64);
    result.hits.into_iter().map(|hit| hit.document).collect()
}
