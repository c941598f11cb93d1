using System.Security.Cryptography;
using System.Text;

namespace Yunhepan.FeedBot.Catalogue;

/// <summary>A chat that only receives (a group robot, a webhook). feeds.json states what it follows and how.</summary>
public sealed record Target
{
    /// <summary>The permanent id: receipts refer to it even if the address changes.</summary>
    public required string Id { get; init; }

    public required TargetKind Kind { get; init; }

    /// <summary>The address that receives its messages, which may contain a secret; <c>mailto:</c> and the mailbox for mail.</summary>
    public required string Url { get; init; }

    /// <summary>The secret that signs its messages, or the token of its account; null if it has none.</summary>
    public string? Secret { get; init; }

    /// <summary>Secrets that still sign, beside the newest, until all receivers know that one.</summary>
    public IReadOnlyList<string> OlderSecrets { get; init; } = [];

    public required FollowedTopics Follow { get; init; }

    /// <summary>Words of which an article must contain one; an empty list admits every article.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Words that an article must not contain.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>The time of its digest; null if articles are sent immediately.</summary>
    public DigestTime? Digest { get; init; }

    /// <summary>The hours in which nothing is sent; null for none.</summary>
    public QuietHours? Quiet { get; init; }

    /// <summary>The language of its messages.</summary>
    public Language Language { get; init; }

    /// <summary>The time zone of its hours; null means the site's.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>Tells this address from others without revealing it, for reasons that concern this very address.</summary>
    public string AddressMark => "address " + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Url)).AsSpan(0, 4));

    /// <summary>How its messages look.</summary>
    public MessageFormat Format { get; init; } = MessageFormat.Usual;

    /// <summary>The most messages in a minute, besides what the platform allows; null for no limit of its own.</summary>
    public int? MessagesPerMinute { get; init; }

    // The generated ToString prints all members, and address and secret must stay private.
    public override string ToString() => $"{Id} ({Kind})";
}

/// <summary>The topics that a target follows: ids of tree nodes and sources, and words.</summary>
public sealed record FollowedTopics
{
    public IReadOnlyList<string> Categories { get; init; } = [];

    public IReadOnlyList<string> Publishers { get; init; } = [];

    public IReadOnlyList<string> Regions { get; init; } = [];

    public IReadOnlyList<string> Sources { get; init; } = [];

    public IReadOnlyList<string> Words { get; init; } = [];
}

/// <param name="On">The day of a weekly digest; null for a daily one.</param>
public sealed record DigestTime(TimeOnly At, DayOfWeek? On);

/// <param name="UrgentToo">True if urgent articles wait as well.</param>
public sealed record QuietHours(TimeOnly From, TimeOnly To, bool UrgentToo);
