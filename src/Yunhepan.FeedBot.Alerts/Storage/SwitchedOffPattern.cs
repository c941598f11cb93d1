namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>A pattern that took too long and is no longer matched.</summary>
public sealed class SwitchedOffPattern
{
    /// <summary>The pattern as it is in the filters, with its slashes.</summary>
    public required string Text { get; init; }
}
