//! An MBOX: its messages.

use super::meter::{Bounded, Room};
use super::{Flow, Member, Walk, empty};
use crate::read::Format;
use crate::read::broken::caught;
use crate::read::problem::Problem;
use mail_parser::mailbox::mbox::MessageIterator;
use std::io::BufRead;

pub(super) fn records(walk: &mut Walk, member: &Member, reader: impl BufRead) -> Flow {
    let room = Room::new(walk.options.limits.document());
    let mut messages = 0;
    let mut mailbox = MessageIterator::new(Bounded::new(reader, room.clone()));
    loop {
        let Some(next) = caught(|| mailbox.next()) else { return walk.broke(member) };
        let Some(message) = next else { break };
        room.renew();
        match message {
            Ok(message) => {
                messages += 1;
                walk.give(member, Format::Mail, message.unwrap_contents(), Some(messages))?;
            }
            Err(error) => return walk.fail(Problem::io(&member.shown, &error)),
        }
    }
    if messages == 0 { walk.fail(empty(member)) } else { Flow::Continue(()) }
}
