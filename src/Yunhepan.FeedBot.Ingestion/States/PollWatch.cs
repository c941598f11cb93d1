namespace Yunhepan.FeedBot.Ingestion.States;

/// <summary>The one row that says since when the outcomes of polls can be relied on.</summary>
public sealed class PollWatch
{
    public const int Only = 1;

    public int Id { get; init; } = Only;

    /// <summary>When the failing sources were last examined.</summary>
    public DateTimeOffset SeenAt { get; set; }

    /// <summary>
    /// Until this moment failures may have been ours: the service did not watch, or so much failed at once that it was us.
    /// </summary>
    public DateTimeOffset BlindUntil { get; set; }
}
