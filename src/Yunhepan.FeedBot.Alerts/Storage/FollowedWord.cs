namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>A word that somebody follows, numbered in the order in which the words were first followed.</summary>
public sealed class FollowedWord
{
    public long Number { get; init; }

    public required string Text { get; init; }
}
