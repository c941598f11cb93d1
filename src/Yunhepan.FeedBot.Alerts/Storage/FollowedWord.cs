namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>A followed word, numbered in the order in which words were first followed.</summary>
public sealed class FollowedWord
{
    public long Number { get; init; }

    public required string Text { get; init; }
}
