using System.Data.Common;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Catalogue.Reading;
using Yunhepan.FeedBot.Hosting;

namespace Yunhepan.FeedBot.Cli;

/// <summary>Errors go to standard error, a line each.</summary>
internal static class CliErrors
{
    public static async Task<int> FailAsync(string message)
    {
        await Console.Error.WriteLineAsync($"feedbot: {message}");
        return ExitCodes.Failed;
    }

    /// <summary>Runs a command. Faults that its operator can mend are told in a line, all others at length.</summary>
    public static async Task<int> GuardAsync(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (Exception e) when (Lines(e) is { } lines)
        {
            foreach (var line in lines)
                await FailAsync(line);
            return ExitCodes.Failed;
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Failed;
        }
        catch (Exception e)
        {
            // This is the boundary of the program: the report of a fault of ours has to show all of it.
            return await FailAsync(e.ToString());
        }
    }

    /// <returns>Null for what is a fault of ours.</returns>
    public static IReadOnlyList<string>? Lines(Exception e) => e switch
    {
        CommandException or StartException or DatabaseException or CatalogueException => [e.Message],
        OptionsValidationException { Failures: var failures } => [.. failures.Select(failure => $"configuration: {failure}")],
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } => [$"configuration: {e.Message}"],
        InvalidOperationException { Source: "Microsoft.Extensions.Logging.Configuration" } => [$"configuration: Logging: {e.Message}"],
        ArgumentException { Source: "Npgsql" or "System.Data.Common" } => [$"configuration: ConnectionStrings:FeedBot: {e.Message}"],
        DbException db => [$"the database {Said(db)}"],
        _ => null,
    };

    /// <summary>Returns what an engine says in words for its operator.</summary>
    public static string Said(DbException e) =>
        e.SqlState == "42P01" || e.Message.Contains("no such table", StringComparison.Ordinal)
            ? "has no tables yet: start the service, or 'feedbot db migrate', with it first"
            : $"cannot be used: {e.Message}";
}

/// <summary>A command cannot do what it was asked for; the message is one line for the operator.</summary>
internal sealed class CommandException(string message) : Exception(message);
