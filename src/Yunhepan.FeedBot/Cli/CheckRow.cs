namespace Yunhepan.FeedBot.Cli;

/// <summary>The result of one source.</summary>
internal sealed record CheckRow(string Source)
{
    public string? Kind { get; init; }

    public int Found { get; init; }

    public DateTimeOffset? Newest { get; init; }

    public int Dated { get; init; }

    public string? FullText { get; init; }

    public IReadOnlyList<string> Warnings { get; init; } = [];

    public string? Error { get; init; }
}
