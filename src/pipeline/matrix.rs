//! From analyses to the matrix of pillars. Pillars are no part of the index: they are found again from the stored text, so that another
//! taxonomy needs no other index.

use super::{all, analyse, stored_article};
use crate::index::{Generation, IndexError};
use crate::lexicon::Lexicon;
use crate::model::{Analysis, Article, Cell, Column, Matrix, MatrixRow};
use crate::read::{self, Input, Problem};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// What a row of the matrix stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// One article.
    Article,
    /// All articles of one outlet.
    Source,
}

/// One row, its cells by the pillar's place in the taxonomy.
struct Found {
    row: MatrixRow,
    cells: BTreeMap<usize, Cell>,
}

/// The matrix of articles without an index; problems go to `failed`.
pub fn matrix_inputs(
    inputs: &[Result<Input, Problem>],
    options: &read::Options,
    lexicon: &Lexicon,
    by: By,
    failed: &mut impl FnMut(&Problem),
) -> Matrix {
    let rows = all(inputs, options, failed, |article| found(&article, &analyse(&article, lexicon), lexicon));
    matrix(rows, lexicon, by)
}

/// The matrix of everything that an index holds.
pub fn matrix_index(generation: &Generation, lexicon: &Lexicon, by: By) -> Result<Matrix, IndexError> {
    let ids: Vec<String> = generation.articles()?.map(|article| article.map(|article| article.id)).collect::<Result<_, _>>()?;
    let read = |id: &String| -> Result<Option<Found>, IndexError> {
        let stored = stored_article(generation, id)?;
        Ok(stored.map(|(article, _)| found(&article, &analyse(&article, lexicon), lexicon)))
    };
    let rows: Vec<Option<Found>> = ids.par_iter().map(read).collect::<Result<_, _>>()?;
    Ok(matrix(rows.into_iter().flatten().collect(), lexicon, by))
}

/// The row of an article.
fn found(article: &Article, found: &Analysis, lexicon: &Lexicon) -> Found {
    let place = |id: &crate::model::PillarId| lexicon.pillar_ids.iter().position(|known| known == id);
    let mut cells: BTreeMap<usize, Cell> = BTreeMap::new();
    for pillar in &found.pillars {
        let Some(at) = place(&pillar.pillar) else { continue };
        cells.entry(at).or_default().add(Cell { sentences: 1, score: pillar.score, ..Cell::default() });
    }
    for commitment in &found.commitments {
        for at in commitment.pillars.iter().filter_map(place) {
            cells.entry(at).or_default().add(Cell {
                strength: Some(commitment.strength),
                commitment: Some(commitment.text.clone()),
                document: Some(article.id.clone()),
                ..Cell::default()
            });
        }
    }
    let row = MatrixRow {
        id: article.id.clone(),
        title: article.title.clone(),
        source: article.source.clone(),
        published: article.published,
        articles: 1,
        cells: Vec::new(),
    };
    Found { row, cells }
}

/// Rows put together, with the columns that occur.
fn matrix(mut rows: Vec<Found>, lexicon: &Lexicon, by: By) -> Matrix {
    if by == By::Source {
        let mut sources: BTreeMap<String, Found> = BTreeMap::new();
        for found in rows {
            let name = found.row.source.clone().unwrap_or_else(|| "(no source)".to_owned());
            let row = MatrixRow { id: name.clone(), title: None, published: None, articles: 0, ..found.row };
            let whole = sources.entry(name).or_insert_with(|| Found { row, cells: BTreeMap::new() });
            whole.row.articles += 1;
            found.cells.into_iter().for_each(|(at, cell)| whole.cells.entry(at).or_default().add(cell));
        }
        rows = sources.into_values().collect();
    }
    let occurs = |at: &usize| rows.iter().any(|found| found.cells.contains_key(at));
    let columns: Vec<usize> = (0..lexicon.pillars.len()).filter(occurs).collect();
    let column =
        |at: &usize| Some(Column { id: lexicon.pillar_ids.get(*at)?.clone(), name: lexicon.pillars.get(*at)?.name.clone() });
    Matrix {
        schema: "countersign/pillars/1".to_owned(),
        by: if by == By::Source { "source" } else { "article" }.to_owned(),
        pillars: columns.iter().filter_map(column).collect(),
        rows: rows
            .into_iter()
            .map(|mut found| MatrixRow { cells: columns.iter().map(|at| found.cells.remove(at)).collect(), ..found.row })
            .collect(),
    }
}
