namespace Yunhepan.FeedBot.Ingestion.States;

/// <summary>
/// When the page of a stored article is looked at again, and what the looks have found: that finds corrections and withdrawals.
/// The article itself does not know of it.
/// </summary>
public sealed class PageRevisit
{
    /// <summary>The article's number in the store.</summary>
    public required long ArticleId { get; init; }

    public required string SourceId { get; init; }

    /// <summary>When its page is looked at next; null: no more.</summary>
    public DateTimeOffset? NextAt { get; private set; }

    /// <summary>How often its page was looked at and was there.</summary>
    public int Looks { get; private set; }

    /// <summary>Consecutive looks that found the page gone.</summary>
    public int TimesMissing { get; private set; }

    /// <summary>The article was withdrawn because its page is gone; the looks see whether it comes back.</summary>
    public bool AwaitsReturn { get; private set; }

    /// <summary>Plans the next look; null ends the looks.</summary>
    public void Plan(DateTimeOffset? at) => NextAt = at;

    /// <summary>Ends the looks at this page.</summary>
    public void Stop() => NextAt = null;

    /// <summary>Moves the next look to this moment, unless it is due already.</summary>
    public void BringForward(DateTimeOffset now) => NextAt = NextAt < now ? NextAt : now;

    /// <summary>Counts a look that found the page in its place.</summary>
    public void CountPresent()
    {
        (TimesMissing, AwaitsReturn) = (0, false);
        Looks++;
    }

    /// <summary>Counts a look that found the page gone.</summary>
    public void CountMissing() => TimesMissing++;

    /// <summary>The article was withdrawn because its page is gone: looks from then on whether it comes back.</summary>
    public void AwaitReturn(DateTimeOffset at) => (TimesMissing, AwaitsReturn, NextAt) = (0, true, at);
}
