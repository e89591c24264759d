//! Hashes of names, and the tables in which names are looked up by them.
//!
//! A name and the same name in another ASCII case have one hash, so that one table
//! serves both kinds of lookup.

/// A bit that only the case of a letter decides, in each of eight bytes.
const CASE: u64 = 0x2020_2020_2020_2020;

/// The hash of a name, the same in any ASCII case.
pub(crate) fn of_name(name: &[u8]) -> u32 {
    let mut hash = name.len() as u64;
    match name.last_chunk() {
        Some(last) => {
            let (words, _) = name.as_chunks();
            for word in words {
                hash = mixed(hash, u64::from_le_bytes(*word));
            }
            hash = mixed(hash, u64::from_le_bytes(*last));
        }
        None => {
            let word = name
                .iter()
                .fold(0, |word, byte| word << 8 | u64::from(*byte));
            hash = mixed(hash, word);
        }
    }
    (hash >> 32) as u32
}

const fn mixed(hash: u64, word: u64) -> u64 {
    (hash.rotate_left(5) ^ (word | CASE)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Items by hash, in places of `WIDTH` bytes each.
///
/// There are at least twice as many places as items, a power of two. An item stands in
/// the first free place from its hash on, as its number plus one; zero is free.
#[derive(Clone, Copy)]
pub(crate) struct Places<'c, const WIDTH: usize>(&'c [u8]);

impl<'c, const WIDTH: usize> Places<'c, WIDTH> {
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

    /// The places of items with these hashes and numbers.
    pub(crate) fn encode(items: impl ExactSizeIterator<Item = (u32, u32)>) -> Vec<u8> {
        let mut bytes = vec![0; Self::length(items.len())];
        let mask = (bytes.len() / WIDTH).wrapping_sub(1);
        for (hash, number) in items {
            let mut at = hash as usize & mask;
            while bytes[at * WIDTH..][..WIDTH].iter().any(|it| *it != 0) {
                at = (at + 1) & mask;
            }
            let number = number.saturating_add(1).to_le_bytes();
            bytes[at * WIDTH..][..WIDTH].copy_from_slice(&number[..WIDTH]);
        }
        bytes
    }

    /// The numbers of the items that may have that hash, those that have it in the order
    /// in which they were given.
    pub(crate) fn find(self, hash: u32) -> impl Iterator<Item = u32> + use<'c, WIDTH> {
        let count = self.0.len() / WIDTH;
        let mask = count.wrapping_sub(1);
        (0..count).map_while(move |step| {
            let at = (hash as usize).wrapping_add(step) & mask;
            let place = self.0.get(at * WIDTH..)?.get(..WIDTH)?;
            let bytes = place.iter().rev();
            let number = bytes.fold(0, |number, byte| number << 8 | u32::from(*byte));
            number.checked_sub(1)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Places, of_name};

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
            let upper = name.to_ascii_uppercase();
            assert_eq!(of_name(name.as_bytes()), of_name(upper.as_bytes()));
        }
        assert_ne!(of_name(b"Computer"), of_name(b"Computes"));
        assert_ne!(of_name(b"a"), of_name(b"aa"));
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
