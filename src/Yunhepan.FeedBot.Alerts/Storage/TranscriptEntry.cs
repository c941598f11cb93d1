namespace Yunhepan.FeedBot.Alerts.Storage;

public enum TranscriptSide
{
    /// <summary>A person wrote it.</summary>
    Person = 0,

    Bot = 1,
}

/// <summary>One line of one web chat.</summary>
public sealed class TranscriptEntry
{
    /// <summary>The permanent id, which gives the order of the conversation.</summary>
    public long Id { get; init; }

    public required string ChatId { get; init; }

    /// <summary>
    /// The version, which grows within the chat at every append and replacement: a client asks for versions after its last one.
    /// </summary>
    public long Version { get; set; }

    /// <summary>The version of the last change that devices are told of; 0 if they are told nothing.</summary>
    public long PushVersion { get; set; }

    public TranscriptSide Side { get; init; }

    /// <summary>The kind in the web chat's terms: <c>text</c>, <c>alert</c>…</summary>
    public required string Kind { get; init; }

    public required string Json { get; set; }

    public DateTimeOffset At { get; init; }
}

/// <summary>The last version in one web chat.</summary>
public sealed class TranscriptChat
{
    public required string ChatId { get; init; }

    public long Version { get; set; }

    /// <summary>The last version that devices are told of.</summary>
    public long PushVersion { get; set; }
}
