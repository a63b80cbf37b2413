//! The formats that hold one article: bytes to text, blocks and what they say of it. Pure functions; nothing here opens a file.

pub(super) mod docx;
pub(super) mod encoding;
pub(super) mod epub;
pub(super) mod feed;
pub(super) mod html;
pub(super) mod line;
pub(super) mod mail;
pub(super) mod markdown;
pub(super) mod pdf;
mod xml;
