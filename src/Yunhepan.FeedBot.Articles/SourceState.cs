namespace Yunhepan.FeedBot.Articles;

/// <summary>What the poller remembers of a source between polls.</summary>
public sealed class SourceState
{
    public required string SourceId { get; init; }

    public required string Url { get; set; }

    public string? ETag { get; set; }

    public string? LastModified { get; set; }

    public string? BodyHash { get; set; }

    public DateTimeOffset NextCheckAt { get; set; }

    /// <summary>A worker holds it until then; a dead worker's claim lapses.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }

    public DateTimeOffset? LastCheckAt { get; set; }

    /// <summary>Null until the first success: what that one finds is stored without alerting.</summary>
    public DateTimeOffset? FirstSuccessAt { get; set; }

    public DateTimeOffset? LastSuccessAt { get; set; }

    public DateTimeOffset? LastNewArticleAt { get; set; }

    /// <summary>Consecutive failures.</summary>
    public int Failures { get; set; }

    /// <summary>One line: what failed the last time; null after a success.</summary>
    public string? LastError { get; set; }

    /// <summary>Title, language and home page as the source's own document states them.</summary>
    public string? Title { get; set; }

    public string? HomePageUrl { get; set; }
}

/// <summary>An article page that a list named: fetched once, then settled.</summary>
public sealed class ListedPage
{
    public required string SourceId { get; init; }

    /// <summary>Canonical address; see <see cref="ArticleIdentity"/>.</summary>
    public required string Key { get; init; }

    public required string Url { get; init; }

    /// <summary>What the list itself said, as JSON, should the page never come.</summary>
    public required string ListedItem { get; set; }

    public DateTimeOffset ListedAt { get; init; }

    /// <summary>True when it must not alert: listed at the source's first poll.</summary>
    public bool Silent { get; init; }

    public int Attempts { get; set; }

    public DateTimeOffset NextAttemptAt { get; set; }

    public bool Settled { get; set; }
}
