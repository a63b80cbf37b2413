//! A mail: its text, or its HTML where it has no text, and what its headers say.

use super::html;
use crate::read::date::date;
use crate::read::meta::Meta;
use mail_parser::{MessageParser, PartType};

/// What a mail says.
pub(in crate::read) enum Body {
    /// As text.
    Text(String),
    /// As a page.
    Page(Box<html::Page>),
}

/// Reads a mail; the error is a reason for people.
pub(in crate::read) fn mail(bytes: &[u8]) -> Result<(Meta, Body), String> {
    let message = MessageParser::default().parse(bytes).ok_or("not a mail")?;
    let from = message.from().and_then(|from| from.first());
    let name = from.and_then(|from| from.name()).map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
    // The part before the @ may name a person; the part behind it says whose paper this is.
    let host = from.and_then(|from| from.address()).and_then(|address| address.rsplit_once('@')).map(|(_, host)| host.to_owned());
    let meta = Meta {
        title: message.subject().map(|subject| subject.trim().to_owned()).filter(|subject| !subject.is_empty()),
        byline: name,
        source: host,
        published: message.date().and_then(|day| date(&day.to_rfc3339())),
        ..Meta::default()
    };
    let text = message.text_body.first().and_then(|&at| message.part(at));
    let body = match text.map(|part| &part.body) {
        Some(PartType::Text(text)) if !text.trim().is_empty() => Body::Text(text.clone().into_owned()),
        Some(PartType::Html(page)) => Body::Page(Box::new(html::fragment(page))),
        _ => match message.body_html(0) {
            Some(page) => Body::Page(Box::new(html::fragment(&page))),
            None => return Err("the mail has no text".to_owned()),
        },
    };
    Ok((meta.said_by("mail header"), body))
}
