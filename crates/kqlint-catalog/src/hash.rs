//! Hashes of names, by which indexes and columns are sorted for lookup.
//!
//! A name and the same name in another ASCII case have one hash, so that one order
//! serves both kinds of lookup.

/// The FNV-1a hash of the name in lower case.
pub(crate) fn of_name(name: &[u8]) -> u32 {
    name.iter().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193)
    })
}

/// The hash in sixteen bits, for the columns of one table.
pub(crate) fn of_column(name: &[u8]) -> u16 {
    let [a, b, c, d] = of_name(name).to_le_bytes();
    u16::from_le_bytes([a ^ c, b ^ d])
}

/// The first of `len` places where `is_before` no longer holds.
pub(crate) fn lower_bound(len: usize, is_before: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, len);
    while low < high {
        let middle = low + (high - low) / 2;
        if is_before(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}
