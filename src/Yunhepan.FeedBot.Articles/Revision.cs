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

/// <param name="Field">The changed field: <c>title</c>, <c>text</c> (the first passage that differs), <c>number</c>, <c>name</c>,
/// <c>time</c> (one each, as written in title or text), <c>origin</c>, <c>notice</c> (a separate notice that corrects the
/// article).</param>
/// <param name="Before">The old value, shortened.</param>
/// <param name="After">The new value, shortened.</param>
public sealed record ArticleChange(string Field, string Before, string After)
{
    /// <summary>The field of a change that ends an alert, or, with the end as the old value, undoes that.</summary>
    public const string EndField = "end";

    /// <summary>The field of a change after which an article reports something else, so that it may leave its story.</summary>
    public const string StoryField = "story";

    /// <summary>The field of a change that undoes a withdrawal.</summary>
    public const string RestoredField = "restored";

    /// <summary>The field of a change that tells later stages not to show the old values.</summary>
    public const string PrivateField = "private";
}

/// <summary>A revision with the current state of its article.</summary>
public sealed record LoggedRevision(Revision Revision, Article Article);
