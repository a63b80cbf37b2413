//! `countersign/analysis/1`: one article with everything found in it, as one JSON object.

use crate::model::{Analysis, Article, Block, Provenance, Spans};
use crate::text::{CodePoints, Span};
use jiff::civil::Date;
use serde::Serialize;

#[derive(Serialize)]
struct Document<'a> {
    id: &'a str,
    path: Option<&'a str>,
    title: Option<&'a str>,
    byline: Option<&'a str>,
    source: Option<&'a str>,
    published: Option<Date>,
    url: Option<&'a str>,
    lang: Option<&'a str>,
    provenance: &'a Provenance,
    sha256: &'a str,
    text: &'a str,
    blocks: Vec<Block>,
}

#[derive(Serialize)]
struct Line<'a> {
    schema: &'static str,
    document: Document<'a>,
    sentences: Vec<Span>,
    #[serde(flatten)]
    found: &'a Analysis,
}

/// The article and its analysis as one line of JSON, offsets in code points of the text.
pub fn analysis(article: &Article, mut found: Analysis) -> String {
    let points = CodePoints::new(&article.text);
    found.map_spans(&mut |span| points.span(span));
    let document = Document {
        id: &article.id,
        path: article.path.as_deref(),
        title: article.title.as_deref(),
        byline: article.byline.as_deref(),
        source: article.source.as_deref(),
        published: article.published,
        url: article.url.as_deref(),
        lang: article.lang.as_deref(),
        provenance: &article.provenance,
        sha256: &article.sha256,
        text: &article.text,
        blocks: article.blocks.iter().map(|block| Block { span: points.span(block.span), ..*block }).collect(),
    };
    let sentences = article.sentences.iter().map(|span| points.span(*span)).collect();
    super::line(&Line { schema: "countersign/analysis/1", document, sentences, found: &found })
}
