//! Names as numbers: two names of one query are the same when their numbers are.
//!
//! The names of built-in columns have their numbers in the catalog, so that the columns
//! of a table are listed without looking at their names. All others are kept here.

mod list;
mod table;

use kqlint_catalog::{Column, KnownName, NameHash};

pub(crate) use self::list::{NameList, first_position};
use self::table::NameTable;

/// A name of one [`Names`]: the number of a [`KnownName`], or from
/// [`KnownName::LIMIT`] on a place in its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Name(u32);

impl Name {
    /// The known name that it is.
    pub(crate) fn known(self) -> Option<KnownName> {
        (self.0 < KnownName::LIMIT).then(|| KnownName::from_number(self.0))
    }
}

impl From<KnownName> for Name {
    fn from(name: KnownName) -> Self {
        Self(name.number())
    }
}

/// A text that is kept beside the names, and isn't one: nobody asks whether two are the same.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Text {
    start: u32,
    end: u32,
}

/// The names of one query, each stored once.
#[derive(Debug, Clone)]
pub(crate) struct Names {
    text: String,
    own: Vec<Text>,
    /// The names that were asked for, by the hashes of their texts.
    table: NameTable,
}

/// How many names a query asks for, as a rule.
const USUAL: usize = 28;

impl Default for Names {
    fn default() -> Self {
        Self {
            text: String::with_capacity(USUAL * 16),
            own: Vec::with_capacity(USUAL),
            table: NameTable::default(),
        }
    }
}

impl Names {
    /// The number of a name; a new one where it is new.
    pub(crate) fn intern(&mut self, name: &str) -> Name {
        let hash = NameHash::of(name);
        if let Some(found) = self.asked(hash, name) {
            return found;
        }
        let number = match KnownName::find_hashed(name, hash) {
            Some(known) => known.into(),
            None => self.add(name),
        };
        self.table.insert(hash.exact(), number);
        number
    }

    /// The name of a column of the catalog.
    pub(crate) fn of_column(&mut self, column: Column<'_>) -> Name {
        match column.known_name() {
            Some(name) => name.into(),
            None => self.intern(column.name()),
        }
    }

    fn add(&mut self, name: &str) -> Name {
        let number = self.own.len() as u32;
        let text = self.keep(name);
        self.own.push(text);
        Name(KnownName::LIMIT + number)
    }

    /// Keeps a text.
    pub(crate) fn keep(&mut self, text: &str) -> Text {
        let start = self.text.len() as u32;
        self.text.push_str(text);
        Text {
            start,
            end: self.text.len() as u32,
        }
    }

    /// A text that was kept.
    pub(crate) fn kept(&self, text: Text) -> &str {
        let range = text.start as usize..text.end as usize;
        self.text.get(range).unwrap_or_default()
    }

    /// The number of a name that is there.
    pub(crate) fn find(&self, name: &str) -> Option<Name> {
        let hash = NameHash::of(name);
        let known = || KnownName::find_hashed(name, hash).map(Name::from);
        self.asked(hash, name).or_else(known)
    }

    fn asked(&self, hash: NameHash, name: &str) -> Option<Name> {
        let is_same = |number| self.text(number) == name;
        self.table.find(hash.exact(), is_same)
    }

    /// The text of a name.
    pub(crate) fn text(&self, name: Name) -> &str {
        if let Some(known) = name.known() {
            return known.text();
        }
        let text = self.own.get((name.0 - KnownName::LIMIT) as usize);
        text.map(|it| self.kept(*it)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn names_have_one_number_each() {
        let mut names = Names::default();
        for text in ["TimeGenerated", "MyOwn", "timegenerated", ""] {
            let name = names.intern(text);
            assert_eq!(names.text(name), text);
            assert_eq!(names.intern(text), name);
            assert_eq!(names.find(text), Some(name));
        }
        assert_ne!(names.intern("MyOwn"), names.intern("myown"));
        assert_eq!(names.find("Other"), None);
    }

    #[test]
    fn many_names_are_told_apart() {
        let mut names = Names::default();
        let texts: Vec<_> = (0..1000).map(|it| format!("Name{it}")).collect();
        let numbers: Vec<_> = texts.iter().map(|it| names.intern(it)).collect();
        for (text, number) in texts.iter().zip(numbers) {
            assert_eq!(names.find(text), Some(number));
            assert_eq!(names.intern(text), number);
        }
        assert_eq!(names.find("Name1000"), None);
    }

    #[test]
    fn names_of_built_in_columns_are_there() {
        let mut names = Names::default();
        let found = names.find("TimeGenerated");
        assert!(found.is_some());
        assert_eq!(Some(names.intern("TimeGenerated")), found);
    }
}
