//! `--watch`: files are taken up as they come or change, a moment after the last word of it. What is removed stays in the index.

use super::interrupt;
use crate::read::{self, Input, Problem};
use notify::{EventKind, RecursiveMode, Watcher};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

/// How long nothing must happen before what happened is taken up: files are written in pieces.
const QUIET: Duration = Duration::from_millis(700);

/// What takes the inputs that were touched.
type Take<'t> = dyn FnMut(&[Result<Input, Problem>]) -> anyhow::Result<()> + 't;

/// Waits for changes below the paths until Ctrl-C, and hands them to `take`.
pub(super) fn watch(paths: &[PathBuf], take: &mut Take<'_>) -> anyhow::Result<()> {
    let (sender, receiver) = channel();
    let mut watcher = notify::recommended_watcher(move |event| {
        // The other end is gone when the program ends.
        let _ = sender.send(event);
    })?;
    for path in paths {
        watcher.watch(path, RecursiveMode::Recursive)?;
    }
    let mut touched: BTreeSet<PathBuf> = BTreeSet::new();
    while !interrupt::asked() {
        match receiver.recv_timeout(QUIET) {
            Ok(Ok(event)) if !matches!(event.kind, EventKind::Access(_) | EventKind::Remove(_)) => {
                let whole = |path: PathBuf| match path.to_str().and_then(|path| path.strip_suffix(read::SIDECAR)) {
                    Some(article) => PathBuf::from(article).canonicalize(),
                    None => path.canonicalize(),
                };
                touched.extend(event.paths.into_iter().filter_map(|path| whole(path).ok()));
            }
            Ok(Ok(_)) => {}
            Ok(Err(error)) => return Err(error.into()),
            Err(RecvTimeoutError::Timeout) if touched.is_empty() => {}
            Err(RecvTimeoutError::Timeout) => {
                // Listed anew, so that names, and with them ids, are those of the whole folder.
                let of = |input: &Input| input.path.as_ref().and_then(|path| path.canonicalize().ok());
                let is_touched = |input: &Input| of(input).is_some_and(|path| touched.contains(&path));
                let inputs: Vec<_> =
                    read::paths(paths).into_iter().filter(|input| input.as_ref().is_ok_and(is_touched)).collect();
                touched.clear();
                take(&inputs)?;
            }
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        }
    }
    Ok(())
}
