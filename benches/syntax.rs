//! Measures the parser beside the lexer alone, on real queries. See `lib.rs` for the variables that steer it.

use kqlint_benches::{megabytes, queries, rounds, seconds};
use kqlint_syntax::{count_tokens, parse};

fn main() {
    let queries = queries();
    let size = megabytes(&queries);
    println!("{} queries, {size:.1} MB", queries.len());
    let (mut lex, mut both) = (f64::MAX, f64::MAX);
    for _ in 0..rounds() {
        lex = lex.min(seconds(&queries, count_tokens));
        both = both.min(seconds(&queries, |query| parse(query).node_count()));
    }
    println!("lex          {:7.1} MB/s", size / lex);
    println!(
        "lex + parse  {:7.1} MB/s, {:.2} times the lexer alone",
        size / both,
        both / lex
    );
}
