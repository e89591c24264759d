//! What `--fix` did.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use crate::{
    checking::Checked,
    output::{counted, path_text},
    terminal::escaped,
};

/// For each file the number of fixes, then their titles.
pub(crate) fn write(out: &mut impl Write, checked: &[Checked]) -> io::Result<()> {
    for file in checked.iter().filter(|it| !it.applied.is_empty()) {
        let count = counted(file.applied.len(), "finding");
        writeln!(out, "Fixed {count} in {}:", path_text(&file.path))?;
        let mut titles = BTreeMap::new();
        for fix in &file.applied {
            *titles.entry((fix.rule, &fix.title)).or_insert(0_usize) += 1;
        }
        for ((rule, title), count) in titles {
            writeln!(out, "  {count} × {} [{rule}]", escaped(title))?;
        }
        writeln!(out)?;
    }
    Ok(())
}
