using System.CommandLine;

namespace Yunhepan.FeedBot.Cli;

/// <summary>Builds the command line: one file per command, with exit codes 0 (done), 1 (failed) and 2 (misused).</summary>
internal static class FeedBotCommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        var root = Create();
        var parsed = root.Parse(args);
        if (parsed.Errors.Count == 0)
            return await CliErrors.GuardAsync(
                () => parsed.InvokeAsync(
                    new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false }));

        foreach (var error in parsed.Errors)
            await Console.Error.WriteLineAsync($"feedbot: {InWords(error.Message)}");
        await Console.Error.WriteLineAsync($"feedbot: see '{Path(parsed.CommandResult)} --help'");
        return ExitCodes.Misused;
    }

    // Names the command that the person probably meant, because its help is more specific.
    private static string Path(System.CommandLine.Parsing.CommandResult command) =>
        command.Parent is System.CommandLine.Parsing.CommandResult parent ? $"{Path(parent)} {command.Command.Name}" : "feedbot";

    // The library's messages name C# types, which operators do not know.
    private static string InWords(string error) => error
        .Replace("as expected type 'System.Int32'", "as a whole number", StringComparison.Ordinal)
        .Replace("as expected type 'System.Int64'", "as a whole number", StringComparison.Ordinal)
        .Replace("as expected type 'System.Nullable`1[System.Int64]'", "as a whole number", StringComparison.Ordinal);

    internal static RootCommand Create()
    {
        var run = RunCommand.Create();
        var root = new RootCommand(
            """
            Polls portals that have no feed (and those that have one), publishes RSS, Atom and JSON feeds,
            and sends new articles to chat subscribers.

            Try it:          feedbot demo
            Run it:          feedbot run --feeds feeds.json --data ./data
            Look at a page:  feedbot inspect https://example.org/news/
            Find its feeds:  feedbot discover example.org
            """)
        {
            run,
            DemoCommand.Create(),
            InspectCommand.Create(),
            CheckCommand.Create(),
            AcceptCommand.Create(),
            DiscoverCommand.Create(),
            ImportCommand.Create(),
            ExportCommand.Create(),
            ExplainCommand.Create(),
            TakedownCommands.TakeDown(),
            TakedownCommands.Restore(),
            TakedownCommands.Trail(),
            ComplaintsCommand.Create(),
            RulesCommand.Create(),
            DbCommand.Create(),
            TraceCommand.Create(),
            DeadLettersCommand.Create(),
            AuditCommand.Create(),
            HealthCommand.Create(),
        };
        // Without a command the options of "run" apply.
        foreach (var option in run.Options)
            root.Options.Add(option);
        root.Action = run.Action;
        return root;
    }
}

internal static class ExitCodes
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Misused = 2;
}
