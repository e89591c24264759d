//! Cuts what the editor sends into messages, whatever else comes with them.
//!
//! The codec of the protocol library knows header names in one spelling only, and
//! stops for good at the first message that it can't read. So messages are read
//! here, by the letter of the protocol, and passed on in the form that it knows.

use std::io;

use serde::de::IgnoredAny;
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
        if serde_json::from_slice::<IgnoredAny>(&body).is_err() {
            continue;
        }
        let header = format!("Content-Length: {}\r\n\r\n", body.len());
        out.write_all(header.as_bytes()).await?;
        out.write_all(&body).await?;
    }
    Ok(())
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

    #[tokio::test]
    async fn messages_pass() {
        let message = "Content-Length: 2\r\n\r\n{}";
        assert_eq!(clean(&message.repeat(2)).await, message.repeat(2));
    }

    #[tokio::test]
    async fn headers_are_read_in_any_case_and_order() {
        let input = "content-type: x; charset=utf-8\r\ncontent-length:2\r\n\r\n{}";
        assert_eq!(clean(input).await, "Content-Length: 2\r\n\r\n{}");
    }

    #[tokio::test]
    async fn what_is_no_message_is_passed_over() {
        let message = "Content-Length: 2\r\n\r\n{}";
        for noise in [
            "Content-Length: -5\r\n\r\n",
            "Content-Length: many\r\n\r\n{}",
            "Content-Type: x\r\n\r\n{}",
            "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
            "Content-Length: 0\r\n\r\n",
            "Content-Length: 3\r\n\r\n{oo",
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
