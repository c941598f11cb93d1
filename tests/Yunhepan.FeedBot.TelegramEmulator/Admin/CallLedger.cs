using System.Text.Json.Nodes;

namespace Yunhepan.FeedBot.TelegramEmulator.Admin;

/// <summary>Records every call of every bot in the order of acceptance, without empty polls.</summary>
internal sealed class CallLedger
{
    // A load test sends hundreds of thousands of messages: the parameters are kept for the last calls only.
    private const int WithParameters = 20_000;

    private readonly List<LedgerEntry> entries = [];

    public IReadOnlyList<LedgerEntry> Entries => entries;

    public LedgerEntry Add(LedgerEntry entry)
    {
        var numbered = entry with { Sequence = entries.Count + 1 };
        entries.Add(numbered);
        if (entries.Count > WithParameters)
            entries[^(WithParameters + 1)] = entries[^(WithParameters + 1)] with { Parameters = null };
        return numbered;
    }
}

/// <summary>One call as the server received it.</summary>
public sealed record LedgerEntry
{
    /// <summary>1 for the first call.</summary>
    public int Sequence { get; init; }

    /// <summary>When it was accepted or refused, by the emulator's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The bot that called.</summary>
    public required long BotId { get; init; }

    /// <summary>The method as the Bot API spells it.</summary>
    public required string Method { get; init; }

    /// <summary>The chat it was about.</summary>
    public long? ChatId { get; init; }

    /// <summary>The message that it made or changed.</summary>
    public int? MessageId { get; init; }

    /// <summary>The parameters as they came.</summary>
    public JsonObject? Parameters { get; init; }

    /// <summary>Null when accepted.</summary>
    public int? ErrorCode { get; init; }

    /// <summary>The reason why it was refused.</summary>
    public string? Description { get; init; }

    /// <summary>The scripted fault that was played on it; an accepted call with a fault is one whose caller may not know.</summary>
    public string? Fault { get; init; }

    /// <summary>Whether the call took effect.</summary>
    public bool IsAccepted => ErrorCode is null;
}
