//! Figures that may only improve, checked in.

use std::{collections::BTreeMap, fs};

use anyhow::{Context, bail};

/// The checked-in figures of the corpus that the project is measured with.
const GATES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/corpus/gates.json");

/// Figures of one kind: the ones that must be the same for a comparison to make sense, the ones that may only grow, and the ones that may only shrink.
pub(crate) struct Figures {
    pub(crate) same: BTreeMap<&'static str, usize>,
    pub(crate) grow: BTreeMap<&'static str, usize>,
    pub(crate) shrink: BTreeMap<&'static str, usize>,
}

impl Figures {
    /// All of them as JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        let all: BTreeMap<&str, usize> = self
            .same
            .iter()
            .chain(&self.grow)
            .chain(&self.shrink)
            .map(|(name, value)| (*name, *value))
            .collect();
        serde_json::json!(all)
    }

    /// Fails where a figure of `part` got worse; says nothing of a corpus that the figures aren't from.
    pub(crate) fn check(&self, part: &str) -> anyhow::Result<()> {
        let text = fs::read_to_string(GATES).with_context(|| format!("cannot read `{GATES}`"))?;
        let gates: BTreeMap<String, BTreeMap<String, usize>> = serde_json::from_str(&text)?;
        let Some(gate) = gates.get(part) else {
            bail!("`{GATES}` has no `{part}`");
        };
        let known = |name: &str| gate.get(name).copied();
        if self
            .same
            .iter()
            .any(|(name, value)| known(name) != Some(*value))
        {
            println!("{part}: another corpus than the gates are for, nothing compared");
            return Ok(());
        }
        let worse: Vec<String> = self
            .grow
            .iter()
            .filter(|(name, value)| known(name).is_some_and(|gate| gate > **value))
            .chain(
                self.shrink
                    .iter()
                    .filter(|(name, value)| known(name).is_some_and(|gate| gate < **value)),
            )
            .map(|(name, value)| format!("{name} is {value}, was {}", known(name).unwrap_or(0)))
            .collect();
        if !worse.is_empty() {
            bail!("{part} got worse: {}", worse.join("; "));
        }
        println!("{part}: as good as the gates, or better");
        Ok(())
    }
}
