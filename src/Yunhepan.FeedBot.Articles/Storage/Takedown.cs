namespace Yunhepan.FeedBot.Articles.Storage;

/// <summary>
/// An article that the operator took down, with the properties by which it is recognised when it returns. It outlives the article
/// itself (ADR 65).
/// </summary>
public sealed class Takedown
{
    public long Id { get; init; }

    /// <summary>The public id of the article.</summary>
    public required Guid PublicId { get; init; }

    public required string SourceId { get; init; }

    /// <summary>The identity of the article, see <see cref="Articles.Identity.ArticleIdentity"/>.</summary>
    public required string Identity { get; init; }

    /// <summary>The folded address, equal for all its spellings; null if it has none, or if other articles share it.</summary>
    public string? Link { get; init; }

    /// <summary>The folded host of its address, because another entry of feeds.json may read the same site.</summary>
    public string? Host { get; init; }

    public required string Title { get; set; }

    public required string ContentText { get; set; }

    /// <summary>
    /// The hash of the text alone; with that of title and text it recognises the article after its content was removed.
    /// </summary>
    public required string TextHash { get; init; }

    public required string ContentHash { get; init; }

    /// <summary>Set when title and text were removed, because they concerned a missing person who was found.</summary>
    public DateTimeOffset? ForgottenAt { get; set; }

    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>The reason as readers see it.</summary>
    public required string Reason { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>Set when the article was restored: the takedown then no longer applies.</summary>
    public DateTimeOffset? RestoredAt { get; set; }

    /// <summary>When its source had withdrawn it before; a restore brings this state back.</summary>
    public DateTimeOffset? WithdrawnBefore { get; init; }

    public WithdrawalKind? WithdrawnBeforeAs { get; init; }

    public string? WithdrawnBeforeReason { get; init; }

    /// <summary>The day on which it was last kept away.</summary>
    public DateTimeOffset? LastReturnAt { get; set; }
}

public enum OperatorActKind
{
    TakenDown = 0,
    Restored = 1,
    ComplaintRejected = 2,
}

/// <summary>One line of the operator's trail: who did what to which article, when and why. Lines are only added.</summary>
public sealed class OperatorAct
{
    public long Id { get; init; }

    public DateTimeOffset At { get; init; }

    public required string By { get; init; }

    public OperatorActKind Kind { get; init; }

    public required Guid PublicId { get; init; }

    public required string SourceId { get; init; }

    /// <summary>The title of the article; it is changed only when the data of the person it names is removed.</summary>
    public required string Title { get; set; }

    public string? Url { get; init; }

    /// <summary>The reason as readers see it; null if there is none.</summary>
    public string? Reason { get; init; }

    /// <summary>A note for the operator alone, never shown to anybody else.</summary>
    public string? Note { get; init; }

    /// <summary>The complaint that this act answers.</summary>
    public long? ComplaintId { get; init; }
}
