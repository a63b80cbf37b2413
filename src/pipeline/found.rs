//! What a hit of a search stands for: the figure, commitment or finding as it leaves the program, its places in code points.

use super::finding::Kept;
use crate::index::{Generation, Hit, IndexError};
use crate::model::{Commitment, Figure, Spans};
use crate::text::CodePoints;
use crate::wire;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

/// The figure, commitment or finding of a hit as JSON; none for articles and passages, which are all text.
pub fn found(generation: &Generation, hit: &Hit) -> Result<Option<Box<RawValue>>, IndexError> {
    let json = match hit.kind {
        "figure" => placed::<Figure>(generation, hit)?,
        "commitment" => placed::<Commitment>(generation, hit)?,
        "finding" => {
            Kept::as_it_was(&hit.payload).map_or(Ok(None), |kept| kept.whole(generation))?.map(|finding| wire::line(&finding))
        }
        _ => None,
    };
    Ok(json.and_then(|json| RawValue::from_string(json).ok()))
}

/// A stored thing with its bytes turned into code points of its article.
fn placed<T: DeserializeOwned + Serialize + Spans>(generation: &Generation, hit: &Hit) -> Result<Option<String>, IndexError> {
    let Some(article) = generation.article(&hit.document)? else { return Ok(None) };
    let Ok(mut thing) = serde_json::from_slice::<T>(&hit.payload) else { return Ok(None) };
    let points = CodePoints::new(&article.text);
    thing.map_spans(&mut |span| points.span(span));
    Ok(Some(wire::line(&thing)))
}
