//! Which items come first.

use super::item::Item;
use crate::names;

/// How near an item is to what is probably meant; the nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// Known values of what is compared.
    Value,
    /// What the operator asks for next: `by` after `sort`.
    Next,
    /// What the query has in scope, or what this place is for.
    Near,
    /// The same, where another comes first as a rule: standard columns.
    Common,
    /// What the query itself declares.
    Declared,
    /// What the catalog offers here.
    Offered,
    /// The rest of it.
    Other,
    /// Words of the language.
    Word,
    /// What should not be chosen: deprecated or hidden.
    Last,
}

/// Drops what the letters before the cursor rule out, and orders the rest.
///
/// Without a letter the order is that of the catalog; with one, a name that
/// begins with it comes first, and of these the one with the least to write.
pub(super) fn sort(mut items: Vec<(Rank, Item)>, prefix: &str) -> Vec<Item> {
    let letters = |item: &'_ Item| item.filter.as_deref().unwrap_or(&item.label).to_owned();
    items.retain(|(_, item)| has_letters(item.filter.as_deref().unwrap_or(&item.label), prefix));
    if prefix.is_empty() {
        items.sort_by_key(|(rank, _)| *rank);
    } else {
        items.sort_by_cached_key(|(rank, item)| {
            let text = letters(item);
            let begins = names::starts_with(&text, prefix);
            (!begins, *rank, text.len(), text)
        });
    }
    items.into_iter().map(|(_, item)| item).collect()
}

/// Whether the letters occur in the text in this order, whatever the case.
fn has_letters(text: &str, letters: &str) -> bool {
    let mut text = text.chars();
    let mut letters = letters.chars();
    letters.all(|letter| text.any(|c| c.eq_ignore_ascii_case(&letter)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::completion::item::ItemKind;

    #[test]
    fn letters_may_have_others_between_them() {
        assert!(has_letters("VmPriority", "vpr"));
        assert!(has_letters("anything", ""));
        assert!(!has_letters("VmSize", "sv"));
    }

    #[test]
    fn the_shortest_name_comes_first() {
        let item = |label: &str| (Rank::Near, Item::new(label, ItemKind::Column));
        let names = ["VmFamilyName", "VmPriority", "VmSize", "NumVm"].map(item);
        let sorted = sort(names.into(), "vm");
        let labels: Vec<_> = sorted.iter().map(|it| it.label.as_str()).collect();
        assert_eq!(labels, ["VmSize", "VmPriority", "VmFamilyName", "NumVm"]);
    }
}
