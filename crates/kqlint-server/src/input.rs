//! Cuts what the editor sends into messages, whatever else comes with them.
//!
//! The codec of the protocol library knows header names in one spelling only, and
//! stops for good at the first message that it can't read. So messages are read
//! here, by the letter of the protocol, and passed on in the form that it knows.

use std::io;

use serde_json::Value;
use tokio::io::{
    AsyncBufRead, AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader,
    DuplexStream,
};

/// A header that is longer isn't one.
const HEADER_LIMIT: u64 = 8 * 1024;

/// Bytes that wait between the two readers.
const BUFFER: usize = 64 * 1024;

/// The messages of the editor, cleaned, and the work that cleans them.
pub(crate) fn cleaned(
    input: impl AsyncRead + Unpin,
) -> (DuplexStream, impl Future<Output = io::Result<()>>) {
    let (out, messages) = tokio::io::duplex(BUFFER);
    (messages, pass_on(BufReader::new(input), out))
}

/// Passes messages on until the input ends or nobody reads them.
async fn pass_on(
    mut input: impl AsyncBufRead + Unpin,
    mut out: impl AsyncWrite + Unpin,
) -> io::Result<()> {
    while let Some(length) = length(&mut input).await? {
        let mut body = Vec::new();
        (&mut input).take(length).read_to_end(&mut body).await?;
        // A message that can't be read can't be answered either: nobody knows its id.
        if !is_message(&body) {
            continue;
        }
        let header = format!("Content-Length: {}\r\n\r\n", body.len());
        out.write_all(header.as_bytes()).await?;
        out.write_all(&body).await?;
    }
    Ok(())
}

/// Whether the library will read it as a message rather than stop.
fn is_message(body: &[u8]) -> bool {
    let Ok(Value::Object(message)) = serde_json::from_slice(body) else {
        return false;
    };
    let has = |key| message.contains_key(key);
    let has_id = message
        .get("id")
        .is_none_or(|id| id.is_null() || id.is_string() || id.is_i64());
    let is_request = message.get("method").is_some_and(Value::is_string);
    let is_answer = has("id") && (has("result") || has("error"));
    message
        .get("jsonrpc")
        .is_some_and(|version| version == "2.0")
        && has_id
        && (is_request || is_answer)
}

/// The length of the next message, after its headers; `None` at the end.
async fn length(input: &mut (impl AsyncBufRead + Unpin)) -> io::Result<Option<u64>> {
    let mut length = None;
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = (&mut *input)
            .take(HEADER_LIMIT)
            .read_until(b'\n', &mut line)
            .await?;
        if read == 0 {
            return Ok(None);
        }
        let text = String::from_utf8_lossy(&line).to_ascii_lowercase();
        // The rest of a message with a wrong length may stand before the name.
        if let Some((_, value)) = text.rsplit_once("content-length:") {
            length = value.trim().parse().ok();
        } else if text.trim().is_empty() && length.is_some() {
            return Ok(length);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn clean(input: &str) -> String {
        let mut out = Vec::new();
        pass_on(input.as_bytes(), &mut out)
            .await
            .expect("no errors in memory");
        String::from_utf8(out).expect("text")
    }

    const BODY: &str = r#"{"jsonrpc":"2.0","method":"x"}"#;

    fn message(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    #[tokio::test]
    async fn messages_pass() {
        let messages = message(BODY).repeat(2);
        assert_eq!(clean(&messages).await, messages);
    }

    #[tokio::test]
    async fn headers_are_read_in_any_case_and_order() {
        let headers = format!(
            "content-type: x; charset=utf-8\r\ncontent-length:{}",
            BODY.len()
        );
        assert_eq!(
            clean(&format!("{headers}\r\n\r\n{BODY}")).await,
            message(BODY)
        );
    }

    #[tokio::test]
    async fn what_is_no_message_is_passed_over() {
        let message = message(BODY);
        for noise in [
            "Content-Length: -5\r\n\r\n",
            "Content-Length: many\r\n\r\n{}",
            "Content-Type: x\r\n\r\n{}",
            "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
            "Content-Length: 0\r\n\r\n",
            "Content-Length: 3\r\n\r\n{oo",
            "Content-Length: 5\r\n\r\n[1,2]",
            "Content-Length: 2\r\n\r\n{}",
            "\r\n\r\n",
        ] {
            assert_eq!(
                clean(&format!("{noise}{message}")).await,
                message,
                "{noise}"
            );
        }
    }

    #[tokio::test]
    async fn an_end_inside_a_message_is_an_end() {
        assert_eq!(clean("Content-Length: 20\r\n\r\n{").await, "");
        assert_eq!(clean("Content-Le").await, "");
    }
}
