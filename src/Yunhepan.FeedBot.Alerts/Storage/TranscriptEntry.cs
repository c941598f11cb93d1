namespace Yunhepan.FeedBot.Alerts.Storage;

public enum TranscriptSide
{
    /// <summary>The person wrote it.</summary>
    Person = 0,

    Bot = 1,
}

/// <summary>One line of one web chat.</summary>
public sealed class TranscriptEntry
{
    /// <summary>Never changes; the order of the conversation.</summary>
    public long Id { get; init; }

    public required string ChatId { get; init; }

    /// <summary>Grows within the chat at every append and at every replacement: a client asks for what is after the last it saw.</summary>
    public long Version { get; set; }

    public TranscriptSide Side { get; init; }

    /// <summary><c>text</c>, <c>alert</c>…: the web chat's own words.</summary>
    public required string Kind { get; init; }

    public required string Json { get; set; }

    public DateTimeOffset At { get; init; }
}

/// <summary>The last version given out in one web chat.</summary>
public sealed class TranscriptChat
{
    public required string ChatId { get; init; }

    public long Version { get; set; }
}
