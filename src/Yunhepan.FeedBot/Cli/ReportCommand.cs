using System.CommandLine;

namespace Yunhepan.FeedBot.Cli;

/// <summary>Creates commands that read the database of the service and print a report, also while the service runs.</summary>
internal static class ReportCommand
{
    /// <summary>Reads the report with the services of a scope; an empty report prints nothing.</summary>
    public delegate IAsyncEnumerable<ReportLine> ReportReader(
        ParseResult parsed, IServiceProvider services, CancellationToken cancellationToken);

    /// <summary>
    /// Creates the command with <c>--data</c>, <c>--feeds</c> and <c>--json</c>; arguments and other options are added to it.
    /// </summary>
    public static Command Create(string name, string description, ReportReader read)
    {
        var command = new Command(name, description) { ServiceOptions.Json, ServiceOptions.Data, ServiceOptions.Feeds };
        command.SetAction((parsed, ct) => StoredArticles.UseAsync(
            ServiceOptions.SettingsOf(parsed),
            services => ReportPrinter.PrintAsync(read(parsed, services, ct), parsed.GetValue(ServiceOptions.Json), Console.Out)));
        return command;
    }
}
