//! A bare Tantivy index of the same articles with the same facets, to hold our answers against: one field of title and text in Tantivy's
//! English stems, stored too, one column a facet; the ten best with their stored texts and the ten most frequent values of each facet; and
//! the same with Tantivy's own snippets. No joins, no fixed order of ties, no passages. And how fast such an index is written.

use countersign::index::{Facet, Kind, Names, Query as Ours, Reader};
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;
use std::time::Instant;
use tantivy::aggregation::AggregationCollector;
use tantivy::aggregation::agg_req::Aggregations;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{BooleanQuery, PhrasePrefixQuery, PhraseQuery, Query, TermQuery};
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TEXT, TextFieldIndexing, TextOptions, Value,
};
use tantivy::snippet::SnippetGenerator;
use tantivy::{DocAddress, Index, IndexWriter, ReloadPolicy, Searcher, TantivyDocument, Term};

/// The facets that both count.
const FACETS: [Facet; 10] = [
    Facet::Actor,
    Facet::Pillar,
    Facet::Strength,
    Facet::Source,
    Facet::Measure,
    Facet::Unit,
    Facet::Year,
    Facet::Lang,
    Facet::Month,
    Facet::Copy,
];
/// Articles read out of our index at once.
const PAGE: usize = 5_000;

/// The bare index.
pub struct Bare {
    searcher: Searcher,
    text: Field,
    /// Its size on the disk.
    pub bytes: u64,
}

/// A query in our language, and the same for the bare index where it has one.
pub struct Question {
    /// The class that the aims are stated for.
    pub class: &'static str,
    /// In our language.
    pub text: String,
    /// What is looked for.
    pub kind: Kind,
    /// For the bare index.
    pub bare: Option<Box<dyn Query>>,
}

impl Bare {
    /// Opens the index in `folder`, or makes it of what our index holds.
    pub fn open(folder: &Path, ours: &Reader, names: &dyn Names) -> Result<Self, Box<dyn Error>> {
        let mut schema = Schema::builder();
        let stems = TextFieldIndexing::default().set_tokenizer("en_stem");
        let stems = stems.set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let text = schema.add_text_field("text", TextOptions::default().set_indexing_options(stems).set_stored());
        schema.add_u64_field("published", FAST | INDEXED);
        let facets = FACETS.map(|facet| schema.add_text_field(facet.name(), STRING | FAST));
        let schema = schema.build();
        let index = if folder.exists() {
            Index::open_in_dir(folder)?
        } else {
            std::fs::create_dir_all(folder)?;
            let index = Index::create_in_dir(folder, schema)?;
            let mut writer: IndexWriter = index.writer(256 << 20)?;
            fill(&mut writer, text, facets, ours, names)?;
            writer.commit()?;
            writer.wait_merging_threads()?;
            index
        };
        let bytes = std::fs::read_dir(folder)?.flatten().filter_map(|file| file.metadata().ok()).map(|file| file.len()).sum();
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { searcher: reader.searcher(), text, bytes })
    }

    /// The ten best hits with their texts and the counts of all facets; where they are to be shown, with snippets. Tells how many there are.
    pub fn search(&self, query: &dyn Query, shown: bool) -> tantivy::Result<usize> {
        let counted: BTreeMap<&str, serde_json::Value> = FACETS
            .iter()
            .map(|facet| (facet.name(), serde_json::json!({ "terms": { "field": facet.name(), "size": 10 } })))
            .collect();
        let request = serde_json::to_value(counted).and_then(serde_json::from_value::<Aggregations>);
        let request = request.map_err(|error| tantivy::TantivyError::InvalidArgument(error.to_string()))?;
        let counts = AggregationCollector::from_aggs(request, Default::default());
        let (top, counts, total) = self.searcher.search(query, &(TopDocs::with_limit(10).order_by_score(), counts, Count))?;
        let generator = if shown { Some(SnippetGenerator::create(&self.searcher, query, self.text)?) } else { None };
        for (_, address) in &top {
            let document: TantivyDocument = self.searcher.doc(*address)?;
            if let Some(generator) = &generator {
                std::hint::black_box(generator.snippet_from_doc(&document));
            }
            std::hint::black_box(document);
        }
        std::hint::black_box((top, counts));
        Ok(total)
    }

    /// Ten typical questions, of words as rare and as common as their classes say.
    pub fn questions(&self) -> Result<Vec<Question>, Box<dyn Error>> {
        let of = |share: f64| self.word(share, &[]);
        let rare = self.word(20.0 / self.searcher.num_docs().max(20) as f64, &[]);
        let (few, some, many) = (of(0.01), of(0.08), of(0.6));
        let more = self.word(0.08, &[&some]);
        let term = |word: &str| Term::from_field_text(self.text, word);
        let single = |word: &str| -> Box<dyn Query> { Box::new(TermQuery::new(term(word), IndexRecordOption::WithFreqs)) };
        let both = |a: &str, b: &str| -> Box<dyn Query> { Box::new(BooleanQuery::intersection(vec![single(a), single(b)])) };
        let [first, second] = self.pair(0.01)?;
        let phrase: Box<dyn Query> = Box::new(PhraseQuery::new(vec![term(&first), term(&second)]));
        let prefix = few.chars().take(4).collect::<String>();
        let starting: Box<dyn Query> = Box::new(PhrasePrefixQuery::new(vec![term(&prefix)]));
        let question = |class, text: String, bare| Question { class, text, kind: Kind::Articles, bare };
        Ok(vec![
            question("one rare term", rare.clone(), Some(single(&rare))),
            question("one term", few.clone(), Some(single(&few))),
            question("two terms", format!("{few} {some}"), Some(both(&few, &some))),
            question("two terms", format!("{some} {more}"), Some(both(&some, &more))),
            question("a phrase", format!("\"{first} {second}\""), Some(phrase)),
            question("a common term", many.clone(), Some(single(&many))),
            question("a prefix", format!("{prefix}*"), Some(starting)),
            question("a join", format!("{some} figure{{measure:troops value:>1000}}"), None),
            question("a join", "strength:pledged.. actor:Ukraine verdict:contradicts".to_owned(), None),
            Question { class: "a common term", text: many, kind: Kind::Passages, bare: None },
        ])
    }

    /// Two words one after the other whose share of the articles is nearest to this one, by the first thousand.
    fn pair(&self, share: f64) -> Result<[String; 2], Box<dyn Error>> {
        let mut stems = self.searcher.index().tokenizers().get("en_stem").ok_or("no stemmer")?;
        let (mut counts, mut seen) = (BTreeMap::<[String; 2], usize>::new(), 0);
        for doc in self.searcher.segment_readers().first().into_iter().flat_map(|it| it.doc_ids_alive()).take(1_000) {
            let document: TantivyDocument = self.searcher.doc(DocAddress::new(0, doc))?;
            let mut pairs = BTreeSet::new();
            for paragraph in document.get_first(self.text).and_then(|it| it.as_str()).unwrap_or_default().lines() {
                let mut last = String::new();
                stems.token_stream(paragraph).process(&mut |token| {
                    let former = std::mem::replace(&mut last, token.text.clone());
                    if is_plain(&former) && is_plain(&last) {
                        pairs.insert([former, last.clone()]);
                    }
                });
            }
            pairs.into_iter().for_each(|pair| *counts.entry(pair).or_default() += 1);
            seen += 1;
        }
        let distance = |count: usize| (count as f64 / f64::from(seen) / share).ln().abs();
        let best = counts.into_iter().min_by(|(_, a), (_, b)| distance(*a).total_cmp(&distance(*b)));
        Ok(best.ok_or("no two words")?.0)
    }

    /// A word of plain letters whose share of the articles is nearest to this one.
    fn word(&self, share: f64, not: &[&str]) -> String {
        let (total, mut best) = (self.searcher.num_docs() as f64, (f64::INFINITY, String::new()));
        let mut counts: BTreeMap<String, u64> = BTreeMap::new();
        for segment in self.searcher.segment_readers() {
            let Ok(index) = segment.inverted_index(self.text) else { continue };
            let Ok(mut stream) = index.terms().stream() else { continue };
            while let Some((word, info)) = stream.next() {
                if let Some(word) = std::str::from_utf8(word).ok().filter(|word| is_plain(word)) {
                    *counts.entry(word.to_owned()).or_default() += u64::from(info.doc_freq);
                }
            }
        }
        for (word, count) in counts {
            let distance = (count as f64 / total / share).ln().abs();
            if distance < best.0 && !not.contains(&word.as_str()) {
                best = (distance, word);
            }
        }
        best.1
    }
}

/// Whether a stem has plain letters, and is its own stem to whatever stemmer.
fn is_plain(word: &str) -> bool {
    let ends = |end: &&str| word.ends_with(*end);
    word.len() > 4
        && word.bytes().all(|byte| byte.is_ascii_lowercase())
        && !["s", "e", "i", "ing", "ed", "er", "al"].iter().any(ends)
}

/// Takes the articles over, with the values of their facets.
fn fill(
    writer: &mut IndexWriter,
    text: Field,
    facets: [Field; FACETS.len()],
    ours: &Reader,
    names: &dyn Names,
) -> Result<(), Box<dyn Error>> {
    let mut copies = BTreeSet::new();
    let mut page = Ours { limit: PAGE, facet_limit: 0, ..Ours::new("copy:copy", Kind::Articles) };
    loop {
        let result = ours.search(&page, names)?;
        copies.extend(result.hits.into_iter().map(|hit| hit.document));
        page.after = result.next;
        if page.after.is_none() {
            break;
        }
    }
    let mut page = Ours { limit: PAGE, facet_limit: 0, ..Ours::new("*", Kind::Articles) };
    loop {
        let result = ours.search(&page, names)?;
        for hit in &result.hits {
            let mut document = TantivyDocument::default();
            let stored = ours.article(&hit.document)?.unwrap_or_default();
            document.add_text(text, [stored.title.as_deref().unwrap_or_default(), &stored.text].join("\n\n"));
            let copy = if copies.contains(&hit.document) { "copy" } else { "original" };
            let month = hit.published.as_deref().and_then(|day| day.get(..7));
            for (facet, field) in FACETS.iter().zip(facets) {
                match facet {
                    Facet::Copy => document.add_text(field, copy),
                    Facet::Month => month.into_iter().for_each(|month| document.add_text(field, month)),
                    _ => {}
                }
                hit.facets.get(facet.name()).into_iter().flatten().for_each(|value| document.add_text(field, value));
            }
            writer.add_document(document)?;
        }
        match result.next {
            Some(next) => page.after = Some(next),
            None => return Ok(()),
        }
    }
}

/// Megabytes a second at which texts in memory become a committed bare index: one text field with positions, the text stored or not.
pub fn indexing(texts: &[String], threads: usize, stored: bool) -> Result<f64, Box<dyn Error>> {
    let folder = tempfile::TempDir::new()?;
    let mut schema = Schema::builder();
    let text = if stored { schema.add_text_field("text", TEXT | STORED) } else { schema.add_text_field("text", TEXT) };
    let index = Index::create_in_dir(folder.path(), schema.build())?;
    let start = Instant::now();
    let mut writer: IndexWriter = index.writer_with_num_threads(threads, 512 << 20)?;
    for it in texts {
        let mut document = TantivyDocument::default();
        document.add_text(text, it);
        writer.add_document(document)?;
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    let bytes: usize = texts.iter().map(String::len).sum();
    Ok(bytes as f64 / 1e6 / start.elapsed().as_secs_f64())
}
