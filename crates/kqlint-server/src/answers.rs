//! Answers every request, also those that the protocol library keeps silent about.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use tower_lsp_server::jsonrpc::{Error, Request, Response};
use tower_service::Service;

/// A service that answers requests for methods in `$/` that it doesn't know.
///
/// Notifications of that kind may be ignored, requests may not.
#[derive(Debug)]
pub(crate) struct AnswerAll<S>(pub(crate) S);

impl<S> Service<Request> for AnswerAll<S>
where
    S: Service<Request, Response = Option<Response>>,
    S::Future: Send + 'static,
{
    type Response = Option<Response>;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Option<Response>, S::Error>> + Send>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.0.poll_ready(cx)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let unknown = request
            .method()
            .starts_with("$/")
            .then(|| request.id().cloned());
        let answer = self.0.call(request);
        Box::pin(async move {
            let answer = answer.await?;
            Ok(match (answer, unknown.flatten()) {
                (None, Some(id)) => Some(Response::from_error(id, Error::method_not_found())),
                (answer, _) => answer,
            })
        })
    }
}
