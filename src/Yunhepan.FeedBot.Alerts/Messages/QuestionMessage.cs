using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Messages;

/// <summary>A message about a question of a reader to a publisher. It never names who asks.</summary>
/// <param name="IsToDesk">True if a desk receives it; false for who asked.</param>
/// <param name="Number">The number of the question, by which both sides name it.</param>
/// <param name="Publisher">The name of the publisher in the reader's language.</param>
/// <param name="Language">The reader's language: <c>zh</c>, <c>en</c>…</param>
public sealed record QuestionMessage(QuestionStep Step, bool IsToDesk, long Number, string Publisher, string Language)
{
    /// <summary>True for a publisher that feeds.json states as verified.</summary>
    public bool IsVerified { get; init; }

    /// <summary>The title and address of the article that it is about; null for none.</summary>
    public (string Title, string? Url)? Article { get; init; }

    /// <summary>What a person wrote; empty for what the service says.</summary>
    public string Text { get; init; } = "";

    public bool IsUrgent { get; init; }

    /// <summary>True if another desk had it before.</summary>
    public bool IsHandedUp { get; init; }

    /// <summary>The questions of a reminder with their beginnings, the oldest first.</summary>
    public IReadOnlyList<(long Number, string Beginning)> Waiting { get; init; } = [];

    public bool IsSilent { get; init; }
}
