//! A progress bar for work that takes long.

use std::{
    io::IsTerminal as _,
    sync::{
        OnceLock,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Work that ends sooner than this shows nothing.
const PATIENCE: Duration = Duration::from_secs(1);

/// Counts finished steps, and draws them on a terminal once it takes long.
pub(crate) struct Progress {
    total: u64,
    done: AtomicU64,
    start: Instant,
    is_visible: bool,
    bar: OnceLock<ProgressBar>,
}

impl Progress {
    /// For that many steps.
    pub(crate) fn new(total: usize) -> Self {
        Self {
            total: total as u64,
            done: AtomicU64::new(0),
            start: Instant::now(),
            is_visible: std::io::stderr().is_terminal(),
            bar: OnceLock::new(),
        }
    }

    /// One step is done.
    pub(crate) fn step(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if self.is_visible && self.start.elapsed() > PATIENCE {
            self.bar.get_or_init(|| bar(self.total)).set_position(done);
        }
    }

    /// Removes the bar.
    pub(crate) fn finish(self) {
        if let Some(bar) = self.bar.into_inner() {
            bar.finish_and_clear();
        }
    }
}

fn bar(total: u64) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr());
    match ProgressStyle::with_template("{bar:30} {pos}/{len} files, {eta} left") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
