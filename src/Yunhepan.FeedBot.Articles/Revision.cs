namespace Yunhepan.FeedBot.Articles;

public enum RevisionKind
{
    New = 0,
    Corrected = 1,
    Withdrawn = 2,

    /// <summary>Its place in its story changed: another source tells it too, or another article leads. Never alerts.</summary>
    Story = 3,
}

/// <summary>
/// One entry of the append-only log that all later stages read with cursors of their own.
/// Numbers grow in commit order: a reader that has seen N has seen all below N.
/// </summary>
public sealed class Revision
{
    public long Number { get; init; }

    public long ArticleId { get; init; }

    public RevisionKind Kind { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>False for what must not alert: the first poll of a source, a re-import.</summary>
    public bool Alerting { get; init; }

    /// <summary>It came of a take-down or a restore: however old an article is, messages follow.</summary>
    public bool IsOperators { get; init; }

    /// <summary>What changed, for people; empty unless <see cref="RevisionKind.Corrected"/>.</summary>
    public List<ArticleChange> Changes { get; init; } = [];
}

/// <param name="Field">
/// <c>title</c>, <c>text</c> (the first passage that differs), <c>number</c>, <c>name</c>, <c>time</c> (one each, as they
/// stand in title or text), <c>origin</c>, <c>notice</c> (a notice of its own that corrects it).
/// </param>
/// <param name="Before">The old value, shortened.</param>
/// <param name="After">The new value, shortened.</param>
public sealed record ArticleChange(string Field, string Before, string After)
{
    /// <summary>The field of a change that brings an alert to its end, or, with the end before, takes that back.</summary>
    public const string EndField = "end";

    /// <summary>The field of a change after which an article says something else than before: it may leave its story.</summary>
    public const string StoryField = "story";

    /// <summary>The field of a change that takes a withdrawal back.</summary>
    public const string RestoredField = "restored";

    /// <summary>The field of the change by which later stages know that they must not show what was before.</summary>
    public const string PrivateField = "private";
}

/// <summary>A revision with its article as it is now.</summary>
public sealed record LoggedRevision(Revision Revision, Article Article);
