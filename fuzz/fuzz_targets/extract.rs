//! Queries are found in any text, as whatever kind of host it is read, and their bytes stand where the map says.
#![no_main]

use kqlint_embed::{HostKind, extract};
use libfuzzer_sys::fuzz_target;

const KINDS: [HostKind; 7] = [
    HostKind::Query,
    HostKind::Markdown,
    HostKind::Json,
    HostKind::Yaml,
    HostKind::Bicep,
    HostKind::Terraform,
    HostKind::Notebook,
];

fuzz_target!(|text: &str| {
    for kind in KINDS {
        for fragment in extract(kind, None, text).fragments {
            let bounds = std::ops::Range::<usize>::from(fragment.map.host_bounds());
            assert!(text.get(bounds).is_some());
        }
    }
});
