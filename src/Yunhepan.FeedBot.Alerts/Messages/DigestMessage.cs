namespace Yunhepan.FeedBot.Alerts.Messages;

/// <summary>Why several alerts come as one message.</summary>
public enum DigestKind
{
    /// <summary>The chat asked for a digest each day.</summary>
    Daily,

    /// <summary>The chat asked for a digest each week.</summary>
    Weekly,

    /// <summary>The quiet hours, or a pause, are over.</summary>
    AfterQuiet,

    /// <summary>So much came at once, or so late, that the newest few stand for all.</summary>
    CatchUp,
}

/// <summary>Several alerts as one message: by category, the newest first.</summary>
public sealed record DigestMessage
{
    public required DigestKind Kind { get; init; }

    /// <summary>The reader's language: <c>zh</c> or <c>en</c>.</summary>
    public required string Language { get; init; }

    /// <summary>When it is sent, in the chat's zone.</summary>
    public required DateTimeOffset At { get; init; }

    public required IReadOnlyList<DigestSection> Sections { get; init; }

    /// <summary>How many alerts it stands for; may be more than it shows.</summary>
    public required int Count { get; init; }

    public bool IsSilent { get; init; }

    /// <summary>Patterns of the filter it came through that are off: it was not filtered by them.</summary>
    public IReadOnlyList<string> SwitchedOff { get; init; } = [];
}

/// <param name="Name">The category, in the reader's language; null for articles without one.</param>
public sealed record DigestSection(string? Name, IReadOnlyList<AlertMessage> Articles);
