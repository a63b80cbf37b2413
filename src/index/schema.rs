//! The fields of a kind. All kinds have the same fields and fill those that they need; lengths are kept of those that they fill.

use super::Kind;
use super::digest::Terms;
use super::record::Facet;
use super::words::Name;
use tantivy::schema::{
    BytesOptions, FAST, Field, INDEXED, IndexRecordOption, NumericOptions, STORED, Schema, SchemaBuilder, TextFieldIndexing,
    TextOptions,
};
use tantivy::tokenizer::{TextAnalyzer, TokenizerManager};

/// The splitting of what is analysed already.
const TERMS: &str = "terms";
/// The analysis of values that stand as a whole.
const NAME: &str = "name";

/// Names of columns, by which fast fields are opened.
pub(super) mod column {
    pub(in crate::index) const KEY: &str = "key";
    pub(in crate::index) const NUMBER: &str = "number";
    pub(in crate::index) const OWN: &str = "own";
    pub(in crate::index) const MEMBER: &str = "member";
    pub(in crate::index) const PLACE: &str = "place";
    pub(in crate::index) const SHOWN: &str = "shown";
    pub(in crate::index) const PUBLISHED: &str = "published";
    pub(in crate::index) const LOW: &str = "low";
    pub(in crate::index) const HIGH: &str = "high";
    pub(in crate::index) const FROM: &str = "from";
    pub(in crate::index) const TO: &str = "to";
    pub(in crate::index) const AT: &str = "at";
    pub(in crate::index) const INSIDE: &str = "inside";
    pub(in crate::index) const ID: &str = "id";
    pub(in crate::index) const SHA256: &str = "sha256";
    pub(in crate::index) const VERSION: &str = "version";
}

/// The fields of one kind.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields {
    /// The thing's own numeric id, which it keeps for life.
    pub(super) key: Field,
    /// The numbers of the articles that it is of; one but for findings. Kinds are joined by it.
    pub(super) number: Field,
    /// The number of its article and its own within that, of parts that others name.
    pub(super) own: Field,
    /// The figures that a finding is about or a commitment holds, by their `own`.
    pub(super) member: Field,
    /// Where it stands in the article's text: first byte in the upper half, length in the lower.
    pub(super) place: Field,
    /// Where what is shown of it stands, if that is something else: the sentence of a figure or commitment.
    pub(super) shown: Field,
    /// Day of publication as the number 20250131, inherited.
    pub(super) published: Field,
    /// The least a figure can be.
    pub(super) low: Field,
    /// The most a figure can be.
    pub(super) high: Field,
    /// First day of the time that the text gives to a figure.
    pub(super) from: Field,
    /// Its last day.
    pub(super) to: Field,
    /// The year that a figure is of.
    pub(super) at: Field,
    /// The passage that a figure or commitment stands in, by its `own`.
    pub(super) inside: Field,
    /// The id, of articles and findings.
    pub(super) id: Field,
    /// The input's hash.
    pub(super) sha256: Field,
    /// Lexicon and rules of which the record is.
    pub(super) version: Field,
    /// The title's words, once more: they stand in the text, too.
    pub(super) title_words: Field,
    /// The author line's words.
    pub(super) byline_words: Field,
    /// The heading above a passage, once more.
    pub(super) heading: Field,
    /// The words that are searched; of an article its title first, of a passage the heading above it last, as paragraphs of their own.
    pub(super) text: Field,
    /// What is stored of an article with all its parts, or of a finding.
    pub(super) bundle: Field,
    facets: [Field; Facet::ALL.len()],
}

impl Fields {
    /// The schema of a kind and its fields.
    pub(super) fn of(kind: Kind) -> (Schema, Self) {
        let mut b = SchemaBuilder::new();
        let fast = |b: &mut SchemaBuilder, name: &str| b.add_u64_field(name, FAST);
        let both = |b: &mut SchemaBuilder, name: &str| b.add_u64_field(name, NumericOptions::from(INDEXED) | FAST);
        let fields = Self {
            // Articles are looked up, findings come and go one by one.
            key: if matches!(kind, Kind::Articles | Kind::Findings) {
                both(&mut b, column::KEY)
            } else {
                fast(&mut b, column::KEY)
            },
            number: both(&mut b, column::NUMBER),
            own: fast(&mut b, column::OWN),
            member: fast(&mut b, column::MEMBER),
            place: fast(&mut b, column::PLACE),
            shown: fast(&mut b, column::SHOWN),
            published: fast(&mut b, column::PUBLISHED),
            low: b.add_f64_field(column::LOW, FAST),
            high: b.add_f64_field(column::HIGH, FAST),
            from: fast(&mut b, column::FROM),
            to: fast(&mut b, column::TO),
            at: fast(&mut b, column::AT),
            inside: fast(&mut b, column::INSIDE),
            id: b.add_text_field(column::ID, FAST),
            sha256: b.add_text_field(column::SHA256, FAST),
            version: b.add_text_field(column::VERSION, FAST),
            title_words: b.add_text_field("title_words", words(kind == Kind::Articles)),
            byline_words: b.add_text_field("byline_words", words(kind == Kind::Articles)),
            heading: b.add_text_field("heading", words(kind == Kind::Passages)),
            text: b.add_text_field("text", words(true)),
            bundle: b.add_bytes_field("bundle", BytesOptions::from(STORED)),
            facets: Facet::ALL.map(|facet| b.add_text_field(facet.name(), name())),
        };
        (b.build(), fields)
    }

    /// The field of a facet.
    pub(super) fn facet(&self, facet: Facet) -> Field {
        let [first, ..] = self.facets;
        self.facets.get(facet as usize).copied().unwrap_or(first)
    }
}

/// The analyses that the schemas name.
pub(super) fn analyses() -> TokenizerManager {
    let manager = TokenizerManager::new();
    manager.register("raw", tantivy::tokenizer::RawTokenizer::default());
    // Asked for on behalf of fields that have no words.
    manager.register("default", tantivy::tokenizer::RawTokenizer::default());
    manager.register(TERMS, TextAnalyzer::from(Terms::default()));
    manager.register(NAME, TextAnalyzer::from(Name::default()));
    manager
}

/// A digest of running text; where the kind has none, no lengths are kept of it, which are a byte for each thing.
fn words(filled: bool) -> TextOptions {
    let indexing = TextFieldIndexing::default().set_tokenizer(TERMS).set_fieldnorms(filled);
    TextOptions::default().set_indexing_options(indexing.set_index_option(IndexRecordOption::WithFreqsAndPositions))
}

/// A value as a whole: a term in lower case to find it, a column as it stands to count it.
fn name() -> TextOptions {
    let indexing =
        TextFieldIndexing::default().set_tokenizer(NAME).set_index_option(IndexRecordOption::Basic).set_fieldnorms(false);
    TextOptions::default().set_indexing_options(indexing).set_fast("raw")
}
