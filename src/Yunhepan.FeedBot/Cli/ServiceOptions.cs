using System.CommandLine;

namespace Yunhepan.FeedBot.Cli;

/// <summary>The options that <c>run</c>, <c>demo</c> and others share, spelled once.</summary>
internal static class ServiceOptions
{
    public static Option<string> Data { get; } = new("--data")
    {
        Description = "Folder that keeps all state.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "./data",
    };

    public static Option<string> Feeds { get; } = new("--feeds")
    {
        Description = "The file that lists categories and sources.",
        HelpName = "FILE",
        DefaultValueFactory = _ => "./feeds.json",
    };

    public static Option<string> Urls { get; } = new("--urls")
    {
        Description = "Addresses to listen on, separated by semicolons.",
        HelpName = "URLS",
        DefaultValueFactory = _ => "http://127.0.0.1:8080",
    };

    public static Option<bool> Json { get; } = new("--json") { Description = "Print JSON, for scripts." };
}
