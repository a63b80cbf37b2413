//! From a quantity to a claim: what is counted, by whom, for whom, where, when, how often, with what standing, who says so and of what it is a part.

use super::quantity::Quantity;
use super::{counted, measure, parties, predicate, scope, standing};
use crate::lexicon::{Class, MeasureEntry};
use crate::model::{
    Analysis, AsOf, AsOfVia, Dimension, Figure, FigureStatus, Finality, Period, PeriodKind, Reason, Role, ScopeKind, Statistic,
    TimeKind,
};
use crate::tag::context::{Context, Sentence};
use crate::tag::periods::Time;
use crate::text::{Shape, Span, Words};
use std::ops::Range;

/// Adds the figures that the quantities of one sentence make.
pub(super) fn add(cx: &Context<'_>, sentence: &Sentence, times: &[Time], quantities: Vec<Quantity>, found: &mut Analysis) {
    let first = found.figures.len();
    for (n, quantity) in quantities.iter().enumerate() {
        let next = quantities.get(n + 1).map_or(sentence.tokens.end, |next| next.tokens.start);
        let around = around(sentence, quantity);
        let figure = figure(cx, &around, near(times, &around.tokens), quantity, next.min(around.tokens.end), found);
        found.figures.push(figure);
    }
    share_bases(cx, &quantities, first, found);
    share_places(cx, &quantities, first, found);
    mark_parts(cx, &quantities, first, found);
}

/// "55 percent of voice traffic in Egypt, 52 in Oman and 82 percent in India": what the first of a list is a share of, the others are too.
fn share_bases(cx: &Context<'_>, quantities: &[Quantity], first: usize, found: &mut Analysis) {
    for (n, pair) in quantities.windows(2).enumerate() {
        let [one, next] = pair else { continue };
        let mut gap = one.tokens.end..next.tokens.start;
        let listed = gap.clone().any(|i| cx.is_mark(i, b',') || cx.is(i, "and"));
        let clause = gap.any(|i| predicate::verbal(cx, i) || cx.has(i, Class::BE.or(Class::HAVE)) || cx.is_mark(i, b';'));
        let Some(head) = found.figures.get(first + n) else { continue };
        let base = head.counted.clone().filter(|_| head.statistic == Statistic::Share && head.dimension == Dimension::Ratio);
        let Some((base, measure)) = base.filter(|_| listed && !clause).map(|base| (base, head.measure.clone())) else { continue };
        if let Some(figure) = found.figures.get_mut(first + n + 1)
            && figure.dimension == Dimension::Ratio
            && figure.counted.is_none()
        {
            figure.counted = Some(base);
            figure.statistic = Statistic::Share;
            figure.measure = figure.measure.take().or(measure);
        }
    }
}

/// "4,800 soldiers and 200 civilians in Lithuania": the place behind the second of two joined nouns holds for both.
fn share_places(cx: &Context<'_>, quantities: &[Quantity], first: usize, found: &mut Analysis) {
    for n in (1..quantities.len()).rev() {
        let Some([head, next]) = found.figures.get_mut(first + n - 1..first + n + 1) else { continue };
        let (Some(one), Some(two)) = (&head.counted, &next.counted) else { continue };
        let (one, two) = (cx.tokens_in(one.span), cx.tokens_in(two.span));
        let Some(number) = quantities.get(n).map(|next| next.tokens.start) else { continue };
        let joined = one.end < number && two.start >= number && cx.is(one.end, "and");
        let bare = (one.end + 1..number).all(|i| cx.has(i, Class::BOUND));
        let placed = |figure: &Figure| figure.scope.iter().find(|scope| scope.kind == ScopeKind::Place).cloned();
        if joined && bare && head.action == next.action && placed(head).is_none() {
            head.scope.extend(placed(next).filter(|scope| cx.tokens_in(scope.span).start >= two.end));
        }
    }
}

fn figure(cx: &Context<'_>, sentence: &Sentence, times: &[Time], quantity: &Quantity, next: usize, found: &Analysis) -> Figure {
    let counted = counted::counted(cx, quantity, sentence);
    let predicate = predicate::predicate(cx, quantity, counted.as_ref(), sentence);
    let act = predicate::action(cx, quantity, predicate, sentence);
    let action = act.as_ref().map(|(lemma, _)| lemma.clone());
    let done = act.as_ref().map(|(_, at)| *at);
    let meant = counted.as_ref().and_then(|np| antecedent(cx, np, sentence, found)).or_else(|| counted.clone());
    let (measure, entry, hit) =
        measure::measure(cx, &measure::Said { quantity, counted: meant.as_ref(), predicate: done, sentence }, action.as_deref());
    let (status, cue) = standing::status(cx, quantity, counted.as_ref(), sentence);
    let actors = parties::mentions(cx, found, sentence);
    let doers = parties::without_speaker(cx, found, &actors, quantity);
    let role = standing::role(cx, quantity, counted.as_ref());
    let rate = rate(cx, quantity, counted.as_ref(), sentence, next).filter(|_| role == Role::Claim);
    let statistic = standing::statistic(cx, quantity, sentence);
    let time = nearest(cx, quantity, times);
    let period = time.map(|time| time.period(cx));
    let phrase = cx.quote(quantity.tokens.clone());
    let unit = quantity.unit.as_ref().and_then(|unit| unit.entry(cx));
    let change = standing::change(cx, quantity, sentence);
    let mut cues: Vec<_> = quantity.cues.iter().map(|cue| cx.home(cue.clone())).collect();
    cues.extend(cue.map(|i| cx.home(i..i + 1)));
    let mut figure = Figure {
        id: String::new(),
        sentence: sentence.index,
        span: phrase.span,
        text: phrase.text,
        low: quantity.low,
        high: quantity.high,
        bound: quantity.bound,
        significant: quantity.significant,
        // An age is in years where no unit says otherwise.
        unit: unit.map(|unit| unit.id.clone()).or_else(|| (role == Role::Age).then(|| "year".into())),
        dimension: if role == Role::Age { Dimension::Time } else { quantity.dimension(cx) },
        time_kind: time_kind(entry, rate.is_some(), status, period.as_ref(), statistic),
        rate,
        change,
        subject: parties::subjects(cx, found, &doers, &measure::Said { quantity, counted: meant.as_ref(), predicate, sentence }),
        object: parties::objects(cx, &actors, quantity, sentence),
        scope: scope::scopes(cx, &actors, times, &scope::Said { quantity, counted: counted.as_ref(), predicate, sentence, next }),
        counted: counted.clone().map(|np| cx.quote(np)),
        action,
        measure,
        event: None,
        statistic,
        basis: basis(cx, sentence),
        as_of: as_of(cx, period.as_ref()),
        period,
        status,
        finality: finality(cx, sentence),
        role,
        speaker: parties::speaker(cx, found, phrase.span),
        part_of: None,
        rule: quantity.rules.join("+"),
        cues,
        flags: Vec::new(),
        reasons: Vec::new(),
    };
    let first = figure.subject.first();
    let subject = doers.iter().rev().find(|actor| first.is_some() && actor.actor.as_ref() == first).map(|actor| actor.span);
    let speech = parties::innermost(cx, found, figure.span).and_then(|said| said.cue);
    figure.reasons = reasons(cx, quantity, counted.as_ref(), act.map(|(_, at)| at), hit, cue, subject, speech, &figure);
    figure
}

/// "1,625 of them were returned": what the count before, in this sentence or the one before, counts.
fn antecedent(cx: &Context<'_>, counted: &Range<usize>, sentence: &Sentence, found: &Analysis) -> Option<Range<usize>> {
    let pronoun = |np: &Range<usize>| np.len() == 1 && cx.has(np.start, Class::PRONOUN.or(Class::DETERMINER));
    let last = found.figures.last().filter(|_| pronoun(counted) && cx.is(counted.start, "them"))?;
    let np = cx.tokens_in(last.counted.as_ref()?.span);
    let block = cx.sentence_of(np.start)?.block;
    let near = last.sentence + 1 >= sentence.index && block == sentence.block && last.dimension == Dimension::Count;
    (near && !pronoun(&np)).then_some(np)
}

/// Which words gave which field, for `analyze --explain`.
#[expect(clippy::too_many_arguments, reason = "one for each thing that was found")]
fn reasons(
    cx: &Context<'_>,
    quantity: &Quantity,
    counted: Option<&Range<usize>>,
    act: Option<usize>,
    hit: Option<Range<usize>>,
    status: Option<usize>,
    subject: Option<Span>,
    speech: Option<Span>,
    figure: &Figure,
) -> Vec<Reason> {
    let after = |at: usize| at >= quantity.tokens.end;
    let words = |tokens: Range<usize>| cx.home(tokens);
    let open = figure.measure.as_ref().is_some_and(|measure| measure.as_str().starts_with('~'));
    let measured = match hit {
        Some(hit) => Some(("predicate of the lexicon", words(hit))),
        None if open => None,
        None => counted.map(|np| ("noun of the lexicon", words(np.end - 1..np.end))),
    };
    let all = [
        counted.map(|np| {
            let rule = if after(np.start) { "noun phrase behind the number" } else { "what is measured, before the number" };
            Reason { field: "counted", rule, span: words(np.clone()) }
        }),
        act.map(|at| {
            let rule = if after(at) { "predicate behind" } else { "predicate or noun of action before" };
            Reason { field: "action", rule, span: words(at..at + 1) }
        }),
        figure.measure.as_ref().map(|_| {
            let (rule, span) = measured.unwrap_or(("open key of noun and act", Span::default()));
            Reason { field: "measure", rule, span }
        }),
        subject.map(|span| Reason {
            field: "subject",
            rule: "actor in the noun phrase, before the predicate or behind \"by\"",
            span,
        }),
        status.map(|at| Reason { field: "status", rule: "word of its standing", span: words(at..at + 1) }),
        figure.period.as_ref().map(|period| Reason {
            field: "period",
            rule: "nearest time that is no day of speaking",
            span: period.span,
        }),
        speech.map(|span| Reason { field: "speaker", rule: "innermost speech", span }),
    ];
    all.into_iter().flatten().collect()
}

/// How many tokens on either side of a quantity can bear on it: more than a sentence of prose has, and a bound on what each figure costs.
const REACH: usize = 96;

/// The part of the sentence that can bear on a quantity.
fn around(sentence: &Sentence, quantity: &Quantity) -> Sentence {
    let first = quantity.tokens.start.saturating_sub(REACH).max(sentence.tokens.start);
    Sentence { tokens: first..(quantity.tokens.end + REACH).min(sentence.tokens.end), ..sentence.clone() }
}

/// The times that stand in a stretch of tokens.
fn near<'a>(times: &'a [Time], tokens: &Range<usize>) -> &'a [Time] {
    let first = times.partition_point(|time| time.tokens.end <= tokens.start);
    let last = times.partition_point(|time| time.tokens.start < tokens.end);
    times.get(first..last).unwrap_or(&[])
}

/// Per what: "per month", "a day", "every year" right behind, "monthly" anywhere behind.
fn rate(
    cx: &Context<'_>,
    quantity: &Quantity,
    counted: Option<&Range<usize>>,
    sentence: &Sentence,
    next: usize,
) -> Option<String> {
    let from = counted.map_or(quantity.tokens.end, |np| np.end.max(quantity.tokens.end));
    let per = |i: usize| {
        cx.is(i, "per") || cx.is(i, "each") || cx.is(i, "every") || cx.is(i, "a") || cx.is(i, "an") || cx.is_mark(i, b'/')
    };
    let period = |i: usize| {
        ["second", "minute", "hour", "day", "week", "month", "quarter", "year"]
            .iter()
            .find(|word| cx.is(i, word))
            .map(|word| (*word).to_owned())
    };
    let direct = (from..(from + 5).min(sentence.tokens.end).min(next))
        .filter(|i| per(*i) && !cx.has(i.saturating_sub(1), Class::PREPOSITION))
        .find_map(|i| period(i + 1));
    // "thousands of articles get pushed out per day": behind the verb, and before any other clause or number.
    let reach = next.min(sentence.tokens.end).min(from + 14);
    let clause = || (from..reach).take_while(|i| !matches!(cx.token(*i).shape, Shape::Punct(b',' | b';' | b':' | b'"' | b'(')));
    // "100 men per square kilometre": of things, by whatever they are shared out.
    let shared = || {
        let at = (from..from + 2).find(|i| cx.is(*i, "per") && !cx.is(i + 1, "cent") && *i < reach)?;
        let np = counted::noun_phrase(cx, at + 1, reach).filter(|_| quantity.dimension(cx) == Dimension::Count)?;
        Some(cx.quote(np).text.to_lowercase())
    };
    let later = || clause().filter(|i| cx.is(*i, "per") || cx.is(*i, "every") || cx.is(*i, "each")).find_map(|i| period(i + 1));
    direct.or_else(later).or_else(shared).or_else(|| {
        // "tanks, hundreds of guns and shells monthly": at the end of a list it holds for all of it, but not over another verb.
        let verb = |i: usize| {
            predicate::verbal(cx, i) && !cx.text(i).ends_with("ed") || cx.has(i, Class::BE.or(Class::HAVE).or(Class::MODAL))
        };
        let near = |at: &usize| {
            (quantity.tokens.end..at + 1).all(|i| !cx.is_mark(i, b';') && !cx.is_mark(i, b':') && (i < from || !verb(i)))
        };
        let adverb = (quantity.tokens.end..sentence.tokens.end).find(|i| cx.has(*i, Class::RATE)).filter(near).or_else(|| {
            quantity.tokens.start.checked_sub(1).filter(|i| *i >= sentence.tokens.start && cx.has(*i, Class::RATE))
        })?;
        let noun = match cx.text(adverb).to_ascii_lowercase().as_str() {
            "hourly" => "hour",
            "daily" => "day",
            "weekly" => "week",
            "monthly" => "month",
            "quarterly" => "quarter",
            _ => "year",
        };
        // "an annual report", "the daily briefing": the adverb of a noun makes no rate, unless it is the counted one.
        let closes = !matches!(cx.token(adverb + 1).shape, Shape::Lower)
            || cx.has(adverb + 1, counted::CLOSED)
            || adverb + 1 == quantity.tokens.start;
        closes.then(|| noun.to_owned())
    })
}

/// The time that belongs to a quantity: the nearest in its sentence. The day on which somebody spoke is none, nor is the time of another
/// number to which this one is compared ("19 percent, down from 26 percent in March").
fn nearest<'a>(cx: &Context<'_>, quantity: &Quantity, times: &'a [Time]) -> Option<&'a Time> {
    let anothers = |time: &Time| {
        let gap = quantity.tokens.end..time.tokens.start;
        let number = |i: usize| cx.token(i).shape == Shape::Number || cx.has(i, Class::NUMERAL);
        let compares = |i: usize| cx.is_any(i, const { &Words::of(["from", "compared", "versus", "than", "against"]) });
        // "has about 600, and will have 1,000 by 2030".
        let clause = || gap.clone().find(|i| number(*i)).is_some_and(|at| (gap.start..at).any(|i| cx.has(i, Class::MODAL)));
        gap.clone().any(number) && (clause() || gap.clone().any(compares))
    };
    let stop = |i: usize| matches!(cx.token(i).shape, Shape::Punct(b';'));
    // The day of an estimate is that of its number.
    let spoken = |time: &Time| time.of_saying(cx) && !cx.is(time.tokens.end, "estimated");
    let fits = times.iter().filter(|time| time.days.0.year() > 1 && !spoken(time) && !anothers(time));
    fits.min_by_key(|time| {
        let before = time.tokens.end <= quantity.tokens.start;
        let gap = if before { time.tokens.end..quantity.tokens.start } else { quantity.tokens.end..time.tokens.start };
        (gap.clone().any(stop), gap.len())
    })
}

/// The moment a figure refers to: what the sentence says, else the day of publication as an upper bound.
fn as_of(cx: &Context<'_>, period: Option<&Period>) -> Option<AsOf> {
    match period {
        Some(period) if matches!(period.kind, PeriodKind::AsOf | PeriodKind::By | PeriodKind::Until) => {
            Some(AsOf { start: period.start.or(period.end), end: period.end, via: AsOfVia::Stated })
        }
        Some(period) if period.kind == PeriodKind::During => {
            Some(AsOf { start: period.start, end: period.end, via: AsOfVia::Stated })
        }
        _ => cx.article.published.map(|day| AsOf { start: None, end: Some(day), via: AsOfVia::Published }),
    }
}

fn time_kind(
    entry: Option<&MeasureEntry>,
    rated: bool,
    status: FigureStatus,
    period: Option<&Period>,
    statistic: Statistic,
) -> TimeKind {
    let during = period.is_some_and(|period| period.kind == PeriodKind::During);
    match (entry.and_then(|entry| entry.time_kind), status) {
        _ if rated => TimeKind::Rate,
        (_, FigureStatus::Planned | FigureStatus::Required | FigureStatus::Proposed) => TimeKind::Target,
        (Some(TimeKind::Cumulative), _) if during => TimeKind::Flow,
        (Some(kind), _) => kind,
        (None, _) if during && statistic != Statistic::Share => TimeKind::Flow,
        (None, _) => TimeKind::Stock,
    }
}

/// Words in the sentence that say on what basis a figure is given.
fn basis(cx: &Context<'_>, sentence: &Sentence) -> Vec<String> {
    const WORDS: &Words = &Words::of(["gross", "net", "nominal", "excluding", "adjusted", "constant"]);
    let words = sentence.tokens.clone().filter(|i| cx.token(*i).shape == Shape::Lower && cx.is_any(*i, WORDS));
    words.map(|i| cx.text(i).to_owned()).collect()
}

fn finality(cx: &Context<'_>, sentence: &Sentence) -> Option<Finality> {
    const WORDS: &Words = &Words::of(["preliminary", "initial", "provisional", "final", "revised", "updated"]);
    sentence.tokens.clone().filter(|i| cx.is_any(*i, WORDS)).find_map(|i| match cx.text(i) {
        "preliminary" | "initial" | "provisional" => Some(Finality::Preliminary),
        "final" | "revised" | "updated" => Some(Finality::Final),
        _ => None,
    })
}

/// "of which", "including", "among them": the figure after is a part of the one before in the same sentence.
fn mark_parts(cx: &Context<'_>, quantities: &[Quantity], first: usize, found: &mut Analysis) {
    for n in 1..quantities.len() {
        let (Some(whole), Some(part)) = (quantities.get(n - 1), quantities.get(n)) else { continue };
        let mut gap = whole.tokens.end..part.tokens.start;
        let says = gap.any(|i| {
            cx.is(i, "of") && cx.is(i + 1, "which")
                || cx.is(i, "including")
                || cx.is(i, "among") && cx.is(i + 1, "them")
                || cx.is(i, "of") && cx.is(i + 1, "whom")
                || cx.is(i, "of") && cx.is(i + 1, "them")
        });
        let alike = whole.dimension(cx) == part.dimension(cx) || part.dimension(cx) == Dimension::Ratio;
        let index = first + n;
        if says && alike {
            let period = found.figures.get(index - 1).and_then(|whole| whole.period.clone());
            let subject = found.figures.get(index - 1).map(|whole| whole.subject.clone()).unwrap_or_default();
            if let Some(figure) = found.figures.get_mut(index) {
                figure.part_of = Some(format!("#{}", index - 1));
                figure.period = figure.period.take().or(period);
                if figure.subject.is_empty() {
                    figure.subject = subject;
                }
            }
        }
    }
}

/// Turns the positions that [`mark_parts`] left into ids, once all figures have theirs.
pub(super) fn join_parts(found: &mut Analysis) {
    let ids: Vec<String> = found.figures.iter().map(|figure| figure.id.clone()).collect();
    for figure in &mut found.figures {
        let whole = figure.part_of.as_deref().and_then(|part| part.strip_prefix('#')).and_then(|n| n.parse::<usize>().ok());
        figure.part_of = whole.and_then(|n| ids.get(n)).cloned();
    }
}
