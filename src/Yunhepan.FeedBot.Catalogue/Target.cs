namespace Yunhepan.FeedBot.Catalogue;

/// <summary>A chat that cannot talk back (a group robot, a webhook): what it follows, and how, stands in feeds.json.</summary>
public sealed record Target
{
    /// <summary>Stable for ever: receipts hang on it, also when the address changes.</summary>
    public required string Id { get; init; }

    public required TargetKind Kind { get; init; }

    /// <summary>Where its messages go; it may hold a secret.</summary>
    public required string Url { get; init; }

    /// <summary>Signs its messages; null: they are not signed.</summary>
    public string? Secret { get; init; }

    public required FollowedTopics Follow { get; init; }

    /// <summary>Articles with at least one of these words; empty lets all in.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>No articles with any of these words.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>When its digest comes; null: what it follows comes at once.</summary>
    public DigestTime? Digest { get; init; }

    /// <summary>The hours in which nothing comes; null: there are none.</summary>
    public QuietHours? Quiet { get; init; }

    /// <summary>The language of its messages.</summary>
    public Language Language { get; init; }

    /// <summary>The zone in which its hours are meant; null: the site's.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    // A record prints its members: address and secret are nobody's business.
    public override string ToString() => $"{Id} ({Kind})";
}

/// <summary>What a target follows: ids of the trees and of sources, and words.</summary>
public sealed record FollowedTopics
{
    public IReadOnlyList<string> Categories { get; init; } = [];

    public IReadOnlyList<string> Publishers { get; init; } = [];

    public IReadOnlyList<string> Regions { get; init; } = [];

    public IReadOnlyList<string> Sources { get; init; } = [];

    public IReadOnlyList<string> Words { get; init; } = [];
}

/// <param name="On">The day of a weekly digest; null: it comes daily.</param>
public sealed record DigestTime(TimeOnly At, DayOfWeek? On);

/// <param name="UrgentToo">What is urgent waits as well.</param>
public sealed record QuietHours(TimeOnly From, TimeOnly To, bool UrgentToo);
