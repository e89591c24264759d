//! Which letters a name has: a cheap bound on how many edits lie between two names.
//!
//! An edit adds, removes or replaces one letter, or swaps two neighbours. So names within
//! few edits have nearly the same letters and nearly the same length.

/// The letters of a name in either case, and its length as far as four bits tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Letters(u32);

/// The bits of the letters: `a` to `z`, digits, anything else.
const SET: u32 = (1 << 28) - 1;
const DIGIT: u32 = 26;
const OTHER: u32 = 27;

/// Lengths are kept modulo this.
const LENGTHS: u32 = 16;

impl Letters {
    /// The letters of a name.
    #[must_use]
    pub fn of(name: &str) -> Self {
        let (mut set, mut length) = (0, 0u32);
        for byte in name.bytes() {
            // Of a character outside of ASCII only the first byte counts.
            if byte & 0xc0 != 0x80 {
                set |= 1 << bit(byte);
                length = length.wrapping_add(1);
            }
        }
        Self(set | ((length % LENGTHS) << 28))
    }

    /// Whether names with these letters may be within that many edits.
    #[must_use]
    pub fn may_be_within(self, edits: usize, other: Self) -> bool {
        let lengths = (self.0 >> 28).abs_diff(other.0 >> 28);
        let lengths = lengths.min(LENGTHS - lengths) as usize;
        let differ = (self.0 ^ other.0) & SET;
        lengths <= edits && !has_more(differ & self.0, edits) && !has_more(differ & other.0, edits)
    }

    pub(crate) const fn bits(self) -> u32 {
        self.0
    }

    pub(crate) const fn from_bits(bits: u32) -> Self {
        Self(bits)
    }
}

/// Whether more than so many bits are set; quicker than counting them where few may be.
fn has_more(mut bits: u32, most: usize) -> bool {
    for _ in 0..most {
        if bits == 0 {
            return false;
        }
        bits &= bits - 1;
    }
    bits != 0
}

const fn bit(byte: u8) -> u32 {
    match byte.to_ascii_lowercase() {
        letter @ b'a'..=b'z' => (letter - b'a') as u32,
        b'0'..=b'9' => DIGIT,
        _ => OTHER,
    }
}

#[cfg(test)]
mod tests {
    use super::Letters;

    #[track_caller]
    fn check(a: &str, b: &str, expected: usize) {
        let (a, b) = (Letters::of(a), Letters::of(b));
        for edits in 0..20 {
            assert_eq!(a.may_be_within(edits, b), edits >= expected);
            assert_eq!(b.may_be_within(edits, a), edits >= expected);
        }
    }

    #[test]
    fn letters_and_lengths_bound_edits() {
        check("Heartbeat", "heartbeat", 0);
        check("Heartbeat", "Haertbeat", 0);
        check("Heartbeat", "Heartbeet", 0);
        check("Heartbeat", "Heartbead", 1);
        check("Heartbeat", "Heartbeats", 1);
        check("ab", "cd", 2);
        check("ab", "ababababab", 8);
        check("a1", "aé", 1);
    }

    #[test]
    fn lengths_beyond_the_bits_are_not_told_apart() {
        check("a", &"a".repeat(17), 0);
        check("a", &"a".repeat(16), 1);
    }
}
