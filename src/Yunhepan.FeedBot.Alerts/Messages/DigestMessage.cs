namespace Yunhepan.FeedBot.Alerts.Messages;

/// <summary>Why several alerts are sent as one message.</summary>
public enum DigestKind
{
    /// <summary>The chat asked for a digest each day.</summary>
    Daily,

    /// <summary>The chat asked for a digest each week.</summary>
    Weekly,

    /// <summary>Quiet hours or a pause have ended.</summary>
    AfterQuiet,

    /// <summary>So many alerts came at once or late that only the newest few are shown.</summary>
    CatchUp,
}

/// <summary>Several alerts as one message: by category, newest first.</summary>
public sealed record DigestMessage
{
    public required DigestKind Kind { get; init; }

    /// <summary>The reader's language: <c>zh</c> or <c>en</c>.</summary>
    public required string Language { get; init; }

    /// <summary>When it is sent, in the chat's time zone.</summary>
    public required DateTimeOffset At { get; init; }

    public required IReadOnlyList<DigestSection> Sections { get; init; }

    /// <summary>The number of alerts that it covers, which may exceed those shown.</summary>
    public required int Count { get; init; }

    public bool IsSilent { get; init; }

    /// <summary>The patterns of the matching filter that are off, so that they did not filter it.</summary>
    public IReadOnlyList<string> SwitchedOff { get; init; } = [];
}

/// <param name="Name">The category in the reader's language; null for articles without one.</param>
public sealed record DigestSection(string? Name, IReadOnlyList<AlertMessage> Articles);
