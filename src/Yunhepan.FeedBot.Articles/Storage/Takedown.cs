namespace Yunhepan.FeedBot.Articles.Storage;

/// <summary>
/// An article that the operator took down, with what it is recognised by however it returns: this outlives the article itself
/// (ADR 65).
/// </summary>
public sealed class Takedown
{
    public long Id { get; init; }

    /// <summary>That of the article.</summary>
    public required Guid PublicId { get; init; }

    public required string SourceId { get; init; }

    /// <summary>See <see cref="Articles.Identity.ArticleIdentity"/>.</summary>
    public required string Identity { get; init; }

    /// <summary>Its address as all its spellings fold; null where it has none, or other articles share it.</summary>
    public string? Link { get; init; }

    /// <summary>The host of its address, folded alike: another entry of feeds.json may read the same site.</summary>
    public string? Host { get; init; }

    public required string Title { get; set; }

    public required string ContentText { get; set; }

    /// <summary>Of the text alone, and of title and text: by these it is recognised when they themselves are forgotten.</summary>
    public required string TextHash { get; init; }

    public required string ContentHash { get; init; }

    /// <summary>Set when title and text were taken out, as they spoke of somebody who was sought and is found.</summary>
    public DateTimeOffset? ForgottenAt { get; set; }

    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Why, as readers see it.</summary>
    public required string Reason { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>Set when it was restored: it then keeps nothing away any more.</summary>
    public DateTimeOffset? RestoredAt { get; set; }

    /// <summary>When its source had withdrawn it before: so it stands again after a restore.</summary>
    public DateTimeOffset? WithdrawnBefore { get; init; }

    public WithdrawalKind? WithdrawnBeforeAs { get; init; }

    public string? WithdrawnBeforeReason { get; init; }

    /// <summary>When it was last kept away, to the day.</summary>
    public DateTimeOffset? LastReturnAt { get; set; }
}

public enum OperatorActKind
{
    TakenDown = 0,
    Restored = 1,
    ComplaintRejected = 2,
}

/// <summary>One line of the operator's trail: who did what to which article, when and why. Only ever added.</summary>
public sealed class OperatorAct
{
    public long Id { get; init; }

    public DateTimeOffset At { get; init; }

    public required string By { get; init; }

    public OperatorActKind Kind { get; init; }

    public required Guid PublicId { get; init; }

    public required string SourceId { get; init; }

    /// <summary>Of the article; it alone is changed, when the person it names is forgotten.</summary>
    public required string Title { get; set; }

    public string? Url { get; init; }

    /// <summary>As readers see it; null for what has none.</summary>
    public string? Reason { get; init; }

    /// <summary>For the operator alone: it is never shown to anybody else.</summary>
    public string? Note { get; init; }

    /// <summary>The complaint that it answers.</summary>
    public long? ComplaintId { get; init; }
}
