//! Random variations of texts: tokens left out, doubled, swapped, or put in from another text.

use std::collections::HashSet;

use kqlint_syntax::{TokenKind, parse};

/// A small generator of random numbers (xorshift), the same on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

/// `count` different variations of `texts`.
pub(super) fn of(texts: &[String], count: usize, seed: u64) -> Vec<String> {
    let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let pieces: Vec<Vec<String>> = texts.iter().map(|text| tokens(text)).collect();
    let mut known: HashSet<String> = HashSet::new();
    let mut out = Vec::new();
    for _ in 0..count * 4 {
        let mut text = pieces[random.below(pieces.len())].clone();
        for _ in 0..=random.below(2) {
            change(&mut text, &pieces, &mut random);
        }
        let text = text.concat();
        // An empty line separates queries for us, on purpose.
        let separates = text.replace([' ', '\t', '\r'], "").contains("\n\n");
        if !separates && known.insert(text.clone()) {
            out.push(text);
        }
        if out.len() == count {
            break;
        }
    }
    out
}

fn change(text: &mut Vec<String>, pieces: &[Vec<String>], random: &mut Random) {
    if text.is_empty() {
        return;
    }
    let at = random.below(text.len());
    let other = &pieces[random.below(pieces.len())];
    let foreign = other
        .get(random.below(other.len()))
        .cloned()
        .unwrap_or_default();
    match random.below(6) {
        0 => {
            text.remove(at);
        }
        1 => {
            let piece = text[at].clone();
            text.insert(at, piece);
        }
        2 => {
            let with = random.below(text.len());
            text.swap(at, with);
        }
        3 => text[at] = foreign,
        4 => {
            let from = random.below(other.len());
            let end = other.len().min(from + 1 + random.below(4));
            let part: Vec<String> = other.get(from..end).unwrap_or_default().to_vec();
            text.splice(at..at, part);
        }
        _ => {
            text.insert(at, foreign);
            text.insert(at, " ".to_owned());
        }
    }
}

fn tokens(text: &str) -> Vec<String> {
    let tree = parse(text);
    tree.root()
        .tokens()
        .filter(|token| token.kind() != TokenKind::EndOfFile)
        .map(|token| token.text().to_owned())
        .collect()
}
