//! What entries say of one another: references that dangle, and forms that two actors claim.

use super::fault::Fault;
use super::format::ActorEntry;
use super::matcher::forms_of;
use super::reader::{Located, Reader};
use super::sources::Sources;
use std::collections::BTreeMap;

impl Reader {
    /// References that dangle and forms that two actors claim.
    pub(super) fn check(&self, faults: &mut Vec<Fault>) {
        let known: BTreeMap<&str, ()> = self.actors.iter().map(|actor| (actor.entry.id.as_str(), ())).collect();
        let pillars: BTreeMap<&str, ()> = self.pillars.iter().map(|pillar| (pillar.entry.id.as_str(), ())).collect();
        let mut owners: BTreeMap<&str, &Located<ActorEntry>> = BTreeMap::new();
        for source in &self.sources {
            for reference in Sources::references(&source.entry).filter(|id| !known.contains_key(id.as_str())) {
                let told = format!("`{}` refers to `{reference}`, which no entry defines", source.entry.id);
                faults.push(source.fault(told, "add the actor or mend the id"));
            }
        }
        for actor in &self.actors {
            let entry = &actor.entry;
            let references = entry.part_of.iter().chain(&entry.state).chain(entry.offices.iter().map(|office| &office.of));
            for reference in references.filter(|id| !known.contains_key(id.as_str())) {
                faults.push(actor.fault(
                    format!("`{}` refers to `{reference}`, which no entry defines", entry.id),
                    "add the entry or mend the id",
                ));
            }
            for pillar in entry.pillars.iter().filter(|id| !pillars.contains_key(id.as_str())) {
                faults.push(
                    actor.fault(format!("`{}` names pillar `{pillar}`, which no entry defines", entry.id), "see pillars.toml"),
                );
            }
            for rule in entry.context.iter().filter(|rule| !forms_of(entry).any(|(_, form)| form == rule.form)) {
                faults.push(actor.fault(
                    format!("`{}` has a context rule for `{}`, which is none of its forms", entry.id, rule.form),
                    "add the form",
                ));
            }
            for (_, form) in forms_of(entry) {
                let ruled = |entry: &ActorEntry| entry.context.iter().any(|rule| rule.form == form);
                if let Some(other) = owners.insert(form, actor)
                    && other.entry.id != entry.id
                    && !ruled(entry)
                    && !ruled(&other.entry)
                {
                    let message = format!("`{form}` names both `{}` and `{}`", other.entry.id, entry.id);
                    faults.push(actor.fault(message, "give one of them a context rule, or leave the form out"));
                }
            }
        }
        for measure in &self.measures {
            for parent in measure.entry.part_of.iter().filter(|id| !self.measures.iter().any(|m| m.entry.id == **id)) {
                faults.push(
                    measure.fault(
                        format!("`{}` is part of `{parent}`, which no entry defines", measure.entry.id),
                        "add the measure",
                    ),
                );
            }
        }
    }
}
