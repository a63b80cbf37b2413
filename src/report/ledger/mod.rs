//! The ledger of commitments for people: in the terminal, as Markdown and as a table, each from the same rows in the same order.

mod csv;
mod markdown;
mod text;

use crate::model::{ActorId, Ledger, Row, Standing, Telling, Tie, TieKind};

/// What actors are called.
pub trait Names {
    /// The actor's name; its id where no lexicon knows it.
    fn actor(&self, id: &ActorId) -> String;
    /// What a class of act is called.
    fn act(&self, id: &str) -> String;
}

/// A ledger on its way to a form.
pub struct View<'a> {
    ledger: &'a Ledger,
    names: &'a dyn Names,
    hidden: &'a [(Standing, usize)],
    conflicts: bool,
}

impl<'a> View<'a> {
    /// A ledger with what its actors are called and how many rows of which standing were left out; with `conflicts` each row
    /// shows what its articles tell differently.
    pub fn new(ledger: &'a Ledger, names: &'a dyn Names, hidden: &'a [(Standing, usize)], conflicts: bool) -> Self {
        Self { ledger, names, hidden, conflicts }
    }

    /// "Denmark, Norway"; "nobody named".
    fn actors(&self, ids: &[ActorId]) -> String {
        if ids.is_empty() { "(not named)".to_owned() } else { self.list(ids) }
    }

    fn list(&self, ids: &[ActorId]) -> String {
        ids.iter().map(|id| self.names.actor(id)).collect::<Vec<_>>().join(", ")
    }

    /// "Denmark → Ukraine: deliver arms".
    fn head(&self, row: &Row) -> String {
        let to = if row.recipients.is_empty() { String::new() } else { format!(" → {}", self.list(&row.recipients)) };
        let act = if row.act.is_empty() { String::new() } else { format!(": {}", self.names.act(&row.act)) };
        format!("{}{to}{act}", self.actors(&row.actors))
    }

    /// What the ledger holds, in one sentence.
    fn coverage(&self) -> String {
        let of = |standing| self.ledger.rows.iter().filter(|row| row.standing == standing).count();
        let day = self.ledger.as_of.map(|day| format!(" as of {day}")).unwrap_or_default();
        let mut parts = vec![format!("{} open", of(Standing::Open) + of(Standing::Overdue))];
        for standing in [Standing::Overdue, Standing::Fulfilled, Standing::Withdrawn, Standing::Refused] {
            parts.push(format!("{} {}", of(standing), standing.as_str()));
        }
        format!(
            "{} from {} commitments{day}: {}",
            count(self.ledger.rows.len(), "row"),
            self.ledger.commitments,
            parts.join(", ")
        )
    }

    /// What was left out, in one sentence.
    fn left_out(&self) -> Option<String> {
        let say = |(standing, n): &(Standing, usize)| match standing {
            Standing::Done => count(*n, "act"),
            Standing::Called => count(*n, "call"),
            _ => count(*n, "option"),
        };
        let list: Vec<String> = self.hidden.iter().map(say).collect();
        (!list.is_empty()).then(|| format!("not shown: {} that nobody promised (--all)", list.join(", ")))
    }

    /// The ties of a row that are worth showing: all but repetitions.
    fn ties(row: &Row) -> impl Iterator<Item = (&Tie, &Telling, &Telling)> {
        let changed = row.ties.iter().filter(|tie| tie.kind != TieKind::Restates);
        changed.filter_map(|tie| Some((tie, row.mentions.get(tie.a)?, row.mentions.get(tie.b)?)))
    }
}

/// The deadline in words, and whether it has passed.
fn deadline(row: &Row) -> Option<String> {
    let words = row.deadline.as_ref()?;
    let due = row.due.filter(|due| !words.contains(&due.to_string())).map(|due| format!(" ({due})")).unwrap_or_default();
    let past = if row.standing == Standing::Overdue { ", past" } else { "" };
    Some(format!("{words}{due}{past}"))
}

/// "3 origins", "1 origin".
fn count(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

/// Outlet, or title, or id; with the day.
fn from(telling: &Telling) -> String {
    let outlet = telling.source.as_ref().or(telling.title.as_ref()).unwrap_or(&telling.document);
    match telling.published {
        Some(day) => format!("{outlet}, {day}"),
        None => format!("{outlet}, undated"),
    }
}

/// The sentence before the commitment, the commitment, and after it, on one line.
fn parts(telling: &Telling) -> [String; 3] {
    let (start, end) = (telling.mark.start as usize, telling.mark.end as usize);
    let chars = || telling.sentence_text.chars();
    let tidy = |text: String| text.replace(['\n', '\r', '\t'], " ");
    [chars().take(start).collect(), chars().skip(start).take(end.saturating_sub(start)).collect(), chars().skip(end).collect()]
        .map(tidy)
}
