namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>
/// An update that a platform pushed. It waits here until it is answered; then its text is dropped, and its number is kept for a while,
/// because platforms push an update again when they did not hear that it arrived.
/// </summary>
public sealed class ReceivedUpdate
{
    public required string Platform { get; init; }

    public required string Account { get; init; }

    /// <summary>The platform's own number, which grows.</summary>
    public required long Number { get; init; }

    /// <summary>What was received; null once it is answered.</summary>
    public string? Text { get; set; }

    /// <summary>The number of times that answering it has begun.</summary>
    public int Tries { get; set; }

    public DateTimeOffset At { get; init; }
}
