//! What every tagger sees: the article, the lexicon, the folded view and its tokens by sentence. Built once per article.
//! It finds nothing itself; boilerplate has no tokens here, so no tagger can find anything in it.

use super::grammar::{Line, Reading};
use crate::lexicon::{Class, Lexicon, Phrases, Shaped, WordId};
use crate::model::{Article, BlockKind, Phrase};
use crate::text::{Head, Shape, Span, View, Words, tokens};
use std::cell::OnceCell;
use std::ops::Range;

/// A token of the view with its word looked up.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    /// Place in the view.
    pub span: Span,
    /// Its word; unknown for most.
    pub word: WordId,
    /// How it looks.
    pub shape: Shape,
    /// Whether white space stands before it.
    pub spaced: bool,
    /// The classes of its word.
    pub class: Class,
    /// Its first letters.
    pub head: Head,
}

impl Token {
    /// What stands past the end: a lone unknown mark.
    pub const END: Token = Token {
        span: Span { start: 0, end: 0 },
        word: WordId::UNKNOWN,
        shape: Shape::Punct(0),
        spaced: true,
        class: Class::NONE,
        head: Head::constant(""),
    };
}

impl Shaped for Token {
    #[inline]
    fn word(&self) -> WordId {
        self.word
    }
}

/// A sentence as a range of tokens.
#[derive(Debug, Clone)]
pub struct Sentence {
    /// Index in the article's list of sentences.
    pub index: u32,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The block it stands in: index in the article's list of blocks.
    pub block: usize,
    /// The kind of that block.
    pub kind: BlockKind,
}

/// An article made ready for the taggers.
#[derive(Debug)]
pub struct Context<'a> {
    /// The article.
    pub article: &'a Article,
    /// The lexicon.
    pub lexicon: &'a Lexicon,
    /// The folded view of the article's text.
    pub view: View<'a>,
    /// The tokens of all sentences outside boilerplate, in order.
    pub tokens: Vec<Token>,
    /// The sentences outside boilerplate, in order.
    pub sentences: Vec<Sentence>,
    /// What the grammar reads in each sentence, once for all taggers that ask.
    readings: Vec<OnceCell<Reading>>,
    /// What each token does in names, once for all that ask.
    names: Vec<OnceCell<Class>>,
}

impl<'a> Context<'a> {
    /// Folds the text, cuts it into tokens and looks every word up.
    pub fn new(article: &'a Article, lexicon: &'a Lexicon) -> Self {
        let view = View::new(&article.text);
        let mut cx = Self {
            article,
            lexicon,
            view,
            tokens: Vec::with_capacity(article.text.len() / 5),
            sentences: Vec::new(),
            readings: Vec::new(),
            names: Vec::new(),
        };
        let mut block = 0;
        for (index, &span) in article.sentences.iter().enumerate() {
            while article.blocks.get(block).is_some_and(|b| b.span.end <= span.start) {
                block += 1;
            }
            let home = article.blocks.get(block);
            let kind = home.map_or(BlockKind::Paragraph, |b| b.kind);
            if home.is_none_or(|home| article.is_read(home)) {
                let tokens = cx.cut(span);
                cx.sentences.push(Sentence { index: u32::try_from(index).unwrap_or(u32::MAX), tokens, block, kind });
            }
        }
        cx.readings = (0..cx.sentences.len()).map(|_| OnceCell::new()).collect();
        cx.names = (0..cx.tokens.len()).map(|_| OnceCell::new()).collect();
        cx
    }

    /// The groups and clauses of the sentence at a place in the list; none past its end.
    pub fn reading(&self, sentence: usize) -> Option<&Reading> {
        let read = || Some(Reading::of(&Line::new(self, self.sentences.get(sentence)?)));
        let cell = self.readings.get(sentence)?;
        cell.get().or_else(|| read().map(|reading| cell.get_or_init(|| reading)))
    }

    /// What a token does in names, by the lexicon's words of names.
    pub fn name_class(&self, i: usize) -> Class {
        let class = || self.lexicon.names.class(self.text(i));
        self.names.get(i).map_or(Class::NONE, |cell| *cell.get_or_init(class))
    }

    /// Appends the tokens of a span of the article.
    fn cut(&mut self, span: Span) -> Range<usize> {
        let first = self.tokens.len();
        let (start, end) = (self.view.away(span.start), self.view.away(span.end));
        let text = Span { start, end }.of(self.view.text());
        for raw in tokens(text) {
            let written = raw.span.of(text);
            let word = self.lexicon.words.id(written);
            let class = self.lexicon.words.class(word);
            let span = Span { start: raw.span.start + start, end: raw.span.end + start };
            let head = Head::of(written.as_bytes());
            self.tokens.push(Token { span, word, shape: raw.shape, spaced: raw.spaced, class, head });
        }
        first..self.tokens.len()
    }

    /// The token at an index; past the end a lone unknown punctuation mark, so that grammar need not ask for the end.
    #[inline]
    pub fn token(&self, i: usize) -> Token {
        self.tokens.get(i).copied().unwrap_or(Token::END)
    }

    /// The words of a token, in the view.
    #[inline]
    pub fn text(&self, i: usize) -> &str {
        self.token(i).span.of(self.view.text())
    }

    /// Whether a token's word is in any of the classes.
    #[inline]
    pub fn has(&self, i: usize, class: Class) -> bool {
        self.token(i).class.any(class)
    }

    /// Whether a token reads so, in any case. The heads of short words are the words.
    #[inline(always)]
    pub fn is(&self, i: usize, word: &str) -> bool {
        self.token(i).head == Head::constant(word) && (word.len() < 8 || self.text(i).eq_ignore_ascii_case(word))
    }

    /// Whether a token is one of some words, in any case.
    #[inline]
    pub fn is_any(&self, i: usize, words: &Words) -> bool {
        self.which(i, words).is_some()
    }

    /// Which of some words a token is, in any case.
    #[inline]
    pub fn which(&self, i: usize, words: &Words) -> Option<usize> {
        words.position(self.token(i).head, || self.text(i))
    }

    /// Whether a token is this ASCII mark.
    #[inline]
    pub fn is_mark(&self, i: usize, mark: u8) -> bool {
        self.token(i).shape == Shape::Punct(mark)
    }

    /// Whether a token is a verb of saying, in any form.
    pub fn says(&self, i: usize) -> bool {
        self.has(i, Class::SPEECH)
    }

    /// The lemma of a token's word; itself where no lexicon knows it as a form of another.
    pub fn lemma(&self, i: usize) -> &str {
        let id = self.token(i).word;
        if id.known() { self.lexicon.words.text(self.lexicon.words.lemma(id)) } else { self.text(i) }
    }

    /// The longest listed phrase at a token, inside `within`, with its length in tokens.
    pub fn phrase<'p, T>(&'p self, table: &'p Phrases<T>, i: usize, within: &Range<usize>) -> Option<(usize, &'p T)> {
        table.at(self.tokens.get(i..within.end)?)
    }

    /// The span in the article of a range of tokens.
    pub fn home(&self, tokens: Range<usize>) -> Span {
        match tokens.end.checked_sub(1).filter(|last| *last >= tokens.start) {
            None => Span::default(),
            Some(last) => self.view.span_home(self.token(tokens.start).span.to(self.token(last).span)),
        }
    }

    /// A range of tokens as a phrase of the article.
    pub fn quote(&self, tokens: Range<usize>) -> Phrase {
        let span = self.home(tokens);
        Phrase { span, text: span.of(&self.article.text).to_owned() }
    }

    /// The tokens that a span of the article covers, wholly or in part.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let (start, end) = (self.view.away(span.start), self.view.away(span.end));
        let first = self.tokens.partition_point(|token| token.span.end <= start);
        let last = self.tokens.partition_point(|token| token.span.start < end);
        first..last.max(first)
    }

    /// The sentence that holds a token.
    pub fn sentence_of(&self, token: usize) -> Option<&Sentence> {
        let i = self.sentences.partition_point(|sentence| sentence.tokens.end <= token);
        self.sentences.get(i).filter(|sentence| sentence.tokens.start <= token)
    }
}
