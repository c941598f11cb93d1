namespace Yunhepan.FeedBot.Hosting;

/// <summary>The settings from the command line; all others are configuration (appsettings.json, environment).</summary>
internal sealed record FeedBotSettings
{
    /// <summary>The folder that holds all state.</summary>
    public string DataFolder { get; init; } = "./data";

    public string FeedsFile { get; init; } = "./feeds.json";

    /// <summary>The addresses to listen on, separated by semicolons.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:8080";

    /// <summary>Configuration that overrides all other, as key and value.</summary>
    public IReadOnlyDictionary<string, string?> Overrides { get; init; } = new Dictionary<string, string?>();

    /// <summary>True if a person at the terminal sees other output instead of logs.</summary>
    public bool Quiet { get; init; }
}
