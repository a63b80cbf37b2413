//! A query's characters to its tokens, each with its place. It knows no field and no value.

use crate::index::QueryError;

/// What a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Open,
    Close,
    And,
    Or,
    Not,
    /// A name and its colon.
    Field(String),
    /// Words in quotation marks.
    Phrase(String),
    /// What stands in square brackets after a field.
    Range(String),
    /// Anything else up to a space or parenthesis.
    Word(String),
}

/// A token and where it begins, in code points.
pub(super) type Placed = (usize, Token);

/// Splits a query.
pub(super) fn lex(query: &str) -> Result<Vec<Placed>, QueryError> {
    let chars: Vec<char> = query.chars().collect();
    let mut lexer = Lexer { chars: &chars, at: 0 };
    let mut tokens = Vec::new();
    while let Some(c) = lexer.skip_space() {
        let at = lexer.at;
        let after_field = matches!(tokens.last(), Some((_, Token::Field(_))));
        let token = match c {
            '(' => lexer.one(Token::Open),
            ')' => lexer.one(Token::Close),
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

struct Lexer<'a> {
    chars: &'a [char],
    at: usize,
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
        Err(QueryError { at: start, reason: reason.to_owned(), hint: hint.to_owned() })
    }

    fn word(&mut self) -> Token {
        let mut word = String::new();
        while let Some(c) = self.peek(0).filter(|&c| !c.is_whitespace() && !matches!(c, '(' | ')' | '"' | '“' | '”' | '„'))
        {
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
