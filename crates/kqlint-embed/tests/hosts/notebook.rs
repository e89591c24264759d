//! Notebooks.

use kqlint_embed::{HostKind, extract};

use crate::checks::{self, intents, texts};

const HOST: &str = r###"{"cells": [
  {"cell_type": "markdown", "source": ["## Jobs\n", "Failures of the *last* day:\n"]},
  {"cell_type": "code", "source": ["%%kql\n", "T\n", "| where a == \"ä\"\n", "\n", "| take 5"]},
  {"cell_type": "code", "source": "x = 1\n%kql U | take 6"},
  {"cell_type": "code", "source": ["print(1)"]},
  {"cell_type": "code", "metadata": {"vscode": {"languageId": "kusto"}}, "source": ["V"]}
], "metadata": {"kernelspec": {"language": "python"}}}"###;

#[test]
fn cells_of_kusto_are_queries() {
    assert_eq!(
        texts(HostKind::Notebook, HOST),
        ["T\n| where a == \"ä\"\n\n| take 5", "U | take 6", "V"]
    );
    let kusto = HOST.replace("python", "kusto").replace("print(1)", "W");
    assert_eq!(texts(HostKind::Notebook, &kusto).len(), 4);
}

#[test]
fn every_byte_of_a_fragment_stands_in_the_file() {
    checks::bytes(HostKind::Notebook, HOST);
    checks::prefixes(HostKind::Notebook, HOST);
}

#[test]
fn edits_are_escaped() {
    assert!(checks::edits(HostKind::Notebook, HOST) > 1_000);
}

#[test]
fn cell_of_prose_leads_into_the_next() {
    let found = extract(HostKind::Notebook, None, HOST).fragments;
    assert_eq!(
        intents(&found[0]),
        ["LeadIn: Failures of the last day:", "Heading: Jobs"]
    );
    assert_eq!(intents(&found[1]), [""; 0]);
    let lead_in = &found[0].intents[0];
    let at = kqlint_embed::TextSize::of("Failures of the ");
    let last = kqlint_embed::TextRange::at(at, 4.into());
    let host = lead_in.map.host_range(last).unwrap();
    assert_eq!(checks::slice(HOST, host), "last");
}
