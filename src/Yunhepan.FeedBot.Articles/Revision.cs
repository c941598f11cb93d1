namespace Yunhepan.FeedBot.Articles;

public enum RevisionKind
{
    New = 0,
    Corrected = 1,
    Withdrawn = 2,

    /// <summary>Its story changed: another source reports it too, or another article leads. Never alerts.</summary>
    Story = 3,
}

/// <summary>
/// One entry of the append-only log that all later stages read, each with its own cursor. Numbers grow in commit order: a reader
/// that has seen N has seen all below N.
/// </summary>
public sealed class Revision
{
    public long Number { get; init; }

    public long ArticleId { get; init; }

    public RevisionKind Kind { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>False if it must not alert: the first poll of a source, a re-import.</summary>
    public bool Alerting { get; init; }

    /// <summary>True if a takedown or a restore caused it: messages follow, however old the article is.</summary>
    public bool IsOperators { get; init; }

    /// <summary>The changes, for people; empty unless <see cref="RevisionKind.Corrected"/>.</summary>
    public List<ArticleChange> Changes { get; init; } = [];
}

/// <param name="Field">What changed.</param>
/// <param name="Before">The old value, shortened.</param>
/// <param name="After">The new value, shortened.</param>
public sealed record ArticleChange(ChangedField Field, string Before, string After);

/// <summary>A revision with the current state of its article.</summary>
public sealed record LoggedRevision(Revision Revision, Article Article);
