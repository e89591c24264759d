//! The cases of `tests/lints`: a file for each rule, prose with small queries.

mod linting;

use std::{fs, path::Path};

use kqlint_lints::rule;

use linting::{check, examples_of};

#[test]
fn cases_report_what_they_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/lints");
    let mut wrong = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder of cases") {
        let path = entry.expect("a file").path();
        let name = path.file_stem().and_then(|it| it.to_str()).expect("a name");
        let rule = rule(name).unwrap_or_else(|| panic!("`{name}` is no rule"));
        let text = fs::read_to_string(&path).expect("a text");
        for example in examples_of(text.lines()) {
            let found = check(rule, &example.text, &example.tags).len();
            let expected = usize::from(example.tags[0] == "bad");
            if found != expected {
                wrong.push(format!(
                    "{name} reports {found}, not {expected}:\n{}",
                    example.text
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
