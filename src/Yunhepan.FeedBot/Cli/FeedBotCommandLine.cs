using System.CommandLine;

namespace Yunhepan.FeedBot.Cli;

/// <summary>Builds the command line: one file per command, with exit codes 0 (done), 1 (failed) and 2 (misused).</summary>
internal static class FeedBotCommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        var root = Create();
        var parsed = root.Parse(args);
        var misuses = Misuses.Find(parsed);
        if (misuses.Count == 0)
            return await CliErrors.GuardAsync(
                () => parsed.InvokeAsync(
                    new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false }));

        foreach (var misuse in misuses)
            await Console.Error.WriteLineAsync($"feedbot: {misuse}");
        await Console.Error.WriteLineAsync($"feedbot: see '{Path(parsed.CommandResult)} --help'");
        return ExitCodes.Misused;
    }

    // Names the command that the person probably meant, because its help is more specific.
    private static string Path(System.CommandLine.Parsing.CommandResult command) =>
        command.Parent is System.CommandLine.Parsing.CommandResult parent ? $"{Path(parent)} {command.Command.Name}" : "feedbot";

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
            TestAlertCommand.Create(),
            QuestionsCommand.Create(),
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
