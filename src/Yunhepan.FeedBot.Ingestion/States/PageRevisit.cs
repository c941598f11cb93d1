namespace Yunhepan.FeedBot.Ingestion.States;

/// <summary>
/// When the page of a stored article is revisited, and what the visits found: corrections and withdrawals. The article itself
/// does not refer to it.
/// </summary>
public sealed class PageRevisit
{
    /// <summary>The number of the article in the store.</summary>
    public required long ArticleId { get; init; }

    public required string SourceId { get; init; }

    /// <summary>When its page is visited next; null if never.</summary>
    public DateTimeOffset? NextAt { get; private set; }

    /// <summary>How often its page was visited and found.</summary>
    public int Looks { get; private set; }

    /// <summary>The number of consecutive visits that found the page missing.</summary>
    public int TimesMissing { get; private set; }

    /// <summary>True if the article was withdrawn because its page is gone; further visits check whether it comes back.</summary>
    public bool AwaitsReturn { get; private set; }

    /// <summary>Plans the next visit; null ends the visits.</summary>
    public void Plan(DateTimeOffset? at) => NextAt = at;

    /// <summary>Ends the visits to this page.</summary>
    public void Stop() => NextAt = null;

    /// <summary>Moves the next visit to this moment, unless it is already due.</summary>
    public void BringForward(DateTimeOffset now) => NextAt = NextAt < now ? NextAt : now;

    /// <summary>Counts a visit that found the page.</summary>
    public void CountPresent()
    {
        (TimesMissing, AwaitsReturn) = (0, false);
        Looks++;
    }

    /// <summary>Repeats a visit that left something open; it does not count among the planned ones.</summary>
    public void Repeat(DateTimeOffset at)
    {
        Looks--;
        NextAt = at;
    }

    /// <summary>Counts a visit that found the page missing.</summary>
    public void CountMissing() => TimesMissing++;

    /// <summary>
    /// Records that the article was withdrawn because its page is gone: from then on visits check whether it comes back.
    /// </summary>
    public void AwaitReturn(DateTimeOffset at) => (TimesMissing, AwaitsReturn, NextAt) = (0, true, at);
}
