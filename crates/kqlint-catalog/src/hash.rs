//! Hashes of names, and the tables in which names are looked up by them.
//!
//! A name and the same name in another ASCII case have one hash, so that one table
//! serves both kinds of lookup.

/// A bit that only the case of a letter decides, in each of eight bytes.
const CASE: u64 = 0x2020_2020_2020_2020;

/// The hash of a name, for who looks it up in several tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NameHash {
    /// The same in any ASCII case.
    folded: u64,
    /// The bits that the case of the letters decides.
    case: u64,
}

impl NameHash {
    /// The hash of a name.
    #[must_use]
    pub fn of(name: &str) -> Self {
        let name = name.as_bytes();
        let mut hash = Self {
            folded: name.len() as u64,
            case: 0,
        };
        match name.last_chunk() {
            Some(last) => {
                let (words, _) = name.as_chunks();
                for word in words {
                    hash.add(u64::from_le_bytes(*word));
                }
                hash.add(u64::from_le_bytes(*last));
            }
            None => hash.add(
                name.iter()
                    .fold(0, |word, byte| word << 8 | u64::from(*byte)),
            ),
        }
        hash
    }

    const fn add(&mut self, word: u64) {
        self.folded = mixed(self.folded, word | CASE);
        self.case = self.case.rotate_left(1) ^ (word & CASE);
    }

    /// A number that differs, as a rule, where two names do.
    #[must_use]
    pub const fn exact(self) -> u64 {
        let hash = mixed(self.folded, self.case);
        hash ^ hash >> 32
    }

    /// A number that is the same in any ASCII case.
    pub(crate) const fn in_any_case(self) -> u32 {
        (self.folded >> 32) as u32
    }
}

const fn mixed(hash: u64, word: u64) -> u64 {
    (hash.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Items by hash, in places of `WIDTH` bytes each.
///
/// There are at least twice as many places as items, a power of two. An item stands in
/// the first free place from its hash on, as its number plus one; zero is free. Wide
/// places have the highest bits of the hash as well, so that nobody reads the name of an
/// item that has another one.
#[derive(Clone, Copy)]
pub(crate) struct Places<'c, const WIDTH: usize>(&'c [u8]);

impl<'c, const WIDTH: usize> Places<'c, WIDTH> {
    /// How many bits of a place are the number.
    const NUMBER_BITS: u32 = if WIDTH > 3 { 24 } else { WIDTH as u32 * 8 };

    /// The bits of the number.
    const NUMBER: u32 = (1 << Self::NUMBER_BITS) - 1;

    pub(crate) const fn new(bytes: &'c [u8]) -> Self {
        Self(bytes)
    }

    /// The length of the places of that many items.
    pub(crate) const fn length(items: usize) -> usize {
        match items {
            0 => 0,
            _ => (items * 2).next_power_of_two() * WIDTH,
        }
    }

    /// The places of items with these hashes and numbers; those whose numbers are too
    /// great for a place are not found.
    pub(crate) fn encode(items: impl ExactSizeIterator<Item = (u32, u32)>) -> Vec<u8> {
        let mut bytes = vec![0; Self::length(items.len())];
        let mask = (bytes.len() / WIDTH).wrapping_sub(1);
        for (hash, number) in items.filter(|it| it.1 < Self::NUMBER) {
            let mut at = hash as usize & mask;
            while bytes[at * WIDTH..][..WIDTH].iter().any(|it| *it != 0) {
                at = (at + 1) & mask;
            }
            let place = (Self::tag(hash) | (number + 1)).to_le_bytes();
            bytes[at * WIDTH..][..WIDTH].copy_from_slice(&place[..WIDTH]);
        }
        bytes
    }

    /// What a place has of the hash.
    const fn tag(hash: u32) -> u32 {
        if WIDTH > 3 { hash & !Self::NUMBER } else { 0 }
    }

    /// The numbers of the items that may have that hash, those that have it in the order
    /// in which they were given.
    pub(crate) fn find(self, hash: u32) -> impl Iterator<Item = u32> + use<'c, WIDTH> {
        let (places, _) = self.0.as_chunks::<WIDTH>();
        let mask = places.len().wrapping_sub(1);
        let taken = (0..places.len()).map_while(move |step| {
            let at = (hash as usize).wrapping_add(step) & mask;
            let mut place = [0; 4];
            place[..WIDTH].copy_from_slice(places.get(at)?);
            Some(u32::from_le_bytes(place)).filter(|it| *it != 0)
        });
        let alike = taken.filter(move |it| it & !Self::NUMBER == Self::tag(hash));
        alike.filter_map(|it| (it & Self::NUMBER).checked_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use super::{NameHash, Places};

    #[test]
    fn case_does_not_count() {
        for name in [
            "",
            "a",
            "Type",
            "Computer",
            "TimeGenerated",
            "_ResourceId_1",
        ] {
            let (hash, upper) = (NameHash::of(name), name.to_ascii_uppercase());
            let upper = (NameHash::of(&upper), upper);
            assert_eq!(hash.in_any_case(), upper.0.in_any_case());
            assert_eq!(hash.exact() == upper.0.exact(), name == upper.1);
        }
        for (a, b) in [("Computer", "Computes"), ("a", "aa")] {
            let (a, b) = (NameHash::of(a), NameHash::of(b));
            assert_ne!(a.in_any_case(), b.in_any_case());
            assert_ne!(a.exact(), b.exact());
        }
    }

    #[test]
    fn items_are_found_in_their_order() {
        let hashes = [7, 3, 7, 15, 7];
        let bytes = Places::<2>::encode(hashes.into_iter().zip(0..5));
        let places = Places::<2>::new(&bytes);
        let found: Vec<_> = places
            .find(7)
            .filter(|it| hashes[*it as usize] == 7)
            .collect();
        assert_eq!(found, [0, 2, 4]);
        assert_eq!(places.find(1).count(), 0);
    }

    #[test]
    fn damaged_places_end() {
        assert!(Places::<4>::new(&[1; 9]).find(5).count() <= 2);
        assert_eq!(Places::<4>::new(&[]).find(5).count(), 0);
    }
}
