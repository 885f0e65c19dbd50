//! Going to addresses and back.

use anyhow::Result;

use super::Page;

impl Page {
    /// The address of the page with this query string.
    #[must_use]
    pub fn address(&self, query: &str) -> String {
        if query.is_empty() {
            self.base.clone()
        } else {
            format!("{}?{query}", self.base)
        }
    }

    /// Loads the page with this query string, without waiting for more than the load.
    ///
    /// # Errors
    /// If the browser cannot.
    pub async fn goto(&self, query: &str) -> Result<()> {
        self.leave().await?;
        self.client.goto(&self.address(query)).await?;
        Ok(())
    }

    /// Loads the page with this query string and waits until its results are on the screen.
    ///
    /// # Errors
    /// If they do not come.
    pub async fn open(&self, query: &str) -> Result<()> {
        self.goto(query).await?;
        self.ready().await
    }

    /// Keeps what the recorder noted, for it goes with the page.
    async fn leave(&self) -> Result<()> {
        let noted = self.noted().await?;
        self.past.borrow_mut().extend(noted);
        self.check_origin().await
    }

    /// Loads the page anew.
    ///
    /// # Errors
    /// If it does not come.
    pub async fn reload(&self) -> Result<()> {
        self.leave().await?;
        self.client.refresh().await?;
        self.ready().await
    }

    /// Waits until the first results or, where the link is to it, How it works are on the screen.
    ///
    /// # Errors
    /// If they do not come.
    pub async fn ready(&self) -> Result<()> {
        self.until("the page is ready", async || {
            self.run(
                "return document.documentElement.hasAttribute('data-ready') \
                 && !document.querySelector('main[aria-busy=true]')",
            )
            .await
        })
        .await
    }

    /// Goes back in the history.
    ///
    /// # Errors
    /// If the browser cannot.
    pub async fn back(&self) -> Result<()> {
        self.client.back().await?;
        self.settle().await
    }

    /// Goes forward in the history.
    ///
    /// # Errors
    /// If the browser cannot.
    pub async fn forward(&self) -> Result<()> {
        self.client.forward().await?;
        self.settle().await
    }
}
