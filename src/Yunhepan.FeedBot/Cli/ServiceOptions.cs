using System.CommandLine;
using Yunhepan.FeedBot.Hosting;

namespace Yunhepan.FeedBot.Cli;

/// <summary>Defines the options that <c>run</c>, <c>demo</c> and other commands share.</summary>
internal static class ServiceOptions
{
    public static Option<string> Data { get; } = new("--data")
    {
        Description = "The folder for all state: the database with articles, sources and chats.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "./data",
    };

    public static Option<string> Feeds { get; } = new("--feeds")
    {
        Description = "The file that lists sources, categories and targets.",
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

    /// <summary>Creates an argument that names a stored article in any way that people use.</summary>
    public static Argument<string> Article(string name) => new(name)
    {
        Description = "Its number, its id as in the feeds, the address of its page here, or its address on its own site.",
    };

    /// <summary>Creates an argument that names stored articles by whatever commands and logs print of them.</summary>
    public static Argument<string[]> AskedArticles(string name) => new(name)
    {
        Description = $"What to look at: {AskedArticle.Expected}.",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>Returns the settings of a command from <c>--data</c> and <c>--feeds</c>.</summary>
    public static FeedBotSettings SettingsOf(ParseResult parsed) =>
        new() { DataFolder = parsed.GetValue(Data)!, FeedsFile = parsed.GetValue(Feeds)!, Quiet = true };
}
