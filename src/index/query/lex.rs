//! A query's characters to its tokens, each with its place. It knows no field and no value.

use crate::index::{Kind, QueryError};

/// What a token is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    Open,
    Close,
    /// `figure{` or `commitment{`: conditions on one and the same.
    Group(Kind),
    /// The `}` of a group.
    Shut,
    And,
    Or,
    Not,
    /// A name and its colon.
    Field(String),
    /// Words in quotation marks.
    Phrase(String),
    /// What stands in square brackets after a field.
    Range(String),
    /// `~1` directly behind a word or phrase.
    Near(u8),
    /// `^2` directly behind a word, phrase or parenthesis.
    Boost(f32),
    /// Anything else up to a space or parenthesis.
    Word(String),
}

/// A token and where it begins, in code points.
pub(super) type Placed = (usize, Token);

/// What stands before the brace of a group.
const GROUPS: [(&str, Kind); 3] = [("figure", Kind::Figures), ("commitment", Kind::Commitments), ("finding", Kind::Findings)];

/// Splits a query.
pub(super) fn lex(query: &str) -> Result<Vec<Placed>, QueryError> {
    let chars: Vec<char> = query.chars().collect();
    let mut lexer = Lexer { chars: &chars, at: 0, groups: 0 };
    let mut tokens: Vec<Placed> = Vec::new();
    loop {
        let end = lexer.at;
        let Some(c) = lexer.skip_space() else { break };
        let at = lexer.at;
        let after_field = matches!(tokens.last(), Some((_, Token::Field(_))));
        let token = match c {
            '(' => lexer.one(Token::Open),
            ')' => lexer.one(Token::Close),
            '}' if lexer.groups > 0 => {
                lexer.groups -= 1;
                lexer.one(Token::Shut)
            }
            '~' if end == at && takes_suffix(tokens.last()) => lexer.near()?,
            '^' if end == at && takes_suffix(tokens.last()) => lexer.boost()?,
            '-' if !after_field && lexer.starts_word_after() => lexer.one(Token::Not),
            '"' | '“' | '”' | '„' => Token::Phrase(lexer.until(
                &['"', '“', '”'],
                "the quotation mark is not closed",
                "close it, as in \"air defence\"",
            )?),
            '[' if after_field => {
                Token::Range(lexer.until(&[']'], "the bracket is not closed", "close it, as in [100 TO 200]")?)
            }
            _ => lexer.word(),
        };
        tokens.push((at, token));
    }
    Ok(tokens)
}

/// Whether `~1` or `^2` may stand behind a token.
fn takes_suffix(last: Option<&Placed>) -> bool {
    let token = last.map(|(_, token)| token);
    matches!(token, Some(Token::Word(_) | Token::Phrase(_) | Token::Range(_) | Token::Close | Token::Shut | Token::Near(_)))
}

struct Lexer<'a> {
    chars: &'a [char],
    at: usize,
    /// How many groups are open.
    groups: usize,
}

impl Lexer<'_> {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn skip_space(&mut self) -> Option<char> {
        while self.peek(0)?.is_whitespace() {
            self.at += 1;
        }
        self.peek(0)
    }

    fn one(&mut self, token: Token) -> Token {
        self.at += 1;
        token
    }

    /// The digits and points from here on.
    fn number(&mut self) -> String {
        let digits: String = self.chars.iter().skip(self.at).take_while(|c| c.is_ascii_digit() || **c == '.').collect();
        self.at += digits.len();
        digits
    }

    fn near(&mut self) -> Result<Token, QueryError> {
        let at = self.at;
        self.at += 1;
        match self.number().as_str() {
            "" => Ok(Token::Near(1)),
            digits => digits.parse().map(Token::Near).or_else(|_| {
                fault(at, &format!("`~{digits}` is no number of letters or words"), "write, for instance, trainning~1")
            }),
        }
    }

    fn boost(&mut self) -> Result<Token, QueryError> {
        let at = self.at;
        self.at += 1;
        let digits = self.number();
        match digits.parse::<f32>() {
            Ok(boost) if boost > 0.0 && boost <= 100.0 => Ok(Token::Boost(boost)),
            _ => fault(at, &format!("`^{digits}` is no weight"), "write a number up to 100, as in drones^2"),
        }
    }

    /// Whether `~` or `^` here ends the word: `~1`, `^2.5`, or `~` before a space; a path such as `~me/a` has it inside.
    fn is_suffix(&self, c: char) -> bool {
        let next = self.peek(1);
        match c {
            '^' => next.is_some_and(|c| c.is_ascii_digit()),
            '~' => next.is_none_or(|c| c.is_ascii_digit() || c.is_whitespace() || matches!(c, ')' | '}' | '^')),
            _ => false,
        }
    }

    fn starts_word_after(&self) -> bool {
        self.peek(1).is_some_and(|c| !c.is_whitespace() && c != ')' && c != '-')
    }

    /// From an opening mark to a closing one.
    fn until(&mut self, ends: &[char], reason: &str, hint: &str) -> Result<String, QueryError> {
        let start = self.at;
        self.at += 1;
        let mut inner = String::new();
        while let Some(c) = self.peek(0) {
            self.at += 1;
            if ends.contains(&c) {
                return Ok(inner);
            }
            inner.push(c);
        }
        fault(start, reason, hint)
    }

    fn word(&mut self) -> Token {
        let mut word = String::new();
        while let Some(c) = self.peek(0).filter(|&c| !c.is_whitespace() && !matches!(c, '(' | ')' | '"' | '“' | '”' | '„'))
        {
            if c == '}' && self.groups > 0 || !word.is_empty() && self.is_suffix(c) {
                break;
            }
            if c == '{'
                && let Some((_, kind)) = GROUPS.iter().find(|(name, _)| word.eq_ignore_ascii_case(name))
            {
                self.at += 1;
                self.groups += 1;
                return Token::Group(*kind);
            }
            self.at += 1;
            let names = !word.is_empty() && word.chars().all(|c| c.is_ascii_alphabetic() || c == '_');
            // "https://…" and "mid:" at the end are words; "source:Reuters" names a field.
            if c == ':' && names && self.peek(0) != Some('/') {
                return Token::Field(word);
            }
            word.push(c);
        }
        match word.as_str() {
            "AND" | "&&" => Token::And,
            "OR" | "||" => Token::Or,
            "NOT" => Token::Not,
            _ => Token::Word(word),
        }
    }
}

fn fault<T>(at: usize, reason: &str, hint: &str) -> Result<T, QueryError> {
    Err(QueryError { at, reason: reason.to_owned(), hint: hint.to_owned() })
}
