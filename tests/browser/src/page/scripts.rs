//! Scripts that run in the page.

use anyhow::Result;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Page;

impl Page {
    /// What a script returns.
    ///
    /// # Errors
    /// If it throws, or returns something else.
    pub async fn run<T: DeserializeOwned>(&self, script: &str) -> Result<T> {
        self.run_with(script, Vec::new()).await
    }

    /// What a script returns for these arguments.
    ///
    /// # Errors
    /// If it throws, or returns something else.
    pub async fn run_with<T: DeserializeOwned>(
        &self,
        script: &str,
        arguments: Vec<Value>,
    ) -> Result<T> {
        let value = self.client.execute(script, arguments).await?;
        Ok(serde_json::from_value(value)?)
    }

    /// What a script gives to the function that it finds as its last argument.
    ///
    /// # Errors
    /// If it throws, or gives something else.
    pub async fn run_async<T: DeserializeOwned>(&self, script: &str) -> Result<T> {
        let value = self.client.execute_async(script, Vec::new()).await?;
        Ok(serde_json::from_value(value)?)
    }
}
