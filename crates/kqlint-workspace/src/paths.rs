//! Paths as people mean them: absolute, without `.` and `..`, links left alone.

use std::path::{Component, Display, Path, PathBuf};

/// The path from the root, with `.` and `..` worked out by name alone.
pub(crate) fn normalized(path: &Path) -> PathBuf {
    let path = match path.as_os_str().is_empty() {
        true => Path::new("."),
        false => path,
    };
    // Where the current folder is gone, the path stays as it is.
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}

/// A path as people read it: as seen from the current folder, where it is below that.
pub fn shown(path: &Path) -> Display<'_> {
    let here = std::env::current_dir().unwrap_or_default();
    let below = path.strip_prefix(&here).ok();
    let below = below.filter(|it| !it.as_os_str().is_empty());
    below.unwrap_or(path).display()
}

/// A file as seen from a folder, `../` included; both paths are normalized.
pub(crate) fn relative(folder: &Path, file: &Path) -> PathBuf {
    let common = folder.components().zip(file.components());
    let common = common.take_while(|(left, right)| left == right).count();
    let up = folder
        .components()
        .skip(common)
        .map(|_| Component::ParentDir);
    up.chain(file.components().skip(common)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_are_worked_out() {
        assert_eq!(normalized(Path::new("/a/./b/../c")), Path::new("/a/c"));
        let here = std::env::current_dir().unwrap();
        assert_eq!(normalized(Path::new("x/..")), here);
        assert_eq!(normalized(Path::new("")), here);
    }

    #[test]
    fn what_is_below_the_current_folder_is_shown_from_there() {
        let here = std::env::current_dir().unwrap();
        assert_eq!(shown(&here.join("a/b.kql")).to_string(), "a/b.kql");
        assert_eq!(shown(Path::new("a/b.kql")).to_string(), "a/b.kql");
        assert_eq!(shown(&here).to_string(), here.display().to_string());
    }

    #[test]
    fn a_file_elsewhere_is_reached_by_its_parents() {
        let seen = |folder: &str, file: &str| relative(Path::new(folder), Path::new(file));
        assert_eq!(seen("/a/b", "/a/b/c/d"), Path::new("c/d"));
        assert_eq!(seen("/a/b", "/a/c/d"), Path::new("../c/d"));
    }
}
