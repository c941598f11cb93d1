namespace Yunhepan.FeedBot.Hosting;

/// <summary>What the command line decides; everything else is configuration (appsettings.json, environment).</summary>
internal sealed record FeedBotSettings
{
    /// <summary>All state lives below it.</summary>
    public string DataFolder { get; init; } = "./data";

    public string FeedsFile { get; init; } = "./feeds.json";

    /// <summary>Addresses to listen on, separated by semicolons.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:8080";

    /// <summary>Configuration that wins over all other, as key and value.</summary>
    public IReadOnlyDictionary<string, string?> Overrides { get; init; } = new Dictionary<string, string?>();

    /// <summary>True when the terminal belongs to a person who is shown something else than logs.</summary>
    public bool Quiet { get; init; }
}
